"""The shell as tests call it, on a desk of their own at half past eleven of the sample's Monday."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from said import Said

from aetui.cli.main import run

Shell = Callable[..., Said]
NOW = "2026-11-23T11:30:00+08:00"


def plain(said: str) -> bool:
    return all(c.isprintable() or c in "\n " for c in said)


def shell_at(home: Path, now: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    """`aetui(…)` at that time on the desk of `u` in a folder; `now=` says another time."""
    for name, value in (("HOME", str(home)), ("USER", "u"), ("LANG", "zh"), ("NOW", now)):
        monkeypatch.setenv(f"AETUI_{name}", value)

    def call(*argv: str, now: str = "") -> Said:
        usual = os.environ["AETUI_NOW"]
        monkeypatch.setenv("AETUI_NOW", now or usual)
        status = run(list(argv))
        monkeypatch.setenv("AETUI_NOW", usual)
        out, err = capsys.readouterr()
        return status, out, err

    return call


def desks_at(
    home: Path,
    now: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    profiles: dict[str, dict[str, str]],
    begin: str,
) -> Shell:
    """`aetui(user, …)` at that time on desks of several, whose profiles were written at `begin`."""
    one = shell_at(home, now, capsys, monkeypatch)

    def call(user: str, *argv: str, now: str = "") -> Said:
        monkeypatch.setenv("AETUI_USER", user)
        return one(*argv, now=now)

    for user, values in profiles.items():
        for key, value in {**values, "timezone": "Asia/Shanghai"}.items():
            assert call(user, "profile", key, value, now=begin)[0] == 0
    return call
