"""The store: one desk's records, read and changed. The only part of this package that the desk uses."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from aetui.domain.errors import DeskError, Unusable
from aetui.domain.records import KINDS, Record
from aetui.store import front, history
from aetui.store.damage import kept_aside, kept_lines
from aetui.store.deskfile import DeskFile, Touched
from aetui.store.fold import fold, keep_front
from aetui.store.history import Edit, LogEntry
from aetui.store.journal import JournalChange, RawEdit, raw
from aetui.store.tables import decode, encode, id_of, typed

if TYPE_CHECKING:
    from aetui.store.care import Difference, Report
    from aetui.store.tiny import DeskDB

NULL = b"null"


class Store:
    """One desk. Several programs may have it open; each sees the others' changes by `refresh`.

    `notes` collects what the user should hear of and what didn't stop the work: damaged lines that were set
    aside, conflicts, a fold that found no room.
    """

    def __init__(self, path: Path, file: DeskFile, program: str) -> None:
        self.path = path
        self.program = program
        self.file = file

    @classmethod
    def open(cls, path: Path, *, program: str) -> Store:
        """The desk in the file at `path`; an empty one where there is none (it is made by the first change).

        Raises Unusable: damaged, cut to nothing, not a desk, newer, no permission, a folder there, gone
        from beside its journal.
        """
        return cls(path, DeskFile(path), program)

    @property
    def notes(self) -> list[DeskError]:
        return self.file.notes

    @property
    def troubles(self) -> list[DeskError]:
        """What can't be read, and what waits to be settled, as it stands: to be told at each opening, beside `notes`.
        Of a desk of which nothing was read yet, what is known."""
        from aetui.store.troubles import troubles

        return troubles(self.file)

    def look_through(self) -> list[DeskError]:
        """As `troubles`, after every record was tried."""
        self.file.need_whole()
        front.look_through(self.file.tables)
        return self.troubles

    @property
    def profile_hidden(self) -> bool:
        """Whether there is, or may be, a profile that can't be read: none is made beside it."""
        return self.file.tables.profile_hidden

    def numbers_out_of_sight(self) -> set[str]:
        """Card numbers in what can't be read: in records, in lines of the journal, in versions put aside. Where there is
        anything of the kind, also those that the log tells of."""
        tables, files = self.file.tables, self.file.files
        side = kept_aside(files)
        if not (tables.unread or tables.strange or tables.docs.get("conflicts") or side):
            return set()
        import re

        self.file.need_whole()
        tables = self.file.tables
        hidden = [tables.docs[kind][doc] for kind, doc in tables.unread if doc in tables.docs.get(kind, {})]
        for name in (*tables.strange, "conflicts", "log"):
            hidden += tables.docs.get(name, {}).values()
        if side:
            hidden += kept_lines(files)
        return {found.decode() for data in hidden for found in re.findall(rb'"number":"([0-9]{4}-[0-9]{3,9})"', data)}

    # Reading

    def get(self, kind: str, record_id: str) -> Record | None:
        """The record of that id."""
        tables = self.file.tables
        doc = tables.doc_of(kind, record_id)
        if doc is None and not tables.whole:
            self.file.need_whole()
            tables = self.file.tables
            doc = tables.doc_of(kind, record_id)
        data = tables.docs[kind].get(doc) if doc is not None else None
        if data is None:
            return None
        try:
            return decode(kind, data)
        except ValueError:
            return None

    def each(self, kind: str) -> Iterator[Record]:
        """Every record of a kind, in the order in which they were made."""
        self.file.need_whole()
        tables = self.file.tables
        ids = tables.ids(kind)
        # Of two documents with one id the last counts, here as everywhere.
        docs = [data for doc, data in list(tables.docs.get(kind, {}).items()) if ids.get(id_of(data), doc) == doc]
        return (record for _, record in typed((kind, data) for data in docs))

    def front(self, since: datetime) -> Iterator[tuple[str, Record]]:
        """The records that are live, or were updated at or after `since`."""
        tables = self.file.tables
        if tables.horizon is None or since < tables.horizon:
            self.file.need_whole()
            tables = self.file.tables
            reach = front.reach(tables)
            if tables.front is None and reach is not None and not self.file.small:
                front.choose(tables, min(since, reach))
                self._found_front = True
        return front.records(tables, since)

    _found_front = False

    def search_text(self, needle: str) -> Iterator[tuple[str, Record]]:
        """The records that mention the words, newest first; found in the bytes, decoded when asked for."""
        from aetui.store.search import search

        self.file.need_whole()
        return search(self.file.tables, needle)

    def holding(self, words: Collection[str], kinds: Collection[str] = tuple(KINDS)) -> Iterator[tuple[str, Record]]:
        """The records in whose bytes one of some plain words stands (`2020-07`, an id); the others aren't decoded."""
        from aetui.store.search import holding

        self.file.need_whole()
        return holding(self.file.tables, words, kinds)

    def pointing(self, kind: str, field: str, values: Collection[str]) -> Iterator[Record]:
        """The records of a kind of which a field is one of some ids; the others aren't decoded."""
        from aetui.store.search import pointing

        self.file.need_whole()
        return pointing(self.file.tables, kind, field, values)

    def warm(self) -> None:
        """Read all of the file now (from a thread), so that the first search needn't."""
        self.file.need_whole()

    @cached_property
    def db(self) -> DeskDB:
        """TinyDB's own API on this store: queries work, results are copies, changes are journaled."""
        from aetui.store.tiny import DeskDB

        return DeskDB(self)

    # Changing

    def writing(self) -> Writing:
        """The desk for one writer alone, with everyone's changes taken in. Raises Unusable."""
        return Writing(self)

    def refresh(self) -> list[Edit]:
        """What other programs changed since the last call. Raises Unusable (spoilt, gone)."""
        self.file.refresh()
        return self._unseen() if self.file.unseen else []

    def _unseen(self) -> list[Edit]:
        with self.file.held.mutex:
            unseen, self.file.unseen = self.file.unseen, []
        return edits_of(unseen)

    def undo(self, at: datetime) -> LogEntry | None:
        """Reverse the last change as a whole; says which it was. None: there is none.

        Raises Refused when a record of it was changed since, or what it held is no longer kept.
        """
        return self._turn("undo", at)

    def redo(self, at: datetime) -> LogEntry | None:
        """Make the last undone change again, as long as nothing else was changed since."""
        return self._turn("redo", at)

    def _turn(self, verb: str, at: datetime) -> LogEntry | None:
        file = self.file
        with file.held:
            file.begin()
            file.need_whole()
            found = history.turned(file.tables, verb)
            if found is None:
                return None
            told, puts = found
            edits = [self._raw_edit(table, doc, data) for table, doc, data in puts]
            args = {**told.args, "turned": told.verb}
            self._append(verb, args, edits, at, of=told.seq)
        return history.entry(told, undone=verb == "undo")

    def log(self, limit: int) -> list[LogEntry]:
        """The last changes, newest first."""
        with self.file.held:
            self.file.need_whole()
            return history.entries(self.file.tables, limit)

    def _raw_edit(self, table: str, doc: int, after: bytes | None) -> RawEdit:
        before = self.file.tables.docs.get(table, {}).get(doc)
        return RawEdit(table, doc, msgspec.Raw(before or NULL), msgspec.Raw(after or NULL))

    def _append(
        self, verb: str, args: dict[str, str], edits: list[RawEdit], at: datetime, of: int | None = None
    ) -> None:
        self.file.append(
            JournalChange(
                seq=0,
                token="",
                at=at,
                program=self.program,
                verb=verb,
                args=args,
                of=of,
                count=len(edits),
                edits=edits,
            )
        )

    # Care

    @property
    def needs_fold(self) -> bool:
        """Whether the journal has grown so long that it should be folded now (from a thread)."""
        return self.file.long

    def fold(self) -> None:
        """Write everything into the data file; from any thread, while others go on. Raises Unusable."""
        fold(self.file)

    def check(self) -> Report:
        """Look through everything, fold, and tell what is not as it should be. Raises Unusable."""
        from aetui.store.care import check

        return check(self)

    def backup(self) -> Path:
        """Fold, and copy the data file to the desk's backups. Raises Unusable."""
        from aetui.store.care import backup

        return backup(self)

    def compare(self, source: Path) -> Difference:
        """What `restore` would change. Raises Unusable when `source` is not a sound desk, nor an export."""
        from aetui.store.care import compare

        return compare(self, source)

    def restore(self, source: Path, at: datetime) -> Path:
        """Back up (returned), then make the records those of `source`, as one change. Raises Unusable."""
        from aetui.store.care import restore

        return restore(self, source, at)

    def settle(self, at: datetime) -> int:
        """Let go of the conflicts that `check` tells of: what stands is right. Undo brings them back."""
        with self.file.held:
            self.file.begin()
            self.file.need_whole()
            docs = list(self.file.tables.table("conflicts"))
            if docs:
                self._append("settle", {}, [self._raw_edit("conflicts", doc, None) for doc in docs], at)
        return len(docs)

    def close(self) -> None:
        """Fold where the desk is small or the journal long; `notes` tell what fails, for nothing is lost."""
        file = self.file
        try:
            if file.unfolded and (file.small or file.long) and not file.held.read_only:
                fold(file)
            elif self._found_front:
                keep_front(file)
        except Unusable as error:
            self.notes.append(DeskError("note.unfolded", path=self.path, journal=file.files.journal))
            self.notes.append(error)
        finally:
            file.close()


class Writing:
    """A time of writing alone. `fresh`: what others changed before it."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.fresh: list[Edit] = []

    def __enter__(self) -> Writing:
        held = self._store.file.held
        held.__enter__()
        try:
            self._store.file.begin()
            self.fresh = self._store._unseen()
        except BaseException:
            held.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._store.file.held.__exit__()

    def commit(
        self,
        verb: str,
        args: dict[str, str],
        puts: list[tuple[str, Record]],
        deletes: list[tuple[str, str]],
        at: datetime,
    ) -> list[Edit]:
        """As `write`; what was changed, decoded."""
        return edits_of(self.write(verb, args, puts, deletes, at))

    def write(
        self,
        verb: str,
        args: dict[str, str],
        puts: list[tuple[str, Record]],
        deletes: list[tuple[str, str]],
        at: datetime,
    ) -> list[Touched]:
        """Write one change. It is on disk when this returns. Raises Unusable; then nothing is changed. What was changed
        comes as bytes, for `edits_of`: of many records it takes a while, and nobody has to wait for the desk meanwhile.

        A record that this store never handed out must be new where it was made at `at`.
        """
        store = self._store
        new: dict[tuple[str, str], int] = {}
        free: dict[str, int] = {}
        edits: dict[tuple[str, int], RawEdit] = {}
        for kind, record in puts:
            doc = new.get((kind, record.id))
            if doc is None:
                doc = self._doc(kind, record.id, known_new=record.created_at >= at)
            if doc is None:
                if kind == "profile" and store.file.tables.profile_hidden:
                    raise Unusable("profile.unreadable", path=store.path)
                doc = free[kind] = free.get(kind, store.file.tables.top(kind)) + 1
                new[kind, record.id] = doc
            edits[kind, doc] = store._raw_edit(kind, doc, encode(record))
        for kind, record_id in deletes:
            doc = self._doc(kind, record_id, known_new=False)
            if doc is not None:
                edits[kind, doc] = store._raw_edit(kind, doc, None)
        if not edits:
            return []
        changed = list(edits.values())
        store._append(verb, args, changed, at)
        return [(e.table, raw(e.before), raw(e.after)) for e in changed]

    def _doc(self, kind: str, record_id: str, *, known_new: bool) -> int | None:
        """Where a record stands. Only what may be old is worth reading all of a large desk."""
        file = self._store.file
        doc = file.tables.doc_of(kind, record_id)
        if doc is None and not file.tables.whole and not known_new:
            file.need_whole()
            doc = file.tables.doc_of(kind, record_id)
        return doc


def edits_of(touched: list[Touched]) -> list[Edit]:
    """Changes of documents as changes of records."""
    found = [history.edit_of(kind, before, after) for kind, before, after in touched]
    return [edit for edit in found if edit is not None]
