"""`aetui todo import`: to-dos of other programs."""

from __future__ import annotations

from pathlib import Path

from aetui.cli.arrive.taking import take
from aetui.cli.session import Session
from aetui.desk.arrive.todos import todos


def take_todos(session: Session, file: Path, *, everything: bool, yes: bool) -> None:
    """`everything`: those that are done too."""
    take(session, todos(session.desk, file, session.say, session.now, everything=everything), yes=yes)
