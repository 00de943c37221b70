"""The palette and the frequent instructions: by name, by sound, the best first. `/` opens the best match."""

from __future__ import annotations

import pytest

from aetui.app import DeskApp
from aetui.desk.core import Desk
from aetui.desk.demo import MONDAY
from aetui.locales import Texts
from aetui.screens.frame.palette import PaletteScreen
from aetui.screens.leave.templates import TemplatesScreen
from aetui.screens.record.card import CardScreen
from aetui.screens.record.client import ClientScreen
from aetui.screens.record.find import PAUSE, FindScreen
from aetui.widgets.lines import LineList

SIZE = (120, 36)


def app_on(desk: Desk, lang: str = "zh") -> DeskApp:
    return DeskApp(desk, Texts(lang), now=MONDAY)


@pytest.mark.parametrize("typed", ["huiyi", "hy", "会议", "meeting"])
async def test_a_command_by_name_pinyin_or_initials(desk: Desk, typed: str) -> None:
    app = app_on(desk)
    async with app.run_test(size=SIZE) as pilot:
        await app.push_screen(PaletteScreen("board"))
        await pilot.press(*typed)
        await pilot.pause()
        assert app.screen.query_one(LineList).ref == "meeting"


@pytest.mark.parametrize(("typed", "n"), [("jie", 0), ("dhjj", 0), ("chuang", 1), ("创意", 1), ("问王", 2)])
async def test_an_instruction_by_its_words_or_its_sound(desk: Desk, typed: str, n: int) -> None:
    app = app_on(desk)
    async with app.run_test(size=SIZE) as pilot:
        await app.push_screen(TemplatesScreen(["接到电话就记下", "等创意回话", "问王磊"], "x"))
        await pilot.press(*typed)
        await pilot.pause()
        assert app.screen.query_one(LineList).ref == f"text:{n}"


@pytest.mark.parametrize(
    ("typed", "screen", "title"),
    [("sh", ClientScreen, "申花家电"), ("2611-001", CardScreen, "2611-001"), ("梅林", ClientScreen, "梅林食品")],
)
async def test_enter_opens_the_best_match(desk: Desk, typed: str, screen: type, title: str) -> None:
    app = app_on(desk)
    async with app.run_test(size=SIZE) as pilot:
        await app.push_screen(FindScreen())
        await pilot.press(*typed)
        await pilot.pause(PAUSE)
        await pilot.press("enter")
        await pilot.pause()
        assert type(app.screen) is screen
        strips = app.screen._compositor.render_strips()
        assert title in "".join(segment.text for strip in strips for segment in strip)
