"""`aetui find`, `log`, `undo`, `redo`: looking back, and taking back."""

from __future__ import annotations

from itertools import chain
from typing import Any

import click

from aetui.cli.command import arg, command, opt
from aetui.cli.plain import table
from aetui.cli.session import Session
from aetui.desk.find.mentions import find_text
from aetui.domain.errors import NotThere
from aetui.locales.history import told


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


@command("log", opt("-n", "--limit", type=click.IntRange(1), default=30))
def log(session: Session, limit: int) -> None:
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
        ]
        for e in entries
    )
    session.out(data, table(rows, empty=say("empty.log")))


@command("undo")
def undo(session: Session) -> None:
    _turned(session, "undo", session.desk.undo(session.now))


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
