"""Where and when a meeting is, and who comes: the head of its papers."""

from __future__ import annotations

from datetime import datetime

from aetui.desk.meeting.carrying import action_of, came_from
from aetui.desk.papers.writer import Writer
from aetui.domain.meeting.online import side
from aetui.domain.meeting.people import ours, theirs
from aetui.domain.records import Meeting, Point
from aetui.locales.dates import clock


def point_words(w: Writer, point: Point) -> str:
    """A point of an agenda: an action with its owner and time as they stand, and what was carried with the day that it comes from."""
    todo, before = action_of(w.desk, point), came_from(w.desk, point)
    if todo is not None:
        until = w.moment(todo.due) if todo.due else w.day(todo.day)
        done = w.say("point.action.done") if todo.done else w.say("point.action.dropped") if todo.dropped else until
        return w.say("paper.point.action", text=point.text, who=todo.owner or w.me, until=done)
    if before is None or before.start is None:
        return point.text
    return w.say("paper.point.carried", text=point.text, day=w.day(w.desk.local(before.start).date()))


def agreed_until(w: Writer, meeting: Meeting) -> datetime | None:
    """Until when its minutes may be objected to, else they count as agreed: those that go to a client, where the profile says within
    how many working days."""
    days = w.desk.profile.agreed_days if w.desk.profile else 0
    if meeting.client_id is None or not days:
        return None
    return w.desk.local(w.desk.calendar.add_working_days(w.now, days))


def where(w: Writer, meeting: Meeting, *, people: bool = True) -> list[tuple[str, str]]:
    """When and where a meeting is, and (`people`) who comes, by side: facts of its papers, label and value."""
    profile, comma = w.desk.profile, w.say("list.comma")
    client = w.client(meeting.client_id)
    end = f" – {clock(w.desk.local(meeting.end))}" if meeting.end and meeting.start else ""
    key = f"paper.place.{side(meeting)}" if w.outside else f"place.{side(meeting)}"
    place = " ".join(t for t in (w.say(key), meeting.room or "") if t)
    here, there = ours(profile, meeting, client), theirs(profile, meeting, client)
    return w.facts(
        ("time", (w.moment(meeting.start) + end) if meeting.start else w.say("meeting.no_date")),
        ("place", place),
        *((("theirs", comma.join(there)), ("ours" if client else "with", comma.join(here))) if people else ()),
    )
