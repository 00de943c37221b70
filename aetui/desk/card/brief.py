"""The job order of a card (R6): filled in, and said anew."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from aetui.desk.card.cards import card_in
from aetui.desk.core import Desk
from aetui.domain.errors import BadInput
from aetui.domain.records import Card, WorkKind


def fill_brief(
    desk: Desk,
    number: str,
    now: datetime,
    *,
    title: str | None = None,
    what: str | None = None,
    audience: str | None = None,
    kind: WorkKind | None = None,
    deliver_at: datetime | None = None,
    strategy: str | None = None,
    idea: str | None = None,
    requested_by: str | None = None,
    clear: frozenset[str] = frozenset(),
) -> Card:
    """Say what the job order lacks (R6), or say it anew; None leaves a field as it is, an empty text or its name
    in `clear` empties it. Raises NotThere, BadInput: no title, a delivery before the request or before a step."""
    if title is not None and not title.strip():
        raise BadInput("card.title_empty")
    with desk.change("card.brief", now, number=number) as change:
        card = card_in(desk, number, change)
        if deliver_at is not None:
            _check(desk, card, deliver_at)
        due = None if "deliver_at" in clear else deliver_at or card.deliver_at
        after = replace(
            card,
            title=card.title if title is None else title.strip(),
            brief=replace(card.brief, what=_said(what, card.brief.what), audience=_said(audience, card.brief.audience)),
            kind=None if "kind" in clear else kind or card.kind,
            deliver_at=due,
            strategy=_said(strategy, card.strategy),
            idea=_said(idea, card.idea),
            requested_by=_said(requested_by, card.requested_by),
        )
        if after != card:
            card = change.put(after)
    return card


def _said(new: str | None, old: str | None) -> str | None:
    return old if new is None else new.strip() or None


def _check(desk: Desk, card: Card, deliver_at: datetime) -> None:
    if deliver_at <= card.requested_at:
        raise BadInput("card.deliver_before")
    late = next((s for s in card.steps if s.due and s.done is None and s.due > deliver_at), None)
    if late is not None and late.due is not None:
        raise BadInput("card.deliver_before_step", step=late.what, time=desk.local(late.due))
