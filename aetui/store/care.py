"""Looking after a desk: is it whole, copies of it, and coming back to one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from aetui.domain.errors import DeskError
from aetui.domain.records import KINDS
from aetui.store import backups, damage, kernel, migrate
from aetui.store.files import Files, unusable
from aetui.store.fold import fold
from aetui.store.held import Held
from aetui.store.journal import raw
from aetui.store.merge import Conflict
from aetui.store.tables import Tables, decode, id_of, parse

if TYPE_CHECKING:
    from aetui.store.store import Store

_COPY = re.compile(r"sync-conflict|conflicted copy|SFConflict|冲突|^ ?\(\d+\)|^ \d+\.", re.IGNORECASE)


class Report(msgspec.Struct):
    """A desk that is whole: how many records of each kind, the layout's version, what should be heard of."""

    records: dict[str, int]
    version: int
    notes: list[DeskError]


class Difference(msgspec.Struct, frozen=True):
    """How many records another file has besides, has otherwise, and has not."""

    new: int
    changed: int
    gone: int


def check(store: Store) -> Report:
    file = store.file
    file.refresh()
    file.need_whole()
    notes = list(file.notes)
    tables = file.tables
    for kind in KINDS:
        seen: set[str] = set()
        for doc, data in tables.docs.get(kind, {}).items():
            try:
                decode(kind, data)
            except ValueError as error:
                notes.append(DeskError("note.unreadable", kind=kind, doc=doc, why=str(error)))
            record_id = id_of(data)
            if record_id in seen:
                notes.append(DeskError("note.twice", kind=kind, id=record_id))
            seen.add(record_id)
    for data in tables.docs.get("conflicts", {}).values():
        found = msgspec.json.decode(data, type=Conflict)
        aside = damage.held(b" " * 9 + bytes(found.aside))
        notes.append(DeskError("note.conflict", kind=found.table, id=found.id, aside=aside, path=store.path))
    kept = damage.kept_aside(file.files)
    if kept and not any(note.key == "note.damaged_line" for note in notes):
        notes.append(DeskError("note.set_aside", path=file.files.damaged, n=kept))
    notes += [DeskError("note.conflict_copy", path=path) for path in conflict_copies(file.files)]
    fold(file)
    return Report({kind: len(tables.docs.get(kind, {})) for kind in KINDS}, migrate.VERSION, notes)


def conflict_copies(files: Files) -> Iterator[Path]:
    """Files beside the desk that a sync program made where two machines had written."""
    for path in sorted(files.folder.iterdir()) if files.folder.exists() else ():
        rest = path.name.removeprefix(files.name)
        if rest != path.name and path.suffix in (".json", ".journal") and _COPY.search(rest):
            yield path


def backup(store: Store) -> Path:
    file = store.file
    fold(file)
    if file.place.mark is None:
        with store.file.held:
            file.begin()
            file.create()
    try:
        return backups.make(file.files)
    except OSError as error:
        raise unusable(error, file.files.backups) from None


def _read(source: Path) -> Tables:
    try:
        data = source.read_bytes()
    except OSError as error:
        raise unusable(error, source) from None
    tables = parse(data, source, migrate.VERSION)
    migrate.migrate(tables)
    return tables


def _changes(store: Store, source: Tables) -> Iterator[tuple[str, int, bytes | None]]:
    """The documents to put so that the records become those of another file."""
    tables = store.file.tables
    for kind in KINDS:
        here, there = tables.docs.get(kind, {}), source.docs.get(kind, {})
        wanted = {id_of(data) for data in there.values()}
        for doc, data in here.items():
            if id_of(data) not in wanted:
                yield kind, doc, None
        free = tables.top(kind)
        for data in there.values():
            stands = tables.doc_of(kind, id_of(data))
            if stands is None:
                free += 1
                yield kind, free, data
            elif here[stands] != data:
                yield kind, stands, data


def compare(store: Store, source: Path) -> Difference:
    tables = _read(source)
    store.file.refresh()
    store.file.need_whole()
    new = changed = gone = 0
    for kind, doc, data in _changes(store, tables):
        if data is None:
            gone += 1
        elif doc in store.file.tables.docs.get(kind, {}):
            changed += 1
        else:
            new += 1
    return Difference(new, changed, gone)


def restore(store: Store, source: Path, at: datetime) -> Path:
    tables = _read(source)
    saved = backup(store)
    file = store.file
    with file.held:
        file.begin()
        file.need_whole()
        edits = [store._raw_edit(kind, doc, data) for kind, doc, data in _changes(store, tables)]
        if edits:
            store._append("restore", {"what": source.name}, edits, at)
            file.unseen += [(e.table, raw(e.before), raw(e.after)) for e in edits]
    fold(file)
    return saved


def put_in_place(path: Path, source: Path) -> list[Path]:
    """For a desk that can't be opened: move its file and journal to the backups (returned), and put a copy of
    `source` in their place. Raises Unusable."""
    _read(source)
    files = Files(path)
    held = Held(files)
    try:
        with held:
            moved = backups.move_away(files, "-spoilt")
            kernel.replace(files.write_new(files.data, [source.read_bytes()]), files.data)
            kernel.sync_folder(files.folder)
    except OSError as error:
        raise unusable(error, path) from None
    finally:
        held.close()
    return moved
