"""Dated copies beside the desk: one a day for two weeks, then one a week for a year."""

from __future__ import annotations

import os
import time
from datetime import date, datetime, timedelta
from pathlib import Path

from aetui.store.file import kernel
from aetui.store.file.files import Files, discard

DAILY = timedelta(days=14)
WEEKLY = timedelta(days=366)


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
        if not kept.exists():
            _copy(files, kept)
        prune(files, date.fromisoformat(_day(old.st_mtime)))
    except OSError:
        return


def make(files: Files, label: str = "", now: datetime | None = None) -> Path:
    """Copy the data file as it is now, durably. `now`: the moment that the copy is named by, where that isn't the clock's. It takes
    none of the others away: a clock that was told may stand anywhere. Raises OSError."""
    files.backups.mkdir(mode=0o700, exist_ok=True)
    kept = files.backups / name_now(files, label, now)
    files.put(kept, [kernel.read(files.data)])
    kernel.sync_folder(files.backups)
    return kept


def name_now(files: Files, label: str, now: datetime | None = None) -> str:
    """A name for a copy that is about to be kept, by the clock or by the moment that was told."""
    stamp = (now or datetime.now()).strftime("%Y-%m-%d-%H%M%S")  # noqa: DTZ005 - the wall's clock names it
    name, n = f"{files.name}-{stamp}{label}.json", 1
    while (files.backups / name).exists():
        n += 1
        name = f"{files.name}-{stamp}{label}-{n}.json"
    return name


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
        if name.startswith(files.name + "-") and name.endswith(".json"):
            try:
                found.append((date.fromisoformat(name[start : start + 10]), files.backups / name))
            except ValueError:
                continue
    return found


def prune(files: Files, newest: date) -> None:
    """Remove what is older than its time, seen from the day of the newest copy that the clock named."""
    copies = listed(files)
    weeks: set[tuple[int, int]] = set()
    for day, path in copies:
        age = newest - day
        if age < DAILY:
            continue
        week = day.isocalendar()[:2]
        if week in weeks or age > WEEKLY:
            discard(path)
        weeks.add(week)
