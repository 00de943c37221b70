"""A day in words: 周五, 下周三, 11月28日, 12/1, 下个月5号, 月底, nov 28, the 5th."""

from __future__ import annotations

import msgspec

from aetui.domain.plainwords import days, guards
from aetui.domain.plainwords.lexer import month_has
from aetui.domain.plainwords.line import TokenLine
from aetui.domain.plainwords.meaning import THEME, DayWords, Part

_NEVER = DayWords("never")
_PERIODS = frozenset({"week", "weekend", "month_start", "month_middle", "month_end", "year_start", "year_end"})
_PERIODS |= {f"from_month_{edge}" for edge in ("start", "middle", "end")} | {"week_start", "week_middle"}
_WEEKDAYS = frozenset({"weekday", "of_week"})
_DATES = frozenset({"date", "month_day", "dom", "of_month", "offset"})
_VERBS = ("may", "march")
_NAMED = frozenset({"lunar", "festival", "eve"})
_THAT_DAY = ("当天", "当日", "那天", "那日", "这天")
_NEXT_HOLIDAY = frozenset({"before_holiday", "after_holiday"})
_MAY_STAND_BEFORE = tuple("在于请到须要能好都也先就年最迟晚，,。；;:：、 ")


class Dated(msgspec.Struct, frozen=True, gc=False):
    """A day that was read, up to token `after`. `weak` as in `Word`; `limit`: it says 内 or 前 of its own."""

    day: DayWords
    after: int
    part: Part | None = None
    weak: int = 0
    limit: bool = False


def read(line: TokenLine, i: int) -> Dated | None:
    """The day that begins at token `i`, told once or twice over (11月28日（周六）, 下周周三)."""
    found = _one(line, i)
    if found is None or found.part is not None:
        return found
    if found.day.kind in _NAMED and line[found.after].text in _THAT_DAY:
        found = msgspec.structs.replace(found, after=found.after + 1, weak=0)  # 中秋当天
    return _joined(line, found) or found


def _one(line: TokenLine, i: int) -> Dated | None:
    kind = line.kind(i)
    if kind == "day":
        return _word(line, i)
    if kind == "number":
        return _numbered(line, i)
    if kind == "month":
        return _in_month(line, i)
    if kind == "year":
        return _in_year(line, i)
    if kind == "month_name":
        return _named_month(line, i)
    return None


def _word(line: TokenLine, i: int) -> Dated | None:
    token = line[i]
    day = token.day
    if day is None:
        return None
    if day.kind in _PERIODS and line.follows(i + 1, guards.NO_PERIOD_AFTER):
        return None
    if day.kind in _NAMED and line.precedes(i, guards.NO_FESTIVAL_BEFORE):
        return None
    if day.kind in _NEXT_HOLIDAY and line.strict and i and not line.precedes(i, _MAY_STAND_BEFORE):
        return None  # 购物节前, 情节前后
    if day.kind == "week" and line.follows(i + 1, ("的",)) and line[i + 2].kind not in ("day", "part"):
        return None  # 下周的排期: only names a thing
    if day.kind in _WEEKDAYS and token.text[:1] > "z" and line.strict:
        if line.follows(i + 1, guards.NO_WEEKDAY_AFTER) or line.precedes(i, guards.NO_WEEKDAY_BEFORE):
            return None
        if day.kind == "weekday" and i and line.kind(i - 1) == "number":
            return None  # 两周三次
    if day.kind == "month_day" and (
        line.follows(i + 1, guards.NO_SLASH_AFTER)
        or line.precedes(i, guards.NO_SLASH_BEFORE)
        or line.precedes(line.back(i) + 1, guards.SHARE_BEFORE)
    ):
        return None
    return Dated(day, i + 1, token.part, token.weak)


def _numbered(line: TokenLine, i: int) -> Dated | None:
    """What begins with a figure: a year, a month, a day of the month."""
    n, j = line[i].n, line.skip(i + 1)
    kind = line.kind(j)
    if kind == "nian" and (1900 <= n <= 2999 or 20 <= n <= 99):
        year, k = n if n > 99 else 2000 + n, line.skip(j + 1)
        return _named_in_year(line, k, year) or _month(line, k, year)
    if kind == "day" and 1900 <= n <= 2999 and (day := line[j].day) and day.kind in ("year_start", "year_end"):
        return Dated(DayWords(day.kind, 0, n), j + 1, None, THEME)
    if kind == "ordinal":
        return _ordinal(line, i, j)
    if kind == "month_name":
        return _month_after(line, i, j)
    if kind == "dom":
        return _of_any_month(line, i, j)
    return _month(line, i, 0)


def _month(line: TokenLine, i: int, year: int) -> Dated | None:
    """`11月28日`, `11月底`; the month's figure at `i`, `year` 0 where none is told."""
    token, j = line[i], line.skip(i + 1)
    if token.kind != "number" or not 1 <= token.n <= 12:
        return None
    edge = line[j].day
    if edge is not None and line[j].text[0] == "月" and j == i + 1:
        if line.follows(j + 1, guards.NO_PERIOD_AFTER):
            return None
        return Dated(DayWords(edge.kind, token.n, year), j + 1, None, THEME)
    if line.kind(j) != "yue":
        return None
    k = line.skip(j + 1)
    dom = line[k]
    if dom.kind != "number" or not month_has(token.n, dom.n, year or 2000):
        return None
    day = DayWords("date", year, token.n, dom.n) if year else DayWords("month_day", token.n, dom.n)
    after = line.skip(k + 1)
    if line.kind(after) == "dom":
        return Dated(day, after + 1)
    return Dated(day, k + 1, None, 1)  # 11月28: a day only where nothing is counted by it


def _of_any_month(line: TokenLine, i: int, j: int) -> Dated | None:
    """`28号`, `5日`: the next one."""
    n, unit = line[i].n, line[j].text
    if not 1 <= n <= 31 or len(line[i].text) > 3 or line.text[line[i].start : line[i].start + 2] == "00":
        return None
    if line.strict and _a_things_number(line, i, j, n, unit):
        return None
    return Dated(DayWords("dom", n), j + 1)


def _a_things_number(line: TokenLine, i: int, j: int, n: int, unit: str) -> bool:
    if line.precedes(i, guards.NO_DOM_BEFORE):
        return True
    start = line.start(i)
    if any(name in line.text[max(start - 12, 0) : start] for name in guards.NAMES_NUMBERS):
        return True
    if line.follows(j + 1, guards.DOM_AFTER_ALL_THE_SAME):
        return False
    small = unit == "号" and n <= 12 and line.follows(j + 1, guards.NO_SMALL_DOM_AFTER)
    return small or line.follows(j + 1, guards.NO_DOM_AFTER[unit])


def _in_month(line: TokenLine, i: int) -> Dated | None:
    """`下个月5号`, `本月内`, `下个月前`; a month alone says no day."""
    months, j = line[i].n, line.skip(i + 1)
    kind = line.kind(j)
    if kind == "number" and 1 <= line[j].n <= 31 and line.kind(line.skip(j + 1)) == "dom":
        return Dated(DayWords("of_month", months, line[j].n), line.skip(j + 1) + 1)
    if kind == "within":
        return Dated(DayWords("from_month_end", months), j + 1, limit=True)
    if kind == "until" and months > 0:
        return Dated(DayWords("from_month_end", months - 1), j + 1, limit=True)
    return None


def _in_year(line: TokenLine, i: int) -> Dated | None:
    """`明年1月8日`, `今年内`."""
    year = line.today.year + line[i].n
    j = line.skip(i + 1)
    if line.kind(j) == "within":
        return Dated(DayWords("year_end", 0, year), j + 1, limit=True)
    return _named_in_year(line, j, year) or _month(line, j, year)


def _named_in_year(line: TokenLine, i: int, year: int) -> Dated | None:
    """`明年中秋`, `2027年正月初七`: a festival or a lunar day of that year."""
    day = line[i].day
    if line.kind(i) != "day" or day is None or day.kind not in ("lunar", "festival"):
        return None
    return Dated(DayWords(day.kind, day.a, day.b, year), i + 1, None, THEME)


def _named_month(line: TokenLine, i: int) -> Dated | None:
    """`nov 28`, `nov. 28th, 2026`."""
    j = line.skip(i + 1)
    if line[j].text == ".":
        j = line.skip(j + 1)
    if line.kind(j) != "number" or len(line[j].text) > 2 or not month_has(line[i].n, line[j].n):
        return None
    after = j + 2 if line.kind(j + 1) == "ordinal" else j + 1
    weak = 1 if line[i].text in _VERBS else 0
    return _with_year(line, line[i].n, line[j].n, after, weak)


def _month_after(line: TokenLine, i: int, j: int) -> Dated | None:
    """`28 nov`; the day's figure at `i`, the month's name at `j`."""
    if len(line[i].text) > 2 or not month_has(line[j].n, line[i].n):
        return None
    return _with_year(line, line[j].n, line[i].n, j + 1, 1 if line[j].text in _VERBS else 0)


def _with_year(line: TokenLine, month: int, dom: int, after: int, weak: int) -> Dated:
    j = line.skip(after + 1) if line[after].text == "," else line.skip(after)
    year = line[j]
    if year.kind == "number" and 1900 <= year.n <= 2999 and month_has(month, dom, year.n):
        return Dated(DayWords("date", year.n, month, dom), j + 1)
    return Dated(DayWords("month_day", month, dom), after, None, weak)


def _ordinal(line: TokenLine, i: int, j: int) -> Dated | None:
    """`28th of november`; `the 5th` where by or on stands before it, and nothing it could count after it."""
    n, k = line[i].n, line.skip(j + 1)
    if line[k].text == "of":
        k = line.skip(k + 1)
    if line.kind(k) == "month_name":
        return _month_after(line, i, k)
    if not 1 <= n <= 31 or j != i + 1:
        return None
    if line.strict:
        the = line.back(i)
        if the < 1 or line.kind(the) != "article" or line.kind(line.back(the)) not in ("by", "at"):
            return None
        if not line.ends_clause(j + 1):
            return None
    return Dated(DayWords("dom", n), j + 1)


# A day that is told twice


def _joined(line: TokenLine, first: Dated) -> Dated | None:
    """That day with the one that follows it, where both say one day."""
    j = line.skip(first.after)
    paren = line[j].text == "("
    if paren or (line[j].text in ("的", ",") and first.day.kind in ("week", "weekday")):
        j = line.skip(j + 1)
    second = _one(line, j)
    if second is None:
        return None
    after = second.after
    if paren:
        if line[after].text != ")":
            return None
        after += 1
    day = _together(line, first.day, second.day)
    if day is None:
        # A date and a weekday that contradict each other: no day is sure. 明天 周三 may be two days.
        close = paren or (j == first.after and first.day.kind != "offset")
        return Dated(_NEVER, after) if close and _sayable(first.day, second.day) else None
    return Dated(day, after, second.part)


def _together(line: TokenLine, first: DayWords, second: DayWords) -> DayWords | None:
    if first.kind == "never":
        return _NEVER
    if first.kind == "week" and second.kind in _WEEKDAYS:
        wanted = second.a if second.kind == "weekday" else second.b
        return DayWords("of_week", first.a, wanted) if second.kind == "weekday" or second.a == first.a else None
    if first.kind == "weekday" and second.kind == "week":
        return DayWords("of_week", second.a, first.a)
    if not _sayable(first, second):
        return None
    date_, weekday = (first, second) if first.kind in _DATES else (second, first)
    found = days.plain(date_, line.today)
    wanted = weekday.a if weekday.kind == "weekday" else weekday.b
    if found is None or found.weekday() != wanted:
        return None
    if weekday.kind == "of_week" and days.plain(weekday, line.today) != found:
        return None
    return DayWords("date", found.year, found.month, found.day)


def _sayable(first: DayWords, second: DayWords) -> bool:
    return {first.kind in _DATES, second.kind in _DATES} == {True, False} and (
        first.kind in _WEEKDAYS or second.kind in _WEEKDAYS
    )
