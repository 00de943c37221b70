"""A paper as rows of a list, as it will be read: headings, paragraphs, tables in columns, lines to sign on."""

from __future__ import annotations

from collections.abc import Sequence

from aetui.desk.papers import LETTERS, NOW, Block, Paragraphs, Points, Sheet, Signatures, Table, Timeline
from aetui.domain.records.refs import ref_to
from aetui.widgets.cells import Part, fit, width
from aetui.widgets.rows import Row, Section, heading

_WIDEST = 40


def paper_sections(sheet: Sheet, named: str = "", message: Sequence[str] = ()) -> list[Section]:
    """The sections of the preview; each row can be stood on, so that a long paper scrolls. The text that goes with it comes last,
    under what it is called (`named`)."""
    room = max((width(label) for label, _ in sheet.facts), default=0) + 2
    count = iter(range(100_000))
    rows = [_row(next(count), ((fit(label, room), "dim"), (value, "ink")), room) for label, value in sheet.facts]
    sections = [Section("facts", heading(sheet.title), rows)]
    for n, part in enumerate(sheet.parts):
        lines = [line for block in part.blocks for line in _lines(block)] or [((part.none, "faint"),)]
        shown = [_row(next(count), line, 2) for line in lines]
        sections.append(Section(f"part{n}", heading(part.heading) if part.heading else (), shown))
    if sheet.foot:
        sections.append(Section("foot", (), [_row(next(count), ((sheet.foot, "dim"),), 2)]))
    if message:
        rows = [_row(next(count), ((line, "dim"),), 2) for line in message]
        sections.append(Section("message", heading(named), rows))
    return sections


def _row(n: int, parts: tuple[Part, ...], wrap: int) -> Row:
    return Row(ref_to("paper", n), parts, (), wrap)


def _lines(block: Block) -> list[tuple[Part, ...]]:
    if isinstance(block, Paragraphs):
        return [((line, "ink"),) for line in block.lines]
    if isinstance(block, Points):
        return [((f"{n}. " if block.numbered else "· ", "dim"), (item, "ink")) for n, item in enumerate(block.items, 1)]
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Timeline):
        return _bars(block)
    assert isinstance(block, Signatures)
    return [((f"{label}  ", "dim"), (name or "________________", "ink")) for label, name in block.lines]


def _table(block: Table) -> list[tuple[Part, ...]]:
    rooms = [
        min(max(width(text) for text in column), _WIDEST) for column in zip(block.columns, *block.rows, strict=True)
    ]

    def line(cells: list[str], style: str) -> tuple[Part, ...]:
        parts = [
            (fit(cell, room, "right" if n in block.right else "left") + "  ", style)
            for n, (cell, room) in enumerate(zip(cells, rooms, strict=True))
        ]
        return tuple(parts)

    return [line(block.columns, "faint"), *(line(row, "ink") for row in block.rows)]


_STYLES = {"": "faint", "done": "done", "open": "act", "late": "late", "today": "late"}


def _bars(block: Timeline) -> list[tuple[Part, ...]]:
    """A bar a row; a sign of its own for each state, since colours may be missing."""
    room = min(max(width(row.label) for row in block.rows), _WIDEST) + 2
    rows: list[tuple[Part, ...]] = [((" " * room, "faint"), (block.span, "faint"))]
    for row in block.rows:
        parts: list[Part] = [(fit(row.label, room), "ink")]
        for n, state in enumerate(row.cells):
            if n == block.today:
                parts.append((NOW, "late"))
            parts.append((LETTERS[state] * 2, _STYLES[state]))
        rows.append(tuple(parts))
    legend = [
        (f"{LETTERS[state] * 2 if state in LETTERS else NOW} {words}   ", _STYLES[state])
        for state, words in block.legend
    ]
    return [*rows, tuple(legend)]
