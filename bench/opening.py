"""Opening a card with 200 steps, a client with ten years of history, the review, the handover: from the push to
the painted screen; a decision in the review: from the key to the next thing painted; and the figures: the frame, the
plots of the present month from what is recent, all of it counted, a month and a year of ten years ago, turned to, and how long the
event loop was held up meanwhile; and a week of ten years ago, on its screen and on Friday's: until it stands there, and how long the loop was held up.

`python bench/opening.py [CALLS]`. In one process, headless, 120×36; the baseline is opening the help page there.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from msgspec.structs import replace
from plausible import NOW, write
from textual.screen import Screen

from aetui.app import DeskApp
from aetui.desk.core import Desk, new_id
from aetui.desk.day.todos import add_todo
from aetui.desk.leave.handover import plan
from aetui.domain.records import Card, Client, Step
from aetui.locales import Texts
from aetui.screens.day.review import ReviewScreen
from aetui.screens.frame.help import HelpScreen
from aetui.screens.leave.handover import HandoverScreen
from aetui.screens.record.card import CardScreen
from aetui.screens.record.client import ClientScreen

CALLS = int(sys.argv[1]) if len(sys.argv) > 1 else 30_000
LIMITS = {"card, 200 steps": 100, "client, ten years": 100, "handover": 150, "review, next thing": 50}  # milliseconds
LIMITS |= dict.fromkeys(("figures, all", "figures, old month", "figures, old year"), 500) | {"old week": 100}
LIMITS |= {"figures, frame": 150, "figures, held up": 50, "old week, held up": 50, "old Friday, held up": 50}
ROUNDS = 9


async def painted(app: DeskApp, pilot: Any, make: Callable[[], Screen[Any]]) -> float:
    """Seconds from the push until the screen was laid out and its lines drawn."""
    began = time.perf_counter()
    screen = make()
    await app.push_screen(screen)
    done = asyncio.Event()
    screen.call_after_refresh(done.set)
    await done.wait()
    screen._compositor.render_strips()
    spent = time.perf_counter() - began
    screen.dismiss()
    await pilot.pause()
    return spent


async def counted(app: DeskApp) -> dict[str, float]:
    """Opening the figures: seconds to the frame, to the plots of what is recent, to all of the month; from turning
    to a month and to a year of long ago to their plots; and the longest that the event loop was held up from the first frame on."""
    began = time.perf_counter()
    from aetui.screens.month.figures import FiguresScreen

    screen = FiguresScreen()
    await app.push_screen(screen)
    spent = {"figures, frame": await _drawn(screen) - began}
    longest = 0.0
    for name, so in (
        ("figures, recent", lambda: screen._past is not None),
        ("figures, all", lambda: screen.counted),
        ("figures, old month", lambda: screen.counted),
        ("figures, old year", lambda: screen.counted),
    ):
        if "old" in name:
            began = time.perf_counter()
            screen._turn("2017-07" if "month" in name else "2018")
        longest = max(longest, await _held_up_until(so))
        last = time.perf_counter()
        spent[name] = await _drawn(screen) - began
        longest = max(longest, time.perf_counter() - last)
    screen.dismiss()
    return {**spent, "figures, held up": longest}


async def turned_back(app: DeskApp) -> dict[str, float]:
    """A week of ten years ago: seconds until it stands there, and the longest that the event loop was held up from the
    key on."""
    from aetui.screens.week.review import WeekReviewScreen
    from aetui.screens.week.screen import WeekScreen

    spent = {}
    week, friday = WeekScreen(), WeekReviewScreen()
    turns: list[tuple[str, Any, Callable[[], None]]] = [
        ("old week", week, lambda: week._go("2017-W30")),
        ("old Friday", friday, lambda: friday._turn("2017-W30")),
    ]
    for name, screen, turn in turns:
        await app.push_screen(screen)
        await _drawn(screen)
        there = asyncio.Event()
        beat = asyncio.create_task(_held_up_until(there.is_set))
        await asyncio.sleep(0.01)
        began = time.perf_counter()
        turn()
        while screen._seen is None:
            await asyncio.sleep(0.001)
        spent[name] = await _drawn(screen) - began
        there.set()
        spent[f"{name}, held up"] = await beat
        screen.dismiss()
    return spent


async def _held_up_until(so: Callable[[], bool]) -> float:
    """The longest that the event loop was held up until this is so."""
    longest, last = 0.0, time.perf_counter()
    while not so():
        await asyncio.sleep(0.001)
        longest, last = max(longest, time.perf_counter() - last - 0.001), time.perf_counter()
    return longest


async def _drawn(screen: Screen[Any]) -> float:
    done = asyncio.Event()
    screen.call_after_refresh(done.set)
    await done.wait()
    screen._compositor.render_strips()
    return time.perf_counter()


def long_card(desk: Desk) -> str:
    """A card with 200 steps, a fifth of them done."""
    card = next(c for c in desk.book.live_of(Card))
    steps = [
        Step(
            id=new_id(), what=f"第 {n} 步", owner=("小王", "阿杰", None)[n % 3], due=NOW + timedelta(hours=3 * n - 120)
        )
        for n in range(200)
    ]
    with desk.change("card.step", NOW) as change:
        change.put(replace(card, steps=steps, deliver_at=NOW + timedelta(days=60)))
    return card.id


async def measure(path: Path) -> None:
    desk = Desk.open(path, program="bench", now=NOW)
    card, client = long_card(desk), next(c for c in desk.book.live_of(Client) if c.active).id
    app = DeskApp(desk, Texts("zh"), now=NOW)
    ways: dict[str, Callable[[], Screen[Any]]] = {
        "help": lambda: HelpScreen("board"),
        "card, 200 steps": lambda: CardScreen(card),
        "client, ten years": lambda: ClientScreen(client),
        "handover": HandoverScreen,
    }
    plan(desk, Texts("zh"), NOW + timedelta(hours=22), NOW + timedelta(days=5), NOW)
    for n in range(ROUNDS + 1):
        add_todo(desk, f"第 {n} 件", NOW)
    spent: dict[str, list[float]] = {name: [] for name in ways}
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        for _ in range(ROUNDS):
            for name, make in ways.items():
                spent[name].append(await painted(app, pilot, make))
        spent["review, next thing"] = []
        await app.push_screen(ReviewScreen())
        await pilot.pause()
        for _ in range(ROUNDS):
            began = time.perf_counter()
            front = app.screen
            await front.run_action("screen.tomorrow")  # the pilot's own press waits for more than the paint
            done = asyncio.Event()
            front.call_after_refresh(done.set)
            await done.wait()
            front._compositor.render_strips()
            spent["review, next thing"].append(time.perf_counter() - began)
        front.dismiss()
        await pilot.pause()
        for _ in range(3):
            for name, seconds in (await counted(app)).items():
                spent.setdefault(name, []).append(seconds)
            await asyncio.sleep(0.5)  # what the screen held is let go meanwhile
        for _ in range(ROUNDS):
            for name, seconds in (await turned_back(app)).items():
                spent.setdefault(name, []).append(seconds)
    base = statistics.median(spent["help"])
    for name, times in spent.items():
        middle = statistics.median(times)
        limit = LIMITS.get(name)
        verdict = "" if limit is None else f"  at most {limit} ms: {'' if middle * 1000 <= limit else 'NOT '}reached"
        print(
            f"{name:20} {middle * 1000:6.1f} ms  {middle / base:4.1f} × help  first {times[0] * 1000:6.1f} ms{verdict}"
        )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "desk.json"
        write(file, CALLS)
        asyncio.run(measure(file))
