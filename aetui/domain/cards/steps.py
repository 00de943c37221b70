"""The steps of a work schedule: what follows when one is moved (R3, A5)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from msgspec.structs import replace

from aetui.domain.clock.workcal import WorkCalendar
from aetui.domain.records import Step


def following(steps: Sequence[Step], step_id: str) -> list[Step]:
    """The steps that would follow when that one is moved: open ones due after it, in their order."""
    moved = next(s for s in steps if s.id == step_id)
    if moved.due is None:
        return []
    return [s for s in steps if s.id != step_id and s.done is None and s.due and s.due > moved.due]


def shifted(due: datetime, old: datetime, new: datetime, cal: WorkCalendar) -> datetime:
    """Where a later step falls when one is moved from `old` to `new`: as many working days further, at its own
    time of day; within one day, as many hours further."""
    days = _working_days(old, new, cal)
    if days == 0:
        return due + (new - old) if _day(due, cal) == _day(old, cal) else due
    day = _day(due, cal)
    for _ in range(abs(days)):
        day = cal.next_working(day) if days > 0 else cal.prev_working(day)
    wall = due.astimezone(cal.tz)
    return cal.at(day, wall.hour * 60 + wall.minute)


def moved(
    steps: Sequence[Step], step_id: str, due: datetime, now: datetime, cal: WorkCalendar, *, follow: bool
) -> list[Step]:
    """The schedule with that step due at `due`, and, with `follow`, the later ones after it."""
    one = next(s for s in steps if s.id == step_id)
    later = {s.id for s in following(steps, step_id)} if follow and one.due else set()
    changed: list[Step] = []
    for step in steps:
        if step.id == step_id:
            changed.append(replace(step, due=due, since=now))
        elif step.id in later and step.due and one.due:
            changed.append(replace(step, due=shifted(step.due, one.due, due, cal), since=now))
        else:
            changed.append(step)
    return changed


def _day(when: datetime, cal: WorkCalendar) -> date:
    return when.astimezone(cal.tz).date()


def _working_days(old: datetime, new: datetime, cal: WorkCalendar) -> int:
    first, last = sorted((_day(old, cal), _day(new, cal)))
    n, day = 0, first
    while day < last:
        day += timedelta(days=1)
        n += cal.is_working(day)
    return n if new >= old else -n
