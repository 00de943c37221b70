"""A meeting's agenda, preparation and attendance (M1–M4)."""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from aetui.desk.acts.act import Act, Doing
from aetui.desk.acts.parts import edited, last_sent, meeting_of, out
from aetui.domain.errors import BadInput
from aetui.domain.lines.point import any_counts
from aetui.domain.records import Fact, Meeting

_last_sent = last_sent("agenda")


def _arranged(meeting: Meeting) -> Fact | None:
    return max((moved.told for moved in meeting.postponed), key=lambda told: told.at, default=None)


def _to_send(doing: Doing) -> None:
    if not any_counts(meeting_of(doing).points):
        raise BadInput("agenda.empty", title=meeting_of(doing).title)


def _sent(doing: Doing) -> Meeting:
    """The first sending meets M2; the client's confirmation is asked of the last."""
    sent: Meeting = out(doing, "agenda")
    return sent


def _to_confirm(doing: Doing) -> None:
    meeting = meeting_of(doing)
    if meeting.agenda_sent is None:
        raise BadInput("agenda.unsent", title=meeting.title)


def _confirmed(doing: Doing) -> Meeting:
    return replace(meeting_of(doing), agenda_confirmed=doing.fact)


def _last_confirmed(doing: Doing) -> bool:
    """What was sent again, or is for another start, is confirmed again."""
    meeting = meeting_of(doing)
    after = [at for at in (_last_sent(doing), *(moved.told.at for moved in meeting.postponed)) if at]
    return meeting.agenda_confirmed is not None and all(meeting.agenda_confirmed.at >= at for at in after)


def _prepared(doing: Doing) -> Meeting:
    """M3, M4: every line that isn't ticked yet."""
    meeting = meeting_of(doing)
    return replace(meeting, prep=[p if p.done else replace(p, done=doing.fact) for p in meeting.prep])


def _attended(doing: Doing) -> Meeting:
    """M1: whoever ticks a meeting off once it is over was there in time, unless they say when (`at`)."""
    meeting, fact = meeting_of(doing), doing.fact
    over = meeting.end is not None and fact.at >= meeting.end
    if meeting.start is not None and over and fact.at == doing.change.now:  # no time was said
        told = _arranged(meeting)
        leaves = meeting.start - timedelta(minutes=meeting.travel_min)
        fact = replace(
            fact, at=max(leaves, told.at if told else leaves if meeting.kind == "coordination" else meeting.created_at)
        )
    return replace(meeting, attended=fact)


SEND_AGENDA = Act(Meeting, _sent, met="agenda_sent", check=_to_send)
CONFIRM_AGENDA = Act(
    Meeting, _confirmed, met="agenda_confirmed", check=_to_confirm, since=_last_sent, stands=_last_confirmed
)
PREPARE = Act(Meeting, _prepared, met="prepared")
TICK = Act(Meeting, edited("prep", lambda p, doing: replace(p, done=None if p.done else doing.fact)))
ATTEND = Act(Meeting, _attended, met="attended", stands=lambda doing: meeting_of(doing).attended is not None)
ACTS = (SEND_AGENDA, CONFIRM_AGENDA, PREPARE, TICK, ATTEND)
