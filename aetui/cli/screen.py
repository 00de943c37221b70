"""The commands that take the whole screen. Only here does the command line know of Textual, imported when it is drawn."""

from __future__ import annotations

import os
import sys
from typing import Any

from aetui.cli.session import Session
from aetui.domain.errors import BadInput


def board(session: Session) -> None:
    """The board, full screen; another's desk (`--desk`) above those whom one answers for. Raises BadInput where there is no terminal
    to draw it on."""
    if session.of_desk is None:
        draw(session, "screen.no_terminal")
    else:
        key = session.look_away()
        draw(session, "screen.no_terminal", front="team", of_front={"first": key})


def review_screen(session: Session) -> None:
    """The end-of-day review above the board. Raises BadInput where there is no terminal to draw it on."""
    draw(session, "review.no_terminal", front="review")


def handover_screen(session: Session) -> None:
    """The handover above the board. Raises BadInput where there is no terminal to draw it on."""
    draw(session, "absence.no_terminal", front="handover")


def quick_note(session: Session, **call: Any) -> None:
    """The call screen alone: hanging up leaves the program."""
    draw(session, "screen.no_terminal", call=call)


def can_draw() -> bool:
    """Whether there is something to draw on: a terminal, or what a server of pages put in its place (TEXTUAL_DRIVER)."""
    if os.environ.get("TEXTUAL_DRIVER"):
        return True
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def draw(session: Session, otherwise: str, **how: Any) -> None:
    """The app on the session's desk. Raises BadInput(`otherwise`) where there is no terminal to draw on: a pipe, or a stream
    that was closed."""
    if session.plain or not can_draw():
        raise BadInput(otherwise)
    desk = session.desk
    if desk.read_only:  # what is drawn is there to do something
        desk.store.file.need_own()
    from aetui.app import run

    run(desk, session.say, **{"now": session.now if session.frozen else None, **how})
