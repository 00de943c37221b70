"""A table of the desk, as TinyDB's. What was looked at is decoded, what was touched is written.

Stock TinyDB copies the whole table for each insert and rewrites the whole file. Here an operation is a change, or part of
the one that it is called in. Each result is a fresh copy, and there is no query cache: another program may write any time.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, MutableMapping
from functools import cached_property
from typing import Any

from tinydb.table import Document, Table

from aetui.domain.records import Record
from aetui.store.file.front import holds_all
from aetui.store.file.tables import compact, decode, document, id_of, typed
from aetui.store.storage import DeskStorage, View


class DeskDocument(Document):
    """A document as TinyDB has them: a dict of its own, with its `doc_id`."""

    kind = ""

    @property
    def record(self) -> Record:
        """What it says, as the program's own type. Raises ValueError where it is no record."""
        return decode(self.kind, compact(self))


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
            found = document(self._docs[doc])
            if found is None:
                raise KeyError(doc)
            self._held[doc] = found
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
        yield from (doc for doc in list(self._docs) if doc in self and self.get(doc) is not None)
        yield from (doc for doc in list(self._held) if doc not in self._docs)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def clear(self) -> None:
        self._held.clear()
        self._gone.update(self._docs)

    def changes(self) -> Iterator[tuple[int, Any]]:
        """What was taken out, and all that may be different now."""
        yield from ((doc, None) for doc in self._gone & self._docs.keys())
        yield from self._held.items()


class DeskTable(Table):
    """One kind's records, or a table of a script's own: its documents by TinyDB's methods, its records by these."""

    _storage: DeskStorage

    def __init__(self, storage: DeskStorage, name: str, **_: Any) -> None:
        super().__init__(storage, name, cache_size=0)

    @cached_property
    def document_class(self) -> type[DeskDocument]:  # type: ignore[override]
        """Its documents' class, which knows what kind of record they hold."""
        return type("DeskDocument", (DeskDocument,), {"kind": self.name})

    # Records

    def record(self, record_id: str, *, changed: bool = False) -> Record | None:
        """The record of that id; None where there is none that can be read. `changed`: as `DeskDB.record`."""
        doc = self._storage.place(self.name, record_id, known_new=changed)
        data = self._storage.docs(self.name).get(doc) if doc is not None else None
        return next((record for _, record in typed([(self.name, data)])), None) if data is not None else None

    def records(self) -> Iterator[Record]:
        """Every record that can be read, in the order in which they were made. Of two documents with one id the last counts."""
        file, name = self._storage.file, self.name
        if not holds_all(file.tables, name):
            file.need_whole()
        places, ids = self._storage.places(name), file.tables.ids(name)
        docs = list(self._storage.docs(name).items())
        wanted = ((name, data) for doc, data in docs if places.get(key := id_of(data), ids.get(key, doc)) == doc)
        return (record for _, record in typed(wanted))

    def pointing(self, field: str, values: Collection[str]) -> Iterator[Record]:
        """The records of which a field is one of some ids; the others aren't decoded."""
        from aetui.store.search import pointing

        if not holds_all(self._storage.file.tables, self.name):
            self._storage.file.need_whole()
        return pointing(self._storage.file.tables, self.name, field, values)

    # Documents

    def insert(self, document: Mapping[str, Any]) -> int:
        with self._storage.change():
            return super().insert(self._own(document))

    def insert_multiple(self, documents: Iterable[Mapping[str, Any]]) -> list[int]:
        with self._storage.change():
            return super().insert_multiple(map(self._own, documents))

    def upsert(self, document: Mapping[str, Any], cond: Any = None) -> list[int]:
        with self._storage.change():
            return super().upsert(self._own(document), cond)

    def truncate(self) -> None:
        with self._storage.change() as writing:
            super().truncate()
            writing.empty(self.name)

    def _own(self, given: Mapping[str, Any]) -> Mapping[str, Any]:
        """A document that comes with its id, of whatever class, as one of this table."""
        if not isinstance(given, Document):
            return given
        with self._storage.change() as writing:
            writing.reach(self.name, given.doc_id)
        return self.document_class(given, given.doc_id)

    def _get_next_id(self) -> int:
        with self._storage.change() as writing:
            return writing.free(self.name)

    def _read_table(self) -> Any:
        self._storage.look()
        return View(self._storage.docs(self.name))

    def _update_table(self, updater: Callable[[dict[int, Any]], None]) -> None:
        with self._storage.change() as writing:
            self._storage.file.need_whole()
            draft = Draft(self._storage.docs(self.name))
            updater(draft)  # type: ignore[arg-type]
            writing.take(self.name, draft.changes())
