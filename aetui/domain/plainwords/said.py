"""The days that a text names as seen from the day on which it was typed (明天上午, 周五前, by next friday): another one for who
reads it later."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import msgspec

from aetui.domain.clock.workcal import WorkCalendar
from aetui.domain.patterns import pattern
from aetui.domain.plainwords import dates, days, grammar, guards, spans
from aetui.domain.plainwords.line import TokenLine
from aetui.domain.plainwords.meaning import DayKind, DayWords, Expr, Part
from aetui.domain.plainwords.resolve import resolve
from aetui.domain.text import parted

_NAMED = frozenset(
    {"never", "date", "lunar", "lunar_before", "lunar_after", "festival", "festival_before", "festival_after", "eve"}
)
"""What is the same day for everybody, or none: no such words."""
_YEARLESS = frozenset({"month_day", "dom"})
"""Days by number, which lack but their year or month."""
_BOTH = pattern("(今|明)(明|后)(?:[两二]?天|[两二]日)")
_AHEAD = {"今": 0, "明": 1, "后": 2}
_INTRODUCES = pattern(
    r"(?:(?<![a-z])(?:on|by|at|in|of|for|from|to|till|until|before|after|since|between|and|or|than|the|due|this|next|last)|[(:–~-])\s*$"
)
_OWNED = pattern("(today|tomorrow|yesterday|(?:mon|tues|wednes|thurs|fri|satur|sun)day)['’]s(?![a-z])")


class SaidDay(msgspec.Struct, frozen=True, kw_only=True):
    """Words for a day at [start, end), and at [first, last) all that goes with them where they are cut: a time of day, 前, `by`,
    的. `at`: the time they mean, `day` its day, `until` the last one where they mean several. `part`: the part of that day, where the
    words hold it (今晚); `limit`: 内 stands in them. `span`: they count from the time they were typed; `moment`: to the minute.
    `lang`: in which language they are; `owned`: with a genitive (`tomorrow's`); `bare`: without the preposition that a date wants."""

    start: int
    end: int
    first: int
    last: int
    at: datetime
    day: date
    until: date | None = None
    part: Part | None = None
    limit: bool = False
    span: bool = False
    moment: bool = False
    lang: str = "zh"
    owned: bool = False
    bare: bool = False


def said_days(text: str, *, now: datetime, cal: WorkCalendar) -> list[SaidDay]:
    """Those of a text that was typed at `now`, in their order. None are full dates, festivals (中秋前), what comes round (每周五), and a
    time of day alone. Never raises."""
    said = parted(text)[0]
    line = TokenLine(cal.names.hidden(said), now.astimezone(cal.tz).date(), strict=True, own=cal.own_times)
    found = [*_owned(line, now, cal), *_both(line, cal)]
    taken = [(one.first, one.last) for one in found]
    found += [
        one for one in _found(line, now, cal) if all(one.last <= first or last <= one.first for first, last in taken)
    ]
    return sorted(found, key=lambda one: one.start)


def _found(line: TokenLine, now: datetime, cal: WorkCalendar) -> Iterator[SaidDay]:
    i = 0
    while i < len(line):
        expr = grammar.read(line, i)
        if expr is None:
            i += 1
            continue
        i = expr.after
        try:
            yield from _of_expr(line, expr, now, cal)
        except (OverflowError, ValueError):
            continue  # past the end of all calendars


def _of_expr(line: TokenLine, expr: Expr, now: datetime, cal: WorkCalendar) -> Iterator[SaidDay]:
    end = _end(line, expr)
    if expr.wait is not None or _counted(line, expr):
        at = resolve(expr, now, cal, past=True)
        if at is not None:
            yield SaidDay(
                start=expr.start,
                end=expr.end,
                first=_lead(line, expr.first),
                last=end,
                at=at,
                day=at.astimezone(cal.tz).date(),
                limit=expr.limit and at > now and line[expr.first].text != "in",
                span=True,
                moment=expr.wait is not None and not expr.wait.half_days,
                lang=_lang(line.text[expr.start : expr.end]),
            )
        return
    read = _days(line, expr)
    ranged = (
        any(line.kind(i) == "range" for i in range(expr.first, expr.after))
        or line.kind(line.back(expr.first)) == "range"
    )
    before: date | None = None
    for n, (i, dated) in enumerate(read):
        kind = dated.day.kind
        if (
            kind in _NAMED
            or (kind in _YEARLESS and (ranged or _counts(line, i, dated.after)))
            or (kind == "dom" and not _a_day(line, expr, i, dated))
            or _everybodys(dated.day)
        ):
            continue
        if line.kind(line.back(expr.first)) == "article" and kind == "weekday":
            continue  # the monday call
        own = expr if n == 0 and expr.day == dated.day else Expr(0, 0, i, dated.after, day=dated.day, part=dated.part)
        at = resolve(own, now, cal, past=True)
        if at is None:
            continue
        latest = at.astimezone(cal.tz).date()
        meant = [
            day
            for day, _ in zip(days.candidates(dated.day, now.astimezone(cal.tz).date(), cal), range(3), strict=False)
        ]
        day = max((one for one in meant if one <= latest), default=latest)
        if before is not None and day < before and kind == "weekday":
            day += timedelta(days=7)
        before = day
        words = line.text[line.start(i) : line[dated.after - 1].end]
        alone = own.clock is None and own.part is None and not expr.limit and "end of" not in words
        start, until = _over(kind, day, cal) if alone else (day, None)
        whole = len(read) == 1
        begin, stop, part, k = line.start(i), line[dated.after - 1].end, dated.part, line.skip(dated.after)
        if words.startswith("end of") and line.kind(line.back(i)) == "article":
            begin = line.start(line.back(i))
        if part is None and own.part is not None and words.isascii() and line.kind(k) == "part":
            part, stop = own.part, line[k].end  # tomorrow morning
        yield SaidDay(
            start=begin,
            end=stop,
            first=_lead(line, expr.first) if whole or n == 0 else line.start(i),
            last=end if whole or n else line[dated.after - 1].end,
            at=at,
            day=start,
            until=until,
            part=part,
            limit=dated.limit,
            lang=_lang(words) if kind not in _YEARLESS else "zh",
            bare=n == 0 and _bare(line.text[:begin]),
        )


def _bare(before: str) -> bool:
    """Whether an English day stands in its sentence without a preposition."""
    return before.strip() != "" and _INTRODUCES.search(before) is None


def _lang(words: str) -> str:
    return "en" if words.isascii() else "zh"


def _counted(line: TokenLine, expr: Expr) -> bool:
    """Whether it is a day so many from now (三天后)."""
    return expr.day is not None and spans.read(line, expr.first) is not None


def _days(line: TokenLine, expr: Expr) -> list[tuple[int, dates.Dated]]:
    """The days in its words, each with the token at which it begins: two of them where it is a range (周五至周日)."""
    found, i = [], expr.first
    while i < expr.after:
        dated = dates.read(line, i)
        if dated is not None and dated.after <= expr.after:
            found.append((i, dated))
            i = dated.after
        else:
            i += 1
    return found


def _counts(line: TokenLine, i: int, after: int) -> bool:
    """Whether a day's number counts days (交货后15日内)."""
    return line.kind(line.skip(after)) == "within" or line.precedes(i, guards.NO_SPAN_BEFORE)


def _a_day(line: TokenLine, expr: Expr, i: int, dated: dates.Dated) -> bool:
    """Whether words bear out that a figure with 号 is a day (5号给, 定在5号): it may number a thing as well (就选二号), and says to
    everybody what it says."""
    return (
        expr.limit
        or expr.part is not None
        or expr.clock is not None
        or (line.done_then(dated.after) and not line.follows(dated.after, guards.OF_A_THING_TOO))
        or line.precedes(i, guards.MOVED_TO)
    )


def _everybodys(day: DayWords) -> bool:
    """An edge of a month or a year that is named (12月底)."""
    return day.kind.startswith(("month_", "year_")) and day.kind != "month_day" and bool(day.a or day.b)


def _over(kind: DayKind, day: date, cal: WorkCalendar) -> tuple[date, date | None]:
    """From when until when a week is (下周继续改稿), or its end."""
    monday = day - timedelta(days=day.weekday())
    if kind == "week":
        return min(cal.on_or_after(monday), day), day
    if kind == "weekend":
        return monday + timedelta(days=5), monday + timedelta(days=6)
    return day, None


def _lead(line: TokenLine, i: int) -> int:
    """Where the words begin with the preposition before token `i`."""
    before = line.back(i)
    return line.start(before) if before >= 0 and line.kind(before) in ("by", "at", "in", "since") else line.start(i)


def _end(line: TokenLine, expr: Expr) -> int:
    """Where they end with a 的 or 后 after them."""
    return line[expr.after].end if line[expr.after].text == "的" else expr.end


def _both(line: TokenLine, cal: WorkCalendar) -> Iterator[SaidDay]:
    """明后天, 今明两天."""
    for found in _BOTH.finditer(line.text):
        one, two = (line.today + timedelta(days=_AHEAD[sign]) for sign in found.groups())
        start, end = found.span()
        yield SaidDay(start=start, end=end, first=start, last=end, at=cal.day_end(two), day=one, until=two)


def _owned(line: TokenLine, now: datetime, cal: WorkCalendar) -> Iterator[SaidDay]:
    """`tomorrow's`."""
    for found in _OWNED.finditer(line.text):
        start, end = found.span()
        expr = grammar.read(TokenLine(found[1], line.today, strict=False), 0)
        at = resolve(expr, now, cal, past=True) if expr is not None else None
        if at is not None:
            day = at.astimezone(cal.tz).date()
            yield SaidDay(start=start, end=end, first=start, last=end, at=at, day=day, lang="en", owned=True)
