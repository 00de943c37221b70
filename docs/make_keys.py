"""Writes docs/keys.md from the table of commands: `python docs/make_keys.py`. A test holds the file to it."""

from __future__ import annotations

from pathlib import Path

from aetui.commands import LETTERS, SCREENS, of
from aetui.commands.keys import Keys, label
from aetui.locales import Texts

HEAD = """# Keys · 按键

Made from the table in `aetui/commands` by `docs/make_keys.py`. 由 `aetui/commands` 里的一张表写出。

A letter means one kind of act on every screen. While a Chinese input method is on letters are dead, so every command has
another key too; full-width signs (`＋` `？` `／` `、` `：`) are the keys that they stand for. `Shift+F5` and the like are the
terminals' F17 and on. Where a browser or a multiplexer keeps a Ctrl key, the function key or the sign is there.
Your own keys: `NAME.keys.toml` beside the desk's file, with lines like `call = "ctrl+n,f2"`.

每个字母在哪一屏都是同一种动作。中文输入法开着时字母不灵，所以每个命令还有别的键；全角的符号就是它代表的那个键。
自己的键写在数据文件旁的 `名字.keys.toml` 里，如 `call = "ctrl+n,f2"`。
"""


def cell(text: str) -> str:
    """Text in a cell of a table."""
    return text.replace("|", "\\\\|")


def code(keys: str) -> str:
    return f"`` {keys} ``" if "`" in keys else f"`{keys}`"


def page() -> str:
    """The whole file."""
    zh, en, keys = Texts("zh"), Texts("en"), Keys()
    lines = [HEAD, "## Letters and signs · 字母与符号", "", "| | | |", "| --- | --- | --- |"]
    for act, key in sorted(
        LETTERS.items(), key=lambda one: (not one[1].isalpha() or len(one[1]) > 1, one[1].lower(), one[1])
    ):
        lines.append(f"| {code(label(key))} | {cell(en(f'act.{act}'))} | {cell(zh(f'act.{act}'))} |")
    for where in SCREENS:
        lines += ["", f"## {en(f'where.{where}')} · {zh(f'where.{where}')}", "", "| | | |", "| --- | --- | --- |"]
        for command in of(where):
            named = [cell(say(f"command.{command.id}")) for say in (en, zh)]
            lines.append(f"| {code(keys.all(command, where))} | {named[0]} | {named[1]} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    Path(__file__).with_name("keys.md").write_text(page(), "utf-8")
