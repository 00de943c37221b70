"""The desk's tables in memory: each record as its bytes in the file, decoded only when it is asked for."""

from __future__ import annotations

from _thread import allocate_lock
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from aetui.domain.errors import Unusable
from aetui.domain.records import KINDS, Record
from aetui.store.journal import Change, raw

FORMAT = "aetui"
SIDE_TABLES = ("meta", "conflicts", "log")
"""Tables that hold no records: whose file and which version, conflicts kept side by side, the changes."""
_ID = b'{"id":"'
FOREVER = 1e18

Docs = dict[str, dict[int, bytes]]

_decoders: dict[str, Any] = {}


class _WithId(msgspec.Struct):
    id: str = ""


class Meta(msgspec.Struct):
    """The one document of the table `meta`."""

    format: str
    version: int


def decode(kind: str, data: bytes) -> Record:
    """A record's bytes as its struct. Raises ValueError where it is not one."""
    decoder = _decoders.get(kind)
    if decoder is None:
        decoder = _decoders[kind] = msgspec.json.Decoder(KINDS[kind]).decode
    found: Record = decoder(data)
    return found


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
    except ValueError:
        return ""


def same(one: bytes | None, other: bytes | None) -> bool:
    """Whether two documents say the same, however they are written."""
    if one is None or other is None or one == other:
        return one == other
    try:
        return bool(msgspec.json.decode(one) == msgspec.json.decode(other))
    except ValueError:
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
        self._ids: dict[str, dict[str, int]] = {}
        self._mutex = allocate_lock()  # an index that is being made must not miss what is set meanwhile

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

    def set(self, name: str, doc: int, data: bytes | None) -> None:
        """Put a document, or with None take it out."""
        with self._mutex:
            self._set(name, doc, data)

    def _set(self, name: str, doc: int, data: bytes | None) -> None:
        table = self.table(name)
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

    def apply(self, change: Change, payload: bytes) -> None:
        """Take in a change that continues what stands here."""
        for edit in change.edits:
            self.set(edit.table, edit.doc, raw(edit.after))
        self.set("log", change.seq, payload)

    def copy(self) -> Tables:
        """These tables as they stand now; the documents are shared, for they never change."""
        held = Tables({name: dict(table) for name, table in self.docs.items()}, whole=self.whole)
        held.tops, held.horizon = dict(self.tops), self.horizon
        if self.front is not None:
            held.front = {kind: dict(docs) for kind, docs in self.front.items()}
        return held

    def forget(self) -> None:
        """Forget what was reckoned from the documents; they were replaced."""
        self.tops.clear()
        self._ids.clear()
        self.front = self.horizon = None

    def meta(self) -> Meta | None:
        for data in self.docs.get("meta", {}).values():
            try:
                return msgspec.json.decode(data, type=Meta)
            except ValueError:
                return None
        return None


def empty(version: int) -> Tables:
    """A new desk."""
    docs: Docs = {"meta": {1: compact(Meta(FORMAT, version))}}
    return Tables(docs | {name: {} for name in (*KINDS, "conflicts", "log")})


def parse(data: bytes, path: Path, newest: int, *, tidy: bool = False) -> Tables:
    """The data file's bytes as tables. `tidy`: this program wrote them, so they need no looking through.

    Raises Unusable: damaged, cut to nothing, not a desk's, newer.
    """
    if not data[:1000].strip(b" \t\r\n\0") and not data.strip(b" \t\r\n\0"):
        raise Unusable("file.empty", path=path)
    if data.startswith(b"\xef\xbb\xbf"):
        data = data[3:]
    try:
        docs = own_bytes(msgspec.json.decode(data, type=dict[str, dict[int, msgspec.Raw]]))
    except ValueError:
        docs = _parse_foreign(data, path)
    if tidy:
        pass
    elif data.count(b"\n") != _lines(docs) or b"\\u" in data:
        docs = {name: {doc: _tidied(held) for doc, held in table.items()} for name, table in docs.items()}
    tables = Tables(docs)
    meta = tables.meta()
    if meta is None or meta.format != FORMAT or meta.version < 1:
        raise Unusable("file.foreign", path=path)
    if meta.version > newest:
        raise Unusable("file.newer", path=path, version=meta.version, known=newest)
    return tables


def own_bytes(read: dict[str, dict[int, Any]]) -> Docs:
    """Documents as bytes of their own, where they were pieces of what was read; in place, to spare memory."""
    for table in read.values():
        for doc, piece in table.items():
            table[doc] = bytes(piece)
    return read


def _parse_foreign(data: bytes, path: Path) -> Docs:
    """JSON that only Python's own reader takes (lone surrogates)."""
    import json

    try:
        read = json.loads(data.decode())
        return {
            str(name): {int(doc): compact(scrubbed(dict(held))) for doc, held in table.items()}
            for name, table in read.items()
        }
    except (ValueError, TypeError, AttributeError, RecursionError):
        raise Unusable("file.damaged", path=path) from None


def _tidied(data: bytes) -> bytes:
    """A document that another program wrote, in the bytes that this one would write."""
    try:
        return compact(msgspec.json.decode(data))
    except ValueError:
        return data.replace(b"\n", b" ").replace(b"\r", b" ")  # told by `check`, kept as it is


def _lines(docs: Docs) -> int:
    """How many line feeds `render` writes for these tables."""
    return sum(len(table) + 1 for table in docs.values()) + len(docs)


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
