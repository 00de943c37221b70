"""The readmes' examples run as they stand: every command of both, one after another, on the demo desk of their language."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from aetui.cli.main import root

ROOT = Path(__file__).parents[2]
README = {"zh": ROOT / "README.zh.md", "en": ROOT / "README.md"}
INSTALLS = "python3 -m venv"
"""Begins the blocks that put the program, and its tests, onto a machine."""


def examples(lang: str) -> list[str]:
    """Each command of the shell blocks, a pipe over two lines as one."""
    blocks = re.findall(r"^```sh\n(.*?)^```", README[lang].read_text("utf-8"), re.DOTALL | re.MULTILINE)
    lines = "".join(b for b in blocks if not b.startswith(INSTALLS)).replace("|\n", "| ").splitlines()
    return [line for line in lines if line.strip()]


@pytest.mark.parametrize("lang", README)
def test_every_example_does_what_it_says(tmp_path: Path, lang: str) -> None:
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("needs bash")
    shown = examples(lang)
    assert len(shown) >= 40
    script = "".join(f"{line}\nprintf '\\n%s\\n' \"=$?\"\n" for line in shown)
    done = subprocess.run(
        [sys.executable, "-m", "aetui", "--lang", lang, "demo", "--shell"],
        input=script,
        env={**os.environ, "TMPDIR": str(tmp_path), "SHELL": bash, "AETUI_HOME": str(tmp_path / "home")},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    told = re.split(r"\n=(\d+)\n", done.stdout)
    answers = list(zip(shown, told[1::2], told[::2], strict=False))
    assert len(answers) == len(shown)
    assert [a for a in answers if a[1] != ("1" if "--check" in a[0] else "0")] == []
    assert "Traceback" not in done.stdout


@pytest.mark.parametrize("lang", README)
def test_every_command_named_in_the_text_is_one(lang: str) -> None:
    """`aetui handover`, `aetui people away NAME SPAN`: the words up to the first that is no command lead to one."""
    named = re.findall(r"`aetui ([^`]+)`", README[lang].read_text("utf-8"))
    assert len(named) >= 8
    for code in named:
        first = next(word for word in shlex.split(code) if not word.startswith("-"))
        assert first in root.list_commands(click.Context(root)), code


def test_both_show_the_same_commands() -> None:
    def commands(lang: str) -> list[list[str]]:
        return [re.findall(r"aetui (?:--user \S+ )?(\w+)", line.split("#")[0]) for line in examples(lang)]

    assert commands("en") == commands("zh")
