"""`aetui meeting add|list|set|move|attend|cancel`: which there are, when and where (M1)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from aetui.cli.command import ALL, AT, TIME, Typed, arg, command, opt
from aetui.cli.fields import field_options, field_values
from aetui.cli.found import MEETING, OF_CLIENT
from aetui.cli.meeting.papers import show_meeting
from aetui.cli.plain import table
from aetui.cli.session import Session
from aetui.desk.fields import MEETING as MEETING_FIELDS
from aetui.desk.find.finder import ID_SIGNS
from aetui.desk.meeting.coordination import planned
from aetui.desk.meeting.meetings import attend_meeting, cancel_meeting, move_meeting, set_meeting
from aetui.desk.typed.records import note_meeting, read_meeting
from aetui.domain.lines import moment
from aetui.domain.meeting.online import side
from aetui.domain.records import Client, Meeting, MeetingKind
from aetui.locales.dates import when_from
from aetui.locales.kinds import inside_at_head, inside_named

WHICH = arg("meeting", MEETING, metavar="ID")
WHERE = [field for field in MEETING_FIELDS if field.key in ("end", "place", "room", "travel")]
INSIDE = Typed(lambda session, text: inside_named(session.say, text))


@command("add", arg("title"), OF_CLIENT, opt("--inside", type=INSIDE), opt("--start", type=TIME), *field_options(WHERE))
def add(
    session: Session,
    title: str,
    client: Client | None,
    inside: MeetingKind | None,
    start: datetime | None,
    end: str | None,
    travel: str | None,
    **where: Any,
) -> None:
    desk, now = session.desk, session.now
    head, line = inside_at_head(title) if client is None and inside is None else (inside, title)
    begins = start or read_meeting(desk, line, now, client=client is None and head is None).start
    made = note_meeting(
        desk,
        title,
        now,
        client=client,
        inside=inside,
        start=start,
        end=moment.read(end or "", now=now, cal=desk.calendar, day_of=begins),  # `16:00` alone is that clock on its day
        travel=moment.read_span(travel or ""),
        **where,
    )
    data = {key: getattr(made, key) for key in ("id", "title", "start", "end", "place", "kind")}
    session.out(data, _understood(session, made))


def _understood(session: Session, made: Meeting) -> str:
    """`会议 梅林 提案会 周四 14:00–16:00 · 在客户处 · 大会议室`: all that was read from the line."""
    say, local = session.say, session.desk.local
    words = (
        say(f"meeting.kind.{made.kind}") if made.kind else session.client(made.client_id),
        made.title,
        when_from(say, local(made.start), local(made.end), session.now) if made.start and made.end else "",
    )
    travel = say("meeting.travel.added", n=made.travel_min) if made.travel_min else ""
    more = (say(f"place.{side(made)}"), made.room, travel)
    return say("meeting.added", words=" ".join(filter(None, words)), more=" · ".join(filter(None, more)))


@command("list", ALL)
def list_(session: Session, everything: bool) -> None:
    """Those to come; --all: all there were. This week's of A11 stands among them."""
    desk, say = session.desk, session.say
    found = list(desk.each(Meeting)) if everything else [m for m in desk.book.live_of(Meeting) if not m.cancelled]
    shown = planned(desk, session.now)
    found += [shown] if shown else []
    found.sort(key=lambda m: m.start or m.created_at)
    rows = (
        [
            session.when(m.start),
            say(f"meeting.kind.{m.kind}") if m.kind else session.client(m.client_id),
            m.title,
            say(f"place.{side(m)}"),
            m.id if m.kind == "coordination" else m.id[:ID_SIGNS],
        ]
        for m in found
    )
    session.out(found, table(rows, empty=say("empty.meetings")))


@command("set", WHICH, *field_options(MEETING_FIELDS))
def set_(session: Session, meeting: Meeting, **options: Any) -> None:
    fields = field_values(session, meeting, MEETING_FIELDS, options)
    show_meeting(session, set_meeting(session.desk, meeting.id, session.now, **fields))


@command("move", WHICH, opt("--start", type=TIME), opt("--told", type=TIME), opt("--how"))
def move(session: Session, meeting: Meeting, start: datetime | None, told: datetime | None, how: str | None) -> None:
    """Without --start it has no date yet."""
    show_meeting(session, move_meeting(session.desk, meeting.id, session.now, start=start, told_at=told, how=how))


@command("attend", WHICH, AT)
def attend(session: Session, meeting: Meeting, at: datetime | None) -> None:
    show_meeting(session, attend_meeting(session.desk, meeting.id, session.now, at=at))


@command("cancel", WHICH, opt("--why", default=""))
def cancel(session: Session, meeting: Meeting, why: str) -> None:
    show_meeting(session, cancel_meeting(session.desk, meeting.id, why, session.now))
