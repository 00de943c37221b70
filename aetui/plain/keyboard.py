"""Lines as they are typed, each with how it ended.

On a terminal the system edits the line, as everywhere; Ctrl+C ends it as Enter does, so that what was half typed arrives and can
be kept, where a signal would have thrown it away.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal, Protocol

import msgspec

from aetui.domain.encoding import Decoder
from aetui.domain.text import cleaned

End = Literal["enter", "left", "over"]
_LEAVE = b"\x03"


class LineRead(msgspec.Struct, frozen=True):
    """`end`: by Enter; `left`: by Ctrl+C; `over`: nothing more will come."""

    text: str
    end: End


class Keyboard(Protocol):
    def read(self) -> LineRead:
        """The next line. Raises BadInput (`input.encoding`) for one that is in no encoding known; the next can be read."""


class Streamed:
    """A pipe or a file as keyboard: its last line needs no end."""

    def __init__(self) -> None:
        self._source = sys.stdin.buffer if sys.stdin is not None else None
        self._decoder = Decoder()

    def read(self) -> LineRead:
        raw = self._source.readline() if self._source is not None else b""
        if not raw:
            return LineRead("", "over")
        return LineRead(_text(self._decoder, raw), "enter")


class Terminal:
    """A terminal as keyboard."""

    def __init__(self) -> None:
        self._fileno = sys.stdin.fileno()
        self._decoder = Decoder()

    def read(self) -> LineRead:
        got = b""
        while not got.endswith((b"\n", _LEAVE)):
            try:
                piece = os.read(self._fileno, 4096)
            except OSError:  # the terminal is gone
                piece = b""
            if not piece:
                return LineRead(_text(self._decoder, got), "over")
            got += piece
        return LineRead(_text(self._decoder, got.removesuffix(_LEAVE)), "left" if got.endswith(_LEAVE) else "enter")


@contextmanager
def keyboard() -> Iterator[Keyboard]:
    """Standard input, whatever it is; a terminal is as it was afterwards."""
    if sys.platform == "win32" or sys.stdin is None or not sys.stdin.isatty():
        yield Streamed()
        return
    import termios

    before = termios.tcgetattr(sys.stdin)
    ours = [*before[:6], list(before[6])]
    ours[6][termios.VEOL] = _LEAVE
    ours[6][termios.VINTR] = b"\x00"  # no key: Ctrl+C is a line's end meanwhile, also between two lines
    termios.tcsetattr(sys.stdin, termios.TCSANOW, ours)
    try:
        yield Terminal()
    finally:
        termios.tcsetattr(sys.stdin, termios.TCSANOW, before)


def _text(decoder: Decoder, raw: bytes) -> str:
    return cleaned(decoder.line(raw.rstrip(b"\r\n"))).replace("\n", " ").strip()
