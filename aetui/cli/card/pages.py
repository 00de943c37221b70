"""`aetui card list|show`: the cards, and one in full."""

from __future__ import annotations

from collections.abc import Iterator

from aetui.cli.card import shown
from aetui.cli.command import ALL, arg, command
from aetui.cli.found import CARD
from aetui.cli.plain import table
from aetui.cli.session import Session
from aetui.desk.card.cards import hand_cards
from aetui.desk.card.history import card_facts, card_timeline
from aetui.domain.cards.numbers import in_order
from aetui.domain.records import Card


@command("list", ALL)
def list_(session: Session, everything: bool) -> None:
    """The cards in hand; --all: the closed ones too."""
    cards = sorted(session.desk.each(Card), key=in_order) if everything else hand_cards(session.desk)
    say = session.say
    rows = (
        [c.number, session.client(c.client_id), c.title, say(f"card.state.{c.state}"), *shown.delivery(session, c)]
        for c in cards
    )
    cuts = ((5, 6), (5, 0), (2, 20), (1, 8), (3, 0), (2, 10))
    session.out(lambda: [shown.head(session, c) for c in cards], table(rows, empty=say("empty.cards.shell"), cuts=cuts))


@command("show", arg("card", CARD, metavar="NUMBER"))
def show(session: Session, card: Card) -> None:
    session.out(lambda: shown.whole(session, card), _page(session, card))


def _page(session: Session, card: Card) -> Iterator[str]:
    """The job order, then steps, works and money as far as there are any, then what happened."""
    desk, say, now = session.desk, session.say, session.now
    yield f"{card.number} {card.title}"
    for key, value in card_facts(desk, card, say, now):
        yield f"  {key}  {value}"
    for name, there, lines in (
        ("schedule", card.steps, shown.steps),
        ("works", card.works, shown.ticks),
        ("money", card.money, shown.money),
    ):
        if there:
            yield say(f"card.{name}")
            yield from lines(session, card)
    yield say("detail.timeline")
    for moment in card_timeline(desk, card, say):
        yield f"  {moment.stamp}  {moment.sign} {moment.text}  {moment.source}"
