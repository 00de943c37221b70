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
    "lunar",  # a, b: lunar month and day, c: a lunar year or 0; the next one
    "lunar_before",
    "lunar_after",
    "festival",  # a: place in FESTIVALS, c: a year or 0; the next one
    "festival_before",
    "festival_after",
    "before_holiday",  # the last working day before the next public holiday
    "after_holiday",
    "working",  # a: working days from today
    "months",  # a: months from today
    "own",  # a: place among the house's own words, b: which one from today on, c: its minute of the day + 1, or 0
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


class DayWords(msgspec.Struct, frozen=True, gc=False):
    """A day in words; what `a`, `b`, `c` say depends on its kind."""

    kind: DayKind
    a: int = 0
    b: int = 0
    c: int = 0


class Festival(msgspec.Struct, frozen=True, gc=False):
    """A day with a name. `public`: it is a day off in mainland China. `calendar`: `eve` is the last day of the lunar
    year, `term` one of the 24 solar terms."""

    names: str
    month: int = 0
    day: int = 0
    public: bool = False
    calendar: Literal["solar", "lunar", "eve", "term"] = "solar"
    term: str = ""


FESTIVALS: tuple[Festival, ...] = (
    Festival("元旦 元旦节", 1, 1, public=True),
    Festival("除夕 大年三十 年三十 大年夜 年夜 除夕夜", public=True, calendar="eve"),
    Festival("春节 大年初一 过年 新春 农历新年", 1, 1, public=True, calendar="lunar"),
    Festival("元宵 元宵节", 1, 15, calendar="lunar"),
    Festival("清明 清明节", public=True, calendar="term", term="清明"),
    Festival("五一 五一节 劳动节 五一劳动节", 5, 1, public=True),
    Festival("端午 端午节", 5, 5, public=True, calendar="lunar"),
    Festival("七夕 七夕节", 7, 7, calendar="lunar"),
    Festival("中元节", 7, 15, calendar="lunar"),
    Festival("中秋 中秋节", 8, 15, public=True, calendar="lunar"),
    Festival("国庆 国庆节", 10, 1, public=True),
    Festival("重阳 重阳节", 9, 9, calendar="lunar"),
    Festival("冬至", calendar="term", term="冬至"),
    Festival("腊八 腊八节", 12, 8, calendar="lunar"),
    Festival("情人节", 2, 14),
    Festival("妇女节 三八节 三八妇女节", 3, 8),
    Festival("儿童节 六一 六一节 六一儿童节", 6, 1),
    Festival("教师节", 9, 10),
    Festival("平安夜", 12, 24),
)


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


THEME = 3
"""As 1, or with a word after it that says what is done then (月底交): before a noun it is a theme (年底答谢会)."""
FRACTION = 4
"""As 2, or with such a word (1/8给报价): alone it is rather a part of a whole."""


class Word(msgspec.Struct, frozen=True, gc=False):
    """What a word of the tables is. `weak`: it is a time only with something that bears it out: 1 a limit, a
    clock or the end of its clause, 2 a limit or a clock, THEME and FRACTION as they say."""

    kind: Kind
    n: int = 0
    day: DayWords | None = None
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
    day: DayWords | None = None
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
    day: DayWords | None = None
    part: Part | None = None
    clock: Clock | None = None
    wait: Wait | None = None
    when: datetime | None = None
    limit: bool = False
    of: bool = False

    @property
    def day_only(self) -> bool:
        timed = self.day is not None and self.day.kind == "own" and bool(self.day.c)
        return not timed and self.part is None and self.clock is None and self.wait is None and self.when is None
