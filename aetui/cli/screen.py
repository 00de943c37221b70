"""The commands that take the whole screen. Only here does the command line know of Textual."""

from __future__ import annotations

import sys
from typing import Any

import click

from aetui.cli.main import Spoken, common
from aetui.cli.session import Session
from aetui.domain.errors import BadInput


def board(session: Session) -> None:
    """The board, full screen. Raises BadInput where there is no terminal to draw it on."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise BadInput("screen.no_terminal")
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
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise BadInput("review.no_terminal")
    desk = session.desk
    session.relearn()
    from aetui.app import run

    run(desk, session.say, now=session.now if session.frozen else None, front="review")


def handover_screen(session: Session) -> None:
    """The handover above the board. Raises BadInput where there is no terminal to draw it on."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise BadInput("absence.no_terminal")
    desk = session.desk
    session.relearn()
    from aetui.app import run

    run(desk, session.say, now=session.now if session.frozen else None, front="handover")


@click.command(cls=Spoken)
@click.option("--print", "printed", is_flag=True)
@common
@click.pass_obj
def demo(session: Session, printed: bool) -> None:
    import tempfile
    from pathlib import Path

    from aetui.desk.demo import demo_desk

    with tempfile.TemporaryDirectory(prefix="aetui-demo-") as folder:
        desk, now = demo_desk(Path(folder), session.told_now)
        session.lend(desk)
        session.asked_now = now.isoformat()
        session.relearn()
        if printed or session.json:
            from aetui.cli.days import show

            show(session)
        else:
            if not (sys.stdin.isatty() and sys.stdout.isatty()):
                raise BadInput("screen.no_terminal")
            from aetui.app import run

            run(desk, session.say, started=now)
        session.close()
