"""A board on one machine and a hand on another: what is noted there stands on this screen at once."""

from __future__ import annotations

import asyncio
from time import perf_counter

from house import NOW, House
from linking import joined, linked
from on_a_desk import on_screen

from aetui.desk.day.todos import add_todo
from aetui.desk.office.state import InStep


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
            assert sorted(took)[len(took) // 2] < 0.5  # under load; bench/office.py measures it
            assert "● 办公室" in hand.text
