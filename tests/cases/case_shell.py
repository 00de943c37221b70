"""The command line as the cases call it: at half past nine of Monday 2026-11-23, unless said."""

from __future__ import annotations

import io
import json
from typing import Any, NamedTuple

import pytest

from aetui.cli.main import run

NOW = "2026-11-23T09:30:00+08:00"


class Said(NamedTuple):
    status: int
    out: str
    err: str


class Shell:
    """The real command line, called as a shell does; `typed` is its standard input, as bytes."""

    def __init__(self, capsys: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch) -> None:
        self._capsys, self._patch = capsys, patch

    def __call__(self, *argv: str, now: str = NOW, typed: bytes = b"") -> Said:
        self._patch.setenv("AETUI_NOW", now)
        self._patch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(typed), encoding="utf-8", newline=""))
        status = run(list(argv))
        return Said(status, *self._capsys.readouterr())

    def good(self, *argv: str, now: str = NOW, typed: bytes = b"") -> str:
        said = self(*argv, now=now, typed=typed)
        assert said.status == 0, said.err
        return said.out

    def data(self, *argv: str, now: str = NOW, typed: bytes = b"") -> Any:
        return json.loads(self.good(*argv, "--json", now=now, typed=typed))
