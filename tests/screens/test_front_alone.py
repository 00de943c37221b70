"""What a key does on a large desk is read from its front: the file of ten years is never read while somebody waits for the screen."""

from __future__ import annotations

from pathlib import Path
from threading import current_thread, main_thread

import pytest
from full_desk import full_desk
from on_a_desk import on_screen
from test_snapshots import EVERYWHERE

from aetui.desk.core import Desk
from aetui.desk.demo import MONDAY
from aetui.store.file import deskfile

KEYS = [
    ("c", "m", "l", "enter", "a", "enter", "f8"),
    ("u",),
    ("r", "down", "down", "escape"),
    ("h", "escape", "escape"),
    ("v", "left", "right", "escape"),
]


@pytest.fixture
def large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The full desk, opened again as a large one is."""
    made = full_desk(tmp_path, "zh")
    path = made.store.path
    made.close()
    monkeypatch.setattr(deskfile, "SMALL", 100)
    monkeypatch.setattr(deskfile, "LONG", 10**9)
    Desk.open(path, program="tests", now=MONDAY).close()  # keeps the front
    desk = Desk.open(path, program="tests", now=MONDAY)
    assert not desk.store.file.tables.whole
    need_whole = deskfile.DeskFile.need_whole

    def needed(file: deskfile.DeskFile) -> None:
        assert file.tables.whole or current_thread() is not main_thread(), "all of it is read"
        need_whole(file)

    monkeypatch.setattr(deskfile.DeskFile, "need_whole", needed)
    return desk


@pytest.mark.parametrize("name", EVERYWHERE)
async def test_no_screen_reads_all_of_it(name: str, large: Desk) -> None:
    async with on_screen(large, EVERYWHERE[name](large), now=MONDAY) as hand:
        await hand.app.workers.wait_for_complete()
        await hand.settle()


async def test_no_key_reads_all_of_it(large: Desk) -> None:
    async with on_screen(large, now=MONDAY) as hand:
        for keys in KEYS:
            await hand.press(*keys)
