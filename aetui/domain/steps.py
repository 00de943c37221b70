"""A step of a work schedule as it is typed, one a line (R3, A5), and what follows when one is moved."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

import msgspec
from msgspec.structs import replace

from aetui.domain.marks import without
from aetui.domain.plainwords import find_time
from aetui.domain.records import Step
from aetui.domain.workcal import WorkCalendar

_OWNER = re.compile(r"\s*[@＠]\s*([^\s，,：:@＠]+)[，,：:]?\s*")


class StepLine(msgspec.Struct, frozen=True):
    """What a typed line says: what is to be done, by whom (None: the user), until when."""

    what: str
    owner: str | None
    due: datetime | None


def read_step(line: str, *, now: datetime, cal: WorkCalendar, people: Iterable[str] = ()) -> StepLine:
    """`文案 @小李 周三中午` taken apart; the words of owner and time don't stay in `what`, for they stand beside
    it. `people`: known names, which need no space after `@name`. Never raises; `what` may be empty."""
    text, owner = line.strip(), None
    found = _OWNER.search(text)
    if found:
        said = found.group(1)
        known = max((p for p in people if p and said.startswith(p)), key=len, default=said)
        owner = known
        text = f"{text[: found.start()]} {said[len(known) :]}{text[found.end() :]}".strip()
    time = find_time(text, now=now, cal=cal)
    if time is None:
        return StepLine(text, owner, None)
    words = without(text, time.start, time.end)
    return StepLine("" if words == time.text.strip() else words, owner, time.at)


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
