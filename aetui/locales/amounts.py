"""Amounts of money in words: `￥12,000.50`."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from aetui.domain.amounts import says_discount
from aetui.domain.budget import Balance
from aetui.locales import Texts

if TYPE_CHECKING:
    from aetui.domain.cards.billing import Aged
    from aetui.domain.lines.plan import TypedLine
    from aetui.domain.records import PlanLine

_SIGNS = {"USD": "US$", "EUR": "€", "GBP": "£", "HKD": "HK$"}


def amount(say: Texts, value: Decimal, currency: str = "CNY") -> str:
    """An amount with its currency: `￥12,000` (`¥12,000` in English), `-US$3.50`, `5,000 JPY`."""
    sign = "-" if value < 0 else ""
    said = f"{abs(value):,}"
    before = say("money.sign") if currency == "CNY" else _SIGNS.get(currency)
    return f"{sign}{before}{said}" if before else f"{sign}{said} {currency}"


def unpaid_words(say: Texts, one: Aged) -> str:
    """`首款 ￥30,000 · 2611-003 秋季海报`: money that is overdue; since when and for how long stands beside it."""
    return f"{one.line.text or say(f'money.{one.line.kind}')} {amount(say, one.line.amount, one.line.currency)} · {one.card.number} {one.card.title}"


def late_words(say: Texts, one: Aged, key: str) -> str:
    """For how many days it is overdue (`billing`: in a column that says so; `round`: in a line); on its own day, that it was due on that day."""
    return say(f"{key}.days", n=one.days) if one.days else say("late.own_day")


def plan_words(say: Texts, line: PlanLine | TypedLine) -> str:
    """What a line of a plan is for; a discount says so."""
    return say("plan.discount", what=line.what) if line.amount < 0 and not says_discount(line.what) else line.what


def balance(say: Texts, sums: Balance) -> str:
    """Budget against actual in one line: `预算 ￥12,000  已花 ￥8,000  还剩 ￥4,000 …`."""
    keys = ("budget", "spent", "left", "billed", "received")
    return say("money.balance", **{key: amount(say, getattr(sums, key), sums.currency) for key in keys})


def sums_words(say: Texts, sums: Mapping[str, Decimal]) -> str:
    """Sums in several currencies: `￥26,000、US$300`; a dash where there is none."""
    return say("list.comma").join(amount(say, value, currency) for currency, value in sums.items()) or "–"
