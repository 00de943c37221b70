"""A step of a work schedule: `文案 @小李 周三中午` (R3, A5)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import msgspec

from aetui.domain.clock.workcal import WorkCalendar
from aetui.domain.lines.parts import NOBODY, Cut, People, Span, ended, take_owner, take_time, whole_time
from aetui.domain.records import Step


class StepLine(msgspec.Struct, frozen=True):
    """What a line says: what is to be done, by whom (None: the user), until when. `what` keeps the house's remark."""

    what: str
    owner: str | None = None
    due: datetime | None = None
    spans: Mapping[str, Span] = {}
    remark_alone: bool = False


def read(line: str, *, now: datetime, cal: WorkCalendar, people: People = NOBODY) -> StepLine:
    """The line taken apart: the words of owner and time don't stay in `what`, for they stand beside it. Never raises; `what`
    may be empty."""
    cut = Cut(line)
    owner = people.owner(take_owner(cut, people))
    due = take_time(cut, now=now, cal=cal)
    return StepLine(cut.words(), owner, due.at if due else None, cut.spans, cut.remark_alone)


def write(step: Step | StepLine, *, cal: WorkCalendar, people: People = NOBODY, lang: str = "zh") -> str:
    """`文案 @小李 2026-11-25 12:00`."""
    when = whole_time(step.due, cal) if step.due else ""
    return ended(step.what, step.owner, when, lang=lang, known=people.owners)
