"""`aetui export`, `import`, `check`, `backup`, `restore`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from aetui.cli.confirm import sure
from aetui.cli.main import Spoken, common
from aetui.cli.session import Session
from aetui.domain.errors import Unusable

if TYPE_CHECKING:
    from aetui.desk.files.restoring import Backup


@click.command(cls=Spoken)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--table", metavar="NAME")
@common
@click.pass_obj
def export(session: Session, file: Path, table: str | None) -> None:
    from aetui.desk.files.transfer import export_to, left_out_of

    n = export_to(session.desk, file, session.now, say=session.say, table=table)
    left_out = left_out_of(session.desk)
    session.relearn()
    session.kept = True
    if session.json:
        session.out_json({"file": str(file), "records": n, "left_out": len(left_out)})
    else:
        session.out(session.say("export.done", file=file, n=n))
    if left_out:
        session.tell(session.say("export.left_out", file=file, n=len(left_out)))
        raise click.exceptions.Exit(Unusable.status)


@click.command("import", cls=Spoken)
@click.argument("file", type=click.Path(path_type=Path))
@common
@click.pass_obj
def import_(session: Session, file: Path) -> None:
    from aetui.desk.files.bundle_file import kind_of
    from aetui.desk.files.transfer import import_from
    from aetui.desk.leave.bundles import take_in
    from aetui.desk.week.team_week import WEEK, take_week

    kind = kind_of(file)
    if kind == WEEK:
        week = take_week(session.desk, file, session.now)
        session.relearn()
        session.kept = True
        if session.json:
            session.out_json({"file": str(file), "week": week.period, "whose": week.whose})
        else:
            session.out(session.say("team.taken", who=week.whose, week=week.period))
        return
    if kind:
        n = take_in(session.desk, file, session.now)
        session.relearn()
        session.kept = True
        if session.json:
            session.out_json({"file": str(file), "covers": n})
        else:
            session.out(session.say("handover.taken_in", n=n))
        return
    taken = import_from(session.desk, file, session.now)
    session.relearn()
    session.kept = True
    if session.json:
        session.out_json(
            {
                "file": str(file),
                "new": taken.new,
                "changed": taken.changed,
                "kept": taken.kept,
                "ahead": taken.ahead,
                "renumbered": [
                    {"id": one.id, "title": one.title, "was": one.was, "number": one.number} for one in taken.renumbered
                ],
            }
        )
    else:
        session.out(session.say("import.done", new=taken.new, changed=taken.changed, kept=taken.kept))
        if taken.ahead:
            session.out(session.say("import.ahead", n=taken.ahead))
        for one in taken.renumbered:
            session.out(session.say("import.renumbered", title=one.title, was=one.was, number=one.number))


@click.command(cls=Spoken)
@click.option("--settle", is_flag=True)
@common
@click.pass_obj
def check(session: Session, settle: bool) -> None:
    settled = session.desk.store.settle(session.now) if settle else 0
    report = session.desk.store.check()
    session.relearn()
    session.told = True
    say, whole = session.say, report.whole
    from aetui.locales.errors import sentence

    notes = list(dict.fromkeys(sentence(say, note) for note in report.notes))
    if session.json:
        session.out_json({"records": report.records, "version": report.version, "whole": whole, "notes": notes})
    else:
        if settled:
            session.out(say("check.settled", n=settled))
        key = "check.whole" if whole else "check.not_whole"
        session.out(say(key, path=session.path, records=sum(report.records.values()), version=report.version))
        for note in notes:
            session.out(note)
    if not whole:
        raise click.exceptions.Exit(Unusable.status)


@click.command(cls=Spoken)
@common
@click.pass_obj
def backup(session: Session) -> None:
    path = session.desk.store.backup()
    session.relearn()
    session.kept = True
    if session.json:
        session.out_json({"file": str(path)})
    else:
        session.out(session.say("backup.done", file=path))


@click.command(cls=Spoken)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True)
@common
@click.pass_obj
def restore(session: Session, file: Path, yes: bool) -> None:
    from aetui.desk.files.restoring import IN_USE, look_into

    held = look_into(file)
    try:
        desk = session.desk
        plan = desk.store.compare(file)
    except Unusable as spoilt:
        if spoilt.key == IN_USE:
            raise
        session.drop()
        _put_in_place(session, file, held, yes=yes)
        return
    session.relearn()
    say = session.say
    if not session.json:
        _tell_whose(session, file, held)
        session.out(say("restore.would", new=plan.new, changed=plan.changed, gone=plan.gone))
    if not sure(session, "restore", yes=yes):
        return
    saved = desk.store.restore(file, session.now)
    if session.json:
        changes = {"new": plan.new, "changed": plan.changed, "gone": plan.gone}
        session.out_json({"backup": str(saved), "whose": held.whose, **changes})
    else:
        session.out(say("restore.done", file=file, backup=saved))


def _tell_whose(session: Session, file: Path, held: Backup) -> None:
    """Whose desk it is that would be restored, and what of it can't be read."""
    from aetui.locales.dates import stamp
    from aetui.locales.errors import sentence

    say = session.say
    until = stamp(held.changed) if held.changed else say("restore.never")
    session.out(say("restore.whose", file=file, whose=held.whose or say("restore.nobody"), n=held.records, until=until))
    for finding in held.findings:
        session.tell(sentence(say, finding))


def _put_in_place(session: Session, file: Path, held: Backup, *, yes: bool) -> None:
    """The desk can't be opened: a backup takes its file's place, and what was there is kept beside the backups."""
    from aetui.desk.files.restoring import replace_spoilt

    if not session.json:
        _tell_whose(session, file, held)
        session.out(session.say("restore.would_replace", path=session.path))
    if not sure(session, "restore", yes=yes):
        return
    moved = replace_spoilt(session.path, file)
    if session.json:
        moved_to = [str(path) for path in moved]
        session.out_json({"file": str(session.path), "whose": held.whose, "moved": moved_to})
    else:
        session.out(session.say("restore.replaced", file=file, moved=" ".join(map(str, moved))))
