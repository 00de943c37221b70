"""`aetui export --keep`: a calendar that is kept up, told of, let go; and brought up to date at the end of a command."""

from __future__ import annotations

from pathlib import Path

import click

from aetui.cli.session import Session
from aetui.desk.feeds.kept import as_of, bring_up, feed_of, keep, let_go
from aetui.desk.files.transfer import left_out_of
from aetui.domain.errors import NotThere, Unusable
from aetui.locales.errors import sentence


def export_kept(session: Session, file: Path) -> None:
    """From now on that file is kept up."""
    desk = session.desk
    desk.poll()
    n = keep(as_of(desk, session.now), desk.store.path, file, session.say)
    session.kept = True
    feed = feed_of(desk.store.path)
    shown = feed.file if feed else str(file)
    session.out({"file": shown, "records": n, "kept": True}, session.say("feed.kept", file=shown, n=n))
    left_out = len(left_out_of(session.desk))
    if left_out:
        session.warn(session.say("export.left_out", file=shown, n=left_out))
        raise click.exceptions.Exit(Unusable.status)


def tell_kept(session: Session) -> None:
    """Which file is kept up, brought up to date first. Raises NotThere where none is."""
    bring_up(session.desk, session.now)
    found = standing(session)
    if found is None:
        raise NotThere("feed.none")
    data, lines = found
    session.out(data, lines)


def end_kept(session: Session) -> None:
    """No file is kept up any more. Raises NotThere where none was."""
    was = let_go(session.desk)
    if was is None:
        raise NotThere("feed.none")
    session.kept = True
    session.out({"file": was, "kept": False}, session.say("feed.ended", file=was))


def standing(session: Session) -> tuple[dict[str, object], list[str]] | None:
    """How the file stands that is kept up, as data and as lines; None where none is."""
    feed = feed_of(session.desk.store.path)
    if feed is None:
        return None
    trouble = sentence(session.say, feed.amiss.error) if feed.amiss else None
    data = {"file": feed.file, "kept": True, "looked": session.iso(feed.looked), "trouble": trouble}
    lines = [session.say("feed.stands", file=feed.file, time=session.when(feed.looked))]
    return data, [*lines, session.say("feed.trouble", why=trouble)] if trouble else lines
