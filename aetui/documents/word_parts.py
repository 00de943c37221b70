"""What the pieces of a Word file are made of: elements, lines, widths (ECMA-376; python-docx has no face for them)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

WIDTH = 166.0
"""Millimetres between the margins."""
LINE = 14.0
"""Points from line to line in a table."""
_ORDER = ("tcW", "gridSpan", "vMerge", "tcBorders", "shd", "noWrap", "tcMar", "vAlign")
"""In which order Word wants a cell's properties; what it doesn't find so it calls a damaged file."""

_TABLE_ORDER = ("tblStyle", "tblW", "jc", "tblInd", "tblBorders", "tblLayout", "tblCellMar", "tblLook")


def element(tag: str, /, **values: object) -> Any:
    """An element of Word's with these attributes."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(tag)
    for key, value in values.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def put(cell: Any, *found: Any) -> None:
    """Properties of a cell, where they belong."""
    properties = cell._tc.get_or_add_tcPr()
    for one in found:
        properties.append(one)
    held = sorted(properties, key=lambda one: _ORDER.index(one.tag.rpartition("}")[2]))
    for one in held:
        properties.append(one)


def put_in_table(table: Any, found: Any) -> None:
    """A property of a table, where it belongs."""
    properties = table._tbl.tblPr
    properties.append(found)
    for one in sorted(properties, key=lambda one: _TABLE_ORDER.index(one.tag.rpartition("}")[2])):
        properties.append(one)


def edge(cell: Any, **sides: tuple[str, int]) -> None:
    """Lines at the sides of a cell, each (colour, eighths of a point)."""
    borders = element("w:tcBorders")
    for side in ("top", "left", "bottom", "right"):
        if side in sides:
            colour, eighths = sides[side]
            borders.append(element(f"w:{side}", val="single", sz=eighths, space=0, color=colour))
    put(cell, borders)


def flush(cell: Any) -> None:
    """The last cell of a row ends where the page does."""
    margins = element("w:tcMar")
    margins.append(element("w:right", w=0, type="dxa"))
    put(cell, margins)


def line_below(cell: Any, colour: str, eighths: int) -> None:
    edge(cell, bottom=(colour, eighths))


def set_widths(table: Any, widths: Sequence[float]) -> None:
    """Column widths in millimetres; both readers of the format want them in two places."""
    from docx.shared import Mm

    table.autofit = False
    margins = element("w:tblCellMar")  # words begin where those of the page do
    margins.append(element("w:left", w=0, type="dxa"))
    put_in_table(table, margins)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)


def whole(row: Any) -> None:
    """A row stands on one page."""
    row._tr.get_or_add_trPr().append(element("w:cantSplit"))


def with_next(cells: Sequence[Any]) -> None:
    """A row stays with the one below it."""
    for cell in cells:
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.keep_with_next = True


def repeat(row: Any) -> None:
    """The head of a table is said again on each page."""
    row._tr.get_or_add_trPr().append(element("w:tblHeader", val="true"))


def tight(cell: Any, points: float) -> None:
    """So much air above and below; lines of one height, whatever letters they hold, else figures stand higher than Chinese beside
    them."""
    from docx.shared import Pt

    for paragraph in cell.paragraphs:
        paragraph.paragraph_format.line_spacing = Pt(LINE)
        paragraph.paragraph_format.space_after = paragraph.paragraph_format.space_before = Pt(points)
