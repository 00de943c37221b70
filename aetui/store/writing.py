"""One change in the making: what is put and taken out, until all of it is written as one line of the journal."""

from __future__ import annotations

from _thread import get_ident
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from aetui.domain.errors import Unusable
from aetui.domain.records import KIND_OF, KINDS, Record
from aetui.store.file.deskfile import DeskFile
from aetui.store.file.journal import JournalChange, RawEdit, raw
from aetui.store.file.tables import Touched, encode, id_of
from aetui.store.history import Edit

if TYPE_CHECKING:  # to make a Protocol takes half a millisecond
    from typing import Protocol

    class Written(Protocol):
        """What a change is written to."""

        path: Path
        program: str
        file: DeskFile

        def docs(self, table: str) -> Mapping[int, bytes]: ...
        def place(self, table: str, record_id: str, *, known_new: bool = False) -> int | None: ...
        def heard(self) -> list[Edit]: ...


class FromElsewhere(msgspec.Struct, frozen=True):
    """Of a change that another device made: what tells it from every other, by which program, where, its number there, its clock,
    which changes it was made after, and what it turned, by its number here."""

    token: str
    program: str
    device: str
    n: int
    clock: int
    saw: dict[str, int]
    of: int | None = None


class Over(Mapping[int, bytes]):
    """A table's documents with edits over them."""

    def __init__(self, docs: Mapping[int, bytes], edits: Mapping[int, bytes | None]) -> None:
        self._docs, self._edits = docs, edits

    def __getitem__(self, doc: int) -> bytes:
        data = self._edits[doc] if doc in self._edits else self._docs[doc]
        if data is None:
            raise KeyError(doc)
        return data

    def __iter__(self) -> Iterator[int]:
        yield from (doc for doc in list(self._docs) if self._edits.get(doc, b"") is not None)
        yield from (doc for doc, data in list(self._edits.items()) if data is not None and doc not in self._docs)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Writing:
    """The edits of one change. The desk is locked meanwhile, and what others wrote was taken in.

    What `verb` did goes to the log, with `args` as words (None: which tables it wrote). `of`: the change that this one
    turns. Nothing stands in the tables before `commit`; who reads in the thread that makes the change sees its edits.
    """

    def __init__(self, storage: Written, verb: str, args: dict[str, str] | None, at: datetime) -> None:
        self.verb, self.args, self.at = verb, args, at
        self.of: int | None = None
        self.turned: tuple[str, int] | None = None
        """Where that was made, if on another device, and its number there."""
        self.maker = get_ident()
        self.came: FromElsewhere | None = None
        """Where it was made, if not here."""
        self.theirs: list[RawEdit] = []
        """What was written there, where that was brought together with what stood here."""
        self.own = False
        """Whether whoever makes it takes in what it does (`touched`); else that is told with what others do."""
        self.touched: list[Touched] = []
        self._storage = storage
        self._edits: dict[str, dict[int, bytes | None]] = {}
        self.places: dict[str, dict[str, int | None]] = {}
        """By table and record id, where those stand that it puts; None: it takes them out."""
        self._tops: dict[str, int] = {}

    def hear(self) -> list[Edit]:
        """What others changed before it. Whoever asks takes in what this change does, too (`touched`)."""
        self.own = True
        return self._storage.heard()

    # Records

    def keep(self, record: Record, *, made: bool = False) -> None:
        """Put a record, new or changed. One that was never handed out must be new where it was made at `at`. `made`: its id was
        made in this change, so that nobody need look for it. Raises Unusable where a profile would come to stand beside one that
        can't be read."""
        kind = KIND_OF[type(record)]
        doc = None if made else self._storage.place(kind, record.id, known_new=record.created_at >= self.at)
        if doc is None:
            if kind == "profile" and self._storage.file.tables.profile_hidden:
                raise Unusable("profile.unreadable", path=self._storage.path)
            doc = self.free(kind)
        self.put(kind, doc, encode(record))

    def drop(self, kind: str, record_id: str) -> None:
        """Take a record out; nothing where it isn't there."""
        doc = self._storage.place(kind, record_id)
        if doc is not None:
            self.put(kind, doc, None)

    # Documents

    def put(self, table: str, doc: int, data: bytes | None) -> None:
        """Put a document, or with None take it out."""
        edits = self._edits.setdefault(table, {})
        if table in KINDS:
            places = self.places.setdefault(table, {})
            before = edits.get(doc) or self._storage.file.tables.docs.get(table, {}).get(doc)
            if before is not None and self._storage.place(table, id_of(before)) == doc:
                places[id_of(before)] = None
            if data is not None:
                places[id_of(data)] = doc
        edits[doc] = data
        if data is not None:
            self.reach(table, doc)

    def take(self, table: str, changes: Iterable[tuple[int, Any]]) -> None:
        """Put documents as a script wrote them, with None take them out. Raises BadDocument for one that is no record of that
        table; then none is put."""
        from aetui.store.documents import checked

        for doc, data in checked(self._storage, table, changes):
            self.put(table, doc, data)

    def free(self, table: str) -> int:
        """A document id that nobody has; each is given once."""
        self._tops[table] = self._top(table) + 1
        return self._tops[table]

    def reach(self, table: str, doc: int) -> None:
        """That document id, and those before it, are free no more."""
        self._tops[table] = max(self._top(table), doc)

    def _top(self, table: str) -> int:
        return self._tops[table] if table in self._tops else self._storage.file.tables.top(table)

    def empty(self, table: str) -> None:
        """Its documents were all taken out: their ids begin anew."""
        self._tops[table] = 0

    def over(self, table: str, docs: Mapping[int, bytes]) -> Mapping[int, bytes]:
        """The documents of a table as the change leaves them."""
        edits = self._edits.get(table)
        return Over(docs, edits) if edits else docs

    def commit(self) -> None:
        """Write it; it is on disk when this returns. What says nothing new is no edit, and without edits there is no change.
        Raises Unusable; then nothing is changed."""
        edits, came = [*self._said()], self.came
        if came is None and edits and (waiting := self._storage.file.tables.docs.get("conflicts")):
            edits += self._settled(waiting, edits)
        if not edits and came is None:  # of what came it is known that it was heard
            self._storage.file.tables.tops |= self._tops  # of an empty table that was emptied the ids begin anew
            return
        if self.args is None:
            self.args = {"what": ", ".join(sorted(self._edits))}
        self._storage.file.append(
            JournalChange(
                seq=0,
                token=came.token if came else "",
                at=self.at,
                program=came.program if came else self._storage.program,
                verb=self.verb,
                args=self.args,
                of=came.of if came else self.of,
                turned=self.turned or msgspec.UNSET,
                count=max(len(edits), len(self.theirs)),
                clock=came.clock if came else msgspec.UNSET,
                saw=came.saw if came else msgspec.UNSET,
                device=came.device if came else msgspec.UNSET,
                n=came.n if came else msgspec.UNSET,
                theirs=self.theirs or msgspec.UNSET,
                edits=edits,
            )
        )
        self._storage.file.tables.tops |= self._tops
        self.touched = [(e.table, raw(e.before), raw(e.after)) for e in edits]

    def _said(self) -> Iterator[RawEdit]:
        docs = self._storage.file.tables.docs
        for table, changed in self._edits.items():
            for doc, after in changed.items():
                before = docs.get(table, {}).get(doc)
                if before != after or self.of is not None:
                    yield RawEdit(table, doc, msgspec.Raw(before or b"null"), msgspec.Raw(after or b"null"))

    def _settled(self, waiting: Mapping[int, bytes], edits: list[RawEdit]) -> list[RawEdit]:
        """The conflicts of several devices that it settles by the way."""
        from aetui.store.remote.over import spoken_over

        named = self._edits.get("conflicts", {})
        gone = [doc for doc in spoken_over(waiting, edits) if doc not in named]
        return [RawEdit("conflicts", doc, msgspec.Raw(waiting[doc])) for doc in dict.fromkeys(gone)]
