"""A mistake in how a command was called, in one line: what is wrong, which names come nearest, where the help stands."""

from __future__ import annotations

import re

import click

from aetui.domain.errors import DeskError
from aetui.locales import Texts
from aetui.locales.errors import sentence, typed_words

_WORDS_OF = {
    "report.kind": ("kind", "kinds"),
    "profile.key": ("key", "keys"),
    "card.kind": ("text", "kinds"),
    "money.kind": ("text", "kinds"),
    "export.table": ("name", "names"),
}
"""Errors about a word that is one of a few: where they hold what was typed, and the words that there are."""


def of_desk(say: Texts, mistake: DeskError, command: str | None) -> str:
    """An error of the desk. `command`: as it was called (`aetui report`), told where the mistake is one in its words."""
    said = sentence(say, mistake)
    if mistake.key not in _WORDS_OF:
        return said
    typed, known = (mistake.args_[name] for name in _WORDS_OF[mistake.key])
    assert isinstance(known, list)
    return said + near(say, str(typed), " ".join(map(str, known)).split()) + say("cli.see", command=command or "aetui")


def of_call(say: Texts, mistake: click.ClickException, called: str | None) -> str:
    """An error of click. `called`: the command, where the error doesn't know."""
    ctx = mistake.ctx if isinstance(mistake, click.UsageError) else None
    command = ctx.command_path if ctx is not None else called or "aetui"
    return _what(say, mistake, ctx, command) + say("cli.see", command=command)


def _what(say: Texts, mistake: click.ClickException, ctx: click.Context | None, command: str) -> str:
    param = getattr(mistake, "param", None)
    name = _name_of(param) if param is not None else str(getattr(mistake, "param_hint", None) or "")
    if isinstance(mistake, click.NoSuchOption):
        options = [o for p in ctx.command.params for o in (*p.opts, *p.secondary_opts)] if ctx is not None else []
        typed = mistake.option_name
        said = say("cli.no_such_option", option=typed_words(typed), command=command)
        return said + near(say, typed, [o for o in options if o.startswith("--")])
    if isinstance(mistake, click.exceptions.NoSuchCommand):
        return no_such_command(say, ctx, mistake.command_name)
    if isinstance(mistake, click.MissingParameter):
        return say("cli.missing", name=name, command=command)
    if isinstance(mistake, click.BadParameter) and param is not None and isinstance(param.type, click.Choice):
        choices = [str(choice) for choice in param.type.choices]
        refused = re.search(r"'([^']*)' is not", mistake.message)
        said = say("cli.choice", name=name, command=command, values=say("list.comma").join(choices))
        return said + (near(say, refused[1], choices) if refused else "")
    if isinstance(mistake, click.BadParameter):
        return say("cli.bad_value", name=name, command=command)
    if ctx is not None and isinstance(ctx.command, click.Group) and ctx.invoked_subcommand is None:
        return say("cli.needs_command", command=command, names=say("list.comma").join(ctx.command.list_commands(ctx)))
    if isinstance(mistake, click.BadOptionUsage):
        return say("cli.no_value", command=command, option=typed_words(mistake.option_name))
    return say("cli.usage", command=command)


def no_such_command(say: Texts, ctx: click.Context | None, typed: str) -> str:
    """That a group has no command of that name, and which come nearest."""
    group = ctx.command if ctx is not None else None
    names = group.list_commands(ctx) if isinstance(group, click.Group) and ctx is not None else []
    path = ctx.command_path if ctx is not None else "aetui"
    return say("cli.no_such_command", command=f"{path} {typed_words(typed)}") + near(say, typed, names)


def near(say: Texts, typed: str, known: list[str]) -> str:
    """The names that come nearest to what was misspelt, as a sentence; empty where none does."""
    from difflib import get_close_matches

    found = get_close_matches(typed.lower(), known, n=3, cutoff=0.5)
    return say("error.near", names=say("list.comma").join(found)) if found else ""


def _name_of(param: click.Parameter) -> str:
    return param.opts[-1] if isinstance(param, click.Option) else param.human_readable_name
