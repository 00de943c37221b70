"""A link that has nothing to do does nothing; one that can't go on is told, and left alone by who never had one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from time import perf_counter, thread_time

from house import House
from linking import joined, linked
from on_a_desk import new_desk, on_screen

from aetui.desk.office.state import InStep


def test_idle_it_costs_nothing(house: House) -> None:
    """Processor time of the program beside its own of doing nothing, over a second and a half."""
    import resource
    from threading import Event

    joined(house, "a")
    with linked(house.desk("a")) as link:
        ends = perf_counter() + 10
        while link.state.step is not InStep.IN:
            assert perf_counter() < ends
            Event().wait(0.01)
        before, began = resource.getrusage(resource.RUSAGE_SELF), thread_time()
        Event().wait(1.5)
        after = resource.getrusage(resource.RUSAGE_SELF)
        spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime - (thread_time() - began)
        assert spent < 0.015


async def test_quitting_waits_for_nothing(house: House) -> None:
    joined(house, "a")
    async with on_screen(house.desk("a")) as hand:
        await hand.until(lambda: hand.app.office.state.step is InStep.IN)
        house.office.part()
        await hand.until(lambda: "○ 办公室断开" in hand.text)
        began = perf_counter()
        hand.app.office.stop()
        assert perf_counter() - began < 1


async def test_who_never_heard_of_an_office_has_none_of_it(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    async with on_screen(desk) as hand:
        assert hand.app.office is None
        assert "办公室" not in hand.text.splitlines()[0]
    desk.close()


def test_nothing_of_it_is_imported_for_a_desk_in_none(tmp_path: Path) -> None:
    code = (
        "import sys; from aetui.cli.main import run; run(['client','add','梅林']); run(['todo', 'x']); run(['due']);"
        "print([m for m in sys.modules if m.startswith(('psycopg', 'aetui.office', 'aetui.desk.office'))])"
    )
    env = {"AETUI_HOME": str(tmp_path), "AETUI_USER": "u", "AETUI_LANG": "zh", "PATH": "/usr/bin:/bin"}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
