"""Running text in lines, broken by cells: hanzi anywhere, Latin words whole, no line begins with a comma."""

from __future__ import annotations

from collections.abc import Iterable

from aetui.widgets.cells import Part, Parts, graphemes, width
from aetui.widgets.safe import safe

NEVER_FIRST = frozenset("，。、！？；：）」』》〉】〕｝…—～·”’％‰℃,.!?;:)]}%")
NEVER_LAST = frozenset("（「『《〈【〔｛“‘￥＄([{$#@")


def _atoms(text: str) -> list[tuple[int, int, int]]:
    """Stretches that must stay on one line, as (start, end, cells). Spaces are atoms of their own."""
    atoms: list[tuple[int, int, int]] = []
    before = kind_before = ""
    for start, end, cells in graphemes(text):
        char = text[start]
        if text[start:end].isspace():  # a space under an accent is a sign
            kind = "space"
        elif cells > 1 or (char in NEVER_FIRST and not char.isascii()):
            kind = "wide"
        else:
            kind = "word"
        if "space" in (kind, kind_before):
            joined = kind == kind_before
        else:
            joined = kind == kind_before == "word" or before in NEVER_LAST or char in NEVER_FIRST
        if joined and atoms:
            first, _, so_far = atoms[-1]
            atoms[-1] = (first, end, so_far + cells)
        else:
            atoms.append((start, end, cells))
        before, kind_before = char, kind
    return atoms


def line_spans(text: str, cells: int, *, first: int | None = None) -> list[tuple[int, int]]:
    """Where the lines of `text` lie, as (start, end), each at most `cells` cells wide (and at least 2).

    `first` is the width of the first line where it differs. Spaces at a break belong to no line. A word
    wider than a line is cut where the line ends. There is always at least one line.
    """
    cells = max(cells, 2)
    room = cells if first is None else first
    if text and width(text) <= room and not (text[0].isspace() or text[-1].isspace()):
        return [(0, len(text))]  # most of a long list's rows
    lines: list[tuple[int, int]] = []
    # The line being filled: where it begins and ends, its cells, and those of spaces behind it.
    begin: int | None = None
    stop = used = gap = 0
    for start, end, size in _atoms(text):
        if text[start:end].isspace():
            if begin is not None:
                gap += size
            elif not lines and size < room:
                begin, stop, used = start, end, size  # the text's own indent
            continue
        if begin is not None and used + gap + size <= room:
            used, stop, gap = used + gap + size, end, 0
            continue
        if begin is not None:
            lines.append((begin, stop))
            room = cells
        elif size > room and room < cells:
            lines.append((start, start))  # a first line too narrow for anything
            room = cells
        begin, stop, used, gap = start, start, 0, 0
        for left, right, one in graphemes(text[start:end]):
            if used and used + one > room:
                lines.append((begin, stop))
                begin, used, room = start + left, 0, cells
            used += one
            stop = start + right
    if begin is not None:
        lines.append((begin, stop))
    return lines or [(0, 0)]


def wrap(text: str, cells: int, *, first: int | None = None) -> list[str]:
    """The lines of one paragraph. Several paragraphs (`\\n`) each begin a line."""
    lines: list[str] = []
    for paragraph in text.splitlines() or [""]:
        clean = safe(paragraph)
        lines += [clean[a:b] for a, b in line_spans(clean, cells, first=first)]
        first = None
    return lines


def wrap_parts(parts: Iterable[Part], cells: int, *, first: int | None = None) -> list[list[Part]]:
    """As `wrap`, for one paragraph in several styles."""
    line = [(safe(text), style) for text, style in parts]
    text = "".join(t for t, _ in line)
    return [_between(line, a, b) for a, b in line_spans(text, cells, first=first)]


def _between(parts: Parts, start: int, end: int) -> list[Part]:
    found: list[Part] = []
    at = 0
    for text, style in parts:
        piece = text[max(start - at, 0) : max(end - at, 0)]
        if piece:
            found.append((piece, style))
        at += len(text)
    return found


def wrap_hanging(parts: Parts, cells: int, indent: int) -> list[list[Part]]:
    """Lines of `cells` cells, all but the first indented by `indent` cells."""
    lines = wrap_parts(parts, cells - indent, first=cells)
    return [lines[0], *([(" " * indent, ""), *line] for line in lines[1:])]
