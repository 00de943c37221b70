"""The data file's bytes as tables, whoever wrote them: nothing in them is dropped from sight without being told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from aetui.domain.errors import DeskError, Unusable
from aetui.domain.patterns import pattern
from aetui.store.file.tables import FORMAT, Docs, Tables, compact, own_bytes, render, scrubbed

_ENTRY = pattern(rb'"\d+"\s*:\s*\{')
_BYTES = pattern("[\udc80-\udcff]")
_MARK = b"\xef\xbb\xbf"


class Twice(dict[str, Any]):
    """An object of which a key stands twice. `pairs`: all that stood there."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        self.pairs = pairs


class Lost(msgspec.Struct, frozen=True):
    """A document whose place another one holds: `doc` of `table` stood twice, and this one came first."""

    table: str
    doc: int
    data: bytes


class Parsed(msgspec.Struct):
    """What a data file holds. `ours`: it is laid out as this program lays it out. `lost`: documents that a reader of JSON
    would drop. `findings`: what the user should hear of."""

    tables: Tables
    ours: bool
    lost: list[Lost]
    findings: list[DeskError]


def parse(data: bytes, path: Path, newest: int, *, tidy: bool = False) -> Parsed:
    """The data file's bytes as tables. `tidy`: this program wrote them, so they need no looking through.

    Raises Unusable: damaged, cut to nothing, not a desk's, newer.
    """
    if not data[:1000].strip(b" \t\r\n\0") and not data.strip(b" \t\r\n\0"):
        raise Unusable("file.empty", path=path)
    if data.startswith(_MARK):
        data = data[len(_MARK) :]
    lost: list[Lost] = []
    findings: list[DeskError] = []
    ours = True
    try:
        docs = own_bytes(msgspec.json.decode(data, type=dict[str, dict[int, msgspec.Raw]]))
    except (ValueError, RecursionError):
        docs = _parse_slowly(data, path, lost, findings)
        ours = data.count(b"\n") == _lines(docs)
    else:
        if not tidy:
            ours = data.count(b"\n") == _lines(docs)
            if not ours and len(_ENTRY.findall(data)) > sum(map(len, docs.values())):
                docs = _parse_slowly(data, path, lost, findings)
            elif not ours or b"\\u" in data:
                docs = {name: {doc: _tidied(held) for doc, held in table.items()} for name, table in docs.items()}
    tables = Tables(docs)
    meta = tables.meta()
    if meta is None or meta.format != FORMAT or meta.version < 1:
        raise Unusable("file.foreign", path=path)
    if meta.version > newest:
        raise Unusable("file.newer", path=path, version=meta.version, known=newest)
    return Parsed(tables, ours, lost, findings)


def laid_out(docs: Docs) -> bytes:
    """The data file for these tables, in one piece."""
    return b"".join(render(docs))


def _parse_slowly(data: bytes, path: Path, lost: list[Lost], findings: list[DeskError]) -> Docs:
    """By Python's own reader, which takes what others refuse (lone surrogates, NaN) and tells of keys that stand twice."""
    import json

    try:
        read = json.loads(data.decode("utf-8", "surrogateescape"), object_pairs_hook=_object)
        docs: Docs = {}
        for key, table in _pairs(read):
            name = key.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
            if name in docs:
                findings.append(DeskError("note.table_twice", path=path, table=name))
            held = docs.setdefault(name, {})
            for number, document in _pairs(table):
                doc, rendered = int(number), _rendered(document)
                if doc in held:
                    findings.append(DeskError("note.key_twice", path=path, table=name, doc=doc))
                    if held[doc] != rendered:
                        lost.append(Lost(name, doc, held.pop(doc)))
                held[doc] = rendered
                if isinstance(document, Twice):
                    findings.append(DeskError("note.field_twice", path=path, table=name, doc=doc))
                    lost.append(Lost(name, doc, _rendered(dict(reversed(document.pairs)))))
    except (ValueError, TypeError, AttributeError, RecursionError):
        raise Unusable("file.damaged", path=path) from None
    return docs


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    return found if len(found) == len(pairs) else Twice(pairs)


def _pairs(read: dict[str, Any]) -> list[tuple[str, Any]]:
    return read.pairs if isinstance(read, Twice) else list(read.items())


def _rendered(document: Any) -> bytes:
    """A document as its bytes; those that are no text, and numbers that are none, stay what they are."""
    import json

    dict(document)  # anything but an object is no document
    written = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    try:
        return written.encode()
    except UnicodeEncodeError:
        if _BYTES.search(written):
            return written.encode("utf-8", "surrogateescape")
        return compact(scrubbed(dict(document)))


def _tidied(data: bytes) -> bytes:
    """A document that another program wrote, in the bytes that this one would write."""
    try:
        return compact(msgspec.json.decode(data))
    except (ValueError, RecursionError):
        return data.replace(b"\n", b" ").replace(b"\r", b" ")  # told at each opening, kept as it is


def _lines(docs: Docs) -> int:
    """How many line feeds `render` writes for these tables."""
    return sum(len(table) + 1 for table in docs.values()) + len(docs)
