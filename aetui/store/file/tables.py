"""The desk's tables in memory: each record as its bytes in the file, decoded only when it is asked for."""

from __future__ import annotations

import re
from _thread import allocate_lock
from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

import msgspec

from aetui.domain.patterns import pattern
from aetui.domain.records import KINDS, Record
from aetui.store.file.clock import Heads, known_of
from aetui.store.file.journal import JournalChange, raw

FORMAT = "aetui"
SIDE_TABLES = ("meta", "conflicts", "log")
"""Tables that hold no records: whose file and which version, conflicts kept side by side, the changes."""
_ID = b'{"id":"'
FOREVER = 1e18

Docs = dict[str, dict[int, bytes]]
Touched = tuple[str, bytes | None, bytes | None]
"""A record's table, and its bytes before and after."""

_decoders: dict[str, Any] = {}
_A_RECORD = pattern(rb'^(?=.*"id": ?")(?=.*"created_at": ?")(?=.*"updated_at": ?")', re.DOTALL)
_NO_ZONE = pattern(rb'[Tt ]\d\d:[\d:.]+"')
_ODD = pattern(rb'"[-+019nNsSiI](?:\d{3}-\d\d-\d\d|(?i:s?nan|an|inf|nf))')
"""In a record's bytes: what may be a time or an amount that can't be reckoned with. Two, since each begins with what is quickly found."""


class _WithId(msgspec.Struct):
    id: str = ""


class Meta(msgspec.Struct):
    """The one document of the table `meta`."""

    format: str
    version: int


def decode(kind: str, data: bytes, *, looked_at: bool = False) -> Record:
    """A record's bytes as its struct. Raises ValueError where it is not one, or holds a time or an amount that nothing
    can be reckoned with (`looked_at`: it was found before that it holds none; looking takes longer than all else)."""
    decoder = _decoders.get(kind)
    if decoder is None:
        decoder = _decoders[kind] = msgspec.json.Decoder(KINDS[kind]).decode
    try:
        found: Record = decoder(data)
    except RecursionError:
        raise ValueError("too deep") from None
    if not looked_at and (_NO_ZONE.search(data) or _ODD.search(data)):  # or a text that looks like it
        reckonable(msgspec.to_builtins(found, builtin_types=(datetime, Decimal)))
    return found


def reckonable(value: Any) -> None:
    """Raises msgspec.ValidationError for a time without an offset or out of reach, or an amount that is none: one such
    record would stop every list that it stands in."""
    if isinstance(value, datetime):
        if value.tzinfo is None or not 1900 < value.year < 9000:
            raise msgspec.ValidationError(value.isoformat())
    elif isinstance(value, Decimal):
        if not value.is_finite():
            raise msgspec.ValidationError(str(value))
    elif isinstance(value, dict | list):
        for held in value.values() if isinstance(value, dict) else value:
            reckonable(held)


def encode(record: Record) -> bytes:
    """A record as its bytes. A lone surrogate (bytes on a command line that are no UTF-8) becomes U+FFFD."""
    try:
        return msgspec.json.encode(record)
    except UnicodeEncodeError:
        return compact(scrubbed(msgspec.to_builtins(record)))


def compact(value: Any) -> bytes:
    return msgspec.json.encode(value)


def scrubbed(value: Any) -> Any:
    """A JSON value without lone surrogates, which Python's own json writes and nothing else reads."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, dict):
        return {scrubbed(key): scrubbed(held) for key, held in value.items()}
    if isinstance(value, list):
        return [scrubbed(held) for held in value]
    return value


def id_of(data: bytes) -> str:
    """The `id` of a record's bytes; empty where it has none."""
    if data.startswith(_ID):
        found = data[7 : data.index(b'"', 7)]
        if b"\\" not in found:
            return found.decode("utf-8", "replace")
    try:
        return msgspec.json.decode(data, type=_WithId).id
    except (ValueError, RecursionError):
        return ""


def is_a_record(data: bytes) -> bool:
    """Whether a document looks like one of this program's records, of whatever kind."""
    return _A_RECORD.search(data) is not None


def same(one: bytes | None, other: bytes | None) -> bool:
    """Whether two documents say the same, however they are written."""
    if one is None or other is None or one == other:
        return one == other
    try:
        return bool(msgspec.json.decode(one) == msgspec.json.decode(other))
    except (ValueError, RecursionError):
        return False


class Tables:
    """Documents by table and document id. `whole`: all of the file; else its front, with `tops` filled in.

    `front` names the documents that are live or were updated at or after `horizon`, with the moment (POSIX
    seconds) up to which they belong to it: when they were updated, or FOREVER where they are, or may be, live.

    One thread at a time changes tables; others may read meanwhile, and what they find out about them stays true.
    """

    def __init__(self, docs: Docs, *, whole: bool = True) -> None:
        self.docs = docs
        self.whole = whole
        self.tops: dict[str, int] = {}
        self.front: dict[str, dict[int, float]] | None = None
        self.horizon: datetime | None = None
        self.unread: dict[tuple[str, int], str] = {}
        """Documents that don't read as their table's kind, and why; known once everything was decoded."""
        self.looked_at: dict[str, set[int]] = {}
        """Documents of the front that were read before, by whoever kept it."""
        self.folded: Heads | None = None
        """Of a front: what changes were known when it was kept, whose lines aren't held here."""
        self._known: Heads | None = None
        self._strange: list[str] | None = None
        self._ids: dict[str, dict[str, int]] = {}
        self._heads: dict[str, dict[bytes, set[int]]] = {}
        self._mutex = allocate_lock()  # an index that is being made must not miss what is set meanwhile

    @property
    def names(self) -> set[str]:
        """The tables in the file, also of those that aren't held here."""
        return self.docs.keys() | self.tops.keys()

    @property
    def strange(self) -> list[str]:
        """Tables that aren't the program's and yet hold its records."""
        if self._strange is None:
            others = [name for name in self.docs if name not in KINDS and name not in SIDE_TABLES]
            self._strange = [n for n in others if any(map(is_a_record, self.docs[n].values()))]
        return self._strange

    @property
    def profile_hidden(self) -> bool:
        """Whether there is, or may be, a profile that can't be read: none must be made beside it, and what it says isn't
        known."""
        if any(kind == "profile" for kind, _ in self.unread):
            return True
        return not self.docs.get("profile") and bool(self.strange)

    @property
    def known(self) -> Heads:
        """How far the changes of each device are known; on a desk in an office (`clock`)."""
        if self._known is None:
            found = known_of(self.table("log").items())
            if self.folded is not None:
                found.clock, found.own = max(found.clock, self.folded.clock), max(found.own, self.folded.own)
                for device, n in self.folded.others.items():
                    found.others[device] = max(n, found.others.get(device, 0))
            self._known = found
        return self._known

    def table(self, name: str) -> dict[int, bytes]:
        return self.docs.setdefault(name, {})

    def top(self, name: str) -> int:
        """The highest document id of a table so far; 0 where there was none."""
        top = self.tops.get(name)
        if top is None:
            top = self.tops[name] = max(self.docs.get(name, ()), default=0)
        return top

    def doc_of(self, name: str, record_id: str) -> int | None:
        """Where the record of that id stands."""
        return self.ids(name).get(record_id)

    def ids(self, name: str) -> dict[str, int]:
        """Record ids to document ids; read off the bytes once a table, when it is first asked for."""
        known = self._ids.get(name)
        if known is None:
            with self._mutex:
                known = {id_of(data): doc for doc, data in self.table(name).items()}
                known.pop("", None)
                self._ids[name] = known
        return known

    def listed(self, name: str) -> tuple[list[bytes], dict[bytes, set[int]]]:
        """The documents of a table as they stand, and what one found out of just these: in which pieces of them some bytes stand."""
        with self._mutex:
            return list(self.docs.get(name, {}).values()), self._heads.setdefault(name, {})

    def set(self, name: str, doc: int, data: bytes | None) -> None:
        """Put a document, or with None take it out."""
        with self._mutex:
            self._set(name, doc, data)

    def _set(self, name: str, doc: int, data: bytes | None) -> None:
        table = self.table(name)
        self._heads.pop(name, None)
        self.unread.pop((name, doc), None)
        self.looked_at.get(name, set()).discard(doc)
        if name == "log":
            self._known = None
        known = self._ids.get(name)
        if known is not None and doc in table:
            old = id_of(table[doc])
            if known.get(old) == doc:
                del known[old]
        if data is None:
            table.pop(doc, None)
        else:
            self.tops[name] = max(self.top(name), doc)
            table[doc] = data
            if known is not None:
                known[id_of(data)] = doc
        if self.front is not None and name in KINDS:
            self.front.setdefault(name, {})[doc] = FOREVER

    def apply(self, change: JournalChange, payload: bytes) -> None:
        """Take in a change that continues what stands here."""
        known = self._known
        for edit in change.edits:
            self.set(edit.table, edit.doc, raw(edit.after))
        self.set("log", change.seq, payload)
        if known is not None:
            known.take(change.stamps, change.seq)
            self._known = known

    def copy(self) -> Tables:
        """These tables as they stand now; the documents are shared, for they never change."""
        held = Tables({name: dict(table) for name, table in self.docs.items()}, whole=self.whole)
        held.tops, held.horizon, held.unread = dict(self.tops), self.horizon, dict(self.unread)
        held.folded = self.folded
        if self.front is not None:
            held.front = {kind: dict(docs) for kind, docs in self.front.items()}
        return held

    def forget(self) -> None:
        """Forget what was reckoned from the documents; they were replaced."""
        self.tops.clear()
        self._ids.clear()
        self._heads.clear()
        self.unread.clear()
        self.looked_at.clear()
        self.front = self.horizon = self.folded = self._known = None

    def meta(self) -> Meta | None:
        for data in self.docs.get("meta", {}).values():
            try:
                return msgspec.json.decode(data, type=Meta)
            except (ValueError, RecursionError):
                return None
        return None


def empty(version: int) -> Tables:
    """A new desk."""
    docs: Docs = {"meta": {1: compact(Meta(FORMAT, version))}}
    return Tables(docs | {name: {} for name in (*KINDS, "conflicts", "log")})


def own_bytes(read: dict[str, dict[int, Any]]) -> Docs:
    """Documents as bytes of their own, where they were pieces of what was read; in place, to spare memory."""
    for table in read.values():
        for doc, piece in table.items():
            table[doc] = bytes(piece)
    return read


def render(docs: Docs) -> Iterator[bytes]:
    """The data file in pieces: TinyDB's JSON, a document a line, `meta` first and `log` last."""
    names = sorted(docs, key=_place)
    for n, name in enumerate(names):
        yield b"%b%b:{\n" % (b"{" if n == 0 else b"", compact(name))
        table = list(docs[name].items())
        for start in range(0, len(table), 1000):
            piece = b",\n".join([b'"%d":%b' % pair for pair in table[start : start + 1000]])
            yield piece + (b"\n" if start + 1000 >= len(table) else b",\n")
        yield b"}}\n" if n == len(names) - 1 else b"},\n"


def _place(name: str) -> tuple[int, str]:
    order = ("meta", *KINDS)
    if name in order:
        return order.index(name), ""
    return len(order) + (name in SIDE_TABLES), name


def typed(changes: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, Record]]:
    """Records of their bytes; what does not read as its kind is left out (`check` tells of it)."""
    for kind, data in changes:
        try:
            yield kind, decode(kind, data)
        except ValueError:
            continue


def document(data: bytes) -> dict[str, Any] | None:
    """A document's bytes as a dict; None for what isn't one."""
    try:
        found = msgspec.json.decode(data)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None
