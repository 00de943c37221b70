"""The shortest ways to what is done most often: `aetui call CLIENT ITEM…` without an option is read without the library that reads
options, which would be a third of what it takes; `aetui due` again, before anything turned or was changed, is told as it was.
Every other command line goes to `main`."""

from __future__ import annotations

import os
from collections.abc import Callable

from aetui.cli.reach.ending import ended, judged
from aetui.cli.session import Session
from aetui.domain.errors import DeskError
from aetui.domain.text import cleaned


def run(argv: list[str]) -> int:
    """As `main.run`, for any command line."""
    session = Session()
    way = _way(session, argv)
    status = judged(session, ended(session, way)) if way is not None else -1
    if status >= 0:
        return status
    from aetui.cli.main import run as read_and_run

    return read_and_run(argv)


def _way(session: Session, argv: list[str]) -> Callable[[], int] | None:
    """The short way of a command line, whose status is below zero where it leads nowhere; None where there is none."""
    if "_AETUI_COMPLETE" in os.environ:
        return None
    words = plain_note(argv)
    if words is not None:
        return lambda: _note(session, words)
    if argv in (["due"], ["due", "--json"]):
        session.json = len(argv) > 1
        return lambda: _due(session)
    return None


def _note(session: Session, words: list[str]) -> int:
    from aetui.cli.phone.note import note

    session.command = "aetui call"
    try:
        note(session, words[0], tuple(words[1:]), way=None, at=None, channel=None, contact=None, new=False)
    finally:
        session.close()
    return 0


def _due(session: Session) -> int:
    from aetui.cli.day.owed import tell_again

    session.command = "aetui due"
    try:
        return 0 if tell_again(session) else -1
    except DeskError:
        return -1  # told by the long way


def plain_note(argv: list[str]) -> list[str] | None:
    """The client and the items, where the words of a command line are nothing else; None of any other."""
    if len(argv) < 3 or argv[0] != "call":
        return None
    words = argv[1:]
    return words if all(cleaned(word) == word and not word.startswith("-") for word in words) else None
