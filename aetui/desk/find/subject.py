"""What a reference is about: the obligation of an id, and the client that something is for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from aetui.desk.core import RECENT, Desk
from aetui.domain.obligations import Obligation
from aetui.domain.records import KINDS, Card, Client, Item
from aetui.domain.records.refs import Ref


def find_obligation(desk: Desk, obligation_id: str, now: datetime) -> Obligation | None:
    """The obligation of that id, open or ended."""
    for since in (None, now - RECENT):
        for obligation in desk.obligations(now, ended_since=since):
            if obligation.id == obligation_id:
                return obligation
    return next((o for o in desk.obligations(now, ended=True) if o.id == obligation_id), None)


def client_of(desk: Desk, ref: str, now: datetime) -> Client | None:
    """The client that `ref` (`obligation:ID`, `cards:ID`, `clients:ID`, …) is about."""
    kind, key = Ref.parse(ref).pair
    if kind == "clients":
        return desk.get(Client, key)
    if kind == "obligation":
        obligation = find_obligation(desk, key, now)
        return desk.get(Client, obligation.client_id) if obligation else None
    if kind == "items":
        item = desk.get(Item, key)
        kind, key = "calls", item.call_id if item else ""
    record = desk.book.get(kind, key) if kind in KINDS else None
    found = desk.get(Client, getattr(record, "client_id", None))
    card = desk.get(Card, getattr(record, "card_id", None)) if found is None else None
    return found or (desk.get(Client, card.client_id) if card else None)


def about_of(desk: Desk, refs: Iterable[str], now: datetime) -> tuple[Card | None, Client | None]:
    """The card that the first of these is about, and its client; else the first client that one is about."""
    found: Client | None = None
    for ref in refs:
        kind, key = Ref.parse(ref).pair
        record = desk.book.get(kind, key) if kind in KINDS else None
        card = record if isinstance(record, Card) else desk.get(Card, getattr(record, "card_id", None))
        if card is not None:
            return card, desk.get(Client, card.client_id)
        found = found or client_of(desk, ref, now)
    return None, found
