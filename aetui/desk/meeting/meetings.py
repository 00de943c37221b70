"""Meetings with a client (M1–M8)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from msgspec.structs import replace

from aetui.desk.acts import Act, Enclosed, do
from aetui.desk.acts.act import NOTHING
from aetui.desk.acts.meeting import ATTEND
from aetui.desk.book.clients import Who, resolve
from aetui.desk.core import Change, Desk, new_id
from aetui.desk.facts import past
from aetui.desk.fields import MEETING, put
from aetui.desk.find.finder import find_one
from aetui.desk.meeting.carrying import hold, shown
from aetui.desk.meeting.coordination import first_word, id_of, planned
from aetui.domain.derive.calendar import A11
from aetui.domain.errors import BadInput, NotThere
from aetui.domain.records import Fact, Meeting, MeetingKind, Place, Postponed, PrepLine

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
    kind: MeetingKind | None = None,
    start: datetime,
    end: datetime | None = None,
    place: Place = "theirs",
    room: str | None = None,
    travel: timedelta = timedelta(),
    attendees: list[str] | None = None,
) -> Meeting:
    """Arrange a meeting; with a client its preparation list comes with it. Without an end it takes an hour. `kind`: it is one
    inside the house; the week's coordination meeting (A11) has one record on whatever desk."""
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
        _check_free(desk, start, finish)
        meeting = Meeting(
            id=id_of(desk, start) if kind == "coordination" else new_id(),
            created_at=now,
            updated_at=now,
            title=clean,
            client_id=who.id if who else None,
            kind=kind,
            start=start,
            end=finish,
            place=place,
            room=room,
            travel_min=int(travel.total_seconds() // 60),
            attendees=attendees or [],
            prep=[] if kind else _preparation(place),
        )
        with hold(change, meeting) as full:
            meeting = change.put(full)
    return meeting


def set_meeting(desk: Desk, meeting_id: str, now: datetime, *, client: Who = None, **said: Any) -> Meeting:
    """Say fields anew, by the keys of `fields.MEETING`; None leaves one, an empty text empties it. At our office M4's lines join
    the preparation list, elsewhere those that aren't ticked leave it. Raises NotThere, BadInput."""
    title, end, travel, place = (said.get(key) for key in ("title", "end", "travel", "place"))
    if title is not None and not title.strip():
        raise BadInput("meeting.title_empty")
    if travel and travel < timedelta():
        raise BadInput("meeting.travel")
    with at_hand(desk, "meeting.set", meeting_id, now) as (change, old):
        if end and old.start is not None:
            if end <= old.start:
                raise BadInput("meeting.ends_before")
            _check_free(desk, old.start, end, but=old.id)
        who = resolve(desk, client)
        after = put(old, MEETING, said)
        if place and place != old.place:
            kept = [p for p in old.prep if p.source != "M4" or p.done or place == "ours"]
            there = {p.text for p in kept}
            more = [p for p in _preparation(place) if p.source == "M4" and p.text not in there]
            after = replace(after, prep=[*kept, *more])
        after = replace(after, client_id=who.id if who else old.client_id)
        if after != old:
            after = change.put(after)
    return after


def move_meeting(
    desk: Desk,
    meeting_id: str,
    now: datetime,
    *,
    start: datetime | None,
    told_at: datetime | None = None,
    how: str | None,
    end: datetime | None = None,
) -> Meeting:
    """Another time, or none yet (`start` None): the client is told, when and how (M1); it stays as long as it was.
    Raises NotThere, BadInput: not told how, in the past, overlapping another, over already."""
    told = past(told_at, now)
    if not (how or "").strip():
        raise BadInput("meeting.told")
    if start is not None and start <= now:
        raise BadInput("time.past", time=start)
    with at_hand(desk, "meeting.move", meeting_id, now) as (change, old):
        if old.attended is not None or old.cancelled is not None:
            raise BadInput("meeting.over", title=old.title)
        length = (old.end - old.start) if old.end and old.start else timedelta(hours=1)
        finish = None
        if start is not None:
            finish = end or start + length
            if finish <= start:
                raise BadInput("meeting.ends_before")
            _check_free(desk, start, finish, but=old.id)
        moved = [Postponed(start=old.start, told=Fact(at=told, how=(how or "").strip()))] if old.start else []
        after = change.put(replace(old, start=start, end=finish, postponed=[*old.postponed, *moved]))
    return after


def attend_meeting(desk: Desk, meeting_id: str, now: datetime, *, at: datetime | None = None) -> Meeting:
    """We were there (M1): ticked when it is over, in time, unless `at` says otherwise."""
    when = past(at, now)
    with at_hand(desk, "meeting.attend", meeting_id, now) as (change, old):
        after = do(change, ATTEND, old, Fact(at=when))
    return after


def cancel_meeting(desk: Desk, meeting_id: str, why: str, now: datetime) -> Meeting:
    """It won't take place, for a reason that is kept."""
    if not why.strip():
        raise BadInput("why.empty")
    with at_hand(desk, "meeting.cancel", meeting_id, now, why=why.strip()) as (change, old):
        after = change.put(replace(old, cancelled=Fact(at=now, why=why.strip())))
    return after


def the_meeting(desk: Desk, said: str, now: datetime) -> Meeting:
    """The meeting that is meant, of those that aren't done with first; this week's of A11 too, that nobody spoke of yet.
    Raises NotThere, BadInput where several are."""
    coming = planned(desk, now)
    found = find_one(
        [*desk.book.live_of(Meeting), *([coming] if coming else [])], said, past=desk.each(Meeting), kind="meeting"
    )
    return shown(desk, found, now)


def meeting_of(desk: Desk, meeting_id: str, now: datetime) -> Meeting:
    """The meeting of that id; this week's of A11 too, that nobody spoke of yet. Raises NotThere."""
    found = desk.get(Meeting, meeting_id)
    if found is None and meeting_id.startswith(A11):
        found = planned(desk, now)
    if found is None or found.id != meeting_id:
        raise NotThere("meeting.unknown", name=meeting_id)
    return shown(desk, found, now)


def meeting_in(change: Change, meeting_id: str) -> Meeting:
    """The meeting as a change leaves it. Raises NotThere."""
    found = change.get(Meeting, meeting_id) or first_word(change, meeting_id)
    if found is None:
        raise NotThere("meeting.unknown", name=meeting_id)
    return found


def _preparation(place: Place) -> list[PrepLine]:
    return [
        PrepLine(id=new_id(), text=key, source="M4" if source == "M4" else "M3")
        for source, key in PREPARATION
        if source != "M4" or place == "ours"
    ]


def _check_free(desk: Desk, start: datetime, end: datetime, *, but: str = "") -> None:
    for other in desk.book.live_of(Meeting):
        if other.start is None or other.cancelled or other.id == but:
            continue
        if start < (other.end or other.start + timedelta(hours=1)) and other.start < end:
            raise BadInput("meeting.overlaps", title=other.title, time=desk.local(other.start))


@contextmanager
def at_hand(desk: Desk, verb: str, meeting_id: str, now: datetime, **words: str) -> Iterator[tuple[Change, Meeting]]:
    """A change with the meeting at hand, which the log calls by its title. Raises NotThere."""
    with desk.change(verb, now, **words) as change:
        meeting = meeting_in(change, meeting_id)
        change.args["title"] = meeting.title
        with hold(change, meeting) as full:
            yield change, full


def do_act(
    desk: Desk,
    verb: str,
    act: Act,
    meeting_id: str,
    done: Fact,
    now: datetime,
    *,
    part: str = "",
    enclosed: Enclosed = NOTHING,
    words: str = "",
) -> Meeting:
    """An act is done to a meeting, as one change. Raises what the act raises."""
    with at_hand(desk, verb, meeting_id, now) as (change, old):
        after = do(change, act, old, done, part, enclosed=enclosed, words=words)
    return after
