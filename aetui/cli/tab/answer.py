"""What the shell asks while TAB is pressed: `_AETUI_COMPLETE=SHELL aetui WORD …`, the last word the one at the cursor.

Answered with a line for each offer, `value TAB what it is called`; a line that begins with a TAB asks the shell to offer files
(`file`) or folders (`dir`). Whatever is wrong, nothing is offered and nothing is said: somebody is typing.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import click
from click.shell_completion import CompletionItem, ShellComplete

from aetui.cli.main import COMMANDS, Root, root
from aetui.cli.plain import harmless
from aetui.cli.session import Session
from aetui.cli.tab.offers import Source, source_of, told_commands
from aetui.domain.errors import DeskError


def answer(session: Session, words: list[str], shell: str) -> None:
    """Print what may stand in place of the last word."""
    *before, typed = _joined(words, shell) or [""]
    session.noting = True  # what is read is the front alone, as for a quick note
    try:
        found = list(_Asked(_Offering(), {"obj": session}, "aetui", "").get_completions(before, typed))
    except (DeskError, OSError, click.ClickException):
        return
    for item in found:
        if item.type in ("file", "dir"):
            sys.stdout.write(f"\t{item.type}\n")
            continue
        told = " ".join(harmless(item.help or "").split())
        sys.stdout.write(f"{harmless(str(item.value))}\t{told}\n")


def _joined(words: list[str], shell: str) -> list[str]:
    """The words of bash, which parts `--client=梅林` at its `=`, as they were typed; quotes that are open are none."""
    if shell != "bash":
        return words
    joined: list[str] = []
    for word in words:
        if joined and (word == "=" or joined[-1].endswith("=")) and joined[-1].startswith("--"):
            joined[-1] += word
        else:
            joined.append(word)
    return [word.strip("\"'").replace("\\", "") for word in joined]


class _Asked(ShellComplete):
    """The values that follow `--option=` alone: each shell parts it there, or is told the whole word."""


class _Values(click.ParamType):  # type: ignore[type-arg]  # generic in the newest click alone
    """A parameter's type that also offers what the desk holds."""

    name = "text"

    def __init__(self, like: Any, source: Source) -> None:
        self._like, self._source = like, source

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        return self._like.convert(value, param, ctx)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:  # noqa: ARG002
        from aetui.desk.find.finder import picks

        session = ctx.ensure_object(Session)
        if not session.path.exists():
            return []
        offers = list(dict(reversed(list(self._source(session, ctx)))).items())[::-1]
        begun = [offer for offer in offers if offer[0].casefold().startswith(incomplete.casefold())]
        if not begun and incomplete:
            # By its pinyin, its initials, or a word of what it is called: only where no other is meant.
            named = [offers[n] for n in picks(incomplete, [((value,), told) for value, told in offers], spoken=True)]
            begun = named if len(named) == 1 else []
        return [CompletionItem(value, help=told) for value, told in begun]


class _Offering(Root):
    """The root whose commands offer values."""

    def __init__(self) -> None:
        super().__init__(
            "aetui", params=root.params, invoke_without_command=True, context_settings=root.context_settings
        )

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        command = super().get_command(ctx, name)
        for path, one in _below(name, command) if command is not None else ():
            for param in one.params:
                source = source_of(path, param)
                if source is not None:
                    param.type = _Values(param.type, source)
        return command

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
        if incomplete.startswith("-"):
            return super().shell_complete(ctx, incomplete)
        if ctx.args:
            return []  # behind a command that there isn't
        told = told_commands(ctx.ensure_object(Session))
        return [CompletionItem(name, help=told.get(name)) for name in COMMANDS if name.startswith(incomplete)]


def _below(path: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        for name, one in command.commands.items():
            yield from _below(f"{path} {name}", one)
