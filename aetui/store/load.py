"""Reading a desk: data file and journal together, whatever happened to them since the last fold."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TypeVar

import msgspec

from aetui.domain.errors import DeskError, Unusable
from aetui.store import front, history, journal, migrate
from aetui.store.damage import set_aside
from aetui.store.files import Files, Mark, mark_of, unusable
from aetui.store.journal import Scan
from aetui.store.merge import merge
from aetui.store.tables import Tables, empty, parse

T = TypeVar("T")


class Place(msgspec.Struct):
    """How far tables in memory have read the files.

    `seq`, `token`: of the last change. `mark`: of the data file; None while there is none. `journal`: the
    journal's mark, `end` where it was read to, `lines` how many it has up to there.
    """

    seq: int = 0
    token: str = ""
    mark: Mark | None = None
    journal: Mark | None = None
    end: int = 0
    lines: int = 0


class Loaded(msgspec.Struct):
    """What was read. `odd`: merged, migrated or mended, so that it must be folded before the journal goes on.
    `foreign`: the data file is not the one that the journal began on. `was`: its version, if an earlier one."""

    tables: Tables
    place: Place
    odd: bool
    foreign: bool
    was: int | None
    notes: list[DeskError]


Ready = tuple[Mark, Tables]
"""A data file that was read before, without the lock."""


def load(files: Files, *, whole: bool, known: bool, ready: Ready | None = None) -> Loaded:
    """Read everything, under the lock. `whole`: not just the front. `known`: the data file was there before.

    Raises Unusable.
    """
    place = Place(journal=mark_of(files.journal), mark=attempt(files, files.mark))
    scan = journal.scan(attempt(files, lambda: journal.read(files.journal)))
    place.end, place.lines = scan.end, len(scan.lines) + len(scan.damaged)
    _refuse(files, scan, place.mark, known)
    odd = False
    kept = None
    if place.mark is not None and continues(scan, place.mark) and not whole:
        kept = front.load(files, place.mark)
    if place.mark is None:
        tables = empty(migrate.VERSION)
    elif kept is not None:
        tables, place.seq, place.token = kept
    elif ready is not None and ready[0] == place.mark and continues(scan, place.mark):
        tables = ready[1]
        place.seq, place.token = history.last(tables)
    else:
        place.mark, data = attempt(files, lambda: read(files))
        tables = parse(data, files.data, migrate.VERSION, tidy=continues(scan, place.mark))
        del data
        odd = not continues(scan, place.mark) and merge(tables, scan.lines)
        place.seq, place.token = history.last(tables)
    if continues(scan, place.mark):
        for line in scan.lines:
            if line.change.seq > place.seq:
                tables.apply(line.change, line.payload)
                place.seq, place.token = line.change.seq, line.change.token
    was = migrate.migrate(tables) if tables.whole else None
    notes = attempt(files, lambda: set_aside(files, scan.damaged)) if scan.damaged else []
    return Loaded(
        tables=tables,
        place=place,
        odd=odd or was is not None or bool(scan.damaged),
        foreign=not continues(scan, place.mark),
        was=was,
        notes=notes,
    )


def read_ahead(files: Files, mark: Mark | None) -> Ready | None:
    """The data file of that mark, read without the lock, for it takes long; None where it is another by now."""
    found, data = attempt(files, lambda: read(files))
    return (found, parse(data, files.data, migrate.VERSION, tidy=True)) if found == mark else None


def read(files: Files) -> tuple[Mark, bytes]:
    """The data file with its mark; read again where someone was writing into it meanwhile. Raises OSError."""
    for _ in range(5):
        with files.data.open("rb") as file:
            before = os.fstat(file.fileno())
            data = file.read()
            after = os.fstat(file.fileno())
        if len(data) == after.st_size and before.st_mtime_ns == after.st_mtime_ns:
            break
    return Mark(after.st_size, after.st_mtime_ns, after.st_ino), data


def continues(scan: Scan, mark: Mark | None) -> bool:
    """Whether the journal is sound and goes on from the very data file that has this mark."""
    return mark is not None and scan.header is not None and scan.header.base == mark and not scan.damaged


def attempt(files: Files, act: Callable[[], T]) -> T:
    """Do something with files; what the kernel refuses becomes Unusable."""
    try:
        return act()
    except OSError as error:
        raise unusable(error, files.data) from None


def _refuse(files: Files, scan: Scan, mark: Mark | None, known: bool) -> None:
    if mark is None and (scan.lines or scan.damaged or known):
        raise Unusable("file.gone", path=files.data, journal=files.journal)
    if scan.header is not None and scan.header.journal > migrate.VERSION:
        raise Unusable("file.newer", path=files.journal, version=scan.header.journal, known=migrate.VERSION)
