"""From the key to the settled screen, on three desks: ten years, the same with much open, and one beyond any AE.

    python bench/busy.py [ROUNDS] [--load ten|busy|nasty] [--calls N]

The real program in a pseudo-terminal at 120×36. A screen is settled at the last byte before 0.4 s in which nothing is written and
nothing is reckoned; the clock stands still, so that no countdown ticks into it. Milliseconds, the median of the rounds; beside them what a bare Textual app takes
to start in the same run.
"""

from __future__ import annotations

import argparse
import os
import select
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

from crowded import Load, write_crowded
from feel import BARE, Pty, aetui, env_of, run
from plausible import NOW

SILENCE = 0.4
AT_WORK = 0.1
"""So many seconds of the processor within that silence tell that something is still reckoned: what comes of it belongs to the key."""
LOADS: tuple[Load, ...] = ("ten", "busy", "nasty")
LIMITS: dict[str, tuple[int, int, int]] = {
    "start, settled": (350, 400, 800),
    "a letter of the client's name": (20, 25, 40),
    "c opens a call": (80, 100, 200),
    "an item's Enter": (20, 30, 60),
    "hang up": (60, 80, 150),
    "Esc back from help": (130, 140, 160),
    "undo": (50, 80, 200),
    "review opens": (100, 150, 400),
    "handover opens": (100, 150, 400),
    "week, earlier": (80, 120, 400),
    "week, later": (80, 120, 400),
    "find, a letter": (160, 200, 250),
}
"""At most, in milliseconds: ten, busy, nasty."""


def settled(screen: Pty, began: float, limit: float = 30.0) -> float:
    """Milliseconds from `began` to the last byte before the silence. Raises TimeoutError where nothing comes."""
    last = None
    worked = 0.0
    while True:
        quiet = limit - (time.perf_counter() - began) if last is None else SILENCE
        if quiet <= 0 or not select.select([screen.fd], [], [], quiet)[0]:
            if quiet > 0 and last is not None and (now := screen.cpu()) - worked >= AT_WORK:
                worked = now
                continue
            break
        screen.read()
        last, worked = time.perf_counter(), screen.cpu()
    if last is None:
        raise TimeoutError(f"nothing was painted: …{screen.seen[-200:]!r}")
    return (last - began) * 1000


def key(screen: Pty, keys: str) -> float:
    """Milliseconds that a key takes."""
    screen.seen = b""
    began = time.perf_counter()
    os.write(screen.fd, keys.encode())
    return settled(screen, began)


def started(argv: list[str], env: dict[str, str]) -> tuple[Pty, float]:
    began = time.perf_counter()
    screen = Pty(argv, env)
    return screen, settled(screen, began)


def walk(home: Path, spent: dict[str, list[float]]) -> None:
    """One round on a copy of the desk."""
    copy = home / "copy"
    shutil.rmtree(copy, ignore_errors=True)
    copy.mkdir()
    for file in home.glob("bench.*"):
        if file.is_file():
            shutil.copy2(file, copy)
    env = env_of(copy, NOW.isoformat())
    run(
        copy, "today", "--line", now=NOW.isoformat()
    )  # a copy's first reader writes what is kept ready for the next start
    screen, taken = started([aetui()], env)
    spent["start, settled"].append(taken)

    def note(name: str, keys: str) -> None:
        spent[name].append(key(screen, keys))

    try:
        note("c opens a call", "c")
        note("a letter of the client's name", "m")
        note("a letter of the client's name", "l")
        key(screen, "\r")
        for n in range(3):
            key(screen, f"第{n}条要逐条记")
            note("an item's Enter", "\r")
        note("hang up", "\x1b[19~")
        key(screen, "?")
        note("Esc back from help", "\x1b")
        note("undo", "u")
        note("review opens", "r")
        key(screen, "\x1b")
        note("handover opens", "h")
        key(screen, "\x1b")  # the question for its days
        key(screen, "\x1b")
        key(screen, "v")
        note("week, earlier", "\x1b[D")
        note("week, later", "\x1b[C")
        key(screen, "\x1b")
        key(screen, "/")
        note("find, a letter", "海")
        note("find, a letter", "报")
    finally:
        screen.end()


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("rounds", nargs="?", type=int, default=5)
    asked.add_argument("--load", choices=LOADS, action="append")
    asked.add_argument("--calls", type=int, default=30_000)
    given = asked.parse_args()
    loads: tuple[Load, ...] = tuple(given.load or LOADS)
    found: dict[Load, dict[str, list[float]]] = {}
    bare: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        for load in loads:
            home = Path(folder) / load
            home.mkdir()
            write_crowded(home / "bench.json", load, given.calls)
            run(home, "check", now=NOW.isoformat())  # the file in its present version
            spent: dict[str, list[float]] = {name: [] for name in LIMITS}
            for _ in range(given.rounds):
                walk(home, spent)
                screen, taken = started([sys.executable, "-c", BARE], env_of(home))
                screen.end()
                bare.append(taken)
            found[load] = spent
    print(f"bare Textual app, settled: {statistics.median(bare):.0f} ms")
    print(f"{'':32}" + "".join(f"{load:>8}{'at most':>9}" for load in loads))
    for name, limits in LIMITS.items():
        cells = ""
        for load in loads:
            middle, limit = statistics.median(found[load][name]), limits[LOADS.index(load)]
            cells += f"{middle:8.0f}{'≤' if middle <= limit else '>':>3} {limit:5}"
        print(f"{name:32}{cells}")


if __name__ == "__main__":
    main()
