"""What a page mustn't lose or leave bare, in Word and HTML alike."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from aetui.documents.render import render
from aetui.documents.sheet import Bar, Paragraphs, Sheet, SheetPart, Signatures, Table, Timeline
from aetui.documents.widths import shares, to_fill

ROWS = [["背景", ""], ["一个主张", ""]]


def sheet(*parts: SheetPart) -> Sheet:
    return Sheet("brief", "zh", "创意简报", [("致", "小王")], list(parts), heading="创意简报")


def word(made: Sheet) -> Any:
    return Document(BytesIO(render(made, "docx")))


def test_no_head_of_a_table_stands_alone_on_a_page() -> None:
    """LibreOffice loses the rows below one that does."""
    (table,) = [
        t
        for t in word(sheet(SheetPart("进度", [Table(["工作", "状态"], [["打样", "完成"]] * 3)]))).tables
        if len(t.rows) == 4
    ]
    kept = [[p.paragraph_format.keep_with_next for cell in row.cells for p in cell.paragraphs] for row in table.rows]
    assert kept[0] == [True, True]
    assert not any(any(row) for row in kept[1:])


def test_a_form_has_room_to_fill_in() -> None:
    columns = list(zip(["项目", "内容"], *ROWS, strict=True))
    assert to_fill(columns)
    assert not to_fill([["项目", "背景"], ["内容", "新品"]])
    assert not to_fill([["项目"], ["内容"]])  # nothing to fill in
    label, room = shares(columns, 166.0, 4.0)
    assert room > 2 * label
    html = render(sheet(SheetPart("", [Table(["项目", "内容"], ROWS)])), "html").decode()
    assert 'style="width: 8' in html
    assert "style=" not in render(sheet(SheetPart("", [Table(["项目", "内容"], [["背景", "新品"]])])), "html").decode()


def test_a_short_cell_keeps_its_lines() -> None:
    html = render(sheet(SheetPart("", [Table(["下一步"], [["打样\n2026年11月26日 周四 12:00"]])])), "html").decode()
    assert ".short { white-space: pre; }" in html
    assert '<td class="short">打样\n2026年11月26日 周四 12:00</td>' in html


def test_a_table_that_is_wider_than_the_page_may_break_its_cells_but_no_time() -> None:
    """A handover's row of seven ran off the page to the right."""
    row = [
        "电话确认进度表 · 礼盒海报",
        "小周 ✓",
        "周一 11/23 18:00",
        "照进度表跟，不改",
        "客户不同意就改期",
        "陈小姐 13900001111",
        "Z:/梅林/海报",
    ]
    html = render(
        sheet(SheetPart("", [Table(["什么事", "谁管", "时候", "做", "如果", "找谁", "文件"], [row])])), "html"
    ).decode()
    assert [cell for cell in row if f'<td class="short">{cell}</td>' in html] == [
        "周一 11/23 18:00",
        "陈小姐 13900001111",
    ]


def test_names_in_an_english_paper_are_set_as_chinese() -> None:
    made = Sheet(
        "memo", "en", "Memo", [("To", "王磊")], [SheetPart("", [Paragraphs(["周四留会议室"])])], heading="Memo"
    )
    found = word(made).styles["Normal"].element.xpath(".//w:lang")[-1]
    assert (found.get(qn("w:eastAsia")), found.get(qn("w:val"))) == ("zh-CN", "en")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_markdown_of_bars_sums_and_labels(lang: str) -> None:
    bars = Timeline(
        heads=[("2026", 3)],
        days=["1", "2", "3"],
        rows=[Bar("打样", ["done", "open", "late"])],
        today=1,
        label="工作",
        span="x",
        legend=[("today", "截至")],
    )
    sums = Table(["项目", "金额"], [["外拍", "1"], ["", "2"], ["合计", "3"]], [1], total=True)
    parts = [SheetPart("进度", [bars]), SheetPart("", [sums]), SheetPart("", [Signatures([("客户", "")])])]
    made = Sheet("estimate", lang, "估价单", [("致", "小王")], parts, heading="估价单")
    text = render(made, "md").decode()
    colon = "：" if lang == "zh" else ": "
    assert f"- 致{colon}小王" in text
    assert f"客户{colon}____" in text
    assert "| **合计** | **3** |" in text
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert len(rows) == 8
    assert {line.count("|") for line in rows} == {3}, "no sign parts a row"
