"""`aetui help [COMMAND …]`: the same page as `aetui COMMAND --help`."""

from __future__ import annotations

import click

from aetui.cli.command import Typed, arg, command
from aetui.cli.session import Session
from aetui.cli.tab.answer import command_titles


def _commands(session: Session, ctx: click.Context) -> list[tuple[str, str]]:
    return [] if ctx.params.get("words") else list(command_titles(session).items())


@command("help", arg("words", Typed(offers=_commands), nargs=-1, metavar="COMMAND"), desk=False)
def help_(session: Session, words: tuple[str, ...]) -> None:
    at = click.get_current_context().find_root()
    for word in words:
        group = at.command
        found = group.get_command(at, word) if isinstance(group, click.Group) else None
        if found is None and not isinstance(group, click.Group):
            break  # of what a command takes, its own page tells
        if found is None:
            raise click.exceptions.NoSuchCommand(word, ctx=at)
        at = click.Context(found, info_name=word, parent=at)
    for line in at.command.get_help(at).rstrip("\n").split("\n"):
        session.print(line)
