"""How far a client's work is: what papers about progress share."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from aetui.desk.card.cards import in_order
from aetui.desk.papers.writer import Writer
from aetui.domain.marks import ROWS
from aetui.domain.records import Card, Client, Item


def cards_in_hand(w: Writer, client: Client, since: datetime) -> list[Card]:
    """The client's cards that were in hand at any time since."""
    found = [w.seen(c) for c in w.desk.book.all_of(Card) if c.client_id == client.id]
    return sorted((c for c in found if c.state != "closed" or c.updated_at >= since), key=in_order)


def next_step(w: Writer, card: Card) -> str:
    step = next((s for s in card.steps if s.done is None), None)
    return f"{step.what} {w.moment(step.due)}".strip() if step else ""


def finished(w: Writer, cards: list[Card], begin: datetime, end: datetime) -> Iterator[tuple[datetime, str]]:
    """What was finished in [begin, end): steps, works sent, deliveries."""
    for card in cards:
        for step in card.steps:
            if step.done and begin <= step.done.at < end:
                yield step.done.at, f"{w.moment(step.done.at)} {card.title}: {step.what}"
        for work in card.works:
            if work.sent and begin <= work.sent.at < end:
                yield work.sent.at, f"{w.moment(work.sent.at)} {card.title}: {w.say('paper.work_sent', name=work.name)}"
        if card.delivered and begin <= card.delivered.at < end:
            yield card.delivered.at, f"{w.moment(card.delivered.at)} {card.title}: {w.say('card.told.delivered')}"


def open_items(w: Writer, client: Client, marks: str) -> list[Item]:
    """Open items of that client which a client's paper may repeat (never `#`), by their due time."""
    assert all(ROWS[mark].told for mark in marks)
    found = [i for i in w.desk.book.live_of(Item) if i.client_id == client.id and i.mark and i.mark in marks]
    told = (w.seen(i) for i in found if i.done is None and not i.waived)
    return sorted((i for i in told if i.text), key=lambda i: (i.due or i.at, i.id))
