"""How a sheet stands on Word's pages."""

from __future__ import annotations

from io import BytesIO

import pytest
from docx import Document

from aetui.documents.sheet import Block, Paragraphs, Points, Sheet, SheetPart, Signatures, Table
from aetui.documents.word import write_word

HAND = SheetPart("", [Signatures([("AE", "李雯")])])


@pytest.mark.parametrize(
    "above",
    [
        [Paragraphs(["一", "二"])],
        [Points(["一", "二"])],
        [Points(["一", "二"], numbered=True)],
        [Table(["甲"], [["一"], ["二"]])],
        [],
    ],
)
def test_a_hand_never_stands_alone_on_a_page(above: list[Block]) -> None:
    sheet = Sheet("day", "zh", "记录", parts=[SheetPart("上文", above, "无。"), HAND])
    body = Document(BytesIO(write_word(sheet))).element.body
    (signed,) = [n for n, one in enumerate(body) if one.tag.endswith("}tbl") and "李雯" in "".join(one.itertext())]
    before = body[signed - 1]
    while before is not None and not "".join(before.itertext()).strip():
        assert before.xpath(".//w:keepNext[not(@w:val='0')]"), "the gap between"
        before = before.getprevious()
    last = before.xpath(".//w:p[last()]")[-1] if before.tag.endswith("}tbl") else before
    assert last.xpath(".//w:keepNext[not(@w:val='0')]")


def test_what_is_not_there_takes_no_line() -> None:
    sheet = Sheet("day", "zh", "记录", parts=[SheetPart("改日", [], "无。")])
    lines = [p.text for p in Document(BytesIO(write_word(sheet))).paragraphs]
    assert "改日  无。" in lines
    assert "无。" not in lines
