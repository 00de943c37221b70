"""What is carried from a meeting to the next of its series: points that weren't come to, and of 业务协调会 (A11) open actions too.

A meeting is read with what belongs on its agenda (`shown`); the first word that is said on it writes that down (`hold`), and on the
meeting before, where each point went.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from msgspec.structs import replace

from aetui.desk.core import Change, Desk, R, new_id
from aetui.domain.errors import NotThere
from aetui.domain.meeting.series import before, following, over, settled
from aetui.domain.records import Meeting, Point, Todo


def shown(desk: Desk, meeting: Meeting, now: datetime) -> Meeting:
    """The meeting with what belongs on its agenda now, whether or not it was written down yet."""
    every = list(desk.book.all_of(Meeting))
    found = settled(meeting, every, now)
    if meeting.kind == "coordination" and not over(meeting, now):
        asked = {point.todo_id for point in found.points}
        more = [point for point in _open_actions(desk, meeting, every, now) if point.todo_id not in asked]
        found = replace(found, points=[*more, *found.points]) if more else found
    return found


@contextmanager
def hold(change: Change, record: R) -> Iterator[R]:
    """Inside a change, around an act: a meeting has what belongs on its agenda, each point with an id of its own; where something
    is written of it, the meetings before say where their points went, and minutes get their number. Every other record is what it is."""
    if not isinstance(record, Meeting):
        yield record
        return
    with_ids = [point if point.id else replace(point, id=new_id()) for point in record.points]
    full = shown(change.desk, replace(record, points=with_ids), change.now)
    assert isinstance(full, type(record))
    yield full
    if all(made.id != record.id for made in change.made(Meeting)):
        return
    held = change.get(Meeting, record.id)
    if held is not None and held.minutes.topics and held.minutes.number is None:
        change.put(replace(held, minutes=replace(held.minutes, number=_number(change.desk, held))))
    there = {point.id: point.from_id for point in full.points if point.from_id}
    for source in dict.fromkeys(there.values()):
        old = change.get(Meeting, source or "")
        if old is not None:
            gone = [replace(p, to_id=record.id) if p.id in there and p.to_id is None else p for p in old.points]
            change.put(replace(old, points=gone))


def next_of(desk: Desk, meeting: Meeting, now: datetime) -> Meeting | None:
    """The next meeting of its series that was arranged."""
    return following(meeting, desk.book.all_of(Meeting), now)


def came_from(desk: Desk, point: Point) -> Meeting | None:
    """The meeting that a point was carried from."""
    return desk.get(Meeting, point.from_id)


def action_of(desk: Desk, point: Point) -> Todo | None:
    """The action that a point asks after, as its to-do stands now."""
    return desk.get(Todo, point.todo_id)


def place_of(meeting: Meeting, said: Point) -> int:
    """Where a point stands on an agenda, from 0. Raises NotThere."""
    for n, point in enumerate(meeting.points):
        if point.id == said.id if said.id else point.text == said.text:  # a record of an older file knows words alone
            return n
    raise NotThere("point.unknown", name=said.text)


def _number(desk: Desk, meeting: Meeting) -> str:
    """The next of its client's and year's minutes, inside the house of its kind's: `2026-007`."""
    year = f"{desk.local(meeting.start or meeting.created_at).year}-"
    of = (meeting.client_id, meeting.kind)
    given = (m.minutes.number for m in desk.each(Meeting) if (m.client_id, m.kind) == of and m.minutes.number)
    last = max((int(number[len(year) :]) for number in given if number.startswith(year)), default=0)
    return f"{year}{last + 1:03d}"


def _open_actions(desk: Desk, meeting: Meeting, every: list[Meeting], now: datetime) -> Iterator[Point]:
    """What the last one's minutes gave somebody to do, and what it had asked after itself, as far as it is open."""
    last = next(iter(reversed(before(meeting, every, now))), None)
    if last is None:
        return
    given = [action.todo_id for topic in last.minutes.topics for action in topic.actions]
    for todo_id in dict.fromkeys(filter(None, [*(point.todo_id for point in last.points), *given])):
        todo = desk.get(Todo, todo_id)
        if todo is not None and not (todo.done or todo.dropped):
            yield Point(id=todo_id, text=todo.text, todo_id=todo_id, from_id=last.id)
