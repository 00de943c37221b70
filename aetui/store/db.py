"""One desk as a TinyDB: the one face of its records, for the desk and for scripts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import msgspec
from tinydb import TinyDB

from aetui.domain.book import Book
from aetui.domain.errors import DeskError, Refused
from aetui.domain.records import KIND_OF, KINDS, Record
from aetui.store import history
from aetui.store.file import front
from aetui.store.history import Edit, LogEntry
from aetui.store.safety.damage import kept_aside, kept_lines
from aetui.store.storage import DeskStorage, fold
from aetui.store.table import DeskTable

if TYPE_CHECKING:
    from aetui.store.safety.checks import Difference, Report
    from aetui.store.search import Mention, Trail
    from aetui.store.writing import Writing

Also = Callable[[Iterable[Edit], datetime], Iterable[Record]]
"""What is put with what is turned."""


def no_more(_: Iterable[Edit], __: datetime) -> Iterable[Record]:
    """Nothing."""
    return ()


class DeskDB(TinyDB):
    """One desk. Several programs may have it open; each sees the others' changes by `refresh`, and by TinyDB's reading.

    `notes` collects what the user should hear of and what didn't stop the work: damaged lines that were set
    aside, conflicts, a fold that found no room.
    """

    table_class: Any = DeskTable
    _storage: DeskStorage

    def __init__(self, path: Path, *, program: str, told: bool = True, read_only: bool = False) -> None:
        """The desk in the file at `path`; an empty one where there is none (it is made by the first change). `program` is
        named in the log; `told`: somebody calls `refresh`; `read_only`: another's, only looked at: each change raises ReadOnly.

        Raises Unusable: damaged, cut to nothing, not a desk, newer, no permission, a folder there, gone
        from beside its journal.
        """
        super().__init__(path, program, told=told, read_only=read_only, storage=DeskStorage)
        self.path, self.file = path, self._storage.file

    @property
    def storage(self) -> DeskStorage:
        return self._storage

    def table(self, name: str, **kwargs: Any) -> DeskTable:
        return cast("DeskTable", super().table(name, **kwargs))

    @property
    def in_office(self) -> bool:
        """Whether the desk stands in an office; one look at the folder."""
        return self.file.files.office.exists()

    @property
    def notes(self) -> list[DeskError]:
        return self.file.notes

    @property
    def troubles(self) -> list[DeskError]:
        """What can't be read, and what waits to be settled, as it stands: to be told at each opening, beside `notes`.
        Of a desk of which nothing was read yet, what is known."""
        from aetui.store.safety.troubles import troubles

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

    def record(self, kind: str, record_id: str, *, changed: bool = False) -> Record | None:
        """The record of that kind and id; None where there is none that can be read. `changed`: it was since this was opened, so that
        nobody need look for it further."""
        return self.table(kind).record(record_id, changed=changed)

    def front(self, since: datetime, kinds: Collection[str] = tuple(KINDS)) -> Iterator[tuple[str, Record]]:
        """The records that are live, or were updated at or after `since`."""
        tables = self.file.tables
        if tables.horizon is None or since < tables.horizon:
            self.file.need_whole()
            tables = self.file.tables
            if tables.front is None and not self.file.small:
                front.choose(tables, min(since, front.reach(tables) or since))
                self._storage.found_front = True
        return ((kind, record) for kind in kinds for record in front.records(tables, since, kind))

    def book(self, since: datetime) -> Book:
        """A book of `front`, kept up by who asked for it. Of a large desk, whose front was chosen before, each kind is read when it is
        first asked for."""
        if self.file.tables.horizon is None or since < self.file.tables.horizon:
            return Book(self.front(since), fetch=self.record)
        return Book(fetch=self.record, later=lambda kind: (record for _, record in self.front(since, (kind,))))

    def search_text(self, needle: str) -> Iterator[tuple[str, Record]]:
        """The records that mention the words, newest first; found in the bytes, decoded when asked for."""
        from aetui.store.search import search

        self.file.need_whole()
        return search(self.file.tables, needle)

    def said(self, needle: str, trail: Trail | None = None) -> list[Mention]:
        """Where the words stand, newest first, as bytes; from any thread. `trail`: of one who types them, letter by letter."""
        from aetui.store.search import said

        self.file.need_whole()
        seq = self.last_change  # before the tables: what is changed meanwhile has a later one
        return said(self.file.tables, needle, trail, seq)

    def holding(self, words: Collection[str], kinds: Collection[str] = tuple(KINDS)) -> Iterator[tuple[str, Record]]:
        """The records in whose bytes one of some plain words stands (`2020-07`, an id); the others aren't decoded."""
        from aetui.store.search import holding

        self.file.need_whole()
        return holding(self.file.tables, words, kinds)

    def warm(self) -> None:
        """Read all of the file now (from a thread), so that the first search needn't."""
        self.file.need_whole()

    # Changing

    def change(
        self, verb: str = "tinydb", args: dict[str, str] | None = None, at: datetime | None = None
    ) -> AbstractContextManager[Writing]:
        """One change: what tables are told inside the block is written when it ends well, as if never said when it raises.
        `verb` and `args` go to the log, `at` is the moment of it. Raises Unusable."""
        return self._storage.change(verb, args, at)

    def refresh(self) -> list[Edit]:
        """What was changed since the last call: by other programs, and by this one save where it took that in itself.
        Raises Unusable (spoilt, gone)."""
        self.file.refresh()
        return self._storage.heard()

    def undo(self, at: datetime, seq: int | None = None, also: Also = no_more) -> LogEntry | None:
        """Reverse the last change as a whole; says which it was. None: there is none. `seq`: that one instead of the last. `also`:
        what is put in the same change, by what it makes of the records.

        Raises Refused when a record of it was changed since, or what it held is no longer kept.
        """
        return self._turn("undo", at, seq, also)

    def redo(self, at: datetime, also: Also = no_more) -> LogEntry | None:
        """Make the last undone change again, as long as nothing else was changed since."""
        return self._turn("redo", at, None, also)

    def back(self, seq: int, at: datetime, also: Also = no_more) -> LogEntry:
        """Make everything as it was before change `seq`, as one change, which undo takes back as a whole. Raises Refused, as `undo`,
        where one of those since stands in the way; then nothing is changed."""
        with self.change(history.BACK, at=at) as writing:
            writing.own = True
            self.file.need_whole()
            taken, puts = history.back_to(self.file.tables, seq)
            writing.args, writing.of = {**taken[-1].args, "n": str(len(taken)), "turned": taken[-1].verb}, seq
            self._put_turned(writing, puts, at, also)
        # As one that is turned tells it: after is as it stood, before is as it stands now.
        edits = history.edits_of((table, after, before) for table, before, after in writing.touched)
        return LogEntry(0, at, "", history.BACK, writing.args, edits, undone=False, of=seq, kept=True, count=len(edits))

    def back_to(self, seq: int) -> list[LogEntry]:
        """What `back` would take back, the newest first. Raises Refused, as that does."""
        with self.file.held:
            self.file.need_whole()
            return [history.entry(told, undone=False) for told in history.back_to(self.file.tables, seq)[0]]

    def in_the_way(self) -> tuple[int, Refused] | None:
        """The newest change that nothing goes back to before, and why; None where all can be taken back."""
        with self.file.held:
            self.file.need_whole()
            return history.in_the_way(self.file.tables)

    def _put_turned(
        self, writing: Writing, puts: history.Puts, at: datetime, also: Also, sent: Iterable[Edit] = ()
    ) -> list[Edit]:
        """Put them, and what is to be put with them, which is told. `sent`: what stays, as turning it would leave it."""
        stands = self.file.tables.table
        turned = history.edits_of((table, stands(table).get(doc), data) for table, doc, data in puts)
        for table, doc, data in puts:
            writing.put(table, doc, data)
        added = list(also([*turned, *sent], at))
        for record in added:
            writing.keep(record)
        return [Edit(KIND_OF[type(record)], record.id, record, None) for record in added]

    def _turn(self, verb: str, at: datetime, seq: int | None, also: Also) -> LogEntry | None:
        with self.change(verb, at=at) as writing:
            writing.own = True
            if seq is not None or not history.reaches(self.file.tables, verb):
                self.file.need_whole()
            found = history.turned(self.file.tables, verb, seq)
            if found is None:
                return None
            told, puts = found
            writing.args, writing.of = {**told.args, "turned": told.verb}, told.seq
            writing.turned = told.made_at
            added = self._put_turned(
                writing, puts, at, no_more if told.verb == history.BROUGHT else also, history.sent(told, verb)
            )
        entry = history.entry(told, undone=verb == "undo")
        return msgspec.structs.replace(entry, edits=[*entry.edits, *added]) if added else entry

    def log(self, limit: int) -> list[LogEntry]:
        """The last changes, newest first."""
        with self.file.held:
            self.file.need_whole()
            return history.entries(self.file.tables, limit)

    @property
    def last_change(self) -> int:
        """The number of the last change that is known here; each change's is greater than those before."""
        return self.file.place.seq

    @property
    def changed_at(self) -> datetime | None:
        """When the last change was made, by the clock of who made it; None where none is known."""
        tables = self.file.tables
        reached = front.reach(tables) or tables.horizon
        return None if reached is None else reached + front.SPAN

    # Waiting for the disk

    def sync_aside(self) -> None:
        """From here on the disk is waited for beside who writes: a change stands in the file, in its order, and is on its
        way (`unsynced`) until the disk has it."""
        from aetui.store.file.aside import Aside

        self.file.aside = self.file.aside or Aside()

    @property
    def unsynced(self) -> int:
        """How many changes are written and not yet on disk."""
        return self.file.aside.unsynced if self.file.aside is not None else 0

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
        from aetui.store.safety.checks import check

        return check(self.storage)

    @property
    def heavy(self) -> bool:
        """Whether all of a large desk is held."""
        return self.file.tables.whole and not self.file.small

    def keep_front(self) -> bool:
        """Keep the front of a large desk ready beside it, where it had to be found anew: whether it is. Who only looks at another's desk needs
        it, too, to hold no more than that; it is a cache, no part of the desk."""
        if self._storage.found_front:
            from aetui.store.file.fold import keep_front

            keep_front(self.file)
        return self._storage.found_front and not self.file.odd

    def pack_backups(self) -> None:
        """Compress the copies that were kept in haste; from a thread, it takes a second each."""
        from aetui.store.safety.backups import pack_waiting

        pack_waiting(self.file.files)

    def backup(self, now: datetime | None = None) -> Path:
        """Fold, and copy the data file to the desk's backups, compressed, under the day and time of `now`. Raises Unusable."""
        from aetui.store.safety.checks import backup

        return backup(self.storage, now)

    def compare(self, source: Path) -> Difference:
        """What `restore` would change. Raises Unusable when `source` is not a sound desk, nor an export."""
        from aetui.store.safety.checks import compare

        return compare(self.storage, source)

    def restore(self, source: Path, at: datetime) -> Path:
        """Back up (returned), then make the records those of `source`, as one change. Raises Unusable."""
        from aetui.store.safety.checks import restore

        return restore(self.storage, source, at)

    def settle(self, at: datetime) -> int:
        """Let go of the conflicts that `check` tells of: what stands is right. Undo brings them back."""
        with self.change("settle", {}, at) as writing:
            self.file.need_whole()
            docs = list(self.file.tables.table("conflicts"))
            for doc in docs:
                writing.put("conflicts", doc, None)
        return len(docs)
