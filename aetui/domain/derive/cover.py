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


def covered(m: Moment, obligations: Iterable[Obligation]) -> list[Obligation]:
    """The same open obligations; those that fall into an absence that isn't over say who covers, or NOBODY."""
    live = (a for a in m.book.live_of(Absence) if a.end > m.now and a.lines)
    away = sorted(live, key=lambda a: (a.start, a.id))
    if not away:
        return list(obligations)
    return [_with_cover(m, o, away) for o in obligations]


def _with_cover(m: Moment, obligation: Obligation, away: list[Absence]) -> Obligation:
    when = max(obligation.act_by, m.now)
    for absence in away:
        if absence.start <= when <= absence.end:
            cover = _cover(obligation, absence)
            if cover is not None:
                return replace(obligation, cover=cover)
            gone = absence.start <= m.now or absence.arranged is not None
            if gone and obligation.rule not in OWN and not is_short(absence.start, absence.end):
                return replace(obligation, cover=NOBODY)
    return obligation


def _cover(obligation: Obligation, absence: Absence) -> str | None:
    """The line for this very obligation, or for what is late; else one for all of its client."""
    lines = [line for line in absence.lines if line.cover]
    for line in lines:
        if line.obligation_id and line.obligation_id in (obligation.id, *obligation.late):
            return line.cover
    for line in lines:
        # A line of one thing, or of the phone, says nothing of what arose since.
        whole = line.key is None and line.obligation_id is None
        if whole and line.client_id and line.client_id == obligation.client_id:
            return line.cover
    return None
