"""What there is to tell a client: what was done on the cards since, and what comes next. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Literal

import msgspec

from aetui.domain.gates import unpaid
from aetui.domain.records import Card, Fact, MoneyLine

NewsKind = Literal["opened", "schedule", "step", "estimate", "work", "signed", "delivered", "closed"]

AheadKind = Literal["step", "deliver", "unplanned"]


class News(msgspec.Struct, frozen=True, kw_only=True):
    """Something that happened on a card. `what`: the step, or the work, where it is about one."""

    at: datetime
    kind: NewsKind
    card: Card
    what: str = ""


class Ahead(msgspec.Struct, frozen=True, kw_only=True):
    """What comes on a card: a step (`what`), the delivery, or that nothing is planned yet. `at` None: no date is set."""

    at: datetime | None
    kind: AheadKind
    card: Card
    what: str = ""
    owner: str | None = None


class Unpaid(msgspec.Struct, frozen=True, kw_only=True):
    """Money of theirs that is overdue (R8), and for how many days by the calendar."""

    card: Card
    line: MoneyLine
    days: int


def overdue_money(cards: Iterable[Card], now: datetime) -> list[Unpaid]:
    """What of the client's money on these cards is overdue, the longest first; what the work costs us is none of it. `now`: on the
    desk's clock, by whose calendar days are counted."""
    found = [
        Unpaid(card=card, line=line, days=(now.date() - line.due.astimezone(now.tzinfo).date()).days)
        for card in cards
        for line in unpaid(card)
        if line.kind != "cost" and line.due is not None and line.due < now
    ]
    return sorted(found, key=lambda u: (-u.days, u.card.number, u.line.id))


def news(cards: Iterable[Card], begin: datetime, end: datetime) -> list[News]:
    """What happened in (begin, end], in its order."""
    found = [one for card in cards for one in _all(card) if begin < one.at <= end]
    return sorted(found, key=lambda n: (n.at, n.card.number, n.kind, n.what))


def ahead(cards: Iterable[Card], until: datetime) -> list[Ahead]:
    """What comes on the cards in hand until then: each open step with a date, the next one without, the delivery; a
    card without a step says so."""
    found: list[Ahead] = []
    for card in cards:
        if card.state in ("closed", "delivered"):
            continue
        steps = [s for s in card.steps if s.done is None]
        told = [s for n, s in enumerate(steps) if (s.due is None and n == 0) or (s.due and s.due <= until)]
        found += [Ahead(at=s.due, kind="step", card=card, what=s.what, owner=s.owner) for s in told]
        if not steps:
            found.append(Ahead(at=None, kind="unplanned", card=card))
        if card.delivered is None and card.deliver_at:
            found.append(Ahead(at=card.deliver_at, kind="deliver", card=card))
    return sorted(found, key=lambda a: (a.at is None, a.at.timestamp() if a.at else 0.0, a.card.number, a.what))


def _all(card: Card) -> Iterator[News]:
    yield News(at=card.opened_at, kind="opened", card=card)
    yield from _fact(card, "schedule", card.schedule_sent)
    for step in card.steps:
        yield from _fact(card, "step", step.done, step.what)
    for estimate in card.estimates:
        yield News(at=estimate.at, kind="estimate", card=card)
    for work in card.works:
        yield from _fact(card, "work", work.sent, work.name)
        yield from _fact(card, "signed", work.client_signed, work.name)
    yield from _fact(card, "delivered", card.delivered)
    yield from _fact(card, "closed", card.closed)


def _fact(card: Card, kind: NewsKind, fact: Fact | None, what: str = "") -> Iterator[News]:
    if fact is not None:
        yield News(at=fact.at, kind=kind, card=card, what=what)
