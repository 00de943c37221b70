"""Somebody else's desk as it is here: a file that receives only, in the folder `NAME.office` beside the own one (`files`)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from aetui.store.db import DeskDB
from aetui.store.file.files import Files, companion
from aetui.store.remote.line import Line
from aetui.store.remote.ops import Contents, nothing_more
from aetui.store.remote.receive import Received, Receiver, Spoilt

_PROGRAM = "aetui"
_TIDY_FROM = 100_000
"""Bytes of journal from which on a replica is folded when it is closed: it is opened each time that something comes, and a fold is several
waits for the disk."""


class ReplicaFile:
    """A replica that is kept up. Its log says how far each device of that desk is known (`seen`). Close it."""

    def __init__(self, path: Path, contents: Contents = nothing_more) -> None:
        path.parent.mkdir(mode=0o700, exist_ok=True)
        self.db = DeskDB(path, program=_PROGRAM, told=False)
        self.db.storage.tidy_from = _TIDY_FROM
        self._receiver = Receiver(self.db, "", contents, replica=True)

    @property
    def seen(self) -> dict[str, int]:
        """By device of that desk, the number of its last change that is here."""
        return dict(self.db.file.tables.known.others)

    def take(self, device: str, line: Line, found: Received | None = None) -> Received:
        """One change of that desk, as far as it may be read here. Raises as `Receiver.take`."""
        return self._receiver.take(device, line, found)

    def take_all(self, lines: Sequence[tuple[str, Line]], found: Received, spoilt: Spoilt) -> None:
        """Many of them. Raises as `Receiver.take_all`."""
        self._receiver.take_all(lines, found, spoilt)

    def skip(self, device: str, line: Line) -> None:
        """As `Receiver.skip`."""
        self._receiver.skip(device, line)

    def close(self) -> None:
        self.db.close()


def open(path: Path, contents: Contents = nothing_more) -> ReplicaFile:
    """The replica at `path`; an empty one where there is none. Raises Unusable."""
    return ReplicaFile(path, contents)


def path_of(own: Path, desk: str) -> Path:
    """Where the replica of a desk (its id in the office) lies beside the own desk's file."""
    return companion(Files(own).data, "office") / f"{desk}.json"
