"""Which days a word of time means, on a given day."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from aetui.domain.clock.workcal import WorkCalendar
from aetui.domain.plainwords import festivals, own
from aetui.domain.plainwords.lexer import month_has, month_length
from aetui.domain.plainwords.meaning import DayKind, DayWords

_YEARS_AHEAD = 9  # from one 29 February to the next that comes is eight years at most


def candidates(day: DayWords, today: date, cal: WorkCalendar) -> Iterator[date]:
    """The days that may be meant, in order. More than one: the first whose time isn't past is meant; a single
    one is meant also when it is past. Raises OverflowError and ValueError past the end of all calendars."""
    return _MEANT[day.kind](day, today, cal)


def plain(day: DayWords, today: date) -> date | None:
    """The day meant, where that needs no work calendar; from today on."""
    meant = _PLAIN.get(day.kind)
    return next((d for d in meant(day, today) if d >= today or day.kind == "date"), None) if meant else None


def _never(_day: DayWords, _today: date) -> Iterator[date]:
    return iter(())


def _offset(day: DayWords, today: date) -> Iterator[date]:
    yield today + timedelta(days=day.a)


def _weekday(day: DayWords, today: date) -> Iterator[date]:
    first = today + timedelta(days=(day.a - today.weekday()) % 7)
    yield first
    yield first + timedelta(days=7)


def _of_week(day: DayWords, today: date) -> Iterator[date]:
    yield _monday(today, day.a) + timedelta(days=day.b)


def _date(day: DayWords, _today: date) -> Iterator[date]:
    yield date(day.a, day.b, day.c)


def _month_day(day: DayWords, today: date) -> Iterator[date]:
    for year in range(today.year, today.year + _YEARS_AHEAD):
        if month_has(day.a, day.b, year):
            yield date(year, day.a, day.b)


def _dom(day: DayWords, today: date) -> Iterator[date]:
    for n in range(13):
        first = _month(today, n)
        if day.a <= month_length(first.year, first.month):
            yield first.replace(day=day.a)


def _of_month(day: DayWords, today: date) -> Iterator[date]:
    first = _month(today, day.a)
    if day.b <= month_length(first.year, first.month):
        yield first.replace(day=day.b)


def _months(day: DayWords, today: date) -> Iterator[date]:
    first = _month(today, day.a)
    yield first.replace(day=min(today.day, month_length(first.year, first.month)))


def _week(day: DayWords, today: date, cal: WorkCalendar) -> Iterator[date]:
    monday = _monday(today, day.a)
    yield cal.on_or_before(monday + timedelta(days=6))


def _week_start(day: DayWords, today: date, cal: WorkCalendar) -> Iterator[date]:
    yield cal.on_or_after(_monday(today, day.a))


def _week_middle(day: DayWords, today: date, cal: WorkCalendar) -> Iterator[date]:
    yield cal.on_or_before(_monday(today, day.a) + timedelta(days=2))


def _weekend(day: DayWords, today: date, cal: WorkCalendar) -> Iterator[date]:
    yield cal.on_or_before(_monday(today, day.a) + timedelta(days=4))


def _month_start(day: DayWords, today: date, cal: WorkCalendar) -> Iterator[date]:
    return (cal.on_or_after(first) for first in _firsts(day, today))


def _month_middle(day: DayWords, today: date, cal: WorkCalendar) -> Iterator[date]:
    return (cal.on_or_before(first.replace(day=15)) for first in _firsts(day, today))


def _month_end(day: DayWords, today: date, cal: WorkCalendar) -> Iterator[date]:
    for first in _firsts(day, today):
        yield from _end(_last(first), today, cal)
        if today <= _last(first):
            return  # past the end of the month that it is, none is meant


def _from_month_start(day: DayWords, today: date, cal: WorkCalendar) -> Iterator[date]:
    yield cal.on_or_after(_month(today, day.a))


def _from_month_middle(day: DayWords, today: date, cal: WorkCalendar) -> Iterator[date]:
    yield cal.on_or_before(_month(today, day.a).replace(day=15))


def _from_month_end(day: DayWords, today: date, cal: WorkCalendar) -> Iterator[date]:
    yield from _end(_last(_month(today, day.a)), today, cal)


def _year_start(day: DayWords, today: date, cal: WorkCalendar) -> Iterator[date]:
    return (cal.on_or_after(date(year, 1, 1)) for year in _years(day, today))


def _year_end(day: DayWords, today: date, cal: WorkCalendar) -> Iterator[date]:
    for year in _years(day, today)[:1]:
        yield from _end(date(year, 12, 31), today, cal)


def _end(last: date, today: date, cal: WorkCalendar) -> Iterator[date]:
    """The last working day up to that one; once that is past, its last day."""
    working = cal.on_or_before(last)
    yield working
    if working < last and today <= last:
        yield last


def _eve(day: DayWords, today: date, cal: WorkCalendar) -> Iterator[date]:
    for year in (today.year, today.year + 1):
        yield cal.prev_working(date(year, day.a, day.b))


def _working(day: DayWords, today: date, cal: WorkCalendar) -> Iterator[date]:
    found = today
    for _ in range(day.a):
        found = cal.next_working(found)
    yield found


def _years(day: DayWords, today: date) -> tuple[int, ...]:
    """The years meant by 年底 (the coming one), 明年底, 2026年底."""
    if day.b:
        return (day.b,)
    return (today.year + day.a,) if day.c or day.a else (today.year, today.year + 1)


def _firsts(day: DayWords, today: date) -> tuple[date, ...]:
    """The first of the months meant by 月底 (the coming one), 12月底, 2026年12月底."""
    if day.b:
        return (date(day.b, day.a, 1),)
    if day.a:
        return tuple(date(today.year + n, day.a, 1) for n in (0, 1))
    return (_month(today, 0), _month(today, 1))


def _monday(today: date, weeks: int) -> date:
    return today + timedelta(days=7 * weeks - today.weekday())


def _month(today: date, months: int) -> date:
    years, month = divmod(today.month - 1 + months, 12)
    return date(today.year + years, month + 1, 1)


def _last(first: date) -> date:
    return first.replace(day=month_length(first.year, first.month))


_PLAIN: dict[DayKind, Callable[[DayWords, date], Iterator[date]]] = {
    "never": _never,
    "offset": _offset,
    "weekday": _weekday,
    "of_week": _of_week,
    "date": _date,
    "month_day": _month_day,
    "dom": _dom,
    "of_month": _of_month,
    "months": _months,
}


def _without_calendar(
    meant: Callable[[DayWords, date], Iterator[date]],
) -> Callable[[DayWords, date, WorkCalendar], Iterator[date]]:
    return lambda day, today, _cal: meant(day, today)


_MEANT: dict[DayKind, Callable[[DayWords, date, WorkCalendar], Iterator[date]]] = {
    **{kind: _without_calendar(meant) for kind, meant in _PLAIN.items()},
    "week": _week,
    "week_start": _week_start,
    "week_middle": _week_middle,
    "weekend": _weekend,
    "month_start": _month_start,
    "month_middle": _month_middle,
    "month_end": _month_end,
    "from_month_start": _from_month_start,
    "from_month_middle": _from_month_middle,
    "from_month_end": _from_month_end,
    "year_start": _year_start,
    "year_end": _year_end,
    "eve": _eve,
    "working": _working,
    "lunar": festivals.on,
    "lunar_before": festivals.before,
    "lunar_after": festivals.after,
    "festival": festivals.on,
    "festival_before": festivals.before,
    "festival_after": festivals.after,
    "before_holiday": festivals.before_next,
    "after_holiday": festivals.after_next,
    "own": own.days,
}
