"""How days and times of day go together to a time, and what stands with it: limits, ranges, 的."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from aetui.domain.plainwords import clocks, dates, guards, spans
from aetui.domain.plainwords.clocks import TimeOfDay
from aetui.domain.plainwords.dates import Dated
from aetui.domain.plainwords.line import TokenLine
from aetui.domain.plainwords.meaning import FRACTION, THEME, Clock, DayKind, DayWords, Expr, Part, Wait, listed

_NEVER = DayWords("never")
_LISTS = ("、", "/", "|", "·")
_STARTERS = frozenset(
    listed("number decimal clock moment day month year month_name part unit half quarter an in plus range now")
)
_BEFORE: dict[DayKind, DayKind] = {"lunar": "lunar_before", "festival": "festival_before"}
_AFTER: dict[DayKind, DayKind] = {"lunar": "lunar_after", "festival": "festival_after"}
_BETWEEN = frozenset({"at", "by", "of", "punct"})


class _Read(msgspec.Struct, frozen=True, gc=False):
    """A day, a time of day or both, up to token `after`."""

    after: int
    day: DayWords | None = None
    part: Part | None = None
    clock: Clock | None = None
    weak: int = 0
    limit: bool = False


def read(line: TokenLine, i: int) -> Expr | None:
    """The time that begins at token `i`; None where none does."""
    token = line[i]
    if token.kind not in _STARTERS:
        return None
    if token.kind == "moment":
        return _finish(line, i, _Read(i + 1), when=True)
    if token.kind == "now":
        return None if line.strict else Expr(token.start, token.end, i, i + 1, wait=Wait())
    waited = spans.read(line, i)
    if waited is not None:
        if isinstance(waited.meant, Wait):
            return _finish(line, i, _Read(waited.after, limit=waited.limit), wait=waited.meant)
        found = _after_day(line, Dated(waited.meant, waited.after, limit=waited.limit))
        return _finish(line, i, found)
    both = _both(line, i)
    return None if both is None else _finish(line, i, _ranged(line, both))


def _both(line: TokenLine, i: int) -> _Read | None:
    """A day with its time of day, in either order, or one of them."""
    day = dates.read(line, i)
    if day is not None:
        return _after_day(line, day)
    clock = clocks.read(line, i, day=False)
    if clock is None:
        return None
    j = clock.after
    if line.kind(j) == "space" or line[j].text == ",":  # 5pm on friday, 17:30 周五
        j = line.skip(j + 1) if line[j].text == "," else j + 1
        if line.kind(j) in ("at", "of"):
            j = line.skip(j + 1)
        day = dates.read(line, j) if line[clock.after].kind == "space" or _sure(clock) else None
        if day is not None and not (clock.clock and clock.weak) and _bare_day(line, day):
            return _Read(day.after, day.day, clock.part, clock.clock, limit=day.limit)
    return _Read(clock.after, None, clock.part, clock.clock, clock.weak)


def _bare_day(line: TokenLine, day: Dated) -> bool:
    """Whether a time of day before the day belongs to it: one with a clock of its own is another time."""
    if day.part is not None or day.weak == 2 or _of(line, day.after):
        return False
    own = _after_day(line, day)
    return own.clock is None and own.part is None


def _after_day(line: TokenLine, day: Dated) -> _Read:
    """The day with the time of day that follows it."""
    limit = day.limit
    j = line.skip(day.after)
    if line.kind(j) in _BETWEEN and line[j].text in ("的", ",", "@", "at", "by", "before", "in", "around"):
        limit = limit or line.kind(j) == "by"
        told = line[j].kind in ("at", "by")
        comma = line[j].text == ","
        j = line.skip(j + 1)
    elif line.kind(j) == "in" and line[line.skip(j + 1)].kind == "article":  # friday in the morning
        told, comma = False, False
        j = line.skip(line.skip(j + 1) + 1)
    else:
        told, comma = False, False
    if day.part is not None:
        clock = clocks.told(line, j) or (clocks.bare_number(line, j) if told else None)
        if clock is not None and not comma:
            return _Read(clock.after, day.day, day.part, clock.clock, limit=limit)
        return _Read(day.after, day.day, day.part, limit=day.limit)
    tod = clocks.read(line, j, day=True)
    if tod is None and told:
        tod = clocks.bare_number(line, j)
    if tod is None or (comma and not _sure(tod)):
        return _Read(day.after, day.day, weak=day.weak, limit=day.limit)
    return _Read(tod.after, day.day, tod.part, tod.clock, limit=limit)


def _sure(tod: TimeOfDay) -> bool:
    return tod.clock is not None and not tod.clock.bare


def _ranged(line: TokenLine, first: _Read) -> _Read:
    """Up to the end of a range that begins with it: 两点到四点, 12/1到12/5. Its start is the time."""
    j = line.skip(first.after)
    if line.kind(j) != "range":
        return first
    second = _both(line, line.skip(j + 1))
    if second is None or (first.clock is None and second.day is None and second.part is None):
        return first
    day = first.day or second.day if first.clock else first.day  # 10:00-11:30 fri
    return _Read(second.after, day, first.part, first.clock, 0, first.limit)


def _of(line: TokenLine, i: int) -> bool:
    return line[i].text == "的"


def _finish(line: TokenLine, i: int, found: _Read, *, wait: Wait | None = None, when: bool = False) -> Expr | None:
    """The expression with the limit after it. What lies after a time (3点后) is no deadline there."""
    day, after, limit = found.day, found.after, found.limit
    j = line.skip(after)
    kind = line.kind(j)
    if kind == "sharp" and _about(line, j, found, adjacent=j == after):  # 周五左右
        after = j + 1
        kind = line.kind(j := line.skip(after))
    if not line.attached(after, j):
        kind = "other"
    if found.clock is None and line.follows(after, guards.NOT_THEN):
        return Expr(line.start(i), line[after - 1].end, i, after, day=_NEVER)
    if kind in ("until", "within") and wait is None:
        if kind == "until" and _counts_back(line, j + 1):
            return Expr(line.start(i), line[j].end, i, j + 1, day=_NEVER)
        after, limit = j + 1, True
        if kind == "until" and day is not None and found.clock is None and found.part is None:
            day = replace(day, kind=_BEFORE.get(day.kind, day.kind))  # 端午前
    elif kind == "after" and day is not None and day.kind in _AFTER and found.clock is None and found.part is None:
        day, after = replace(day, kind=_AFTER[day.kind]), j + 1  # 春节后
        found = replace(found, weak=0)
    elif line[after - 1].text[-1:] == "前":  # 下班前
        limit = True
    elif kind == "after" and wait is None:
        return Expr(line.start(i), line[j].end, i, j + 1, day=_NEVER)
    weak = found.weak if line.strict and not limit else 0
    if weak and not _borne_out(line, after, weak) and not _introduced(line, i):
        return None
    return Expr(
        start=line.start(i),
        end=line[after - 1].end,
        first=i,
        after=after,
        day=day,
        part=found.part,
        clock=found.clock,
        wait=wait,
        when=line[i].when if when else None,
        limit=limit,
        of=_of(line, after),
    )


def _borne_out(line: TokenLine, after: int, weak: int) -> bool:
    """Whether what follows the day bears it out: the end of its clause (of a theme: no list of them, 中秋、国庆促销), or
    what is done then."""
    if weak in (THEME, FRACTION) and line.done_then(after):
        return True
    return weak in (1, THEME) and line.ends_clause(after) and (weak == 1 or line[line.skip(after)].text not in _LISTS)


def _about(line: TokenLine, j: int, found: _Read, *, adjacent: bool) -> bool:
    """Whether a word like 左右 or 整 at `j` belongs to the time before it: 整 and 上下 need a clock."""
    if not adjacent:
        return line[j].text.isascii()  # 3 o'clock sharp
    return found.clock is not None or line[j].text in ("左右", "前后")


def _introduced(line: TokenLine, i: int) -> bool:
    """Whether a preposition of time stands before it: by sunday, on sat, 在周末."""
    before = line.back(i)
    if before >= 0 and line.kind(before) == "article":
        before = line.back(before)
    return before >= 0 and line.kind(before) in ("by", "at")


def _counts_back(line: TokenLine, i: int) -> bool:
    """周五前三天: so long before it, and not by it."""
    one = spans.amount(line, i, letters=False)
    return one is not None
