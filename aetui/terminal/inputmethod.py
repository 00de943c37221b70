"""The input method is off on lists, where letters are commands, and back as it was in a line that is typed.

Each known method has a command that tells its state and one that sets it. They run one after another in a thread of
their own: nothing waits for them, and a method that is gone is left alone from then on.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from queue import SimpleQueue
from threading import Thread
from typing import NamedTuple

METHODS = ("fcitx5", "ibus", "macism")
_PATIENCE = 2.0  # seconds for one command

Run = Callable[[list[str]], str]
"""Runs a command and returns what it printed. Raises OSError or subprocess.SubprocessError."""


class Ways(NamedTuple):
    """How one method is asked and told. `off`: the state in which letters arrive as they are."""

    ask: list[str]
    off: str
    turn: Callable[[str], list[str]]


_WAYS = {
    "fcitx5": Ways(["fcitx5-remote"], "1", lambda state: ["fcitx5-remote", "-o" if state == "2" else "-c"]),
    "ibus": Ways(["ibus", "engine"], "xkb:us::eng", lambda state: ["ibus", "engine", state]),
    "macism": Ways(["macism"], "com.apple.keylayout.ABC", lambda state: ["macism", state]),
}


def _run(command: list[str]) -> str:
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=_PATIENCE, check=True, stdin=subprocess.DEVNULL
    )
    return done.stdout.strip()


class InputMethod:
    """The switch of one method, by its name in METHODS. Raises KeyError for another name."""

    def __init__(self, name: str, run: Run = _run) -> None:
        self._ways, self._run = _WAYS[name], run
        self._turns: SimpleQueue[bool | None] = SimpleQueue()
        self._typing: bool | None = None
        self._in_lines: str | None = None  # its state in the last line that was typed
        self._thread = Thread(target=self._work, name="input-method", daemon=True)
        self._thread.start()

    def turn(self, *, typing: bool) -> None:
        """A line has the focus, or none has. Returns at once."""
        if typing != self._typing:
            self._typing = typing
            self._turns.put(typing)

    def close(self) -> None:
        """Back as it was in lines, and done; waits no longer than one command takes."""
        if self._typing is False:
            self._turns.put(True)
        self._turns.put(None)
        self._thread.join(_PATIENCE)

    def _work(self) -> None:
        while (typing := self._turns.get()) is not None:
            try:
                self._switch(typing)
            except (OSError, subprocess.SubprocessError):
                return  # it isn't there, or doesn't answer: keys go on as they come

    def _switch(self, typing: bool) -> None:
        if not typing:
            self._in_lines = self._run(self._ways.ask)
            if self._in_lines != self._ways.off:
                self._run(self._ways.turn(self._ways.off))
        elif self._in_lines is not None and self._in_lines != self._ways.off:
            self._run(self._ways.turn(self._in_lines))
