"""What a card names, on its page: listed, marked where it is missing, opened by one key, put there and taken off."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from time import monotonic

import pytest
from on_a_desk import Hand, at, new_desk, on_screen

from aetui.desk.card.brief import fill_brief
from aetui.desk.card.cards import open_card, the_card
from aetui.desk.core import Desk
from aetui.desk.opening.places import Spot
from aetui.screens.frame import opening
from aetui.screens.record.card import CardScreen

NOW = at("10:00")


async def until(hand: Hand, there: Callable[[], bool]) -> None:
    """Until a thread that nobody waits for has said what it saw."""
    begun = monotonic()
    while not there():
        assert monotonic() - begun < 10, hand.text
        await asyncio.sleep(0.01)
    await hand.settle()


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = new_desk(tmp_path)
    open_card(desk, "秋季海报", at("09:30"), client="梅林食品")
    return desk


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_it_is_opened_put_and_taken_off(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    opened: list[str] = []

    def note(place: Spot) -> str:
        opened.append(place.target)
        return place.address

    monkeypatch.setattr(opening, "open_place", note)
    card = the_card(desk, "2611-001")
    async with on_screen(desk, CardScreen(card.id), now=NOW, lang=lang) as hand:
        await hand.press("G")
        assert hand.app.say("link.none_here") in hand.text
        await hand.press("O")
        await hand.type("brief https://a.cn/1\n")
        assert "https://a.cn/1" in hand.text
        await hand.press("G")
        await until(hand, lambda: opened == ["https://a.cn/1"])
        fill_brief(desk, card.number, NOW, what=f"见 {tmp_path}/没有.psd")
        await hand.press("G")
        await hand.type("2\n")
        await until(hand, lambda: opened[-1] == f"{tmp_path}/没有.psd")
        await until(hand, lambda: hand.app.say("open.state.missing") in hand.text)
        screen = hand.screen
        assert isinstance(screen, CardScreen)
        screen.right.select("place:1")
        screen.right.focus()
        await hand.press("enter")
        await until(hand, lambda: opened[-1] == "https://a.cn/1")
        await hand.press("delete")
        assert the_card(desk, "2611-001").links == []
        screen.right.select("place:1")
        await hand.press("delete")
        assert hand.app.say("error.link.in_text", target=f"{tmp_path}/没有.psd")[:20] in hand.text


async def test_a_place_under_the_cursor_is_written_anew(desk: Desk) -> None:
    card = the_card(desk, "2611-001")
    async with on_screen(desk, CardScreen(card.id), now=NOW) as hand:
        await hand.press("O")
        await hand.type("brief https://a.cn/1\n")
        screen = hand.screen
        assert isinstance(screen, CardScreen)
        for side in (screen.left, screen.right):
            if "place:1" in side.refs:
                screen.set_focus(side)
                side.select("place:1")
        await hand.press("O")
        assert hand.screen.query_one("Prompt").line.text == "brief https://a.cn/1"  # type: ignore[attr-defined]
        await hand.type("定稿 https://a.cn/2\n")
        assert [(x.name, x.target) for x in the_card(desk, card.number).links] == [("定稿", "https://a.cn/2")]
