"""How far an import is: told on a terminal's standard error alone, and gone at its end."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from said import good
from shell import Shell

from aetui.cli import streams
from aetui.cli.streams import Progress
from aetui.locales import LANGS, Texts


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def run(stream: io.StringIO, monkeypatch: pytest.MonkeyPatch, lang: str = "zh", seconds: float = 0.3) -> str:
    """What stands on standard error when a command of 100 records took so many seconds for each ten."""
    clock = [0.0]
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(streams.time, "monotonic", lambda: clock[0])
    with Progress(Texts(lang), "import") as step:
        for what in ("read", "take", "write"):
            for n in range(0, 101, 10):
                clock[0] += seconds
                step(what, n * 100, 10_000)
    return stream.getvalue()


@pytest.mark.parametrize("lang", LANGS)
def test_on_a_terminal(lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    told = run(Terminal(), monkeypatch, lang)
    for words in ("10,000", "70%", "100%"):
        assert words in told
    assert told.endswith("\r\x1b[K"), "nothing of it stays"
    assert "\n" not in told


def test_nothing_without_one_nor_of_what_takes_no_time(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(io.StringIO(), monkeypatch) == ""
    assert run(Terminal(), monkeypatch, seconds=0.001) == ""


def test_an_import_tells_each_step(aetui: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good(aetui("todo", "打样"))
    good(aetui("export", str(tmp_path / "x.json")))
    told: list[tuple[str, int, int]] = []

    def noted(self: Progress, *step: object) -> None:
        told.append(step)  # type: ignore[arg-type]

    monkeypatch.setattr(Progress, "__call__", noted)
    good(aetui("--home", str(tmp_path / "other"), "import", str(tmp_path / "x.json")))
    total = told[0][2]
    assert [one for one in told if one[0] == "read"] == [("read", n, total) for n in range(1, total + 1)]
    assert [one for one in told if one[0] == "take"] == [("take", n, total) for n in range(1, total + 1)]
    assert told[-1] == ("write", 0, total)
