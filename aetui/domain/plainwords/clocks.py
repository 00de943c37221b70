"""A time of day in words: 17:30, 三点一刻, 上午九点半, 5pm, noon."""

from __future__ import annotations

import msgspec

from aetui.domain.plainwords import chinese, guards
from aetui.domain.plainwords.line import TokenLine
from aetui.domain.plainwords.meaning import Clock, Part

_QUARTERS = {1: 15, 3: 45}
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ALONE = ("一",)  # 一点 is most often "a little"


class TimeOfDay(msgspec.Struct, frozen=True, gc=False):
    """What was read, up to token `after`. `weak` as in `Word`."""

    after: int
    part: Part | None = None
    clock: Clock | None = None
    weak: int = 0


def read(line: TokenLine, i: int, *, day: bool) -> TimeOfDay | None:
    """The time of day that begins at token `i`. `day`: a day stands right before it."""
    token = line[i]
    if token.kind == "part" and token.part:
        clock = _clock(line, line.skip(i + 1), told=True)
        if clock is not None:
            if clock.clock and token.part == "morning" and clock.clock.hour < 4:
                return TimeOfDay(i + 1, token.part)  # 明天早上一点点: no hour of a morning
            return TimeOfDay(clock.after, token.part, clock.clock)
        if not day and line.follows(i + 1, guards.NO_PART_AFTER):
            return None
        return TimeOfDay(i + 1, token.part, None, 0 if day else token.weak)
    if day and (suffix := chinese.DAY_SUFFIX_PARTS.get(token.text)):
        clock = _clock(line, line.skip(i + 1), told=True)
        if clock is not None:
            return TimeOfDay(clock.after, suffix, clock.clock)
        if line.kind(i + 1) == "until" or line.ends_clause(i + 1):
            return TimeOfDay(i + 1, suffix)
        return None
    return _clock(line, i, told=False, day=day)


def told(line: TokenLine, i: int) -> TimeOfDay | None:
    """The hour at token `i`, where the part of the day is said before it (今晚8点)."""
    return _clock(line, i, told=True)


def bare_number(line: TokenLine, i: int) -> TimeOfDay | None:
    """`tomorrow at 3`: a number that ends its clause is an hour."""
    token = line[i]
    if token.kind == "number" and 0 < token.n < 24 and line.ends_clause(i + 1):
        return TimeOfDay(i + 1, None, Clock(token.n, twelve=token.n < 12))
    return None


def _clock(line: TokenLine, i: int, *, told: bool, day: bool = False, ranges: bool = True) -> TimeOfDay | None:
    """`told`: the part of the day is said before it, so that 3点 is surely an hour. `ranges`: or 2-4点."""
    token = line[i]
    if token.kind == "clock" and token.clock:
        return _figures(line, i, token.clock)
    if token.kind == "decimal":
        return _dotted(line, i)
    if token.kind in ("half", "quarter", "an"):
        return _past(line, i)
    if token.kind != "number" or token.n > 24 or (len(token.text) > 3 and token.text[0] not in _LETTERS):
        return None
    j = line.skip(i + 1)
    if ranges and line.kind(j) == "range":  # 2-4点, 9-11am: the start
        return _first_of_two(line, i, line.skip(j + 1), told=told)
    if line.kind(j) == "meridiem" and 1 <= token.n <= 12:
        return TimeOfDay(j + 1, None, Clock(token.n % 12 + line[j].n))
    if line.kind(j) == "sharp" and line[j].text in ("o'clock", "oclock"):
        return TimeOfDay(j + 1, None, Clock(token.n, twelve=token.n < 12))
    if line.kind(j) == "hour":
        return _hour(line, i, j, told=told, day=day)
    return None


def _past(line: TokenLine, i: int) -> TimeOfDay | None:
    """`half past two`, `a quarter to three`."""
    if line.kind(i) == "an":
        i = line.skip(i + 1)
    which, j = line[i], line.skip(i + 1)
    if which.text not in ("half", "quarter") or line[j].text not in ("past", "to"):
        return None
    k = line.skip(j + 1)
    hour = line[k]
    if hour.kind not in ("number", "an") or not 1 <= (hour.n or 1) <= 12 or len(hour.text) > 6:
        return None
    n, minute = hour.n or 1, 30 if which.text == "half" else 15
    if line[j].text == "to":
        if which.text == "half":
            return None
        n, minute = (n - 1) or 12, 45
    after = line.skip(k + 1)
    if line.kind(after) == "meridiem":
        return TimeOfDay(after + 1, None, Clock(n % 12 + line[after].n, minute))
    return TimeOfDay(k + 1, None, Clock(n, minute, twelve=n < 12))


def _figures(line: TokenLine, i: int, clock: Clock) -> TimeOfDay | None:
    j = line.skip(i + 1)
    if line.kind(j) == "meridiem":
        if not 1 <= clock.hour <= 12:
            return None
        return TimeOfDay(j + 1, None, Clock(clock.hour % 12 + line[j].n, clock.minute, clock.second))
    if line.follows(i + 1, guards.NO_CLOCK_AFTER) or line.precedes(i, guards.NO_CLOCK_BEFORE):
        return None
    return TimeOfDay(i + 1, None, clock)


def _dotted(line: TokenLine, i: int) -> TimeOfDay | None:
    """`5.30pm`: a dot only where am or pm says that it is a time."""
    hour, _, minute = line[i].text.partition(".")
    j = line.skip(i + 1)
    if line.kind(j) != "meridiem" or not 1 <= int(hour) <= 12 or len(minute) != 2 or int(minute) > 59:
        return None
    return TimeOfDay(j + 1, None, Clock(int(hour) % 12 + line[j].n, int(minute)))


def _first_of_two(line: TokenLine, i: int, second: int, *, told: bool) -> TimeOfDay | None:
    """An hour whose 点 or pm stands with the hour to which it runs."""
    last = _clock(line, second, told=told, ranges=False) if line.kind(second) == "number" else None
    if last is None or last.clock is None or last.clock.minute:
        return None
    first, hour = line[i].n, last.clock.hour
    if last.clock.twelve or last.clock.bare:
        return TimeOfDay(last.after, None, Clock(first, twelve=1 <= first < 12))
    half = hour - hour % 12
    if not 1 <= first <= 12:
        return None
    begin = first % 12 + half
    return TimeOfDay(last.after, None, Clock(begin if begin < hour else first % 12))


def _hour(line: TokenLine, i: int, j: int, *, told: bool, day: bool) -> TimeOfDay | None:
    """`3点`, `三点半`, `3点15分`, `三点一刻`, `三点整`; the hour's figure at `i`, its 点 at `j`."""
    hour = line[i].n
    twelve = 1 <= hour < 12
    if not told and not day and line.precedes(i, ("差", "刻", "分")):
        return None  # 差一刻三点
    k = j + 1
    kind = line.kind(k)
    if kind == "half":
        return TimeOfDay(k + 1, None, Clock(hour, 30, twelve=twelve))
    if kind == "number":
        return _minutes(line, hour, k)
    if kind == "decimal" or (kind == "other" and line[k].text[:1].isdigit()):
        return None
    if kind == "sharp":
        while line.kind(k) == "sharp":
            k += 1
        if line.follows(k, guards.NO_DIAL_AFTER):
            return None
        return TimeOfDay(k, None, Clock(hour, twelve=twelve))
    if line[k].text in ("多", "许"):
        return TimeOfDay(k + 1, None, Clock(hour, twelve=twelve))
    if told:
        return TimeOfDay(k, None, Clock(hour, twelve=twelve, bare=True))
    if line.follows(k, guards.NO_HOUR_AFTER) or line.follows(k, guards.NO_DIAL_AFTER):
        return None
    if not day and (
        line.precedes(i, guards.NO_HOUR_BEFORE) or line.follows(k, guards.NO_HOUR_ALONE_AFTER) or _is_size(line, i)
    ):
        return None
    if line[j].text == "时" and not day:
        return None  # 15时30分, 下午3时 are times; 5时 alone hardly
    weak = 2 if line[i].text in _ALONE and not day else 0
    return TimeOfDay(k, None, Clock(hour, twelve=twelve, bare=True), weak)


def _is_size(line: TokenLine, i: int) -> bool:
    """行距14点, 字号从12点改成14点: points of type."""
    start = line.start(i)
    return line.strict and any(name in line.text[max(start - 12, 0) : start] for name in guards.SIZES)


def _minutes(line: TokenLine, hour: int, k: int) -> TimeOfDay | None:
    """What stands after 点: minutes, or a decimal (三点五折), which is no time."""
    token, twelve = line[k], 1 <= hour < 12
    minutes: int | None = token.n if token.n < 60 else None
    kind = line.kind(k + 1)
    after = k + 2
    if kind == "quarter":
        minutes = _QUARTERS.get(token.n)
    elif kind != "minute" or minutes is None:
        spoken = token.text.isdigit() and token.text.isascii() and len(token.text) == 2
        if not spoken and (token.n < 10 and (token.text[0] != "零" or hour == 0)):
            return None
        after = k + 1
    return None if minutes is None else TimeOfDay(after, None, Clock(hour, minutes, twelve=twelve))
