"""`aetui check`, `backup`, `restore`: whether the desk's file is whole, and copies of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from aetui.cli.command import FILE, arg, command, flag
from aetui.cli.confirm import confirmed
from aetui.cli.feeds.calendar import standing
from aetui.cli.session import Session
from aetui.desk.events.looking import mistakes
from aetui.desk.files.restoring import IN_USE, look_into, replace_spoilt
from aetui.domain.errors import Unusable
from aetui.locales.dates import stamp
from aetui.locales.errors import sentence

if TYPE_CHECKING:
    from aetui.desk.files.restoring import Backup


@command("check", flag("--settle"))
def check(session: Session, settle: bool) -> None:
    say, store = session.say, session.desk.store
    settled = store.settle(session.now) if settle else 0
    report = store.check()
    session.notes_given = True
    notes = list(dict.fromkeys(sentence(say, note) for note in report.notes))
    key, n = "check.whole" if report.whole else "check.not_whole", sum(report.records.values())
    lines = [say(key, path=session.path, records=n, version=report.version), *notes]
    if report.backups:
        lines.append(say("check.backups", n=report.backups, size=f"{report.backup_bytes / 1_000_000:.1f}"))
    if settled:
        lines.insert(0, say("check.settled", n=settled))
    data = {key: getattr(report, key) for key in ("records", "version", "whole", "backups", "backup_bytes")}
    hooks = [sentence(say, mistake) for mistake in mistakes(session.path)]
    kept = standing(session)
    beside = {"calendar": kept[0]} if kept else {}
    session.out({**data, "notes": notes, "hooks": hooks, **beside}, [*lines, *(kept[1] if kept else ()), *hooks])
    if not report.whole:
        raise click.exceptions.Exit(Unusable.status)


@command("backup")
def backup(session: Session) -> None:
    path = session.desk.store.backup(session.now)
    session.kept = True
    session.out({"file": str(path)}, session.say("backup.done", file=path))


@command("restore", arg("file", FILE), flag("--yes"), desk=False)
def restore(session: Session, file: Path, yes: bool) -> None:
    held = look_into(file)
    try:
        store = session.desk.store
        plan = store.compare(file)
    except Unusable as spoilt:
        if spoilt.key == IN_USE:
            raise
        session.drop()
        _put_in_place(session, file, held, yes=yes)
        return
    counts = {key: getattr(plan, key) for key in ("new", "changed", "gone")}
    if not session.json:
        _print_whose(session, file, held)
        session.print(session.say("restore.would", **counts))
    if not confirmed(session, "restore", yes=yes):
        return
    saved = store.restore(file, session.now)
    data = {"backup": str(saved), "whose": held.whose, **counts}
    session.out(data, session.say("restore.done", file=file, backup=saved))


def _print_whose(session: Session, file: Path, held: Backup) -> None:
    """Whose desk it is that would be restored, and what of it can't be read."""
    say = session.say
    until = stamp(held.changed) if held.changed else say("restore.never")
    whose = held.whose or say("restore.nobody")
    session.print(say("restore.whose", file=file, whose=whose, n=held.records, until=until))
    for finding in held.findings:
        session.warn(sentence(say, finding))


def _put_in_place(session: Session, file: Path, held: Backup, *, yes: bool) -> None:
    """The desk can't be opened: a backup takes its file's place, and what was there is kept beside the backups."""
    if not session.json:
        _print_whose(session, file, held)
        session.print(session.say("restore.would_replace", path=session.path))
    if not confirmed(session, "restore", yes=yes):
        return
    moved = [str(path) for path in replace_spoilt(session.path, file)]
    data = {"file": str(session.path), "whose": held.whose, "moved": moved}
    session.out(data, session.say("restore.replaced", file=file, moved=" ".join(moved)))
