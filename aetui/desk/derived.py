"""What is owed, derived once and then kept up: a change derives anew only what it touches, a moment only what turns."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from aetui.domain.book import Book
from aetui.domain.obligations import Obligation

if TYPE_CHECKING:
    from aetui.domain.clock.workcal import WorkCalendar
    from aetui.domain.derive.ledger import Ledger
    from aetui.domain.rulebook import Rulebook

_KEPT = 4
"""How many are kept up, by how far back what ended is held: since today's midnight, the week before last, …"""


class Derivations:
    """What stands of a desk's book."""

    def __init__(self) -> None:
        self._of: tuple[Book, Rulebook, WorkCalendar] | None = None
        self._held: list[Ledger] = []

    def derive(
        self, book: Book, rulebook: Rulebook, now: datetime, cal: WorkCalendar, ended_since: datetime | None
    ) -> list[Obligation]:
        """As `domain.derive.derive`; the list is the caller's own."""
        of = self._of
        if of is None or of[0] is not book or of[1] is not rulebook or of[2] is not cal:
            self._of, self._held = (book, rulebook, cal), []
        able = [s for s in self._held if ended_since is None or (s.since is not None and s.since <= ended_since)]
        if able:
            found = max(able, key=lambda s: s.since or now)
            self._held.remove(found)
        else:
            from aetui.domain.derive.ledger import Ledger

            found = Ledger(book, rulebook, cal, ended_since)
            self._held = [s for s in self._held if s.since is not None][-_KEPT + 1 :]
        self._held.append(found)  # the one asked last stays longest
        return found.obligations(now, ended_since)
