"""`aetui find`, `log`, `undo`, `redo`: looking back, and taking back."""

from __future__ import annotations

from itertools import chain
from typing import Any

import click

from aetui.cli.command import arg, command, flag, opt
from aetui.cli.confirm import confirmed
from aetui.cli.plain import table
from aetui.cli.session import Session
from aetui.desk.copying.changes import told_records
from aetui.desk.find.mentions import find_text
from aetui.domain.errors import NotThere
from aetui.locales.history import told

ALL = 10_000
"""More than the log keeps."""


@command("find", arg("words", nargs=-1, required=True, metavar="TEXT"))
def find(session: Session, words: tuple[str, ...]) -> None:
    text, say = " ".join(words), session.say
    hits = find_text(session.desk, text, session.now)

    def data() -> list[dict[str, Any]]:
        return [
            {"kind": h.kind, "id": h.id, "at": session.local(h.at), "client": h.client or None, "text": h.text}
            for h in hits
        ]

    rows = ([session.stamp(h.at), say(f"record.{h.kind}"), h.client, h.text] for h in hits)
    lines = table(rows, empty=say("empty.find", text=text))
    session.out(data, chain(lines, [say("find.count", n=f"{len(hits):,}")] if hits else ()))


@command(
    "log", arg("number", click.IntRange(1), required=False), opt("-n", "--limit", type=click.IntRange(1), default=30)
)
def log(session: Session, number: int | None, limit: int) -> None:
    """With a number what that change did, record by record."""
    if number is not None:
        _show(session, number)
        return
    entries, say = session.desk.store.log(limit), session.say

    def data() -> list[dict[str, Any]]:
        return [
            {
                "seq": e.seq,
                "at": session.local(e.at),
                "program": e.program,
                "verb": e.verb,
                "args": e.args,
                "undone": e.undone,
            }
            for e in entries
        ]

    rows = (
        [
            session.stamp(e.at),
            told(say, e.verb, e.args, session.desk.rulebook),
            say("log.undone") if e.undone else "",
            e.program,
            str(e.seq),
        ]
        for e in entries
    )
    session.out(data, table(rows, empty=say("empty.log")))


def _show(session: Session, number: int) -> None:
    desk, say = session.desk, session.say
    entry = next((e for e in desk.store.log(ALL) if e.seq == number), None)
    if entry is None:
        raise NotThere("log.unknown", n=number)
    found = told_records(desk, say, entry, session.now)
    lines = [f"{session.stamp(entry.at)} {told(say, entry.verb, entry.args, desk.rulebook)}  {entry.program}"]
    for one in found:
        lines += ["", f"{one.title}  {say(f'history.{one.how}')}"]
        for line in one.lines:
            sides = [f"− {line.before}"] * bool(line.before) + [f"+ {line.after}"] * bool(line.after)
            lines += [f"  {line.label}", *(f"    {side}" for side in sides)]
    if not found:
        lines.append(say("history.elsewhere" if entry.kept else "history.not_kept"))
    session.out({"seq": number, "at": session.local(entry.at), "verb": entry.verb, "records": found}, lines)


@command("undo", opt("--back", type=click.IntRange(1)), opt("--only", type=click.IntRange(1)), flag("--yes"))
def undo(session: Session, back: int | None, only: int | None, yes: bool) -> None:
    """--back: that change and all since, as one change; --only: that one alone."""
    if back is None or only is not None:
        _turned(session, "undo", session.desk.undo(session.now, only))
        return
    say, desk = session.say, session.desk
    taken = desk.store.back_to(back)
    comma = say("list.comma")
    what = comma.join(told(say, one.verb, one.args, desk.rulebook) for one in taken[:3])
    what += say("history.more", n=len(taken)) if len(taken) > 3 else ""
    at = session.stamp(taken[-1].at)
    if confirmed(session, "undo", yes=yes, n=len(taken), what=what, at=at):
        desk.back(back, session.now)
        session.out({"undone": len(taken)}, say("history.went_back", n=len(taken), at=at))


@command("redo")
def redo(session: Session) -> None:
    _turned(session, "redo", session.desk.redo(session.now))


def _turned(session: Session, way: str, turned: tuple[str, dict[str, str]] | None) -> None:
    if turned is None:
        raise NotThere(f"{way}.nothing")
    verb, args = turned
    session.out(
        {"verb": verb, "args": args},
        session.say(f"{way}.said", what=told(session.say, verb, args, session.desk.rulebook)),
    )
