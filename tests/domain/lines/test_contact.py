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
        ("Ms Chen Brand Manager 13800001111", Contact(name="Ms Chen", title="Brand Manager", phone="13800001111")),
        ("Mr. David Wong, Marketing Director", Contact(name="Mr. David Wong", title="Marketing Director")),
        ("Mrs Lee", Contact(name="Mrs Lee")),
        ("Dr. Ann van der Berg: Head of Sales", Contact(name="Dr. Ann van der Berg", title="Head of Sales")),
        ("Prof. Li 021-5555-0101 advisor", Contact(name="Prof. Li", title="advisor", phone="021-5555-0101")),
        ("David Wong Senior Brand Manager", Contact(name="David Wong", title="Senior Brand Manager")),
        ("Grace Li g.li@m.cn", Contact(name="Grace Li", email="g.li@m.cn")),
        ("Grace g.li@m.cn", Contact(name="Grace", email="g.li@m.cn")),
        ("Ms Market 021-5555-0101", Contact(name="Ms Market", phone="021-5555-0101")),
        ("Ms 陈 品牌经理", Contact(name="Ms 陈", title="品牌经理")),
        ("O'Neil, CEO", Contact(name="O'Neil", title="CEO")),
        ("Chen brand manager", Contact(name="Chen", title="brand manager")),
        ("David 市场总监", Contact(name="David", title="市场总监")),
        ("周先生 市场部 3楼", Contact(name="周先生", title="市场部 3楼")),
    ],
)  # fmt: skip
def test_taken_apart(line: str, contact: Contact) -> None:
    assert contact_line.read(line) == contact


@pytest.mark.parametrize("line", ["", "  ", "021-5555-0101"])
def test_nobody(line: str) -> None:
    with pytest.raises(BadInput):
        contact_line.read(line)
