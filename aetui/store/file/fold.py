"""Folding: everything into the data file by write-new, sync, rename, sync the folder; then the journal is emptied."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from aetui.store import history
from aetui.store.file import front, journal, kernel
from aetui.store.file.deskfile import DeskFile
from aetui.store.file.files import FileMark, Summed, discard, mark_of, sealed
from aetui.store.file.load import attempt
from aetui.store.file.tables import render
from aetui.store.safety import backups

_TRIES = 3


class _Plan:
    """What a fold writes: the tables as they stood when it began."""

    def __init__(self, file: DeskFile) -> None:
        self.origin = file.tables
        self.tables = file.tables.copy()
        self.seq, self.token, self.mark = file.place.seq, file.place.token, file.place.mark


def fold(file: DeskFile) -> None:
    """Write everything into the data file, and empty the journal. Raises Unusable; then nothing is lost.

    From any thread: the lock is held only to copy the tables' outlines and to swap the files. Whatever crashes
    in between, the journal's lines are either in the data file's log or still to be applied.
    """
    file.need_own()
    for _ in range(0 if file.lost else _TRIES):  # what the disk lost isn't read from it again
        if _fold(file):
            return
    with file.held:  # nobody else can come in between now
        _fold(file)


def _fold(file: DeskFile) -> bool:
    """Fold once; False where another program's fold or edit made what was written out of date. It may have
    left this program's last lines in the journal, so the work isn't done."""
    if not file.unfolded and not file.changed_outside() and not file.lost:
        return True
    file.need_whole()
    with file.held:
        file.catch_up()
        file.need_whole()
        if not file.unfolded:
            _have_all(file)
            return True
        history.trim(file.tables.table("log"), file.place.lines, file.clock.sent)
        plan = _Plan(file)
    files = file.files
    summed = Summed(render(plan.tables.docs))
    temporary = attempt(files, lambda: files.write_new(files.data, summed))
    try:
        with file.held:
            file.catch_up()
            if plan.origin is not file.tables or plan.mark != file.place.mark:
                return False
            new = attempt(files, lambda: _swap(file, temporary, plan, summed.sum))
    finally:
        discard(temporary)
    files.sweep(new.mtime_ns)
    if not file.small:
        front.save(files, plan.tables, new, (plan.seq, plan.token, plan.seq, summed.sum), file.clock.sent)
    return True


def keep_front(file: DeskFile) -> None:
    """Keep the front ready for the next program, where it had to be found anew."""
    if file.tables.front is not None and file.tables.whole and not file.small:
        with file.held:
            file.catch_up()
            place = file.place
            if place.mark is not None and not file.odd:
                kept = place.seq, place.token, place.folded, place.sum
                front.save(file.files, file.tables, place.mark, kept, file.clock.sent)


def _swap(file: DeskFile, temporary: Path, plan: _Plan, sum_: int) -> FileMark:
    """Put the new data file in its place, then take what it holds out of the journal. Raises OSError."""
    files, new, had_journal = file.files, mark_of(temporary), file.place.journal is not None
    assert new is not None
    backups.keep_yesterdays(files, temporary)
    if file.was is not None:
        backups.keep(files, backups.name_now(files, f"-v{file.was}"))
    if file.spoilt:
        backups.keep(files, file.spoilt)
    kernel.replace(temporary, files.data)
    kernel.sync_folder(files.folder)
    place = file.place
    place.mark, place.sum, place.folded, place.last = new, sum_, plan.seq, plan.token
    header = file.header(_token(file, plan))
    file.was, file.odd, file.foreign, file.spoilt, file.rescued = None, False, False, "", False
    if file.place.seq == plan.seq:
        with suppress(OSError):  # what is left of it is in the data file
            file.reset_journal(header)
    else:
        _shorten(file, header, plan.seq)
    if not had_journal:
        kernel.sync_folder(files.folder)
    _have_all(file)
    return new


def _have_all(file: DeskFile) -> None:
    """What the disk didn't take of the journal stands in the data file."""
    if file.aside is not None:
        file.aside.written_anew()


def _token(file: DeskFile, plan: _Plan) -> str:
    """By which others know that they may go on from what they hold: only where the new file says just what the
    old files said."""
    return os.urandom(6).hex() if file.odd or file.foreign else plan.token


def _shorten(file: DeskFile, header: bytes, seq: int) -> None:
    """Keep the journal's lines after a change: they were acknowledged while the fold was being written."""
    files, place = file.files, file.place
    lines = journal.scan(journal.read(files.journal)).lines
    later = [sealed(line.payload) for line in lines if line.change.seq > seq]
    data = b"".join([header, *later])
    files.put(files.journal, [data])
    kernel.sync_folder(files.folder)
    place.journal, place.end, place.lines = mark_of(files.journal), len(data), len(later)
