"""Words of a house's own for times (例会日, press day): where they stand in a line, and which days they mean.

They come with the desk's calendar, as a value: the tables of the language know nothing of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from aetui.domain.clock.workcal import WorkCalendar
from aetui.domain.plainwords.meaning import DayWords
from aetui.domain.records import OwnTime

OwnTimes = tuple[OwnTime, ...]
_AHEAD = 3 * 366
"""Days within which each comes round: a fifth Friday comes several times a year."""
BEFORE = (
    ("下下个", 2),
    ("下下次", 2),
    ("下一个", 1),
    ("下个", 1),
    ("下次", 1),
    ("下", 1),
    ("这个", 0),
    ("本次", 0),
    ("本", 0),
    ("上一个", -1),
    ("上个", -1),
    ("上次", -1),
    ("the next ", 1),
    ("next ", 1),
    ("this ", 0),
    ("last ", -1),
    ("", 0),
)
"""What may stand before: the next one after today (下个), the one after that, the last one."""


def days(day: DayWords, today: date, cal: WorkCalendar) -> Iterator[date]:
    """The days that such a word may mean: the coming ones from today on; after today the first (下个) or the second (下下个)."""
    one = cal.own_times[day.a]
    if day.b < 0:
        yield next(d for n in range(1, _AHEAD) if falls_on(one, d := today - timedelta(days=n)))
        return
    coming = (d for n in range(min(day.b, 1), _AHEAD) if falls_on(one, d := today + timedelta(days=n)))
    for _ in range(day.b - 1):
        next(coming)
    yield from coming


def falls_on(one: OwnTime, day: date) -> bool:
    """Whether it comes round on that day; in a month that is too short for its day, on the last."""
    if one.weekday is None:
        last = (day + timedelta(days=1)).month != day.month
        return day.day == one.day or (last and (one.day or 0) > day.day)
    if day.weekday() != one.weekday:
        return False
    if one.nth is None:
        return True
    if one.nth == LAST:
        return (day + timedelta(days=7)).month != day.month
    return (day.day - 1) // 7 + 1 == one.nth


LAST = -1
"""`nth` of the last one of a month."""
