"""Writes docs/rules.md from the rulebook and its homes: `python docs/make_rules.py`. A test holds the file to it."""

from __future__ import annotations

from pathlib import Path

from aetui.domain.rulebook import shipped
from aetui.domain.rulebook.homes import Home, homes
from aetui.domain.rulebook.model import LISTS
from aetui.locales import Texts

HEAD = """# Rules · 规则

Made from `aetui/domain/rulebook` by `docs/make_rules.py`. 由 `aetui/domain/rulebook` 写出。

Every rule of the source, and its four lists: what the desk does for it, on which screen, by which key and command, on which paper. The
same stands on the desk, in either language: `R` on the board, `aetui rules D4` in a shell.

原文的每一条和四张清单：桌面为它做什么，在哪一屏，哪个键，哪个命令，哪份文件。桌面上按 `R`，shell 里 `aetui rules D4`，说的一样。
"""
COLUMNS = ("words", "does", "screens", "keys", "commands", "papers")


def cell(text: str) -> str:
    """Text in a cell of a table."""
    return text.replace("|", "\\|")


def row(source: str, home: Home, say: Texts) -> list[str]:
    """What a rule's home says, a cell a column."""
    lang = say.lang
    keys = [key.split(".") for key in home.keys]
    return [
        f"**{source}**",
        shipped().sources[source].get(lang),
        home.does.get(lang),
        say("list.comma").join(say(f"where.{one}") for one in home.every_screen),
        "<br>".join(
            say(
                "rule.key",
                where=say(f"where.{where}"),
                key=f"`{say.keys.at(name, where)}`",
                name=say(f"command.{name}"),
            )
            for where, name in keys
        ),
        "<br>".join(f"`aetui {one}`" for one in home.commands),
        say("list.comma").join(say(f"paper.{one}") for one in home.papers),
    ]


def table(say: Texts) -> list[str]:
    """The table in one language, in the source's order, the four lists last."""
    heads = ["", *(say(f"rule.{name}") for name in COLUMNS)]
    lines = [f"| {' | '.join(heads)} |", "|" + " --- |" * len(heads)]
    found = [source for source in shipped().sources if source in homes().home]
    for source in [*(one for one in found if one not in LISTS), *(one for one in LISTS if one in found)]:
        lines.append(f"| {' | '.join(map(cell, row(source, homes().home[source], say)))} |")
    return lines


def skills(say: Texts) -> list[str]:
    """The lines of 专业技巧 and 人际技巧, each with its word and an example."""
    heads = ["", *(say(f"rule.{name}") for name in ("words", "word", "example"))]
    lines = [f"| {' | '.join(heads)} |", "|" + " --- |" * len(heads)]
    for line, skill in homes().skill.items():
        said = (
            f"**{line}**",
            shipped().sources[line].get(say.lang),
            skill.word.get(say.lang),
            skill.example.get(say.lang),
        )
        lines.append(f"| {' | '.join(map(cell, said))} |")
    return lines


def page() -> str:
    """The whole file."""
    zh, en = Texts("zh"), Texts("en")
    names = " · ".join(shipped().sources[name].zh for name in ("P", "H"))
    lines = [HEAD, "## 中文", "", *table(zh), "", f"### {names}", "", *skills(zh)]
    names = " · ".join(shipped().sources[name].en for name in ("P", "H"))
    lines += ["", "## English", "", *table(en), "", f"### {names}", "", *skills(en)]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    Path(__file__).with_name("rules.md").write_text(page(), "utf-8")
