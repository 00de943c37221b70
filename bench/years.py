"""Ten years on one file: what grows with the years, and what must not. `python bench/years.py [ROUNDS]`

Prints each figure against its baseline, taken in turn in the same run, with the limit it should keep to. With
`--draw FILE` (needs `pip install .[bench]`) the curves over the years are drawn as SVG.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path

from feel import APPEND, BARE, NOW, Pty, aetui, env_of
from plausible import NOW as TODAY
from plausible import write

from aetui.desk.core import Desk
from aetui.desk.day.todos import add_todo
from aetui.desk.find.mentions import find_text
from aetui.desk.phone.calls import begin_call, log_item
from aetui.store import DeskDB

SIZES = (0, 1_000, 10_000, 30_000)
CALLS_A_YEAR = 3_000

WHY = {
    "call": "a hundred modules of our own are imported, and what a line hints at is looked for",
    "start": "the modules of the board and its widgets are imported, and its rows built, before it is painted",
}
"""Why a figure doesn't keep to its limit, where it doesn't."""

curves: dict[str, list[tuple[float, float]]] = {}
"""By figure: years, and how much of its limit it takes."""


def say(calls: int, name: str, figure: str, value: float, limit: float, unit: str = "×", why: str = "") -> None:
    over = "" if value <= limit else f"  not reached{': ' if why else ''}{why}"
    print(f"{calls:>6} calls  {name:<40} {figure:<22} {value:7.2f} {unit:<2}  at most {limit} {unit}{over}", flush=True)
    curves.setdefault(name, []).append((calls / CALLS_A_YEAR, value / limit))


def ms(seconds: float) -> float:
    return seconds * 1000


def both(a: float, b: float) -> str:
    return f"{ms(a):.4g} ms / {ms(b):.4g} ms"


def commit(path: Path, calls: int) -> None:
    """One item in the running program, against a raw append and fsync of the bytes that it wrote."""
    desk = Desk.open(path, program="bench", now=TODAY)
    call = begin_call(desk, TODAY, client="梅林")
    journal = next((p for p in path.parent.glob(f"{path.name}*journal*")), None)
    raw = os.open(path.with_suffix(".raw"), os.O_APPEND | os.O_CREAT | os.O_WRONLY)
    mine, theirs = [], []
    for n in range(300):
        before = journal.stat().st_size if journal else 0
        began = time.perf_counter()
        log_item(desk, call.id, f"第{n}条，客户说的话要逐条记下来", TODAY)
        middle = time.perf_counter()
        journal = journal or next(path.parent.glob(f"{path.name}*journal*"))
        line = b"x" * max(journal.stat().st_size - before, 200)
        middle2 = time.perf_counter()
        os.write(raw, line)
        os.fsync(raw)
        ended = time.perf_counter()
        mine.append(middle - began)
        theirs.append(ended - middle2)
    os.close(raw)
    desk.close()
    for name, share, limit in (("p50", 0.5, 3), ("p99", 0.99, 5)):
        a, b = (sorted(values)[int(share * len(values))] for values in (mine, theirs))
        say(calls, f"commit of an item, {name}", both(a, b), a / b, limit)


def call(path: Path, calls: int, rounds: int, empty: list[float]) -> float:
    env = env_of(path.parent)
    append = [sys.executable, "-c", APPEND.format(path=str(path.with_suffix(".line")))]
    mine, theirs = [], []
    for turn in range(rounds * 2 + 1):
        began = time.perf_counter()
        subprocess.run([aetui(), "call", "梅林", "价格再确认一下"], env=env, check=True, stdout=subprocess.DEVNULL)
        middle = time.perf_counter()
        subprocess.run(append, env=env, check=True)
        if turn:
            mine.append(middle - began)
            theirs.append(time.perf_counter() - middle)
    a, b = statistics.median(mine), statistics.median(theirs)
    say(calls, "aetui call / click, msgspec, append", both(a, b), a / b, 1.2, why=WHY["call"])
    if empty:
        say(calls, "aetui call / the same on an empty desk", both(a, empty[0]), a / empty[0], 1.05)
    return a


def peak(pid: int) -> float:
    """The most memory that a process held, in MB."""
    line = next(s for s in Path(f"/proc/{pid}/status").read_text().splitlines() if s.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def start(path: Path, calls: int, rounds: int) -> None:
    mine, theirs, big, small = [], [], 0.0, 0.0
    for turn in range(rounds + 1):
        board = Pty([aetui()], env_of(path.parent, NOW % "11:30"))
        a = board.until("工作卡".encode())
        big = max(big, peak(board.pid))
        board.quit()
        bare = Pty([sys.executable, "-c", BARE], env_of(path.parent))
        b = bare.until(b"READY")
        small = max(small, peak(bare.pid))
        bare.end()
        if turn:
            mine.append(a)
            theirs.append(b)
    a, b = statistics.median(mine), statistics.median(theirs)
    say(calls, "start, after q, to painted board / bare", both(a, b), a / b, 1.4, why=WHY["start"])
    say(calls, "peak memory / bare app", f"{big:.0f} MB / {small:.0f} MB", big / small, 3)


def find(path: Path, calls: int) -> None:
    desk = Desk.open(path, program="bench", now=TODAY)
    desk.store.warm()
    began = time.perf_counter()
    hits = find_text(desk, "电视片")
    hits[:40]
    taken = time.perf_counter() - began
    desk.close()
    say(calls, "find: all counted, a screen of it read", f"{len(hits)}", ms(taken), 60, "ms")


def stall(path: Path, calls: int) -> None:
    """The longest that the event loop stands still while a thread folds the journal."""

    async def run() -> float:
        store = DeskDB(path, program="bench")
        store.warm()
        folding = asyncio.create_task(asyncio.to_thread(store.fold))
        longest, last = 0.0, time.perf_counter()
        while not folding.done():
            await asyncio.sleep(0.001)
            now = time.perf_counter()
            longest, last = max(longest, now - last), now
        await folding
        store.close()
        return longest

    taken = asyncio.run(run())
    say(calls, "longest stall of the event loop in a fold", "", ms(taken), 30, "ms")


def draw(target: Path) -> None:
    """The curves: years across, and up how much of its limit each figure takes."""
    import matplotlib

    matplotlib.use("svg")
    from matplotlib import pyplot

    matplotlib.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "aetui", "font.family": "sans-serif"})
    dim, paper, late = "#8b8f98", "#15181d", "#e8604c"
    tones = ["#6cb2e0", "#7fb98f", "#e5b454", "#b49ad6", "#d68fa8", "#7cc4c0", "#a9b36b", "#c9a27a", "#9aa5b1"]
    figure, axes = pyplot.subplots(figsize=(10.5, 5.2), facecolor=paper)
    axes.set_facecolor(paper)
    axes.axhline(1, color=late, linewidth=1, linestyle=(0, (4, 4)))
    axes.text(0.05, 1.015, "limit", color=late, fontsize=9)
    ends = sorted((points[-1][1], name) for name, points in curves.items() if len(points) > 1)
    place = -1.0
    for n, (height, name) in enumerate(ends):
        tone = tones[n % len(tones)]
        years, shares = zip(*curves[name], strict=True)
        axes.plot(years, shares, color=tone, linewidth=1.8, marker="o", markersize=4)
        place = max(height, place + 0.065)
        axes.annotate(
            f"{name}  {height:.0%}",
            (10, height),
            (10.3, place),
            color=tone,
            fontsize=9,
            va="center",
            annotation_clip=False,
        )
    axes.set_xlim(0, 10)
    axes.set_ylim(0, 0.08 + max(place, *(share for points in curves.values() for _, share in points)))
    axes.set_xlabel("years at the desk (3,000 calls a year)", color=dim)
    axes.set_ylabel("share of its limit", color=dim)
    axes.yaxis.set_major_formatter(matplotlib.ticker.PercentFormatter(1, decimals=0))
    axes.tick_params(colors=dim, length=0)
    axes.grid(axis="y", color="#262b33", linewidth=0.8)
    for side in axes.spines.values():
        side.set_visible(False)
    figure.subplots_adjust(left=0.08, right=0.62, top=0.96, bottom=0.12)
    figure.savefig(target, facecolor=paper, metadata={"Date": None})


def main() -> None:
    import argparse

    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("rounds", nargs="?", type=int, default=7)
    asked.add_argument("--draw", type=Path, metavar="FILE")
    given = asked.parse_args()
    empty: list[float] = []
    for calls in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "bench.json"
            size = write(path, calls)
            print(f"-- {calls} calls, {size / 1e6:.1f} MB  {datetime.now().astimezone():%F}", flush=True)
            began = time.perf_counter()
            # A desk that has lived has been changed, and folded, since its first day.
            desk = Desk.open(path, program="bench", now=TODAY)
            add_todo(desk, "整理样品柜", TODAY)
            desk.store.fold()
            desk.close()
            print(
                f"{calls:>6} calls  first opening, without its cache, a change, a fold{ms(time.perf_counter() - began):8.0f} ms",
                flush=True,
            )
            empty.append(call(path, calls, given.rounds, empty))
            start(path, calls, given.rounds)
            commit(path, calls)
            find(path, calls)
            stall(path, calls)
    if given.draw:
        draw(given.draw)


if __name__ == "__main__":
    main()
