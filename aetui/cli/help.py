"""`aetui help [COMMAND …]`: the same page as `aetui COMMAND --help`."""

from __future__ import annotations

import click

from aetui.cli.main import Spoken, common
from aetui.cli.session import Session


@click.command("help", cls=Spoken)
@click.argument("words", nargs=-1, metavar="COMMAND")
@common
@click.pass_context
def help_(ctx: click.Context, words: tuple[str, ...]) -> None:
    session: Session = ctx.obj
    at = ctx.find_root()
    for word in words:
        group = at.command
        found = group.get_command(at, word) if isinstance(group, click.Group) else None
        if found is None and not isinstance(group, click.Group):
            break  # of what a command takes, its own page tells
        if found is None:
            raise click.exceptions.NoSuchCommand(word, ctx=at)
        at = click.Context(found, info_name=word, parent=at)
    for line in at.command.get_help(at).rstrip("\n").split("\n"):
        session.out(line)
