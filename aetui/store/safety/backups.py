"""Dated copies beside the desk, compressed: one a day for a week, one a week for a quarter, one a month for a year, then one a
year."""

from __future__ import annotations

import os
import time
import zlib
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path

from aetui.store.file import kernel
from aetui.store.file.files import Files, discard

DAILY = timedelta(days=7)
WEEKLY = timedelta(days=92)
MONTHLY = timedelta(days=366)
PLAIN, PACKED = ".json", ".json.gz"
_LEVEL = 6
_PIECE = 1 << 20


def keep_yesterdays(files: Files, successor: Path) -> None:
    """Before the first fold of a day replaces the data file: keep that file under the date it was written on.

    The data file is always replaced and never written into, so a second name for it is a copy. A backup that
    can't be kept must not stop the work: what fails is let be, and `check` tells that there is none.
    """
    try:
        old, new = files.data.stat(), successor.stat()
        if _day(old.st_mtime) == _day(new.st_mtime):
            return
        kept = _place(files, _day(old.st_mtime))
        if not (kept.exists() or kept.with_name(kept.name + ".gz").exists()):
            _copy(files, kept)
        prune(files, date.fromisoformat(_day(old.st_mtime)))
    except OSError:
        return


def make(files: Files, label: str = "", now: datetime | None = None) -> Path:
    """Copy the data file as it is now, durably. `now`: the moment that the copy is named by, where that isn't the clock's. It takes
    none of the others away: a clock that was told may stand anywhere. Raises OSError."""
    files.backups.mkdir(mode=0o700, exist_ok=True)
    kept = files.backups / name_now(files, label, now, PACKED)
    files.put(kept, packed(kernel.read(files.data)))
    kernel.sync_folder(files.backups)
    return kept


def packed(data: bytes) -> Iterator[bytes]:
    """The bytes as gzip writes them, piece by piece; always the same for the same."""
    press = zlib.compressobj(_LEVEL, wbits=31)
    for at in range(0, len(data), _PIECE):
        yield press.compress(data[at : at + _PIECE])
    yield press.flush()


def unpacked(data: bytes) -> bytes:
    """What such a copy holds; anything else as it is. Raises ValueError where it is cut or damaged."""
    if not data.startswith(b"\x1f\x8b"):
        return data
    try:
        return zlib.decompress(data, wbits=31)
    except zlib.error as error:
        raise ValueError(str(error)) from None


def pack_waiting(files: Files) -> None:
    """Compress the copies that were kept in haste, as second names of a data file: that takes a second of a thread. Those of
    earlier programs too. What fails is let be: such a copy is as good."""
    for _, path in listed(files):
        if path.name.endswith(PLAIN):
            target = path.with_name(path.name + ".gz")
            with suppress(OSError):
                if not target.exists():
                    files.put(target, packed(kernel.read(path)))
                kernel.sync_folder(files.backups)
                discard(path)


def size(files: Files) -> tuple[int, int]:
    """How many copies there are, and how many bytes they take."""
    sizes = []
    for _, path in listed(files):
        with suppress(OSError):
            sizes.append(path.stat().st_size)
    return len(sizes), sum(sizes)


def name_now(files: Files, label: str, now: datetime | None = None, ending: str = PLAIN) -> str:
    """A name for a copy that is about to be kept, by the clock or by the moment that was told."""
    stamp = (now or datetime.now()).strftime("%Y-%m-%d-%H%M%S")  # noqa: DTZ005 - the wall's clock names it
    stem, n = f"{files.name}-{stamp}{label}", 1
    while any((files.backups / f"{stem}{kind}").exists() for kind in (PLAIN, PACKED)):
        n += 1
        stem = f"{files.name}-{stamp}{label}-{n}"
    return stem + ending


def keep(files: Files, name: str) -> None:
    """Keep the data file under that name, before another takes its place. Raises OSError."""
    files.backups.mkdir(mode=0o700, exist_ok=True)
    kept = files.backups / name
    if not kept.exists():
        _copy(files, kept)


def move_away(files: Files, label: str) -> list[Path]:
    """Move the data file and its journal to the backups, out of the way of another. Raises OSError."""
    kept = _place(files, time.strftime("%Y-%m-%d-%H%M%S") + label)
    moved = []
    for path, target in ((files.journal, kept.with_name(kept.name + ".journal")), (files.data, kept)):
        if os.path.lexists(path):
            kernel.replace(path, target)
            moved.append(target)
    kernel.sync_folder(files.backups)
    return moved


def _copy(files: Files, target: Path) -> None:
    try:
        os.link(files.data, target)
    except OSError:  # a file system without links
        files.put(target, [kernel.read(files.data)])


def _day(moment: float) -> str:
    return time.strftime("%Y-%m-%d", time.localtime(moment))


def _place(files: Files, stamp: str) -> Path:
    files.backups.mkdir(mode=0o700, exist_ok=True)
    return files.backups / f"{files.name}-{stamp}.json"


def listed(files: Files) -> list[tuple[date, Path]]:
    """The copies with their days, newest first."""
    found: list[tuple[date, Path]] = []
    start = len(files.name) + 1
    try:
        names = sorted((path.name for path in files.backups.iterdir()), reverse=True)
    except OSError:
        return []
    for name in names:
        if name.startswith(files.name + "-") and name.endswith((PLAIN, PACKED)):
            try:
                found.append((date.fromisoformat(name[start : start + 10]), files.backups / name))
            except ValueError:
                continue
    return found


def prune(files: Files, newest: date) -> None:
    """Remove what is older than its time, seen from the day of the newest copy that the clock named."""
    kept: set[tuple[object, ...]] = set()
    for day, path in listed(files):
        age = newest - day
        if age < DAILY:
            continue
        if age < WEEKLY:
            span: tuple[object, ...] = ("week", *day.isocalendar()[:2])
        else:
            span = ("month", day.year, day.month) if age < MONTHLY else ("year", day.year)
        if span in kept:
            discard(path)
        kept.add(span)
