"""Lines for a terminal that is no screen: made harmless, padded by cells, and cut to the terminal's width."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence

from aetui.domain.patterns import pattern

# C0 and C1 controls, what turns the direction of text around, and halves of characters.
_STEERING = pattern("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_ENDS = pattern("[\r\n\u0085\u2028\u2029]+")
_PADDED = 60
"""A column is padded to so many cells at most; one that isn't cut and takes more stands last, where it pushes none aside."""
_GAP = 2
_LINES = 3
"""What says more than so many lines of a terminal is cut where nothing else says how: one text fills no screen."""

Cut = tuple[int, int]
"""A column that may be cut, and the cells that it keeps; 0: it is shown whole or not at all."""


def harmless(text: str) -> str:
    """`text` as one line, without anything that a terminal would take for a command."""
    if text.isprintable():  # most are; lone surrogates and controls aren't
        return text
    return _STEERING.sub("�", _ENDS.sub(" ", text).replace("\t", " "))


def room() -> int | None:
    """The cells of a line of the terminal (`COLUMNS` says more than it); None where standard output is none, and nothing is
    cut for a reader that is a program."""
    if sys.stdout is None or not sys.stdout.isatty():
        return None
    from shutil import get_terminal_size

    return get_terminal_size().columns


def table(
    rows: Iterable[Sequence[str]],
    *,
    empty: str = "",
    indent: str = "",
    right: Iterable[int] = (),
    cuts: Sequence[Cut] = (),
) -> Iterator[str]:
    """Rows as lines whose columns stand under each other, cut to the terminal as `cuts` says, without that to _LINES of it;
    `empty`, if it is given, where there is none."""
    cells = room()
    lines = columns(rows, right=frozenset(right), cuts=cuts, cells=cells - len(indent) if cells else None)
    yield from (indent + line for line in lines or ([empty] if empty else []))


def columns(
    rows: Iterable[Sequence[str]],
    *,
    right: frozenset[int] = frozenset(),
    cuts: Sequence[Cut] = (),
    cells: int | None = None,
) -> list[str]:
    """Rows as lines whose columns stand under each other; the columns named in `right` are set flush right. `cells`: what a
    line may take; `cuts`: the columns that give way where it takes more, the first first, and no others. A column that is far
    too long and isn't cut comes after the others."""
    from aetui.widgets.cells import cut, width

    known: dict[str, tuple[str, int]] = {}  # of a long list most cells stand in many rows

    def measured(cell: str) -> tuple[str, int]:
        found = known.get(cell)
        if found is None:
            clean = harmless(cell)
            found = known[cell] = clean, width(clean)
        return found

    laid_out = [[measured(cell) for cell in row] for row in rows]
    widest = [max(wide for _, wide in column) for column in zip(*laid_out, strict=True)]
    shown = widest
    if cells is not None:
        shown = _cut_widths(widest, cuts, cells) if cuts else [min(width, _LINES * cells) for width in widest]
    order = sorted(range(len(widest)), key=lambda n: shown[n] > _PADDED)
    lines = []
    pads = [min(wide, _PADDED) for wide in shown]
    for row in laid_out:
        laid = []
        for n in order:
            if cuts and not shown[n]:
                continue
            text, cells_of = row[n]
            if shown[n] < cells_of:
                text = cut(text, shown[n])
                cells_of = width(text)
            pad = " " * (pads[n] - cells_of)
            laid.append(pad + text if n in right else text + pad)
        lines.append((" " * _GAP).join(laid).rstrip())
    return lines


def _cut_widths(widest: list[int], cuts: Sequence[Cut], cells: int) -> list[int]:
    widths = list(widest)

    def over() -> int:
        there = [width for width in widths if width]
        return sum(there) + _GAP * (len(there) - 1) - cells

    for n, least in cuts:  # what is far too long gives way before anything else is left out
        if least and over() > 0:
            widths[n] = min(widths[n], max(least, _PADDED))
    for n, least in cuts:
        if over() > 0:
            widths[n] = 0 if not least else max(min(widths[n], least), widths[n] - over())
    return widths
