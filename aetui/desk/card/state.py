"""A card's way: open → in work → delivered → closed, and back, each step through its gate (D5, R6, Q2, R9)."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack

from aetui.desk.acts import Act, do
from aetui.desk.acts.card import BACK, CLOSE, DELIVER, START
from aetui.desk.card.cards import card_in
from aetui.desk.core import Desk
from aetui.desk.facts import Proof, fact
from aetui.domain.records import Card, Fact


def start_work(desk: Desk, number: str, now: datetime, *, why: str | None = None) -> Card:
    """The card leaves `open` for `in_work`. Refused without an estimate (D5) or with an incomplete job order (R6),
    unless a reason is written down, which stays on the card. Raises NotThere, BadInput, Refused."""
    return _go(desk, "card.start", START, number, fact(now, why=why), now)


def deliver(desk: Desk, number: str, now: datetime, **proof: Unpack[Proof]) -> Card:
    """The work is with the client (A5). A card that was never started goes through its gates first.
    `at`: when, if not now. Raises NotThere, BadInput."""
    return _go(desk, "card.deliver", DELIVER, number, fact(now, **proof), now)


def close(desk: Desk, number: str, now: datetime, **proof: Unpack[Proof]) -> Card:
    """The card is done with. Refused while a work of Q2's six kinds lacks the client's sign-off or the place of
    its copy, while a step or money is open (R9), or where it was never started and its job order is incomplete (R6), unless a
    reason is written down. Raises NotThere, BadInput, Refused."""
    return _go(desk, "card.close", CLOSE, number, fact(now, **proof), now)


def step_back(desk: Desk, number: str, now: datetime, *, why: str | None = None) -> Card:
    """The card goes back to the state before: closed → where it was closed, delivered → in work → open.
    Raises NotThere, BadInput for one that is still open."""
    return _go(desk, "card.back", BACK, number, fact(now, why=why), now)


def _go(desk: Desk, verb: str, act: Act, number: str, done: Fact, now: datetime) -> Card:
    with desk.change(verb, now, number=number, **({"why": done.why} if done.why else {})) as change:
        card = do(change, act, card_in(desk, number, change), done)
    return card
