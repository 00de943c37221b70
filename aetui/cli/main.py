"""The command line's root: finds the command, runs it, and turns every mistake into one line and a status."""

from __future__ import annotations

import os
from importlib import import_module
from typing import Any

import click

from aetui.cli.session import Session
from aetui.cli.streams import lost
from aetui.domain.encoding import decoded
from aetui.domain.errors import DeskError
from aetui.domain.text import cleaned
from aetui.locales import LANGS, Texts

# Where each command lives. A module is imported when its command is run, so a quick one pays for itself alone.
COMMANDS = {
    "call": "phone.call",
    "calls": "phone.calls",
    "todo": "notes",
    "memo": "notes",
    "card": "card.group",
    "client": "client",
    "meeting": "meeting.plan",
    "due": "day.duties",
    "met": "day.duties",
    "waive": "day.duties",
    "today": "day.today",
    "report": "paper",
    "review": "day.review",
    "handover": "leave.absence",
    "team": "week.team",
    "week": "week.week",
    "round": "week.week",
    "figures": "month.figures",
    "plan": "month.plan",
    "appraisal": "month.plan",
    "people": "people",
    "find": "history",
    "log": "history",
    "undo": "history",
    "redo": "history",
    "rules": "history",
    "profile": "profile",
    "export": "files",
    "import": "files",
    "check": "files",
    "backup": "files",
    "restore": "files",
    "demo": "demo.screen",
    "completion": "tab.scripts",
    "help": "help",
}


def page(say: Texts, name: str) -> str:
    """The help of a command, with what the tables of fields and of papers list."""
    if name == "report":
        from aetui.domain.papers import papers_about

        kinds = {about: "|".join(papers_about(about)) for about in ("card", "client", "meeting", "memo", "desk")}
        plans, person = ("|".join(papers_about(about, planned=True)) for about in ("client", "person"))
        return say("cli.help.report", plans=plans, person=person, **kinds)
    if name not in ("card", "client", "meeting", "profile"):
        return say(f"cli.help.{name}")
    from aetui.cli.fields import of_help

    return say(f"cli.help.{name}", fields=of_help(say, name))


class Spoken(click.Command):
    """A command whose help page stands in the catalogue; a group's page tells of all that is in it."""

    def get_short_help_str(self, limit: int = 45) -> str:  # noqa: ARG002
        return ""  # what the code says of it is for who reads the code

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.ensure_object(Session).command = ctx.command_path
        return super().parse_args(ctx, args)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        name = ctx.command_path.split()[1]
        formatter.write(page(ctx.ensure_object(Session).say, name))


class SpokenGroup(Spoken, click.Group):
    command_class = Spoken


class Root(click.Group):
    """`aetui` without a command is the board."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:  # noqa: ARG002
        if name not in COMMANDS:
            return None
        module = import_module(f"aetui.cli.{COMMANDS[name]}")
        command: click.Command = getattr(module, f"{name}_" if name in ("import", "round", "help") else name)
        return command

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        say = ctx.ensure_object(Session).say
        formatter.write(say("cli.help"))


def _set(field: str) -> Any:
    def keep(ctx: click.Context, _: click.Parameter, value: Any) -> Any:
        if value not in (None, False):
            setattr(ctx.ensure_object(Session), field, value)
        return value

    return keep


def _show_version(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    if value:
        from aetui import __version__

        click.echo(f"aetui {__version__}")
        ctx.exit()


def common(command: Any) -> Any:
    """The options of interface.md that stand everywhere, before or after the command's name."""
    for flag, field, kwargs in (
        ("--user", "user", {"metavar": "NAME"}),
        ("--home", "home", {"metavar": "DIR"}),
        ("--lang", "asked_lang", {"type": click.Choice(LANGS)}),
        ("--now", "asked_now", {"metavar": "TIME"}),
        ("--json", "json", {"is_flag": True}),
    ):
        command = click.option(flag, callback=_set(field), expose_value=False, **kwargs)(command)
    return command


@click.group(
    cls=Root,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_show_version)
@common
@click.pass_context
def root(ctx: click.Context) -> None:
    session = ctx.ensure_object(Session)
    if ctx.invoked_subcommand is None:
        from aetui.cli.demo.screen import board

        board(session)


def run(argv: list[str]) -> int:
    """Run the command line `argv`; the exit status of interface.md. Never raises."""
    session = Session()
    status = _run(session, argv)
    try:
        error = lost()
    except OSError as at_last:  # a stream that isn't ours
        error = None if isinstance(at_last, BrokenPipeError) else at_last
    if error is None or session.kept:
        return status  # who reads has read enough; what was written is acknowledged
    session.tell(session.say("error.output", why=error.strerror or error))
    return status or 3


def _run(session: Session, argv: list[str]) -> int:
    try:
        if "_AETUI_COMPLETE" in os.environ:
            from aetui.cli.tab.answer import answer

            answer(session, argv, os.environ["_AETUI_COMPLETE"])
            return 0
        argv = _cleaned(argv)
        session.asked_lang = _lang_of(argv)
        with root.make_context("aetui", argv, obj=session) as ctx:
            try:
                root.invoke(ctx)
            finally:
                session.close()
        return 0
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except (click.Abort, KeyboardInterrupt):
        return 130
    except click.ClickException as mistake:
        from aetui.cli.mistakes import of_call

        _complain(session, of_call(session.say, mistake, session.command))
        return 2
    except DeskError as mistake:
        from aetui.cli.mistakes import of_desk

        _complain(session, of_desk(session.say, mistake, session.command))
        return mistake.status
    except OSError as error:
        if error.filename is None and not isinstance(error, BrokenPipeError):
            # The store tells of its own trouble: this is standard input.
            session.tell(session.say("error.output", why=error.strerror or error))
            return 3
        return _fault(session, error)
    except Exception as fault:
        return _fault(session, fault)


def _cleaned(argv: list[str]) -> list[str]:
    """The words of the command line, clean; whose desk it is and where it lies is taken letter for letter."""
    before = ["", *argv]
    return [
        said if last in ("--user", "--home") or said.startswith(("--user=", "--home=")) else _word(said)
        for last, said in zip(before, argv, strict=False)
    ]


def _word(said: str) -> str:
    """A word of the command line, clean; bytes of another encoding than the terminal's are read as those of standard input
    are. The name of a file that is there stays as it is."""
    clean = cleaned(said)
    if clean == said or os.path.lexists(said):
        return said
    try:
        return cleaned(decoded([os.fsencode(said)])[0])
    except (DeskError, UnicodeEncodeError):
        return clean  # what is no character is shown as one


def _lang_of(argv: list[str]) -> str | None:
    """The language asked for, also when a help page or a mistake stands before it."""
    own = argv[: argv.index("--")] if "--" in argv else argv
    for word, following in zip(own, [*own, ""][1:], strict=True):
        said = word[len("--lang=") :] if word.startswith("--lang=") else following if word == "--lang" else None
        if said in LANGS:
            return said
    return None


def _fault(session: Session, fault: Exception) -> int:
    """A fault of the program: one sentence, and where the report lies."""
    from aetui.desk.faults import STATUS, write_down

    try:
        path = session.path
    except DeskError:
        path = None
    _complain(session, session.say("error.program.fault", path=write_down(fault, path)))
    return STATUS


def _complain(session: Session, text: str) -> None:
    session.tell(text)
