"""Bars in a Word file: a table of narrow cells, shaded; who has the file can go on drawing in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aetui.documents.sheet import Timeline
from aetui.documents.word_parts import WIDTH, edge, element, put, put_in_table, set_widths, tight, whole, with_next

if TYPE_CHECKING:
    from docx.document import Document

FILLS = {"done": "5F6B76", "open": "B9CDDB", "late": "B8321F"}
_NOW, _HAIR = ("B8321F", 12), ("CCCCCC", 4)
_LABEL = 44.0
"""Millimetres of the label at the left."""


def write_bars(document: Document, block: Timeline) -> None:
    """The heads in a row, each over its cells, the days below, and a row for each bar; today's line goes through all."""
    count = sum(cells for _, cells in block.heads)
    above = 2 if block.days else 1
    table: Any = document.add_table(rows=above + len(block.rows), cols=count + 1)
    set_widths(table, [_LABEL, *[(WIDTH - _LABEL) / count] * count])
    for row in table.rows:
        whole(row)
    top = table.rows[0].cells
    _words(top[0], block.label, 8.5)
    at = 1
    for text, cells in block.heads:
        head = top[at].merge(top[at + cells - 1]) if cells > 1 else top[at]
        _words(head, text, 8)
        edge(head, left=_HAIR)
        put(head, _margins(60))
        at += cells
    with_next(top)
    if block.days:
        _days(table.rows[1].cells, block)
    for n, bar in enumerate(block.rows, above):
        held = table.rows[n].cells
        _words(held[0], bar.label, 9)
        for at, state in enumerate(bar.cells):
            cell = held[at + 1]
            _words(cell, "", 6)
            if state:
                put(cell, element("w:shd", val="clear", color="auto", fill=FILLS[state]))
            if at == block.today:
                edge(cell, left=_NOW)
            put(cell, _margins())
        with_next(held)
    _gaps(table)
    _legend(document, block)


def _days(cells: Any, block: Timeline) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import RGBColor

    _words(cells[0], "", 7)
    for at, (cell, day) in enumerate(zip(cells[1:], block.days, strict=True)):
        _words(cell, day, 6.5)
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        for run in cell.paragraphs[0].runs:
            run.font.color.rgb = RGBColor(0x77, 0x77, 0x77)
        edge(cell, bottom=_HAIR, **({"left": _NOW} if at == block.today else {}))
        put(cell, _margins())
    with_next(cells)


def _legend(document: Document, block: Timeline) -> None:
    """A patch of each colour that occurs, with its words."""
    from docx.shared import Pt, RGBColor

    said = document.add_paragraph()
    said.paragraph_format.space_before = Pt(4)
    for state, words in block.legend:
        patch = said.add_run("\u00a0" * 6 if state in FILLS else "|")
        if state in FILLS:
            patch._r.get_or_add_rPr().append(element("w:shd", val="clear", color="auto", fill=FILLS[state]))
        else:
            patch.font.bold, patch.font.color.rgb = True, RGBColor.from_string(_NOW[0])
        text = said.add_run(f" {words}    ")
        text.font.color.rgb = RGBColor(0x77, 0x77, 0x77)
        patch.font.size = text.font.size = Pt(8.5)


def _words(cell: Any, text: str, size: float) -> None:
    from docx.enum.table import WD_ALIGN_VERTICAL
    from docx.shared import Pt

    cell.text = text
    cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
    for run in cell.paragraphs[0].runs:
        run.font.size = Pt(size)
    # An empty paragraph is as high as the sign at its end.
    cell.paragraphs[0].paragraph_format.line_spacing = 1.0
    mark = element("w:rPr")
    mark.append(element("w:sz", val=int(size * 2)))
    cell.paragraphs[0]._p.get_or_add_pPr().append(mark)
    tight(cell, 1.5)


def _margins(left: int = 0) -> Any:
    margins = element("w:tcMar")
    for side in ("left", "right"):
        margins.append(element(f"w:{side}", w=left if side == "left" else 0, type="dxa"))
    return margins


def _gaps(table: Any) -> None:
    """White between one bar and the next."""
    borders = element("w:tblBorders")
    borders.append(element("w:insideH", val="single", sz=24, space=0, color="FFFFFF"))
    put_in_table(table, borders)
