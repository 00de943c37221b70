"""Budget against actual, and what is late to collect (R8, Y3): reckoned from the cards, per currency."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

import msgspec

from aetui.domain.records import Card, MoneyLine


class Balance(msgspec.Struct, frozen=True):
    """Sums in one currency: estimated (budget), spent (costs), billed (invoices), received (settled invoices
    and receipts), and `late`: invoices past their due date that nobody paid."""

    currency: str
    budget: Decimal = Decimal()
    spent: Decimal = Decimal()
    billed: Decimal = Decimal()
    received: Decimal = Decimal()
    late: Decimal = Decimal()

    @property
    def left(self) -> Decimal:
        """What the budget still holds; negative when it is overdrawn."""
        return self.budget - self.spent

    @property
    def owed(self) -> Decimal:
        """Billed and not received yet; never below zero."""
        return max(self.billed - self.received, Decimal())


def balances(cards: Iterable[Card], now: datetime) -> list[Balance]:
    """The sums over these cards, the currency of most cards first."""
    sums: dict[str, dict[str, Decimal]] = {}

    def add(currency: str, field: str, amount: Decimal) -> None:
        fields = sums.setdefault(currency, {})
        fields[field] = fields.get(field, Decimal()) + amount

    for card in cards:
        if card.estimates:
            add(card.estimates[-1].currency, "budget", card.estimates[-1].amount)
        for line in card.money:
            if line.kind == "cost":
                add(line.currency, "spent", line.amount)
            elif line.kind == "invoice":
                add(line.currency, "billed", line.amount)
                if line.settled:
                    add(line.currency, "received", line.amount)
                elif is_late(line, now):
                    add(line.currency, "late", line.amount)
            elif line.settled:
                add(line.currency, "received", line.amount)
    return [Balance(currency=currency, **fields) for currency, fields in sums.items()]


def is_late(line: MoneyLine, now: datetime) -> bool:
    """Past its due date and not settled (R8)."""
    return line.settled is None and line.due is not None and line.due < now
