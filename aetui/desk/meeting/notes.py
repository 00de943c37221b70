"""What stands beside a point of an agenda: an action's owner and time, from where a point was carried, where it went or waits."""

from __future__ import annotations

from datetime import datetime

from aetui.desk.core import Desk
from aetui.desk.meeting.carrying import action_of, came_from, next_of
from aetui.domain.lines.point import counts
from aetui.domain.meeting.points import come_to
from aetui.domain.meeting.series import over
from aetui.domain.records import Meeting
from aetui.locales import Texts
from aetui.locales.dates import day_number, when


def point_notes(desk: Desk, say: Texts, meeting: Meeting, n: int, now: datetime) -> list[tuple[str, str]]:
    """Of the n-th point, from 0: words and their strength (`dim`, `soon`, `late`)."""
    point = meeting.points[n]
    todo = action_of(desk, point)
    if todo is not None:
        due = when(say, desk.local(todo.due), desk.local(now)) if todo.due else day_number(todo.day)
        open_ = not (todo.done or todo.dropped)
        said = due if open_ else say("point.action.done" if todo.done else "point.action.dropped")
        late = open_ and todo.due is not None and todo.due < now
        return [(f"@{todo.owner or desk.owner or ''} {said}", "late" if late else "dim")]
    notes = []
    if n not in come_to(meeting):
        if point.to_id:
            notes.append((say("point.went", day=_day_of(desk, desk.get(Meeting, point.to_id))), "dim"))
        elif over(meeting, now) and counts(point):
            after = next_of(desk, meeting, now)
            notes.append((say("point.went", day=_day_of(desk, after)) if after else say("point.waits"), "soon"))
    before = came_from(desk, point)
    if before is not None:
        notes.append((say("point.carried", day=_day_of(desk, before)), "soon"))
    return notes


def _day_of(desk: Desk, meeting: Meeting | None) -> str:
    return day_number(desk.local(meeting.start).date()) if meeting is not None and meeting.start else "–"
