"""Screens that nobody sees reckon nothing, and are up to date when they come to the front; what changed is painted at once."""

from __future__ import annotations

from datetime import date

import pytest
from on_a_desk import at, on_screen

from aetui.desk.core import Desk
from aetui.desk.day.todos import add_todo
from aetui.screens.board.screen import BoardScreen
from aetui.screens.phone.screen import CallScreen
from aetui.screens.week.screen import WeekScreen

NOW = at("11:30")


async def test_the_board_below_a_call_is_reckoned_when_it_is_seen_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[str] = []
    look = BoardScreen.look

    def counted(board: BoardScreen) -> None:
        looks.append("look")
        look(board)

    monkeypatch.setattr(BoardScreen, "look", counted)
    async with on_screen(desk, CallScreen(client="梅林", way="in"), now=NOW) as hand:
        looks.clear()
        await hand.type("要一个新的竖版海报 +\n", "还要两张样 +\n")
        assert looks == []
        await hand.press("f8", "enter")
        while not isinstance(hand.screen, BoardScreen):
            await hand.press("escape")
        assert looks
        assert "要一个新的竖版海报" in hand.text


async def test_what_others_wrote_meanwhile_stands_on_the_screen_below(desk: Desk) -> None:
    async with on_screen(desk, WeekScreen(), now=NOW) as hand:
        await hand.press("question_mark")
        other = Desk.open(desk.store.path, program="other", now=NOW)
        add_todo(other, "别的程序写的", NOW, day=date(2026, 11, 24))
        other.close()
        await hand.until(lambda: any(t == "别的程序写的" for t in _todos(desk)))
        await hand.press("escape")
        assert "别的程序写的" in hand.text


def _todos(desk: Desk) -> list[str]:
    return [getattr(record, "text", "") for record in desk.book.of("todos")]


async def test_a_change_and_a_key_are_painted_without_waiting_for_a_frame(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with on_screen(desk, now=NOW) as hand:
        painted: list[str] = []
        paint = hand.app.paint
        monkeypatch.setattr(hand.app._ahead, "_rest", lambda: painted.append("key"))
        monkeypatch.setattr(hand.app, "paint", lambda: (painted.append("change"), paint()))
        await hand.press("j")
        assert painted == ["key"]
        add_todo(desk, "新的一件", NOW)
        assert painted == ["key", "change"]
