"""The command line's root: finds the command, runs it, and turns every mistake into one line and a status."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from aetui.cli.command import EVERYWHERE, loaded
from aetui.cli.reach.ending import ended, fault, judged
from aetui.cli.session import Session
from aetui.cli.table import COMMANDS
from aetui.domain.encoding import decoded
from aetui.domain.errors import DeskError
from aetui.domain.text import cleaned
from aetui.locales import LANGS

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


class Root(click.Group):
    """`aetui` without a command is the board."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        return loaded(COMMANDS[cmd_name], cmd_name) if cmd_name in COMMANDS else None

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write(ctx.ensure_object(Session).say("cli.help"))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
        from aetui.cli.tab.answer import command_offers

        if incomplete.startswith("-"):
            return super().shell_complete(ctx, incomplete)
        return command_offers(ctx, incomplete)


def _show_version(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    if value:
        from aetui.version import __version__

        click.echo(f"aetui {__version__}")
        ctx.exit()


def _board(session: Session, plain: bool) -> None:
    if click.get_current_context().invoked_subcommand is not None:
        return
    if plain:
        from aetui.cli.reach.plain import plain as read_aloud

        read_aloud(session, _invoke, _attempt)
    else:
        from aetui.cli.screen import board

        board(session)


root = Root(
    "aetui",
    params=[
        click.Option(["--version"], is_flag=True, is_eager=True, expose_value=False, callback=_show_version),
        click.Option(["--plain"], is_flag=True),
        *EVERYWHERE,
    ],
    callback=click.pass_obj(_board),
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def run(argv: list[str]) -> int:
    """Run the command line `argv`; the exit status of interface.md. Never raises."""
    session = Session()
    return judged(session, _run(session, argv))


def _run(session: Session, argv: list[str]) -> int:
    try:
        if "_AETUI_COMPLETE" in os.environ:
            from aetui.cli.tab.answer import answer

            answer(root, session, argv, os.environ["_AETUI_COMPLETE"])
            return 0
        argv = _cleaned(argv)
        session.asked_lang = _lang_of(argv)
    except Exception as wrong:
        return fault(session, wrong)
    return _attempt(session, argv, last=True)


def _invoke(session: Session, argv: list[str], *, last: bool = False) -> None:
    """Run a command line on the session's desk, which is closed behind the `last`. Raises what is wrong with it."""
    with root.make_context("aetui", argv, obj=session) as ctx:
        try:
            root.invoke(ctx)
        finally:
            if last:
                session.close()


def _attempt(session: Session, argv: list[str], *, last: bool = False) -> int:
    """The status of a command line; what is wrong with it is told."""

    def called() -> int:
        try:
            _invoke(session, argv, last=last)
        except click.exceptions.Exit as leaving:
            return leaving.exit_code
        except click.Abort:
            return 130
        except click.ClickException as mistake:
            from aetui.cli.mistakes import of_call

            session.warn(of_call(session.say, mistake, session.command))
            return 2
        return 0

    return ended(session, called)


def _cleaned(argv: list[str]) -> list[str]:
    """The words of the command line, clean; whose desk it is and where it lies is taken letter for letter."""
    before = ["", *argv]
    return [
        typed if last in ("--user", "--home") or typed.startswith(("--user=", "--home=")) else _word(typed)
        for last, typed in zip(before, argv, strict=False)
    ]


def _word(typed: str) -> str:
    """A word of the command line, clean; bytes of another encoding than the terminal's are read as those of standard input
    are. The name of a file that is there stays as it is."""
    clean = cleaned(typed)
    if clean == typed or os.path.lexists(typed):
        return typed
    try:
        return cleaned(decoded([os.fsencode(typed)])[0])
    except (DeskError, UnicodeEncodeError):
        return clean  # what is no character is shown as one


def _lang_of(argv: list[str]) -> str | None:
    """The language asked for, also when a help page or a mistake stands before it."""
    own = argv[: argv.index("--")] if "--" in argv else argv
    for word, following in zip(own, [*own, ""][1:], strict=True):
        typed = word[len("--lang=") :] if word.startswith("--lang=") else following if word == "--lang" else None
        if typed in LANGS:
            return typed
    return None
