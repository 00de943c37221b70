"""A board on one machine and a hand on another: what is noted there stands on this screen at once."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter

from house import NOW, House
from on_a_desk import on_screen

from aetui.desk.book.clients import add_client
from aetui.desk.book.profile import set_profiles
from aetui.desk.core import Desk
from aetui.desk.day.todos import add_todo
from aetui.desk.office.link import LinkHost, LiveLink
from aetui.desk.office.state import InStep


@contextmanager
def linked(desk: Desk) -> Iterator[LiveLink]:
    """A program that shows nothing."""
    faults: list[Exception] = []
    link = LiveLink(desk, LinkHost(lambda act: act(), lambda: None, lambda _: None, faults.append))
    ends = desk.subscribe(link.changed)
    link.start()
    try:
        yield link
    finally:
        ends()
        link.stop()
        assert faults == []


def joined(house: House, *machines: str) -> None:
    set_profiles(house.desk(machines[0]), {"name": "李雯", "roles": "AE", "timezone": "Asia/Shanghai"}, NOW)
    add_client(house.desk(machines[0]), "梅林食品", NOW)
    for machine in machines:
        house.join(machine, "李雯")
        house.close(machine)


async def test_what_is_noted_there_is_painted_here(house: House) -> None:
    joined(house, "a", "b")
    with linked(house.desk("a")) as there:
        async with on_screen(house.desk("b"), now=NOW) as hand:
            await hand.until(lambda: hand.app.office.state.step is InStep.IN and there.state.step is InStep.IN)
            took = []
            for n in range(20):
                began = perf_counter()
                add_todo(house.desk("a"), f"打样{n}号", NOW)
                while f"打样{n}号" not in hand.text:
                    hand.screen._on_timer_update()
                    await asyncio.sleep(0.001)
                    assert perf_counter() - began < 10
                took.append(perf_counter() - began)
            print(sorted(round(t * 1000) for t in took))
            assert "● 办公室" in hand.text
