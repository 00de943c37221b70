"""What starts an event rule, and what meets it, for meetings (M1–M8).

A meeting that is moved begins anew: what was owed for its old start ended then, and what isn't done yet is owed for the new one, from
the move on. An agenda that was sent holds; its confirmation and the preparation are asked for anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import msgspec

from aetui.domain.derive.moment import Met, Moment
from aetui.domain.derive.starts import NoObligation, Start, stamp
from aetui.domain.gates import minutes_out
from aetui.domain.lines.point import any_counts
from aetui.domain.records import AgendaSending, Fact, Meeting

Trigger = Callable[[Moment, Any], Iterator[Start]]

USUAL = timedelta(hours=1)
"""How long a meeting without an end takes."""


class Arranged(msgspec.Struct, frozen=True):
    """A start that the meeting had: arranged at `begin`, given up at `until` for the next (None: it is in force).
    `n`: which of them."""

    n: int
    start: datetime
    begin: datetime
    until: datetime | None

    @property
    def since(self) -> str:
        return stamp(self.begin) if self.n else ""


def ends(meeting: Meeting) -> datetime | None:
    """When the meeting ends, or ended: at its end, or when its minutes were sent, if that is earlier (inside the house:
    circulated); None while it has no date."""
    if meeting.start is None:
        return None
    end = meeting.end or meeting.start + USUAL
    out = meeting.minutes.sent or (meeting.minutes.circulated if meeting.client_id is None else None)
    return max(min(end, out.at) if out else end, meeting.start)


def arranged(meeting: Meeting) -> Iterator[Arranged]:
    """The starts that it had, and the one that it has."""
    begin = meeting.created_at
    for n, moved in enumerate(meeting.postponed):
        if n == 0 or begin < moved.told.at:  # else it was moved on in the same breath
            yield Arranged(n, moved.start, begin, moved.told.at)
        begin = moved.told.at
    if meeting.start:
        yield Arranged(len(meeting.postponed), meeting.start, begin, None)


def _start(meeting: Meeting, begin: datetime, at: datetime | None) -> Start:
    return Start(
        record=meeting,
        subject_type="meeting",
        subject_id=meeting.id,
        client_id=meeting.client_id,
        what=meeting.title,
        start=begin,
        at=at,
        cap=at,
        over=meeting.cancelled.at if meeting.cancelled else None,
    )


def _beforehand(meeting: Meeting, one: Arranged) -> Start:
    """What is to be done for one of its starts: once the meeting was attended, or is over, it is too late for it."""
    start = _start(meeting, one.begin, one.start)
    start.since, start.until = one.since, one.until
    if one.until is None:
        start.lapse = ends(meeting)
        ended_by = [meeting.cancelled, meeting.attended]
        start.over = min((fact.at for fact in ended_by if fact), default=None)
    return start


def _ahead(meeting: Meeting) -> Iterator[Arranged]:
    """The starts that were known before they had come: written down after it began, a meeting owes its minutes alone. Of A11's
    the calendar says that it is owed."""
    if meeting.kind != "coordination":
        yield from (one for one in arranged(meeting) if one.begin < one.start)


def _meeting(_: Moment, meeting: Meeting) -> Iterator[Start]:
    """M3: for each start anew."""
    for one in _ahead(meeting):
        start = _beforehand(meeting, one)
        if one.until is not None:
            start.fact = meeting.postponed[one.n].prepared
            start.until = None if start.fact else one.until
        yield start


def _with_client(_: Moment, meeting: Meeting) -> Iterator[Start]:
    """M2: an agenda that was sent holds, also for a later start."""
    if not meeting.client_id:
        return
    sent = meeting.agenda_sent
    for one in _ahead(meeting):
        if sent is not None and sent.at < one.begin:
            return
        yield _beforehand(meeting, one)


def _to_attend(m: Moment, meeting: Meeting) -> Iterator[Start]:
    """M1: to be there, or to tell those invited before the start; then the new start counts anew."""
    for one in _ahead(meeting):
        start = _start(meeting, one.begin, one.start)
        start.since = one.since
        if meeting.place == "theirs" and meeting.travel_min:
            leave = m.cal.add_elapsed(one.start, -timedelta(minutes=meeting.travel_min))
            start.act_by = max(leave, one.begin)
        else:
            start.act_by = one.start
        if one.until is not None:
            start.fact, start.over = meeting.postponed[one.n].told, None
        yield start


def _agenda_sent(_: Moment, meeting: Meeting) -> Iterator[Start]:
    """M2: each sending is to be confirmed until there is another or the meeting is moved; the last in the end."""
    if not (meeting.client_id and meeting.agenda_sent):
        return
    sendings = meeting.agenda_sendings
    if not sendings:  # an older file kept one alone
        sendings = [AgendaSending(sent=meeting.agenda_sent)]
    first = sendings[0].sent.at
    found: list[tuple[Start, list[Fact | None]]] = []
    for one in _ahead(meeting):
        if one.until is not None and one.until <= first:
            continue
        within = [s for s in sendings if one.begin <= s.sent.at and (one.until is None or s.sent.at < one.until)]
        begins: list[tuple[datetime, list[Fact | None]]] = [(s.sent.at, [s.confirmed]) for s in within]
        if one.begin > first:
            before = [s for s in sendings if s.sent.at < one.begin]
            begins.insert(0, (one.begin, [before[-1].confirmed] if not within else []))
        if begins:
            begins[-1][1].append(meeting.postponed[one.n].confirmed if one.until else meeting.agenda_confirmed)
        for begin, said in begins:
            start = _beforehand(meeting, one)
            start.start = begin
            if found:
                found[-1][0].until = begin
            found.append((start, said))
    for n, (start, said) in enumerate(found):
        if start.until is not None and start.until <= start.start:
            continue  # sent and sent again in one breath
        start.since = stamp(start.start) if n else ""
        start.fact = min((f for f in said if f and f.at >= start.start), key=lambda f: f.at, default=None)
        if start.fact is not None:
            start.until = None
        yield start


def _ended(m: Moment, meeting: Meeting) -> Iterator[Start]:
    """M6; a meeting inside the house owes minutes if it had a point."""
    end = ends(meeting)
    if end is None or m.now < end or (meeting.client_id is None and not any_counts(meeting.points)):
        return
    if not (meeting.cancelled and meeting.cancelled.at <= end):
        yield _start(meeting, end, meeting.start)


def _minutes_sent(_: Moment, meeting: Meeting) -> Iterator[Start]:
    if meeting.client_id and meeting.minutes.sent:
        yield _start(meeting, meeting.minutes.sent.at, meeting.start)


def _agenda(_: Moment, s: Start) -> Fact | None:
    meeting: Meeting = s.record
    return meeting.agenda_sent


def _agenda_confirmed(_: Moment, __: Start) -> Fact | None:
    return None  # which confirmation is whose, its start says


def _prepared(_: Moment, s: Start) -> Fact | None:
    """M3, M4: every line ticked; M4's count only at our office. An empty list asks for nothing."""
    meeting: Meeting = s.record
    if meeting.prepared is not None:
        return meeting.prepared
    lines = [p for p in meeting.prep if p.source != "M4" or meeting.place == "ours"]
    if not lines:
        raise NoObligation
    ticks = [p.done for p in lines if p.done]
    return max(ticks, key=lambda f: f.at) if len(ticks) == len(lines) else None


def _attended(_: Moment, s: Start) -> Fact | None:
    meeting: Meeting = s.record
    return meeting.attended


def _minutes(_: Moment, s: Start) -> Fact | None:
    """M6–M8: out it stays, whatever is written later."""
    meeting: Meeting = s.record
    return meeting.minutes.out or minutes_out(meeting)


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
