"""`aetui handover`: before leave. Who covers what, and whether each has said so (D8)."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from msgspec.structs import replace

from aetui.cli.command import FILE, HOW, START, TIME, WHY, SpokenGroup, arg, command, flag, group, opt, read_now
from aetui.cli.found import OF_CLIENT, PERSON
from aetui.cli.leave.shown import WHICH, handover_meant, no_choice, show
from aetui.cli.past.clip import hand_over
from aetui.cli.people import DEPUTIES
from aetui.cli.screen import handover_screen
from aetui.cli.session import Session
from aetui.desk.copying.build import copy_of_line
from aetui.desk.leave import handover as verbs
from aetui.desk.leave.absences import others, shown_first
from aetui.desk.leave.bundles import send_back, send_out
from aetui.desk.leave.leaving import plan_line, step_out
from aetui.desk.leave.sheet import write_sheet
from aetui.desk.leave.state import Handover
from aetui.desk.typed.lines import people
from aetui.domain.errors import BadInput
from aetui.domain.lines.absence import read
from aetui.domain.plainwords.finding import is_time
from aetui.domain.records import Client

LINE = "absence.line"
_WORD = re.compile(r"[A-Za-z_-]+")


class Leaving(SpokenGroup):
    """A first word that is no command of ours is the line of an absence, as on the screen: `明天到周四 年假 @小王`."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        typed = args[0]
        known = typed in self.commands or typed in self.modules
        # A misspelt command is one word of Latin letters that says no time.
        if not known and not typed.startswith("-") and (not _WORD.fullmatch(typed) or is_time(typed)):
            return LINE, line, args
        return super().resolve_command(ctx, args)


def _plan(
    session: Session, begin: datetime | None, until: datetime | None, phone: str | None, **words: str | None
) -> None:
    """An absence by its options; without a span the screen."""
    if begin is None and until is None:
        handover_screen(session)
        return
    desk, now = session.desk, session.now
    start = begin or now
    end = until or desk.calendar.day_end(desk.local(start).date())
    if phone:
        show(session, step_out(desk, session.say, start, end, phone, now))
    else:
        show(session, verbs.plan(desk, session.say, start, end, now, **words))


SPAN = (opt("--from", "begin", type=START), opt("--to", "until", type=TIME))
handover = group(
    "handover",
    *SPAN,
    WHY,
    opt("--reach"),
    opt("--phone", type=PERSON),
    *DEPUTIES,
    modules=dict.fromkeys(("tell", "return", "care"), "leave.coming_back"),
    cls=Leaving,
)(_plan)


@command(LINE, arg("words", nargs=-1))
def line(session: Session, words: tuple[str, ...]) -> None:
    """The options of the group that say the same win: --from, --to, --why, --reach, --phone."""
    desk, now, ctx = session.desk, session.now, click.get_current_context()
    absence = read(" ".join(words), now=now, cal=desk.calendar, people=people(desk))
    given = ctx.parent.params if ctx.parent is not None else {}
    fields = {"begin": "start", "until": "end", "why": "why", "reach": "reach", "phone": "cover"}
    absence = replace(
        absence, **{field: read_now(session, given[name]) for name, field in fields.items() if given.get(name)}
    )
    with session.together("absence.plan", True):
        made = plan_line(desk, session.say, absence, now)
        if given.get("approves") or given.get("hears"):
            made = verbs.name_deputies(desk, made.id, now, approves=given.get("approves"), hears=given.get("hears"))
    show(session, made)


@command("deputies", *DEPUTIES, WHICH, of=handover)
def deputies(session: Session, approves: str | None, hears: str | None, which: str | None) -> None:
    """Who approves papers, and who hears of trouble, in our place meanwhile."""
    found = handover_meant(session, which).absence
    show(session, verbs.name_deputies(session.desk, found.id, session.now, approves=approves, hears=hears))


@command("show", WHICH, of=handover)
def show_(session: Session, which: str | None) -> None:
    """Of several the first, with the others named."""
    absence = shown_first(session.desk, session.now, which)
    show(session, absence)
    more = others(session.desk, absence, session.now)
    if more and not session.json:
        session.print(session.say("handover.others", which=more))


@command(
    "cover",
    arg("line", required=False),
    OF_CLIENT,
    flag("--all", "everything"),
    opt("--by", type=PERSON, required=True),
    opt("--do", "instruction"),
    opt("--if", "otherwise"),
    opt("--call"),
    opt("--files"),
    WHICH,
    of=handover,
)
def cover(
    session: Session,
    line: str | None,
    client: Client | None,
    everything: bool,
    by: str,
    instruction: str | None,
    which: str | None,
    **more: Any,
) -> None:
    """A line, all of a client's, or every one that nobody covers yet."""
    desk, say, now = session.desk, session.say, session.now
    seen = handover_meant(session, which)
    keys = _keys(seen, line, client, everything=everything)
    with session.together("absence.cover", True, what=by):
        absence = verbs.cover(desk, say, seen.absence.id, keys, by, now, instruction=instruction)
        if any(value is not None for value in more.values()):
            absence = verbs.instruct(desk, say, absence.id, keys, now, **more)
    show(session, absence)


def _keys(seen: Handover, line: str | None, client: Client | None, *, everything: bool) -> list[str]:
    """The lines that are meant, by what each is known by while it is derived. Raises BadInput where nothing says which."""
    if line:
        return [verbs.the_line(seen, line).key or ""]
    if client:
        return [one.key or one.id for one in seen.all if one.client_id == client.id]
    if everything:
        return [one.key or one.id for one in seen.lacks.uncovered]
    raise BadInput("absence.which")


@command("ack", arg("person", PERSON), arg("line", required=False), HOW, WHICH, of=handover)
def ack(session: Session, person: str, line: str | None, how: str | None, which: str | None) -> None:
    seen = handover_meant(session, which)
    keys, by = ([verbs.the_line(seen, line).id], None) if line else ([], person)
    absence = verbs.acknowledge(session.desk, session.say, seen.absence.id, session.now, by=by, keys=keys, how=how)
    show(session, absence)


@command("copy", arg("line"), flag("--print", "printed"), WHICH, of=handover)
def copy(session: Session, line: str, printed: bool, which: str | None) -> None:
    """A line on the clipboard, for whoever covers it, as its key on the screen does."""
    found = verbs.the_line(handover_meant(session, which), line)
    hand_over(session, copy_of_line(session.desk, session.say, found, session.now), printed=printed)


@command("arrange", WHY, WHICH, of=handover)
def arrange(session: Session, why: str | None, which: str | None) -> None:
    show(session, verbs.arrange(session.desk, handover_meant(session, which).absence.id, session.now, why=why))


@command("span", *SPAN, WHICH, of=handover)
def span(session: Session, begin: datetime | None, until: datetime | None, which: str | None) -> None:
    """Cut short, or prolonged."""
    meant = handover_meant(session, which).absence.id
    show(session, verbs.change_span(session.desk, session.say, meant, session.now, start=begin, end=until))


@command("cancel", WHICH, of=handover)
def cancel(session: Session, which: str | None) -> None:
    show(session, verbs.cancel(session.desk, handover_meant(session, which).absence.id, session.now))


@command(
    "export", arg("file", FILE), opt("--for", "person", type=PERSON), opt("--back", type=PERSON), WHICH, of=handover
)
def export(session: Session, file: Path, person: str | None, back: str | None, which: str | None) -> None:
    """A sheet, its deadlines, or (.json) a bundle for the cover's desk; --back: what was done for that colleague."""
    if back:
        no_choice(which)
        n = send_back(session.desk, back, file)
    elif file.suffix.lower() == ".json":
        n = send_out(session.desk, handover_meant(session, which).absence, file, person=person)
    else:
        n = write_sheet(session.desk, session.say, handover_meant(session, which), file, session.now, person=person)
    session.kept = True
    session.out({"file": str(file), "lines": n}, session.say("handover.exported", file=file, n=n))
