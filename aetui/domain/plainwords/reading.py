"""Texts that are a time as a whole: the command line's TIME, DAY, spans, weekly slots and ranges."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from aetui.domain.clock.workcal import Hours, WorkCalendar
from aetui.domain.errors import BadInput
from aetui.domain.patterns import pattern
from aetui.domain.plainwords import clocks, dates, grammar, spans
from aetui.domain.plainwords.line import TokenLine
from aetui.domain.plainwords.meaning import DayWords, Expr
from aetui.domain.plainwords.resolve import MIDNIGHT, NOON, minute_of, resolve
from aetui.domain.records import Slot

_ISO = pattern(r"\d{4}-?\d{2}-?\d{2}[T ]\d{2}:?\d{2}.*", re.ASCII | re.IGNORECASE)
_USUAL_HOURS = Hours(9 * 60, 18 * 60, NOON, 13 * 60)
_DAYS_OF: dict[str, int] = {"day": 1, "month": 30}
_LONGEST = timedelta(days=183)  # to a day without a year
_TODAY_IS_NOTHING = date(2000, 1, 3)


def parse_time(text: str, *, now: datetime, cal: WorkCalendar) -> datetime:
    """The moment that the whole text says, in the calendar's zone: ISO 8601 with or without offset, or plain
    words. It may lie in the past where it says so itself (`昨天15:00`, `今天9:30`, `09:32`, an ISO time); a
    day without a year is the next one. Raises BadInput (`time.unknown`)."""
    words = text.strip()
    if _ISO.fullmatch(words):
        try:
            when = datetime.fromisoformat(words.upper())
        except ValueError:
            raise BadInput("time.unknown", text=text) from None
        return when.astimezone(cal.tz) if when.tzinfo else cal.add_elapsed(when.replace(tzinfo=cal.tz), timedelta())
    expr = _whole(words, now, cal)
    at = _resolved(expr, now, cal) if expr else None
    if at is None:
        raise BadInput("time.unknown", text=text)
    return at


def parse_day(text: str, *, now: datetime, cal: WorkCalendar) -> date:
    """The day that the whole text says; a time of day on it is let go. Raises BadInput (`time.day`)."""
    try:
        return parse_time(text, now=now, cal=cal).astimezone(cal.tz).date()
    except BadInput:
        raise BadInput("time.day", text=text) from None


def parse_span(text: str) -> timedelta:
    """A length of time: `45m`, `2d`, `1h30m`, `2天`, `半小时`. A month is 30 days.

    Raises BadInput (`time.span`)."""
    line = TokenLine(text.strip(), _TODAY_IS_NOTHING, strict=False)
    i, total = 0, timedelta()
    while i < len(line):
        one = spans.amount(line, i, letters=True)
        if one is None or one.unit in ("working_day", "working_minute", "half_day"):
            raise BadInput("time.span", text=text)
        try:
            if one.unit == "minute":
                total += timedelta(minutes=one.value)
            else:
                total += timedelta(days=one.value * _DAYS_OF[one.unit])
        except OverflowError:
            raise BadInput("time.span", text=text) from None
        i = line.skip(one.after)
    if not len(line):
        raise BadInput("time.span", text=text)
    return total


def parse_slot(text: str) -> Slot:
    """A weekly time: `周四 16:00`, `thu 16:00`, `每周五下午3点`. Raises BadInput (`time.slot`)."""
    words = text.strip().removeprefix("每").removeprefix("every ")
    line = TokenLine(words, _TODAY_IS_NOTHING, strict=False)
    day = dates.read(line, 0) if len(line) else None
    if day is None or day.day.kind != "weekday" or day.part is not None:
        raise BadInput("time.slot", text=text)
    i = line.skip(day.after)
    if line.kind(i) == "at":
        i = line.skip(i + 1)
    tod = clocks.read(line, i, day=True) or clocks.bare_number(line, i)
    if tod is None or line.skip(tod.after) < len(line):
        raise BadInput("time.slot", text=text)
    minute = minute_of(tod.part, tod.clock, _USUAL_HOURS)
    if minute is None or minute >= MIDNIGHT:
        raise BadInput("time.slot", text=text)
    return Slot(weekday=day.day.a, minute=minute)


def parse_range(text: str, *, now: datetime, cal: WorkCalendar) -> tuple[datetime, datetime]:
    """From and to: `12/1到12/5`, `周三 14:00-16:00`, `明天下午`, `下周`. A day runs from the start to the
    end of work; its second half from noon. The end is read from the start on (`12/30到1/3`).

    Raises BadInput (`time.range`)."""
    words = text.strip()
    line = TokenLine(words, now.astimezone(cal.tz).date(), strict=False, own=cal.own_times)
    try:
        cuts = [token for token in line.tokens if token.kind == "range"]
        for token in cuts:
            if found := _from_to(words, token.start, token.end, now, cal):
                return found
        expr = None if cuts else _whole(words, now, cal)
        if expr is not None and (span := _one_range(expr, now, cal)):
            return span
    except (OverflowError, ValueError):
        pass
    raise BadInput("time.range", text=text)


def _from_to(text: str, cut: int, on: int, now: datetime, cal: WorkCalendar) -> tuple[datetime, datetime] | None:
    first, second = _whole(text[:cut], now, cal), _whole(text[on:], now, cal)
    if first is None and second is not None and second.clock is not None:
        # 2-4点, 9-11am: the first borrows what the second says.
        first = _whole(text, now, cal)
    if first is None or second is None or first.wait is not None:
        return None
    begin = _one_range(first, now, cal)
    if begin is None:
        return None
    if second.day is None and second.when is None and second.wait is None:
        second = _on_day(second, first, begin[0].astimezone(cal.tz).date())
    # 下周一到下周三 is told from today; 周五到周三 and 12/30到1/3 from its start.
    end = _one_range(second, now, cal)
    if end is None or end[1] <= begin[0]:
        end = _one_range(second, begin[0] - timedelta(seconds=1), cal)
    if end is None:
        return None
    finish = end[0] if second.clock is not None or second.when is not None else end[1]
    if second.day is not None and second.day.kind in ("month_day", "dom") and finish - begin[0] > _LONGEST:
        return None  # 12/5到12/1: hardly a year
    return (begin[0], finish) if begin[0] < finish else None


def _on_day(second: Expr, first: Expr, day: date) -> Expr:
    """下午2点到4点: the second shares the first's day and its part of it."""
    from msgspec.structs import replace

    part = second.part or (first.part if second.clock is not None else None)
    return replace(second, day=DayWords("date", day.year, day.month, day.day), part=part)


def _one_range(expr: Expr, now: datetime, cal: WorkCalendar) -> tuple[datetime, datetime] | None:
    """How long what the words say lasts."""
    at = _resolved(expr, now, cal)
    if at is None:
        return None
    day = at.astimezone(cal.tz).date()
    if expr.wait is not None:
        return (now.astimezone(cal.tz), at) if now < at else None
    if expr.clock is not None or expr.when is not None:
        return at, cal.day_end(day)
    if expr.day is not None and expr.day.kind == "week":
        return cal.day_start(cal.on_or_after(day - timedelta(days=day.weekday()))), at
    if expr.part in ("afternoon", "off"):
        return cal.noon(day), at
    if expr.part == "evening":
        return cal.day_end(day), cal.at(day, MIDNIGHT)
    return cal.day_start(day), at


def _whole(text: str, now: datetime, cal: WorkCalendar) -> Expr | None:
    """The expression that the whole text is."""
    line = TokenLine(text.strip(), now.astimezone(cal.tz).date(), strict=False, own=cal.own_times)
    first = 1 if len(line) and line.kind(0) in ("by", "at") else 0
    first = line.skip(first)
    expr = grammar.read(line, first) if first < len(line) else None
    return expr if expr is not None and line.skip(expr.after) >= len(line) else None


def _resolved(expr: Expr, now: datetime, cal: WorkCalendar) -> datetime | None:
    try:
        return resolve(expr, now, cal, past=True)
    except (OverflowError, ValueError):
        return None
