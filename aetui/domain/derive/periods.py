"""When calendar rules come round: the period of each duty, its due time, and how long it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

import msgspec

from aetui.domain.derive.moment import Moment
from aetui.domain.records import Slot
from aetui.domain.rulebook.model import Rule

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_FAR = timedelta(days=21)
"""By more than a holiday moves a day."""


class Period(msgspec.Struct, frozen=True):
    """One time round: it stands from `start`, is due on `day` at `due`, and ends when the next begins. `estimated`:
    which day it is was reckoned over days of a year that isn't published."""

    key: str
    start: datetime
    day: date
    due: datetime
    end: datetime
    estimated: bool = False


def periods(m: Moment, rule: Rule, slot: Slot | None, low: datetime, high: datetime) -> Iterator[Period]:
    """The periods of a rule that stand or end in [low, high], in order. `slot`: the client's."""
    first, last = m.local_day(low - timedelta(microseconds=1)), m.local_day(high)
    comes = rule.comes
    if comes.kind == "daily":
        found = _days(m, comes.minute, first, last)
    elif comes.kind == "weekly":
        found = _weeks(m, rule, comes.weekday, comes.minute, first, last)
    elif comes.kind == "slot":
        found = _weeks(m, rule, slot.weekday, slot.minute, first, last) if slot else iter(())
    elif comes.kind == "quarterly":
        found = _quarters(m, rule, first, last)
    elif comes.kind == "monthly":
        found = _months(m, rule, first, last)
    else:
        found = _years(m, rule, first, last)
    return (p for p in found if p.start <= high and p.end >= low)


def _due(m: Moment, day: date, minute: int | None) -> datetime:
    return m.fixed(m.cal.day_end(day)) if minute is None else m.clock(day, minute)


def _days(m: Moment, minute: int | None, first: date, last: date) -> Iterator[Period]:
    day = first
    while day <= last:
        if m.cal.is_working(day):
            unsure = m.cal.is_estimated(day)
            yield Period(day.isoformat(), m.midnight(day), day, _due(m, day, minute), m.midnight(day + _DAY), unsure)
        day += _DAY


def _weeks(m: Moment, rule: Rule, weekday: int, minute: int | None, first: date, last: date) -> Iterator[Period]:
    monday = first - timedelta(days=first.weekday())
    while monday <= last:
        m.cal.guessed = False
        day = _in_week(m, rule, monday, weekday)
        if day is not None:
            year, week, _ = monday.isocalendar()
            yield Period(
                f"{year}-W{week:02d}",
                m.midnight(monday),
                day,
                _due(m, day, minute),
                m.midnight(monday + _WEEK),
                m.cal.guessed,
            )
        monday += _WEEK


def _in_week(m: Moment, rule: Rule, monday: date, weekday: int) -> date | None:
    """The day of that week on which the rule falls; a week without any working day has none."""
    wanted = monday + timedelta(days=weekday)
    if m.cal.is_working(wanted):
        return wanted
    working = [d for d in (monday + timedelta(days=n) for n in range(7)) if m.cal.is_working(d)]
    if not working:
        return None
    if rule.shift == "first":
        return working[0]
    if rule.shift == "last":
        return working[-1]
    return next((d for d in working if d > wanted), working[-1])


def _months(m: Moment, rule: Rule, first: date, last: date) -> Iterator[Period]:
    # A month's duty may stand in the month before, and the day before a holiday may lie there too.
    month = _next_month(first.year, first.month, -1)
    yield from _by_months(m, rule, month, 1, rule.comes.day, last, lambda y, n: f"{y}-{n:02d}")


def _quarters(m: Moment, rule: Rule, first: date, last: date) -> Iterator[Period]:
    """The last working day of each quarter."""
    month = _next_month(first.year, (first.month + 2) // 3 * 3, -3)
    yield from _by_months(m, rule, month, 3, 31, last, lambda y, n: f"{y}-Q{n // 3}")


def _by_months(
    m: Moment, rule: Rule, month: tuple[int, int], by: int, wanted: int, last: date, key: Callable[[int, int], str]
) -> Iterator[Period]:
    begins = _begins(m, rule, _date(*month, wanted), last)
    while begins <= last:
        following = _next_month(*month, by)
        m.cal.guessed = False
        day = m.cal.on_or_before(_date(*month, wanted))
        unsure = m.cal.guessed
        after = _begins(m, rule, _date(*following, wanted), last)
        yield Period(key(*month), m.midnight(begins), day, _due(m, day, None), m.midnight(after), unsure)
        month, begins = following, after


def _begins(m: Moment, rule: Rule, nominal: date, last: date) -> date:
    """The day from which a duty of that day stands. Far ahead the work calendar needn't be asked, which may not know that
    year without a library."""
    if nominal - rule.leads - _FAR > max(last, m.local_day(m.now)):
        return nominal - rule.leads
    return m.cal.on_or_before(nominal) - rule.leads


def _next_month(year: int, month: int, by: int) -> tuple[int, int]:
    number = year * 12 + month - 1 + by
    return number // 12, number % 12 + 1


def _date(year: int, month: int, day: int) -> date:
    """That day, or the month's last where the month is shorter."""
    last = date(*_next_month(year, month, 1), 1) - _DAY
    return last.replace(day=min(day, last.day))


def _years(m: Moment, rule: Rule, first: date, last: date) -> Iterator[Period]:
    comes = rule.comes
    for year in range(first.year - 1, last.year + 2):
        nominal, following = (_date(y, comes.month, comes.day) for y in (year, year + 1))
        if nominal - rule.leads > last:
            break
        m.cal.guessed = False
        day = m.cal.on_or_before(nominal)
        yield Period(
            str(year),
            m.midnight(nominal - rule.leads),
            day,
            _due(m, day, None),
            m.midnight(following - rule.leads),
            m.cal.guessed,
        )
