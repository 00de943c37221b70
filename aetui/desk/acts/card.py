"""A card's way: open → in work → delivered → closed, and back (D5, R6, A5, R9, Q2)."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from aetui.desk.acts.act import Act, Doing
from aetui.desk.acts.parts import card_of, out
from aetui.domain.amounts import by_currency
from aetui.domain.cards.works import open_remarks
from aetui.domain.errors import BadInput, Refused
from aetui.domain.gates import brief_missing, open_steps, order_is_confirmed, sign_off_missing, unpaid
from aetui.domain.records import Card, CardState
from aetui.domain.talk.waiting import on_card


def _estimated(doing: Doing) -> Refused | None:
    return None if card_of(doing).estimates else Refused("gate.estimate", rule="D5")


def _briefed(doing: Doing) -> Refused | None:
    """R6: whichever way a card leaves `open`."""
    lacks = brief_missing(card_of(doing)) if card_of(doing).state == "open" else []
    return Refused("gate.brief", rule="R6", missing=lacks) if lacks else None


def _to_start(doing: Doing) -> None:
    if card_of(doing).state != "open":
        raise BadInput("card.started", number=card_of(doing).number)


def _started(doing: Doing) -> Card:
    return replace(card_of(doing), state="in_work")


def _to_deliver(doing: Doing) -> None:
    card = card_of(doing)
    if card.state == "open":
        raise BadInput("card.not_started", number=card.number)
    if card.state != "in_work":
        raise BadInput("card.delivered", number=card.number)


def _delivered(doing: Doing) -> Card:
    return replace(card_of(doing), state="delivered", delivered=doing.fact)


def _signed_off(doing: Doing) -> Refused | None:
    lacking = sign_off_missing(card_of(doing))
    return Refused("gate.client_sign", rule="Q2", works=[f"“{name}”" for name in lacking]) if lacking else None


def _answered(doing: Doing) -> Refused | None:
    """Q1: what is out is defended to the end."""
    left = [f"“{one.text}”" for _, one in open_remarks(card_of(doing))]
    return Refused("gate.remarks", rule="Q1", number=card_of(doing).number, remarks=left) if left else None


def _nothing_open(doing: Doing) -> Refused | None:
    """R9: it is asked what becomes of it; what the client still owes us for it is open too."""
    card, desk = card_of(doing), doing.change.desk
    open_ones = [step.what for step in open_steps(card)]
    open_ones += [one.what for one in on_card(desk.book, desk.calendar, card)]
    obligation = [
        *open_ones[:3],
        *(["…"] if len(open_ones) > 3 else []),
        *by_currency((m.amount, m.currency) for m in unpaid(card)),
    ]
    return Refused("gate.open_on_card", rule="R9", number=card.number, whats=obligation) if obligation else None


def _to_close(doing: Doing) -> None:
    if card_of(doing).state == "closed":
        raise BadInput("card.closed", number=card_of(doing).number)


def _closed(doing: Doing) -> Card:
    card = card_of(doing)
    return replace(card, state="closed", closed=doing.fact, closed_from=card.state)


def _to_go_back(doing: Doing) -> None:
    if card_of(doing).state == "open":
        raise BadInput("card.not_started", number=card_of(doing).number)


def _back(doing: Doing) -> Card:
    """Back is where it was: a card that was closed before it was started goes through its gates anew."""
    card = card_of(doing)
    before: CardState = "open"
    if card.state == "closed":
        before = card.closed_from or _was(card)
    elif card.state == "delivered":
        before = "in_work"
    delivered = card.delivered if before == "delivered" else None
    return replace(card, state=before, delivered=delivered, closed=None, closed_from=None)


def _was(card: Card) -> CardState:
    """Where a card of an older file was closed from, as far as it shows."""
    if card.delivered:
        return "delivered"
    through = {passed.gate for passed in card.passed}
    estimated, briefed = card.estimates or "D5" in through, "R6" in through or not brief_missing(card)
    return "in_work" if estimated and briefed else "open"


def _order_sent(doing: Doing) -> Card:
    card: Card = out(doing, "order")
    return card


def _to_confirm_order(doing: Doing) -> None:
    if card_of(doing).order_sent is None:
        raise BadInput("order.unsent", number=card_of(doing).number)


def _order_out(doing: Doing) -> datetime | None:
    sent = card_of(doing).order_sent
    return sent.at if sent else None


def _order_confirmed(doing: Doing) -> Card:
    return replace(card_of(doing), order_confirmed=doing.fact)


START = Act(Card, _started, gates=(_estimated, _briefed), check=_to_start)
DELIVER = Act(Card, _delivered, met="delivered", check=_to_deliver, since=lambda doing: card_of(doing).requested_at)
CLOSE = Act(Card, _closed, gates=(_briefed, _signed_off, _answered, _nothing_open), check=_to_close)
BACK = Act(Card, _back, check=_to_go_back)
SEND_ORDER = Act(Card, _order_sent, since=lambda doing: card_of(doing).requested_at)
"""The job order goes back to the client (R4)."""
CONFIRM_ORDER = Act(
    Card,
    _order_confirmed,
    check=_to_confirm_order,
    since=_order_out,
    stands=lambda doing: order_is_confirmed(card_of(doing)),
)
ACTS = (START, DELIVER, CLOSE, BACK, SEND_ORDER, CONFIRM_ORDER)
