"""The real program on a desk of its own: its screens in a terminal, where it is started; its shell commands, forked."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import forked
from terminal import Terminal

CLIENTS = (
    ("梅林食品", "陈小姐", "周四 16:00"),
    ("申花家电", "周先生", "周五 11:00"),
    ("益力饮料", "刘经理", "周三 15:00"),
)


class DeskInTerminal:
    """A desk in a folder. Times are clock times of Monday 2026-11-23 in Shanghai, or `25 10:30` of another day of the month."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.env = {
            "AETUI_HOME": str(home),
            "AETUI_USER": "liwen",
            "AETUI_LANG": "zh",
            "TZ": "Asia/Shanghai",
            "LANG": "C.UTF-8",
        }

    def at(self, clock: str) -> dict[str, str]:
        day, _, hour = clock.rpartition(" ")
        return {**self.env, "AETUI_NOW": f"2026-11-{day or 23}T{hour}:00+08:00"}

    def run(self, *args: str, at: str = "09:00") -> str:
        """A shell command's standard output. AssertionError where it fails."""
        done = subprocess.run(
            [forked.program() / "aetui", *args],
            env={**os.environ, **self.at(at)},
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            timeout=60,
            check=False,
        )
        assert done.returncode == 0, f"{args}: {done.stderr}"
        return done.stdout

    def json(self, *args: str, at: str = "11:30") -> Any:
        return json.loads(self.run(*args, "--json", at=at))

    def set_up(self) -> None:
        """The profile and the clients of the sample."""
        shutil.copytree(_set_up().name, self.home, dirs_exist_ok=True)

    def screen(self, *args: str, at: str, **options: Any) -> Terminal:
        """The program, full screen. `env`: more of the environment."""
        more = options.pop("env", {})
        return Terminal.python("-m", "aetui", *args, env={**self.at(at), **more}, **options)


@cache
def _set_up() -> TemporaryDirectory[str]:
    folder = TemporaryDirectory()
    desk = DeskInTerminal(Path(folder.name))
    for key, value in (
        ("name", "李雯"),
        ("roles", "AE"),
        ("timezone", "Asia/Shanghai"),
        ("hours", "09:00-18:00"),
        ("calendar", "CN"),
        ("supervisor", "王磊"),
    ):
        desk.run("profile", key, value)
    for name, contact, slot in CLIENTS:
        desk.run("client", "add", name, "--contact", contact, "--report", slot)
    return folder
