"""Finding: everything that mentions some words, the best match first, then newest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from heapq import merge
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, TypeVar, overload

import msgspec

from aetui.desk.card.cards import card_by_number
from aetui.desk.core import Desk
from aetui.desk.find.finder import EXACT, SOUND_BEGINS, ranked
from aetui.desk.find.hit import SAYING, Hit, as_hit
from aetui.desk.find.names import fold
from aetui.desk.gc_pause import gc_paused
from aetui.desk.meeting.coordination import planned
from aetui.domain.records import Client, Idea, Memo, Todo
from aetui.domain.records.base import Record
from aetui.domain.records.card import Card
from aetui.domain.records.meeting import Meeting
from aetui.domain.records.refs import ref_to
from aetui.store import DeskDB

if TYPE_CHECKING:
    from aetui.store.search import Mention, Trail

_Of = tuple[str, Record]
Spots: TypeAlias = "dict[str, Mention]"
"""Where words stand, as the store found them, by what each is called in a list."""
_M = TypeVar("_M", bound="_Held | Mention")
_UNREAD = 200  # bytes that are shown of what can't be read
_OF_A_CLIENT = ("calls", "items", "cards", "meetings", "todos", "memos", "ideas")
_NAMED: tuple[tuple[str, type[Card] | type[Meeting] | type[Todo] | type[Memo] | type[Idea]], ...] = (
    ("cards", Card),
    ("meetings", Meeting),
    ("todos", Todo),
    ("memos", Memo),
    ("ideas", Idea),
)


class Mentions(Sequence[Hit]):
    """What was found, the best first. All of it is counted; what it says is read when it is looked at."""

    def __init__(self, desk: Desk, found: Mapping[str, _Held | Mention]) -> None:
        self._desk, self.refs, self._found = desk, list(found), list(found.values())

    def __len__(self) -> int:
        return len(self._found)

    @overload
    def __getitem__(self, place: int) -> Hit: ...
    @overload
    def __getitem__(self, place: slice) -> list[Hit]: ...
    def __getitem__(self, place: int | slice) -> Hit | list[Hit]:
        if isinstance(place, slice):
            return [self._hit(one) for one in self._found[place]]
        return self._hit(self._found[place])

    def _as_hit(self, one: _Held | Mention) -> Hit | None:
        record = one.read()
        client = self._desk.get(Client, getattr(record, "client_id", None))
        return as_hit(client, one.kind, record) if record is not None else None

    def _hit(self, one: _Held | Mention) -> Hit:
        # What can't be read is told all the same, as it stands.
        at = self._desk.local(datetime.fromtimestamp(one.made, UTC))
        text = "" if isinstance(one, _Held) else one.data[:_UNREAD].decode("utf-8", "replace")
        return self._as_hit(one) or Hit(kind=one.kind, id=one.id, at=at, client="", text=text)


class _Held(NamedTuple):
    """A record, with the face of `Mention`."""

    kind: str
    record: Record

    @property
    def id(self) -> str:
        return self.record.id

    @property
    def made(self) -> float:
        return self.record.created_at.timestamp()

    def read(self) -> Record:
        return self.record


def new_trail() -> Trail:
    """Where nothing was looked for yet."""
    from aetui.store.search import Trail

    return Trail()


@gc_paused()
def said(store: DeskDB, words: str, trail: Trail | None = None) -> Spots:
    """Where the words stand, newest first; where they stand nowhere so, the records in which each of them does. From any
    thread: only the store is read. `trail`: of one who types them, letter by letter."""
    words = _as_kept(words)
    return _by_ref(_spots(store, words, trail))


def _by_ref(found: Iterable[_M]) -> dict[str, _M]:
    """By what each is called in a list, the first of each; without what says nothing there."""
    kept: dict[str, _M] = {}
    for one in found:
        kind = one.kind
        if kind in SAYING or ((record := one.read()) is not None and as_hit(None, kind, record) is not None):
            kept.setdefault(ref_to(kind, one.id), one)
    return kept


def _spots(store: DeskDB, words: str, trail: Trail | None) -> list[Mention]:
    whole = store.said(words, trail)
    each = sorted(words.split(), key=len, reverse=True)
    if whole or len(each) < 2:
        return whole
    rest = [fold(word) for word in each[1:]]
    found = []
    for one in store.said(each[0], trail):
        record = one.read()
        text = fold(" ".join(_texts(record))) if record else ""
        if all(word in text for word in rest):
            found.append(one)
    return found


def _as_kept(words: str) -> str:
    """As the store keeps them: halves of characters (bytes on a command line that are no text) are U+FFFD."""
    return words.encode("utf-16", "surrogatepass").decode("utf-16", "replace").strip()


@gc_paused()
def find_text(desk: Desk, words: str, now: datetime | None = None, hits: Spots | None = None) -> Mentions:
    """What `words` mean: first what they name (a client, a card by its number, what says just that), the best first; then,
    newest first, what mentions them and what is open or recent with a client so named. Words that stand nowhere as they are
    are looked for one by one, and by their sound. `now`: this week's A11 is looked for too, that nobody spoke of yet. `hits`:
    what `said` found of them, where that was asked for before."""
    words = _as_kept(words)
    if not fold(words):
        return Mentions(desk, {})
    mentioning = said(desk.store, words) if hits is None else hits
    clients = [c for rank, c in ranked(desk.book.clients.values(), words) if rank <= SOUND_BEGINS]
    named = [_Held(kind, record) for kind, record in _named(desk, words, clients)]
    coming = planned(desk, now) if now is not None else None
    if coming is not None and ranked([coming], words):
        named.append(_Held("meetings", coming))
    first: dict[str, _Held | Mention] = {**_by_ref(named)}
    theirs = [_Held(kind, record) for kind, record in _of(desk, {c.id for c in clients})]
    rest: Mapping[str, _Held | Mention] = mentioning
    if theirs:
        every: Iterable[_Held | Mention] = merge(mentioning.values(), theirs, key=lambda one: one.made, reverse=True)
        rest = _by_ref(every)
    found = {**first, **rest, **first}  # in this order; what is named is the record at hand
    return Mentions(desk, found or _by_ref(_Held(kind, record) for kind, record in _sounding(desk, words)))


def _named(desk: Desk, words: str, clients: list[Client]) -> list[_Of]:
    """What the words name, rather than mention."""
    found: list[_Of] = []
    for kind, of in _NAMED:
        exact = [r for rank, r in ranked(desk.book.all_of(of), words) if rank == EXACT]
        found += [(kind, r) for r in sorted(exact, key=lambda r: r.created_at, reverse=True)]
    card = card_by_number(desk, words)
    return [*([("cards", card)] if card else ()), *(("clients", client) for client in clients), *found]


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


def _of(desk: Desk, clients: set[str]) -> list[_Of]:
    """What is open or recent with these clients, newest first; the rest doesn't stand in memory."""
    kinds = _OF_A_CLIENT if clients else ()
    found = [(kind, r) for kind in kinds for r in desk.book.of(kind) if getattr(r, "client_id", None) in clients]
    return sorted(found, key=lambda f: f[1].created_at, reverse=True)


def _sounding(desk: Desk, words: str) -> list[_Of]:
    """What is open or recent and begins, somewhere, with this pinyin or these initials."""
    found: list[_Of] = [(kind, r) for kind, of in _NAMED for _, r in ranked(desk.book.all_of(of), words)]
    return sorted(found, key=lambda f: f[1].created_at, reverse=True)
