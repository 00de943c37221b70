"""Meetings that follow each other: those of one kind inside the house, those with one client. What one didn't come to is carried
to the next, and stands there as carried; of one that was called off, everything."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from msgspec.structs import replace

from aetui.domain.derive.meetings import ends
from aetui.domain.meeting.points import bare, come_to, left_over
from aetui.domain.records import Meeting, Point


def alike(one: Meeting, other: Meeting) -> bool:
    """Whether both are of one series; what is inside for another reason, by its title."""
    if (one.kind, one.client_id) != (other.kind, other.client_id):
        return False
    return one.kind != "other" or bare(one.title) == bare(other.title)


def over(meeting: Meeting, now: datetime) -> bool:
    """Whether it was held, or won't be."""
    end = ends(meeting)
    return meeting.cancelled is not None or (end is not None and end <= now)


def before(meeting: Meeting, every: Iterable[Meeting], now: datetime) -> list[Meeting]:
    """The meetings of its series that are over, the earliest first."""
    found = [one for one in every if one.id != meeting.id and alike(one, meeting) and over(one, now)]
    return sorted(found, key=_order)


def following(meeting: Meeting, every: Iterable[Meeting], now: datetime) -> Meeting | None:
    """The next of its series that isn't over; itself doesn't count."""
    found = [one for one in every if one.id != meeting.id and alike(one, meeting) and not over(one, now)]
    return min(found, key=_order, default=None)


def settled(meeting: Meeting, every: Iterable[Meeting], now: datetime) -> Meeting:
    """The meeting with the points that belong on its agenda: what those before it left over comes first, as far as no other took
    it up in between; what was come to there after all goes. A meeting that was called off leaves its own, and takes none."""
    by_id = {one.id: one for one in every if alike(one, meeting)} | {meeting.id: meeting}
    waiting: dict[str, Point] = {}
    for one in sorted(by_id.values(), key=_turn):
        if one.cancelled is None:
            there = {point.id for point in one.points}
            kept = [p for p in one.points if over(one, now) or not _taken_up(p, by_id)]
            full = replace(one, points=[*(p for p in waiting.values() if p.id not in there), *kept])
            waiting = {}
        else:
            full = one
        if one.id == meeting.id:
            return full if full != meeting else meeting
        if over(one, now):
            own = {point.id for point in one.points}
            for point in left_over(full):  # what was never written on its agenda comes from where it was
                source = one.id if point.id in own else point.from_id
                waiting[point.id] = replace(point, from_id=source, done=None)
    return meeting


def _taken_up(point: Point, by_id: dict[str, Meeting]) -> bool:
    source = by_id.get(point.from_id or "")
    if source is None or point.done:
        return False
    there = come_to(source)
    return any(old.id == point.id and n in there for n, old in enumerate(source.points))


def _order(meeting: Meeting) -> tuple[bool, datetime, str]:
    return meeting.start is None, meeting.start or meeting.created_at, meeting.id


def _turn(meeting: Meeting) -> tuple[bool, datetime, str]:
    """When it takes up what those before it left; called off, it leaves what it had from then on."""
    called_off = meeting.cancelled
    return (False, called_off.at, meeting.id) if called_off else _order(meeting)
