"""Meetings with a client (M1–M8)."""

from __future__ import annotations

from datetime import datetime, timedelta

from aetui.desk.clients import Who, resolve
from aetui.desk.core import Desk, new_id
from aetui.domain.errors import BadInput
from aetui.domain.records import Meeting, Place, PrepLine

PREPARATION: tuple[tuple[str, str], ...] = (
    ("M3", "agenda"),
    ("M3", "paper_pens"),
    ("M3", "projector"),
    ("M3", "tape"),
    ("M3", "equipment"),
    ("M4", "front_desk"),
    ("M4", "cover"),
)
"""The preparation list by source; the texts are `prep.…` in the catalogue. M4's only at our office."""


def add_meeting(
    desk: Desk,
    title: str,
    now: datetime,
    *,
    client: Who,
    start: datetime,
    end: datetime | None = None,
    place: Place = "theirs",
    room: str | None = None,
    travel: timedelta = timedelta(),
    attendees: list[str] | None = None,
) -> Meeting:
    """Arrange a meeting; its preparation list comes with it. Without an end it takes an hour."""
    clean = title.strip()
    if not clean:
        raise BadInput("meeting.title_empty")
    finish = end or start + timedelta(hours=1)
    if finish <= start:
        raise BadInput("meeting.ends_before")
    if travel < timedelta():
        raise BadInput("meeting.travel")
    with desk.change("meeting.add", now, title=clean) as change:
        who = resolve(desk, client)
        for other in desk.book.live("meetings"):
            if not isinstance(other, Meeting) or other.start is None or other.cancelled:
                continue
            if start < (other.end or other.start + timedelta(hours=1)) and other.start < finish:
                raise BadInput("meeting.overlaps", title=other.title, time=desk.local(other.start))
        meeting = change.new(
            Meeting,
            title=clean,
            client_id=who.id if who else None,
            start=start,
            end=finish,
            place=place,
            room=room,
            travel_min=int(travel.total_seconds() // 60),
            attendees=attendees or [],
            prep=[
                PrepLine(id=new_id(), text=key, source="M4" if source == "M4" else "M3")
                for source, key in PREPARATION
                if source != "M4" or place == "ours"
            ],
        )
    return meeting
