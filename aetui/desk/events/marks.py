"""What of the events was seen on this machine: beside the desk, in `NAME.events`, one program at a time.

A key that stands in it was told, or needn't be. A command that was started stands in it until its end is known.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

import msgspec

from aetui.desk.files.output import replace_durably
from aetui.store.file import kernel
from aetui.store.file.files import FileMark, companion, mark_of
from aetui.store.file.held import alone

_REMEMBERED = 50
"""How many of the last runs are kept."""
LIMIT_S = 10.0
"""How long a command may take."""
_LOST_S = 30.0
"""After how long a run whose end nobody noted counts as lost."""


class Run(msgspec.Struct, kw_only=True):
    """A command that was started: of which event, with how many things, when (`began`: seconds of the machine's clock). `ended`: it
    did; `why`: what went wrong, as a key and words. `told`: that was told."""

    id: str
    event: str
    n: int
    title: str
    at: datetime
    began: float
    ended: bool = False
    why: str | None = None
    words: dict[str, str] = {}
    told: bool = False

    @property
    def failed(self) -> bool:
        return self.why is not None

    def is_running(self) -> bool:
        return not self.ended and 0 <= time.time() - self.began < _LOST_S


class Marks(msgspec.Struct, kw_only=True):
    """`since`: from when on an event is told; `seen`: by key, on which day it last stood there; `runs`: the last, the newest at the end."""

    since: dict[str, datetime] = {}
    seen: dict[str, date] = {}
    runs: list[Run] = []

    def running(self) -> int:
        return sum(run.is_running() for run in self.runs)

    def last(self, event: str) -> Run | None:
        return next((run for run in reversed(self.runs) if run.event == event and run.ended), None)


def marks_file(desk_file: Path) -> Path:
    return companion(desk_file, "events")


def read_marks(desk_file: Path) -> Marks:
    """As they stand; none where they can't be read."""
    try:
        return msgspec.json.decode(kernel.read(marks_file(desk_file)), type=Marks)
    except (OSError, ValueError):
        return Marks()


def state_of(desk_file: Path) -> FileMark | None:
    """How the file looks; None where there is none."""
    try:
        return mark_of(marks_file(desk_file))
    except OSError:
        return None


@contextmanager
def changing(desk_file: Path) -> Iterator[Marks]:
    """The marks, to be changed by this program alone, and written where they were. Raises OSError (TimeoutError where another one
    takes long); a desk that can only be read is one of them."""
    with alone(desk_file, "events.lock") as lock:
        if lock.read_only:
            raise PermissionError(f"{marks_file(desk_file)} is read-only")
        marks = read_marks(desk_file)
        before = msgspec.json.encode(marks)
        yield marks
        marks.runs = marks.runs[-_REMEMBERED:]
        after = msgspec.json.encode(marks)
        if after != before:
            replace_durably(marks_file(desk_file), after)
