"""How long it takes to derive what is owed, with 0, 1,000 and 30,000 calls behind the same open desk.

    python bench/derive.py

Times are the best of several rounds; the ratios are what counts. The whole past is held in memory, which
is the worst case: the program itself holds what is open and what is recent.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from aetui.domain.book import Book
from aetui.domain.clock.workcal import Hours, WorkCalendar
from aetui.domain.derive import derive
from aetui.domain.records import Call, Client, Day, Item, Made, Mark, Profile, Slot, Todo, Way
from aetui.domain.records.base import Fact, Record
from aetui.domain.records.card import Card
from aetui.domain.rulebook import load

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 23, 11, 30, tzinfo=ZONE)
BEGAN = NOW - timedelta(days=3650)
SIZES = (0, 1_000, 30_000)
CLIENTS = 12
LIMIT = 1.5
"""What 30,000 past calls may cost, against none."""


def open_desk() -> Iterator[tuple[str, Record]]:
    """Twelve clients and forty open things."""
    yield "profile", Profile(id="p", created_at=BEGAN, updated_at=BEGAN, name="李雯")
    for n in range(CLIENTS):
        slot = Slot(weekday=n % 5, minute=600 + n * 10)
        yield (
            "clients",
            Client(id=f"c{n}", created_at=BEGAN, updated_at=BEGAN, name=f"客户{n}", short=f"客{n}", report=slot),
        )
    for n in range(10):
        when = NOW - timedelta(hours=n)
        card = Card(
            id=f"card{n}",
            created_at=when,
            updated_at=when,
            number=f"2611-{n:03d}",
            client_id=f"c{n}",
            title="海报",
            requested_at=when,
            opened_at=when,
            deliver_at=NOW + timedelta(days=n),
        )
        yield "cards", card
        for mark in ("?", ">"):
            yield "items", item(f"open{n}{mark}", f"call{n}", f"c{n}", mark, when)
        todo = Todo(
            id=f"todo{n}",
            created_at=when,
            updated_at=when,
            text="改",
            day=NOW.date(),
            owner="小王",
            due=NOW + timedelta(days=2),
        )
        yield "todos", todo


def item(key: str, call: str, client: str, mark: Mark, when: datetime, done: Fact | None = None) -> Item:
    made = Made(type="card", id="old") if mark == "+" else None
    return Item(
        id=key,
        created_at=when,
        updated_at=when,
        call_id=call,
        client_id=client,
        n=1,
        at=when,
        mark=mark,
        text="记录",
        done=done,
        made=made,
        card_id="old" if made else None,
    )


def past(calls: int) -> Iterator[tuple[str, Record]]:
    """Calls over ten years with four items each, all settled, and a closed record of every day."""
    dice = random.Random(20261123)
    ways: tuple[Way, ...] = ("in", "out", "out", "missed")
    marks: tuple[Mark, ...] = ("", "", "?", ">", "*", "+", "#")
    for n in range(calls):
        when = NOW - timedelta(days=1) - timedelta(days=3600) * (1 - n / calls)
        client, done = f"c{dice.randrange(CLIENTS)}", Fact(at=when + timedelta(hours=1))
        way: Way = dice.choice(ways)
        returned = done if way == "missed" else None
        yield (
            "calls",
            Call(
                id=f"p{n}",
                created_at=when,
                updated_at=when,
                at=when,
                way=way,
                client_id=client,
                ended_at=when,  # hung up, as every call is but the one that is going on
                returned=returned,
            ),
        )
        for i in range(4):
            yield "items", item(f"p{n}i{i}", f"p{n}", client, dice.choice(marks), when, done)
    for n in range(1, 3650 if calls else 45):
        when = NOW - timedelta(days=n)
        yield "days", Day(id=f"d{n}", created_at=when, updated_at=when, day=when.date(), closed=Fact(at=when))


def best(work: Callable[[], object], rounds: int) -> float:
    """Milliseconds of the processor in the fastest round, whatever else the machine does."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times) * 1000


def main() -> None:
    rulebook = load()
    cal = WorkCalendar(tz=ZONE, hours=Hours.parse("09:00-18:00", "12:00-13:00"), country="CN")
    midnight = NOW.replace(hour=0, minute=0)
    figures: list[tuple[int, int, float, float, float]] = []
    for size in SIZES:
        book = Book([*open_desk(), *past(size)])

        def owed(book: Book = book) -> object:
            return derive(book, rulebook, NOW, cal=cal)

        def board(book: Book = book) -> object:
            return derive(book, rulebook, NOW, cal=cal, ended_since=midnight)

        note = item("new", "call1", "c1", "?", NOW)

        def change(book: Book = book, note: Item = note) -> None:
            book.apply("items", "new", note)

        count = len(derive(book, rulebook, NOW, cal=cal))
        figures.append((size, count, best(owed, 20), best(board, 20), best(change, 50)))
    base = figures[0]
    heads = ("what is owed", "with done today", "taking in a change")
    print(f"{'past calls':>10}  {'open':>5}  " + "  ".join(f"{head:>20}" for head in heads))
    for size, count, *times in figures:
        shown = "  ".join(f"{t:9.3f} ms  {t / b:5.2f} ×" for t, b in zip(times, base[2:], strict=True))
        print(f"{size:>10,}  {count:>5}  {shown}")
    ratio = figures[-1][2] / base[2]
    verdict = "" if ratio <= LIMIT else "  NOT REACHED"
    print(f"30,000 / 0 past calls: {ratio:.2f} × (at most {LIMIT} ×){verdict}")


if __name__ == "__main__":
    main()
