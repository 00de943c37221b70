"""`aetui handover`: before leave, and coming back."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from aetui.cli.main import SpokenGroup, common
from aetui.cli.session import Session
from aetui.domain.errors import BadInput

if TYPE_CHECKING:
    from aetui.desk.handover import Handover
    from aetui.domain.records import Absence, CoverLine


@click.group(cls=SpokenGroup, invoke_without_command=True)
@click.option("--from", "begin", metavar="TIME")
@click.option("--to", "until", metavar="TIME")
@click.option("--why", metavar="TEXT")
@click.option("--reach", metavar="TEXT")
@common
@click.pass_context
def handover(ctx: click.Context, begin: str | None, until: str | None, why: str | None, reach: str | None) -> None:
    if ctx.invoked_subcommand is not None:
        return
    session: Session = ctx.obj
    desk, now = session.desk, session.now
    session.relearn()
    if begin is None and until is None:
        from aetui.cli.screen import handover_screen

        handover_screen(session)
        return
    from aetui.desk.handover import plan

    start = _start(session, begin) if begin else now
    end = session.time(until) if until else desk.calendar.day_end(desk.local(start).date())
    _tell(session, plan(desk, session.say, start, end, now, why=why, reach=reach))


@handover.command("show")
@common
@click.pass_obj
def show(session: Session) -> None:
    from aetui.desk.handover import the_absence

    desk = session.desk
    session.relearn()
    _tell(session, the_absence(desk, session.now))


@handover.command("cover")
@click.argument("line", required=False)
@click.option("--client", metavar="NAME")
@click.option("--all", "everything", is_flag=True)
@click.option("--by", required=True, metavar="NAME")
@click.option("--do", "instruction", metavar="TEXT")
@click.option("--if", "otherwise", metavar="TEXT")
@click.option("--call", metavar="TEXT")
@click.option("--files", metavar="TEXT")
@common
@click.pass_obj
def cover(
    session: Session,
    line: str | None,
    client: str | None,
    everything: bool,
    by: str,
    instruction: str | None,
    otherwise: str | None,
    call: str | None,
    files: str | None,
) -> None:
    """A line, all of a client's, or every one that nobody covers yet."""
    from aetui.desk.handover import cover as verb
    from aetui.desk.handover import instruct

    desk, now = session.desk, session.now
    session.relearn()
    seen = _seen(session)
    keys = _keys(session, seen, line, client, everything)
    absence = verb(desk, session.say, seen.absence.id, keys, by, now, instruction=instruction)
    if otherwise is not None or call is not None or files is not None:
        absence = instruct(desk, session.say, absence.id, keys, now, otherwise=otherwise, call=call, files=files)
    _tell(session, absence)


@handover.command("ack")
@click.argument("person")
@click.argument("line", required=False)
@click.option("--how", metavar="TEXT")
@common
@click.pass_obj
def ack(session: Session, person: str, line: str | None, how: str | None) -> None:
    from aetui.desk.handover import acknowledge, the_line

    desk = session.desk
    session.relearn()
    seen = _seen(session)
    keys = [the_line(seen, line).id] if line else []
    by = None if line else person
    _tell(session, acknowledge(desk, session.say, seen.absence.id, session.now, by=by, keys=keys, how=how))


@handover.command("arrange")
@click.option("--why", metavar="TEXT")
@common
@click.pass_obj
def arrange(session: Session, why: str | None) -> None:
    from aetui.desk.handover import arrange as verb

    desk = session.desk
    session.relearn()
    _tell(session, verb(desk, session.say, _seen(session).absence.id, session.now, why=why))


@handover.command("span")
@click.option("--from", "begin", metavar="TIME")
@click.option("--to", "until", metavar="TIME")
@common
@click.pass_obj
def span(session: Session, begin: str | None, until: str | None) -> None:
    """Cut short, or prolonged."""
    from aetui.desk.handover import change_span

    desk = session.desk
    session.relearn()
    start = _start(session, begin) if begin else None
    end = session.time(until) if until else None
    _tell(session, change_span(desk, session.say, _seen(session).absence.id, session.now, start=start, end=end))


@handover.command("cancel")
@common
@click.pass_obj
def cancel(session: Session) -> None:
    from aetui.desk.handover import cancel as verb

    desk = session.desk
    session.relearn()
    _tell(session, verb(desk, _seen(session).absence.id, session.now))


@handover.command("export")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--for", "person", metavar="NAME")
@click.option("--back", metavar="NAME")
@common
@click.pass_obj
def export(session: Session, file: Path, person: str | None, back: str | None) -> None:
    """A sheet, its deadlines, or (.json) a bundle for the cover's desk; --back: what was done for that colleague."""
    from aetui.desk.bundles import send_back, send_out
    from aetui.desk.handover_sheet import write_sheet

    desk = session.desk
    session.relearn()
    if back:
        n = send_back(desk, back, file)
    elif file.suffix.lower() == ".json":
        n = send_out(desk, _seen(session).absence, file, person=person)
    else:
        n = write_sheet(desk, session.say, _seen(session), file, session.now, person=person)
    if session.json:
        session.out_json({"file": str(file), "lines": n})
    else:
        session.out(session.say("export.done", file=file, n=n))


@handover.command("return")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--take", "lines", multiple=True, metavar="LINE")
@click.option("--all", "everything", is_flag=True)
@common
@click.pass_obj
def return_(session: Session, file: Path | None, lines: tuple[str, ...], everything: bool) -> None:
    """A cover's log comes back; --take or --all: lines are taken over again."""
    from aetui.desk.bundles import take_back
    from aetui.desk.handover import take_over, the_line

    desk, now = session.desk, session.now
    session.relearn()
    absence = take_back(desk, file, now) if file else _seen(session).absence
    if lines or everything:
        seen = _seen(session)
        keys = [line.id for line in seen.lines if everything] + [the_line(seen, one).id for one in lines]
        absence = take_over(desk, session.say, seen.absence.id, keys, now)
    _tell(session, absence)


@handover.command("care")
@click.argument("line", required=False)
@click.option("--how", default="", metavar="TEXT")
@click.option("--done", is_flag=True)
@common
@click.pass_obj
def care(session: Session, line: str | None, how: str, done: bool) -> None:
    """What is in our care for colleagues; with LINE (its number): what was done about it."""
    from aetui.cli.plain import columns
    from aetui.desk.bundles import note
    from aetui.desk.today import in_care
    from aetui.domain.errors import NotThere
    from aetui.locales.dates import when

    desk, now = session.desk, session.now
    session.relearn()
    held = in_care(desk)
    if line is not None:
        if not (line.isdecimal() and 1 <= int(line) <= len(held)):
            raise NotThere("absence.line", line=line)
        note(desk, held[int(line) - 1].id, how, now, done=done)
        held = in_care(desk)
    if session.json:
        import msgspec

        session.out_json([msgspec.to_builtins(c) for c in held])
        return
    rows = [
        [
            str(n),
            c.whose,
            c.client or "",
            when(session.say, desk.local(c.due), now) if c.due else "",
            c.what,
            c.instruction or "",
        ]
        for n, c in enumerate(held, 1)
    ]
    for text in columns(rows):
        session.out(text)
    if not rows:
        session.out(session.say("handover.no_care"))


def _start(session: Session, text: str) -> datetime:
    """When it begins: a day without a clock is its morning here, not the end of work."""
    from aetui.domain.plainwords import parse_range

    try:
        return parse_range(text, now=session.now, cal=session.desk.calendar)[0]
    except BadInput:
        return session.time(text)


def _seen(session: Session) -> Handover:
    from aetui.desk.handover import look, the_absence

    desk, now = session.desk, session.now
    return look(desk, session.say, the_absence(desk, now), now)


def _keys(session: Session, seen: Handover, line: str | None, client: str | None, everything: bool) -> list[str]:
    from aetui.desk.clients import resolve
    from aetui.desk.handover import the_line

    if line:
        return [the_line(seen, line).key or ""]
    if client:
        who = resolve(session.desk, client)
        return [one.key or one.id for one in seen.all if who and one.client_id == who.id]
    if everything:
        return [one.key or one.id for one in seen.uncovered]
    raise BadInput("absence.which")


def _tell(session: Session, absence: Absence) -> None:
    from aetui.cli.plain import columns
    from aetui.desk.handover import look
    from aetui.desk.today import client_name
    from aetui.locales.dates import stamp, when

    desk, say, now = session.desk, session.say, session.now
    seen = look(desk, say, absence, now)
    if session.json:
        import msgspec

        session.out_json(
            {
                **msgspec.to_builtins(absence),
                "lines": [_as_json(session, one) for one in seen.all],
                "complete": seen.complete,
                "uncovered": len(seen.uncovered),
                "unacknowledged": len(seen.silent),
            }
        )
        return
    span_ = f"{stamp(desk.local(absence.start))} – {stamp(desk.local(absence.end))}"
    session.out("  ".join(t for t in (span_, absence.why or "", absence.reach or "") if t))
    rows = [
        [
            str(n),
            "✓" if one.acknowledged else "·" if one.cover else "?",
            one.cover or "",
            client_name(desk, one.client_id),
            when(say, desk.local(one.due), now) if one.due else "",
            one.what,
            one.done.how or "✓" if one.done else "",
        ]
        for n, one in enumerate(seen.all, 1)
    ]
    for text in columns(rows):
        session.out(text)
    key = "handover.complete" if seen.complete else "handover.lacks"
    session.out(say(key, uncovered=len(seen.uncovered), silent=len(seen.silent)) if not seen.complete else say(key))


def _as_json(session: Session, line: CoverLine) -> dict[str, object]:
    import msgspec

    from aetui.desk.today import client_name

    return {**msgspec.to_builtins(line), "client": client_name(session.desk, line.client_id) or None}
