"""Money on a card (R8, Y3): estimates in lines and versions, costs, invoices, receipts, and their settling."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Unpack

from msgspec.structs import replace

from aetui.desk.acts.money import SETTLE
from aetui.desk.card.cards import card_in
from aetui.desk.card.parts import CardParts
from aetui.desk.core import Desk, new_id
from aetui.desk.facts import Proof, fact
from aetui.desk.find.finder import find_one
from aetui.domain.amounts import Money
from aetui.domain.errors import BadInput
from aetui.domain.lines.estimate import Count, EstimateRead, rounded
from aetui.domain.records import Card, Estimate, EstimateLine, Fact, Item, MoneyKind, MoneyLine


def estimate(
    desk: Desk,
    number: str,
    amount: Money | None,
    now: datetime,
    *,
    lines: Sequence[tuple[str, Money]] = (),
    said: EstimateRead | None = None,
) -> Card:
    """Say what the work will cost (D5): a new version, which is in force from now on. With `lines`, or those of a line that was
    read (`said`), the amount is their sum with the tax; given as well, it must be that. Raises NotThere, BadInput."""
    whole = said or EstimateRead(list(lines))
    lines, amount = whole.lines, amount or whole.amount
    if lines:
        currencies = {money.currency for _, money in lines}
        if len(currencies) > 1:
            raise BadInput("estimate.currencies", names=sorted(currencies))
        net = sum((money.amount for _, money in lines), Decimal())
        total = Money(net + tax_on(net, whole.tax), currencies.pop())
        if amount is not None and amount != total:
            raise BadInput("estimate.sum", total=f"{total.amount:,}", said=f"{amount.amount:,}")
        amount = total
    if amount is None:
        raise BadInput("amount", text="")
    with desk.change("card.estimate", now, number=number, what=f"{amount.amount:,}") as change:
        card = card_in(desk, number, change)
        version = Estimate(
            amount=amount.amount,
            currency=amount.currency,
            at=now,
            lines=[_line(text, money, whole.counts.get(n)) for n, (text, money) in enumerate(lines)],
            tax=whole.tax,
            valid_days=whole.valid_days,
            terms=whole.terms,
            excludes=whole.excludes,
        )
        last = card.estimates[-1] if card.estimates else None
        if last is None or replace(last, at=now, agreed=None) != version:  # the same words again are no new version
            card = change.put(replace(card, estimates=[*card.estimates, version]))
    return card


def tax_on(net: Decimal, percent: Decimal | None) -> Decimal:
    """The tax on an amount, to the cent."""
    return rounded(net * percent / 100) if percent else Decimal()


def _line(text: str, money: Money, count: Count | None) -> EstimateLine:
    line = EstimateLine(text=text.strip(), amount=money.amount)
    return replace(line, quantity=count.quantity, unit=count.unit or None, price=count.price) if count else line


def agree_estimate(desk: Desk, number: str, now: datetime, **proof: Unpack[Proof]) -> Card:
    """The client agreed to the estimate in force. Raises NotThere, BadInput without one."""
    done = fact(now, **proof)
    with desk.change("card.agree", now, number=number) as change:
        card = card_in(desk, number, change)
        if not card.estimates:
            raise BadInput("estimate.none", number=card.number)
        agreed = replace(card.estimates[-1], agreed=done)
        card = change.put(replace(card, estimates=[*card.estimates[:-1], agreed]))
    return card


def add_money(
    desk: Desk,
    number: str,
    kind: MoneyKind,
    money: Money,
    now: datetime,
    *,
    text: str = "",
    at: datetime | None = None,
    due: datetime | None = None,
    item: Item | None = None,
) -> Card:
    """A cost, an invoice or a receipt goes on the card (Y3). `due`: when it is to be settled (R8). A receipt is
    money that is there: it counts as settled unless it is due later. `item`: the `$` item that told of it.
    Raises NotThere, BadInput for a due date before its date."""
    when = at or now
    if due is not None and due < when:
        raise BadInput("money.due_before", time=desk.local(due))
    with desk.change("card.money", now, number=number, what=f"{money.amount:,}") as change:
        card = card_in(desk, number, change)
        line = MoneyLine(
            id=new_id(),
            kind=kind,
            text=text.strip() or (item.text if item else ""),
            amount=money.amount,
            currency=money.currency,
            at=when,
            due=due,
            settled=Fact(at=when) if kind == "receipt" and due is None else None,
            item_id=item.id if item else None,
        )
        card = change.put(replace(card, money=[*card.money, line]))
    return card


def rewrite_money(
    desk: Desk, number: str, line: str, kind: MoneyKind, money: Money, text: str, due: datetime | None, now: datetime
) -> Card:
    """A line of money written anew; whether it is settled stays. Raises NotThere, BadInput."""
    with desk.change("card.money", now, number=number, what=f"{money.amount:,}") as change:
        card = card_in(desk, number, change)
        one = the_line(card, line)
        if due is not None and one.at is not None and due < one.at:
            raise BadInput("money.due_before", time=desk.local(due))
        after = replace(
            one, kind=kind, amount=money.amount, currency=money.currency, text=text.strip() or one.text, due=due
        )
        if after != one:
            card = change.put(replace(card, money=[after if m.id == one.id else m for m in card.money]))
    return card


def settle(desk: Desk, number: str, line: str, now: datetime, **proof: Unpack[Proof]) -> Card:
    """A line of money is settled: a cost paid, an invoice collected (R8). Raises NotThere, BadInput."""
    return LINES.do(desk, "card.settle", SETTLE, number, line, fact(now, **proof), now)


def drop_money(desk: Desk, number: str, line: str, now: datetime) -> Card:
    """Take a line of money off the card; undo brings it back."""
    return LINES.drop(desk, "card.money_drop", number, line, now)


def the_line(card: Card, said: str) -> MoneyLine:
    """The line that is meant; the card's page numbers them. Raises NotThere, BadInput where several are."""
    return find_one(card.money, said, kind="money", listed=card.money, line=said, number=card.number)


LINES = CardParts("money", the_line, lambda line: line.text or f"{line.amount:,}")
