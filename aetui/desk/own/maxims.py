"""八, 九: at the day's close a line of one's own on the maxim of the day, if one likes. For one's own eyes."""

from __future__ import annotations

from datetime import date, datetime

from msgspec.structs import replace

from aetui.desk.core import Desk
from aetui.desk.facts import clean
from aetui.domain.errors import BadInput
from aetui.domain.records import Day, OwnMaxim, Reflection
from aetui.domain.rulebook.model import maxim_of
from aetui.locales.dates import day_number


def maxim_line(desk: Desk, day: date) -> Reflection | None:
    """What was written on that day's maxim."""
    found = _day(desk, day)
    return found.maxim if found else None


def write_maxim(desk: Desk, text: str, now: datetime, *, day: date | None = None) -> Reflection | None:
    """A line on the maxim of `day` (else of today), closed or not; an empty one takes it away. Raises BadInput for a day to come."""
    which = day or desk.local(now).date()
    if which > desk.local(now).date():
        raise BadInput("own.day_to_come", day=which)
    said = clean(text)
    line = Reflection(source=maxim_of(which), text=said) if said else None
    with desk.change("own.maxim", now, day=day_number(which)) as change:
        found = _day(desk, which)
        if found is not None:
            change.put(replace(found, maxim=line))
        elif line is not None:
            change.new(Day, day=which, maxim=line)
    return line


def maxims_of(desk: Desk, year: int) -> list[OwnMaxim]:
    """The year's lines, oldest first."""
    return sorted(
        (
            OwnMaxim(day=day.day, source=day.maxim.source, text=day.maxim.text)
            for day in desk.each(Day)
            if day.maxim is not None and day.day.year == year
        ),
        key=lambda one: one.day,
    )


def _day(desk: Desk, which: date) -> Day | None:
    """The closed one, else the one that was begun, else one that lies further back."""
    held = desk.book.day(which) or desk.book.begun(which)
    if held is not None:
        return held
    found = [day for day in desk.each(Day) if day.day == which]
    return min(found, key=lambda day: (day.closed is None, day.created_at, day.id), default=None)
