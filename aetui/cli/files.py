"""`aetui export`, `import`: records out to a file, and in from one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from aetui.cli.command import FILE, Typed, arg, command, flag, opt
from aetui.cli.day.taken import take
from aetui.cli.feeds.calendar import end_kept, export_kept, tell_kept
from aetui.cli.session import Session
from aetui.cli.streams import Progress
from aetui.desk.check.back import BACK
from aetui.desk.check.intake import read_all, take_all
from aetui.desk.check.sheet import DAY
from aetui.desk.check.summaries import SUMMARY
from aetui.desk.files.bundle_file import kind_of
from aetui.desk.files.transfer import Imported, export_to, import_from, left_out_of
from aetui.desk.leave.bundles import BACK as RETURNED
from aetui.desk.leave.bundles import take_back, take_in
from aetui.desk.month.month_file import MONTH
from aetui.desk.own.part import OWN, take_part
from aetui.desk.week.team_file import WEEK, take_week
from aetui.domain.errors import Unusable
from aetui.domain.records import KINDS
from aetui.locales.dates import day_number
from aetui.locales.team import month_words

TABLE = Typed(offers=lambda _, __: [(name, "") for name in ("due", *KINDS)])


@command(
    "export", arg("file", FILE, required=False), opt("--table", type=TABLE), flag("--keep/--no-keep", default=None)
)
def export(session: Session, file: Path | None, table: str | None, keep: bool | None) -> None:
    """A file once, or from now on with each change; without a name: which one is kept up."""
    if keep is not None:
        if not keep:
            end_kept(session)
        elif file is None:
            tell_kept(session)
        else:
            export_kept(session, file)
        return
    if file is None:
        ctx = click.get_current_context()
        raise click.MissingParameter(ctx=ctx, param=next(p for p in ctx.command.params if p.name == "file"))
    n = export_to(session.desk, file, session.now, say=session.say, table=table)
    left_out = len(left_out_of(session.desk))
    session.kept = True
    session.out({"file": str(file), "records": n, "left_out": left_out}, session.say("export.done", file=file, n=n))
    if left_out:
        session.warn(session.say("export.left_out", file=file, n=left_out))
        raise click.exceptions.Exit(Unusable.status)


@command("import", arg("file", FILE))
def import_(session: Session, file: Path) -> None:
    """An export, a colleague's handover or what became of ours, an AE's week, day or own part of the appraisal, an AM's answer
    or summary: the
    file says which."""
    desk, now, named = session.desk, session.now, {"file": str(file)}
    kind = kind_of(file)
    if kind == BACK:
        take(session, file)
    elif kind == DAY:
        (day,) = take_all(desk, read_all(file), now).days
        session.out(
            {**named, "day": day.day, "whose": day.whose},
            session.say("check.day_taken", who=day.whose, day=day_number(day.day)),
        )
    elif kind == SUMMARY:
        (handed,) = take_all(desk, read_all(file), now).summaries
        message = session.say("summary.taken", who=handed.whose, week=handed.period)
        session.out({**named, "summary": handed.period, "whose": handed.whose}, message)
    elif kind == MONTH:
        (month,) = take_all(desk, read_all(file), now).months
        session.out({**named, "month": month.period, "whose": month.whose}, month_words(session.say, month))
    elif kind == WEEK:
        week = take_week(desk, file, now)
        message = session.say("team.taken", who=week.whose, week=week.period)
        session.out({**named, "week": week.period, "whose": week.whose}, message)
    elif kind == RETURNED:
        absence = take_back(desk, file, now)
        done = sum(line.done is not None for line in absence.lines)
        session.out({**named, "absence": absence.id, "done": done}, session.say("handover.taken_back", n=done))
    elif kind == OWN:
        found = take_part(desk, file, now)
        message = session.say("own.taken", who=found.person, year=found.year)
        session.out({**named, "year": found.year, "whose": found.person}, message)
    elif kind:
        n = take_in(desk, file, now)
        session.out({**named, "covers": n}, session.say("handover.taken_in", n=n))
    else:
        with Progress(session.say, "import") as step:
            taken = import_from(desk, file, now, step)
        counts = {key: getattr(taken, key) for key in ("new", "changed", "kept", "ahead", "renumbered")}
        session.out({**named, **counts}, _taken(session, taken))
    session.kept = True


def _taken(session: Session, taken: Imported) -> Iterator[str]:
    say = session.say
    yield say("import.done", new=taken.new, changed=taken.changed, kept=taken.kept)
    if taken.ahead:
        yield say("import.ahead", n=taken.ahead)
    for one in taken.renumbered:
        yield say("import.renumbered", title=one.title, was=one.was, number=one.number)
