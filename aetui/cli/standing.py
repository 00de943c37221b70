"""Which due time stands, said after a command that was given one, or read one from words."""

from __future__ import annotations

from datetime import datetime

from aetui.cli.session import Session


def stands(session: Session, due: datetime) -> str:
    """The moment in words, and that it is estimated where it is."""
    from aetui.desk.typed.standing import told
    from aetui.locales.dates import when

    desk = session.desk
    time = when(session.say, desk.local(due), session.now)
    return session.say("due.estimated", time=time) if told(due, desk).estimated else time


def tell_unread(session: Session, text: str, due: datetime | None) -> None:
    """On standard error: the words of a text that name a time, where none could be read from it."""
    from aetui.desk.typed.standing import of_text
    from aetui.locales.standing import not_read

    left = of_text(session.desk, text, due, session.now).unread
    if left is not None:
        session.tell(not_read(session.say, left))
