"""The time that a sentence holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Literal

import msgspec
from msgspec.structs import replace

from aetui.domain.clock.workcal import WorkCalendar
from aetui.domain.patterns import pattern
from aetui.domain.plainwords import grammar
from aetui.domain.plainwords.lexer import begins_a_time, no_such, normalize, two_ways
from aetui.domain.plainwords.line import TokenLine
from aetui.domain.plainwords.meaning import DayWords, Expr
from aetui.domain.plainwords.resolve import resolve
from aetui.domain.text import parted

_SENTENCE_ENDS = frozenset(".;!?。；")
_YEAR = pattern(r"(?<![0-9])(?:[0-9]{4}(?![0-9])|[0-9]{2}年)")
_HEAD = 40
_SOME_DAY = date(2026, 11, 23)


class Found(msgspec.Struct, frozen=True):
    """A time found at [start, end) of the given text, with the words that stood there.

    The span holds also a limit and a preposition (周五前, by friday). `day_only`: no time of day was said, so
    that it is the end of work on that day. `estimated`: it was reckoned over days of a year whose work days aren't
    published yet."""

    start: int
    end: int
    at: datetime
    text: str
    day_only: bool
    estimated: bool = False


Why = Literal["past", "vague", "two_ways", "none"]


class Unread(msgspec.Struct, frozen=True):
    """Words that name a time, and none that can be kept. `why`: `past`; `vague`, where no day can be told from them
    (周五后, 每周五); `two_ways`, a date that two countries read in two ways (3/12/2026); `none`: no clock or calendar has
    it (25:00, 11/31)."""

    text: str
    why: Why


def find_time(text: str, *, now: datetime, cal: WorkCalendar) -> Found | None:
    """The time that the sentence holds, after `now`; None where it holds none, or none that is sure.

    Of several, a full date with its year wins, then one with a limit (前, 以前, 内, by, before, 最迟), else the last. A
    day that only names another thing (周五的会议, 1月8日的档期) is none, and with a clock it stands behind one that
    doesn't. A time of day without a day is of the day named before it in the same sentence (明天来公司，下午三点),
    unless one of the two is a limit. None is read in the house's remark, in a name on the desk (`cal.names`), and where
    the sentence ends with 不限时. Never raises."""
    said = parted(text)[0]
    if no_time(said) is not None:
        return None
    line, cal = _line(said, now, cal), cal.watching()
    best: tuple[int, Expr, int, datetime, bool] | None = None
    for expr, start in _expressions(line):
        cal.guessed = False
        at = _resolved(expr, now, cal)
        if at is None:
            continue
        rank = 3 if _full(line, expr) else 2 if expr.limit else 0 if expr.of else 1
        if best is None or rank >= best[0]:
            best = (rank, expr, start, at, cal.guessed)
    if best is None:
        return None
    _, expr, start, at, guessed = best
    return Found(start, expr.end, at, text[start : expr.end], expr.day_only, guessed)


def unread(text: str, *, now: datetime, cal: WorkCalendar) -> Unread | None:
    """Of a sentence in which `find_time` finds nothing: the words that name a time all the same, the last of them. None
    where it names none, or says itself that it has none. Never raises."""
    said = parted(text)[0]
    if no_time(said) is not None:
        return None
    line = _line(said, now, cal)
    for token in line.tokens:
        if token.kind == "other" and (two_ways(token.text) or no_such(token.text)):
            return Unread(said[token.start : token.end], "two_ways" if two_ways(token.text) else "none")
    found: Unread | None = None
    for expr, start in _expressions(line):
        if _resolved(expr, now, cal) is None:
            vague = expr.day is not None and expr.day.kind == "never"
            found = Unread(said[start : expr.end], "vague" if vague else "past")
    return found


_NO_TIME = pattern(r"[ ,，;；]*(?:不限时|(?<![A-Za-z])no time)[ .。]*$", re.IGNORECASE)


def no_time(text: str) -> int | None:
    """Where the words begin by which a text says at its end that it has no time (不限时, no time), with the space or
    comma before them; None where it doesn't."""
    found = _NO_TIME.search(text)
    return found.start() if found else None


def is_time(text: str) -> bool:
    """Whether the text is, as a whole, a time in plain words."""
    line = TokenLine(text.strip(), _SOME_DAY, strict=False)
    expr = grammar.read(line, 0) if len(line) else None
    return expr is not None and line.skip(expr.after) >= len(line)


def behind_time(text: str, cal: WorkCalendar) -> int:
    """Where the words begin behind a time at the head of a text, the comma or colon after it included; 0 where none stands there,
    or nothing else."""
    head = cal.names.hidden(text[:_HEAD])
    if not begins_a_time(normalize(head), cal.own_times):
        return 0
    line = TokenLine(head, _SOME_DAY, strict=True, own=cal.own_times)
    first = line.skip(0)
    while line.kind(first) in ("by", "at") and first < len(line):
        first = line.skip(first + 1)
    expr = grammar.read(line, first) if first < len(line) else None
    if expr is None or expr.of or (expr.day is not None and expr.day.kind == "never"):
        return 0
    rest = text[expr.end :]
    begin = len(text) - len(rest.lstrip(" \t　，,：:、；;"))
    return begin if text[begin:].strip() else 0


def _line(said: str, now: datetime, cal: WorkCalendar) -> TokenLine:
    return TokenLine(cal.names.hidden(said), now.astimezone(cal.tz).date(), strict=True, own=cal.own_times)


def _resolved(expr: Expr, now: datetime, cal: WorkCalendar) -> datetime | None:
    try:
        return resolve(expr, now, cal, past=False)
    except (OverflowError, ValueError):
        return None  # past the end of all calendars


def speaks_of_time(text: str) -> bool:
    """Whether the sentence holds words of a time, whatever the day is on which it is read."""
    line = TokenLine(text, _SOME_DAY, strict=True)
    return any(grammar.read(line, i) is not None for i in range(len(line)))


def _full(line: TokenLine, expr: Expr) -> bool:
    """A date with its year, which is the same on whatever day it is read."""
    if expr.when is not None:
        return True
    dated = expr.day is not None and expr.day.kind == "date"
    return dated and _YEAR.search(line.text, line.start(expr.first), expr.end) is not None


def _expressions(line: TokenLine) -> Iterator[tuple[Expr, int]]:
    """Every time in the line, with where its words begin: at a preposition that belongs to it."""
    i, day = 0, None
    while i < len(line):
        expr = grammar.read(line, i)
        if expr is None:
            if line[i].text in _SENTENCE_ENDS:
                day = None
            i += 1
            continue
        i = expr.after
        expr, start = _introduced(line, expr)
        if expr.day is not None:
            day = None if expr.limit or expr.of else expr.day
        elif day is not None and not expr.limit and (expr.clock or expr.part):
            expr = replace(expr, day=day)
        if not (expr.of and expr.clock is None and not expr.limit):
            yield expr, start


def _introduced(line: TokenLine, expr: Expr) -> tuple[Expr, int]:
    """The expression with the preposition before it, and where that begins."""
    before = line.back(expr.first)
    if before >= 0 and line.kind(before) == "article":
        if expr.day_only and not line.ends_clause(expr.after):
            expr = replace(expr, of=True)  # the monday call
        before = line.back(before)
    kind = line.kind(before) if before >= 0 else "other"
    ends_a_range = kind == "range" and line[before].text in "-~至"
    if ends_a_range or kind == "since" or (kind == "by" and line.kind(line.back(before)) == "unit"):
        # after friday, every 5th, two days before friday
        return replace(expr, day=DayWords("never")), expr.start
    if kind == "by":
        return replace(expr, limit=True), line.start(before)
    return expr, line.start(before) if kind == "at" else expr.start
