"""A sheet as a Word file, with python-docx: header, page numbers, tables, lines to sign on."""

from __future__ import annotations

from io import BytesIO
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

from aetui.documents.sheet import Paragraphs, Pictures, Points, Sheet, Signatures, Table, Timeline
from aetui.documents.widths import HALF, in_pairs, millimetres, shares
from aetui.documents.word_bars import write_bars
from aetui.documents.word_parts import (
    WIDTH,
    edge,
    element,
    flush,
    line_below,
    repeat,
    set_widths,
    tight,
    whole,
    with_next,
)
from aetui.domain.errors import BadInput
from aetui.domain.records.fields import with_texts
from aetui.domain.text import cleaned

if TYPE_CHECKING:
    from docx.document import Document

LATIN, CHINESE = "Arial", "微软雅黑"
PADDING = 4.0
"""Millimetres beside the text of a cell."""


def write_word(sheet: Sheet, reference: Path | None = None, pictures: Pictures = lambda _: None) -> bytes:
    """The file's bytes. `reference`: a Word file of the user's whose page, styles, header and footer are taken.
    Raises BadInput where it can't be read."""
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError
    from docx.shared import Pt

    sheet = with_texts(sheet, cleaned)
    try:
        document = Document(str(reference)) if reference else Document()
    except (PackageNotFoundError, BadZipFile, OSError, KeyError, ValueError):
        raise BadInput("template.unreadable", file=reference, why="Word") from None
    if reference is None:
        _styles(document, sheet.lang)
        _page(document, sheet, pictures)
    document.add_heading(sheet.heading or sheet.title, 0)
    if sheet.facts:
        _facts(document, sheet.facts)
    if sheet.parts and not sheet.parts[0].heading:
        _gap(document, 12)
    for part, after in zip_longest(sheet.parts, sheet.parts[1:]):
        hand = after is not None and not after.heading and isinstance(next(iter(after.blocks), None), Signatures)
        if part.heading:
            heading = document.add_heading(part.heading, 1)
            if not part.blocks and part.none:  # beside it: what isn't there takes no line of a page
                _none(heading, part.none, stays=hand)
        for block, below in zip_longest(part.blocks, part.blocks[1:]):
            signed = isinstance(below, Signatures) or (below is None and hand)  # a hand never stands alone on a page
            if isinstance(block, Paragraphs):
                for n, line in enumerate(block.lines):
                    said = document.add_paragraph(line).paragraph_format
                    said.keep_with_next = signed
                    if n == 0 and block is part.blocks[0] and not part.heading and part is not sheet.parts[0]:
                        said.space_before = Pt(8)  # apart from the part above
            elif isinstance(block, Points):
                _points(document, block, stays=signed)
            elif isinstance(block, Table):
                _table(document, block, stays=signed)
            elif isinstance(block, Timeline):
                write_bars(document, block)
            else:
                _signatures(document, block, pictures)
        if not part.blocks and part.none and not part.heading:
            _grey(document.add_paragraph(part.none))
    if sheet.foot:
        _foot(document, sheet.foot)
    properties = document.core_properties
    properties.title, properties.author = sheet.title[:255], ""
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _styles(document: Document, lang: str) -> None:
    """The house's fonts and sizes."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    for name in ("Normal", "Title", "Heading 1", "List Bullet", "List Number", "Header", "Footer"):
        style: Any = document.styles[name]
        style.font.name = LATIN
        properties = style.element.get_or_add_rPr()
        fonts = properties.get_or_add_rFonts()
        for key in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(key), None)
        fonts.set(qn("w:eastAsia"), CHINESE)
        fonts.set(qn("w:ascii"), LATIN)
        fonts.set(qn("w:hAnsi"), LATIN)
    document.styles["Normal"].element.get_or_add_rPr().append(element("w:lang", val=lang, eastAsia="zh-CN"))
    normal: Any = document.styles["Normal"]
    normal.font.size = Pt(10.5)
    normal.paragraph_format.space_after = Pt(4)
    for name in ("Header", "Footer"):  # the style's, since a field's own text takes no other
        style = document.styles[name]
        style.font.size, style.font.color.rgb = Pt(8.5), RGBColor(0x77, 0x77, 0x77)
    for name, points, before, after in (("Title", 19, 0, 10), ("Heading 1", 12, 16, 5)):
        style = document.styles[name]
        style.font.size, style.font.bold = Pt(points), True
        style.font.color.rgb = RGBColor(0x1C, 0x1C, 0x1C)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        for line in style.element.findall(f".//{qn('w:pBdr')}"):  # the line that Word draws under a title
            line.getparent().remove(line)


def _page(document: Document, sheet: Sheet, pictures: Pictures) -> None:
    """A4: the letterhead on the first page, what paper it is on those that follow, its number and the page below on all."""
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Mm

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin, section.bottom_margin = Mm(20), Mm(18)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    if sheet.letterhead is not None:
        _letterhead(section.first_page_header, sheet, pictures)
    section.header.paragraphs[0].text = sheet.title
    for footer in (section.first_page_footer, section.footer):
        line = footer.paragraphs[0]
        line.paragraph_format.tab_stops.clear_all()
        for stop in list(document.styles["Footer"].paragraph_format.tab_stops):
            line.paragraph_format.tab_stops.add_tab_stop(stop.position, WD_TAB_ALIGNMENT.CLEAR)
        line.paragraph_format.tab_stops.add_tab_stop(Mm(WIDTH), WD_TAB_ALIGNMENT.RIGHT)
        line.text = "  ".join(t for t in (sheet.heading or sheet.title, sheet.number) if t) + f"\t{sheet.pages[0]}"
        _field(line, "PAGE")
        line.add_run(sheet.pages[1])
        _field(line, "NUMPAGES")
        line.add_run(sheet.pages[2])


def _letterhead(header: Any, sheet: Sheet, pictures: Pictures) -> None:
    """The agency's picture, or its name, at the left; its address at the right; a line below."""
    from docx.enum.table import WD_ALIGN_VERTICAL
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt

    head = sheet.letterhead
    assert head is not None
    table = header.add_table(1, 2, Mm(WIDTH))
    left, right = table.rows[0].cells
    held = _picture(left.paragraphs[0], pictures(head.picture_id), 60, 14)
    if not held:
        run = left.paragraphs[0].add_run(head.agency)
        run.font.bold, run.font.size = True, Pt(12.5)
    lines = [*([head.agency] if held and head.agency else []), *head.lines]
    right.paragraphs[0].text = "\n".join(lines)
    right.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _grey(right.paragraphs[0], 9)
    for cell in (left, right):
        cell.vertical_alignment = WD_ALIGN_VERTICAL.BOTTOM
        cell.paragraphs[0].paragraph_format.space_after = Pt(5)
        line_below(cell, "1C1C1C", 6)
    flush(right)
    set_widths(table, [WIDTH / 2, WIDTH / 2])
    # Word wants a paragraph at a header's end: the empty one that is there comes first, and would push the letterhead down.
    empty = header.paragraphs[0]
    header._element.append(empty._p)


def _picture(paragraph: Any, held: tuple[str, bytes] | None, wide: float, high: float) -> bool:
    """The picture in the paragraph, within so many millimetres; whether there is one."""
    from docx.image.image import Image
    from docx.shared import Mm

    if held is None:
        return False
    image = Image.from_blob(held[1])
    scale = min(Mm(wide) / image.px_width, Mm(high) / image.px_height)
    paragraph.add_run().add_picture(BytesIO(held[1]), width=int(image.px_width * scale))
    return True


def _foot(document: Document, text: str) -> None:
    """Who wrote it, at the end, apart from what stands before."""
    from docx.shared import Pt

    line = document.add_paragraph(text)
    line.paragraph_format.space_before = Pt(14)
    _grey(line, 9.5, 0x55)


def _grey(paragraph: Any, size: float = 10.5, shade: int = 0x77) -> None:
    from docx.shared import Pt, RGBColor

    for run in paragraph.runs:
        run.font.size, run.font.color.rgb = Pt(size), RGBColor(shade, shade, shade)


def _points(document: Document, block: Points, *, stays: bool) -> None:
    """A list with dashes; a numbered one begins with 1, whatever was numbered before, which Word's own would go on from."""
    from docx.shared import Mm, Pt

    if not block.numbered:
        for item in block.items:
            document.add_paragraph(item, style="List Bullet").paragraph_format.keep_with_next = stays
        return
    for n, item in enumerate(block.items, 1):
        line = document.add_paragraph(f"{n}.\t{item}")
        line.paragraph_format.keep_with_next = stays
        line.paragraph_format.left_indent, line.paragraph_format.first_line_indent = Mm(7), Mm(-7)
        line.paragraph_format.tab_stops.add_tab_stop(Mm(7))
        line.paragraph_format.space_after = Pt(3)


def _field(paragraph: Any, code: str) -> None:
    """A field that Word fills in: the page's number."""
    run = paragraph.add_run()
    words = element("w:instrText")
    words.text = code
    for one in (element("w:fldChar", fldCharType="begin"), words, element("w:fldChar", fldCharType="end")):
        run._r.append(one)


def _none(heading: Any, text: str, *, stays: bool) -> None:
    from docx.shared import Pt, RGBColor

    run = heading.add_run(f"  {text}")
    run.font.bold, run.font.size, run.font.color.rgb = False, Pt(10.5), RGBColor(0x77, 0x77, 0x77)
    heading.paragraph_format.keep_with_next = stays


def _gap(document: Document, points: float = 6, *, stays: bool = False) -> None:
    """Air, of half a line as a rule, which a table can't have above or below itself."""
    from docx.shared import Pt

    gap = document.add_paragraph().paragraph_format
    gap.space_after, gap.line_spacing = Pt(0), Pt(points)
    gap.keep_with_next = stays


def _facts(document: Document, facts: list[tuple[str, str]]) -> None:
    """Two in a line where they are short."""
    from docx.shared import Pt

    room = max(millimetres(label) for label, _ in facts) + PADDING + 2
    rows = in_pairs(facts, min(HALF, WIDTH / 2 - room - PADDING))
    table = document.add_table(rows=len(rows), cols=4)
    set_widths(table, [room, WIDTH / 2 - room, room, WIDTH / 2 - room])
    for row, pair in zip(table.rows, rows, strict=True):
        cells = row.cells
        if len(pair) == 1:
            cells[1].merge(cells[3])
        for n, (label, value) in enumerate(pair):
            left, right = cells[n * 2], cells[n * 2 + 1]
            left.text, right.text = label, value
            _grey(left.paragraphs[0])
        for cell in row.cells:
            tight(cell, 1)
    for cell in dict.fromkeys(table.rows[-1].cells):
        cell.paragraphs[0].paragraph_format.space_after = Pt(8)
        line_below(cell, "CCCCCC", 4)


def _table(document: Document, block: Table, *, stays: bool) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt, RGBColor

    table = document.add_table(rows=1 + len(block.rows), cols=len(block.columns))
    set_widths(table, shares(list(zip(block.columns, *block.rows, strict=True)), WIDTH, PADDING))
    last = len(block.rows)
    for n, (row, texts) in enumerate(zip(table.rows, [block.columns, *block.rows], strict=True)):
        whole(row)
        summed = block.total and n == last
        cells = row.cells
        for at, (cell, text) in enumerate(zip(cells, texts, strict=True)):
            cell.text = text
            for run in cell.paragraphs[0].runs:
                run.font.bold = n == 0 or summed
                if n == 0:
                    run.font.size, run.font.color.rgb = Pt(9.5), RGBColor(0x55, 0x55, 0x55)
            if at in block.right:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
                if at + 1 < len(cells) and at + 1 not in block.right:  # words that follow don't touch the sum
                    cell.paragraphs[0].paragraph_format.right_indent = Mm(PADDING)
            tight(cell, 2)
            if summed:
                edge(cell, top=("1C1C1C", 6))
            elif n == 0 or not (block.total and n == last - 1):
                line_below(cell, *(("1C1C1C", 6) if n == 0 else ("CCCCCC", 4)))
        flush(cells[-1])
        if n == 0 or (block.total and n == last - 1) or (stays and n == last):
            with_next(
                cells
            )  # neither a head nor a sum stands alone on a page (LibreOffice loses what is below such a head)
    repeat(table.rows[0])
    _gap(document, stays=stays)


def _signatures(document: Document, block: Signatures, pictures: Pictures) -> None:
    """Beside each other, two in a row: a line with the name or the picture on it, and below whose it is."""
    from docx.shared import Pt

    for n in range(0, len(block.lines), 2):
        pair = block.lines[n : n + 2]
        table = document.add_table(rows=2, cols=3)
        wide = 74 if len(pair) == 2 else 110
        set_widths(table, [wide, WIDTH - wide - 50, 50] if len(pair) == 1 else [wide, WIDTH - 2 * wide, wide])
        for row in table.rows:
            whole(row)
        for at, (label, name) in enumerate(pair):
            above, below = table.rows[0].cells[at * 2], table.rows[1].cells[at * 2]
            picture_id = block.picture_ids[n + at] if n + at < len(block.picture_ids) else ""
            drawn = _picture(above.paragraphs[0], pictures(picture_id) if picture_id else None, 55, 13)
            if not drawn:
                above.text = name
            above.paragraphs[0].paragraph_format.space_before = Pt(10 if drawn else 30)
            line_below(above, "1C1C1C", 6)
            below.text = label
            below.paragraphs[0].paragraph_format.space_before = Pt(3)
            _grey(below.paragraphs[0], 9.5, 0x55)
            with_next([above, below])  # and the line of who wrote it with them
