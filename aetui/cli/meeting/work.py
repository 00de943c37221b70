"""`aetui meeting show|set|agenda|prep|minutes|move|attend|cancel`: what is done to a meeting."""

from __future__ import annotations

from typing import Any

import click

from aetui.cli.fields import field_options, said
from aetui.cli.main import Spoken, common
from aetui.cli.session import Session
from aetui.desk.fields import MEETING
from aetui.domain.records import Meeting


@click.command("show", cls=Spoken)
@click.argument("meeting_id", metavar="ID")
@common
@click.pass_obj
def show(session: Session, meeting_id: str) -> None:
    from aetui.desk.meeting.meetings import the_meeting

    desk = session.desk
    session.relearn()
    tell(session, the_meeting(desk, meeting_id, session.now))


@click.command("set", cls=Spoken)
@click.argument("meeting_id", metavar="ID")
@field_options(MEETING)
@common
@click.pass_obj
def set_(session: Session, /, meeting_id: str, **options: Any) -> None:
    from aetui.desk.meeting.meetings import set_meeting, the_meeting

    session.relearn()
    found = the_meeting(session.desk, meeting_id, session.now)
    tell(session, set_meeting(session.desk, found.id, session.now, **said(session, found, MEETING, options)))


@click.command("agenda", cls=Spoken)
@click.argument("meeting_id", metavar="ID")
@click.argument("points", nargs=-1, metavar="POINT")
@click.option("--sent", is_flag=True)
@click.option("--confirmed", is_flag=True)
@click.option("--at", metavar="TIME")
@click.option("--how", metavar="TEXT")
@common
@click.pass_obj
def agenda(
    session: Session,
    meeting_id: str,
    points: tuple[str, ...],
    sent: bool,
    confirmed: bool,
    at: str | None,
    how: str | None,
) -> None:
    from aetui.cli.typed import typed_lines
    from aetui.desk.meeting.agenda import add_points, confirm_agenda, send_agenda
    from aetui.desk.meeting.meetings import the_meeting

    desk, now = session.desk, session.now
    session.relearn()
    found = the_meeting(desk, meeting_id, session.now)
    when = session.time(at) if at else None
    typed = [line for point in points for line in typed_lines(point)]
    with session.together("meeting.agenda", bool(typed or sent or confirmed), title=found.title):
        if typed:
            found = add_points(desk, found.id, typed, now)
        if sent:
            found = send_agenda(desk, found.id, now, at=when, how=how)
        if confirmed:
            found = confirm_agenda(desk, found.id, now, at=when, how=how)
    tell(session, found)


@click.command("prep", cls=Spoken)
@click.argument("meeting_id", metavar="ID")
@click.argument("lines", nargs=-1, metavar="LINE")
@click.option("--all", "everything", is_flag=True)
@click.option("--add", metavar="TEXT")
@common
@click.pass_obj
def prep(session: Session, meeting_id: str, lines: tuple[str, ...], everything: bool, add: str | None) -> None:
    """Ticks lines, by their number in the list or words of them; --all: those that are open."""
    from aetui.desk.find.finder import find_one
    from aetui.desk.find.look import Look
    from aetui.desk.meeting.agenda import add_preparation, tick
    from aetui.desk.meeting.meetings import the_meeting
    from aetui.domain.records import PrepLine

    desk, now = session.desk, session.now
    session.relearn()
    found = the_meeting(desk, meeting_id, session.now)
    look: Look[PrepLine] = Look("prep", lambda p: (prep_text(session, p.text),), text=True)
    with session.together("meeting.prepare", bool(lines or everything or add), title=found.title):
        if add:
            found = add_preparation(desk, found.id, add, now)
        ids = [p.id for p in found.prep if everything and p.done is None]
        ids += [find_one(found.prep, line, look, kind="prep", listed=found.prep).id for line in lines]
        for one in dict.fromkeys(ids):
            found = tick(desk, found.id, one, now)
    tell(session, found)


@click.command("minutes", cls=Spoken)
@click.argument("meeting_id", metavar="ID")
@click.argument("lines", nargs=-1, metavar="LINE")
@click.option("--anew", is_flag=True)
@click.option("--sign", "by", metavar="WHO")
@click.option("--send", is_flag=True)
@click.option("--circulate", is_flag=True)
@click.option("--confirm", is_flag=True)
@click.option("--at", metavar="TIME")
@click.option("--how", metavar="TEXT")
@click.option("--why", metavar="TEXT")
@common
@click.pass_obj
def minutes(
    session: Session,
    meeting_id: str,
    lines: tuple[str, ...],
    anew: bool,
    by: str | None,
    send: bool,
    circulate: bool,
    confirm: bool,
    at: str | None,
    how: str | None,
    why: str | None,
) -> None:
    """Each LINE is a line of the minutes (`-`: standard input), behind what is there, or --anew."""
    from aetui.cli.typed import typed_lines
    from aetui.desk.meeting import minutes as verbs
    from aetui.desk.meeting.meetings import the_meeting

    desk, now = session.desk, session.now
    session.relearn()
    found = the_meeting(desk, meeting_id, session.now)
    when = session.time(at) if at else None
    typed = [one for line in lines for one in typed_lines(line)]
    with session.together("meeting.minutes", bool(typed or by or send or circulate or confirm), title=found.title):
        if typed:
            write = verbs.write_minutes if anew else verbs.add_minutes
            found = write(desk, found.id, typed, now)
        if by:
            found = verbs.sign_minutes(desk, found.id, by, now)
        if send:
            found = verbs.send_minutes(desk, found.id, now, at=when, how=how, why=why)
        if circulate:
            found = verbs.circulate_minutes(desk, found.id, now, at=when, how=how, why=why)
        if confirm:
            found = verbs.confirm_minutes(desk, found.id, now, at=when, how=how)
    tell(session, found)


@click.command("move", cls=Spoken)
@click.argument("meeting_id", metavar="ID")
@click.option("--start", metavar="TIME")
@click.option("--told", metavar="TIME")
@click.option("--how", metavar="TEXT")
@common
@click.pass_obj
def move(session: Session, meeting_id: str, start: str | None, told: str | None, how: str | None) -> None:
    """Without --start it has no date yet."""
    from aetui.desk.meeting.meetings import move_meeting, the_meeting

    desk = session.desk
    session.relearn()
    found = the_meeting(desk, meeting_id, session.now)
    begins = session.time(start) if start else None
    when = session.time(told) if told else None
    tell(session, move_meeting(desk, found.id, session.now, start=begins, told_at=when, how=how))


@click.command("attend", cls=Spoken)
@click.argument("meeting_id", metavar="ID")
@click.option("--at", metavar="TIME")
@common
@click.pass_obj
def attend(session: Session, meeting_id: str, at: str | None) -> None:
    from aetui.desk.meeting.meetings import attend_meeting, the_meeting

    desk = session.desk
    session.relearn()
    found = the_meeting(desk, meeting_id, session.now)
    tell(session, attend_meeting(desk, found.id, session.now, at=session.time(at) if at else None))


@click.command("cancel", cls=Spoken)
@click.argument("meeting_id", metavar="ID")
@click.option("--why", default="", metavar="TEXT")
@common
@click.pass_obj
def cancel(session: Session, meeting_id: str, why: str) -> None:
    from aetui.desk.meeting.meetings import cancel_meeting, the_meeting

    desk = session.desk
    session.relearn()
    tell(session, cancel_meeting(desk, the_meeting(desk, meeting_id, session.now).id, why, session.now))


def prep_text(session: Session, text: str) -> str:
    """A line of the preparation list in words: those that come with a meeting are keys."""
    return session.say(f"prep.{text}") if session.say.has(f"prep.{text}") else text


def tell(session: Session, found: Meeting) -> None:
    """A meeting in full."""
    import msgspec

    from aetui.desk.day.today import client_name
    from aetui.desk.meeting.minutes import lines_of
    from aetui.domain.gates import complete_minutes
    from aetui.locales.dates import stamp, when

    desk, say = session.desk, session.say
    if session.json:
        lacks = [{"topic": n, "part": part} for n, part in complete_minutes(found.minutes)]
        session.out_json({**msgspec.to_builtins(found), "client": client_name(desk, found.client_id), "missing": lacks})
        return
    start = when(say, desk.local(found.start), session.now) if found.start else say("meeting.no_date")
    session.out("  ".join(t for t in (start, client_name(desk, found.client_id), found.title, found.id) if t))
    for n, point in enumerate(found.points, 1):
        session.out(f"  {n}. {point.text}")
    for n, line in enumerate(found.prep, 1):
        session.out(f"  {'✓' if line.done else '○'} {n} {prep_text(session, line.text)}")
    for text in lines_of(desk, found):
        session.out(f"  | {text}")
    minutes_ = found.minutes
    for key, fact in (
        ("agenda_sent", found.agenda_sent),
        ("agenda_confirmed", found.agenda_confirmed),
        ("attended", found.attended),
        ("signed", minutes_.signed),
        ("sent", minutes_.sent),
        ("circulated", minutes_.circulated),
        ("confirmed", minutes_.confirmed),
        ("cancelled", found.cancelled),
    ):
        if fact:
            told = (stamp(desk.local(fact.at)), say(f"meeting.{key}"), fact.how or "", fact.by or "", fact.why or "")
            session.out("  ✓ " + "  ".join(t for t in told if t))
