"""README and manual run as they stand: every command of a page's `sh` blocks, one after another, on the sample desk of its language.

The READMEs' run as processes that are started, the manual's as processes that are forked. A command ends with status 0, or with the one that its comment names (`# status 1 …`, `# 退出码 1 …`). A `toml` block is put
beside the desk's file first, where the words before it name the file (`NAME.rules.toml`).
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from functools import cache
from itertools import zip_longest
from pathlib import Path

import click
import forked
import pytest

from aetui.cli.main import root
from aetui.commands import LETTERS
from aetui.commands.keys import label
from aetui.domain.marks import FORMS

ROOT = Path(__file__).parents[2]
README = {"zh": ROOT / "README.zh.md", "en": ROOT / "README.md"}
MANUAL = ROOT / "docs" / "manual"
PAGES = [*README.values(), *sorted(MANUAL.glob("*/*.md"))]
INSTALLS = "python3 -m venv"
"""Begins the blocks that put the program, and its tests, onto a machine."""
_BLOCK = re.compile(r"^```(\w*)[^\n]*\n(.*?)^```", re.DOTALL | re.MULTILINE)
_FILE = re.compile(r"`(?:NAME|名字)(\.[a-z]+\.toml)`")


def lang_of(page: Path) -> str:
    return next((lang for lang, readme in README.items() if readme == page), page.parent.name)


def named(page: Path) -> str:
    return str(page.relative_to(ROOT))


@cache
def examples(page: Path) -> list[str]:
    """Each command of a page, one that runs over several lines as one."""
    found: list[str] = []
    before = 0
    text = page.read_text("utf-8")
    for block in _BLOCK.finditer(text):
        told, (kind, body) = text[before : block.start()], block.groups()
        before = block.end()
        if kind == "toml" and (names := _FILE.findall(told)):
            found.append(f"cat > \"$AETUI_HOME/demo{names[-1]}\" <<'END_OF_FILE'\n{body}END_OF_FILE")
        elif kind == "sh" and not body.startswith(INSTALLS):
            found += commands(body)
    return found


def commands(block: str) -> list[str]:
    """The commands of a block: lines are taken together until bash finds them whole."""
    found: list[str] = []
    held = ""
    for line in block.splitlines():
        held += f"{line}\n"
        if whole(held):
            found += [held.strip()] if not held.strip().startswith("#") and held.strip() else []
            held = ""
    assert not held, f"never whole: {held}"
    return found


def shell(page: Path, folder: Path) -> str:
    """bash; on a page of the manual with the forked `aetui` before the demo's own."""
    bash = shutil.which("bash")
    assert bash is not None
    if page in README.values():
        return bash
    script = folder / "shell"
    script.write_text(f"#!{bash}\nPATH={shlex.quote(str(forked.program()))}:$PATH exec {bash}\n", "utf-8")
    script.chmod(0o700)
    return str(script)


@cache
def whole(text: str) -> bool:
    done = subprocess.run(["bash", "-n"], input=text, capture_output=True, text=True, check=False)
    return done.returncode == 0 and not done.stderr and not text.rstrip().endswith("|")


def expected(command: str) -> str:
    said = re.search(r"# .*(?:status|退出码) (\d)", command)
    return said[1] if said else "0"


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
@pytest.mark.parametrize("page", filter(examples, PAGES), ids=named)
def test_every_example_does_what_it_says(tmp_path: Path, page: Path) -> None:
    shown = examples(page)
    aetui = [sys.executable, "-m", "aetui"] if page in README.values() else [str(forked.program() / "aetui")]
    script = "".join(f"{command}\nprintf '\\n%s\\n' \"=$?\"\n" for command in shown)
    done = subprocess.run(
        [*aetui, "--lang", lang_of(page), "demo", "--shell"],
        input=script,
        env={
            **os.environ,
            "TMPDIR": str(tmp_path),
            "SHELL": shell(page, tmp_path),
            "AETUI_HOME": str(tmp_path / "home"),
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    told = re.split(r"\n=(\d+)\n", done.stdout)
    answers = list(zip(shown, told[1::2], told[::2], strict=False))
    assert len(answers) == len(shown)
    assert [answer for answer in answers if answer[1] != expected(answer[0])] == []
    assert "Traceback" not in done.stdout
    assert not re.search(r"demo\.[a-z]+\.toml:", done.stdout), "a file of its own is complained of"


WAIT = ("aetui serve", "aetui --plain")
"""They wait for a person, and are shown without being run."""


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_no_command_is_shown_that_is_not_run(page: Path) -> None:
    """In a block of another kind stands no command, but one that waits for a person."""
    blocks = _BLOCK.findall(page.read_text("utf-8"))
    lines = [line for kind, body in blocks if kind != "sh" for line in body.splitlines()]
    shown = [
        line for line in lines if re.match(r"aetui [a-z-]|.*\| *aetui ", line) and " / " not in line
    ]  # a figure's ratio
    assert [line for line in shown if line not in WAIT] == []


def test_there_is_something_to_run() -> None:
    assert all(len(examples(readme)) >= 8 for readme in README.values())
    assert sum(len(examples(page)) for page in PAGES) >= 250


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_command_named_in_the_text_is_one(page: Path) -> None:
    """`aetui handover`, `aetui people away NAME SPAN`: the words lead to a command, and its options are its own."""
    for code in re.findall(r"`aetui ([^`]+)`", page.read_text("utf-8")):
        words = shlex.split(code)
        group: click.Command = root
        ctx = click.Context(root, info_name="aetui")
        seen = {opt for param in root.params for opt in param.opts}
        for n, word in enumerate(words):
            if word.startswith("-"):
                name = word.partition("=")[0]
                assert name in seen | {"-", "--", "-h", "--help"}, code
            elif isinstance(group, click.Group) and (
                n == 0 or words[n - 1] not in ("--user", "--home", "--lang", "--now")
            ):
                found = group.get_command(ctx, word)
                assert found is not None or group is not root, code
                if found is not None:
                    ctx = click.Context(found, info_name=word, parent=ctx)
                    group = found
                    seen |= {opt for param in found.params for opt in (*param.opts, *param.secondary_opts)}


KEYS = {*map(label, LETTERS.values()), *FORMS, *"0123456789jk-"}


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_key_named_in_the_text_is_one(page: Path) -> None:
    """A letter or a sign in quotes is a key of some screen, a mark, or `-` for standard input."""
    text = _BLOCK.sub("", page.read_text("utf-8"))
    quoted = re.findall(r"`+([^`]+)`+", text)
    assert [key for key in quoted if len(key) == 1 and key.isascii() and key not in KEYS] == []


def shape(page: Path) -> list[list[str]]:
    return [re.findall(r"aetui (?:--user \S+ )?(\w+)", command.split("#")[0]) for command in examples(page)]


@pytest.mark.parametrize("page", [README["en"], *sorted(MANUAL.glob("en/*.md"))], ids=named)
def test_both_languages_show_the_same_commands(page: Path) -> None:
    other = README["zh"] if page == README["en"] else MANUAL / "zh" / page.name
    assert list(zip_longest(shape(page), shape(other))) == [(one, one) for one in shape(page)]
