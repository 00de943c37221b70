"""Finding: everything that mentions some words, newest first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import msgspec

from aetui.desk.core import Desk
from aetui.desk.names import fold
from aetui.domain.records import Call, Card, Client, Fulfilment, Item, Meeting, Memo, Record, Todo


class Hit(msgspec.Struct, frozen=True):
    """A record that mentions the words; `at` is when it was (a call's time, a card's opening)."""

    kind: str
    id: str
    at: datetime
    client: str
    text: str


def find_text(desk: Desk, words: str) -> Iterator[Hit]:
    """Records that mention `words`; a client's name finds the records of that client too."""
    asked = fold(words)
    if not asked:
        return
    for kind, record in desk.store.search_text(words):
        hit = as_hit(desk, kind, record)
        if hit is not None:
            yield hit


def as_hit(desk: Desk, kind: str, record: Record) -> Hit | None:
    """A record as a line of a list; None for kinds that say nothing by themselves."""
    client = desk.get(Client, getattr(record, "client_id", None))
    name = client.short if client else ""
    at, text = record.created_at, ""
    if isinstance(record, Item):
        at, text = record.at, f"{record.mark} {record.text}".strip()
    elif isinstance(record, Card):
        at, text = record.opened_at, f"{record.number} {record.title}"
    elif isinstance(record, Todo | Memo):
        text = record.text
    elif isinstance(record, Meeting):
        at, text = record.start or record.created_at, record.title
    elif isinstance(record, Client):
        name, text = record.short, record.name
    elif isinstance(record, Call):
        at, text = record.at, record.contact or ""
    elif isinstance(record, Fulfilment):
        at, text = record.done.at, record.done.how or record.done.why or ""
    else:
        return None
    return Hit(kind=kind, id=record.id, at=at, client=name, text=text)
