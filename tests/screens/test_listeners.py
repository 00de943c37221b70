"""What goes wrong while a change is shown is told; the line that was typed is on disk and doesn't come back."""

from __future__ import annotations

from pathlib import Path

import pytest
from on_a_desk import new_desk, on_screen

from aetui.desk.core import Changed
from aetui.domain.records import Item
from aetui.screens.phone.screen import CallScreen


async def test_a_line_that_could_not_be_shown_is_written_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = new_desk(tmp_path)
    screen = CallScreen(client="梅林食品")

    def fails(_: Changed) -> None:
        raise ZeroDivisionError

    async with on_screen(desk, screen) as hand:
        monkeypatch.setattr(screen, "desk_changed", fails)
        await hand.type("> 周五前给三个报价\n")
        assert [i.text for i in desk.each(Item)] == ["周五前给三个报价"]
        assert "已经记下" in hand.text
        assert len(hand.app.faults) >= 1
        hand.app.faults.clear()
    assert desk.store.path.with_suffix(".fault.log").exists()
    desk.close()
