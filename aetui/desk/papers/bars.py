"""Work over time as bars: cells of working days alone, or of weeks where there are many."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import groupby

import msgspec

from aetui.desk.papers.writer import Writer
from aetui.documents.sheet import Bar, SheetPart, Timeline
from aetui.domain.records import Card
from aetui.locales.dates import days_full

DAYS, WEEKS = 35, 60
"""From so many working days on a cell is a week; more weeks than that are cut off at the beginning."""
_NARROW = 4
"""A month over fewer cells is called by its short name."""


class Stretch(msgspec.Struct, frozen=True):
    """What takes from `start` to `due`. `done`: when it was finished; None: not yet."""

    label: str
    start: datetime
    due: datetime
    done: datetime | None = None


def timeline(w: Writer, label: str, found: Sequence[Stretch]) -> Timeline | None:
    """A bar for each, over the working days from the first start to the last end; what is late goes on until today. None where
    there is nothing."""
    if not found:
        return None
    today = w.now.date()
    spans = [_days(w, one, today) for one in found]
    cells = _cells(w, min(first for first, _, _ in spans), max(last for _, _, last in spans))
    rows = [Bar(one.label, _row(one, cells, span)) for one, span in zip(found, spans, strict=True)]
    # Before the first and behind the last cell it is no day of theirs.
    now = next((n for n, cell in enumerate(cells) if cell[1] >= today), None) if cells[0][0] <= today else None
    states = {state for row in rows for state in row.cells if state}
    legend: list[tuple[str, str]] = [
        (state, w.say(f"paper.bars.{state}")) for state in ("done", "open", "late") if state in states
    ]
    if now is not None:
        legend.append(("today", w.say("paper.bars.today", day=w.day(today))))
    return Timeline(
        heads=_heads(w, cells),
        days=[str(first.day) for first, _ in cells],
        rows=rows,
        today=now,
        label=label,
        span=days_full(w.say, cells[0][0], cells[-1][1]),
        legend=legend,
    )


def card_bars(w: Writer, cards: Sequence[Card]) -> list[SheetPart]:
    """Each card from the order to its delivery, where a date was said; nothing where none has one."""
    found = [
        Stretch(
            f"{card.number} {card.title}",
            card.requested_at,
            card.deliver_at,
            card.delivered.at if card.delivered else None,
        )
        for card in cards
        if card.deliver_at is not None and card.state != "closed"
    ]
    made = timeline(w, w.say("paper.column.work"), found)
    return [SheetPart(w.say("paper.bars.cards"), [made])] if made is not None else []


def _days(w: Writer, one: Stretch, today: date) -> tuple[date, date, date]:
    """From when, until when it was to last, and until when its bar goes."""
    local = w.desk.local
    due = local(one.due).date()
    first = min(local(one.start).date(), due)
    last = due if one.done is None else local(one.done).date()
    late = one.done is None and one.due < w.now
    return first, due, max(first, last, today if late else last)


def _cells(w: Writer, first: date, last: date) -> list[tuple[date, date]]:
    """The first and the last day of each cell."""
    calendar = w.desk.calendar
    days = [day for n in range((last - first).days + 1) if calendar.is_working(day := first + timedelta(days=n))]
    if not days:
        return [(first, last)]
    if len(days) <= DAYS:
        return [(day, day) for day in days]
    weeks = [list(held) for _, held in groupby(days, lambda day: day.isocalendar()[:2])]
    return [(held[0], held[-1]) for held in weeks[-WEEKS:]]


def _row(one: Stretch, cells: Sequence[tuple[date, date]], span: tuple[date, date, date]) -> list[str]:
    states = [_state(one, cell, span) for cell in cells]
    if not any(states):  # on a Sunday alone: the cell before has it
        at = max((n for n, cell in enumerate(cells) if cell[0] <= span[0]), default=0)
        states[at] = _state(one, span[:2], span)
    return states


def _state(one: Stretch, cell: tuple[date, date], span: tuple[date, date, date]) -> str:
    first, due, last = span
    if cell[1] < first or cell[0] > last:
        return ""
    if one.done is not None:
        return "done"
    return "open" if cell[0] <= due else "late"


def _heads(w: Writer, cells: Sequence[tuple[date, date]]) -> list[tuple[str, int]]:
    """Each month over its cells: with its year where there is room."""
    heads = []
    for (year, month), held in groupby(cells, lambda cell: (cell[0].year, cell[0].month)):
        n = len(list(held))
        key = "paper.bars.month" if n >= _NARROW else "paper.bars.month.short"
        heads.append((w.say(key, year=year, month=w.say(f"month.{month}"), short=w.say(f"month.{month}")[:3]), n))
    return heads
