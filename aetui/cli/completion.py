"""`aetui completion SHELL`: the line that makes TAB complete commands and options."""

from __future__ import annotations

import click

from aetui.cli.main import Spoken, common
from aetui.cli.session import Session


@click.command(cls=Spoken)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@common
@click.pass_obj
def completion(_: Session, shell: str) -> None:
    from click.shell_completion import get_completion_class

    from aetui.cli.main import root

    kind = get_completion_class(shell)
    if kind is not None:
        click.echo(kind(root, {}, "aetui", "_AETUI_COMPLETE").source())
