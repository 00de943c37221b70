"""What can be billed, and what of the bills is late, by age (R8): reckoned from the cards."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

import msgspec

from aetui.domain.budget import is_late
from aetui.domain.cards.numbers import in_order
from aetui.domain.gates import unpaid
from aetui.domain.records import Card, MoneyLine

FROM_DAY = 20
"""From this day of the month on the cards that can be billed are gone through."""
AGES = (30, 60, 90)
"""The days that part the ages of late money; what is older than the last is the oldest part."""


class ToBill(msgspec.Struct, frozen=True):
    """A card that can be billed: what the client agreed to, less what was invoiced. `open`: nobody said whether it is billable."""

    card: Card
    agreed: Decimal
    billed: Decimal
    currency: str

    @property
    def left(self) -> Decimal:
        """What is still to be invoiced."""
        return self.agreed - self.billed

    @property
    def open(self) -> bool:
        return self.card.billable is None


class Aged(msgspec.Struct, frozen=True):
    """Money of the client's that is overdue, for how many days by the calendar, and which of the ages that is (0: up to 30 days, 3: more
    than 90)."""

    card: Card
    line: MoneyLine
    days: int

    @property
    def age(self) -> int:
        return sum(self.days > limit for limit in AGES)


def is_billing_time(day: date) -> bool:
    """Whether the month has come to where bills are written."""
    return day.day >= FROM_DAY


def to_bill(cards: Iterable[Card]) -> list[ToBill]:
    """The cards in work or delivered, agreed to and not invoiced whole, in their order; those that aren't billable apart."""
    found = []
    for card in cards:
        last = card.estimates[-1] if card.estimates else None
        if last is None or last.agreed is None or card.billable is False or card.state not in ("in_work", "delivered"):
            continue
        invoices = (m.amount for m in card.money if m.kind == "invoice" and m.currency == last.currency)
        one = ToBill(card, last.amount, sum(invoices, Decimal()), last.currency)
        if one.left > 0:
            found.append(one)
    return found


def aged(cards: Iterable[Card], now: datetime) -> list[Aged]:
    """What of the clients' money on these cards is overdue and not let go, the longest first; what the work costs us is none of it.
    `now`: on the desk's clock, by whose calendar days are counted."""
    found = [
        Aged(card, line, (now.date() - line.due.astimezone(now.tzinfo).date()).days)
        for card in cards
        for line in unpaid(card)
        if line.kind != "cost" and line.due and is_late(line, now)
    ]
    return sorted(found, key=lambda one: (-one.days, in_order(one.card), one.line.id))
