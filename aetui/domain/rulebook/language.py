"""The tiny language of due times: `+24 h`, `-48 h`, `typed, else +2 working h`, `friday 17:30`, `day 10`.

Whoever reads these aloud should know what is owed. A phrase that isn't one raises ValueError.
"""

from __future__ import annotations

import re
from datetime import timedelta
from functools import lru_cache
from typing import Literal

import msgspec

from aetui.domain.patterns import pattern

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_LONGEST = timedelta(days=3660)

DueKind = Literal["elapsed", "working", "working_days", "before", "travel", "day_end", "at"]
WhenKind = Literal["daily", "weekly", "slot", "monthly", "quarterly", "yearly", "after"]


class Due(msgspec.Struct, frozen=True):
    """When an event rule's obligation is due.

    `elapsed`, `working`: `span` after the start. `working_days`: the end of work `days` working days after.
    `before`: `span` before the time that it is about; `at`: that very time; `travel`: that time too, and one is on
    the way before it. `day_end`: the end of work of that working day. `typed`: the time that was typed, if any.
    """

    kind: DueKind
    span: timedelta = timedelta()
    days: int = 0
    typed: bool = False


class When(msgspec.Struct, frozen=True):
    """When a calendar rule comes round. `minute` after midnight; None: the end of work. `after`: the rule
    that it follows."""

    kind: WhenKind
    minute: int | None = None
    weekday: int = 0
    day: int = 1
    month: int = 1
    after: str = ""


_SPAN = pattern(r"(\d{1,6}(?:\.\d{1,3})?) ?(min|h|days?)", re.ASCII)
_OFFSET = pattern(r"([+-]) ?(\d{1,6}(?:\.\d{1,3})?) ?(working )?(min|h|days?)", re.ASCII)
_CLOCK = pattern(r"(\d{1,2}):(\d{2})", re.ASCII)
_MONTH_DAY = pattern(r"(\d{2})-(\d{2})", re.ASCII)
_UNITS = {
    "min": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "day": timedelta(days=1),
    "days": timedelta(days=1),
}
_DAYS_IN = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@lru_cache(maxsize=256)
def parse_due(text: str) -> Due:
    """Read an event rule's due expression. Raises ValueError."""
    words = " ".join(text.split())
    if words.startswith("typed, else "):
        other = parse_due(words.removeprefix("typed, else "))
        if other.typed or other.kind in ("at", "before", "travel"):
            raise ValueError(text)
        return msgspec.structs.replace(other, typed=True)
    if words == "at":
        return Due("at")
    if words == "end of day":
        return Due("day_end")
    if words == "-travel":
        return Due("travel")
    found = _OFFSET.fullmatch(words)
    if not found:
        raise ValueError(text)
    sign, amount, working, unit = found.groups()
    if working and unit.startswith("day"):
        if sign == "-" or "." in amount or not 0 < int(amount) <= _LONGEST.days:
            raise ValueError(text)
        return Due("working_days", days=int(amount))
    span = _span(amount, unit)
    if sign == "-":
        if working:
            raise ValueError(text)
        return Due("before", span)
    if not span:
        raise ValueError(text)
    return Due("working" if working else "elapsed", span)


@lru_cache(maxsize=256)
def parse_when(text: str) -> When:
    """Read a calendar rule's `when`. Raises ValueError."""
    words = " ".join(text.split()).lower()
    if words == "report slot":
        return When("slot")
    if words == "quarter end":
        return When("quarterly")
    if words.startswith("after "):
        return When("after", after=words.removeprefix("after "))
    if words.startswith("day "):
        number = words.removeprefix("day ")
        if not (number.isascii() and number.isdecimal() and 1 <= int(number) <= 31):
            raise ValueError(text)
        return When("monthly", day=int(number))
    found = _MONTH_DAY.fullmatch(words)
    if found:
        month, day = int(found[1]), int(found[2])
        if not (1 <= month <= 12 and 1 <= day <= _DAYS_IN[month - 1]):
            raise ValueError(text)
        return When("yearly", month=month, day=day)
    head, end_of_work, _ = words.partition(", end of work")
    minute = None
    if not end_of_work:
        head, clock = _split(words)
        minute = _minute(clock)
    if head == "working day":
        return When("daily", minute)
    if head in WEEKDAYS:
        return When("weekly", minute, weekday=WEEKDAYS.index(head))
    raise ValueError(text)


@lru_cache(maxsize=64)
def parse_span(text: str) -> timedelta:
    """Read a length of time: `30 min`, `4 h`, `10 days`. Raises ValueError."""
    found = _SPAN.fullmatch(" ".join(text.split()))
    if not found:
        raise ValueError(text)
    return _span(found[1], found[2])


def _span(amount: str, unit: str) -> timedelta:
    span = float(amount) * _UNITS[unit]
    if span > _LONGEST:
        raise ValueError(amount)
    return span


def _split(words: str) -> tuple[str, str]:
    head, _, clock = words.rpartition(" ")
    if not head:
        raise ValueError(words)
    return head, clock


def _minute(clock: str) -> int:
    found = _CLOCK.fullmatch(clock)
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        raise ValueError(clock)
    return int(found[1]) * 60 + int(found[2])
