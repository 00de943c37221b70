"""`man aetui`: made from the program's help, in both languages, readable by groff at a terminal's width."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import make_man
import pytest

from aetui.cli.table import COMMANDS
from aetui.widgets.cells import width

LANGS = ("zh", "en")


def kept(lang: str) -> Path:
    return Path(make_man.FOLDER) / lang / "aetui.1"


def test_there_is_one_a_language() -> None:
    assert sorted(path.parent.name for path in Path(make_man.FOLDER).glob("*/*")) == sorted(LANGS)


@pytest.mark.parametrize("lang", LANGS)
def test_it_is_the_help_of_today(lang: str) -> None:
    """Else: python docs/make_man.py"""
    assert kept(lang).read_text("utf-8") == make_man.man(lang)


@pytest.mark.parametrize("lang", LANGS)
def test_groff_reads_it_without_a_word_and_no_line_is_too_wide(lang: str) -> None:
    groff = shutil.which("groff")
    if groff is None:
        pytest.skip("groff isn't here")
    done = subprocess.run(
        [groff, "-man", "-Tutf8", "-Kutf8", "-ww", "-rLL=80n", "-P-c", "-P-b", "-P-u", str(kept(lang))],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    shown = re.sub(r".\x08|\x1b\[[0-9;]*m", "", done.stdout)
    assert [line for line in shown.splitlines() if width(line.rstrip()) > 80] == []
    assert [name for name in COMMANDS if f"\n   {name}\n" not in shown] == []
    # What can be copied from it is what the help says: no dash, no curly quote in place of what is typed.
    assert "--json" in shown
    assert not set("‐−’‘") & set(shown)


@pytest.mark.parametrize("text", ["a-b", "--json", ".x", "'y", "C:\\new", "~/x", "^a", "`b`"])
def test_what_is_typed_comes_out_as_it_is(text: str) -> None:
    groff = shutil.which("groff")
    if groff is None:
        pytest.skip("groff isn't here")
    page = f".TH A 1\n.SH N\n.nf\n{make_man.roff(text)}\n.fi\n"
    done = subprocess.run(
        [groff, "-man", "-Tutf8", "-Kutf8", "-P-c"], input=page, capture_output=True, text=True, check=True
    )
    assert text in re.sub(r".\x08", "", done.stdout)
