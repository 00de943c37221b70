"""`aetui card step|done|move|chase|late|drop|schedule`: the work schedule (D4, R3)."""

from __future__ import annotations

from datetime import datetime
from itertools import chain
from typing import Unpack

from msgspec.structs import replace

from aetui.cli.card import shown
from aetui.cli.command import AT, HOW, LINES, TIME, WHY, arg, command, flag, opt
from aetui.cli.found import BY, CARD, OWNER, STEP
from aetui.cli.session import Session
from aetui.cli.standing import warn_unread
from aetui.desk.book.deputies import hears_trouble
from aetui.desk.card import schedule as verbs
from aetui.desk.card.cards import the_card
from aetui.desk.facts import Proof
from aetui.desk.typed.lines import owner_named
from aetui.domain.records import Card

NUMBER, WHICH = arg("card", CARD, metavar="NUMBER"), arg("step", STEP)


@command("step", NUMBER, arg("text", LINES), opt("--due", type=TIME), OWNER)
def step(session: Session, card: Card, text: list[str], due: datetime | None, owner: str | None) -> None:
    """Each line of TEXT is a step."""
    lines = [verbs.understand(session.desk, line, session.now) for line in text]
    if due:
        lines = [replace(line, due=due) for line in lines]
    if owner:
        whose = owner_named(session.desk, owner)
        lines = [replace(line, owner=whose) for line in lines]
    after = verbs.add_steps(session.desk, card.number, lines, session.now)
    for line, read in zip(text, lines, strict=True):
        warn_unread(session, line, read.due)
    shown.show(session, after, shown.steps)


@command("done", NUMBER, WHICH, AT, HOW)
def done(session: Session, card: Card, step: str, **proof: Unpack[Proof]) -> None:
    shown.show(session, verbs.finish_step(session.desk, card.number, step, session.now, **proof), shown.steps)


@command("move", NUMBER, WHICH, arg("time", TIME), flag("--follow"))
def move(session: Session, card: Card, step: str, time: datetime, follow: bool) -> None:
    after = verbs.move_step(session.desk, card.number, step, time, session.now, follow=follow)
    shown.show(session, after, shown.steps)


@command("chase", NUMBER, WHICH, HOW)
def chase(session: Session, card: Card, step: str, how: str | None) -> None:
    shown.show(session, verbs.chase_step(session.desk, card.number, step, session.now, how=how), shown.steps)


@command("late", NUMBER, WHICH, HOW)
def late(session: Session, card: Card, step: str, how: str | None) -> None:
    """The supervisor, or who stands in, was told that the step is late, with the solution proposed (C3, R10)."""
    after = verbs.report_step(session.desk, card.number, step, session.now, how=how)
    boss = hears_trouble(session.desk, session.now)
    told = session.say("step.reported", boss=boss or session.say("role.supervisor"))
    session.out(
        lambda: {**shown.whole(session, after), "reported_to": boss},
        chain([shown.line(session, after)], shown.steps(session, after), [told]),
    )


@command("drop", NUMBER, WHICH)
def drop(session: Session, card: Card, step: str) -> None:
    shown.show(session, verbs.drop_step(session.desk, card.number, step, session.now), shown.steps)


@command("schedule", NUMBER, flag("--sent"), flag("--confirmed"), AT, HOW, BY, WHY)
def schedule(session: Session, card: Card, sent: bool, confirmed: bool, **proof: Unpack[Proof]) -> None:
    """The steps; with --sent or --confirmed that fact is noted first."""
    desk, now = session.desk, session.now
    with session.together("card.schedule", sent or confirmed, number=card.number):
        if sent:
            verbs.send_schedule(desk, card.number, now, **proof)
        if confirmed:
            verbs.confirm_schedule(desk, card.number, now, at=proof.get("at"), how=proof.get("how"))
    shown.show(session, the_card(desk, card.number), shown.steps)
