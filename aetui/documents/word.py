"""A sheet as a Word file, with python-docx: header, page numbers, tables, lines to sign on."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

from aetui.documents.sheet import Paragraphs, Points, Sheet, Signatures, Table
from aetui.domain.errors import BadInput
from aetui.domain.text import cleaned

if TYPE_CHECKING:
    from docx.document import Document

LATIN, CHINESE = "Arial", "微软雅黑"
WIDTH = 166.0
"""Millimetres between the margins."""
LETTER, SHORT = 1.9, 14
"""Millimetres of a letter; a column of up to so many letters keeps its width."""


def write_word(sheet: Sheet, reference: Path | None = None) -> bytes:
    """The file's bytes. `reference`: a Word file of the user's whose page, styles, header and footer are taken.
    Raises BadInput where it can't be read."""
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError

    try:
        document = Document(str(reference)) if reference else Document()
    except (PackageNotFoundError, BadZipFile, OSError, KeyError, ValueError):
        raise BadInput("template.unreadable", file=reference, why="Word") from None
    if reference is None:
        _page(document, cleaned(sheet.title), cleaned(sheet.foot))
    _heading(document, cleaned(sheet.title), 0)
    if sheet.facts:
        _facts(document, [(cleaned(label), cleaned(value)) for label, value in sheet.facts])
    for part in sheet.parts:
        if part.heading:
            _heading(document, cleaned(part.heading), 1)
        for block in part.blocks:
            if isinstance(block, Paragraphs):
                for line in block.lines:
                    document.add_paragraph(cleaned(line))
            elif isinstance(block, Points):
                for item in block.items:
                    document.add_paragraph(cleaned(item), style="List Number" if block.numbered else "List Bullet")
            elif isinstance(block, Table):
                _table(document, block)
            else:
                _signatures(document, block)
        if not part.blocks and part.none:
            document.add_paragraph(cleaned(part.none))
    properties = document.core_properties
    properties.title, properties.author = cleaned(sheet.title)[:255], ""
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _page(document: Document, title: str, foot: str) -> None:
    """A4, the house's fonts, the title above and the page number below."""
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt, RGBColor

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin, section.bottom_margin = Mm(24), Mm(22)
    for name in ("Normal", "Title", "Heading 1", "List Bullet", "List Number", "Header", "Footer"):
        style: Any = document.styles[name]
        style.font.name = LATIN
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(key), None)
        fonts.set(qn("w:eastAsia"), CHINESE)
        fonts.set(qn("w:ascii"), LATIN)
        fonts.set(qn("w:hAnsi"), LATIN)
    normal: Any = document.styles["Normal"]
    normal.font.size = Pt(10.5)
    normal.paragraph_format.space_after = Pt(4)
    for name, size in (("Title", 20), ("Heading 1", 12.5)):
        style = document.styles[name]
        style.font.size, style.font.bold = Pt(size), True
        style.font.color.rgb = RGBColor(0x1C, 0x1C, 0x1C)
    header = section.header.paragraphs[0]
    header.text = title
    footer = section.footer.paragraphs[0]
    footer.text = f"{foot}\t\t" if foot else "\t\t"
    _field(footer, "PAGE")
    footer.add_run(" / ")
    _field(footer, "NUMPAGES")
    for paragraph in (header, footer):
        for run in paragraph.runs:
            run.font.size, run.font.color.rgb = Pt(8.5), RGBColor(0x77, 0x77, 0x77)


def _field(paragraph: Any, code: str) -> None:
    """A field that Word fills in: the page's number."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    run = paragraph.add_run()
    for kind in ("begin", None, "end"):
        if kind is None:
            element = OxmlElement("w:instrText")
            element.text = code
        else:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        run._r.append(element)


def _heading(document: Document, text: str, level: int) -> None:
    document.add_heading(text, level)


def _facts(document: Document, facts: list[tuple[str, str]]) -> None:
    from docx.shared import RGBColor

    table = document.add_table(rows=0, cols=2)
    for label, value in facts:
        left, right = table.add_row().cells
        left.text, right.text = label, value
        for run in left.paragraphs[0].runs:
            run.font.color.rgb = RGBColor(0x77, 0x77, 0x77)
    _widths(table, [28, WIDTH - 28])
    _tight(table)


def _table(document: Document, block: Table) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt, RGBColor

    table = document.add_table(rows=1, cols=len(block.columns))
    for cell, text in zip(table.rows[0].cells, block.columns, strict=True):
        cell.text = cleaned(text)
        for run in cell.paragraphs[0].runs:
            run.font.bold, run.font.size, run.font.color.rgb = True, Pt(9.5), RGBColor(0x55, 0x55, 0x55)
        _line_below(cell, "1C1C1C", 6)
    for row in block.rows:
        added = table.add_row()
        _whole(added)
        for cell, text in zip(added.cells, row, strict=True):
            cell.text = cleaned(text)
            _line_below(cell, "CCCCCC", 4)
    for row in table.rows:
        for n in block.right:
            row.cells[n].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    sizes = [max(_size(text) for text in column) for column in zip(block.columns, *block.rows, strict=True)]
    _widths(table, _shares([min(size, 40) + 3 for size in sizes]))
    _repeat(table.rows[0])
    _tight(table)
    document.add_paragraph()


def _shares(sizes: list[int]) -> list[float]:
    """Millimetres for each column: what is short (a name, a time) keeps its width, the rest share what is left."""
    natural = [size * LETTER for size in sizes]
    if sum(natural) <= WIDTH:
        return [WIDTH * width / sum(natural) for width in natural]
    least = [min(width, WIDTH / len(sizes) * 0.8, SHORT * LETTER) for width in natural]
    over = [width - floor for width, floor in zip(natural, least, strict=True)]
    left = WIDTH - sum(least)
    return [floor + left * more / sum(over) for floor, more in zip(least, over, strict=True)]


def _size(text: str) -> int:
    """How wide a text is, in Latin letters: a Chinese one is two."""
    return sum(2 if ord(char) > 0x2E80 else 1 for char in text)


def _widths(table: Any, widths: list[float]) -> None:
    """Column widths in millimetres; both readers of the format want them in two places."""
    from docx.shared import Mm

    table.autofit = False
    for n, width in enumerate(widths):
        table.columns[n].width = Mm(width)
        for row in table.rows:
            row.cells[n].width = Mm(width)


def _line_below(cell: Any, colour: str, eighths: int) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    borders, line = OxmlElement("w:tcBorders"), OxmlElement("w:bottom")
    for key, value in (("val", "single"), ("sz", str(eighths)), ("space", "0"), ("color", colour)):
        line.set(qn(f"w:{key}"), value)
    borders.append(line)
    cell._tc.get_or_add_tcPr().append(borders)


def _whole(row: Any) -> None:
    """A row stands on one page."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _repeat(row: Any) -> None:
    """The head of a table is said again on each page."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    properties = row._tr.get_or_add_trPr()
    head = OxmlElement("w:tblHeader")
    head.set(qn("w:val"), "true")
    properties.append(head)


def _tight(table: Any) -> None:
    from docx.shared import Pt

    for row in table.rows:
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.space_after = Pt(2)
                paragraph.paragraph_format.space_before = Pt(2)


def _signatures(document: Document, block: Signatures) -> None:
    from docx.shared import Pt

    for label, name in block.lines:
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_before = Pt(22)
        paragraph.paragraph_format.keep_together = True
        paragraph.add_run(f"{cleaned(label)}  ")
        line = paragraph.add_run(cleaned(name) + " " * max(40 - 2 * len(name), 8))
        line.underline = True
