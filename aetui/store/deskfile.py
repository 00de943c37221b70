"""The data file and its journal as one: loaded, kept up with other programs, appended to, folded.

Everything that changes a file happens under the lock. What stands in memory is what the files say up to
`_end` of the journal. Methods raise `Unusable`, and then nothing was changed.
"""

from __future__ import annotations

import os
from _thread import RLock
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import msgspec

from aetui.domain.errors import DeskError, Unusable
from aetui.domain.records import KINDS
from aetui.store import backups, front, history, journal, kernel
from aetui.store.damage import set_aside
from aetui.store.files import Files, Mark, discard, mark_of, unusable
from aetui.store.journal import Change, Header, Line, Scan, raw
from aetui.store.merge import merge
from aetui.store.migrate import VERSION, migrate
from aetui.store.tables import Tables, empty, id_of, parse, render, scrubbed

SMALL = 1_000_000
"""Bytes of data file and journal below which every program folds when it closes."""
LONG = 512_000
"""Bytes of journal from which on it is folded whatever the size of the desk."""

Touched = tuple[str, bytes | None, bytes | None]
"""A record's table, and its bytes before and after."""
T = TypeVar("T")


class Held:
    """The lock, as a context: between threads of this program, and between programs."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._mutex = RLock()
        self._lock = kernel.Lock(files.lock)
        self._depth = 0

    def __enter__(self) -> None:
        self.take(kernel.WAIT_S)

    def take(self, wait_s: float) -> None:
        """Take the lock. Raises Unusable, when another program keeps it too."""
        self._mutex.acquire()
        try:
            if not self._depth:
                self._take(wait_s)
            self._depth += 1
        except OSError as error:
            self._mutex.release()
            raise unusable(error, self._files.data) from None
        except BaseException:
            self._mutex.release()
            raise

    def _take(self, wait_s: float) -> None:
        try:
            self._lock.acquire(wait_s)
        except FileNotFoundError:
            self._files.folder.mkdir(parents=True, exist_ok=True)
            self._lock.acquire(wait_s)

    def __exit__(self, *_: object) -> None:
        self._depth -= 1
        if not self._depth:
            self._lock.release()
        self._mutex.release()

    def close(self) -> None:
        self._lock.close()


class DeskFile:
    """One desk's files, and their tables in memory."""

    def __init__(self, path: Path) -> None:
        self.files = Files(path)
        self.held = Held(self.files)
        self.notes: list[DeskError] = []
        self.tables = empty(VERSION)
        self.seq, self.token = 0, ""  # of the last change in `tables`
        self.unseen: list[Touched] = []
        """What others changed and nobody was told of yet."""
        self.mark: Mark | None = None  # of the data file that `tables` continue
        self._journal: Mark | None = None
        self._end = 0  # of the journal, as far as `tables` hold it
        self._lines = 0  # in the journal up to there
        self._was: int | None = None  # the version that the data file had, where that is an earlier one
        self._foreign = False  # the data file is not the one that the journal began on
        self._odd = False  # merged or migrated: to be folded before the journal goes on
        if self._attempt(self.files.mark) is not None or mark_of(self.files.journal) is not None:
            with self.held:
                self._load(whole=False)

    # Loading

    def _load(self, *, whole: bool, ready: tuple[Mark, Tables] | None = None) -> None:
        """Read everything anew; `whole`: not just the front. `ready`: the data file as it was already read."""
        journal_mark = mark_of(self.files.journal)
        scan = journal.scan(self._attempt(lambda: journal.read(self.files.journal)))
        mark = self._attempt(self.files.mark)
        self._refuse(scan, mark)
        kept = front.load(self.files, mark) if mark and _continues(scan, mark) and not whole else None
        odd = False
        if mark is None:
            tables, seq, token = empty(VERSION), 0, ""
        elif kept is not None:
            tables, seq, token = kept
        else:
            if ready is not None and ready[0] == mark and _continues(scan, mark):
                tables = ready[1]
            else:
                mark, data = self._attempt(self._read)
                tables = parse(data, self.files.data, VERSION, tidy=_continues(scan, mark))
            if not _continues(scan, mark):
                odd = merge(tables, scan.lines)
            seq, token = history.last(tables)
        if _continues(scan, mark):
            for line in scan.lines:
                if line.change.seq > seq:
                    tables.apply(line.change, line.payload)
                    seq, token = line.change.seq, line.change.token
        was = migrate(tables) if tables.whole else None
        odd = odd or was is not None or bool(scan.damaged)
        self.tables, self.seq, self.token = tables, seq, token
        self.mark, self._journal, self._end = mark, journal_mark, scan.end
        self._lines, self._odd = len(scan.lines) + len(scan.damaged), odd
        self._was = was
        self._foreign = not _continues(scan, mark)
        if scan.damaged:
            self.notes += self._attempt(lambda: set_aside(self.files, scan.damaged))

    def _refuse(self, scan: Scan, mark: Mark | None) -> None:
        if mark is None and (scan.lines or scan.damaged or self.mark is not None):
            raise Unusable("file.gone", path=self.files.data, journal=self.files.journal)
        if scan.header is not None and scan.header.journal > VERSION:
            raise Unusable("file.newer", path=self.files.journal, version=scan.header.journal, known=VERSION)

    def _read(self) -> tuple[Mark, bytes]:
        """The data file with its mark; read again where someone was writing into it meanwhile."""
        for _ in range(5):
            with self.files.data.open("rb") as file:
                before = os.fstat(file.fileno())
                data = file.read()
                after = os.fstat(file.fileno())
            if len(data) == after.st_size and before.st_mtime_ns == after.st_mtime_ns:
                break
        return Mark(after.st_size, after.st_mtime_ns, after.st_ino), data

    def _attempt(self, act: Callable[[], T]) -> T:
        try:
            return act()
        except OSError as error:
            raise unusable(error, self.files.data) from None

    def need_whole(self) -> None:
        """Hold all tables from here on."""
        if not self.tables.whole:
            ready = self._read_ahead()
            with self.held:
                self.catch_up()
                self._become_whole(ready)

    def _read_ahead(self) -> tuple[Mark, Tables] | None:
        """The data file, read without the lock: it takes long, and other threads may want to commit meanwhile."""
        mark, data = self._attempt(self._read)
        return (mark, parse(data, self.files.data, VERSION, tidy=True)) if mark == self.mark else None

    def _become_whole(self, ready: tuple[Mark, Tables] | None) -> None:
        if not self.tables.whole:
            chosen, horizon = self.tables.front, self.tables.horizon
            self._load(whole=True, ready=ready)
            self.tables.front, self.tables.horizon = chosen, horizon

    # Keeping up with other programs

    def changed_outside(self) -> bool:
        """Whether a file looks different from when it was read; costs two looks at the folder."""
        return mark_of(self.files.journal) != self._journal or self._attempt(self.files.mark) != self.mark

    def refresh(self) -> None:
        """Take in what others wrote; where one of them is at it just now, the next call will."""
        if self.changed_outside():
            try:
                self.held.take(wait_s=0.02)
            except Unusable as busy:
                if busy.key != "file.busy":
                    raise
                return
            try:
                self.catch_up()
            finally:
                self.held.__exit__()

    def catch_up(self) -> None:
        """Take in what others wrote. Under the lock."""
        if not self.changed_outside() or self._take_appended():
            return
        mark, journal_mark = self._attempt(self.files.mark), mark_of(self.files.journal)
        scan = journal.scan(self._attempt(lambda: journal.read(self.files.journal)))
        if scan.header is not None and _continues(scan, mark):
            # Someone folded. Where the last change known here is in the new file or the new journal, what
            # stands here only has to go on from it.
            tokens = [scan.header.token, *(line.change.token for line in scan.lines)]
            if self.token in tokens:
                self._take(scan.lines[tokens.index(self.token) :])
                self.mark, self._journal, self._end = mark, journal_mark, scan.end
                self._lines, self._foreign = len(scan.lines), False
                return
        old = self.tables
        self._load(whole=True)
        self.unseen += _differences(old, self.tables)

    def _take_appended(self) -> bool:
        """Take in new lines at the journal's end; False where that is not all that happened."""
        now, known = mark_of(self.files.journal), self._journal
        if now is None or known is None or now.inode != known.inode or now.size < self._end:
            return False
        if self._attempt(self.files.mark) != self.mark:
            return False
        scan = journal.scan(self._attempt(lambda: journal.read(self.files.journal, self._end)))
        numbers = [line.change.seq for line in scan.lines]
        if scan.damaged or numbers != list(range(self.seq + 1, self.seq + 1 + len(numbers))):
            return False
        self._take(scan.lines)
        self._journal, self._end = now, self._end + scan.end
        self._lines += len(scan.lines)
        return True

    def _take(self, lines: Iterable[Line]) -> None:
        for line in lines:
            for edit in line.change.edits:
                if edit.table in KINDS:
                    self.unseen.append((edit.table, raw(edit.before), raw(edit.after)))
            self.tables.apply(line.change, line.payload)
            self.seq, self.token = line.change.seq, line.change.token

    # Writing

    def begin(self) -> None:
        """Make ready for a commit: up to date, on a file that the journal can go on from. Under the lock."""
        self.catch_up()
        if self._odd:
            self.fold()

    def append(self, change: Change) -> Change:
        """Write one change durably, then take it into the tables. Under the lock, after `begin`.

        `seq` and `token` are given here. Raises Unusable; then nothing is changed, on disk or in memory.
        """
        change = msgspec.structs.replace(change, seq=self.seq + 1, token=os.urandom(6).hex())
        try:
            payload = journal.encode(change)
        except UnicodeEncodeError:
            change = msgspec.structs.replace(change, args=scrubbed(change.args))
            payload = journal.encode(change)
        if self.mark is None:
            self.create()
        data = journal.sealed(payload)
        if not self._end:
            data = self._header(self.token, self.mark) + data
        self._end = self._attempt(lambda: journal.append(self.files.journal, data, self._end))
        self._journal = mark_of(self.files.journal)
        self._lines += 1
        self.tables.apply(change, payload)
        self.seq, self.token = change.seq, change.token
        return change

    def create(self) -> None:
        """The files of a new desk."""
        temporary = self._attempt(lambda: self.files.write_new(self.files.data, render(self.tables.docs)))
        try:
            mark = self._attempt(lambda: mark_of(temporary))
            self._attempt(lambda: self._reset_journal(self._header("", mark)))
            self._attempt(lambda: kernel.replace(temporary, self.files.data))
        except BaseException:
            discard(temporary)
            raise
        self._attempt(lambda: kernel.sync_folder(self.files.folder))
        self.mark = mark

    def _header(self, token: str, base: Mark | None) -> bytes:
        assert base is not None
        return journal.sealed(journal.encode(Header(VERSION, token, base)))

    def _reset_journal(self, header: bytes) -> None:
        """Empty the journal in place. Its lines are in the data file, so a crash may leave them."""
        fd = kernel.open_private(self.files.journal, os.O_WRONLY | os.O_CREAT)
        try:
            os.ftruncate(fd, 0)
            self._end = self._lines = 0
            kernel.write_all(fd, header)
            self._end = len(header)
        finally:
            os.close(fd)
            self._journal = mark_of(self.files.journal)

    # Folding

    @property
    def small(self) -> bool:
        """Whether the desk is so small that every program folds it."""
        return (self.mark.size if self.mark else 0) + self._end < SMALL

    @property
    def long(self) -> bool:
        """Whether the journal should be folded, whatever the size of the desk."""
        return self._end > LONG or self._odd

    @property
    def unfolded(self) -> bool:
        """Whether plain TinyDB would miss something of this desk."""
        return self._lines > 0 or self._odd

    def fold(self) -> None:
        """Write everything into the data file, and empty the journal.

        From any thread: the lock is held only to copy the tables' outlines and to swap the files. Whatever
        crashes in between, the journal's lines are either in the data file's log or still to be applied.
        """
        self.need_whole()
        with self.held:
            self.catch_up()
            self.need_whole()
            if not self.unfolded:
                return
            history.trim(self.tables.table("log"), self._lines)
            plan = _Plan(self)
        temporary = self._attempt(lambda: self.files.write_new(self.files.data, render(plan.tables.docs)))
        try:
            with self.held:
                self.catch_up()
                if plan.tables_of is not self.tables or plan.mark != self.mark:
                    discard(temporary)  # another program folded, or the file was edited
                    return
                self._swap(temporary, plan)
        except BaseException:
            discard(temporary)
            raise
        if plan.new is not None and plan.new.size >= SMALL:
            front.save(self.files, plan.tables, plan.new, plan.seq, plan.token)

    def keep_front(self) -> None:
        """Keep the front ready for the next program, where it had to be found anew."""
        if self.mark is not None and not self.small and self.tables.front is not None and self.tables.whole:
            with self.held:
                self.catch_up()
                if self.mark is not None and not self._odd:
                    front.save(self.files, self.tables, self.mark, self.seq, self.token)

    def _swap(self, temporary: Path, plan: _Plan) -> None:
        new = self._attempt(lambda: mark_of(temporary))
        backups.keep_yesterdays(self.files, temporary)
        if self._was is not None:
            self._attempt(lambda: backups.make(self.files, f"-v{self._was}"))
        self._attempt(lambda: kernel.replace(temporary, self.files.data))
        plan.new = self.mark = new
        self._attempt(lambda: kernel.sync_folder(self.files.folder))
        # Others can go on from what they hold only where the new file says just what the old files said.
        header = self._header(os.urandom(6).hex() if self._odd or self._foreign else plan.token, new)
        had_none = self._journal is None
        self._odd, self._foreign, self._was = False, False, None
        if self.seq == plan.seq:
            with suppress(OSError):  # what is left of it is in the data file
                self._reset_journal(header)
        else:
            self._attempt(lambda: self._shorten_journal(header, plan.seq))
        if had_none:
            self._attempt(lambda: kernel.sync_folder(self.files.folder))

    def _shorten_journal(self, header: bytes, seq: int) -> None:
        """Keep the lines after a change; they were acknowledged while the fold was being written."""
        scan = journal.scan(journal.read(self.files.journal))
        later = [journal.sealed(line.payload) for line in scan.lines if line.change.seq > seq]
        data = b"".join([header, *later])
        kernel.replace(self.files.write_new(self.files.journal, [data]), self.files.journal)
        kernel.sync_folder(self.files.folder)
        self._journal, self._end, self._lines = mark_of(self.files.journal), len(data), len(later)

    def close(self) -> None:
        self.held.close()


class _Plan:
    """What a fold writes: the tables as they stood when it began."""

    def __init__(self, file: DeskFile) -> None:
        self.tables_of = file.tables
        self.tables = file.tables.copy()
        self.seq, self.token, self.mark = file.seq, file.token, file.mark
        self.new: Mark | None = None


def _continues(scan: Scan, mark: Mark | None) -> bool:
    """Whether the journal is sound and goes on from the very data file that has this mark."""
    return scan.header is not None and scan.header.base == mark and not scan.damaged


def _differences(old: Tables, new: Tables) -> Iterator[Touched]:
    """What is different between two readings of the files, record by record."""
    if not old.whole and new.front is None and old.horizon is not None:
        front.choose(new, old.horizon)  # what else differs was never handed out by the old one
    for kind in KINDS:
        before, after = old.docs.get(kind, {}), new.docs.get(kind, {})
        looked = set(after)
        if not old.whole and new.front is not None:
            looked = new.front.get(kind, set()) | (before.keys() & after.keys())
        for doc in [doc for doc, data in before.items() if after.get(doc) != data]:
            if new.doc_of(kind, id_of(before[doc])) is None:
                yield kind, before[doc], None
        for doc in [doc for doc in looked if before.get(doc) != after[doc]]:
            place = old.doc_of(kind, id_of(after[doc]))
            known = before[place] if place is not None else None
            if known != after[doc]:
                yield kind, known, after[doc]
