"""A terminal for tests: runs a program in a pty, presses keys, and holds the screen that a person would see.

Nothing here waits for a fixed time: `wait` polls until the screen is as expected, or fails and shows it.
"""

from __future__ import annotations

import codecs
import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from time import monotonic, sleep
from typing import NamedTuple

import pyte

KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "space": " ",
    "backspace": "\x7f",
    "delete": "\x1b[3~",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "shift+left": "\x1b[1;2D",
    "shift+right": "\x1b[1;2C",
    "ctrl+left": "\x1b[1;5D",
    "ctrl+right": "\x1b[1;5C",
    **{f"f{n}": f"\x1bO{c}" for n, c in zip(range(1, 5), "PQRS", strict=True)},
    **{f"f{n}": f"\x1b[{c}~" for n, c in zip(range(5, 13), (15, 17, 18, 19, 20, 21, 23, 24), strict=True)},
    **{f"ctrl+{c}": chr(ord(c) & 0x1F) for c in "abcdefghijklmnopqrstuvwxyz"},
}

# What pyte would print instead of ignoring: private modes of newer terminals, and questions.
_FOREIGN = re.compile(
    r"\x1b\[6n|\x1b\[[<>=][\d;]*[A-Za-z]|\x1b\[\?[\d;]*\$p|\x1b\[\?u|\x1b[_P\]][^\x07\x1b]*(?:\x07|\x1b\\)"
)
_UNFINISHED = re.compile(r"\x1b(?:[\[\]_P][^A-Za-z~]{0,64})?\Z")


class Cell(NamedTuple):
    """One cell; `text` is empty in the right half of a wide character. Colours are `rrggbb` or a name."""

    text: str
    fg: str
    bg: str
    bold: bool
    reverse: bool


class Cursor(NamedTuple):
    x: int
    y: int
    visible: bool


class Terminal:
    """A program in a terminal of `cols` × `rows`. A context manager: what still runs at its end is killed.

    `kitty`: the terminal has the kitty keyboard protocol and says so when it is asked. `ambiguous`: the cells that it
    gives to a character of ambiguous width, as it says when it is asked for the cursor's place (None: it says nothing).
    """

    def __init__(
        self,
        argv: Sequence[str],
        *,
        cols: int = 120,
        rows: int = 36,
        env: Mapping[str, str] | None = None,
        kitty: bool = False,
        ambiguous: int | None = 1,
        cwd: Path | None = None,
    ) -> None:
        self.cols, self.rows, self.kitty, self.ambiguous = cols, rows, kitty, ambiguous
        self.asked = 0  # for the cursor's place
        self.screen = pyte.Screen(cols, rows)
        self.kitty_flags = [0]
        self.bytes_read = 0
        self.written = ""  # all of it, as it came
        self._stream = pyte.Stream(self.screen)
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._held = ""
        self._status: int | None = None
        self._half_painted = False
        full_env = {
            "PATH": os.environ["PATH"],
            "HOME": os.environ.get("HOME", "/"),
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            **(env or {}),
        }
        self.pid, self._fd = pty.fork()
        if self.pid == 0:  # pragma: no cover
            try:
                fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, cols, 0, 0))
                if cwd is not None:
                    os.chdir(cwd)
                os.execvpe(argv[0], list(argv), full_env)
            finally:
                os._exit(127)
        self._set_size()

    @classmethod
    def python(cls, *args: str, **options: object) -> Terminal:
        """A Python program: `Terminal.python("-m", "aetui")`."""
        return cls([sys.executable, *args], **options)  # type: ignore[arg-type]

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # What the program does

    def pump(self, timeout: float = 0.05) -> bool:
        """Take in what the program wrote, waiting up to `timeout` for it; False where there was nothing."""
        if self._fd < 0 or not select.select([self._fd], [], [], timeout)[0]:
            return False
        try:
            data = os.read(self._fd, 1 << 16)
        except OSError:
            data = b""
        if not data:
            os.close(self._fd)
            self._fd = -1
            return False
        self.bytes_read += len(data)
        text = self._decode(data)
        self.written += text
        text = self._held + text
        self._held = ""
        if (unfinished := _UNFINISHED.search(text)) is not None:
            text, self._held = text[: unfinished.start()], unfinished[0]
        for foreign in _FOREIGN.findall(text):
            self._answer(foreign)
        begun, ended = text.rfind("\x1b[?2026h"), text.rfind("\x1b[?2026l")
        if begun != ended:
            self._half_painted = begun > ended
        self._stream.feed(_FOREIGN.sub("", text))
        return True

    def _answer(self, sequence: str) -> None:
        if (pushed := re.fullmatch(r"\x1b\[>(\d*)u", sequence)) is not None:
            self.kitty_flags.append(int(pushed[1] or 0))
        elif re.fullmatch(r"\x1b\[<\d*u", sequence) and len(self.kitty_flags) > 1:
            self.kitty_flags.pop()
        elif (mode := re.fullmatch(r"\x1b\[\?(\d+)\$p", sequence)) is not None:
            self.send(f"\x1b[?{mode[1]};{2 if mode[1] == '2026' else 0}$y")
        elif sequence == "\x1b[6n":
            self.asked += 1
            if self.ambiguous is not None:
                self.send(f"\x1b[1;{1 + self.ambiguous}R")
        elif sequence == "\x1b[?u" and self.kitty:
            self.send(f"\x1b[?{self.kitty_flags[-1]}u")

    def wait(self, expected: str | Callable[[Terminal], object], timeout: float = 20.0) -> None:
        """Until the screen holds this text, or this holds of it. AssertionError with the screen otherwise."""
        seen = (lambda t: expected in t.text) if isinstance(expected, str) else expected

        def holds(terminal: Terminal) -> object:
            """Of a screen that is painted to its end: a part of it is nothing that a person sees."""
            return not self._half_painted and seen(terminal)

        end = monotonic() + timeout
        while not holds(self):
            if not self.pump() and (monotonic() > end or self._fd < 0):
                if holds(self):
                    return
                raise AssertionError(f"the screen never showed {expected!r}:\n{self.text}")

    def drain(self, quiet: float = 0.15) -> None:
        """Take in all that comes until nothing came for `quiet` seconds."""
        while self.pump(quiet):
            pass

    def wait_exit(self, timeout: float = 20.0) -> int:
        """The exit status, once the program has ended (negative: the signal that killed it)."""
        end = monotonic() + timeout
        while self._status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self._status = os.waitstatus_to_exitcode(status)
            elif monotonic() > end:
                raise AssertionError(f"the program did not end:\n{self.text}")
            elif not self.pump() and self._fd < 0:
                sleep(0.01)  # nothing more is read: only the process itself is asked
        while self.pump(0):
            pass
        return self._status

    # What a person does

    def send(self, data: str | bytes) -> None:
        """Write these very bytes."""
        if isinstance(data, str):
            data = data.encode()
        while data:
            data = data[os.write(self._fd, data) :]

    def type(self, text: str) -> None:
        """Type text; as an input method commits it, all at once."""
        self.send(text)

    def press(self, *keys: str) -> None:
        """Press keys by name (`enter`, `ctrl+t`, `f2`, `shift+tab`) or by the character they type."""
        for key in keys:
            self.send(KEYS.get(key, key))

    def paste(self, text: str) -> None:
        self.send(f"\x1b[200~{text}\x1b[201~")

    def click(self, x: int, y: int, times: int = 1) -> None:
        """Click on a cell, counted from 0."""
        for _ in range(times):
            self.send(f"\x1b[<0;{x + 1};{y + 1}M\x1b[<0;{x + 1};{y + 1}m")

    def resize(self, cols: int, rows: int) -> None:
        self.cols, self.rows = cols, rows
        self.screen.resize(rows, cols)
        self._set_size()

    def _set_size(self) -> None:
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", self.rows, self.cols, 0, 0))

    def kill(self, with_signal: int = signal.SIGKILL) -> None:
        """As `kill -9`."""
        os.kill(self.pid, with_signal)

    def hang_up(self) -> None:
        """Close the window: the program is left without a terminal."""
        os.close(self._fd)
        self._fd = -1

    def close(self) -> None:
        """Close the terminal, and make sure that the program is gone."""
        if self._status is None:
            pid, _ = os.waitpid(self.pid, os.WNOHANG)
            if not pid:
                os.kill(self.pid, signal.SIGKILL)
                os.waitpid(self.pid, 0)
            self._status = -signal.SIGKILL
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1

    # What a person sees

    @property
    def lines(self) -> list[str]:
        """The screen's lines, without the spaces at their ends."""
        # Not `display`: that stumbles over a wide character of which the program has overwritten one half so far.
        rows = (self.screen.buffer[y] for y in range(self.rows))
        return ["".join(row[x].data for x in range(self.cols)).rstrip() for row in rows]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def cursor(self) -> Cursor:
        cursor = self.screen.cursor
        return Cursor(cursor.x, cursor.y, not cursor.hidden)

    def cell(self, x: int, y: int) -> Cell:
        char = self.screen.buffer[y][x]
        return Cell(char.data, char.fg, char.bg, char.bold, char.reverse)

    def find(self, text: str, below: int = -1) -> tuple[int, int]:
        """Cell (x, y) at which `text` first stands, below a line. AssertionError where it doesn't."""
        for y in range(below + 1, self.rows):
            cells = [self.screen.buffer[y][x].data for x in range(self.cols)]
            row, starts = "", []
            for x, data in enumerate(cells):
                starts += [x] * len(data)
                row += data
            at = row.find(text)
            if at >= 0:
                return starts[at], y
        raise AssertionError(f"no {text!r} on the screen:\n{self.text}")
