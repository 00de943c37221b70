"""A contact in one line."""

from __future__ import annotations

import pytest

from aetui.domain.errors import BadInput
from aetui.domain.lines import contact as contact_line
from aetui.domain.records import Contact


@pytest.mark.parametrize(
    ("line", "contact"),
    [
        ("陈小姐", Contact(name="陈小姐")),
        ("陈小姐 品牌经理 021-5555-0101", Contact(name="陈小姐", title="品牌经理", phone="021-5555-0101")),
        ("陈小姐 021-5555-0101 转8 brand", Contact(name="陈小姐", title="brand", phone="021-5555-0101 转8")),
        ("Chen +86 138 0000 1111 c@m.cn brand manager",
         Contact(name="Chen", title="brand manager", phone="+86 138 0000 1111", email="c@m.cn")),
        ("周先生 市场部 3楼", Contact(name="周先生", title="市场部 3楼")),
    ],
)  # fmt: skip
def test_taken_apart(line: str, contact: Contact) -> None:
    assert contact_line.read(line) == contact


@pytest.mark.parametrize("line", ["", "  ", "021-5555-0101"])
def test_nobody(line: str) -> None:
    with pytest.raises(BadInput):
        contact_line.read(line)
