"""Bills (R8): the cards that can be billed from the 20th on, and late money by its age, for the supervisor."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

import msgspec

from aetui.desk.core import Desk
from aetui.domain.cards.billing import AGES, Aged, ToBill, aged, is_billing_time, to_bill
from aetui.domain.cards.numbers import in_order
from aetui.domain.records import Card


class Bills(msgspec.Struct, frozen=True):
    """`sure`: billable; `unsaid`: can be billed, if it is billable at all; `late`: the bills past their due date, the oldest
    first."""

    sure: list[ToBill]
    unsaid: list[ToBill]
    late: list[Aged]

    @property
    def all(self) -> list[ToBill]:
        return [*self.sure, *self.unsaid]

    def sums(self, age: int | None = None) -> dict[str, Decimal]:
        """What is late, of that age or of all, by currency."""
        return _summed((one.line.amount, one.line.currency) for one in self.late if age in (None, one.age))

    def to_bill(self) -> dict[str, Decimal]:
        """What can be billed altogether, by currency."""
        return _summed((one.left, one.currency) for one in self.all)

    def by_client(self) -> list[tuple[str, str, list[Decimal]]]:
        """What is late by client and currency, a sum an age, those that owe most first: (client's id, currency, sums)."""
        found: dict[tuple[str, str], list[Decimal]] = {}
        for one in self.late:
            sums = found.setdefault((one.card.client_id, one.line.currency), [Decimal()] * (len(AGES) + 1))
            sums[one.age] += one.line.amount
        return sorted(((c, cur, sums) for (c, cur), sums in found.items()), key=lambda row: (-sum(row[2]), row[0]))


def bills(desk: Desk, now: datetime) -> Bills:
    """The bills of the desk: money that is owed keeps a closed card among what is live, so nothing past is read."""
    cards = sorted(desk.book.live_of(Card), key=in_order)
    able = to_bill(cards)
    return Bills([one for one in able if not one.open], [one for one in able if one.open], aged(cards, desk.local(now)))


def on_board(desk: Desk, now: datetime) -> Bills | None:
    """The bills, from the 20th on, where a card can be billed; None: the board says nothing of them."""
    if not is_billing_time(desk.local(now).date()):
        return None
    found = bills(desk, now)
    return found if found.all else None


def _summed(amounts: Iterable[tuple[Decimal, str]]) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = {}
    for value, currency in amounts:
        sums[currency] = sums.get(currency, Decimal()) + value
    return sums
