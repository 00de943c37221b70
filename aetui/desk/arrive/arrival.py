"""What comes from another program, as it was understood and before anything is written: seen alike in the shell and on the screen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Literal

import msgspec

from aetui.desk.core import Desk

Kind = Literal["clients", "meetings", "todos"]
Becomes = Literal["new", "changed", "differs", "same", "left"]
"""What becomes of an entry: it is new here, changes what is here, says something else than what stays here, is here already,
or isn't taken."""


class Coming(msgspec.Struct, frozen=True):
    """An entry: what becomes of it, in words what it is, and what else there is to say (why it isn't taken). `line`: in the file, 0:
    it has none. `company`: it is a client, not a person."""

    becomes: Becomes
    text: str
    more: str = ""
    line: int = 0
    company: bool = False


class Arrival(msgspec.Struct, frozen=True):
    """A file of another program. `told`: how it was understood, and what of it wasn't; `write` takes it, as one change, on a desk that
    stands as the one did beside which it was read. `ready`: what takes a while of that, done before."""

    file: Path
    kind: Kind
    told: list[str]
    rows: list[Coming]
    write: Callable[[Desk, datetime], None]
    ready: Callable[[], object] = bool

    def count(self, *becomes: Becomes) -> int:
        return sum(row.becomes in becomes for row in self.rows)

    @property
    def companies(self) -> int:
        """How many of what is new are clients; the others are people."""
        return sum(row.company and row.becomes == "new" for row in self.rows)

    @property
    def changes(self) -> bool:
        """Whether there is anything to take."""
        return self.count("new", "changed") > 0
