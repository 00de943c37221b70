"""`aetui card start|deliver|close|back`: a card's way from open to closed (D5, A5, R9)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Unpack

from aetui.cli.card.shown import show
from aetui.cli.command import AT, HOW, WHY, arg, command
from aetui.cli.found import BY, CARD
from aetui.cli.session import Session
from aetui.desk.card import state as verbs
from aetui.desk.facts import Proof
from aetui.domain.records import Card

NUMBER = arg("card", CARD, metavar="NUMBER")


@command("start", NUMBER, WHY)
def start(session: Session, card: Card, why: str | None) -> None:
    show(session, verbs.start_work(session.desk, card.number, session.now, why=why))


@command("deliver", NUMBER, AT, HOW, BY)
def deliver(session: Session, card: Card, **proof: Unpack[Proof]) -> None:
    show(session, verbs.deliver(session.desk, card.number, session.now, **proof), _billable)


def _billable(session: Session, card: Card) -> Iterator[str]:
    """R8: now that it can be billed, whether it is billable is asked where nobody said."""
    if card.billable is None:
        yield "  " + session.say("card.billable.ask", number=card.number)


@command("close", NUMBER, HOW, WHY)
def close(session: Session, card: Card, **proof: Unpack[Proof]) -> None:
    show(session, verbs.close(session.desk, card.number, session.now, **proof))


@command("back", NUMBER, WHY)
def back(session: Session, card: Card, why: str | None) -> None:
    show(session, verbs.step_back(session.desk, card.number, session.now, why=why))
