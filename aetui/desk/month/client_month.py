"""A client's month as this desk's records tell it (A8): the same whether our own paper is made of it or it goes to the AM by file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from msgspec.structs import replace

from aetui.desk.core import Desk
from aetui.desk.periods import moments
from aetui.desk.told import done_in
from aetui.desk.week.team_ahead import team_line
from aetui.desk.window import owed_around
from aetui.domain.cards.billing import aged
from aetui.domain.cards.numbers import in_order
from aetui.domain.clock.periods import quarter_of, span
from aetui.domain.obligations import Obligation
from aetui.domain.plans import within
from aetui.domain.records import Card, Client, ClientMonth, DoneLine, TeamLine

WAYS = ("in", "out", "missed")
STATES = ("met", "met_late", "overdue", "missed", "waived")
"""How a month's obligations stand, as they are counted; what isn't due yet is none of them."""


def months_of(desk: Desk, clients: Sequence[Client], period: str, now: datetime) -> list[ClientMonth]:
    """The month of each of these clients, as it stands now; stored nowhere. Raises BadInput for what is no month."""
    begin, end = moments(desk, period)
    wanted = {client.id for client in clients}
    cards: dict[str, list[Card]] = {key: [] for key in wanted}
    for card in desk.each(Card, of=wanted):
        if card.client_id in wanted:
            cards[card.client_id].append(card)
    book, all_owed = owed_around(desk, span(period), (begin, end), now, of={None, *wanted})
    calls: dict[str, dict[str, int]] = {key: dict.fromkeys(WAYS, 0) for key in wanted}
    for call in book.calls_between(begin, end):
        if call.client_id in wanted:
            calls[call.client_id][call.way] += 1
    owed = [o for o in all_owed if o.client_id in wanted]
    reported = {key: o.how for o in owed if o.rule == "trouble.report" and o.how for key in o.late}
    return [
        ClientMonth(
            client_id=client.id,
            client=client.short,
            cards=[bare(card) for card in _cards(desk, cards[client.id], period, now)],
            done=[
                DoneLine(at=one.at, kind=one.kind, about=one.about, what=one.what, record=one.record.id)
                for one in done_in(desk, client, begin, min(end, now), now, book=book)
            ],
            obligations=[
                _obligation(desk, o, reported)
                for o in sorted(owed, key=lambda o: (o.due, o.id))
                if o.client_id == client.id and begin <= o.due < end and o.state in STATES
            ],
            calls=calls[client.id],
        )
        for client in clients
    ]


def in_month(desk: Desk, cards: Sequence[Card], period: str) -> list[Card]:
    """Those that were in hand in that month."""
    begin, end = moments(desk, period)
    found = [c for c in cards if (c.state != "closed" or c.updated_at >= begin) and c.opened_at < end]
    return sorted(found, key=in_order)


def bare(card: Card) -> Card:
    """What a month tells of a card: what it is, how it stands, when it is to be delivered, why it is late, and its money."""
    names = ("id", "created_at", "updated_at", "number", "client_id", "title", "state", "kind", "billable", "delay")
    times = ("requested_at", "opened_at", "deliver_at", "delivered", "estimates", "money")
    return Card(**{name: getattr(card, name) for name in (*names, *times)})


# Inside


def _cards(desk: Desk, cards: Sequence[Card], period: str, now: datetime) -> list[Card]:
    quarter = moments(desk, quarter_of(span(period)[0]))
    kept = {card.id for card in in_month(desk, cards, period)}
    kept |= {card.id for card in within(cards, *quarter)} | {one.card.id for one in aged(cards, desk.local(now))}
    return sorted((card for card in cards if card.id in kept), key=in_order)


def _obligation(desk: Desk, o: Obligation, reported: dict[str, str]) -> TeamLine:
    """With why it is late: as it was let go, as the supervisor was told of it (R10), or as its card says."""
    card = desk.get(Card, o.named.subject) if o.number else None
    why = o.reason or reported.get(o.id) or (card.delay if card else None)
    return replace(team_line(desk, o), met=o.met_at, note=why or None)
