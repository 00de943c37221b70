"""The commands that take the whole screen. Only here does the command line know of Textual."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from aetui.cli.main import Spoken, common
from aetui.cli.session import Session
from aetui.domain.errors import BadInput

if TYPE_CHECKING:
    from datetime import datetime

    from aetui.desk.core import Desk


def board(session: Session) -> None:
    """The board, full screen. Raises BadInput where there is no terminal to draw it on."""
    _on_a_terminal("screen.no_terminal")
    desk = session.desk
    session.relearn()
    from aetui.app import run

    run(desk, session.say, now=session.now if session.frozen else None)


def quick_note(session: Session, **call: Any) -> None:
    """The call screen alone: hanging up leaves the program."""
    desk = session.desk
    session.relearn()
    from aetui.app import run

    run(desk, session.say, now=session.now if session.frozen else None, call=call)


def review_screen(session: Session) -> None:
    """The end-of-day review above the board. Raises BadInput where there is no terminal to draw it on."""
    _on_a_terminal("review.no_terminal")
    desk = session.desk
    session.relearn()
    from aetui.app import run

    run(desk, session.say, now=session.now if session.frozen else None, front="review")


def handover_screen(session: Session) -> None:
    """The handover above the board. Raises BadInput where there is no terminal to draw it on."""
    _on_a_terminal("absence.no_terminal")
    desk = session.desk
    session.relearn()
    from aetui.app import run

    run(desk, session.say, now=session.now if session.frozen else None, front="handover")


@click.command(cls=Spoken)
@click.option("--print", "printed", is_flag=True)
@click.option("--shell", "in_shell", is_flag=True)
@common
@click.pass_obj
def demo(session: Session, printed: bool, in_shell: bool) -> None:
    import tempfile
    from pathlib import Path

    from aetui.desk.demo import demo_desk

    if in_shell:
        from aetui.cli.demo.shell import demo_shell

        demo_shell(session)
        return

    with tempfile.TemporaryDirectory(prefix="aetui-demo-") as folder:
        desk, now = demo_desk(Path(folder), session.told_now, session.say)
        session.lend(desk)
        try:
            _show_demo(session, desk, now, printed or session.json)
        finally:
            session.close()  # before its folder goes, whatever happened


def _show_demo(session: Session, desk: Desk, now: datetime, printed: bool) -> None:
    """The sample's board, as text or full screen. Raises BadInput where there is no terminal to draw it on."""
    session.asked_now = now.isoformat()
    session.relearn()
    if printed:
        from aetui.cli.day.today import show

        show(session)
        return
    _on_a_terminal("screen.no_terminal")
    from aetui.app import run

    run(desk, session.say, started=now)


def _on_a_terminal(otherwise: str) -> None:
    """Raises BadInput(`otherwise`) where there is no terminal to draw on: a pipe, or a stream that was closed."""
    if not all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout)):
        raise BadInput(otherwise)
