"""The three streams of the program, whatever the caller made of them: closed (`>&-`, `<&-`), full, or read by nobody any more.

A command works to its end and keeps its status however little of its output arrives; what became of the output is judged
once, when all is done (`lost`).
"""

from __future__ import annotations

import io
import os
import sys
from typing import TextIO


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
