"""`aetui handover`: before leave, and coming back."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from aetui.cli.leave import coming_back as handoverback
from aetui.cli.leave.shown import no_choice, seen_now, tell_all, which
from aetui.cli.main import Spoken, SpokenGroup, common
from aetui.cli.session import Session
from aetui.domain.errors import BadInput
from aetui.domain.plainwords.finding import is_time

if TYPE_CHECKING:
    from aetui.desk.leave.state import Handover


LINE = "absence.line"
_WORD = re.compile(r"[A-Za-z_-]+")


class Leaving(SpokenGroup):
    """A first word that is no command of ours is the line of an absence, as on the screen: `明天到周四 年假 @小王`."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        said = args[0]
        # A misspelt command is one word of Latin letters that says no time.
        if said not in self.commands and not said.startswith("-") and (not _WORD.fullmatch(said) or is_time(said)):
            return LINE, line, args
        return super().resolve_command(ctx, args)


@click.group(cls=Leaving, invoke_without_command=True)
@click.option("--from", "begin", metavar="TIME")
@click.option("--to", "until", metavar="TIME")
@click.option("--why", metavar="TEXT")
@click.option("--reach", metavar="TEXT")
@click.option("--phone", metavar="NAME")
@common
@click.pass_context
def handover(
    ctx: click.Context, begin: str | None, until: str | None, why: str | None, reach: str | None, phone: str | None
) -> None:
    if ctx.invoked_subcommand is not None:
        return
    session: Session = ctx.obj
    desk, now = session.desk, session.now
    session.relearn()
    if begin is None and until is None:
        from aetui.cli.demo.screen import handover_screen

        handover_screen(session)
        return
    from aetui.desk.leave.handover import plan

    start = _start(session, begin) if begin else now
    end = session.time(until) if until else desk.calendar.day_end(desk.local(start).date())
    if phone:
        from aetui.desk.leave.leaving import step_out

        tell_all(session, step_out(desk, session.say, start, end, phone, now))
    else:
        tell_all(session, plan(desk, session.say, start, end, now, why=why, reach=reach))


@click.command(LINE, cls=Spoken)
@click.argument("words", nargs=-1)
@common
@click.pass_obj
@click.pass_context
def line(ctx: click.Context, session: Session, words: tuple[str, ...]) -> None:
    """The options of the group that say the same win: --from, --to, --why, --reach, --phone."""
    from msgspec.structs import replace

    from aetui.desk.leave.leaving import plan_line
    from aetui.desk.typed.lines import people
    from aetui.domain.lines.absence import read

    desk, now = session.desk, session.now
    session.relearn()
    said = read(" ".join(words), now=now, cal=desk.calendar, people=people(desk))
    given = ctx.parent.params if ctx.parent is not None else {}
    said = replace(
        said,
        start=_start(session, given["begin"]) if given.get("begin") else said.start,
        end=session.time(given["until"]) if given.get("until") else said.end,
        why=given.get("why") or said.why,
        reach=given.get("reach") or said.reach,
        cover=given.get("phone") or said.cover,
    )
    tell_all(session, plan_line(desk, session.say, said, now))


@handover.command("show")
@which
@common
@click.pass_obj
def show(session: Session, which: str | None) -> None:
    """Of several the first, with the others named."""
    from aetui.desk.leave.absences import others, shown_first

    desk, now = session.desk, session.now
    session.relearn()
    absence = shown_first(desk, now, which)
    tell_all(session, absence)
    more = others(desk, absence, now)
    if more and not session.json:
        session.out(session.say("handover.others", which=more))


@handover.command("cover")
@click.argument("line", required=False)
@click.option("--client", metavar="NAME")
@click.option("--all", "everything", is_flag=True)
@click.option("--by", required=True, metavar="NAME")
@click.option("--do", "instruction", metavar="TEXT")
@click.option("--if", "otherwise", metavar="TEXT")
@click.option("--call", metavar="TEXT")
@click.option("--files", metavar="TEXT")
@which
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
    which: str | None,
) -> None:
    """A line, all of a client's, or every one that nobody covers yet."""
    from aetui.desk.leave.handover import cover as verb
    from aetui.desk.leave.handover import instruct

    desk, now = session.desk, session.now
    session.relearn()
    seen = seen_now(session, which)
    keys = _keys(session, seen, line, client, everything)
    with session.together("absence.cover", True, what=by):
        absence = verb(desk, session.say, seen.absence.id, keys, by, now, instruction=instruction)
        if otherwise is not None or call is not None or files is not None:
            absence = instruct(desk, session.say, absence.id, keys, now, otherwise=otherwise, call=call, files=files)
    tell_all(session, absence)


@handover.command("ack")
@click.argument("person")
@click.argument("line", required=False)
@click.option("--how", metavar="TEXT")
@which
@common
@click.pass_obj
def ack(session: Session, person: str, line: str | None, how: str | None, which: str | None) -> None:
    from aetui.desk.leave.handover import acknowledge, the_line

    desk = session.desk
    session.relearn()
    seen = seen_now(session, which)
    keys = [the_line(seen, line).id] if line else []
    by = None if line else person
    tell_all(session, acknowledge(desk, session.say, seen.absence.id, session.now, by=by, keys=keys, how=how))


@handover.command("arrange")
@click.option("--why", metavar="TEXT")
@which
@common
@click.pass_obj
def arrange(session: Session, why: str | None, which: str | None) -> None:
    from aetui.desk.leave.handover import arrange as verb

    desk = session.desk
    session.relearn()
    tell_all(session, verb(desk, seen_now(session, which).absence.id, session.now, why=why))


@handover.command("span")
@click.option("--from", "begin", metavar="TIME")
@click.option("--to", "until", metavar="TIME")
@which
@common
@click.pass_obj
def span(session: Session, begin: str | None, until: str | None, which: str | None) -> None:
    """Cut short, or prolonged."""
    from aetui.desk.leave.handover import change_span

    desk = session.desk
    session.relearn()
    start = _start(session, begin) if begin else None
    end = session.time(until) if until else None
    tell_all(
        session, change_span(desk, session.say, seen_now(session, which).absence.id, session.now, start=start, end=end)
    )


@handover.command("cancel")
@which
@common
@click.pass_obj
def cancel(session: Session, which: str | None) -> None:
    from aetui.desk.leave.handover import cancel as verb

    desk = session.desk
    session.relearn()
    tell_all(session, verb(desk, seen_now(session, which).absence.id, session.now))


@handover.command("export")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--for", "person", metavar="NAME")
@click.option("--back", metavar="NAME")
@which
@common
@click.pass_obj
def export(session: Session, file: Path, person: str | None, back: str | None, which: str | None) -> None:
    """A sheet, its deadlines, or (.json) a bundle for the cover's desk; --back: what was done for that colleague."""
    from aetui.desk.leave.bundles import send_back, send_out
    from aetui.desk.leave.sheet import write_sheet

    desk = session.desk
    session.relearn()
    if back:
        no_choice(which)
        n = send_back(desk, back, file)
    elif file.suffix.lower() == ".json":
        n = send_out(desk, seen_now(session, which).absence, file, person=person)
    else:
        n = write_sheet(desk, session.say, seen_now(session, which), file, session.now, person=person)
    session.kept = True
    if session.json:
        session.out_json({"file": str(file), "lines": n})
    else:
        session.out(session.say("export.done", file=file, n=n))


def _start(session: Session, text: str) -> datetime:
    """When it begins: a day without a clock is its morning here, not the end of work."""
    from aetui.domain.plainwords import parse_range

    try:
        return parse_range(text, now=session.now, cal=session.desk.calendar)[0]
    except BadInput:
        return session.time(text)


def _keys(session: Session, seen: Handover, line: str | None, client: str | None, everything: bool) -> list[str]:
    from aetui.desk.book.clients import resolve
    from aetui.desk.leave.handover import the_line

    if line:
        return [the_line(seen, line).key or ""]
    if client:
        who = resolve(session.desk, client)
        return [one.key or one.id for one in seen.all if who and one.client_id == who.id]
    if everything:
        return [one.key or one.id for one in seen.lacks.uncovered]
    raise BadInput("absence.which")


for one in (handoverback.tell, handoverback.return_, handoverback.care):
    handover.add_command(one)
