"""The three streams of the program, whatever the caller made of them: closed (`>&-`, `<&-`), full, or read by nobody any more.

A command works to its end and keeps its status however little of its output arrives; what became of the output is judged
once, when all is done (`lost`).
"""

from __future__ import annotations

import io
import os
import sys
import time
from contextlib import suppress
from types import TracebackType
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from aetui.locales import Texts


class _Patient(io.FileIO):
    """A descriptor that takes what it is given: the first error is kept, and what comes after it goes nowhere."""

    error: OSError | None = None

    def write(self, data: object, /) -> int:
        size = memoryview(data).nbytes  # type: ignore[arg-type]  # what a buffered writer hands on
        if self.error is None:
            try:
                return super().write(data) or 0  # type: ignore[arg-type]
            except OSError as error:
                self.error = error
        return size


def guard() -> None:
    """Standard input, output and error as streams that are there and whose writing never raises.

    A descriptor that the caller closed is opened on nothing first: else the next file that the program opens, the desk's
    perhaps, would get its number."""
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest number that is free: this one
    if sys.stdin is None:
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115  # as long as the program lives
    sys.stdout = _patient(sys.stdout, 1)
    sys.stderr = _patient(sys.stderr, 2)


def _patient(stream: TextIO | None, number: int) -> TextIO:
    # Another encoding shows what it can. A reader of lines sees each at once where the old stream showed it so.
    encoding = stream.encoding if stream is not None else "utf-8"
    by_line = number == 2 or (stream is not None and stream.isatty())
    raw = _Patient(number, "w", closefd=False)
    return io.TextIOWrapper(io.BufferedWriter(raw), encoding=encoding, errors="replace", line_buffering=by_line)


def lost() -> OSError | None:
    """Why a part of standard output went nowhere; None where all arrived, or where its reader had read enough."""
    if sys.stdout is None:
        return None
    sys.stdout.flush()
    error = getattr(getattr(getattr(sys.stdout, "buffer", None), "raw", None), "error", None)
    return error if isinstance(error, OSError) and not isinstance(error, BrokenPipeError) else None


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
        from aetui.locales.figures import part_words

        words = {"done": f"{done:,}", "of": f"{of:,}", "percent": part_words(done / max(of, 1))}
        text = self._say(f"progress.{self._command}.{what}", **words)
        self._write(_GONE + text)

    def __exit__(self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None) -> None:
        if self._shown:
            self._write(_GONE)

    def _write(self, text: str) -> None:
        with suppress(OSError, ValueError):  # nobody listens
            sys.stderr.write(text)
            sys.stderr.flush()
