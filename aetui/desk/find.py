"""Finding: everything that mentions some words, newest first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from heapq import merge

import msgspec

from aetui.desk.core import Desk
from aetui.desk.finder import SOUND, ranked
from aetui.desk.names import fold
from aetui.domain.records import (
    Appraisal,
    Call,
    Card,
    Client,
    Fulfilment,
    Item,
    Meeting,
    Memo,
    Plan,
    Record,
    Summary,
    Todo,
)
from aetui.locales.wording import item_line


class Hit(msgspec.Struct, frozen=True):
    """A record that mentions the words; `at` is when it was (a call's time, a card's opening)."""

    kind: str
    id: str
    at: datetime
    client: str
    text: str


def find_text(desk: Desk, words: str) -> Iterator[Hit]:
    """Records that mention `words`; a client's name finds what is open or recent
    with that client too."""
    # As the store keeps them: halves of characters (bytes on a command line that are no text) are U+FFFD.
    words = words.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    asked = fold(words)
    if not asked:
        return
    seen: set[str] = set()
    said, named = desk.store.search_text(words), _of_client(desk, asked)
    both = merge(said, named, key=lambda f: f[1].created_at, reverse=True) if named else said
    for kind, record in both:
        hit = as_hit(desk, kind, record)
        if hit is not None and hit.id not in seen:
            seen.add(hit.id)
            yield hit


def _of_client(desk: Desk, asked: str) -> list[tuple[str, Record]]:
    """The records of the client that is named exactly (name, short name, pinyin, initials), newest first: those
    that are open or recent, for the others don't stand in memory."""
    # Pinyin and initials of a short name count here too: a list shows all that may be meant.
    named = {c.id for rank, c in ranked(desk.book.clients.values(), asked) if rank <= SOUND or asked in c.keys}
    kinds = ("calls", "items", "cards", "meetings", "todos", "memos") if named else ()
    found = [(kind, r) for kind in kinds for r in desk.book.of(kind) if getattr(r, "client_id", None) in named]
    return sorted(found, key=lambda f: f[1].created_at, reverse=True)


def as_hit(desk: Desk, kind: str, record: Record) -> Hit | None:
    """A record as a line of a list; None for kinds that say nothing by themselves."""
    client = desk.get(Client, getattr(record, "client_id", None))
    name = client.short if client else ""
    at, text = record.created_at, ""
    if isinstance(record, Item):
        at, text = record.at, item_line(record) if record.mark else record.text
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
    elif isinstance(record, Plan):
        text = f"{record.period} {'、'.join(line.what for line in record.lines)}"
    elif isinstance(record, Appraisal):
        text = " ".join([record.person, str(record.year), *record.words.values()])
    elif isinstance(record, Summary):
        text = f"{record.period} {record.text}"
    elif isinstance(record, Fulfilment):
        at, text = record.done.at, record.done.how or record.done.why or ""
    else:
        return None
    return Hit(kind=kind, id=record.id, at=at, client=name, text=text)
