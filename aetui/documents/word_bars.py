"""Bars in a Word file: a table of narrow cells, shaded; who has the file can go on drawing in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aetui.documents.sheet import Timeline
from aetui.documents.word_parts import WIDTH, edge, element, put, set_widths, tight, whole, with_next

if TYPE_CHECKING:
    from docx.document import Document

FILLS = {"done": "5F6B76", "open": "B9CDDB", "late": "B8321F"}
_NOW, _HAIR = ("B8321F", 12), ("CCCCCC", 4)
_LABEL, _NOTE = 44.0, 30.0
"""Millimetres of the label at the left, and of the note at the right where there is one."""


def write_bars(document: Document, block: Timeline) -> None:
    """The heads in a row, each over its cells, and a row for each bar; today's line goes through all."""
    from docx.shared import Pt

    count = sum(cells for _, cells in block.heads)
    noted = any(row.note for row in block.rows)
    table: Any = document.add_table(rows=1 + len(block.rows), cols=count + 1 + noted)
    each = (WIDTH - _LABEL - (_NOTE if noted else 0)) / count
    set_widths(table, [_LABEL, *[each] * count, *([_NOTE] if noted else [])])
    top = table.rows[0].cells
    _words(top[0], block.label, 8.5)
    at = 1
    for text, cells in block.heads:
        head = top[at].merge(top[at + cells - 1]) if cells > 1 else top[at]
        _words(head, text, 8)
        edge(head, left=_HAIR, bottom=_HAIR)
        at += cells
    with_next(top)
    for n, bar in enumerate(block.rows, 1):
        row = table.rows[n]
        whole(row)
        cells_of = row.cells
        _words(cells_of[0], bar.label, 9)
        for at, state in enumerate(bar.cells):
            cell = cells_of[at + 1]
            _words(cell, "", 6)
            if state:
                put(cell, element("w:shd", val="clear", color="auto", fill=FILLS[state]))
            if at == block.today:
                edge(cell, left=_NOW)
            put(cell, _margins())
        if noted:
            _words(cells_of[-1], bar.note, 8.5)
        if n < len(block.rows):
            with_next(cells_of)
    _gaps(table)
    said = document.add_paragraph()
    run = said.add_run(block.legend)
    run.font.size = Pt(8.5)
    said.paragraph_format.space_before = Pt(3)


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


def _margins() -> Any:
    margins = element("w:tcMar")
    for side in ("left", "right"):
        margins.append(element(f"w:{side}", w=0, type="dxa"))
    return margins


def _gaps(table: Any) -> None:
    """White between one bar and the next."""
    properties = table._tbl.tblPr
    borders = element("w:tblBorders")
    borders.append(element("w:insideH", val="single", sz=24, space=0, color="FFFFFF"))
    properties.append(borders)
