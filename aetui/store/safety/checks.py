"""Looking after a desk: is it whole, copies of it, and coming back to one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Literal

import msgspec

from aetui.domain.errors import DeskError, Unusable
from aetui.domain.records import KINDS, Profile
from aetui.store.file import front, kernel, migrate
from aetui.store.file.files import Files, discard, unusable
from aetui.store.file.fold import fold
from aetui.store.file.held import Held
from aetui.store.file.parsing import parse
from aetui.store.file.tables import SIDE_TABLES, Tables, compact, decode, empty, id_of, render, typed
from aetui.store.safety import backups, damage, doubts
from aetui.store.safety.office import office_notes
from aetui.store.safety.troubles import conflict_copies, out_of_sight, unread
from aetui.store.storage import DeskStorage

HARMLESS = frozenset(
    {"note.conflict_copy", "note.foreign_table", "note.brought_over", "note.untidy", "note.replica_unread"}
)
"""Notes that tell of nothing that is missing or can't be read."""
EXPORT = re.compile(rb'(\xef\xbb\xbf)?\s*\{\s*"aetui"\s*:')


class Report(msgspec.Struct):
    """A desk that can be read: how many records of each kind, the layout's version, what should be heard of, how
    many backups there are and how many bytes they take."""

    records: dict[str, int]
    version: int
    notes: list[DeskError]
    backups: int = 0
    backup_bytes: int = 0

    @property
    def whole(self) -> bool:
        """Whether no note says that something can't be read, is missing, or waits to be settled."""
        return all(note.key in HARMLESS for note in self.notes)


class Difference(msgspec.Struct, frozen=True):
    """How many records another file has besides, has otherwise, and has not."""

    new: int
    changed: int
    gone: int


def check(storage: DeskStorage) -> Report:
    file = storage.file
    file.need_own()
    file.refresh()
    file.need_whole()
    file.verify()
    notes = [*file.notes, *file.findings, *unread(file.tables)]
    tables = file.tables
    for kind in KINDS:
        seen: set[str] = set()
        for data in tables.docs.get(kind, {}).values():
            record_id = id_of(data)
            if record_id in seen:
                notes.append(DeskError("note.twice", kind=kind, id=record_id))
            seen.add(record_id)
    known = {_said(note) for note in notes}
    notes += [note for note in doubts.told(tables, file.files) if _said(note) not in known]
    notes += out_of_sight(tables)
    hidden = {note.args_["table"] for note in notes if note.key == "note.hidden_table"}
    notes += [DeskError("note.foreign_table", table=name) for name in _others(tables) if name not in hidden]
    kept = damage.kept_aside(file.files)
    if kept and not any(note.key == "note.damaged_line" for note in notes):
        notes.append(DeskError("note.set_aside", path=file.files.damaged, n=kept))
    notes += [DeskError("note.conflict_copy", path=path) for path in conflict_copies(file.files, tables)]
    notes += office_notes(file.files)
    fold(file)
    file.accept()
    backups.pack_waiting(file.files)
    copies, taken = backups.size(file.files)
    return Report({kind: len(tables.docs.get(kind, {})) for kind in KINDS}, migrate.VERSION, notes, copies, taken)


def _said(note: DeskError) -> tuple[str, str]:
    return note.key, str(sorted(note.args_.items()))


def _others(tables: Tables) -> list[str]:
    return [name for name in tables.docs if name not in KINDS and name not in SIDE_TABLES]


def backup(storage: DeskStorage, now: datetime | None = None) -> Path:
    file = storage.file
    fold(file)
    if file.place.mark is None:
        with storage.file.held:
            file.begin()
            file.create()
    try:
        return backups.make(file.files, now=now)
    except OSError as error:
        raise unusable(error, file.files.backups) from None


class Backup(msgspec.Struct, frozen=True):
    """What a file holds that a desk can be restored from: whose it is, how many records, when the last was changed, and
    whatever in it can't be read."""

    tables: Tables
    whose: str
    records: int
    changed: datetime | None
    findings: list[DeskError]


def read_backup(source: Path) -> Backup:
    """A desk's file, compressed or not, or an export of one. Raises Unusable; nothing but that file is looked at."""
    try:
        data = backups.unpacked(kernel.read(source))
    except OSError as error:
        raise unusable(error, source) from None
    except ValueError:
        raise Unusable("file.damaged", path=source) from None
    tables, findings = _of_export(data, source), []
    if tables is None:
        parsed = parse(data, source, migrate.VERSION)
        tables = parsed.tables
        doubts.take_in(tables, parsed.lost, datetime.now().astimezone().isoformat(timespec="seconds"))
        migrate.migrate(tables)
        findings = parsed.findings
    front.look_through(tables)
    records = [record for kind in KINDS for _, record in typed((kind, d) for d in tables.docs.get(kind, {}).values())]
    whose = next((r.name for r in records if isinstance(r, Profile) and r.name), "")
    changed = max((r.updated_at for r in records), default=None)
    return Backup(tables, whose, len(records), changed, findings + unread(tables))


def _of_export(data: bytes, source: Path) -> Tables | None:
    """What `aetui export` wrote, as tables; None for anything else. Raises Unusable where it can't be read."""
    if not EXPORT.match(data[:200]):
        return None
    try:
        whole = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"), type=_Export)
        tables = empty(migrate.VERSION)
        for kind, rows in whole.records.items():
            if kind not in KINDS:
                raise ValueError(kind)
            for n, row in enumerate(rows, 1):
                decode(kind, row)
                tables.set(kind, n, compact(msgspec.json.decode(row)))
    except (ValueError, RecursionError):
        raise Unusable("file.damaged", path=source) from None
    return tables


class _Export(msgspec.Struct):
    aetui: Literal[1]
    records: dict[str, list[msgspec.Raw]]


def _changes(storage: DeskStorage, source: Tables) -> Iterator[tuple[str, int, bytes | None]]:
    """The documents to put so that the records become those of another file."""
    tables = storage.file.tables
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


def compare(storage: DeskStorage, source: Path) -> Difference:
    tables = read_backup(source).tables
    storage.file.refresh()
    storage.file.need_whole()
    new = changed = gone = 0
    for kind, doc, data in _changes(storage, tables):
        if data is None:
            gone += 1
        elif doc in storage.file.tables.docs.get(kind, {}):
            changed += 1
        else:
            new += 1
    return Difference(new, changed, gone)


def restore(storage: DeskStorage, source: Path, at: datetime) -> Path:
    tables = read_backup(source).tables
    saved = backup(storage)
    with storage.change("restore", {"what": source.name}, at) as writing:
        storage.file.need_whole()
        for kind, doc, data in list(_changes(storage, tables)):
            writing.put(kind, doc, data)
    fold(storage.file)
    return saved


def put_in_place(path: Path, source: Path) -> list[Path]:
    """For a desk that can't be opened, whatever it is that stands there: move it and its journal to the backups
    (returned), and put the desk that `source` holds in its place. Raises Unusable."""
    tables = read_backup(source).tables
    files = Files(path, follow=path.is_file())  # a link that leads to no file goes away itself
    held = Held(files)
    try:
        with held:
            moved = backups.move_away(files, "-spoilt")
            files.put(files.data, render(tables.docs))
            kernel.sync_folder(files.folder)
            discard(files.seen)  # what was last seen here is in the backups now
    except OSError as error:
        raise unusable(error, path) from None
    finally:
        held.close()
    return moved
