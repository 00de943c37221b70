"""What is owed, derived once and then kept up: a change derives anew only what it touches, a moment only what turns."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from aetui.domain.book import Book
from aetui.domain.obligations import Obligation

if TYPE_CHECKING:
    from aetui.domain.clock.workcal import WorkCalendar
    from aetui.domain.derive.kept import KeptLedger
    from aetui.domain.derive.ledger import Ledger
    from aetui.domain.rulebook import Rulebook

_FAR = timedelta(days=60)
"""How far back it reaches at the least once it is asked for what ended longer ago: one for all the weeks that are turned to."""

_AHEAD = 2
"""How many later moments are kept up: a week's end, an absence's."""


class Derivations:
    """What stands of a desk's book. `kept`: finds what an earlier program kept of the same state of it."""

    def __init__(self, kept: Callable[[], KeptLedger | None] = lambda: None) -> None:
        self._kept = kept
        self._of: tuple[Book, Rulebook, WorkCalendar] | None = None
        self._now: Ledger | None = None
        self._ahead: list[tuple[tuple[datetime, bool], Ledger]] = []

    def derive(
        self, book: Book, rulebook: Rulebook, now: datetime, cal: WorkCalendar, ended_since: datetime | None
    ) -> list[Obligation]:
        """As `domain.derive.derive`; the list is the caller's own."""
        self._start(book, rulebook, cal)
        if self._now is None:
            self._now = self._begun(book, rulebook, cal, now, ended_since or _midnight(cal, now))
        if ended_since is not None and self._now.since is not None and ended_since < self._now.since:
            self._now.obligations(now, min(ended_since, now - _FAR))
        return self._now.obligations(now, ended_since)

    def until(self) -> datetime | None:
        """As `Ledger.until`; None where nothing was derived."""
        return self._now.until if self._now is not None else None

    def ahead(
        self,
        book: Book,
        rulebook: Rulebook,
        now: datetime,
        moment: datetime,
        cal: WorkCalendar,
        *,
        there: bool = False,
    ) -> list[Obligation]:
        """As `derive` at a later moment, with what ended after `now`. `there`: only what isn't there at `now` is asked for; how the
        others stand by then isn't said."""
        from aetui.domain.derive.ledger import Ledger

        self._start(book, rulebook, cal)
        base = self._now = self._now or self._begun(book, rulebook, cal, now, _midnight(cal, now))
        base.bring_up_to(now)
        key = (moment, there)
        kept = next((ledger for at, ledger in self._ahead if at == key), None)
        ledger = kept or Ledger(book, rulebook, cal, now, base=base, there=there)
        self._ahead = [*[one for one in self._ahead if one[0] != key][-_AHEAD + 1 :], (key, ledger)]
        return ledger.obligations(moment, now)

    def _begun(self, book: Book, rulebook: Rulebook, cal: WorkCalendar, now: datetime, since: datetime) -> Ledger:
        from aetui.domain.derive.ledger import Ledger

        ledger, kept = Ledger(book, rulebook, cal, since), self._kept()
        if kept is None or not ledger.take_over(kept, now):
            ledger.since = since
        return ledger

    def before_changes(self) -> None:
        """The book may be changed from here on: of what it hasn't read by then nobody could tell how it was before."""
        if self._now is not None:
            self._now.book.fill()

    def to_keep(self) -> KeptLedger | None:
        """What a later program may go on from; None where nothing was derived that isn't kept."""
        return self._now.kept() if self._now is not None else None

    def _start(self, book: Book, rulebook: Rulebook, cal: WorkCalendar) -> None:
        """With another book, rulebook or calendar everything is derived anew."""
        of = self._of
        if of is None or of[0] is not book or of[1] is not rulebook or of[2] is not cal:
            self._of, self._now, self._ahead = (book, rulebook, cal), None, []


def _midnight(cal: WorkCalendar, now: datetime) -> datetime:
    """What ended today is held from the beginning: the board shows it."""
    return now.astimezone(cal.tz).replace(hour=0, minute=0, second=0, microsecond=0)
