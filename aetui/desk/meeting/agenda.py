"""What goes before a meeting: the agenda, sent and confirmed (M2), and the preparation list (M3, M4)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Unpack

from msgspec.structs import replace

from aetui.desk.acts import Enclosed
from aetui.desk.acts.meeting import CONFIRM_AGENDA, PREPARE, SEND_AGENDA, TICK
from aetui.desk.core import Change, Desk, new_id
from aetui.desk.facts import Proof, clean, fact
from aetui.desk.meeting.carrying import place_of
from aetui.desk.meeting.meetings import at_hand, do_act, meeting_of
from aetui.domain.errors import BadInput
from aetui.domain.handover import at_ours
from aetui.domain.lines import point as point_line
from aetui.domain.records import Fact, Meeting, Point, PrepLine


def write_points(desk: Desk, meeting_id: str, points: Sequence[str], now: datetime) -> Meeting:
    """The points of the agenda, as a whole; empty ones are left out. One whose words stay is what it was; where as many stand
    there as before, one in another's place is that one in other words."""
    with at_hand(desk, "meeting.agenda", meeting_id, now) as (change, old):
        lines = [made.text for text in points if (made := point_line.read(text))]
        rest = list(old.points)
        found: list[Point | None] = []
        for line in lines:
            same = next((p for p in rest if p.text == line), None)
            found.append(same)
            if same is not None:
                rest.remove(same)
        if len(lines) == len(old.points):
            found = [p or (o if o in rest else None) for p, o in zip(found, old.points, strict=True)]
        written = [
            replace(p, text=line) if p else Point(text=line, id=new_id()) for p, line in zip(found, lines, strict=True)
        ]
        after = replace(old, points=written)
        if after != old:
            after = change.put(after)
    return after


def add_points(desk: Desk, meeting_id: str, points: Sequence[str], now: datetime) -> Meeting:
    """Further points, behind those that are there."""
    found = meeting_of(desk, meeting_id, now)
    return write_points(desk, meeting_id, [*(p.text for p in found.points), *points], now)


def come_to(desk: Desk, meeting_id: str, point: Point, now: datetime) -> Meeting:
    """The meeting came to that point, also where no topic of the minutes bears its words; ticked again, it didn't. Raises NotThere."""
    with at_hand(desk, "meeting.agenda", meeting_id, now) as (change, old):
        n = place_of(old, point)
        ticked = replace(old.points[n], done=None if old.points[n].done else Fact(at=now))
        after = change.put(replace(old, points=[*old.points[:n], ticked, *old.points[n + 1 :]]))
    return after


def drop_point(desk: Desk, meeting_id: str, point: Point, now: datetime) -> Meeting:
    """Off the agenda with that point; it isn't carried on either. Raises NotThere; BadInput for an action, which stands there while
    it is open (A11)."""
    if point.todo_id is not None:
        raise BadInput("point.action", text=point.text)
    with at_hand(desk, "meeting.agenda", meeting_id, now) as (change, old):
        n = place_of(old, point)
        after = change.put(replace(old, points=[*old.points[:n], *old.points[n + 1 :]]))
    return after


def send_agenda(desk: Desk, meeting_id: str, now: datetime, **proof: Unpack[Proof]) -> Meeting:
    """The agenda went out to the client (M2), and is kept as it went; `by`: who approved it (A2). Raises BadInput for one
    without a point."""
    enclosed = Enclosed(by=proof.pop("by", None))
    return do_act(desk, "meeting.agenda_sent", SEND_AGENDA, meeting_id, fact(now, **proof), now, enclosed=enclosed)


def confirm_agenda(desk: Desk, meeting_id: str, now: datetime, **proof: Unpack[Proof]) -> Meeting:
    """The client confirmed it (M2). Raises BadInput before it was sent."""
    return do_act(desk, "meeting.agenda_confirmed", CONFIRM_AGENDA, meeting_id, fact(now, **proof), now)


def tick(desk: Desk, meeting_id: str, line_id: str, now: datetime, *, by: str | None = None) -> Meeting:
    """A line of the preparation list is seen to, `by` whom (M4: who takes the telephones); ticked again, it isn't (M3, M4)."""
    return do_act(desk, "meeting.prepare", TICK, meeting_id, Fact(at=now, by=clean(by)), now, part=line_id)


def prepare(desk: Desk, meeting_id: str, now: datetime) -> Meeting:
    """Every line of the preparation list that isn't ticked yet is seen to (M3, M4)."""
    return do_act(desk, "meeting.prepare", PREPARE, meeting_id, Fact(at=now), now)


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
    with at_hand(desk, "meeting.prepare", meeting_id, now) as (change, old):
        after = change.put(replace(old, prep=[*old.prep, PrepLine(id=new_id(), text=text.strip())]))
    return after


def drop_preparation(desk: Desk, meeting_id: str, line_id: str, now: datetime) -> Meeting:
    """Take a line off the preparation list."""
    with at_hand(desk, "meeting.prepare", meeting_id, now) as (change, old):
        after = change.put(replace(old, prep=[p for p in old.prep if p.id != line_id]))
    return after
