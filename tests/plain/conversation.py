"""A conversation with `aetui --plain` on a desk in a folder: lines go in, what was told comes out."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from aetui.cli.main import run

NOW = "2026-11-23T11:30:00+08:00"


class Talked:
    """`aetui --plain` and the shell on one desk, by turns."""

    def __init__(
        self, home: Path, monkeypatch: pytest.MonkeyPatch, heard: Callable[[], tuple[str, str]], lang: str = "zh"
    ) -> None:
        self._patch, self._heard = monkeypatch, heard
        for name, value in (("HOME", str(home)), ("USER", "u"), ("LANG", lang), ("NOW", NOW)):
            monkeypatch.setenv(f"AETUI_{name}", value)

    def say(self, *lines: str | bytes, status: int = 0) -> str:
        """What is told while these lines are typed, errors and hints as well; then nothing more is typed."""
        raw = b"".join((line if isinstance(line, bytes) else line.encode()) + b"\n" for line in lines)
        self._patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw), "utf-8"))
        assert run(["--plain"]) == status
        out, err = self._heard()
        assert "Traceback" not in out + err
        return out + err

    def shell(self, *argv: str) -> Any:
        """What a command answers as JSON."""
        assert run([*argv, "--json"]) == 0
        return json.loads(self._heard()[0])

    def number(self, words: str) -> str:
        """The number of the thing on the board that those words tell of."""
        return next(line.partition(".")[0] for line in self.say().splitlines() if words in line and line[0].isdecimal())
