"""From words to a moment on the desk's clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from aetui.domain.clock.workcal import Hours, WorkCalendar
from aetui.domain.plainwords import days
from aetui.domain.plainwords.meaning import Clock, Expr, Part, Wait

NOON = 12 * 60
EVENING = 21 * 60
MIDNIGHT = 24 * 60
_SMALL_HOURS = 5 * 60


def resolve(expr: Expr, now: datetime, cal: WorkCalendar, *, past: bool) -> datetime | None:
    """The moment meant; None where it says none, or lies in the past and `past` is False.

    Of a word that comes round (周五, 5号, 12/1) the first that isn't past is meant. Raises OverflowError and
    ValueError past the end of all calendars."""
    if expr.when is not None:
        at = expr.when.astimezone(cal.tz) if expr.when.tzinfo else _wall(expr.when, cal)
        return at if past or _later(at, now) else None
    if expr.wait is not None:
        at = _waited(expr.wait, now, cal)
        return at if past or _later(at, now) else None
    return _on_days(expr, now, cal, past=past)


def _on_days(expr: Expr, now: datetime, cal: WorkCalendar, *, past: bool) -> datetime | None:
    today = now.astimezone(cal.tz).date()
    minute = minute_of(expr.part, expr.clock, cal.hours)
    if expr.day is not None and expr.day.kind == "own" and expr.day.c and expr.clock is None and expr.part is None:
        minute = expr.day.c - 1
    if minute is None:
        return None
    second = expr.clock.second if expr.clock else 0
    if expr.day is None:
        meant = iter((today, today + timedelta(days=1)) if minute < _SMALL_HOURS else (today,))
    else:
        meant = days.candidates(expr.day, today, cal)
    seen: list[datetime] = []
    for day in meant:
        at = _moment(day, minute, second, cal)
        if not _later(at, now) and day == today and (again := _afternoon(expr, minute, cal.hours)):
            at = _moment(day, again, second, cal)
        if _later(at, now):
            return at
        seen.append(at)
    return seen[0] if past and len(seen) == 1 else None


def minute_of(part: Part | None, clock: Clock | None, hours: Hours) -> int | None:
    """Minutes after midnight of the day named; 1440 and more lie in the night that follows it."""
    if clock is None:
        return _part_alone(part, hours)
    hour = clock.hour
    if part in ("afternoon", "off"):
        hour += 12 if 1 <= hour < 12 else 0
    elif part in ("evening", "night", "midnight"):
        hour += 12 if 5 <= hour <= 12 else 24 if hour < 5 else 0
    elif part in ("noon", "lunch"):
        hour += 12 if 1 <= hour <= 3 else 0
    elif part == "dawn":
        hour = 0 if hour == 12 else hour
    elif part is None and clock.twelve:
        early, late = hour * 60 + clock.minute, (hour + 12) * 60 + clock.minute
        if not hours.start <= early <= hours.end and hours.start <= late <= hours.end:
            hour += 12
    return hour * 60 + clock.minute


def _part_alone(part: Part | None, hours: Hours) -> int | None:
    known = {
        None: hours.end,
        "first": hours.start,
        "morning": NOON,
        "noon": NOON,
        "lunch": hours.lunch_start if hours.lunch else NOON,
        "afternoon": hours.end,
        "off": hours.end,
        "evening": EVENING,
        "midnight": MIDNIGHT,
    }
    return known.get(part)


def _afternoon(expr: Expr, minute: int, hours: Hours) -> int | None:
    """今天7点, said at ten: the evening is meant, where seven in the morning lies outside working hours."""
    clock = expr.clock
    if clock is None or expr.day is None or expr.part is not None or not clock.twelve or minute >= NOON:
        return None
    return None if hours.start <= minute <= hours.end else minute + NOON


def _waited(wait: Wait, now: datetime, cal: WorkCalendar) -> datetime:
    if wait.half_days:
        return cal.add_working(now, cal.hours.working * (wait.half_days / 2))
    if wait.working:
        return cal.add_working(now, timedelta(minutes=wait.working))
    return cal.add_elapsed(now, timedelta(minutes=wait.minutes))


def _moment(day: date, minute: int, second: int, cal: WorkCalendar) -> datetime:
    at = cal.at(day, minute)
    return at + timedelta(seconds=second) if second else at


def _wall(naive: datetime, cal: WorkCalendar) -> datetime:
    return naive.replace(tzinfo=cal.tz).astimezone(UTC).astimezone(cal.tz)


def _later(at: datetime, now: datetime) -> bool:
    # Two times of one zone would be compared by their clocks, which is wrong where summer time ends.
    return at.astimezone(UTC) > now.astimezone(UTC)
