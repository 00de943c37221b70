"""Who covers an obligation while the user is away (D8)."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from aetui.domain.derive.moment import Moment
from aetui.domain.handover import OWN, is_short
from aetui.domain.obligations import Obligation
from aetui.domain.records import Absence

NOBODY = ""
"""What arose after the handover was made: uncovered."""


class _Away:
    """An absence with its lines by what they are about."""

    def __init__(self, absence: Absence) -> None:
        self.absence = absence
        self.of: dict[str, str] = {}
        self.of_client: dict[str, str] = {}
        for line in absence.lines:
            if line.cover and line.obligation_id:
                self.of.setdefault(line.obligation_id, line.cover)
            elif line.cover and line.client_id and line.key is None:
                # A line of one thing, or of the phone, says nothing of what arose since.
                self.of_client.setdefault(line.client_id, line.cover)

    def cover(self, obligation: Obligation) -> str | None:
        """By the line for this very obligation, or for what is late; else by one for all of its client."""
        for key in (obligation.id, *obligation.late):
            if key in self.of:
                return self.of[key]
        return self.of_client.get(obligation.client_id or "")


def covered(m: Moment, obligations: Iterable[Obligation]) -> list[Obligation]:
    """The same open obligations; those that fall into an absence that isn't over say who covers, or NOBODY."""
    live = (a for a in m.book.live_of(Absence) if a.end > m.now and a.lines)
    away = [_Away(absence) for absence in sorted(live, key=lambda a: (a.start, a.id))]
    if not away:
        return list(obligations)
    return [_with_cover(m, o, away) for o in obligations]


def _with_cover(m: Moment, obligation: Obligation, away: list[_Away]) -> Obligation:
    when = max(obligation.act_by, m.now)
    for one in away:
        absence = one.absence
        if absence.start <= when <= absence.end:
            cover = one.cover(obligation)
            if cover is not None:
                return replace(obligation, cover=cover)
            gone = absence.start <= m.now or absence.arranged is not None
            if gone and obligation.rule not in OWN and not is_short(absence.start, absence.end):
                return replace(obligation, cover=NOBODY)
    return obligation
