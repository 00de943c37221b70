"""`aetui meeting`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import click

from aetui.cli.main import SpokenGroup, common
from aetui.cli.meeting import work as meetingwork
from aetui.cli.session import Session

if TYPE_CHECKING:
    from aetui.domain.records import Meeting


@click.group(cls=SpokenGroup)
@common
def meeting() -> None:
    pass


@meeting.command("add")
@click.argument("title")
@click.option("--client", metavar="NAME")
@click.option("--inside", metavar="KIND")
@click.option("--start", metavar="TIME")
@click.option("--end", metavar="TIME")
@click.option("--place", type=click.Choice(["ours", "theirs"]))
@click.option("--room", metavar="TEXT")
@click.option("--travel", metavar="SPAN")
@common
@click.pass_obj
def add(
    session: Session,
    title: str,
    client: str | None,
    inside: str | None,
    start: str | None,
    end: str | None,
    place: Literal["ours", "theirs"] | None,
    room: str | None,
    travel: str | None,
) -> None:
    from aetui.desk.typed.records import note_meeting, read_meeting
    from aetui.domain.lines import moment
    from aetui.locales.kinds import inside_named

    kind = inside_named(session.say, inside) if inside else None
    begins = (
        session.time(start)
        if start
        else read_meeting(session.desk, title, session.now, client=client is None and kind is None).start
    )
    made = note_meeting(
        session.desk,
        title,
        session.now,
        client=client,
        inside=kind,
        start=session.time(start) if start else None,
        # `16:00` alone as an end means that clock on the meeting's day.
        end=moment.read(end or "", now=session.now, cal=session.desk.calendar, day_of=begins),
        place=place,
        room=room,
        travel=moment.read_span(travel or ""),
    )
    session.relearn()
    if session.json:
        session.out_json(
            {
                "id": made.id,
                "title": made.title,
                "start": made.start,
                "end": made.end,
                "place": made.place,
                "kind": made.kind,
            }
        )
    else:
        session.out(_understood(session, made))


def _understood(session: Session, made: Meeting) -> str:
    """`会议 梅林 提案会 周四 14:00–16:00 · 在客户处 · 大会议室`: all that was read from the line."""
    from aetui.desk.day.today import client_name
    from aetui.locales.dates import when_from

    say, desk = session.say, session.desk
    words = [
        say(f"meeting.kind.{made.kind}") if made.kind else client_name(desk, made.client_id),
        made.title,
        when_from(say, desk.local(made.start), desk.local(made.end), session.now) if made.start and made.end else "",
    ]
    travel = say("meeting.travel.added", n=made.travel_min) if made.travel_min else ""
    more = [say(f"place.{made.place}"), made.room or "", travel]
    return say("meeting.added", words=" ".join(filter(None, words)), more=" · ".join(filter(None, more)))


@meeting.command("list")
@click.option("--all", "everything", is_flag=True)
@common
@click.pass_obj
def list_(session: Session, everything: bool) -> None:
    from aetui.cli.plain import columns
    from aetui.desk.day.today import client_name
    from aetui.desk.find.finder import ID_SIGNS
    from aetui.desk.meeting.coordination import planned
    from aetui.domain.records import Meeting
    from aetui.locales.dates import when

    desk, now = session.desk, session.now
    found = list(desk.each(Meeting)) if everything else [m for m in desk.book.live_of(Meeting) if not m.cancelled]
    shown = planned(desk, now)
    found += [shown] if shown else []
    found.sort(key=lambda m: m.start or m.created_at)
    session.relearn()
    if session.json:
        import msgspec

        session.out_json([msgspec.to_builtins(m) for m in found])
        return
    if not found:
        session.out(session.say("empty.meetings"))
    rows = [
        [
            when(session.say, desk.local(m.start), now) if m.start else "",
            session.say(f"meeting.kind.{m.kind}") if m.kind else client_name(desk, m.client_id),
            m.title,
            session.say(f"place.{m.place}"),
            m.id if m.kind == "coordination" else m.id[:ID_SIGNS],
        ]
        for m in found
    ]
    for line in columns(rows):
        session.out(line)


for _command in (
    *(meetingwork.show, meetingwork.set_, meetingwork.agenda, meetingwork.prep),
    *(meetingwork.minutes, meetingwork.move, meetingwork.attend, meetingwork.cancel),
):
    meeting.add_command(_command)
