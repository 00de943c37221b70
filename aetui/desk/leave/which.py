"""Which absences stand, and which is to be taken back (D8): what the board asks at each look, and imports little for."""

from __future__ import annotations

from datetime import datetime

from aetui.desk.core import Desk
from aetui.domain.handover import passed
from aetui.domain.records import Absence


def to_take_back(desk: Desk, now: datetime) -> tuple[Absence, int] | None:
    """The first absence that ended and has lines that aren't taken back yet, and how many; None where there is none."""
    for absence in standing(desk, now):
        left = sum(line.returned is None for line in absence.lines)
        if absence.end <= now and left:
            return absence, left
    return None


def standing(desk: Desk, now: datetime) -> list[Absence]:
    """The absences that are prepared, run, or are to be taken back, the earliest first."""
    found = [a for a in desk.book.live_of(Absence) if (a.end > now or a.lines) and not passed(a, now)]
    return sorted(found, key=lambda a: (a.start, a.id))


def current(desk: Desk, now: datetime) -> Absence | None:
    """The first of those that stand."""
    return next(iter(standing(desk, now)), None)
