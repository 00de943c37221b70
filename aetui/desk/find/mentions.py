"""Finding: everything that mentions some words, the best match first, then newest first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from heapq import merge

import msgspec

from aetui.desk.card.cards import card_by_number
from aetui.desk.core import Desk
from aetui.desk.find.finder import EXACT, SOUND_BEGINS, ranked
from aetui.desk.find.hit import Hit, as_hit
from aetui.desk.find.names import fold
from aetui.desk.meeting.coordination import planned
from aetui.domain.records import Client, Idea, Memo, Todo
from aetui.domain.records.base import Record
from aetui.domain.records.card import Card
from aetui.domain.records.meeting import Meeting

Found = tuple[str, Record]
_OF_A_CLIENT = ("calls", "items", "cards", "meetings", "todos", "memos", "ideas")
_NAMED: tuple[tuple[str, type[Card] | type[Meeting] | type[Todo] | type[Memo] | type[Idea]], ...] = (
    ("cards", Card),
    ("meetings", Meeting),
    ("todos", Todo),
    ("memos", Memo),
    ("ideas", Idea),
)


def find_text(desk: Desk, words: str, now: datetime | None = None) -> Iterator[Hit]:
    """What `words` mean: first what they name (a client, a card by its number, what says just that), the best first; then,
    newest first, what mentions them and what is open or recent with a client so named. Words that stand nowhere as they are
    are looked for one by one, and by their sound. `now`: this week's A11 is looked for too, that nobody spoke of yet."""
    # As the store keeps them: halves of characters (bytes on a command line that are no text) are U+FFFD.
    words = words.encode("utf-16", "surrogatepass").decode("utf-16", "replace").strip()
    if not fold(words):
        return
    seen: set[tuple[str, str]] = set()
    clients = [c for rank, c in ranked(desk.book.clients.values(), words) if rank <= SOUND_BEGINS]
    named = _named(desk, words, clients)
    said, theirs = _mentioning(desk, words), _of(desk, {c.id for c in clients})
    coming = planned(desk, now) if now is not None else None
    if coming is not None and ranked([coming], words):
        named.append(("meetings", coming))
    for kind, record in named:
        yield from _once(desk, kind, record, seen)
    for kind, record in merge(said, theirs, key=lambda f: f[1].created_at, reverse=True):
        yield from _once(desk, kind, record, seen)
    if not seen:
        for kind, record in _sounding(desk, words):
            yield from _once(desk, kind, record, seen)


def _once(desk: Desk, kind: str, record: Record, seen: set[tuple[str, str]]) -> Iterator[Hit]:
    hit = as_hit(desk.get(Client, getattr(record, "client_id", None)), kind, record)
    if hit is not None and (kind, hit.id) not in seen:
        seen.add((kind, hit.id))
        yield hit


def _named(desk: Desk, words: str, clients: list[Client]) -> list[Found]:
    """What the words name, rather than mention."""
    found: list[Found] = []
    for kind, of in _NAMED:
        exact = [r for rank, r in ranked(desk.book.all_of(of), words) if rank == EXACT]
        found += [(kind, r) for r in sorted(exact, key=lambda r: r.created_at, reverse=True)]
    card = card_by_number(desk, words)
    return [*([("cards", card)] if card else ()), *(("clients", client) for client in clients), *found]


def _mentioning(desk: Desk, words: str) -> Iterator[Found]:
    """The records in which the words stand, newest first; where they stand nowhere so, those in which each of them does."""
    whole = desk.store.search_text(words)
    first = next(whole, None)
    each = sorted(words.split(), key=len, reverse=True)
    if first is None and len(each) > 1:
        rest = [fold(word) for word in each[1:]]
        for found in desk.store.search_text(each[0]):
            text = fold(" ".join(_texts(found[1])))
            if all(word in text for word in rest):
                yield found
        return
    if first is not None:
        yield first
        yield from whole


def _texts(record: Record) -> Iterator[str]:
    todo = [msgspec.to_builtins(record)]
    while todo:
        value = todo.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            todo += value.values()
        elif isinstance(value, list):
            todo += value


def _of(desk: Desk, clients: set[str]) -> list[Found]:
    """What is open or recent with these clients, newest first; the rest doesn't stand in memory."""
    kinds = _OF_A_CLIENT if clients else ()
    found = [(kind, r) for kind in kinds for r in desk.book.of(kind) if getattr(r, "client_id", None) in clients]
    return sorted(found, key=lambda f: f[1].created_at, reverse=True)


def _sounding(desk: Desk, words: str) -> list[Found]:
    """What is open or recent and begins, somewhere, with this pinyin or these initials."""
    found: list[Found] = [(kind, r) for kind, of in _NAMED for _, r in ranked(desk.book.all_of(of), words)]
    return sorted(found, key=lambda f: f[1].created_at, reverse=True)
