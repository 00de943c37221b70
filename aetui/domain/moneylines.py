"""A line of money as it is typed: `成本 8000 外拍场地 周五前` (R8, Y3)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import msgspec

from aetui.domain.amounts import Money, read_money
from aetui.domain.errors import BadInput
from aetui.domain.marks import without
from aetui.domain.plainwords import find_time
from aetui.domain.records import MoneyKind
from aetui.domain.workcal import WorkCalendar


class TypedMoney(msgspec.Struct, frozen=True):
    """What a typed line says: what kind it is, how much, for what, until when it is to be settled."""

    kind: MoneyKind
    money: Money
    text: str
    due: datetime | None


def read_money_line(line: str, *, kinds: Mapping[str, MoneyKind], now: datetime, cal: WorkCalendar) -> TypedMoney:
    """Taken apart, in any order: the first word that is an amount, a word of `kinds` (none: a cost), a time.
    Raises BadInput (`money.no_amount`) without an amount."""
    kind: MoneyKind = "cost"
    money: Money | None = None
    rest: list[str] = []
    for word in line.split():
        if word.lower() in kinds:
            kind = kinds[word.lower()]
        elif money is None and (found := _amount(word)) is not None:
            money = found
        else:
            rest.append(word)
    if money is None:
        raise BadInput("money.no_amount", text=line.strip())
    text = " ".join(rest)
    time = find_time(text, now=now, cal=cal)
    if time is not None:
        words = without(text, time.start, time.end)
        text = "" if words == time.text.strip() else words
    return TypedMoney(kind, money, text, time.at if time else None)


def _amount(word: str) -> Money | None:
    try:
        return read_money(word)
    except BadInput:
        return None
