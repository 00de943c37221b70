"""A to-do that came from the AM, on the AE's desk."""

from __future__ import annotations

from datetime import date
from typing import Any

from aetui.desk.card.cards import card_by_number
from aetui.desk.core import Change, Desk
from aetui.desk.day.todos import todo_in
from aetui.desk.typed.records import split_client
from aetui.domain.marks import card_span
from aetui.domain.records import Fact, Todo


def hers_in(change: Change, key: str, text: str, day: date, given: Fact | None, **said: Any) -> Todo:
    """Inside a change: a thing that came from the AM, under the id that it has on her desk; a client at its head, and a card that it
    names, are ours. `given`: by whom, and when."""
    desk = change.desk
    client, words = split_client(desk, text)
    number = card_span(words)
    card = card_by_number(desk, number[0]) if number else None
    ids = {"card_id": card.id if card else None, "client_id": client.id if client else card.client_id if card else None}
    return todo_in(
        change, words, day, key=key, given=given, **{**ids, **{k: v for k, v in said.items() if v is not None}}
    )


def client_as_here(desk: Desk, client_id: str | None, name: str) -> str | None:
    """Ours of the client that her file names: by the id, which goes with the files, else by the name. None: we have none such."""
    if client_id in desk.book.clients:
        return client_id
    client = split_client(desk, name)[0] if name else None
    return client.id if client is not None else None
