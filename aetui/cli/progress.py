"""How far a long command is: one line of a terminal's standard error, which is gone when it ends."""

from __future__ import annotations

import sys
import time
from contextlib import suppress
from types import TracebackType

from aetui.locales import Texts

AFTER_S = 0.5
"""What takes less is not told of."""
EVERY_S = 0.1
_GONE = "\r\x1b[K"


class Progress:
    """A context that is called with what is being done, how much of it is, and how much there is. Its words are those of
    the catalogue's `progress.COMMAND.WHAT`. Nothing is written where standard error is no terminal."""

    def __init__(self, say: Texts, command: str) -> None:
        self._say, self._command = say, command
        self._on = sys.stderr is not None and sys.stderr.isatty()
        self._next = time.monotonic() + AFTER_S
        self._began = self._next - AFTER_S
        self._what = ""
        self._shown = False

    def __enter__(self) -> Progress:
        return self

    def __call__(self, what: str, done: int, of: int) -> None:
        if not self._on:
            return
        now = time.monotonic()
        if now < self._next and (what == self._what or now < self._began + AFTER_S):
            return
        self._next, self._what, self._shown = now + EVERY_S, what, True
        text = self._say(
            f"progress.{self._command}.{what}", done=f"{done:,}", of=f"{of:,}", percent=done * 100 // max(of, 1)
        )
        self._write(_GONE + text)

    def __exit__(self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None) -> None:
        if self._shown:
            self._write(_GONE)

    def _write(self, text: str) -> None:
        with suppress(OSError, ValueError):  # nobody listens
            sys.stderr.write(text)
            sys.stderr.flush()
