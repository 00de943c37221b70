"""A card's way: open → in work → delivered → closed, and back, each step through its gate (D5, R6, Q2)."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from aetui.desk.cards import card_in
from aetui.desk.core import Desk
from aetui.desk.facts import clean, fact
from aetui.domain.errors import BadInput, Refused
from aetui.domain.gates import brief_missing, sign_off_missing
from aetui.domain.records import Card, CardState, Fact, Passed


def start_work(desk: Desk, number: str, now: datetime, *, why: str | None = None) -> Card:
    """The card leaves `open` for `in_work`. Refused without an estimate (D5) or with an incomplete job order (R6),
    unless a reason is written down, which stays on the card. Raises NotThere, BadInput, Refused."""
    reason = (why or "").strip()
    with desk.change("card.start", now, number=number, **({"why": reason} if reason else {})) as change:
        card = card_in(desk, number, change)
        if card.state != "open":
            raise BadInput("card.started", number=card.number)
        shut: list[Passed] = []
        if not card.estimates:
            shut.append(Passed(gate="D5", why=reason, at=now))
        lacks = brief_missing(card)
        if lacks:
            shut.append(Passed(gate="R6", why=reason, at=now))
        if shut and not reason:
            raise (
                Refused("gate.estimate", rule="D5")
                if not card.estimates
                else Refused("gate.brief", rule="R6", missing=lacks)
            )
        card = change.put(replace(card, state="in_work", passed=[*card.passed, *shut]))
    return card


def deliver(
    desk: Desk, number: str, now: datetime, *, at: datetime | None = None, how: str | None = None, by: str | None = None
) -> Card:
    """The work is with the client (A5). A card that was never started goes through its gates first.
    `at`: when, if not now. Raises NotThere, BadInput."""
    done = fact(now, at, how=how, by=by)
    with desk.change("card.deliver", now, number=number) as change:
        card = card_in(desk, number, change)
        if card.state == "open":
            raise BadInput("card.not_started", number=card.number)
        if card.state != "in_work":
            raise BadInput("card.delivered", number=card.number)
        card = change.put(replace(card, state="delivered", delivered=done))
    return card


def close(desk: Desk, number: str, now: datetime, *, why: str | None = None, how: str | None = None) -> Card:
    """The card is done with. Refused while a work of Q2's six kinds lacks the client's sign-off or the place of
    its copy, unless a reason is written down. Raises NotThere, BadInput, Refused."""
    reason = clean(why)
    with desk.change("card.close", now, number=number, **({"why": reason} if reason else {})) as change:
        card = card_in(desk, number, change)
        if card.state == "closed":
            raise BadInput("card.closed", number=card.number)
        shut: list[Passed] = []
        lacking = sign_off_missing(card)
        if lacking and not reason:
            raise Refused("gate.client_sign", rule="Q2", works="、".join(f"“{name}”" for name in lacking))
        if lacking and reason:
            shut.append(Passed(gate="Q2", why=reason, at=now))
        fact = Fact(at=now, how=clean(how), why=reason)
        card = change.put(replace(card, state="closed", closed=fact, passed=[*card.passed, *shut]))
    return card


def step_back(desk: Desk, number: str, now: datetime, *, why: str | None = None) -> Card:
    """The card goes back to the state before: closed → delivered (or in work), delivered → in work → open.
    Raises NotThere, BadInput for one that is still open."""
    with desk.change("card.back", now, number=number, **({"why": why} if why else {})) as change:
        card = card_in(desk, number, change)
        if card.state == "open":
            raise BadInput("card.not_started", number=card.number)
        before: CardState = "open"
        if card.state == "closed":
            before = "delivered" if card.delivered else "in_work"
        elif card.state == "delivered":
            before = "in_work"
        delivered = card.delivered if before == "delivered" else None
        card = change.put(replace(card, state=before, delivered=delivered, closed=None))
    return card
