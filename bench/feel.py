"""What a user feels: start, a noted call, Enter to painted line, an idle board. `python bench/feel.py [ROUNDS]`

Whole programs in a pseudo-terminal, run in turn with their baseline, so that a ratio holds when the machine's
speed drifts. Linux and macOS.
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import shutil
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from pathlib import Path

ROUNDS = 11
NOW = "2026-11-23T%s:00+08:00"
BARE = """
from textual.app import App
from textual.widgets import Label
class Bare(App):
    def compose(self):
        yield Label("READY")
Bare().run()
"""
APPEND = """
import click, msgspec, os
f = os.open({path!r}, os.O_APPEND | os.O_CREAT | os.O_WRONLY)
os.write(f, b'{{"text": "a line"}}\\n')
os.fsync(f)
"""
"""What any such command in Python pays: the two libraries that earn their import, and one line on disk."""
MONDAY = (
    (
        "09:32",
        "梅林",
        "in",
        ["+ 秋季海报加一个横版，用在超市入口", "> 周三12:00前给修改稿", "? 报价什么时候能给 明天上午10点"],
    ),
    ("10:15", "申花", "missed", []),
    (
        "10:40",
        "申花",
        "out",
        [
            "+ 双十二促销单页，A4 双面，周五前要打样",
            "$ 外拍场地费 8000，先垫",
            "! 完稿型号写错了",
            "@小王 周二17:00前重出完稿",
        ],
    ),
    ("11:05", "益力", "out", ["口头报告：海报已出街，杂志稿周三交", "? 想知道下月媒介排期 周三", "没有新的工作指示"]),
)


class Pty:
    """A program in a pseudo-terminal; what it wrote so far is `seen`."""

    def __init__(self, argv: list[str], env: dict[str, str]) -> None:
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.execvpe(argv[0], argv, env)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))
        self.seen = b""

    def read(self) -> None:
        """Take in what is written. A question where the cursor stands is answered as a terminal answers it, at once."""
        found = os.read(self.fd, 65536)
        self.seen += found
        for _ in range(found.count(b"\x1b[6n")):
            os.write(self.fd, b"\x1b[1;2R")

    def until(self, mark: bytes, limit: float = 20.0) -> float:
        """Seconds until `mark` is written. Raises TimeoutError."""
        start = time.perf_counter()
        while mark not in self.seen:
            left = limit - (time.perf_counter() - start)
            if left <= 0:
                raise TimeoutError(f"{mark!r} never came: …{self.seen[-200:]!r}")
            if select.select([self.fd], [], [], left)[0]:
                self.read()
        return time.perf_counter() - start

    def drain(self, seconds: float) -> None:
        """Read what comes for so long."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            if select.select([self.fd], [], [], left)[0]:
                self.read()

    def type(self, text: str) -> None:
        self.seen = b""
        os.write(self.fd, text.encode())

    def cpu(self) -> float:
        """Seconds of processor time that the program used."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def quit(self, limit: float = 20.0) -> None:
        """End the board as a user does, by its key, so that what is kept for the next start is kept. Raises TimeoutError."""
        os.write(self.fd, b"q")
        end, there = time.perf_counter() + limit, True
        while there:
            if not select.select([self.fd], [], [], max(end - time.perf_counter(), 0))[0]:
                raise TimeoutError("it never ended")
            try:
                there = bool(os.read(self.fd, 65536))
            except OSError:  # how Linux says that nobody is at the other end any more
                there = False
        os.waitpid(self.pid, 0)
        os.close(self.fd)

    def end(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self.fd)


def env_of(home: Path, now: str | None = None) -> dict[str, str]:
    env = dict(os.environ, AETUI_HOME=str(home), AETUI_USER="bench", AETUI_LANG="zh", TZ="Asia/Shanghai")
    env.update(TERM="xterm-256color", COLORTERM="truecolor", LANG="C.UTF-8", LC_ALL="C.UTF-8")
    # A user's Python keeps compiled modules; an environment that forbids it would measure the compiler.
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    env.pop("AETUI_NOW", None)
    if now:
        env["AETUI_NOW"] = now
    return env


def aetui() -> str:
    return str(Path(sys.executable).with_name("aetui"))


def run(home: Path, *args: str, now: str) -> None:
    subprocess.run([aetui(), *args], env=env_of(home, now), check=True, stdout=subprocess.DEVNULL)


def monday(home: Path) -> None:
    at = NOW % "09:00"
    for key, value in (("name", "李雯"), ("timezone", "Asia/Shanghai"), ("supervisor", "王磊")):
        run(home, "profile", key, value, now=at)
    for name, slot in (("梅林食品", "周四 16:00"), ("申花家电", "周五 11:00"), ("益力饮料", "周三 15:00")):
        run(home, "client", "add", name, "--report", slot, now=at)
    for clock, client, way, items in MONDAY:
        run(home, "call", client, *items, f"--{way}", now=NOW % clock)


def pairs(name: str, mine: list[float], theirs: list[float], unit: str, limit: float) -> str:
    ratio = statistics.median(a / b for a, b in zip(mine, theirs, strict=True))
    said = "" if ratio <= limit else "   not reached"
    return (
        f"{name:<44} {statistics.median(mine) * 1000:8.1f} {unit} "
        f"{statistics.median(theirs) * 1000:8.1f} {unit}  {ratio:5.2f} ×   at most {limit} ×{said}"
    )


def start(home: Path, rounds: int = ROUNDS) -> str:
    mine, theirs = [], []
    for turn in range(rounds + 1):
        board = Pty([aetui()], env_of(home, NOW % "11:30"))
        a = board.until("工作卡".encode())
        board.quit()
        bare = Pty([sys.executable, "-c", BARE], env_of(home))
        b = bare.until(b"READY")
        bare.end()
        if turn:
            mine.append(a)
            theirs.append(b)
    return pairs("start, after q, to painted board / bare app", mine, theirs, "ms", 1.4)


def call(home: Path, rounds: int = ROUNDS) -> str:
    mine, theirs = [], []
    copy = home / "copy"
    append = [sys.executable, "-c", APPEND.format(path=str(home / "line.jsonl"))]
    for turn in range(rounds * 2 + 1):
        # Each round on Monday's desk as it was, so that the figure isn't that of a growing file.
        shutil.rmtree(copy, ignore_errors=True)
        copy.mkdir()
        for file in home.glob("bench.*"):
            shutil.copy2(file, copy)
        env = env_of(copy)
        began = time.perf_counter()
        subprocess.run([aetui(), "call", "梅林", "价格再确认一下"], env=env, check=True, stdout=subprocess.DEVNULL)
        middle = time.perf_counter()
        subprocess.run(append, env=env, check=True)
        ended = time.perf_counter()
        if turn:
            mine.append(middle - began)
            theirs.append(ended - middle)
    return pairs("aetui call 梅林 '…' / click, msgspec, append", mine, theirs, "ms", 1.2)


def enter(home: Path) -> str:
    screen = Pty([aetui(), "call", "梅林"], env_of(home))
    screen.until("梅林".encode())
    screen.drain(1.0)
    taken = []
    for n in range(60):
        words = f"第{n}条，客户说的话要逐条记下来"
        screen.type(words)
        screen.until(words[-4:].encode())
        screen.drain(0.05)
        screen.type("\r")
        taken.append(screen.until(f"第{n}条".encode()))
    screen.end()
    taken = sorted(taken[5:])
    p95 = taken[int(len(taken) * 0.95)] * 1000
    said = "" if p95 <= 50 else "   not reached"
    return f"{'an item: Enter to its line painted':<44} p50 {statistics.median(taken) * 1000:5.1f} ms  p95 {p95:5.1f} ms   at most 50 ms{said}"


def idle(home: Path) -> str:
    here = home / "idle"
    here.mkdir()
    env = env_of(here)
    subprocess.run([aetui(), "client", "add", "梅林食品"], env=env, check=True, stdout=subprocess.DEVNULL)
    promises = [f"> {n}小时后给第{n}份稿" for n in range(1, 51)]
    subprocess.run([aetui(), "call", "梅林", *promises], env=env, check=True, stdout=subprocess.DEVNULL)
    board = Pty([aetui()], env)
    board.until("工作卡".encode())
    board.drain(3.0)
    before, began = board.cpu(), time.perf_counter()
    board.drain(20.0)
    share = (board.cpu() - before) / (time.perf_counter() - began) * 100
    board.end()
    said = "" if share <= 1 else "   not reached"
    return f"{'idle board with 50 live countdowns':<44} {share:5.2f} % of a core   at most 1 %{said}"


def main() -> None:
    import argparse

    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("rounds", nargs="?", type=int, default=ROUNDS)
    rounds = asked.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        monday(home)
        print(call(home, rounds), start(home, rounds), sep="\n", flush=True)
        print(enter(home), idle(home), sep="\n", flush=True)


if __name__ == "__main__":
    main()
