"""A whole desk as bytes: what another device begins with, or who looks after the desk, before the changes since come one by one."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import msgspec

from aetui.domain.errors import Unusable
from aetui.domain.records import KINDS
from aetui.store import history
from aetui.store.db import DeskDB
from aetui.store.file import migrate
from aetui.store.file.clock import stamps_of
from aetui.store.file.journal import JournalChange
from aetui.store.file.parsing import parse
from aetui.store.file.tables import Docs, Tables, compact, empty, render
from aetui.store.remote.outbox import as_anothers
from aetui.store.remote.private import public
from aetui.store.safety.backups import packed, unpacked
from aetui.store.safety.doubts import CONFLICTS, Conflict


def write(db: DeskDB, private: bool) -> tuple[bytes, dict[str, int]]:
    """The desk as it stands, compressed, and by device (this one too) the last change in it. `private`: all of it, with its log, for
    another device; else without what is private and without any change's words, for who looks after it. Raises Unusable."""
    file = db.file
    with file.held:
        file.catch_up()
        file.need_whole()
        tables, me = file.tables.copy(), file.clock.device
        heads = file.tables.known.copy()
    saw = heads.saw(me)
    log = dict(tables.table("log"))
    as_anothers(log, me)
    docs = _whole(tables, log) if private else _public(tables, log)
    return b"".join(packed(b"".join(render(docs)))), saw


def _whole(tables: Tables, log: dict[int, bytes]) -> Docs:
    return {**tables.docs, "log": log, CONFLICTS: {doc: d for doc, d in tables.table(CONFLICTS).items() if _travels(d)}}


def _travels(data: bytes) -> bool:
    """Whether a conflict is one between devices; others are of this device's file."""
    with suppress(ValueError, RecursionError):
        return bool(msgspec.json.decode(data, type=Conflict).token)
    return False


def _public(tables: Tables, log: dict[int, bytes]) -> Docs:
    docs: Docs = {"meta": tables.table("meta"), CONFLICTS: {}, "log": _heads(log)}
    for kind in KINDS:
        shown = ((doc, public(kind, data)) for doc, data in tables.table(kind).items())
        docs[kind] = {doc: data for doc, data in shown if data is not None}
    return docs


def _heads(log: dict[int, bytes]) -> dict[int, bytes]:
    """Of each device its last change, without what it did: that it is known."""
    found: dict[str, tuple[int, bytes]] = {}
    for seq in sorted(log):
        with suppress(ValueError, RecursionError):
            found[str(stamps_of(log[seq]).device)] = seq, _bare(history.change(log[seq]))
    return dict(sorted(found.values()))


def _bare(change: JournalChange) -> bytes:
    return compact(
        msgspec.structs.replace(change, verb="snapshot", args={}, of=None, count=0, theirs=msgspec.UNSET, edits=[])
    )


def put_in_place(db: DeskDB, data: bytes | None) -> None:
    """Make the desk what a snapshot says; None: an empty one. Whatever stood there is gone; who keeps a copy of it does so before.
    Raises Unusable: the snapshot is damaged or of a newer version, the file can't be written; then nothing is changed."""
    db.file.put(_read(data, db.path) if data is not None else empty(migrate.VERSION))
    db.fold()


def _read(data: bytes, path: Path) -> Tables:
    try:
        tables = parse(unpacked(data), path, migrate.VERSION).tables
    except ValueError:
        raise Unusable("file.damaged", path=path) from None
    migrate.migrate(tables)
    return tables
