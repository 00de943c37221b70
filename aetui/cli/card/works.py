"""`aetui card work|review|tick|ask|sign|send|copy|remark|answer`: what is made, its inside review, its signatures, what the client
says of it (A2, Q1, Q2, R7)."""

from __future__ import annotations

from datetime import datetime
from typing import Unpack

from aetui.cli.card import shown
from aetui.cli.command import AT, HOW, WHY, arg, command, flag, opt
from aetui.cli.found import BY, CARD, KIND, MEETING, PERSON, WORK
from aetui.cli.meeting.papers import show_meeting
from aetui.cli.session import Session
from aetui.desk.card import works as verbs
from aetui.desk.facts import Proof
from aetui.desk.meeting import proposals
from aetui.domain.lines import verdict
from aetui.domain.records import Card, Meeting, WorkKind

NUMBER, NAME = arg("card", CARD, metavar="NUMBER"), arg("name", WORK)


@command("work", NUMBER, arg("name"), opt("--kind", type=KIND))
def work(session: Session, card: Card, name: str, kind: WorkKind | None) -> None:
    shown.show(session, verbs.add_work(session.desk, card.number, name, session.now, kind=kind), shown.works)


@command(
    "review",
    NUMBER,
    NAME,
    BY,
    opt("--wrong", multiple=True),
    opt("--changed"),
    opt("--tick", "ticks", multiple=True),
    opt("--meeting", type=MEETING),
    AT,
    HOW,
    WHY,
)
def review(
    session: Session,
    card: Card,
    name: str,
    wrong: tuple[str, ...],
    changed: str | None,
    ticks: tuple[str, ...],
    meeting: Meeting | None,
    **proof: Unpack[Proof],
) -> None:
    """A round of the inside review (Q1): passed, or returned with what was wrong; with --changed alone what was changed since."""
    desk, number, now = session.desk, card.number, session.now
    held = wrong or ticks or meeting or any(proof.get(key) for key in ("by", "how", "why"))
    with session.together("card.review", bool(changed and held), number=number):
        if changed is not None:
            card = verbs.change_work(desk, number, name, changed, now, at=None if held else proof.get("at"))
        if held or changed is None:
            ticked = [verbs.the_criterion(card, one, desk).key for one in ticks]
            meeting_id = meeting.id if meeting else None
            card = verbs.review_work(
                desk, number, name, now, wrong=wrong, ticked=ticked, meeting_id=meeting_id, **proof
            )
    shown.show(session, card, shown.works)


@command("propose", NUMBER, NAME, opt("--meeting", type=MEETING), opt("--start", "line", metavar="TIME"))
def propose(session: Session, card: Card, name: str, meeting: Meeting | None, line: str | None) -> None:
    """Onto the agenda of the next 拟案会 (Q1), of that meeting, or of one that is arranged with it: `--start "周五 10:00 @王磊"`."""
    desk, now, meeting_id = session.desk, session.now, meeting.id if meeting else None
    if line is not None:
        show_meeting(session, proposals.propose_at(desk, card.number, name, line, now))
    else:
        show_meeting(session, proposals.propose(desk, card.number, name, now, meeting_id=meeting_id))


@command("tick", NUMBER, NAME, arg("lines", nargs=-1, required=True, metavar="LINE"))
def tick(session: Session, card: Card, name: str, lines: tuple[str, ...]) -> None:
    """Lines of the brief that the work meets (R7), one by one; ticked once more, a line isn't met."""
    with session.together("card.tick", len(lines) > 1, number=card.number):
        for line in lines:
            card = verbs.tick_work(session.desk, card.number, name, line, session.now)
    shown.show(session, card, shown.ticks)


@command("remark", NUMBER, NAME, arg("text"), BY, AT)
def remark(session: Session, card: Card, name: str, text: str, by: str | None, at: datetime | None) -> None:
    """What the client said of a work that is out (Q1), as on the card's page: `陈小姐：字太小；logo 再大`."""
    said = verdict.read(text, known=verbs.who_says(session.desk, card))
    after = verbs.note_remarks(session.desk, card.number, name, said.points, session.now, by=by or said.by, at=at)
    shown.show(session, after, shown.works)


@command("answer", NUMBER, NAME, arg("remark"), arg("text"), BY, AT)
def answer(session: Session, card: Card, name: str, remark: str, text: str, **proof: Unpack[Proof]) -> None:
    after = verbs.answer_remark(session.desk, card.number, name, remark, text, session.now, **proof)
    shown.show(session, after, shown.works)


@command("ask", NUMBER, NAME, opt("--by", type=PERSON), opt("--note"), flag("--back"))
def ask(session: Session, card: Card, name: str, by: str | None, note: str | None, back: bool) -> None:
    """The supervisor is asked on their own desk for the signature (Q2); --back: no more."""
    desk, number, now = session.desk, card.number, session.now
    if back:
        after = verbs.unask_signature(desk, number, name, now)
    else:
        after = verbs.ask_signature(desk, number, name, now, by=by, note=note)
    shown.show(session, after, shown.works)


@command("sign", NUMBER, NAME, opt("--by", type=PERSON, required=True), flag("--client"), opt("--copy"), AT, WHY)
def sign(session: Session, card: Card, name: str, client: bool, copy: str | None, **proof: Unpack[Proof]) -> None:
    after = verbs.sign_work(session.desk, card.number, name, session.now, client=client, copy=copy, **proof)
    shown.show(session, after, shown.works)


@command("send", NUMBER, NAME, HOW, WHY)
def send(session: Session, card: Card, name: str, **proof: Unpack[Proof]) -> None:
    shown.show(session, verbs.send_work(session.desk, card.number, name, session.now, **proof), shown.works)


@command("copy", NUMBER, NAME, arg("place"))
def copy(session: Session, card: Card, name: str, place: str) -> None:
    """Where the client's signed copy lies."""
    shown.show(session, verbs.file_copy(session.desk, card.number, name, place, session.now), shown.works)
