"""A desk of ten years with much of it open: `busy` as the fullest that an AE was seen with, `nasty` beyond any."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Literal

import msgspec
from plausible import NOW, PEOPLE, SAID, WHAT, records, write_records

from aetui.domain.records import Call, Client, Item, Todo
from aetui.domain.records.base import Record
from aetui.domain.records.card import Card, Step

Load = Literal["ten", "busy", "nasty"]


class _Size(msgspec.Struct, frozen=True):
    cards: int
    steps: int
    long_card: int
    todos: int
    calls: int  # to one client, of the last weeks, each with an open question and an open promise


_SIZES: dict[Load, _Size] = {
    "ten": _Size(0, 0, 0, 0, 0),
    "busy": _Size(53, 9, 40, 200, 60),
    "nasty": _Size(150, 20, 500, 600, 8_000),
}


def crowded(load: Load, calls: int, seed: int = 7) -> Iterator[tuple[str, Record]]:
    """The records of `plausible`, and what is open beside them."""
    size, pick = _SIZES[load], random.Random(seed + 1)
    clients: list[Client] = []
    for kind, record in records(calls, seed):
        if isinstance(record, Client):
            clients.append(record)
        yield kind, record
    made = iter(range(10**9))

    def ident() -> str:
        return f"f{next(made):05x}{pick.getrandbits(56):014x}"

    def at(days: float) -> dict[str, object]:
        when = NOW - timedelta(days=days)
        return {"id": ident(), "created_at": when, "updated_at": when}

    for n in range(size.cards + bool(size.long_card)):
        steps = size.long_card if n == size.cards else size.steps
        base = at(pick.uniform(0.1, 20))
        began = base["created_at"]
        yield (
            "cards",
            Card(
                **base,
                number=f"2610-{600 + n}",
                client_id=clients[n % len(clients)].id,
                title=f"{WHAT[n % len(WHAT)]}{WHAT[n * 7 % len(WHAT)]}",
                requested_at=began,
                opened_at=began,
                deliver_at=NOW + timedelta(days=pick.uniform(-2, 30)),
                steps=[
                    Step(
                        id=ident(),
                        what=f"{WHAT[(n + k) % len(WHAT)]}第 {k} 步",
                        owner=pick.choice(["小王", "阿杰", None]),
                        due=NOW + timedelta(hours=pick.uniform(-30, 400)),
                    )
                    for k in range(steps)
                ],
            ),
        )
    for n in range(size.todos):
        todo = Todo(
            **at(pick.uniform(0, 10)),
            text=f"{WHAT[n % len(WHAT)]}：找{PEOPLE[n % len(PEOPLE)]}要第 {n} 份",
            day=(NOW + timedelta(days=pick.randrange(0, 12))).date(),
            owner=pick.choice(["小王", None, None]),
        )
        yield "todos", todo
    for n in range(size.calls):
        base = at(pick.uniform(0.01, 40))
        began, client = base["created_at"], clients[0] if load == "nasty" else clients[n % len(clients)]
        call = Call(**base, at=began, way="in", client_id=client.id, ended_at=began)
        yield "calls", call
        for k, mark in enumerate(("?", ">"), 1):
            text = pick.choice(SAID).format(w=pick.choice(WHAT), p=pick.choice(PEOPLE))
            due = NOW + timedelta(hours=pick.uniform(-20, 300))
            item = {
                "call_id": call.id,
                "client_id": client.id,
                "n": k,
                "at": began,
                "mark": mark,
                "text": text,
                "due": due,
            }
            yield "items", Item(**base | {"id": ident()}, **item)


def write_crowded(path: Path, load: Load, calls: int) -> int:
    """Write such a desk to `path`; its size in bytes."""
    return write_records(path, crowded(load, calls))
