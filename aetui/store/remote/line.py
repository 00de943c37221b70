"""A change of one device as it goes to the office."""

from __future__ import annotations

from datetime import datetime

import msgspec


class Line(msgspec.Struct, frozen=True):
    """A change: its number on its device, when, what was done, its clock, and by device (its own too) the last changes of the desk
    that it was made after.

    `public`: what those who answer for the desk may read, a line of its journal without the edits of private records; empty where
    nothing is left of it. `private`: the whole line where anything in it is private, for the desk's own devices; else None.
    """

    n: int
    at: datetime
    verb: str
    clock: int
    saw: dict[str, int]
    public: bytes
    private: bytes | None = None

    @property
    def whole(self) -> bytes:
        """The line as its device wrote it, as far as it is here."""
        return self.public if self.private is None else self.private
