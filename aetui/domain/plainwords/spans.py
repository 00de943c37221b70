"""So long from now: 两小时内, 三天后, 一个半小时后, 两个工作日内, in 3 days, +2h."""

from __future__ import annotations

import msgspec

from aetui.domain.plainwords import guards
from aetui.domain.plainwords.line import TokenLine
from aetui.domain.plainwords.meaning import DayWords, Unit, Wait

_MINUTES_OF_A_DAY = 24 * 60
_MOST = 3  # 1天2小时30分钟


class Amount(msgspec.Struct, frozen=True, gc=False):
    """So many of a unit, up to token `after`. `dom`: told by 日, which counts days only before 内."""

    after: int
    value: float
    unit: Unit
    dom: bool = False


class Waited(msgspec.Struct, frozen=True, gc=False):
    """A span from now, up to token `after`: a `Wait`, or a `Day` where it is counted in days."""

    after: int
    meant: Wait | DayWords
    limit: bool


def read(line: TokenLine, i: int) -> Waited | None:
    """The span that begins at token `i`."""
    kind = line.kind(i)
    minus = not line.strict and i == 0 and line[i].text == "-"
    lead = kind in ("in", "plus") or minus
    if kind == "plus" and line.strict and not (i == 0 or line.kind(i - 1) in ("space", "punct")):
        return None
    j = line.skip(i + 1) if lead else i
    if lead and (hour := _this_hour(line, i, j)) is not None:
        return hour
    amounts = _amounts(line, j, letters=kind == "plus" or minus)
    if not amounts:
        return None
    after = amounts[-1].after
    k = line.skip(after)
    tail = line.kind(k) if line.attached(after, k) else "other"
    sign, limit = 1, kind == "in"
    if tail in ("within", "after"):
        after, limit = k + 1, limit or tail == "within"
    elif tail in ("ago", "until"):
        after, sign = k + 1, -1
    elif minus:
        sign = -1
    elif not lead:
        return None
    if any(a.dom for a in amounts) and tail != "within":
        return None
    if line.strict and _bound_elsewhere(line, i, after, lead):
        return None
    meant = _meant(amounts, sign)
    return None if meant is None else Waited(after, meant, limit)


def _this_hour(line: TokenLine, i: int, j: int) -> Waited | None:
    """`within the hour`: an hour from now."""
    unit = line[line.skip(j + 1)]
    if line[i].text != "within" or line.kind(j) != "article" or (unit.kind, unit.text) != ("unit", "hour"):
        return None
    return Waited(line.skip(j + 1) + 1, Wait(minutes=60), limit=True)


def _bound_elsewhere(line: TokenLine, i: int, after: int, lead: bool) -> bool:
    """会后三天内, in 2 hours of that: not reckoned from now."""
    if not lead and line.precedes(line.back(i) + 1, guards.NO_SPAN_BEFORE):
        return True
    if not lead and (before := line.back(i)) >= 0 and line.kind(before) in ("day", "after", "since", "ge"):
        return True
    if not lead and i and line.kind(i - 1) == "number":
        return True  # 第2三天后; behind a space it is a figure of its own (报价 8000 三天后)
    following = line[line.skip(after)]
    return following.text in ("of", "after", "before", "from")


def _amounts(line: TokenLine, i: int, *, letters: bool) -> list[Amount]:
    found: list[Amount] = []
    while len(found) < _MOST and (one := amount(line, i, letters=letters)) is not None:
        found.append(one)
        i = line.skip(one.after)
    return found


def amount(line: TokenLine, i: int, *, letters: bool) -> Amount | None:
    """One figure with its unit. `letters`: m, d and w are units too."""
    token = line[i]
    if token.kind == "unit" and token.unit == "half_day":
        return Amount(i + 1, 1, "half_day")
    if token.kind == "half":  # 半小时, 半个月, half an hour
        j = line.skip(i + 1)
        if line.kind(j) in ("ge", "an"):
            j = line.skip(j + 1)
        return _unit(line, j, 0.5, letters=letters, ge=line.kind(i + 1) == "ge")
    if token.kind == "an":
        return _unit(line, line.skip(i + 1), 1, letters=False, ge=False)
    if token.kind == "decimal":
        j = line.skip(i + 1)
        return _unit(line, j + (line.kind(j) == "ge"), float(token.text), letters=letters, ge=False)
    if token.kind != "number":
        return None
    if line.kind(line.skip(i + 1)) == "range" and line.kind(last := line.skip(line.skip(i + 1) + 1)) == "number":
        token, i = line[last], last  # 3-5天内: at the latest
    j, value = line.skip(i + 1), float(token.n)
    ge = line.kind(j) == "ge"
    j += ge
    if ge and line.kind(j) == "half":  # 一个半小时; but 报价 8000 半小时内
        value, j = value + 0.5, j + 1
    return _unit(line, line.skip(j), value, letters=letters, ge=ge)


def _unit(line: TokenLine, i: int, value: float, *, letters: bool, ge: bool) -> Amount | None:
    token, after = line[i], i + 1
    kind, text = token.kind, token.text
    if token.unit == "half_day" and value != 1:
        return None  # 报价 8000 半天内
    if kind == "unit" and token.unit and (token.weak < 2 or letters):
        if line.kind(after) == "half" and token.unit == "minute" and token.n == 60:  # 一小时半
            value, after = value + 0.5, after + 1
        return Amount(after, value * token.n, token.unit)
    if kind == "yue" and ge:
        return Amount(after, value, "month")
    if kind == "nian":
        return Amount(after, value * 12, "month")
    if kind == "dom" and text == "日" and not ge:
        return Amount(after, value, "day", dom=True)
    if kind == "sharp" and text == "钟" and ge:  # 两个钟
        return Amount(after, value * 60, "minute")
    return None


def _meant(amounts: list[Amount], sign: int) -> Wait | DayWords | None:
    """What the amounts come to; None where they say nothing sure (两天半, 1.5个月)."""
    units = {a.unit for a in amounts}
    total = sum(a.value for a in amounts)
    if units <= {"minute"}:
        return Wait(minutes=sign * total)
    if units == {"minute", "day"}:
        minutes = sum(a.value * (_MINUTES_OF_A_DAY if a.unit == "day" else 1) for a in amounts)
        return Wait(minutes=sign * minutes)
    if len(amounts) > 1 or len(units) != 1:
        return None
    unit = amounts[0].unit
    if unit == "working_minute" and sign > 0:
        return Wait(working=total)
    if unit == "half_day" or (unit == "working_day" and total == 0.5):
        return Wait(half_days=1) if sign > 0 else None
    if unit == "month" and total == 0.5:
        return DayWords("offset", sign * 15)
    if total != int(total):
        return None
    if unit == "day":
        return DayWords("offset", sign * int(total))
    if unit == "month":
        return DayWords("months", sign * int(total))
    return DayWords("working", int(total)) if sign > 0 else None
