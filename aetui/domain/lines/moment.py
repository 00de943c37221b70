"""A field that is one time: a delivery date, the end of a meeting, how long the way is."""

from __future__ import annotations

from datetime import datetime, timedelta

from aetui.domain.clock.workcal import WorkCalendar
from aetui.domain.lines.parts import whole_at_end, whole_time
from aetui.domain.patterns import pattern
from aetui.domain.plainwords import parse_span, parse_time
from aetui.domain.text import cleaned

_CLOCK = pattern(r"\s*\d{1,2}\s*(?:[:：]\s*\d{2}|点(?:半|\d{1,2}分?)?)\s*")


def read(text: str, *, now: datetime, cal: WorkCalendar, day_of: datetime | None = None) -> datetime | None:
    """The time that the field says; None: it is empty. A clock alone is that of `day_of`, where it is given. Raises BadInput
    (`time.unknown`)."""
    said = cleaned(text).strip()
    if not said:
        return None
    whole = whole_at_end(said, cal)
    if whole is not None and whole.span[0] == 0:
        return whole.at
    at_once = day_of is not None and _CLOCK.fullmatch(said) is not None
    return parse_time(said, now=day_of if at_once and day_of else now, cal=cal)


def write(when: datetime | None, *, cal: WorkCalendar) -> str:
    return whole_time(when, cal) if when else ""


def read_span(text: str) -> timedelta:
    """A length of time, `45m`; nothing where the field is empty. Raises BadInput (`time.span`)."""
    said = cleaned(text).strip()
    return parse_span(said) if said else timedelta()


def write_span(minutes: int) -> str:
    return f"{minutes}m" if minutes else ""
