"""Which absence is meant, where several stand: a lunch today and a week's leave next month."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from aetui.desk.core import Desk
from aetui.desk.find.finder import best_of, by_id
from aetui.desk.leave.which import current, standing
from aetui.domain.errors import BadInput, NotThere
from aetui.domain.plainwords import parse_range, parse_time
from aetui.domain.records import Absence
from aetui.locales.dates import stamp

A_DAY = timedelta(days=1)


def the_one(desk: Desk, now: datetime, said: str | None = None, *, back: bool = False) -> Absence:
    """The absence that is meant: by the day or the moment at which it begins, in plain words, its id (or how that
    begins), or words of its reason. None said: the only one; of several the one that isn't over, or (`back`) the one that has
    begun. Raises NotThere, and BadInput where several are meant; both say which there are."""
    there = standing(desk, now)
    if not there:
        raise NotThere("absence.none")
    if said is None:
        fitting = [a for a in there if (a.start <= now if back else a.end > now)]
        found = fitting or there
    else:
        found = _meant(desk, there, said, now)
        if not found:
            raise NotThere("absence.unknown", text=said.strip(), which=_choices(desk, there))
    if len(found) > 1:
        raise BadInput("absence.several", which=_choices(desk, found))
    return found[0]


def others(desk: Desk, absence: Absence, now: datetime) -> str:
    """The other absences that stand, in words; empty where there are none."""
    return _choices(desk, [a for a in standing(desk, now) if a.id != absence.id])


def shown_first(desk: Desk, now: datetime, said: str | None = None) -> Absence:
    """Where nothing is changed: the absence meant, and the first where none is said."""
    first = current(desk, now)
    return first if said is None and first is not None else the_one(desk, now, said)


# Inside


def _meant(desk: Desk, there: list[Absence], said: str, now: datetime) -> list[Absence]:
    clean = said.strip()
    found = by_id(there, clean) or [a for a in there if _begins(desk, a, clean, now)]
    return found or best_of(there, clean)


def _begins(desk: Desk, absence: Absence, said: str, now: datetime) -> bool:
    """Whether these words say when it begins. A day that has passed is no coming one: `周一`, `11/23` are then read as of that
    day, where it doesn't matter from when they are read (it does with `今天`)."""
    start = desk.local(absence.start)
    if _says(desk, said, now, start):
        return True
    return start <= now and all(
        _says(desk, said, start.replace(hour=0, minute=0) - before, start) for before in (A_DAY, 0 * A_DAY)
    )


def _says(desk: Desk, said: str, now: datetime, start: datetime) -> bool:
    def read(parse: Callable[[], datetime]) -> datetime | None:
        try:
            return desk.local(parse())
        except BadInput:
            return None

    # A day is a range from its morning, and a moment at its end; what is both at once has a clock of its own.
    day = read(lambda: parse_range(said, now=now, cal=desk.calendar)[0])
    moment = read(lambda: parse_time(said, now=now, cal=desk.calendar))
    if day is not None and day != moment:
        return day.date() == start.date()
    return moment == start


def _choices(desk: Desk, there: list[Absence]) -> str:
    """`11/24 12:00 – 11/24 13:30 午饭`, one after another."""
    spans = ((a, stamp(desk.local(a.start)), stamp(desk.local(a.end))) for a in there)
    return "; ".join(" ".join(t for t in (begin, "–", end, a.why or "") if t) for a, begin, end in spans)
