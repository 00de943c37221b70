"""What there is to tell a client: what was done on the cards since, and what comes next. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Literal

import msgspec

from aetui.domain.cards.numbers import in_order
from aetui.domain.papers import is_of_house
from aetui.domain.records import Card, Fact, Record, Step
from aetui.domain.text import for_client

NewsKind = Literal[
    "opened",
    "schedule",
    "step",
    "estimate",
    "work",
    "signed",
    "delivered",
    "closed",
    "paper",
    "meeting",
    "answered",
    "kept",
]

AheadKind = Literal["step", "deliver", "unplanned"]


class News(msgspec.Struct, frozen=True, kw_only=True):
    """Something that was done for a client. `about`: the card's title, or the meeting's; `what`: the step, the work, the kind of
    paper, the words of what was promised or asked. `record`: what it stands on."""

    at: datetime
    kind: NewsKind
    about: str
    record: Record
    what: str = ""

    @property
    def card(self) -> Card | None:
        return self.record if isinstance(self.record, Card) else None


class Ahead(msgspec.Struct, frozen=True, kw_only=True):
    """What comes on a card: a step (`what`), the delivery, or that nothing is planned yet. `at` None: no date is set."""

    at: datetime | None
    kind: AheadKind
    card: Card
    what: str = ""
    owner: str | None = None


def news(cards: Iterable[Card], begin: datetime, end: datetime) -> list[News]:
    """What happened in (begin, end], in its order."""
    found = [one for card in cards for one in _all(card) if begin < one.at <= end]
    return sorted(found, key=in_time)


def in_time(one: News) -> tuple[datetime, str, str, str]:
    """By what news stand in order."""
    return one.at, one.card.number if one.card else "", one.kind, one.what


def ahead(cards: Iterable[Card], until: datetime) -> list[Ahead]:
    """What comes on the cards in hand until then: each open step with a date, the next one without, the delivery; a
    card without a step says so."""
    found: list[Ahead] = []
    for card in cards:
        if card.state in ("closed", "delivered"):
            continue
        steps = [s for s in told_steps(card) if s.done is None]
        told = [s for n, s in enumerate(steps) if (s.due is None and n == 0) or (s.due and s.due <= until)]
        found += [Ahead(at=s.due, kind="step", card=card, what=s.what, owner=s.owner) for s in told]
        if all(s.done is not None for s in card.steps):
            found.append(Ahead(at=None, kind="unplanned", card=card))
        if card.delivered is None and card.deliver_at:
            found.append(Ahead(at=card.deliver_at, kind="deliver", card=card))
    return sorted(found, key=lambda a: (a.at is None, a.at.timestamp() if a.at else 0.0, in_order(a.card), a.what))


def told_steps(card: Card) -> list[Step]:
    """The steps that a client hears of: none that the house alone takes (Q2), nor what is a remark alone."""
    return [step for step in card.steps if for_client(step.what) and not is_of_house(step.what)]


def _all(card: Card) -> Iterator[News]:
    yield News(at=card.opened_at, kind="opened", about=card.title, record=card)
    sendings: list[Fact | None] = [sending.sent for sending in card.schedule_sendings]
    for sent in sendings or [card.schedule_sent]:
        yield from _fact(card, "schedule", sent)
    for step in told_steps(card):
        yield from _fact(card, "step", step.done, step.what)
    for estimate in card.estimates:
        yield News(at=estimate.at, kind="estimate", about=card.title, record=card)
    for work in card.works:
        yield from _fact(card, "work", work.sent, work.name)
        yield from _fact(card, "signed", work.client_signed, work.name)
    yield from _fact(card, "delivered", card.delivered)
    yield from _fact(card, "closed", card.closed)


def _fact(card: Card, kind: NewsKind, fact: Fact | None, what: str = "") -> Iterator[News]:
    if fact is not None:
        yield News(at=fact.at, kind=kind, about=card.title, record=card, what=what)
