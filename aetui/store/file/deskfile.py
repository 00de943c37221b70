"""The data file and its journal as one: kept up with other programs, appended to, folded (`fold`).

Everything that changes a file happens under the lock. What stands in memory is what the files say up to
`place`. Methods raise `Unusable`, and then nothing was changed.
"""

from __future__ import annotations

import os
from binascii import crc32
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec

from aetui.domain.errors import DeskError, ReadOnly, Unusable
from aetui.domain.records import KINDS
from aetui.store import history
from aetui.store.file import front, journal, kernel, migrate, seen
from aetui.store.file.clock import HybridClock
from aetui.store.file.files import Files, Summed, discard, mark_of, open_here, sealed
from aetui.store.file.held import Held
from aetui.store.file.journal import Header, JournalChange, JournalLine, raw
from aetui.store.file.load import Place, Ready, attempt, continues, load, read, read_ahead
from aetui.store.file.seen import Seen
from aetui.store.file.tables import Tables, Touched, empty, id_of, render, scrubbed

if TYPE_CHECKING:
    from aetui.store.file.aside import Aside

SMALL = 1_000_000
"""Bytes of data file and journal below which every program folds when it closes."""
LONG = 512_000
"""Bytes of journal from which on it is folded whatever the size of the desk."""

T = TypeVar("T")


class DeskFile:
    """One desk's files, and their tables in memory."""

    def __init__(
        self, path: Path, *, fold: Callable[[DeskFile], None], told: bool = True, read_only: bool = False
    ) -> None:
        self._fold = fold
        self.whose = ""
        """Whose it is, for who is told that it can only be looked at."""
        self._told = told
        self._untold: list[Touched] = []
        self.files = Files(path, read_only=read_only)
        open_here.add(self.files.data)
        self.held = Held(self.files)
        self.clock = HybridClock(self.files)
        self._together: _Together | None = None
        self.aside: Aside | None = None
        """What waits for the disk beside who writes; None: who writes waits."""
        self.notes: list[DeskError] = []
        self.tables = empty(migrate.VERSION)
        self.place = Place()
        self.findings: list[DeskError] = []
        """What can't be read in the files as they were last loaded."""
        self.odd = self.foreign = False
        self.spoilt = ""
        self.was: int | None = None
        self.rescued = False
        """Whether changes were brought over that only this program holds."""
        self.older = False
        """Whether the files are older than what was last seen here."""
        if self._attempt(self.files.mark) is not None or self._attempt(lambda: mark_of(self.files.journal)) is not None:
            with self.held:
                self._load(whole=False)

    def _attempt(self, act: Callable[[], T]) -> T:
        return attempt(self.files, act)

    # Reading

    def _load(self, *, whole: bool, ready: Ready | None = None) -> None:
        loaded = load(self.files, whole=whole, known=self.place.mark is not None, ready=ready)
        self.tables, self.place, self.was = loaded.tables, loaded.place, loaded.was
        self.odd, self.foreign, self.spoilt = loaded.odd, loaded.foreign, loaded.spoilt
        self.notes += loaded.notes
        self.findings = loaded.findings
        self._look_back()

    def _look_back(self) -> None:
        """Whether what was last seen here is in what was read."""
        last = seen.read(self.files)
        self.older = last is not None and (last.seq > self.place.seq or not self._holds(last))
        if self.older and last is not None:
            told = {"path": self.files.data, "seen": last.seq, "now": self.place.seq}
            self.findings.append(DeskError("note.older", **told))

    def _holds(self, last: Seen) -> bool:
        """Whether a change is in the log; one that is too old for it, or not looked for (only the front is here), counts
        as there."""
        log = self.tables.table("log")
        if not self.tables.whole or last.seq < min(log, default=0) or last.token.encode() in log.get(last.seq, b""):
            return True
        from aetui.store.file.merge import tokens

        return last.token in tokens(self.tables)

    def need_whole(self) -> None:
        """Hold all tables from here on."""
        if not self.tables.whole:
            ready = read_ahead(self.files, self.place.mark)
            with self.held:
                self._write_together()
                self.catch_up()
                self._become_whole(ready)

    def _become_whole(self, ready: Ready | None) -> None:
        if not self.tables.whole:
            chosen, horizon = self.tables.front, self.tables.horizon
            pending = self._pending() if self.lost else []
            self._load(whole=True, ready=ready)
            self._bring_over(pending)
            self.tables.front, self.tables.horizon = chosen, horizon

    def tell(self, touched: Iterable[Touched]) -> None:
        """What was changed, for `untold`, where anybody asks."""
        if self._told:
            self._untold += touched

    def untold(self) -> list[Touched]:
        """What was changed since the last call, by others as by this program, save what whoever did it took in."""
        if not self._untold:
            return []
        with self.held.mutex:
            found, self._untold = self._untold, []
        return found

    # Keeping up with other programs

    def changed_outside(self) -> bool:
        """Whether a file looks different from when it was read; costs two looks at the folder."""
        return mark_of(self.files.journal) != self.place.journal or self._attempt(self.files.mark) != self.place.mark

    def refresh(self) -> None:
        """Take in what others wrote; where one of them is at it just now, the next call will."""
        if self.changed_outside() or self.rescued:
            try:
                self.held.take(wait_s=0.02)
            except Unusable as busy:
                if busy.key != "file.busy":
                    raise
                return
            try:
                self.catch_up()
                if self.rescued and not self.files.read_only:
                    self._fold(self)
            finally:
                self.held.__exit__()

    def catch_up(self) -> None:
        """Take in what others wrote. Under the lock."""
        if not self.changed_outside() or self._take_appended():
            return
        mark, journal_mark = self._attempt(self.files.mark), mark_of(self.files.journal)
        scan = journal.scan(self._attempt(lambda: journal.read(self.files.journal)))
        if scan.header is not None and continues(scan, mark):
            # Someone folded. Where the last change known here is in the new file or the new journal, what
            # stands here only has to go on from it.
            tokens = [scan.header.token, *(line.change.token for line in scan.lines)]
            if self.place.token in tokens:
                self._take(scan.lines[tokens.index(self.place.token) :])
                self.place.mark, self.place.journal, self.place.end = mark, journal_mark, scan.end
                self.place.lines, self.foreign = len(scan.lines), False
                self.place.sum, self.place.folded, self.place.last = scan.header.sum, scan.header.seq, scan.header.last
                return
        old, pending = self.tables, self._pending()
        self._load(whole=True)
        self._bring_over(pending)
        self.tell(_differences(old, self.tables))

    def _pending(self) -> list[JournalLine]:
        """What was acknowledged and, as far as this program knows, is in no data file yet."""
        log = self.tables.table("log")
        lines = []
        for number in sorted(log)[-self.place.lines :] if self.place.lines else ():
            with suppress(ValueError, RecursionError):
                lines.append(JournalLine(history.change(log[number]), log[number]))
        return lines

    def _bring_over(self, pending: list[JournalLine]) -> None:
        """Another file and journal took the place of those that held these changes: they are brought into it."""
        from aetui.store.file.merge import merge, tokens

        known = tokens(self.tables)
        left = [line for line in pending if line.change.token not in known]
        if not left:
            return
        merge(self.tables, left)
        self.place.seq, self.place.token = history.last(self.tables)
        self.odd = self.rescued = True
        self.notes.append(DeskError("note.brought_over", path=self.files.data, n=len(left)))

    def _take_appended(self) -> bool:
        """Take in new lines at the journal's end; False where that is not all that happened."""
        now, known = mark_of(self.files.journal), self.place.journal
        if now is None or known is None or now.inode != known.inode or now.size < self.place.end:
            return False
        if self._attempt(self.files.mark) != self.place.mark:
            return False
        scan = journal.scan(self._attempt(lambda: journal.read(self.files.journal, self.place.end)))
        numbers = [line.change.seq for line in scan.lines]
        if scan.damaged or numbers != list(range(self.place.seq + 1, self.place.seq + 1 + len(numbers))):
            return False
        self._take(scan.lines)
        self.place.journal, self.place.end = now, self.place.end + scan.end
        self.place.lines += len(scan.lines)
        return True

    def _take(self, lines: Iterable[JournalLine], *, told: bool = True) -> None:
        for line in lines:
            if told:
                self.tell((e.table, raw(e.before), raw(e.after)) for e in line.change.edits if e.table in KINDS)
            self.tables.apply(line.change, line.payload)
            self.place.seq, self.place.token = line.change.seq, line.change.token

    # Writing

    def need_own(self) -> None:
        """Raises ReadOnly for a desk that is only looked at."""
        if self.files.read_only:
            raise ReadOnly("office.read_only", whose=self.whose or self.files.name)

    def begin(self) -> None:
        """Make ready for a commit: up to date, on a file that the journal can go on from. Under the lock."""
        if self._together is not None:
            return
        self.catch_up()
        for _ in range(3):  # an edit from outside may come between
            if self.odd or self.lost:
                self._fold(self)

    def append(self, change: JournalChange) -> JournalChange:
        """Write one change durably, then take it into the tables. Under the lock, after `begin`.

        `seq`, and what a change made here lacks of `token`, `clock` and `saw`, are given here. Raises Unusable; then nothing is changed, on disk or in memory.
        """
        change = msgspec.structs.replace(change, seq=self.place.seq + 1, token=change.token or os.urandom(6).hex())
        if change.own and (device := self.clock.device):
            known = self.tables.known
            change = msgspec.structs.replace(change, clock=self.clock.next(known.clock), saw=known.saw(device))
        try:
            payload = journal.encode(change)
        except UnicodeEncodeError:
            change = msgspec.structs.replace(change, args=scrubbed(change.args))
            payload = journal.encode(change)
        if self._together is None:
            self._write([payload], self.place.token)
        self._take([JournalLine(change, payload)], told=False)
        if self._together is None:
            self._see()
        else:
            self._together.lines.append(JournalLine(change, payload))
        return change

    @contextmanager
    def together(self) -> Iterator[None]:
        """The changes that are appended inside are written at once, with one wait for the disk, when the block ends well. When it raises, or
        the disk has no room, none of them was made, save those that were before all of a large desk had to be read. Keeps the lock
        meanwhile. Raises Unusable."""
        with self.held:
            self.begin()
            self._together = _Together(self.place, len(self._untold))
            try:
                yield
                self._write_together()
            except BaseException:
                self._take_back(self._together)
                raise
            finally:
                self._together = None

    def _write_together(self) -> None:
        """Write what was appended so far of several changes. Under the lock."""
        if self._together is not None and (lines := self._together.lines):
            self._write([line.payload for line in lines], self._together.token)
            self._together = _Together(self.place, len(self._untold))
            self._see()

    def _take_back(self, made: _Together) -> None:
        """Out of memory, for it was never written."""
        for line in reversed(made.lines):
            for edit in reversed(line.change.edits):
                self.tables.set(edit.table, edit.doc, raw(edit.before))
            self.tables.set("log", line.change.seq, None)
        self.place.seq, self.place.token = made.seq, made.token
        del self._untold[made.untold :]

    def _write(self, payloads: list[bytes], last: str) -> None:
        """Lines at the journal's end, durably; `last`: the token of the change before them. Raises Unusable."""
        if self.place.mark is None:
            self.create()
        data = b"".join(map(sealed, payloads))
        if not self.place.end:
            # Who knows another data file than this one reads it anew.
            data = self.header(os.urandom(6).hex() if self.foreign else last) + data
        begun = not self.place.end
        self.place.end = self._attempt(lambda: journal.append(self.files.journal, data, self.place.end, self.aside))
        self.foreign = self.foreign and not begun
        self.place.journal = mark_of(self.files.journal)
        self.place.lines += len(payloads)

    def _see(self) -> None:
        if not self.older:
            seen.write(self.files, self.place.seq, self.place.token)

    def put(self, tables: Tables) -> None:
        """Take these tables for all that the desk holds; who calls it folds. Raises Unusable."""
        with self.held:
            self.begin()
            if self.place.mark is None:
                self.create()
            old, self.tables = self.tables, tables
            self.place.seq, self.place.token = history.last(tables)
            self.odd, self.older = True, False
            discard(self.files.seen)
            self.tell(_differences(old, tables))

    def header(self, token: str) -> bytes:
        """The journal's first line, on the data file as it stands."""
        place = self.place
        assert place.mark is not None
        return journal.header(
            Header(migrate.VERSION, token, place.mark, sum=place.sum, seq=place.folded, last=place.last)
        )

    def create(self) -> None:
        """The files of a new desk."""
        summed = Summed(render(self.tables.docs))
        temporary = self._attempt(lambda: self.files.write_new(self.files.data, summed))
        try:
            mark = self._attempt(lambda: mark_of(temporary))
            assert mark is not None
            first = journal.header(Header(migrate.VERSION, "", mark, sum=summed.sum))
            self._attempt(lambda: self.reset_journal(first))
            self._attempt(lambda: kernel.replace(temporary, self.files.data))
        except BaseException:
            discard(temporary)
            raise
        self._attempt(lambda: kernel.sync_folder(self.files.folder))
        self.place.mark, self.place.sum = mark, summed.sum

    def reset_journal(self, header: bytes) -> None:
        """Empty the journal in place; its lines are in the data file, so a crash may leave them. Raises OSError."""
        place = self.place
        fd = kernel.open_private(self.files.journal, os.O_WRONLY | os.O_CREAT)
        try:
            os.ftruncate(fd, 0)
            place.end = place.lines = 0
            kernel.write_all(fd, header)
            place.end = len(header)
        finally:
            os.close(fd)
            place.journal = mark_of(self.files.journal)

    # Looking after

    def verify(self) -> None:
        """Look whether the data file still is, byte for byte, what was written; and through every document."""
        if not self.odd and self.place.mark is not None and self.place.sum is not None:
            mark, data = self._attempt(lambda: read(self.files))
            if mark == self.place.mark and crc32(data) != self.place.sum:
                del data
                with self.held:
                    old, pending = self.tables, self._pending()
                    self._load(whole=True)
                    self._bring_over(pending)
                    self.tell(_differences(old, self.tables))
        front.look_through(self.tables)

    def accept(self) -> None:
        """Take the files as they are for the last that was seen here."""
        if self.place.mark is not None and (self.older or seen.read(self.files) is None):
            self.older = False
            seen.write(self.files, self.place.seq, self.place.token)

    # Size

    @property
    def small(self) -> bool:
        """Whether the desk is so small that every program folds it."""
        return (self.place.mark.size if self.place.mark else 0) + self.place.end < SMALL

    @property
    def long(self) -> bool:
        """Whether the journal should be folded, whatever the size of the desk: it is long, or began on another data file than
        this one (a copy), so that every program would read all of both."""
        return self.place.end > LONG or self.odd or self.lost or (self.foreign and self.place.lines > 0)

    @property
    def unfolded(self) -> bool:
        """Whether plain TinyDB would miss something of this desk."""
        return self.place.lines > 0 or self.odd

    @property
    def lost(self) -> bool:
        """Whether the disk failed to take lines of the journal, which must be written anew."""
        return self.aside is not None and self.aside.failed is not None

    def close(self) -> None:
        if self.aside is not None:
            self.aside.end()
        self.held.close()


class _Together:
    """Changes that wait to be written at once; what stood before them."""

    def __init__(self, place: Place, untold: int) -> None:
        self.seq, self.token, self.untold = place.seq, place.token, untold
        self.lines: list[JournalLine] = []


def _differences(old: Tables, new: Tables) -> Iterator[Touched]:
    """What is different between two readings of the files, record by record."""
    if not old.whole and new.front is None and old.horizon is not None:
        front.choose(new, old.horizon)  # what else differs was never handed out by the old one
    for kind in KINDS:
        before, after = old.docs.get(kind, {}), new.docs.get(kind, {})
        looked = set(after)
        if not old.whole and new.front is not None:
            looked = new.front.get(kind, {}).keys() | (before.keys() & after.keys())
        for doc in [doc for doc, data in before.items() if after.get(doc) != data]:
            if new.doc_of(kind, id_of(before[doc])) is None:
                yield kind, before[doc], None
        for doc in [doc for doc in looked if before.get(doc) != after[doc]]:
            place = old.doc_of(kind, id_of(after[doc]))
            known = before[place] if place is not None else None
            if known != after[doc]:
                yield kind, known, after[doc]
