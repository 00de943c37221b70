"""`aetui todo import`: to-dos of other programs."""

from __future__ import annotations

from pathlib import Path

from aetui.cli.arrive.taking import YES, take
from aetui.cli.command import ALL, FILE, arg, command
from aetui.cli.session import Session
from aetui.desk.arrive.todos import todos


@command("import", arg("file", FILE), ALL, YES)
def import_(session: Session, file: Path, everything: bool, yes: bool) -> None:
    """--all: those that are done too."""
    take(session, todos(session.desk, file, session.say, session.now, everything=everything), yes=yes)
