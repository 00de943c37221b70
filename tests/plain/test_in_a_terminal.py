"""`aetui --plain` on a real terminal: nothing steers it, and no way out loses what was typed."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from conversation import NOW

CTRL_C, CTRL_D = "\x03", "\x04"


class Typed:
    """The terminal's side that a person sits at."""

    def __init__(self, ours: int) -> None:
        self._ours, self.heard = ours, ""

    def read(self, wait: float) -> bool:
        if not select.select([self._ours], [], [], wait)[0]:
            return False
        try:
            piece = os.read(self._ours, 65536)
        except OSError:  # the program has closed its side
            return False
        self.heard += piece.decode("utf-8", "replace")
        return bool(piece)

    def until(self, words: str, since: int = 0) -> int:
        """Read on until these words were told; where they end."""
        end = time.monotonic() + 30
        while (at := self.heard.find(words, since)) < 0:
            assert time.monotonic() < end, self.heard[since:]
            self.read(0.2)
        return at + len(words)

    def type(self, text: str, then: str) -> None:
        """`text` is typed, and the words `then` are told after it."""
        since = len(self.heard)
        os.write(self._ours, text.encode())
        self.until(then, since)


@contextmanager
def talking(home: Path) -> Iterator[tuple[Typed, subprocess.Popen[bytes], int]]:
    ours, theirs = pty.openpty()
    env = {
        **os.environ,
        **{f"AETUI_{k}": v for k, v in {"HOME": str(home), "USER": "u", "LANG": "zh", "NOW": NOW}.items()},
    }
    with subprocess.Popen(
        [sys.executable, "-m", "aetui", "--plain"],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=env,
        start_new_session=True,
    ) as program:
        try:
            typed = Typed(ours)
            typed.until("做什么？")
            yield typed, program, theirs
        finally:
            program.kill()
            os.close(ours)
            os.close(theirs)


def test_nothing_steers_the_terminal_and_it_is_left_as_it_was(tmp_path: Path) -> None:
    with talking(tmp_path) as (typed, program, theirs):
        typed.type("t\n", "要做什么？")
        typed.type("买纸\n", "做什么？")
        typed.type("\n", "没做，买纸")
        os.write(typed._ours, b"q\n")
        while typed.read(0.5):
            pass
        assert program.wait(10) == 0
        assert [c for c in typed.heard if not c.isprintable() and c not in "\r\n"] == []
        assert termios.tcgetattr(theirs)[6][termios.VINTR] == b"\x03"


@pytest.mark.parametrize(
    ("leave", "then"),
    [
        (lambda typed: typed.type(CTRL_C, "打了的都留着"), "goes on"),
        (lambda typed: os.write(typed._ours, (CTRL_D * 3).encode()), "ends"),
    ],
    ids=["ctrl+c", "ctrl+d"],
)
def test_what_is_half_typed_is_offered_again(tmp_path: Path, leave: Callable[[Typed], object], then: str) -> None:
    with talking(tmp_path) as (typed, program, _):
        typed.type("t\n", "例如")
        typed.type("周五 买", "周五 买")
        leave(typed)
        if then == "ends":
            while typed.read(0.5):
                pass
            assert program.wait(10) == 0
        else:
            typed.type("t\n", "写了一半：周五 买")
    with talking(tmp_path) as (typed, _, _):
        typed.type("t\n", "写了一半：周五 买")
        typed.type("\n", "待办 周五")


def test_a_line_of_a_call_that_is_half_typed_is_there_when_it_goes_on(tmp_path: Path) -> None:
    with talking(tmp_path) as (typed, _, _):
        typed.type("c\n", "未接")
        typed.type("1\n", "和哪位客户")
        typed.type("\n", "在和 还不知道是谁 通话")
        typed.type("第一句\n", "1. 记录")
        typed.type("报价还没", "报价还没")
        typed.type(CTRL_C, "打了的都留着")
        typed.type("\n", "报价还没")
        typed.type("1\n", "接着说")
        typed.type("1\n", "写了一半：报价还没")
        typed.type("\n", "2. 记录，报价还没")
