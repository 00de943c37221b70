"""Reminders while the board is open: a duty enters its warning time, or is late.

Nothing is kept: what was told is known by what stood a moment ago, so undoing a change or opening the board
never brings up what the board already shows.
"""

from __future__ import annotations

from datetime import datetime

from aetui.desk.core import Desk
from aetui.desk.day.today import client_name
from aetui.domain.obligations import Obligation
from aetui.locales import Texts
from aetui.locales.dates import when
from aetui.locales.wording import title

URGENCY = {"soon": 1, "overdue": 2}


class Reminders:
    """What turned since the last look. The first look only takes in what stands."""

    def __init__(self) -> None:
        self._stood: dict[str, str] | None = None
        self._looked: datetime | None = None
        self._held: set[str] = set()  # what turned while nothing was to be told

    def turned(self, desk: Desk, now: datetime, *, quiet: bool = False) -> list[Obligation]:
        """The duties that became more urgent since the last look, the most urgent first. A clock that was put back says
        nothing: what it passes again was told. `quiet`: nothing is told now (M5); what turned is told at the first look after, as
        far as it still stands."""
        if self._looked is not None and now < self._looked:
            return []
        self._looked = now
        obligations = desk.obligations(now)
        stood, self._stood = self._stood, {o.id: o.state for o in obligations}
        if stood is None:
            return []
        # A duty that is new since the last look was just made by hand: its maker knows of it.
        found = [o for o in obligations if o.id in stood and URGENCY.get(o.state, 0) > URGENCY.get(stood[o.id], 0)]
        if quiet:
            self._held.update(o.id for o in found)
            return []
        told = {o.id for o in found}
        found += [o for o in obligations if o.id in self._held and o.id not in told and o.state in URGENCY]
        self._held.clear()
        return sorted(found, key=lambda o: -URGENCY[o.state])


def reminder(desk: Desk, say: Texts, turned: list[Obligation], now: datetime) -> str:
    """One sentence for one or more duties: the most urgent of them, by when, and how many more."""
    said = reminded(desk, say, turned[0], now)
    return say("remind.more", said=said, n=len(turned) - 1) if len(turned) > 1 else said


def reminded(desk: Desk, say: Texts, owed: Obligation, now: datetime) -> str:
    """A sentence for one."""
    what = f"{client_name(desk, owed.client_id)} {title(say, owed, desk.rulebook)}".strip()
    return say(f"remind.{owed.state}", what=what, time=when(say, desk.local(owed.due), now))
