"""TinyDB's own API on the desk: its Storage and Table on the store's bytes, writing through its journal.

Stock TinyDB copies the whole table for each insert and rewrites the whole file; here a table is a view that
decodes a document when it is looked at, and only what an operation touched is written. Each result is a fresh
copy, so there is no query cache that one caller could spoil for the next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec
from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Table

from aetui.domain.records import KINDS
from aetui.store.tables import SIDE_TABLES, compact, decode

if TYPE_CHECKING:
    from aetui.store.store import Store


class View(Mapping[str, Any]):
    """A table's documents by their ids as strings, as TinyDB expects them of a storage."""

    def __init__(self, docs: dict[int, bytes]) -> None:
        self.docs = docs

    def __getitem__(self, key: str) -> Any:
        return msgspec.json.decode(self.docs[int(key)])

    def __iter__(self) -> Iterator[str]:
        return (str(doc) for doc in list(self.docs))

    def __len__(self) -> int:
        return len(self.docs)


class Draft(MutableMapping[int, Any]):
    """A table in the hands of an operation: what was looked at may have been changed in place."""

    def __init__(self, docs: Mapping[int, bytes]) -> None:
        self._docs = docs
        self._held: dict[int, Any] = {}
        self._gone: set[int] = set()

    def __getitem__(self, doc: int) -> Any:
        if doc in self._gone:
            raise KeyError(doc)
        if doc not in self._held:
            self._held[doc] = msgspec.json.decode(self._docs[doc])
        return self._held[doc]

    def __setitem__(self, doc: int, value: Any) -> None:
        self._gone.discard(doc)
        self._held[doc] = value

    def __delitem__(self, doc: int) -> None:
        if doc not in self:
            raise KeyError(doc)
        self._held.pop(doc, None)
        self._gone.add(doc)

    def __contains__(self, doc: object) -> bool:
        return doc not in self._gone and (doc in self._held or doc in self._docs)

    def __iter__(self) -> Iterator[int]:
        yield from (doc for doc in list(self._docs) if doc not in self._gone)
        yield from (doc for doc in list(self._held) if doc not in self._docs)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def clear(self) -> None:
        self._held.clear()
        self._gone.update(self._docs)

    def changes(self) -> Iterator[tuple[int, bytes | None]]:
        """What is different now."""
        for doc in self._gone & self._docs.keys():
            yield doc, None
        for doc, value in self._held.items():
            data = compact(value)
            if data != self._docs.get(doc):
                yield doc, data


class DeskStorage(Storage):
    """The store as TinyDB's storage."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def tables(self) -> dict[str, dict[int, bytes]]:
        self.store.file.need_whole()
        return self.store.file.tables.docs

    def read(self) -> dict[str, Any]:
        return {name: View(docs) for name, docs in self.tables().items()}

    def write(self, data: Mapping[str, Mapping[Any, Any]]) -> None:
        """Make the records those of `data`; the store's own tables stay."""
        with self.store.file.held:
            self.store.file.begin()
            changes: list[tuple[str, int, bytes | None]] = []
            for name, docs in self.tables().items():
                given = data.get(name, {})
                if isinstance(given, View) or name in SIDE_TABLES:
                    continue
                changes += [(name, doc, None) for doc in docs if str(doc) not in given and doc not in given]
            for name, table in data.items():
                if not isinstance(table, View):
                    changes += [(name, int(doc), compact(value)) for doc, value in table.items()]
            self.put(changes)

    def put(self, changes: Iterable[tuple[str, int, bytes | None]]) -> None:
        """Write documents as one change. Under the lock. Raises ValueError: no record of that table."""
        tables = self.tables()
        edits = []
        for name, doc, data in changes:
            if name in SIDE_TABLES:
                raise ValueError(f"the table {name!r} is the store's own")
            if name in KINDS and data is not None:
                decode(name, data)
            if tables.get(name, {}).get(doc) != data:
                edits.append(self.store._raw_edit(name, doc, data))
        if edits:
            names = ", ".join(sorted({edit.table for edit in edits}))
            self.store._append("tinydb", {"what": names}, edits, datetime.now().astimezone())


class DeskTable(Table):
    """A table that decodes what is looked at and writes what was touched."""

    default_query_cache_capacity = 0

    def __init__(self, storage: DeskStorage, name: str, **kwargs: Any) -> None:
        self._desk = storage
        self._free = 0  # the next free document id, within one operation
        super().__init__(storage, name, **{"cache_size": 0, **kwargs})

    def insert(self, document: Mapping[str, Any]) -> int:
        with self._alone():
            return super().insert(document)

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[int]:
        with self._alone():
            return super().insert_multiple(documents)

    def upsert(self, document: Mapping[str, Any], cond: Any = None) -> list[int]:
        with self._alone():
            return super().upsert(document, cond)

    def truncate(self) -> None:
        with self._alone():
            super().truncate()
            self._desk.store.file.tables.tops[self.name] = 0  # as stock does: ids begin anew

    def _alone(self) -> Any:
        """The lock, from the choice of a document id to the write; ids given out before it count no more."""
        self._free = 0
        return self._desk.store.file.held

    def _get_next_id(self) -> int:
        if not self._free:
            self._desk.store.file.begin()
            self._free = self._desk.store.file.tables.top(self.name) + 1
        self._free += 1
        return self._free - 1

    def _read_table(self) -> Any:
        return View(self._desk.tables().get(self.name, {}))

    def _update_table(self, updater: Callable[[dict[int, Any]], None]) -> None:
        with self._desk.store.file.held:
            self._desk.store.file.begin()
            draft = Draft(self._desk.tables().get(self.name, {}))
            updater(draft)  # type: ignore[arg-type]
            self._desk.put((self.name, doc, data) for doc, data in list(draft.changes()))


class DeskDB(TinyDB):
    """TinyDB on a store. Closing it leaves the store open."""

    table_class: Any = DeskTable

    def __init__(self, store: Store) -> None:
        super().__init__(store, storage=DeskStorage)
