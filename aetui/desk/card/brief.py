"""The job order of a card (R6): filled in, and said anew."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from aetui.desk.card.cards import card_in
from aetui.desk.core import Desk
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


def _check(desk: Desk, card: Card, deliver_at: datetime) -> None:
    if deliver_at <= card.requested_at:
        raise BadInput("card.deliver_before")
    late = next((s for s in card.steps if s.due and s.done is None and s.due > deliver_at), None)
    if late is not None and late.due is not None:
        raise BadInput("card.deliver_before_step", step=late.what, time=desk.local(late.due))
