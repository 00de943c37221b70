"""Ten years on one file: what grows with the years, and what must not. `python bench/years.py [ROUNDS]`

Prints each figure against its baseline, taken in turn in the same run, with the limit it should keep to.
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

from aetui.desk.calls import begin_call, log_item
from aetui.desk.core import Desk
from aetui.desk.find import find_text
from aetui.desk.todos import add_todo
from aetui.store import Store

ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 7
SIZES = (0, 1_000, 10_000, 30_000)


def say(name: str, figure: str, ratio: float, limit: float) -> None:
    print(
        f"{name:<48} {figure:<34} {ratio:6.2f} ×  at most {limit} ×{'' if ratio <= limit else '  not reached'}",
        flush=True,
    )


def ms(seconds: float) -> float:
    return seconds * 1000


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
        say(f"{calls:>6} calls  commit of an item, {name}", f"{ms(a):.2f} ms / {ms(b):.2f} ms", a / b, limit)


def call(path: Path, calls: int, empty: list[float]) -> float:
    env = env_of(path.parent)
    append = [sys.executable, "-c", APPEND.format(path=str(path.with_suffix(".line")))]
    mine, theirs = [], []
    for turn in range(ROUNDS * 2 + 1):
        began = time.perf_counter()
        subprocess.run([aetui(), "call", "梅林", "价格再确认一下"], env=env, check=True, stdout=subprocess.DEVNULL)
        middle = time.perf_counter()
        subprocess.run(append, env=env, check=True)
        if turn:
            mine.append(middle - began)
            theirs.append(time.perf_counter() - middle)
    a, b = statistics.median(mine), statistics.median(theirs)
    say(f"{calls:>6} calls  aetui call / append + fsync", f"{ms(a):.1f} ms / {ms(b):.1f} ms", a / b, 4)
    if empty:
        say(
            f"{calls:>6} calls  aetui call / the same on an empty desk",
            f"{ms(a):.1f} ms / {ms(empty[0]):.1f} ms",
            a / empty[0],
            1.2,
        )
    return a


def peak(pid: int) -> float:
    """The most memory that a process held, in MB."""
    line = next(s for s in Path(f"/proc/{pid}/status").read_text().splitlines() if s.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def start(path: Path, calls: int) -> None:
    mine, theirs, big, small = [], [], 0.0, 0.0
    for turn in range(ROUNDS + 1):
        board = Pty([aetui()], env_of(path.parent, NOW % "11:30"))
        a = board.until("工作卡".encode())
        big = max(big, peak(board.pid))
        board.end()
        bare = Pty([sys.executable, "-c", BARE], env_of(path.parent))
        b = bare.until(b"READY")
        small = max(small, peak(bare.pid))
        bare.end()
        if turn:
            mine.append(a)
            theirs.append(b)
    a, b = statistics.median(mine), statistics.median(theirs)
    say(f"{calls:>6} calls  start to painted board / bare app", f"{ms(a):.0f} ms / {ms(b):.0f} ms", a / b, 1.4)
    say(f"{calls:>6} calls  peak memory / bare app", f"{big:.0f} MB / {small:.0f} MB", big / small, 3)


def find(path: Path, calls: int) -> None:
    desk = Desk.open(path, program="bench", now=TODAY)
    desk.store.warm()
    began = time.perf_counter()
    hits = find_text(desk, "电视片")
    next(hits, None)
    first = time.perf_counter() - began
    n = 1 + sum(1 for _ in hits)
    whole = time.perf_counter() - began
    desk.close()
    for name, taken in (("first result", first), (f"all {n}", whole)):
        over = "" if ms(taken) <= 100 else "  not reached"
        print(f"{calls:>6} calls  find, {name:<34} {ms(taken):8.1f} ms   at most 100 ms{over}", flush=True)


def stall(path: Path, calls: int) -> None:
    """The longest that the event loop stands still while a thread folds the journal."""

    async def run() -> float:
        store = Store.open(path, program="bench")
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
    over = "" if ms(taken) <= 30 else "  not reached"
    print(
        f"{calls:>6} calls  {'longest stall of the event loop in a fold':<40} {ms(taken):8.1f} ms   at most 30 ms{over}",
        flush=True,
    )


def main() -> None:
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
            empty.append(call(path, calls, empty))
            start(path, calls)
            commit(path, calls)
            find(path, calls)
            stall(path, calls)


if __name__ == "__main__":
    main()
