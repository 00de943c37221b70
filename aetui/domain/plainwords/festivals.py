"""Festivals and lunar days: which day of the common calendar one is, a year at a time.

The lunar calendar is `borax` (MIT, no dependencies, 65 KB, 12 ms), imported when the first such day is asked for. Of
the others `lunardate` and `zhdate` are GPL, `lunar_python` takes 50 ms, `cnlunar` brings an almanac, `LunarCalendar` has
rested since 2018; all agree on the days.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import msgspec

from aetui.domain.clock.workcal import WorkCalendar
from aetui.domain.plainwords.lexer import month_has
from aetui.domain.plainwords.meaning import FESTIVALS, DayWords, Festival

_AHEAD = 500  # days within which a public holiday comes round
_COUNTRIES = ("CN", "weekdays")
"""Calendars in which a festival of the table with `public` is a day off, whatever year it is."""


class _Meant(msgspec.Struct, frozen=True):
    day: date
    public: bool


def on(day: DayWords, today: date, _cal: WorkCalendar) -> Iterator[date]:
    """端午, 腊月初八: the one that comes, or that of the year told."""
    found = next((one for one in _each(day, today) if day.c or one.day >= today), None)
    if found is not None:
        yield found.day


def before(day: DayWords, today: date, cal: WorkCalendar) -> Iterator[date]:
    """端午前: the last working day before it; of a day that is worked, that day (正月十五前)."""
    for one in _each(day, today):
        if day.c or one.day >= today:
            yield cal.prev_working(one.day) if _off(one, cal) else one.day
            return


def after(day: DayWords, today: date, cal: WorkCalendar) -> Iterator[date]:
    """春节后: the first working day after it. After a day that is worked no day can be told."""
    for one in _each(day, today):
        if not _off(one, cal):
            return
        back = cal.next_working(one.day)
        if day.c or back >= today:
            yield back
            return


def before_next(_day: DayWords, today: date, cal: WorkCalendar) -> Iterator[date]:
    """节前: the last working day before the next public holiday."""
    for off in _public(today, cal):
        last = cal.prev_working(off)
        if last >= today:
            yield last
            return


def after_next(_day: DayWords, today: date, cal: WorkCalendar) -> Iterator[date]:
    """节后: the first working day after the next public holiday, or after the one that is now."""
    for off in _public(today, cal):
        yield cal.next_working(off)
        return


def _public(today: date, cal: WorkCalendar) -> Iterator[date]:
    days = (today + timedelta(days=n) for n in range(_AHEAD))
    return (day for day in days if cal.is_public_holiday(day))


def _off(one: _Meant, cal: WorkCalendar) -> bool:
    return (one.public and cal.country in _COUNTRIES) or cal.is_public_holiday(one.day)


def _each(day: DayWords, today: date) -> Iterator[_Meant]:
    """The day in the years that may be meant, in order. `day.c`: the year told, else 0."""
    years = (day.c,) if day.c else range(today.year - 1, today.year + 4)
    for year in years:
        if day.kind.startswith("lunar"):
            found, public = lunar(year, day.a, day.b), False
        else:
            festival = FESTIVALS[day.a]
            found, public = _of_year(festival, year), festival.public
        if found is not None:
            yield _Meant(found, public)


def _of_year(festival: Festival, year: int) -> date | None:
    if festival.calendar == "lunar":
        return lunar(year, festival.month, festival.day)
    if festival.calendar == "eve":  # the last day of a lunar year, which has 29 or 30 days in its last month
        first = lunar(year, 1, 1)
        return first - timedelta(days=1) if first else None
    if festival.calendar == "term":
        return _term(year, festival.term)
    return date(year, festival.month, festival.day) if month_has(festival.month, festival.day, year) else None


def lunar(year: int, month: int, day: int) -> date | None:
    """That day of that month of the lunar year that begins in `year`; None where it hasn't one, or lies beyond the
    tables (1900 to 2100)."""
    try:
        from borax.calendars.lunardate import LunarDate

        found: date = LunarDate(year, month, day, 0).to_solar_date()
    except ValueError:
        return None
    return found


def _term(year: int, name: str) -> date | None:
    try:
        from borax.calendars.lunardate import TermUtils

        found: date = TermUtils.nth_term_day(year, term_name=name)
    except ValueError:
        return None
    return found
