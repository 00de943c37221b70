"""A meeting at our office while it runs (M5): the door is shut, somebody takes the telephones, and the board is quiet."""

from __future__ import annotations

from datetime import datetime

from aetui.desk.core import Desk
from aetui.desk.meeting.coordination import planned
from aetui.domain.derive.meetings import ends
from aetui.domain.records import Fact, Meeting
from aetui.domain.roles import someone
from aetui.locales import Texts
from aetui.locales.dates import clock


def running(desk: Desk, now: datetime) -> Meeting | None:
    """The meeting at our office that runs at this moment: from its start until its end, or until its minutes are out."""
    coming = planned(desk, now)
    for meeting in (*desk.book.live_of(Meeting), *([coming] if coming else [])):
        end = ends(meeting)
        if meeting.place != "ours" or meeting.cancelled or meeting.start is None or end is None:
            continue
        if meeting.start <= now < end:
            return meeting
    return None


def cover_of(meeting: Meeting) -> Fact | None:
    """That somebody was asked to take telephones and urgent things (M4), and who."""
    return next((line.done for line in meeting.prep if line.text == "cover"), None)


def quiet_line(desk: Desk, say: Texts, now: datetime) -> tuple[str, str] | None:
    """What the board says while it is quiet, and the colour of it: amber where nobody takes the telephones. None otherwise."""
    meeting = running(desk, now)
    end = ends(meeting) if meeting is not None else None
    if meeting is None or end is None:
        return None
    cover, front = cover_of(meeting), someone(desk.profile, "front_desk")
    if cover is not None:
        phones = say("quiet.phones.by", who=cover.by) if cover.by else say("quiet.phones.arranged")
    elif front and not meeting.prep:  # inside the house nothing is prepared
        phones = say("quiet.phones.by", who=front)
    else:
        phones = say("quiet.phones.open")
    open_ = cover is None and not (front and not meeting.prep)
    line = say("quiet.line", title=meeting.title, end=clock(desk.local(end)), phones=phones)
    return line, "soon" if open_ else "act"
