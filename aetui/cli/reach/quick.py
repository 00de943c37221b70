"""The shortest way to a note: `aetui call CLIENT ITEM…` without an option is read without the library that reads options,
which would be a third of what it takes. Every other command line goes to `main`."""

from __future__ import annotations

import os

from aetui.cli.ending import ended, judged
from aetui.cli.session import Session
from aetui.domain.text import cleaned


def run(argv: list[str]) -> int:
    """As `main.run`, for any command line."""
    words = plain_note(argv)
    if words is None:
        from aetui.cli.main import run as read_and_run

        return read_and_run(argv)
    session = Session()
    session.command = "aetui call"

    def noted() -> int:
        from aetui.cli.phone.note import note

        try:
            note(session, words[0], tuple(words[1:]), way=None, at=None, channel=None, contact=None, new=False)
        finally:
            session.close()
        return 0

    return judged(session, ended(session, noted))


def plain_note(argv: list[str]) -> list[str] | None:
    """The client and the items, where the words of a command line are nothing else; None of any other."""
    if len(argv) < 3 or argv[0] != "call" or "_AETUI_COMPLETE" in os.environ:
        return None
    words = argv[1:]
    return words if all(cleaned(word) == word and not word.startswith("-") for word in words) else None
