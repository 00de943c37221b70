"""Which due time due_words, said after a command that was given one, or read one from words."""

from __future__ import annotations

from datetime import datetime

from aetui.cli.session import Session
from aetui.desk.typed.standing import of_text, told
from aetui.locales.standing import not_read


def due_words(session: Session, due: datetime) -> str:
    """The moment in words, and that it is estimated where it is."""
    time = session.when(due)
    return session.say("due.estimated", time=time) if told(due, session.desk).estimated else time


def with_due(session: Session, line: str, key: str, due: datetime | None) -> str:
    """A line, and behind it the sentence of that key about the due time; nothing where none was set."""
    return f"{line}  {session.say(key, time=due_words(session, due))}" if due else line


def warn_unread(session: Session, text: str, due: datetime | None) -> None:
    """On standard error: the words of a text that name a time, where none could be read from it."""
    left = of_text(session.desk, text, due, session.now).unread
    if left is not None:
        session.warn(not_read(session.say, left))
