"""`aetui card step|done|move|chase|late|drop|schedule` and a card's way: `start|deliver|close|back`."""

from __future__ import annotations

import click

from aetui.cli.card.shown import as_json, tell
from aetui.cli.main import Spoken, common
from aetui.cli.session import Session
from aetui.domain.records import Card


@click.command("step", cls=Spoken)
@click.argument("number")
@click.argument("text")
@click.option("--due", metavar="TIME")
@click.option("--owner", metavar="NAME")
@common
@click.pass_obj
def step(session: Session, number: str, text: str, due: str | None, owner: str | None) -> None:
    """Each line of TEXT is a step; `-` reads them from standard input."""
    from msgspec.structs import replace

    from aetui.cli.standing import tell_unread
    from aetui.cli.typed import typed_lines
    from aetui.desk.card.schedule import add_steps, understand
    from aetui.desk.typed.lines import people

    desk, now = session.desk, session.now
    session.relearn()
    typed = list(typed_lines(text))
    lines = [understand(desk, line, now) for line in typed]
    if due:
        lines = [replace(line, due=session.time(due)) for line in lines]
    if owner:
        lines = [replace(line, owner=people(desk).owner(owner)) for line in lines]
    card = add_steps(desk, number, lines, now)
    for line, read in zip(typed, lines, strict=True):
        tell_unread(session, line, read.due)
    _steps(session, card)


@click.command("done", cls=Spoken)
@click.argument("number")
@click.argument("step")
@click.option("--at", metavar="TIME")
@click.option("--how", metavar="TEXT")
@common
@click.pass_obj
def done(session: Session, number: str, step: str, at: str | None, how: str | None) -> None:
    from aetui.desk.card.schedule import finish_step

    desk, now = session.desk, session.now
    session.relearn()
    _steps(session, finish_step(desk, number, step, now, at=session.time(at) if at else None, how=how))


@click.command("move", cls=Spoken)
@click.argument("number")
@click.argument("step")
@click.argument("time")
@click.option("--follow", is_flag=True)
@common
@click.pass_obj
def move(session: Session, number: str, step: str, time: str, follow: bool) -> None:
    from aetui.desk.card.schedule import move_step

    desk, now = session.desk, session.now
    session.relearn()
    _steps(session, move_step(desk, number, step, session.time(time), now, follow=follow))


@click.command("chase", cls=Spoken)
@click.argument("number")
@click.argument("step")
@click.option("--how", metavar="TEXT")
@common
@click.pass_obj
def chase(session: Session, number: str, step: str, how: str | None) -> None:
    from aetui.desk.card.schedule import chase_step

    desk, now = session.desk, session.now
    session.relearn()
    _steps(session, chase_step(desk, number, step, now, how=how))


@click.command("late", cls=Spoken)
@click.argument("number")
@click.argument("step")
@click.option("--how", metavar="TEXT")
@common
@click.pass_obj
def late(session: Session, number: str, step: str, how: str | None) -> None:
    """The supervisor was told that the step is late, with the solution proposed (C3, R10)."""
    from aetui.desk.card.schedule import report_step

    desk, now = session.desk, session.now
    session.relearn()
    _steps(session, report_step(desk, number, step, now, how=how))


@click.command("drop", cls=Spoken)
@click.argument("number")
@click.argument("step")
@common
@click.pass_obj
def drop(session: Session, number: str, step: str) -> None:
    from aetui.desk.card.schedule import drop_step

    desk, now = session.desk, session.now
    session.relearn()
    _steps(session, drop_step(desk, number, step, now))


@click.command("schedule", cls=Spoken)
@click.argument("number")
@click.option("--sent", is_flag=True)
@click.option("--confirmed", is_flag=True)
@click.option("--at", metavar="TIME")
@click.option("--how", metavar="TEXT")
@click.option("--by", metavar="NAME")
@click.option("--why", metavar="TEXT")
@common
@click.pass_obj
def schedule(
    session: Session,
    number: str,
    sent: bool,
    confirmed: bool,
    at: str | None,
    how: str | None,
    by: str | None,
    why: str | None,
) -> None:
    """The steps; with --sent or --confirmed that fact is noted first."""
    from aetui.desk.card.cards import the_card
    from aetui.desk.card.schedule import confirm_schedule, send_schedule

    desk, now = session.desk, session.now
    session.relearn()
    when = session.time(at) if at else None
    with session.together("card.schedule", sent or confirmed, number=number):
        if sent:
            send_schedule(desk, number, now, at=when, how=how, by=by, why=why)
        if confirmed:
            confirm_schedule(desk, number, now, at=when, how=how)
    _steps(session, the_card(desk, number))


@click.command("start", cls=Spoken)
@click.argument("number")
@click.option("--why", metavar="TEXT")
@common
@click.pass_obj
def start(session: Session, number: str, why: str | None) -> None:
    from aetui.desk.card.state import start_work

    desk = session.desk
    session.relearn()
    tell(session, start_work(desk, number, session.now, why=why))


@click.command("deliver", cls=Spoken)
@click.argument("number")
@click.option("--at", metavar="TIME")
@click.option("--how", metavar="TEXT")
@click.option("--by", metavar="NAME")
@common
@click.pass_obj
def deliver(session: Session, number: str, at: str | None, how: str | None, by: str | None) -> None:
    from aetui.desk.card.state import deliver as verb

    desk = session.desk
    session.relearn()
    tell(session, verb(desk, number, session.now, at=session.time(at) if at else None, how=how, by=by))


@click.command("close", cls=Spoken)
@click.argument("number")
@click.option("--how", metavar="TEXT")
@click.option("--why", metavar="TEXT")
@common
@click.pass_obj
def close(session: Session, number: str, how: str | None, why: str | None) -> None:
    from aetui.desk.card.state import close as verb

    desk = session.desk
    session.relearn()
    tell(session, verb(desk, number, session.now, how=how, why=why))


@click.command("back", cls=Spoken)
@click.argument("number")
@click.option("--why", metavar="TEXT")
@common
@click.pass_obj
def back(session: Session, number: str, why: str | None) -> None:
    from aetui.desk.card.state import step_back

    desk = session.desk
    session.relearn()
    tell(session, step_back(desk, number, session.now, why=why))


def _steps(session: Session, card: Card) -> None:
    if session.json:
        session.out_json(as_json(session, card, whole=True))
        return
    tell(session, card)
    steps_told(session, card)


def steps_told(session: Session, card: Card) -> None:
    """The schedule, a step a line."""
    from aetui.cli.plain import columns
    from aetui.cli.standing import stands

    rows = [
        [
            f"  {n}",
            "✓" if s.done else "·",
            s.what,
            s.owner or "",
            stands(session, s.due) if s.due else "",
        ]
        for n, s in enumerate(card.steps, 1)
    ]
    for line in columns(rows):
        session.out(line)
    if not rows:
        session.out(f"  {session.say('empty.steps')}")
