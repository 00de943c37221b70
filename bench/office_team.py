"""An AM's screen over her AEs' desks of ten years each. `python bench/office_team.py [DESKS] [YEARS]`

From the key to the screen on which every desk stands in its row, and what the program then holds; how long it takes until what came to one
of the desks is painted. Prints each figure with its limit.
"""

from __future__ import annotations

import asyncio
import gc
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from plausible import NOW, write

from aetui.app import DeskApp
from aetui.desk.book.profile import set_profiles
from aetui.desk.core import Desk
from aetui.desk.day.todos import add_todo
from aetui.locales import Texts
from aetui.store.remote import standing
from aetui.store.remote.replica import path_of
from aetui.store.remote.standing import Colleague, Standing

CALLS_A_YEAR = 3_000
ROUNDS = 30


def office(folder: Path, desks: int, years: int) -> Path:
    """An AM's desk with the copies of so many AEs', each as whoever receives leaves it: folded, its front kept."""
    path = folder / "am.json"
    am = Desk.open(path, program="bench", now=NOW)
    set_profiles(am, {"name": "王磊", "roles": "AM", "timezone": "Asia/Shanghai"}, NOW)
    people = [Colleague(name="王磊", role="AM", desk="d0")]
    for n in range(1, desks + 1):
        people.append(Colleague(name=f"AE{n}", role="AE", desk=f"d{n}", answers_to="d0"))
        copy = path_of(path, f"d{n}")
        copy.parent.mkdir(exist_ok=True)
        write(copy, CALLS_A_YEAR * years, seed=n)
        desk = Desk.open(copy, program="bench", now=NOW)
        add_todo(desk, "打样", NOW)
        desk.store.fold()
        desk.close()
    said = Standing(
        office="o", url="", login="", desk="d0", device="v", name="王磊", role="AM", heard=NOW, people=people
    )
    standing.write(am.store.file.files, said)
    am.close()
    return path


def resident() -> float:
    """What this process holds, in MB."""
    line = next(s for s in Path("/proc/self/status").read_text().splitlines() if s.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


async def live(path: Path, desks: int) -> None:
    desk = Desk.open(path, program="bench", now=NOW)
    app = DeskApp(desk, Texts("zh"), now=NOW)
    async with app.run_test(size=(120, 60)) as pilot:
        await pilot.pause()
        before, began, spent = resident(), time.perf_counter(), time.process_time()
        await pilot.press("Z")
        screen = app.screen
        first = time.perf_counter() - began
        while sum(bool(m.counted) for m in screen._members.values()) < desks or screen._to_read:  # type: ignore[attr-defined]
            await asyncio.sleep(0.002)
        await pilot.pause()
        whole, spent = time.perf_counter() - began, time.process_time() - spent
        told("from the key to the screen, empty rows", first, 1.0, "s")
        told("from the key to all rows", whole, 1.0, "s")
        told("the same, CPU", spent, 1.0, "s")
        told("memory of the program with that screen", resident(), 200, "MB")
        told("of it for the desks", resident() - before, 200, "MB")
        waits = []
        theirs = Desk.open(path_of(path, "d1"), program="bench", now=NOW)
        for n in range(ROUNDS):
            row = screen._members["d1"]  # type: ignore[attr-defined]
            add_todo(theirs, f"新的 {n}", NOW)
            began = time.perf_counter()
            while screen._members["d1"] is row:  # type: ignore[attr-defined]
                await asyncio.sleep(0.001)
            app.screen._on_timer_update()
            waits.append(time.perf_counter() - began)
        theirs.store.file.close()
        told("what came, painted: median", statistics.median(waits) * 1000, 100, "ms")
        told("what came, painted: p95", sorted(waits)[int(0.95 * ROUNDS)] * 1000, 100, "ms")
        began, spent = time.perf_counter(), time.process_time()
        await asyncio.sleep(5)
        share = (time.process_time() - spent) / (time.perf_counter() - began)
        told("CPU of the screen while nothing comes", share * 100, 5, "%")
    desk.close()


def told(name: str, value: float, limit: float, unit: str) -> None:
    over = "" if value <= limit else "  not reached"
    print(f"{name:<46} {value:8.2f} {unit:<3} at most {limit:g} {unit}{over}", flush=True)


def main() -> None:
    desks, years = (int(n) for n in [*sys.argv[1:3], *("20", "10")[len(sys.argv) - 1 :]])
    with tempfile.TemporaryDirectory() as folder:
        # The desks are made by another program: what that holds is none of the screen's.
        made = [sys.executable, __file__, str(desks), str(years), folder]
        if len(sys.argv) > 3:
            office(Path(sys.argv[3]), desks, years)
            return
        subprocess.run(made, check=True)
        gc.collect()
        asyncio.run(live(Path(folder) / "am.json", desks))


if __name__ == "__main__":
    main()
