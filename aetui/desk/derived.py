"""What is owed, reckoned once for a state of the book, and anew only when a record changes or a moment turns something."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from aetui.domain.book import Book
from aetui.domain.obligations import Obligation

if TYPE_CHECKING:
    from aetui.domain.clock.workcal import WorkCalendar
    from aetui.domain.rulebook import Rulebook

_KEPT = 8
"""Derivations of one state that are kept: a screen asks for what is open, and for what ended since the day, the call, … began."""


class Derivations:
    """The last derivations of a book. Each holds from the moment it was made for until the first that turns something in it."""

    def __init__(self) -> None:
        self._of: tuple[Book, int, Rulebook, WorkCalendar] | None = None
        self._held: dict[datetime | None, tuple[datetime, datetime, list[Obligation]]] = {}

    def derive(
        self, book: Book, rulebook: Rulebook, now: datetime, cal: WorkCalendar, ended_since: datetime | None
    ) -> list[Obligation]:
        """As `domain.derive.derive`; the list is the caller's own."""
        of = self._of
        if of is None or of[1] != book.version or of[0] is not book or of[2] is not rulebook or of[3] is not cal:
            self._of, self._held = (book, book.version, rulebook, cal), {}
        held = self._held.get(ended_since)
        if held is not None and held[0] <= now < held[1]:
            return list(held[2])
        from aetui.domain.derive import derive_until

        found, until = derive_until(book, rulebook, now, cal=cal, ended_since=ended_since)
        while len(self._held) >= _KEPT:
            del self._held[next(iter(self._held))]
        self._held[ended_since] = (now, until, found)
        return list(found)
