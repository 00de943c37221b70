"""A screen is painted as it stands: what opens, and what comes to the front again, once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from full_desk import full_desk
from on_a_desk import on_screen
from picture import picture
from test_snapshots import EVERYWHERE, WITH_MUCH
from textual.screen import Screen

from aetui.app import DeskApp
from aetui.desk.core import Desk
from aetui.desk.demo import MONDAY
from aetui.screens.phone.screen import CallScreen
from aetui.screens.record.rules import RulesScreen
from aetui.widgets.lines import LineList

PLACES = {name: make for name, make in (EVERYWHERE | WITH_MUCH).items() if name not in ("board", "welcome")}
LATER = {"arrive", "figures", "history", "own check", "palette"}
"""They paint their frame first and what was counted then; what is asked over a screen darkens that."""


@contextmanager
def paints(app: DeskApp) -> Iterator[list[str]]:
    """Which screens are painted meanwhile, one after another; where nothing reads otherwise nothing is written."""
    painted: list[str] = []
    shown = app._display

    def display(screen: Screen[Any], renderable: Any) -> None:
        if renderable is not None:
            painted.append(type(screen).__name__)
        shown(screen, renderable)

    app._display = display  # type: ignore[method-assign]
    yield painted
    del app._display


@pytest.mark.parametrize("name", PLACES)
async def test_what_opens_is_painted_once(name: str, tmp_path: Path) -> None:
    desk = full_desk(tmp_path, "zh")
    make: Callable[[Desk], Screen[Any] | None] = PLACES[name]
    async with on_screen(desk, now=MONDAY) as hand:
        screen = make(desk)
        assert screen is not None
        with paints(hand.app) as painted:
            await hand.app.push_screen(screen)
            await hand.settle()
        assert painted.count(type(screen).__name__) == 1 or name in LATER
        front = type(hand.app.screen_stack[-2]).__name__
        await hand.app.workers.wait_for_complete()
        await hand.settle()
        with paints(hand.app) as painted:
            await hand.app.pop_screen()
            await hand.settle()
        assert painted == [front]
    desk.close()


async def test_the_bar_stands_where_its_list_does(tmp_path: Path) -> None:
    desk = full_desk(tmp_path, "zh")
    async with on_screen(desk, RulesScreen("M8"), now=MONDAY) as hand:
        lines = hand.screen.query_one("#list", LineList)
        assert lines.vertical_scrollbar.position == lines.scroll_y > 0
    desk.close()


async def test_the_last_line_can_be_reached(tmp_path: Path) -> None:
    desk = full_desk(tmp_path, "zh")
    client = min(desk.book.clients.values(), key=lambda c: c.created_at)
    async with on_screen(desk, CallScreen(client=client.name), now=MONDAY) as hand:
        lines = hand.screen.query_one("#memory", LineList)
        assert lines.virtual_size.height == len(lines._lay().lines)
        assert lines.vertical_scrollbar.window_virtual_size == lines.virtual_size.height
    desk.close()


async def test_a_screen_behind_another_takes_the_new_size_when_it_is_seen(tmp_path: Path) -> None:
    desk = full_desk(tmp_path, "zh")
    async with on_screen(desk, now=MONDAY, size=(80, 24)) as hand:
        meant = picture(hand.screen)
    async with on_screen(desk, now=MONDAY) as hand:
        await hand.press("question_mark")
        await hand.pilot.resize_terminal(80, 24)
        await hand.settle()
        await hand.press("escape")
        assert picture(hand.screen) == meant
    desk.close()
