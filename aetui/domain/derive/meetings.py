"""What starts an event rule, and what meets it, for meetings (M1–M8)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

from aetui.domain.derive.moment import Met, Moment
from aetui.domain.derive.starts import NoDuty, Start
from aetui.domain.gates import minutes_ready
from aetui.domain.records import Fact, Meeting

Trigger = Callable[[Moment, Any], Iterator[Start]]

USUAL = timedelta(hours=1)
"""How long a meeting without an end takes."""


def ends(meeting: Meeting) -> datetime | None:
    """When the meeting ends; None while it has no date."""
    if meeting.start is None:
        return None
    return max(meeting.end or meeting.start + USUAL, meeting.start)


def _start(meeting: Meeting, begin: datetime, *, beforehand: bool = False) -> Start:
    """`beforehand`: once the meeting was attended, or is over, it is too late for it."""
    ended_by = [meeting.cancelled, meeting.attended] if beforehand else [meeting.cancelled]
    return Start(
        record=meeting,
        subject_type="meeting",
        subject_id=meeting.id,
        client_id=meeting.client_id,
        what=meeting.title,
        start=begin,
        at=meeting.start,
        cap=meeting.start,
        lapse=ends(meeting) if beforehand else None,
        over=min((fact.at for fact in ended_by if fact), default=None),
    )


def _arranged(meeting: Meeting) -> datetime:
    """When it was arranged for the time that it now has."""
    return max((p.told.at for p in meeting.postponed), default=meeting.created_at)


def _meeting(_: Moment, meeting: Meeting) -> Iterator[Start]:
    if meeting.start:
        yield _start(meeting, _arranged(meeting), beforehand=True)


def _with_client(m: Moment, meeting: Meeting) -> Iterator[Start]:
    if meeting.client_id:
        yield from _meeting(m, meeting)


def _to_attend(_: Moment, meeting: Meeting) -> Iterator[Start]:
    """M1: to be there, or to tell the client before the start; then the new start counts anew."""
    begin = meeting.created_at
    for index, moved in enumerate(meeting.postponed):
        told = _start(meeting, begin)
        told.part_id, told.due, told.fact = f"p{index}", moved.start, moved.told
        yield told
        begin = moved.told.at
    if meeting.start:
        yield _start(meeting, begin)


def _agenda_sent(_: Moment, meeting: Meeting) -> Iterator[Start]:
    if meeting.start and meeting.client_id and meeting.agenda_sent:
        yield _start(meeting, meeting.agenda_sent.at, beforehand=True)


def _ended(m: Moment, meeting: Meeting) -> Iterator[Start]:
    end = ends(meeting)
    if end is not None and m.now >= end and not (meeting.cancelled and meeting.cancelled.at <= end):
        yield _start(meeting, end)


def _minutes_sent(_: Moment, meeting: Meeting) -> Iterator[Start]:
    if meeting.client_id and meeting.minutes.sent:
        yield _start(meeting, meeting.minutes.sent.at)


def _agenda(_: Moment, s: Start) -> Fact | None:
    meeting: Meeting = s.record
    return meeting.agenda_sent


def _agenda_confirmed(_: Moment, s: Start) -> Fact | None:
    meeting: Meeting = s.record
    return meeting.agenda_confirmed


def _prepared(_: Moment, s: Start) -> Fact | None:
    """M3, M4: every line ticked; M4's count only at our office. An empty list asks for nothing."""
    meeting: Meeting = s.record
    lines = [p for p in meeting.prep if p.source != "M4" or meeting.place == "ours"]
    if not lines:
        raise NoDuty
    ticks = [p.done for p in lines if p.done]
    return max(ticks, key=lambda f: f.at) if len(ticks) == len(lines) else None


def _attended(_: Moment, s: Start) -> Fact | None:
    meeting: Meeting = s.record
    return meeting.attended


def _minutes(_: Moment, s: Start) -> Fact | None:
    """M6–M8: complete, signed, sent and circulated; the last of it counts."""
    meeting: Meeting = s.record
    minutes = meeting.minutes
    if not (minutes.signed and minutes.sent and minutes.circulated) or not minutes_ready(meeting):
        return None
    last = max(minutes.signed.at, minutes.sent.at, minutes.circulated.at)
    return Fact(at=last, how=minutes.sent.how, by=minutes.signed.by, why=minutes.sent.why)


def _minutes_confirmed(_: Moment, s: Start) -> Fact | None:
    meeting: Meeting = s.record
    return meeting.minutes.confirmed


TRIGGERS: dict[str, tuple[str, Trigger]] = {
    "meeting": ("meetings", _meeting),
    "meeting.client": ("meetings", _with_client),
    "meeting.start": ("meetings", _to_attend),
    "meeting.agenda_sent": ("meetings", _agenda_sent),
    "meeting.ended": ("meetings", _ended),
    "meeting.minutes_sent": ("meetings", _minutes_sent),
}
MET: dict[str, Met] = {
    "agenda_sent": _agenda,
    "agenda_confirmed": _agenda_confirmed,
    "prepared": _prepared,
    "attended": _attended,
    "minutes": _minutes,
    "minutes_confirmed": _minutes_confirmed,
}
