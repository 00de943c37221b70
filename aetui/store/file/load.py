"""Reading a desk: data file and journal together, whatever happened to them since the last fold."""

from __future__ import annotations

import os
from binascii import crc32
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import TypeVar

import msgspec

from aetui.domain.errors import DeskError, Unusable
from aetui.store import history
from aetui.store.file import front, journal, kernel, migrate
from aetui.store.file.files import FileMark, Files, mark_of, unusable
from aetui.store.file.journal import Header, Scan
from aetui.store.file.parsing import Parsed, parse
from aetui.store.file.tables import Tables, empty
from aetui.store.safety.damage import held, set_aside

T = TypeVar("T")


class Place(msgspec.Struct):
    """How far tables in memory have read the files.

    `seq`, `token`: of the last change. `mark`: of the data file; None while there is none. `sum`: the CRC-32 that it
    was written with, `folded` and `last` number and token of its last change, as far as they are known. `journal`: the
    journal's mark, `end` where it was read to, `lines` how many it has up to there.
    """

    seq: int = 0
    token: str = ""
    mark: FileMark | None = None
    sum: int | None = None
    folded: int = 0
    last: str = ""
    journal: FileMark | None = None
    end: int = 0
    lines: int = 0


class Loaded(msgspec.Struct):
    """What was read. `odd`: merged, migrated or mended, so that it must be folded before the journal goes on.
    `foreign`: the data file is not the one that the journal began on. `was`: its version, if an earlier one. `notes`:
    what happened to the files; `findings`: what can't be read in them. `spoilt`: the name under which the data file is
    to be kept when it is replaced, for it isn't as it was written."""

    tables: Tables
    place: Place
    odd: bool
    foreign: bool
    was: int | None
    notes: list[DeskError]
    findings: list[DeskError]
    spoilt: str


class Ready(msgspec.Struct):
    """A data file that was read before, without the lock: its mark, the sum of its bytes, what it holds."""

    mark: FileMark
    sum: int
    parsed: Parsed


def load(files: Files, *, whole: bool, known: bool, ready: Ready | None = None) -> Loaded:
    """Read everything, under the lock. `whole`: not just the front. `known`: the data file was there before.

    Raises Unusable.
    """
    place = Place(journal=attempt(files, lambda: mark_of(files.journal)), mark=attempt(files, files.mark))
    scan = journal.scan(attempt(files, lambda: journal.read(files.journal)))
    place.end, place.lines = scan.end, len(scan.lines) + len(scan.damaged)
    _refuse(files, scan, place.mark, known)
    silent = not (scan.lines or scan.damaged)
    goes_on = continues(scan, place.mark)
    if silent and not goes_on:
        place.end = 0  # its head is of another data file, and it says nothing: the next change begins it anew
    if place.mark is not None and not whole and (goes_on or silent):
        kept = front.load(files, place.mark)
        # What came here without its journal is told no more of than it says itself.
        if kept is not None and (goes_on or kept.seq == kept.folded):
            place.seq, place.token = kept.seq, kept.token
            tables, sum_ = kept.tables, None if goes_on else kept.sum
            return _go_on(files, scan, place, tables, Parsed(tables, True, [], []), foreign=not goes_on, sum_=sum_)
    if place.mark is None:
        tables = empty(migrate.VERSION)
        return _go_on(files, scan, place, tables, Parsed(tables, True, [], []), foreign=True)
    if ready is None or ready.mark != place.mark:
        ready = _read(files, scan)
    place.mark = ready.mark
    return _go_on(
        files, scan, place, ready.parsed.tables, ready.parsed, foreign=not continues(scan, place.mark), sum_=ready.sum
    )


def _go_on(
    files: Files, scan: Scan, place: Place, tables: Tables, parsed: Parsed, *, foreign: bool, sum_: int | None = None
) -> Loaded:
    """The journal's changes upon what the data file holds, and what is to be told of both."""
    head, findings, spoilt = scan.header, list(parsed.findings), ""
    if tables.whole:
        place.seq, place.token = history.last(tables)
    place.folded, place.last = place.seq, place.token
    place.sum = head.sum if head is not None and not foreign else sum_
    moment = datetime.now().astimezone().isoformat(timespec="seconds")
    odd = bool(parsed.findings or parsed.lost)
    if odd or (sum_ is not None and _is_spoilt(head, parsed, place, sum_)):
        from aetui.store.safety import backups

        spoilt = backups.name_now(files, "-spoilt")
        findings.append(DeskError("note.spoilt", path=files.data, kept=files.backups / spoilt))
    if parsed.lost:
        from aetui.store.safety import doubts

        doubts.take_in(tables, parsed.lost, moment)
    if scan.untidy or (scan.lines and head is None):
        findings.append(DeskError("note.untidy", path=files.journal))
    begun = head.seq if head is not None and head.sum is not None else None
    gaps = scan.gaps(begun if foreign else place.seq)
    if foreign and scan.lines:
        from aetui.store.file.merge import merge

        odd = (place.mark is not None and merge(tables, scan.lines)) or odd
        place.seq, place.token = history.last(tables)
    else:
        for line in scan.lines:
            if line.change.seq > place.seq:
                tables.apply(line.change, line.payload)
                place.seq, place.token = line.change.seq, line.change.token
    if tables.whole and (spoilt or gaps):
        from aetui.store.safety import doubts

        if spoilt:
            doubts.put_aside(tables, doubts.SPOILT, None, None, moment, spoilt)
        for first, last in gaps:
            doubts.put_aside(tables, doubts.GAP, None, None, moment, f"{first}-{last}")
    findings += [DeskError("note.gap", first=first, last=last) for first, last in gaps]
    was = migrate.migrate(tables) if tables.whole else None
    notes = _set_aside(files, scan)
    return Loaded(
        tables=tables,
        place=place,
        odd=odd or bool(spoilt or gaps or scan.damaged) or was is not None,
        foreign=foreign,
        was=was,
        notes=notes,
        findings=findings,
        spoilt=spoilt,
    )


def _is_spoilt(head: Header | None, parsed: Parsed, place: Place, sum_: int) -> bool:
    """Whether the data file is the one that this program wrote, yet not as it was written. Who edits it with TinyDB lays
    it out anew; another machine's has another last change, and hardly the same size."""
    if head is None or head.sum is None or head.sum == sum_ or not parsed.ours or place.mark is None:
        return False
    return place.mark.size == head.base.size or (place.seq, place.token) == (head.seq, head.last)


def _set_aside(files: Files, scan: Scan) -> list[DeskError]:
    if not scan.damaged:
        return []
    if not files.read_only:
        with suppress(OSError):  # a medium that can only be read
            return set_aside(files, scan.damaged)
    # They are told, and stay where they are.
    return [DeskError("note.damaged_line", path=files.journal, held=held(line)) for line in scan.damaged]


def read_ahead(files: Files, mark: FileMark | None) -> Ready | None:
    """The data file of that mark, read without the lock, for it takes long; None where it is another by now."""
    ready = _read(files, journal.scan(attempt(files, lambda: journal.read(files.journal))))
    return ready if ready.mark == mark else None


def _read(files: Files, scan: Scan) -> Ready:
    mark, data = attempt(files, lambda: read(files))
    found, head = crc32(data), scan.header
    written_here = head is not None and (head.sum == found or (head.sum is None and continues(scan, mark)))
    return Ready(mark, found, parse(data, files.data, migrate.VERSION, tidy=written_here))


def read(files: Files) -> tuple[FileMark, bytes]:
    """The data file with its mark; read again where someone was writing into it meanwhile. Raises OSError."""
    for _ in range(5):
        with os.fdopen(kernel.open_private(files.data, os.O_RDONLY), "rb") as file:
            before = os.fstat(file.fileno())
            data = file.read()
            after = os.fstat(file.fileno())
        if len(data) == after.st_size and before.st_mtime_ns == after.st_mtime_ns:
            break
    return FileMark(after.st_size, after.st_mtime_ns, after.st_ino), data


def continues(scan: Scan, mark: FileMark | None) -> bool:
    """Whether the journal is sound and goes on from the very data file that has this mark."""
    return mark is not None and scan.header is not None and scan.header.base == mark and not scan.damaged


def attempt(files: Files, act: Callable[[], T]) -> T:
    """Do something with files; what the kernel refuses becomes Unusable."""
    try:
        return act()
    except OSError as error:
        raise unusable(error, files.data) from None


def _refuse(files: Files, scan: Scan, mark: FileMark | None, known: bool) -> None:
    if mark is None and (scan.lines or scan.damaged or known):
        raise Unusable("file.gone", path=files.data, journal=files.journal)
    if scan.header is not None and scan.header.journal > migrate.VERSION:
        raise Unusable("file.newer", path=files.journal, version=scan.header.journal, known=migrate.VERSION)
