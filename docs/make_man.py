"""Writes the manual pages docs/man/LANGUAGE/aetui.1 from the program's own help: `python docs/make_man.py`. A test holds them to it.

A wheel brings them to share/man, so that `man aetui` speaks the system's language.
"""

from __future__ import annotations

import re
from pathlib import Path

from aetui.cli.help.page import page as help_page
from aetui.cli.table import COMMANDS
from aetui.commands.keys import Keys
from aetui.locales import LANGS, Texts
from aetui.version import __version__
from aetui.widgets.cells import width
from aetui.widgets.wrap import wrap

FOLDER = Path(__file__).parent / "man"
CELLS = 70  # of a line, behind man's own margin at 80

WORDS = {
    "en": {
        "name": "NAME",
        "is": "the desk of an advertising account executive, in a terminal",
        "synopsis": "SYNOPSIS",
        "words": "aetui [COMMAND] [OPTIONS]",
        "description": "DESCRIPTION",
        "commands": "COMMANDS",
        "status": "EXIT STATUS",
        "statuses": {
            "0": "Done; also with nothing found.",
            "1": "The answer is no: something is undecided, or what was named isn't there.",
            "2": "The call is wrong, or a rule refuses; the message says what is missing.",
            "3": "The desk's file can't be used; nothing was changed.",
        },
        "environment": "ENVIRONMENT",
        "variables": {
            "AETUI_USER": "Whose desk; the login name without it. As --user.",
            "AETUI_HOME": "The folder of the desks; without it the system's folder for a user's data. As --home.",
            "AETUI_LANG": "zh or en. As --lang.",
            "AETUI_NOW": "The clock stands at this ISO time. As --now.",
            "NO_COLOR": "No colours; a word or a sign says all that a colour says.",
        },
        "files": "FILES",
        "there": {
            "NAME.json": "The desk of a user, in the folder of the desks; a TinyDB file.",
            "NAME.rules.toml": "Rules of one's own, beside it.",
            "NAME.keys.toml": "Keys of one's own.",
            "templates/": "Templates of one's own for papers.",
            "NAME.backups/": "Backups, made by themselves.",
        },
    },
    "zh": {
        "name": "名称",
        "is": "广告公司客户执行（AE）的案头，在终端里",
        "synopsis": "概要",
        "words": "aetui [命令] [选项]",
        "description": "描述",
        "commands": "命令",
        "status": "退出码",
        "statuses": {
            "0": "做了；什么也没找到也是 0。",
            "1": "答案是否：还有未定的，或者说的东西没有。",
            "2": "写得不对，或规则不放行；会说缺什么。",
            "3": "数据文件用不了；什么也没改。",
        },
        "environment": "环境变量",
        "variables": {
            "AETUI_USER": "谁的桌面；不设就是登录名。同 --user。",
            "AETUI_HOME": "桌面放在哪个文件夹；不设就在系统的用户数据文件夹里。同 --home。",
            "AETUI_LANG": "zh 或 en。同 --lang。",
            "AETUI_NOW": "时钟停在这个 ISO 时刻。同 --now。",
            "NO_COLOR": "不用颜色；颜色说的，旁边都有字或记号。",
        },
        "files": "文件",
        "there": {
            "名字.json": "一个人的桌面，在桌面的文件夹里；是 TinyDB 文件。",
            "名字.rules.toml": "自己的规则，在它旁边。",
            "名字.keys.toml": "自己的按键。",
            "templates/": "自己的文件模板。",
            "名字.backups/": "备份，自己会做。",
        },
    },
}


def roff(text: str) -> str:
    """A line as troff prints it: no request, no escape, a hyphen that can be copied as one."""
    text = (
        text.replace("\\", "\\e").replace("-", "\\-").replace("~", "\\(ti").replace("^", "\\(ha").replace("`", "\\(ga")
    )
    return f"\\&{text}" if text[:1] in (".", "'") else text


def folded(line: str) -> list[str]:
    """A line of a help page at a terminal of 80 cells: what follows stands below its own column; prose at the edge."""
    if width(line) <= CELLS:
        return [line]
    column = re.match(r" +\S+(?: \S+)*? {2,}(?=\S)", line)
    if column is not None and width(column[0]) <= 26:
        lead, hang = column[0], width(column[0])
    else:
        lead = line[: len(line) - len(line.lstrip())]
        hang = len(lead) + 4 if lead or line.startswith("aetui ") else 0
    rows = wrap(line[len(lead) :], CELLS - hang, first=CELLS - width(lead))
    return [lead + rows[0], *(" " * hang + row for row in rows[1:])]


def as_it_is(text: str) -> list[str]:
    """A text whose lines stay lines."""
    return [".nf", *(roff(row) for line in text.strip("\n").splitlines() for row in folded(line)), ".fi"]


def listed(entries: dict[str, str]) -> list[str]:
    return [part for name, text in entries.items() for part in (".TP", f".B {roff(name)}", roff(text))]


def man(lang: str) -> str:
    """The whole page in a language."""
    say, words = Texts(lang, Keys()), WORDS[lang]
    lines = [
        ".\\\" Made from the program's help by docs/make_man.py.",
        f'.TH AETUI 1 "" "aetui {__version__}"',
        f'.SH "{words["name"]}"',
        f"aetui \\- {roff(str(words['is']))}",
        f'.SH "{words["synopsis"]}"',
        f".B {roff(str(words['words']))}",
        f'.SH "{words["description"]}"',
        *as_it_is(say("cli.help").partition("\n\n")[2]),
        f'.SH "{words["commands"]}"',
    ]
    for name in COMMANDS:
        lines += [f'.SS "{name}"', *as_it_is(help_page(say, name))]
    for head, entries in (("status", "statuses"), ("environment", "variables"), ("files", "there")):
        held = words[entries]
        assert isinstance(held, dict)
        lines += [f'.SH "{words[head]}"', *listed(held)]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    for language in LANGS:
        path = FOLDER / language / "aetui.1"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(man(language), "utf-8")
