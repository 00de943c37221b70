"""A day of the house's own in one line: `2027-01-04 休 元旦调休`, `12/26 work`."""

from __future__ import annotations

from datetime import date, datetime

import msgspec

from aetui.domain.clock.workcal import WorkCalendar
from aetui.domain.errors import BadInput
from aetui.domain.plainwords import parse_day
from aetui.domain.records import OwnDay

WORKED: dict[str, bool | None] = {
    "off": False, "free": False, "休": False, "放假": False, "休息": False,
    "work": True, "worked": True, "班": True, "上班": True,
    "auto": None, "照日历": None,
}  # fmt: skip
"""Words that say whether a day is worked; None: as the calendar says, again."""


class OwnDayLine(msgspec.Struct, frozen=True):
    """What a line says: which day, whether it is worked (None: as the calendar says), and why."""

    day: date
    worked: bool | None
    name: str | None = None


def read(text: str, *, now: datetime, cal: WorkCalendar) -> OwnDayLine:
    """`DAY off|work|auto [NAME]`, the day in plain words too. Raises BadInput (`profile.day`, `time.day`)."""
    words = text.split()
    at = next((n for n, word in enumerate(words) if n and word.casefold() in WORKED), None)
    if at is None:
        raise BadInput("profile.day")
    day = parse_day(" ".join(words[:at]), now=now, cal=cal)
    return OwnDayLine(day, WORKED[words[at].casefold()], " ".join(words[at + 1 :]) or None)


def write(own: OwnDay) -> str:
    """The same line again, its day with the year."""
    return " ".join(part for part in (own.day.isoformat(), "work" if own.worked else "off", own.name or "") if part)
