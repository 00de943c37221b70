"""A whole desk goes to the office, or comes from it: as a snapshot, in pieces, so that what was broken off is gone on with."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from aetui.domain.errors import DeskError
from aetui.domain.records import KINDS
from aetui.store import DeskDB
from aetui.store.file import kernel
from aetui.store.file.files import companion, discard, unusable
from aetui.store.remote import outbox, snapshot

if TYPE_CHECKING:
    from aetui.office.server import Server
    from aetui.office.snapshots import SnapshotHead

OF_NOBODY = frozenset({"profile", "letters"})
"""Kinds that a desk may hold which nothing was noted on."""

AT_ONCE = 200
"""How many lines go in one transaction."""
SNAPSHOT_AFTER = 5000
"""After how many changes another snapshot is put."""
Tell = Callable[[str, int, int], object]
"""What is being done, how much of it is, and how much there is."""


def unheard(_: str, __: int, ___: int) -> None:
    """Nobody listens."""


def latest(server: Server, desk: str, *, private: bool) -> SnapshotHead | None:
    """The newest whole snapshot of a desk, with what is private or without."""
    return next((head for head in server.snapshots(desk) if head.private is private), None)


def fetched(server: Server, head: SnapshotHead, folder: Path, tell: Tell) -> bytes:
    """All pieces of a snapshot. Those that came lie in `folder` until all have; what is left of another is thrown away. Raises DeskError
    where a later one took its place, Unusable where nothing can be written."""
    from aetui.office.snapshots import PIECE, is_whole

    part = folder / f"{head.id}.part"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        for other in folder.glob("*.part"):
            if other != part:
                discard(other)
        came = _pieces(part, head)
        with os.fdopen(kernel.open_private(part, os.O_RDWR | os.O_CREAT), "r+b") as file:
            file.truncate(came * PIECE)
            file.seek(0, os.SEEK_END)
            for k in range(came, head.pieces):
                tell("bring", k, head.pieces)
                data = server.snapshot_piece(head, k)
                if data is None:
                    raise DeskError("office.moved_on")
                file.write(data)
                file.flush()
            file.seek(0)
            data = file.read()
    except OSError as error:
        raise unusable(error, folder) from None
    discard(part)
    if not is_whole(head, data):
        raise DeskError("office.spoilt")
    return data


def _pieces(part: Path, head: SnapshotHead) -> int:
    """How many whole pieces came before."""
    from aetui.office.snapshots import PIECE

    try:
        return min(part.stat().st_size // PIECE, head.pieces - 1)
    except FileNotFoundError:
        return 0


def is_of(device: str, desk: str) -> bool:
    """Whether a device is one of that desk's."""
    return device.rpartition("-")[0] == desk


def is_there(server: Server, desk: str) -> bool:
    """Whether the office has anything of a desk."""
    return bool(server.snapshots(desk) or server.changes({desk: {}}, 1))


def things(store: DeskDB) -> int:
    """How many records were made on a desk; who it is of is none."""
    store.file.need_whole()
    docs = store.file.tables.docs
    return sum(len(docs.get(kind, ())) for kind in KINDS if kind not in OF_NOBODY)


def put(store: DeskDB, server: Server, device: str, tell: Tell) -> int:
    """The whole desk goes to the office, with what its log holds of how it came to be (`remote.fork` looks there); the number of the last
    own change in it."""
    last = store.last_change
    put_snapshots(store, server, tell)
    lines = outbox.own_since(store, 0, device)
    while some := [line for line in islice(lines, AT_ONCE) if line.n <= last]:
        server.send(some, [])
    return last


def put_snapshots(store: DeskDB, server: Server, tell: Tell) -> None:
    """The desk as it stands, for who begins with it: for those who look after it, and for its own machines."""
    for private in (False, True):  # the one that others of its machines look for last
        data, seen = snapshot.write(store, private)
        server.put_snapshot(data, seen, private=private, said=partial(tell, "put"))


def is_far_behind(store: DeskDB, server: Server, desk: str, device: str) -> bool:
    """Whether who joins would have many changes to fetch beside the last snapshot."""
    head = latest(server, desk, private=True)
    here = {**outbox.known(store), device: store.last_change}
    return head is not None and sum(here.values()) - sum(head.seen.get(one, 0) for one in here) > SNAPSHOT_AFTER


def bring(store: DeskDB, server: Server, desk: str, tell: Tell, *, private: bool = True) -> None:
    """The whole desk comes from the office, in place of one that has nothing."""
    head = latest(server, desk, private=private)
    if head is not None:
        data = fetched(server, head, companion(store.file.files.data, "office"), tell)
        snapshot.put_in_place(store, data)
