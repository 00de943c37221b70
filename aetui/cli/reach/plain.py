"""`aetui --plain`: the desk as lines that are read in order, and the shell's commands on the same desk."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from datetime import datetime

from aetui.cli.session import Session
from aetui.cli.table import COMMANDS
from aetui.plain.acts import Acting
from aetui.plain.board import read_aloud
from aetui.plain.keyboard import keyboard
from aetui.plain.talk import Conversation

NOT_HERE = frozenset({"demo", "serve"})
"""Commands that are a program of their own."""


def plain(
    session: Session, do: Callable[[Session, list[str]], None], shell: Callable[[Session, list[str]], int]
) -> None:
    """`do` runs a command line and raises; `shell` runs it and tells what is wrong."""
    session.plain, session.command = True, "aetui plain"  # hints are told as of any command
    desk = session.desk

    def out(text: str) -> None:
        session.print(text)
        sys.stdout.flush()

    def now() -> datetime:
        session.go_on()
        return session.now

    def run(argv: Sequence[str]) -> None:
        session.go_on()
        do(session, list(argv))
        sys.stdout.flush()

    def shown(argv: Sequence[str]) -> None:
        session.go_on()
        shell(session, list(argv))
        session.json = False
        sys.stdout.flush()

    with keyboard() as keys:
        talk = Conversation(desk, lambda: session.say, now, keys, out)
        read_aloud(Acting(talk, run, shown), session.name, lambda name: name in COMMANDS and name not in NOT_HERE)
