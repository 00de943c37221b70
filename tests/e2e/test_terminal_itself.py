"""The terminal that the other tests lean on, and how the program behaves when it goes away."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest
from terminal import Terminal

DEMO = str(Path(__file__).with_name("typing_demo.py"))


def test_it_says_what_it_sees_where_it_waits_in_vain() -> None:
    with Terminal(["sh", "-c", "printf '申花 here'; sleep 60"], cols=20, rows=3) as terminal:
        terminal.wait("here")
        assert terminal.find("here") == (5, 0)
        assert terminal.cell(0, 0).text == "申"
        with pytest.raises(AssertionError, match="申花 here"):
            terminal.wait("never", timeout=0.1)
        terminal.kill()
        assert terminal.wait_exit() == -signal.SIGKILL


def test_size_keys_and_exit_status() -> None:
    with Terminal(["sh", "-c", "stty size; read x; stty size; exit 3"], cols=40, rows=5) as terminal:
        terminal.wait("5 40")
        terminal.resize(30, 6)
        terminal.press("a", "enter")
        terminal.wait("6 30")
        assert terminal.wait_exit() == 3


def test_a_click_selects_a_row_and_the_row_is_lit() -> None:
    with Terminal.python(DEMO, cols=60, rows=12) as terminal:
        terminal.wait("请说")
        terminal.wait(lambda t: t.cursor.visible)
        terminal.type("一\r二\r三\r")
        terminal.wait("2:1:")
        x, y = terminal.find("1:1:")
        terminal.click(x + 2, y)
        terminal.wait(lambda t: t.cell(x, y).bg == "26303b")
        assert terminal.cell(x, y - 1).bg != "26303b"
        terminal.wait(lambda t: not t.cursor.visible)


@pytest.mark.parametrize("typed", ["", "说" * 300 + "\r" * 100], ids=["idle", "busy"])
def test_the_program_ends_when_its_terminal_is_gone(typed: str) -> None:
    """Also where it is told to outlive a hang-up, and has much to write: no process is left that nobody can see."""
    terminal = Terminal(["sh", "-c", f"trap '' HUP; exec {sys.executable} {DEMO}"])
    try:
        terminal.wait("请说")
        terminal.type(typed)
        terminal.hang_up()
        terminal.wait_exit()
    finally:
        terminal.close()


def test_the_driver_is_ours_and_the_kitty_protocol_is_never_asked_for(tmp_path: Path) -> None:
    """From the real entry point: one plain entry is pushed, as only our own driver does, and none with flags."""
    with Terminal.python("-m", "aetui", "demo", kitty=True, env={"AETUI_HOME": str(tmp_path)}) as terminal:
        terminal.wait("梅林")
        assert terminal.kitty_flags == [0, 0]
        terminal.press("q")
        assert terminal.wait_exit() == 0
