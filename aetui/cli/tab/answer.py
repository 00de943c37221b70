"""What the shell asks while TAB is pressed: `_AETUI_COMPLETE=SHELL aetui WORD …`, the last word the one at the cursor.

Answered with a line for each offer, `value TAB what it is called`; a line that begins with a TAB asks the shell to offer files
(`file`) or folders (`dir`). Whatever is wrong, nothing is offered and nothing is said: somebody is typing.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable

import click
from click.shell_completion import CompletionItem, ShellComplete

from aetui.cli.plain import harmless
from aetui.cli.session import Session
from aetui.cli.table import COMMANDS
from aetui.desk.find.finder import picks
from aetui.domain.errors import DeskError


def answer(root: click.Command, session: Session, words: list[str], shell: str) -> None:
    """Print what may stand in place of the last word."""
    *before, typed = _joined(words, shell) or [""]
    session.noting = True  # what is read is the front alone, as for a quick note
    try:
        found = list(_Asked(root, {"obj": session}, "aetui", "").get_completions(before, typed))
    except (DeskError, OSError, click.ClickException):
        return
    for item in found:
        if item.type in ("file", "dir"):
            sys.stdout.write(f"\t{item.type}\n")
            continue
        title = " ".join(harmless(item.help or "").split())
        sys.stdout.write(f"{harmless(str(item.value))}\t{title}\n")


class _Asked(ShellComplete):
    """The values that follow `--option=` alone: each shell parts it there, or is told the whole word."""


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


def offers_for(typed: str, offers: Iterable[tuple[str, str]]) -> list[CompletionItem[str]]:
    """The offers that begin with what was typed, each value once; where none does, the only one that it means by its pinyin,
    its initials, or a word of what it is called."""
    there = list(dict(reversed(list(offers))).items())[::-1]
    begun = [offer for offer in there if offer[0].casefold().startswith(typed.casefold())]
    if not begun and typed:
        named = [there[n] for n in picks(typed, [((value,), title) for value, title in there], spoken=True)]
        begun = named if len(named) == 1 else []
    return [CompletionItem(value, help=title) for value, title in begun]


def command_offers(ctx: click.Context, typed: str) -> list[CompletionItem[str]]:
    """The commands that begin so, with what they do."""
    if ctx.args:
        return []  # behind a command that there isn't
    titles = command_titles(ctx.ensure_object(Session))
    return [CompletionItem(name, help=title) for name, title in titles.items() if name.startswith(typed)]


def command_titles(session: Session) -> dict[str, str]:
    """What the list of commands says of each."""
    titles = dict.fromkeys(COMMANDS, "")
    for line in session.say("cli.help").splitlines():
        found = re.match(r"  ((?:[a-z]+, )*[a-z]+)\b(.*)", line)
        if found is not None:
            names = [name for name in found[1].split(", ") if name in titles]
            titles |= dict.fromkeys(names, found[2].strip().rpartition("  ")[2].strip())
    return titles
