"""The job order of a card (R6): filled in, said anew, sent back to the client and confirmed (R4)."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Unpack

from aetui.desk.acts import Enclosed, do
from aetui.desk.acts.card import CONFIRM_ORDER, SEND_ORDER
from aetui.desk.card.cards import card_in
from aetui.desk.core import Desk
from aetui.desk.facts import Proof, fact
from aetui.desk.fields import CARD, put
from aetui.domain.errors import BadInput
from aetui.domain.records import Card


def fill_brief(desk: Desk, number: str, now: datetime, **said: Any) -> Card:
    """Say what the job order lacks (R6), or say it anew, by the keys of `fields.CARD`; None leaves a field as it is, an empty text
    empties it. Raises NotThere, BadInput: no title, a delivery before the request or before a step."""
    title, deliver_at = said.get("title"), said.get("deliver_at")
    if title is not None and not title.strip():
        raise BadInput("card.title_empty")
    with desk.change("card.brief", now, number=number) as change:
        card = card_in(desk, number, change)
        if deliver_at:
            _check(desk, card, deliver_at)
        after = put(card, CARD, said)
        if after != card:
            card = change.put(after)
    return card


def send_order(desk: Desk, number: str, now: datetime, **proof: Unpack[Proof]) -> Card:
    """The job order went back to the client to be confirmed (R4), and is kept as it went; `by`: who approved it (A2). Raises
    NotThere, BadInput, Refused."""
    enclosed = Enclosed(by=proof.pop("by", None))
    with desk.change("card.order", now, number=number) as change:
        card = do(change, SEND_ORDER, card_in(desk, number, change), fact(now, **proof), enclosed=enclosed)
    return card


def confirm_order(desk: Desk, number: str, now: datetime, **proof: Unpack[Proof]) -> Card:
    """The client said that the job order is right (R4); `by`: who. Raises BadInput before it was sent."""
    with desk.change("card.order_confirm", now, number=number) as change:
        card = do(change, CONFIRM_ORDER, card_in(desk, number, change), fact(now, **proof))
    return card


def _check(desk: Desk, card: Card, deliver_at: datetime) -> None:
    if deliver_at <= card.requested_at:
        raise BadInput("card.deliver_before")
    late = next((s for s in card.steps if s.due and s.done is None and s.due > deliver_at), None)
    if late is not None and late.due is not None:
        raise BadInput("card.deliver_before_step", step=late.what, time=desk.local(late.due))
