"""A line of a plan as it is typed: `电视 15秒 12/1到12/15 200000`: what, from when to when, the amount at the end (A6, A7).
A discount takes off: `返点 -5000`, `折扣 5000`."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta
from decimal import Decimal

import msgspec

from aetui.domain.amounts import HOME, Money, in_figures, names_currency, read_money, says_discount
from aetui.domain.clock.periods import span
from aetui.domain.clock.workcal import WorkCalendar
from aetui.domain.errors import BadInput
from aetui.domain.lines.parts import NO_TIME, TO, in_words, quoted, split_remark
from aetui.domain.patterns import pattern
from aetui.domain.plainwords import guards, parse_range, speaks_of_time
from aetui.domain.plainwords.grammar import read as read_expression
from aetui.domain.plainwords.line import TokenLine
from aetui.domain.plainwords.meaning import listed
from aetui.domain.records import PlanLine
from aetui.domain.text import cleaned, parted

_GLUED = pattern(r"(.*?\S)\s*(?:[=＝]|(?<!\d)[:：])\s*(\S+)", re.DOTALL)
_SIGN = pattern(r"([^\d.,+-]*)([+-])(?=\S)(.*)", re.DOTALL)
_MINUS = str.maketrans("−–", "--")
_DASH = pattern(r"\s+[-–—−]+$")
_SPACED = pattern(r"\s+([，,；;、])")
_STAND_IN = "\ufffc"
_SLASH = pattern(r"(?<![0-9/.:-])([0-9]{1,2})/([0-9]{1,2})(?![0-9/.:-])")
_HEAD = pattern(r'"((?:[^"\n]|"")*)"(?=\s|$)')
_ISO = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_END = pattern(rf"(?:^|\s)(?:(?P<first>{_ISO})(?:(?:到| to )(?P<last>{_ISO}))?|(?P<none>不限时|no time))\s*$")
_MONTHS = r"jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec"
_SHORT_AFTER = pattern(rf"\b((?:{_MONTHS})[a-z]*\.?)\s+(\d{{1,2}})\s*[-–—~]\s*(\d{{1,2}})(?![\d/:.-])", re.IGNORECASE)
_SHORT_BEFORE = pattern(rf"(?<![\d/:.-])(\d{{1,2}})\s*[-–—~]\s*(\d{{1,2}})\s+((?:{_MONTHS})[a-z]*)\b", re.IGNORECASE)
_NAMES = r"January|February|March|April|May|June|July|August|September|October|November|December"
_ONE_MONTH = rf"(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月份?|(?i:(?!march|may){_NAMES}|(?!may)(?:{_MONTHS})\.?)|March|May"
_MONTH = pattern(
    rf"({_ONE_MONTH})(?:\s*(?:到|至|[-–—~～]|(?i:to))\s*({_ONE_MONTH}))?|(1[0-2]|[1-9])\s*[-–—~～到至]\s*((?:1[0-2]|[1-9])月份?)"
)
"""A month, or from one to another: `12月`, `December`, `10-12月`, `Oct to Dec`; `may` and `march` are words."""
_MONTH_WORD = pattern(rf"(?<!\S)(?:{_MONTH.pattern})(?!\S)")
_FIRST_LETTERS = tuple(name[:3].lower() for name in _NAMES.split("|"))
_NUMERALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_BEFORE = timedelta(days=92)
"""How far before its period a line may begin, where the day says no year."""
_LONGEST_DAYS = 4
"""Of so many words days may be that stand behind an amount: `1 Dec to 15 Dec`."""
_RELATIVE = frozenset(
    listed(
        "offset weekday of_week week week_start week_middle weekend working months of_month from_month_start "
        "from_month_middle from_month_end"
    )
)
"""Days that count from today, before they are those of the period."""


class TypedLine(msgspec.Struct, frozen=True):
    """What a typed line says. `currency` None: none was named, so that it is the plan's own. A discount's `amount` is
    below zero."""

    what: str
    amount: Decimal
    currency: str | None = None
    start: date | None = None
    end: date | None = None


def read(text: str, *, period: str, now: datetime, cal: WorkCalendar) -> TypedLine:
    """Taken apart: the amount at the end, a day or a range of days wherever it stands, and the rest. Days are those of
    `period` (a month, a quarter); relative words (下周) count from `now`. An amount with a minus is a discount, and one
    without a sign where the words name a discount; with a plus it is none. Raises BadInput: `plan.line` without an amount or
    words, `plan.outside` for days that don't touch the period."""
    clean = " ".join(cleaned(text).split("\n")).strip()
    line, _ = parted(clean)
    what, begin = _literal(line) or ("", 0)
    behind, money, currency = _amount(_amount_last(f"{_STAND_IN} {line[begin:]}" if begin else line))
    behind = behind.removeprefix(_STAND_IN)
    # 15-20 Dec, Dec 15-20: as the grammar of times writes them.
    behind = _SHORT_AFTER.sub(r"\1 \2 to \1 \3", _SHORT_BEFORE.sub(r"\1 \3 to \2 \3", behind))
    whole = _whole(behind, period)
    first, last, words = whole or _days(behind, period, now, cal)
    if whole is None and first is None:
        first, last, words = _month(words, period) or (first, last, words)
    what = " ".join(t for t in (what, words) if t)
    if not what:
        raise BadInput("plan.line", text=text.strip())
    taken_off = not money.signed and says_discount(what)
    what += clean[len(line) :].rstrip()
    return TypedLine(what, -money.amount if taken_off else money.amount, currency, first, last)


def write(line: PlanLine, currency: str, *, lang: str = "zh") -> str:
    """`电视 15秒 2026-12-01到2026-12-15 200000`: whole days, as on whatever day it is typed again; `不限时` where the words hold
    days that are none."""
    what, remark = split_remark(line.what)
    days = [day.isoformat() for day in dict.fromkeys((line.start, line.end)) if day]
    plus = "+" if line.amount > 0 and says_discount(what) else ""
    amount = f"{plus}{line.amount:f}" if currency == HOME else f"{plus}{line.amount:f} {currency}"
    said = quoted(what) if _must_quote(what) else what
    when = TO.get(lang).join(days)
    if not days and said == what and _may_hold_days(what):
        when = NO_TIME.get(lang)
    again = " ".join(t for t in (said, when, amount) if t)
    if split_remark(again + remark) != (again, remark):  # 改版##
        return " ".join(t for t in (quoted(line.what), TO.get(lang).join(days), amount) if t)
    return again + remark


def _literal(rest: str) -> tuple[str, int] | None:
    """Words in quotes at the head, and where they end, where they would be read as something else without."""
    found = _HEAD.match(rest)
    what = found[1].replace('""', '"') if found else ""
    return (what, found.end()) if found and _must_quote(what) else None


def _must_quote(what: str) -> bool:
    last = what.split()[-1:] or [""]
    sign = not _digits(last[0]) and _money(f"{last[0]} 1") is not None
    return (
        in_words(what) != what
        or _tidy(what) != what
        or sign
        or _DASH.search(f" {what}") is not None
        or bool(_HEAD.match(what))
    )


def _may_hold_days(what: str) -> bool:
    return (
        _MONTH_WORD.search(what) is not None
        or speaks_of_time(what)
        or _SLASH.search(what) is not None
        or _END.search(what) is not None
    )


def _whole(rest: str, period: str) -> tuple[date | None, date | None, str] | None:
    """Whole days at the end, or that the words name none."""
    found = _END.search(rest)
    if found is None:
        return None
    what = _tidy(rest[: found.start()])
    if found["none"]:
        return (None, None, what) if _may_hold_days(what) else None
    try:
        first = date.fromisoformat(found["first"])
        last = date.fromisoformat(found["last"]) if found["last"] else first
    except ValueError:
        return None
    begin, end = span(period)
    if last < begin or first > end:
        raise BadInput("plan.outside", text=found.group().strip(), period=period)
    return (first, last, what) if first <= last else None


def _amount_last(text: str) -> str:
    """`电视 10.5万 12月`: days that stand behind the amount go before it."""
    words = text.split()
    if _money(words[-1] if words else "") is not None:
        return text
    for n in range(1, min(len(words) - 1, _LONGEST_DAYS + 1)):
        head, tail = words[:-n], words[-n:]
        if not (speaks_of_time(" ".join(tail)) or _MONTH.fullmatch(" ".join(tail))):
            continue
        for size in (2, 1):
            if len(head) > size and _money(" ".join(head[-size:])) is not None and _digits(head[-size]):
                return " ".join([*head[:-size], *tail, *head[-size:]])
    return text


class _Said(Money, frozen=True):
    """An amount as it was said; `signed`: with a plus or a minus."""

    signed: bool = False


def _amount(text: str) -> tuple[str, _Said, str | None]:
    """The words before the amount, the amount, and its currency where one is named: the last word, or the last two
    (`3000 USD`, `￥ 3万`)."""
    words = text.split()
    for n in (1, 2):
        money = _money(" ".join(words[-n:])) if len(words) > n else None
        if money is None:
            continue
        sign = "".join(words[-n - 1 : -n]) if len(words) > n + 1 else ""
        if sign and not _digits(sign) and (signed := _money(" ".join(words[-n - 1 :]))) is not None:
            money, n = signed, n + 1
        rest = _DASH.sub("", " ".join(words[:-n]))  # 电视 - 5000: it parts, and takes nothing off
        return rest.rstrip("=＝:：,，"), money, _named(" ".join(words[-n:]), money)
    glued = _GLUED.fullmatch(text.strip())
    money = _money(glued.group(2)) if glued else None
    if glued is None or money is None:
        raise BadInput("plan.line", text=text.strip())
    return glued.group(1), money, _named(glued.group(2), money)


def _digits(text: str) -> bool:
    return any(c.isdigit() for c in text) or in_figures(text) is not None


def _money(text: str) -> _Said | None:
    """The amount that the words are, with a sign before it or before its figures (`-￥3万`, `￥-3万`); None: they are none."""
    if not _digits(text):
        return None
    sign = _SIGN.fullmatch(unicodedata.normalize("NFKC", text).translate(_MINUS).strip())
    try:
        money = read_money(sign.group(1) + sign.group(3) if sign else text)
    except BadInput:
        return None
    below = sign is not None and sign.group(2) == "-"
    return _Said(-money.amount if below else money.amount, money.currency, sign is not None)


def _named(text: str, money: Money) -> str | None:
    """The currency, where the words of the amount have more than figures."""
    return money.currency if names_currency(text.translate(_MINUS)) else None


def _days(text: str, period: str, now: datetime, cal: WorkCalendar) -> tuple[date | None, date | None, str]:
    """The first and the last day that the words name, and the words without them."""
    line = TokenLine(text, now.astimezone(cal.tz).date(), strict=True, own=cal.own_times)
    found: tuple[int, int, bool, str] | None = None
    i = 0
    while i < len(line):
        expression = read_expression(line, i)
        if expression is None:
            i += 1
            continue
        if expression.day is not None and expression.day.kind != "never":
            # A range is surer than a day; of several the last.
            ranged = any(token.kind == "range" for token in line.tokens[i : expression.after])
            if found is None or ranged >= found[2]:
                found = (line.start(i), expression.end, ranged, expression.day.kind)
        i = max(expression.after, i + 1)
    if found is None:
        return _slashed(text, line.text, period) or (None, None, _tidy(text))
    start, end, _, kind = found
    spoken = TokenLine(text[start:end], line.today, strict=False, own=cal.own_times)
    size = len(spoken)
    while size and spoken.kind(size - 1) in ("part", "space"):
        size -= 1  # 12/1 - 12/20 早间: the part of the day belongs to what is done
    words = text[start : start + spoken.start(size)].rstrip()
    days = _read_days(words, period, now, cal, relative=kind in _RELATIVE)
    if days is None:
        return None, None, _tidy(text)
    return *days, _tidy(f"{text[:start]} {text[start + len(words) :]}")


def _slashed(text: str, normal: str, period: str) -> tuple[date, date, str] | None:
    """`杂志 1/10` in a plan for January: what would be a part of a whole elsewhere is a day of the period here."""
    begin, end = span(period)
    for found in _SLASH.finditer(normal):
        if guards.follows(normal, found.end(), guards.NO_SLASH_AFTER) or guards.precedes(
            normal, found.start(), guards.NO_SLASH_BEFORE
        ):
            continue
        try:
            day = date(begin.year, int(found[1]), int(found[2]))
        except ValueError:
            continue
        if begin <= day <= end:
            return day, day, _tidy(f"{text[: found.start()]} {text[found.end() :]}")
    return None


def _month(words: str, period: str) -> tuple[date, date, str] | None:
    """A month of the period that stands as a word of its own is all of it, and so are all of several: `Oct to Dec`."""
    begin, end = span(period)
    for found in _MONTH_WORD.finditer(words):
        rest = _tidy(f"{words[: found.start()]} {words[found.end() :]}")
        ends = [_number(said) for said in found.groups() if said]
        first, last = (span(f"{begin.year}-{n:02d}")[side] for n, side in ((ends[0], 0), (ends[-1], 1)))
        if rest and begin <= first <= last <= end:
            return first, last, rest
    return None


def _number(month: str) -> int:
    said = month.rstrip("份").rstrip("月")
    if said.isdecimal():
        return int(said)
    return 1 + (_NUMERALS.index(said) if said in _NUMERALS else _FIRST_LETTERS.index(said[:3].lower()))


def _tidy(text: str) -> str:
    return _SPACED.sub(r"\1", " ".join(text.split())).strip(" ，,。；;：:、=")


def _read_days(
    spoken: str, period: str, now: datetime, cal: WorkCalendar, *, relative: bool
) -> tuple[date, date] | None:
    """The days that the words say, nearest to the period; None where they are none."""
    first, last = span(period)
    begin = cal.at(first, 0)
    moments = (begin, begin - _BEFORE, now)
    read = False
    for moment in (now, *moments) if relative else moments:
        try:
            start, end = parse_range(spoken, now=moment, cal=cal)
        except BadInput:
            continue
        read = True
        days = start.astimezone(cal.tz).date(), end.astimezone(cal.tz).date()
        if days[0] <= last and days[1] >= first:
            return days
    if read:
        raise BadInput("plan.outside", text=spoken, period=period)
    return None
