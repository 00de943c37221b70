"""`aetui serve`: the board in a browser of this machine."""

from __future__ import annotations

import sys

import click

from aetui.cli.command import command, opt
from aetui.cli.reach.itself import own_argv
from aetui.cli.session import Session
from aetui.domain.errors import BadInput

PORT = 8642


@command("serve", opt("--port", type=click.IntRange(0, 65535), default=PORT))
def serve(session: Session, port: int) -> None:
    say = session.say
    try:
        from aetui.web.server import DeskServer, loopback
    except ModuleNotFoundError as missing:
        raise BadInput("serve.extra", name=missing.name) from None
    try:
        listening = loopback(port)
    except OSError as taken:
        raise BadInput("serve.port", port=port, why=taken.strerror or taken) from None
    server = DeskServer([*own_argv(), *_passed_on(session)], say)
    session.close()  # each tab opens the desk for itself
    url, port = server.address(listening), listening.getsockname()[1]
    session.out({"url": url, "port": port}, say("serve.on", url=url, port=port).splitlines())
    sys.stdout.flush()
    server.run(listening)


def _passed_on(session: Session) -> list[str]:
    """The options that say whose desk, where, and how."""
    said = {
        "--user": session.user,
        "--home": session.home,
        "--lang": session.asked_lang,
        "--now": session.asked_now,
    }
    return [f"{option}={value}" for option, value in said.items() if value]
