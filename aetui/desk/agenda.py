"""What goes before a meeting: the agenda, sent and confirmed (M2), and the preparation list (M3, M4)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from msgspec.structs import replace

from aetui.desk.core import Change, Desk, new_id
from aetui.desk.facts import fact
from aetui.desk.meetings import meeting_in
from aetui.domain.errors import BadInput, NotThere
from aetui.domain.handover import at_ours
from aetui.domain.records import Fact, Meeting, Point, PrepLine


def write_points(desk: Desk, meeting_id: str, points: Sequence[str], now: datetime) -> Meeting:
    """The points of the agenda, as a whole; empty ones are left out."""
    with desk.change("meeting.agenda", now) as change:
        old = meeting_in(change, meeting_id)
        change.args["title"] = old.title
        after = replace(old, points=[Point(text=text.strip()) for text in points if text.strip()])
        if after != old:
            after = change.put(after)
    return after


def add_points(desk: Desk, meeting_id: str, points: Sequence[str], now: datetime) -> Meeting:
    """Further points, behind those that are there."""
    found = desk.get(Meeting, meeting_id)
    if found is None:
        raise NotThere("meeting.unknown", name=meeting_id)
    return write_points(desk, meeting_id, [*(p.text for p in found.points), *points], now)


def send_agenda(
    desk: Desk, meeting_id: str, now: datetime, *, at: datetime | None = None, how: str | None = None
) -> Meeting:
    """The agenda went out to the client (M2). Raises BadInput for one without a point."""
    done = fact(now, at, how=how)
    with desk.change("meeting.agenda_sent", now) as change:
        old = meeting_in(change, meeting_id)
        change.args["title"] = old.title
        if not old.points:
            raise BadInput("agenda.empty", title=old.title)
        after = change.put(replace(old, agenda_sent=done))
    return after


def confirm_agenda(
    desk: Desk, meeting_id: str, now: datetime, *, at: datetime | None = None, how: str | None = None
) -> Meeting:
    """The client confirmed it (M2). Raises BadInput before it was sent."""
    done = fact(now, at, how=how)
    with desk.change("meeting.agenda_confirmed", now) as change:
        old = meeting_in(change, meeting_id)
        change.args["title"] = old.title
        if old.agenda_sent is None:
            raise BadInput("agenda.unsent", title=old.title)
        after = change.put(replace(old, agenda_confirmed=done))
    return after


def tick(desk: Desk, meeting_id: str, line_id: str, now: datetime) -> Meeting:
    """A line of the preparation list is seen to; ticked again, it isn't (M3, M4)."""
    with desk.change("meeting.prepare", now) as change:
        old = meeting_in(change, meeting_id)
        change.args["title"] = old.title
        if line_id not in {p.id for p in old.prep}:
            raise NotThere("prep.unknown", name=line_id)
        prep = [replace(p, done=None if p.done else Fact(at=now)) if p.id == line_id else p for p in old.prep]
        after = change.put(replace(old, prep=prep))
    return after


def phone_covered(change: Change, start: datetime, end: datetime, who: str) -> None:
    """Inside a change: in the meetings at our office in that time `who` sees to phone and urgent things (M4)."""
    for meeting in list(at_ours(change.desk.book, start, end)):
        prep = [
            replace(p, done=Fact(at=change.now, by=who)) if p.text == "cover" and not p.done else p
            for p in meeting.prep
        ]
        if prep != meeting.prep:
            change.put(replace(meeting, prep=prep))


def add_preparation(desk: Desk, meeting_id: str, text: str, now: datetime) -> Meeting:
    """A line of one's own on the preparation list."""
    if not text.strip():
        raise BadInput("todo.empty")
    with desk.change("meeting.prepare", now) as change:
        old = meeting_in(change, meeting_id)
        change.args["title"] = old.title
        after = change.put(replace(old, prep=[*old.prep, PrepLine(id=new_id(), text=text.strip())]))
    return after


def drop_preparation(desk: Desk, meeting_id: str, line_id: str, now: datetime) -> Meeting:
    """Take a line off the preparation list."""
    with desk.change("meeting.prepare", now) as change:
        old = meeting_in(change, meeting_id)
        change.args["title"] = old.title
        after = change.put(replace(old, prep=[p for p in old.prep if p.id != line_id]))
    return after
