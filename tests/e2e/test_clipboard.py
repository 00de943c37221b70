"""What is copied arrives: in a terminal as its escape sequence, in a real tmux as its buffer, from a screen and from a shell."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest
from desk_in_terminal import DeskInTerminal
from terminal import Terminal

OSC52 = re.compile(r"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07")


def copied(terminal: Terminal) -> list[str]:
    """The texts that the terminal was asked to put on its clipboard."""
    return [b64decode(found).decode() for found in OSC52.findall(terminal.written)]


@pytest.fixture
def there(tmp_path: Path) -> DeskInTerminal:
    desk = DeskInTerminal(tmp_path)
    desk.run("profile", "name", "李雯")
    desk.run("client", "add", "梅林食品", "--contact", "陈小姐", "--phone", "021-5555-0101")
    desk.run("call", "梅林食品", "+ 秋季海报，周五17:00前要打样 #先别说价钱", at="09:32")
    return desk


@pytest.mark.parametrize("key", ["Y", "ctrl+c"])
def test_a_terminal_is_handed_what_the_cursor_stands_on(there: DeskInTerminal, key: str) -> None:
    program = [sys.executable, "-m", "aetui", "--lang", "zh"]
    with Terminal(program, env=there.at("09:40")) as terminal:
        terminal.wait("工作进度表")
        terminal.click(*terminal.find("工作进度表"))
        terminal.press(key)
        terminal.wait("liwen.copied.txt")
        terminal.wait(lambda t: copied(t))
        (text,) = copied(terminal)
        kept = there.home / "liwen.copied.txt"
        terminal.wait(lambda _: kept.exists() and kept.read_text("utf-8") == text)
    assert "客户：梅林食品" in text
    assert "2026年11月24日 周二 9:32" in text
    assert kept.stat().st_mode & 0o077 == 0


def test_a_shell_hands_over_to_the_terminal_that_it_was_typed_in(there: DeskInTerminal) -> None:
    """Wherever its output goes."""
    with Terminal.python("-m", "aetui", "copy", "梅林食品", env=there.at("09:40")) as terminal:
        terminal.wait("liwen.copied.txt")
        assert terminal.wait_exit() == 0
        (text,) = copied(terminal)
    assert text == "梅林食品\n\n· 陈小姐，021-5555-0101\n"
    assert text.splitlines() == there.run("copy", "梅林食品", "--print").splitlines()


class Tmux:
    """A tmux of the test's own, with one window that runs the board."""

    def __init__(self, folder: Path) -> None:
        self.call = ["tmux", "-S", str(folder / "tmux"), "-f", "/dev/null"]

    def run(self, *args: str) -> str:
        done = subprocess.run([*self.call, *args], capture_output=True, text=True, timeout=20, check=False)
        return done.stdout if done.returncode == 0 else ""


@pytest.fixture
def tmux(tmp_path: Path) -> Iterator[Tmux]:
    if shutil.which("tmux") is None:
        pytest.skip("no tmux here")
    said = subprocess.run(["tmux", "-V"], capture_output=True, text=True, timeout=20, check=False).stdout
    if tuple(map(int, re.findall(r"\d+", said)[:2])) < (3, 2):
        pytest.skip(f"{said.strip()}: load-buffer -w came with 3.2")
    made = Tmux(tmp_path)
    yield made
    made.run("kill-server")


def test_tmux_has_it_in_its_buffer_and_hands_it_on(there: DeskInTerminal, tmux: Tmux) -> None:
    shell = f"exec {sys.executable} -m aetui --lang zh"
    with Terminal([*tmux.call, "new-session", shell], env=there.at("09:40")) as terminal:
        terminal.wait("工作进度表")
        terminal.click(*terminal.find("工作进度表"))
        terminal.press("Y")
        terminal.wait("copied.txt")
        end = monotonic() + 20
        while not (text := tmux.run("show-buffer")) and monotonic() < end:
            terminal.pump()
        assert "2026年11月24日 周二 9:32" in text
        terminal.wait(lambda t: text in "".join(copied_anyhow(t)))


def copied_anyhow(terminal: Terminal) -> list[str]:
    """tmux ends the sequence in its own way, and may leave out which clipboard."""
    found = re.findall(r"\x1b\]52;[a-z]*;([A-Za-z0-9+/=]+)(?:\x07|\x1b\\)", terminal.written)
    return [b64decode(one).decode() for one in found]


def test_what_the_mouse_selects_is_copied_when_it_lets_go(there: DeskInTerminal) -> None:
    program = [sys.executable, "-m", "aetui", "--lang", "zh"]
    with Terminal(program, env=there.at("09:40")) as terminal:
        terminal.wait("工作进度表")
        x, y = terminal.find("工作进度表")
        for code, column in ((0, x), (32, x + 4), (32, x + 9)):
            terminal.send(f"\x1b[<{code};{column + 1};{y + 1}M")
        terminal.wait(lambda t: t.cell(x, y).reverse and t.cell(x + 8, y).reverse and not t.cell(x + 10, y).reverse)
        terminal.send(f"\x1b[<0;{x + 10};{y + 1}m")
        terminal.wait(lambda t: copied(t))
        assert copied(terminal) == ["工作进度表"]
        terminal.wait("liwen.copied.txt")
