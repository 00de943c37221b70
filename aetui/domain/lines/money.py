"""A line of money on a card: `成本 8000 外拍场地 周五前` (R8, Y3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal

import msgspec

from aetui.domain.amounts import HOME, Money, is_currency, may_be_a_size, read_money
from aetui.domain.clock.workcal import WorkCalendar
from aetui.domain.errors import BadInput
from aetui.domain.lines.parts import Cut, Span, ended, take_time, whole_time
from aetui.domain.patterns import pattern
from aetui.domain.records import MoneyKind, MoneyLine

_WORD = pattern(r"\S+")


class TypedMoney(msgspec.Struct, frozen=True):
    """What a typed line says: what kind it is, how much, for what, until when it is to be settled."""

    kind: MoneyKind
    money: Money
    text: str
    due: datetime | None = None
    spans: Mapping[str, Span] = {}


def read(
    line: str,
    *,
    kinds: Mapping[str, MoneyKind],
    now: datetime,
    cal: WorkCalendar,
) -> TypedMoney:
    """Taken apart, in any order: the first word of `kinds` (none: a cost), the first that is an amount, a time. Raises BadInput
    (`money.no_amount`) without an amount."""
    cut = Cut(line)
    kind: MoneyKind = "cost"
    for word in _WORD.finditer(cut.masked()):
        if (named := kinds.get(word.group().lower())) is not None:
            kind = named
            cut.take("kind", word.span())
            break
    found = next(amounts(cut.masked()), None)
    if found is None:
        raise BadInput("money.no_amount", text=line.strip())
    money, span = found
    cut.take("amount", span)
    cut.begin_anew()
    due = take_time(cut, now=now, cal=cal)
    return TypedMoney(kind, money, cut.words(), due.at if due else None, cut.spans)


def write(line: MoneyLine, *, kind: str, cal: WorkCalendar, lang: str = "zh") -> str:
    """`成本 8000 外拍场地 2026-11-27 18:00`; `kind` is its kind's word."""
    rest = ended(line.text, None, whole_time(line.due, cal) if line.due else "", lang=lang)
    return f"{kind} {amount_words(line.amount, line.currency, before=rest)} {rest}".rstrip()


def amounts(line: str) -> Iterator[tuple[Money, Span]]:
    """Every amount in the line, one or two words long (`8000`, `3000 USD`, `￥ 3万`), and where it stands."""
    words = list(_WORD.finditer(line))
    n = 0
    while n < len(words):
        one = words[n]
        both = f"{one.group()} {words[n + 1].group()}" if n + 1 < len(words) else ""
        digits = [any(c.isdigit() for c in w) for w in both.split()]
        pair = _money(both) if digits.count(True) == 1 else None
        if pair is not None:
            yield pair, (one.start(), words[n + 1].end())
            n += 2
            continue
        if not may_be_a_size(one.group()) and (money := _money(one.group())) is not None:
            yield money, one.span()
        n += 1


def amount_words(amount: Decimal, currency: str, *, before: str = "") -> str:
    """An amount as it can be typed; its currency where it isn't the usual one, or where `before`, what follows, would be read
    as one."""
    following = before.split()
    told = currency != HOME or (following and is_currency(following[0]))
    return f"{amount:f} {currency}" if told else f"{amount:f}"


def _money(text: str) -> Money | None:
    try:
        return read_money(text)
    except BadInput:
        return None
