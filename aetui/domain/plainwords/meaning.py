"""What a word of time can mean, apart from any language."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec

# Parts of a day. `first`: first thing in the morning; `off`: when work ends; `night` and `dawn` need a clock.
Part = Literal["dawn", "first", "morning", "noon", "lunch", "afternoon", "off", "evening", "night", "midnight"]

DayKind = Literal[
    "never",  # 每周五, 当天: no moment that could be told from here
    "offset",  # a: days from today
    "weekday",  # a: 0 is Monday; the coming one
    "of_week",  # a: weeks from this one, b: weekday
    "week",  # a: weeks from this one; its last working day
    "week_start",  # a
    "week_middle",  # a
    "weekend",  # a; the last working day before it
    "date",  # a, b, c: year, month, day
    "month_day",  # a, b: month, day; the next one
    "dom",  # a: day of the month; the next one
    "of_month",  # a: months from this one, b: day
    "month_start",  # a: month 1–12, or 0: the coming one; b: year or 0
    "month_middle",
    "month_end",
    "from_month_start",  # a: months from this one
    "from_month_middle",
    "from_month_end",
    "year_start",  # a: years from this one, b: a year, or 0
    "year_end",
    "eve",  # a, b: a holiday that begins on that month and day; the last working day before it
    "working",  # a: working days from today
    "months",  # a: months from today
]

Kind = Literal[
    "number",
    "decimal",
    "clock",
    "moment",
    "day",
    "month",  # n: months from this one (下个月)
    "year",  # n: years from this one (明年)
    "month_name",  # n: 1–12
    "part",
    "unit",  # n: minutes, or a calendar unit (see `Unit`)
    "half",
    "an",  # "an hour"
    "ge",  # 个
    "yue",
    "nian",
    "dom",  # 号, 日
    "hour",  # 点
    "minute",  # 分
    "quarter",  # 刻
    "sharp",  # 整, 钟, o'clock
    "meridiem",  # n: 0 am, 12 pm
    "ordinal",  # th
    "range",  # 到, to
    "until",  # 前, 之前, 以前: the limit after a time
    "within",  # 内
    "after",  # 后, later
    "ago",
    "by",  # by, 最迟: the limit before a time
    "at",  # at, on, 在
    "in",
    "since",  # after, since
    "article",
    "of",  # of, 的
    "plus",
    "now",
    "space",
    "punct",
    "other",
]

Unit = Literal["minute", "day", "working_day", "working_minute", "month", "half_day", ""]


def listed(text: str) -> tuple[str, ...]:
    """The words of a table that is written as one text."""
    return tuple(text.split())


class Day(msgspec.Struct, frozen=True, gc=False):
    """A day in words; what `a`, `b`, `c` say depends on its kind."""

    kind: DayKind
    a: int = 0
    b: int = 0
    c: int = 0


class Clock(msgspec.Struct, frozen=True, gc=False):
    """A time of day. `twelve`: an hour of 1 to 11 may mean the afternoon; `bare`: just an hour (3点)."""

    hour: int
    minute: int = 0
    second: int = 0
    twelve: bool = False
    bare: bool = False


class Wait(msgspec.Struct, frozen=True, gc=False):
    """So long from now: elapsed minutes, minutes of working time, or halves of a working day."""

    minutes: float = 0
    working: float = 0
    half_days: int = 0


class Word(msgspec.Struct, frozen=True, gc=False):
    """What a word of the tables is. `weak`: it is a time only with something that bears it out: 1 a limit, a
    clock or the end of its clause, 2 a limit or a clock."""

    kind: Kind
    n: int = 0
    day: Day | None = None
    part: Part | None = None
    unit: Unit = ""
    weak: int = 0


class Token(msgspec.Struct, frozen=True, gc=False):
    """A piece of the line at [start, end)."""

    kind: Kind
    start: int
    end: int
    text: str
    n: int = 0
    day: Day | None = None
    part: Part | None = None
    clock: Clock | None = None
    when: datetime | None = None
    unit: Unit = ""
    weak: int = 0


class Expr(msgspec.Struct, frozen=True, gc=False):
    """A time as it stands in the line: characters [start, end), tokens [first, after).

    Exactly one of `when`, `wait`, or a day and/or a time of day is given. `limit`: 前, 以前, 内, by … stands
    with it. `of`: it only names another thing (周五的会议).
    """

    start: int
    end: int
    first: int
    after: int
    day: Day | None = None
    part: Part | None = None
    clock: Clock | None = None
    wait: Wait | None = None
    when: datetime | None = None
    limit: bool = False
    of: bool = False

    @property
    def day_only(self) -> bool:
        return self.part is None and self.clock is None and self.wait is None and self.when is None
