"""What is owed, derived once and then kept up: a change derives anew only what it touches, a moment only what turns."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from aetui.domain.book import Book
from aetui.domain.obligations import Obligation

if TYPE_CHECKING:
    from aetui.domain.clock.workcal import WorkCalendar
    from aetui.domain.derive.ledger import Ledger
    from aetui.domain.rulebook import Rulebook

_KEPT = 4
"""How many are kept up, by how far back what ended is held: since today's midnight, and as far as a turn of the week asks."""

_FAR = timedelta(days=60)
"""How far back the second of them holds at the least: one for all the weeks that are turned to."""

_AHEAD = 2
"""How many later moments are kept up: a week's end, an absence's."""


class Derivations:
    """What stands of a desk's book."""

    def __init__(self) -> None:
        self._of: tuple[Book, Rulebook, WorkCalendar] | None = None
        self._held: list[Ledger] = []
        self._ahead: list[tuple[datetime, Ledger]] = []

    def derive(
        self, book: Book, rulebook: Rulebook, now: datetime, cal: WorkCalendar, ended_since: datetime | None
    ) -> list[Obligation]:
        """As `domain.derive.derive`; the list is the caller's own."""
        self._start(book, rulebook, cal)
        able = [s for s in self._held if ended_since is None or (s.since is not None and s.since <= ended_since)]
        if able:
            found = max(able, key=lambda s: s.since or now)
            self._held.remove(found)
        else:
            from aetui.domain.derive.ledger import Ledger

            since = ended_since
            if since is not None and self._held:
                since = min(since, now - _FAR)
            found = Ledger(book, rulebook, cal, since)
            self._held = [s for s in self._held if s.since is not None][-_KEPT + 1 :]
        self._held.append(found)  # the one asked last stays longest
        return found.obligations(now, ended_since)

    def ahead(
        self, book: Book, rulebook: Rulebook, moment: datetime, cal: WorkCalendar, ended_since: datetime
    ) -> list[Obligation]:
        """As `derive` at a later moment."""
        from aetui.domain.derive.ledger import Ledger

        self._start(book, rulebook, cal)
        kept = next(
            (s for at, s in self._ahead if at == moment and s.since is not None and s.since <= ended_since), None
        )
        ledger = kept or Ledger(book, rulebook, cal, ended_since)
        others = [(at, s) for at, s in self._ahead if at != moment]
        self._ahead = [*others[-_AHEAD + 1 :], (moment, ledger)]
        return ledger.obligations(moment, ended_since)

    def _start(self, book: Book, rulebook: Rulebook, cal: WorkCalendar) -> None:
        """With another book, rulebook or calendar everything is derived anew."""
        of = self._of
        if of is None or of[0] is not book or of[1] is not rulebook or of[2] is not cal:
            self._of, self._held, self._ahead = (book, rulebook, cal), [], []
