"""A program that is killed while it writes: what was acknowledged is there, once. `python bench/kills.py [KILLS]`

The truth is kept outside the program that dies: it tells each item through a pipe once the desk acknowledged it.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

import msgspec
from tinydb import TinyDB

from aetui.domain.records import Item
from aetui.store import DeskDB

NOW = datetime(2026, 11, 23, 9, 32, tzinfo=timezone(timedelta(hours=8)))


class Toll(msgspec.Struct):
    """What many kills did: items acknowledged, those of them that are gone, items there twice, and what the
    store had to say. `where`: what they were at when they died, by how often."""

    kills: int = 0
    acknowledged: int = 0
    lost: int = 0
    twice: int = 0
    invented: int = 0
    notes: int = 0
    where: Counter[str] = msgspec.field(default_factory=Counter)

    @property
    def clean(self) -> bool:
        return not (self.lost or self.twice or self.invented or self.notes)


def write(store: DeskDB, key: str) -> None:
    made = Item(id=key, created_at=NOW, updated_at=NOW, call_id="c", n=1, at=NOW, text=f"第{key}条")
    with store.change("bench", {}, NOW) as writing:
        writing.keep(made)


def stream(path: Path, start: int, tell: int) -> None:
    """Write items for ever, folding and opening anew now and then; tell each once it is acknowledged."""
    store = DeskDB(path, program="stream")
    n = start
    while True:
        write(store, f"k{n}")
        os.write(tell, b"%d\n" % n)
        n += 1
        if n % 7 == 0:
            store.fold()
        if n % 11 == 0:
            store.close()
            store = DeskDB(path, program="stream")


def unfinished(path: Path) -> set[str]:
    """New versions of files that nobody put in their place."""
    return {p.name for p in path.parent.iterdir() if p.name.startswith(".")}


def died_in(path: Path, before: set[str]) -> str:
    """What the program was at when it died, by what it left in its folder."""
    if unfinished(path) - before:
        return "a fold: its new file lay there"
    if path.exists() and not (path.parent / f"{path.name}.journal").exists():
        return "a fold: its journal was gone"
    return "a commit, or between two"


def one_life(path: Path, start: int, seconds: float) -> list[int]:
    """The items that a program acknowledged before it was killed, that many seconds after its first."""
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            stream(path, start, write_end)
        finally:
            os._exit(1)
    os.close(write_end)
    with os.fdopen(read_end, "rb") as pipe:
        first = pipe.readline()
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        rest = pipe.read()
    os.waitpid(child, 0)
    if not first:
        raise RuntimeError("the program died before it was killed")
    return [int(n) for n in (first + rest).split()]


def kill(path: Path, times: int, seed: int, *, fresh: int = 100, step: Callable[[Toll], None] | None = None) -> Toll:
    """Kill `times` programs on one desk at random moments, and look after each. A new desk every `fresh` kills."""
    dice, toll = random.Random(seed), Toll()
    truth: set[str] = set()
    maybe: set[str] = set()
    start = 0
    for turn in range(times):
        if turn and turn % fresh == 0:
            for left in path.parent.glob(f"{path.stem}.*"):
                left.unlink()
            truth, maybe = set(), set()
        before = unfinished(path)
        told = one_life(path, start, dice.random() * 0.03)
        truth |= {f"k{n}" for n in told}
        maybe.add(f"k{told[-1] + 1}")  # the one that was being written: there or not
        start = told[-1] + 2
        toll.where[died_in(path, before)] += 1
        store = DeskDB(path, program="look")
        found = Counter(record.id for record in store.table("items").records())
        toll.kills += 1
        toll.acknowledged += len(told)
        toll.lost += len(truth - set(found))
        toll.twice += sum(1 for n in found.values() if n > 1)
        toll.invented += len(set(found) - truth - maybe)
        toll.notes += len(store.notes)
        store.file.close()  # as a killed program does: nothing is folded
        if step is not None:
            step(toll)
    store = DeskDB(path, program="look")
    toll.notes += len(store.check().notes)
    store.close()
    with TinyDB(path) as db:  # what plain TinyDB reads is what the desk held
        ids = {doc["id"] for doc in db.table("items")}
    toll.lost += len(truth - ids)
    return toll


def main() -> None:
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    with tempfile.TemporaryDirectory() as folder:
        toll = kill(Path(folder) / "x.json", times, 20261124)
    print(
        f"{toll.kills} kills, {toll.acknowledged} items acknowledged: {toll.lost} lost, {toll.twice} twice, "
        f"{toll.invented} from nowhere, {toll.notes} complaints of the store"
    )
    for what, n in toll.where.most_common():
        print(f"  {n:>5} died in {what}")
    sys.exit(0 if toll.clean else 1)


if __name__ == "__main__":
    main()
