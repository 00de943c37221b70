"""`aetui meeting show|agenda|prep|minutes`: a meeting in full, and what is written for it and of it (M2–M8)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Unpack

import msgspec

from aetui.cli.command import ALL, AT, HOW, LINES, WHY, arg, command, flag, opt
from aetui.cli.found import MEETING, PERSON
from aetui.cli.session import Session
from aetui.desk.facts import Proof
from aetui.desk.find.finder import find_one
from aetui.desk.find.look import Look
from aetui.desk.meeting import agenda as agenda_verbs
from aetui.desk.meeting import minutes as minutes_verbs
from aetui.desk.meeting.meetings import meeting_of
from aetui.desk.meeting.notes import point_notes
from aetui.desk.meeting.proposals import propose_named, work_of
from aetui.domain.gates import complete_minutes
from aetui.domain.lines import names
from aetui.domain.meeting.points import come_to
from aetui.domain.records import Meeting, PrepLine
from aetui.locales.wording import how_signed
from aetui.locales.works import work_lines

WHICH = arg("meeting", MEETING, metavar="ID")


@command("show", WHICH)
def show(session: Session, meeting: Meeting) -> None:
    show_meeting(session, meeting)


@command(
    "agenda",
    WHICH,
    arg("points", LINES, nargs=-1, metavar="POINT"),
    opt("--work", "works", multiple=True),
    opt("--came", multiple=True),
    opt("--drop", multiple=True),
    flag("--sent"),
    flag("--confirmed"),
    AT,
    HOW,
)
def agenda(
    session: Session,
    meeting: Meeting,
    points: tuple[list[str], ...],
    works: tuple[str, ...],
    came: tuple[str, ...],
    drop: tuple[str, ...],
    sent: bool,
    confirmed: bool,
    **proof: Unpack[Proof],
) -> None:
    """--came: the meeting came to that point, --drop: it goes; by its number in the list or words of it."""
    desk, now, typed = session.desk, session.now, [line for lines in points for line in lines]
    named = [
        (verb, find_one(meeting.points, said, listed=meeting.points, kind="point"))
        for verb, several in ((agenda_verbs.come_to, came), (agenda_verbs.drop_point, drop))
        for said in several
    ]
    with session.together("meeting.agenda", bool(typed or works or named or sent or confirmed), title=meeting.title):
        for verb, point in named:
            meeting = verb(desk, meeting.id, point, now)
        if typed:
            meeting = agenda_verbs.add_points(desk, meeting.id, typed, now)
        for said in works:
            meeting = propose_named(desk, meeting.id, said, now)
        if sent:
            meeting = agenda_verbs.send_agenda(desk, meeting.id, now, **proof)
        if confirmed:
            meeting = agenda_verbs.confirm_agenda(desk, meeting.id, now, **proof)
    show_meeting(session, meeting)


@command("prep", WHICH, arg("lines", nargs=-1, metavar="LINE"), ALL, opt("--add"), opt("--by", type=PERSON))
def prep(
    session: Session, meeting: Meeting, lines: tuple[str, ...], everything: bool, add: str | None, by: str | None
) -> None:
    """Ticks lines, by their number in the list or words of them; --all: those that are open; --by: who sees to them (M4)."""
    desk, now = session.desk, session.now
    look: Look[PrepLine] = Look("prep", lambda p: (_prep_words(session, p.text),), text=True)
    with session.together("meeting.prepare", bool(lines or everything or add), title=meeting.title):
        if add:
            meeting = agenda_verbs.add_preparation(desk, meeting.id, add, now)
        ids = [p.id for p in meeting.prep if everything and p.done is None]
        ids += [find_one(meeting.prep, line, look, kind="prep", listed=meeting.prep).id for line in lines]
        for one in dict.fromkeys(ids):
            meeting = agenda_verbs.tick(desk, meeting.id, one, now, by=by)
    show_meeting(session, meeting)


@command(
    "minutes",
    WHICH,
    arg("lines", LINES, nargs=-1, metavar="LINE"),
    flag("--anew"),
    opt("--sign", "by", type=PERSON),
    flag("--hand"),
    flag("--send"),
    flag("--circulate"),
    opt("--to", multiple=True),
    flag("--confirm"),
    AT,
    HOW,
    WHY,
)
def minutes(
    session: Session,
    meeting: Meeting,
    lines: tuple[list[str], ...],
    anew: bool,
    by: str | None,
    hand: bool,
    send: bool,
    circulate: bool,
    to: tuple[str, ...],
    confirm: bool,
    at: datetime | None,
    how: str | None,
    why: str | None,
) -> None:
    """Each LINE is a line of the minutes, behind what is there, or --anew; --to: to whom inside (M6); --hand: signed by hand, though
    the profile has a picture of the signature (M8)."""
    desk, now, typed = session.desk, session.now, [line for several in lines for line in several]
    with session.together(
        "meeting.minutes", bool(typed or by or send or circulate or to or confirm), title=meeting.title
    ):
        if typed:
            write = minutes_verbs.write_minutes if anew else minutes_verbs.add_minutes
            meeting = write(desk, meeting.id, typed, now)
        if by:
            meeting = minutes_verbs.sign_minutes(desk, meeting.id, by, now, hand=hand)
        if send:
            meeting = minutes_verbs.send_minutes(desk, meeting.id, now, at=at, how=how, why=why)
        if circulate or to:
            whom = [name for said in to for name in names.read(said, known=desk.colleagues)]
            meeting = minutes_verbs.circulate_minutes(desk, meeting.id, now, to=whom, at=at, how=how, why=why)
        if confirm:
            meeting = minutes_verbs.confirm_minutes(desk, meeting.id, now, at=at, how=how)
    show_meeting(session, meeting)


def show_meeting(session: Session, meeting: Meeting) -> None:
    """A meeting in full, as it stands."""
    meeting = meeting_of(session.desk, meeting.id, session.now)

    def data() -> dict[str, Any]:
        lacks = [{"topic": n, "part": part} for n, part in complete_minutes(meeting.minutes)]
        return {**msgspec.to_builtins(meeting), "client": session.client(meeting.client_id), "missing": lacks}

    session.out(data, _page(session, meeting))


def _page(session: Session, meeting: Meeting) -> Iterator[str]:
    say, minutes = session.say, meeting.minutes
    start = session.when(meeting.start) or say("meeting.no_date")
    number = say("minutes.number", number=minutes.number) if minutes.number else ""
    yield "  ".join(filter(None, (start, session.client(meeting.client_id), meeting.title, number, meeting.id)))
    there = come_to(meeting)
    for n, point in enumerate(meeting.points):
        notes = (words for words, _ in point_notes(session.desk, say, meeting, n, session.now))
        yield "  ".join((f"  {'✓' if n in there else ' '} {n + 1}. {point.text}", *notes))
        one = work_of(session.desk, point)
        yield from (f"       {words}" for words in (work_lines(say, one.work) if one else ()))
    for n, line in enumerate(meeting.prep, 1):
        who = line.done.by if line.done else None
        yield f"  {'✓' if line.done else '○'} {n} {_prep_words(session, line.text)}" + (f"  {who}" if who else "")
    for text in minutes_verbs.lines_of(session.desk, meeting):
        yield f"  | {text}"
    facts = {
        **{key: getattr(meeting, key) for key in ("agenda_sent", "agenda_confirmed", "attended")},
        **{key: getattr(minutes, key) for key in ("signed", "sent", "circulated", "confirmed")},
        "cancelled": meeting.cancelled,
    }
    for key, fact in facts.items():
        if fact:
            how = how_signed(say, fact) if key == "signed" else fact.how
            whom = say("list.comma").join(minutes.circulated_to) if key == "circulated" else ""
            words = (session.stamp(fact.at), say(f"meeting.{key}"), whom, how, fact.by, fact.why)
            yield "  ✓ " + "  ".join(filter(None, words))


def _prep_words(session: Session, text: str) -> str:
    """A line of the preparation list in words: those that come with a meeting are keys."""
    return session.say(f"prep.{text}") if session.say.has(f"prep.{text}") else text
