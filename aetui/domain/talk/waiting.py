"""What we wait for from clients: to-dos and steps whose owner is the client's side (`whose.is_theirs`). Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from aetui.domain.book import Book
from aetui.domain.gates import open_steps
from aetui.domain.records import Card, Client, Step, Todo
from aetui.domain.whose import is_theirs

if TYPE_CHECKING:
    from aetui.domain.clock.workcal import WorkCalendar


class Awaited(msgspec.Struct, frozen=True, kw_only=True):
    """Something that we wait for. `who`: whom we asked, as it was typed; `due`: until when, None where no time is set; `part`: the
    step, where it is one of the card's; `record`: the to-do, or the card."""

    client_id: str
    what: str
    who: str
    due: datetime | None
    card: Card | None
    record: Todo | Card
    part: Step | None = None

    @property
    def private(self) -> bool:
        """Whether nobody but the user sees it."""
        return isinstance(self.record, Todo) and self.record.private


def waited_for(book: Book, cal: WorkCalendar, client_id: str | None = None) -> list[Awaited]:
    """What we wait for from that client, or from all of them, by its time; what has none comes last."""
    found = [*_todos(book, cal, client_id), *_steps(book, client_id)]
    return sorted(found, key=lambda w: (w.due is None, w.due.timestamp() if w.due else 0.0, w.what, w.record.id))


def on_card(book: Book, cal: WorkCalendar, card: Card) -> list[Awaited]:
    """What of it stands on that card beside its steps."""
    return [
        one for one in waited_for(book, cal, card.client_id) if one.part is None and one.card and one.card.id == card.id
    ]


def client_of(book: Book, record: Todo | Card) -> Client | None:
    """The client that a to-do or a card is about: its own, or its card's."""
    client_id = record.client_id
    if client_id is None and isinstance(record, Todo) and record.card_id is not None:
        card = book.get("cards", record.card_id)
        client_id = card.client_id if isinstance(card, Card) else None
    return book.clients.get(client_id) if client_id else None


def _todos(book: Book, cal: WorkCalendar, client_id: str | None) -> Iterator[Awaited]:
    for todo in book.live_of(Todo):
        if todo.owner is None or todo.done is not None or todo.dropped is not None:
            continue
        client = client_of(book, todo)
        if client_id is not None and (client is None or client.id != client_id):
            continue
        if client is not None and is_theirs(todo.owner, client, book.profile):
            card = book.get("cards", todo.card_id) if todo.card_id else None
            yield Awaited(
                client_id=client.id,
                what=todo.text,
                who=todo.owner,
                due=todo.due or cal.day_end(todo.day),
                card=card if isinstance(card, Card) else None,
                record=todo,
            )


def _steps(book: Book, client_id: str | None) -> Iterator[Awaited]:
    for card in book.live_of(Card):
        if client_id is not None and card.client_id != client_id:
            continue
        client = book.clients.get(card.client_id)
        if client is None or card.state == "closed":
            continue
        for step in open_steps(card):
            if step.owner is not None and is_theirs(step.owner, client, book.profile):
                yield Awaited(
                    client_id=client.id, what=step.what, who=step.owner, due=step.due, card=card, record=card, part=step
                )
