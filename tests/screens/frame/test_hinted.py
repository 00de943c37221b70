"""What a line hints at stands beside it while it is typed, on whatever screen; Enter takes it all the same (N2 to N5)."""

from __future__ import annotations

import pytest
from on_a_desk import at, on_screen

from aetui.desk.core import Desk
from aetui.domain.records import Card, Todo
from aetui.screens.phone.screen import CallScreen
from aetui.screens.record.card import CardScreen
from aetui.screens.record.client import ClientScreen

NOW = at("11:30")


@pytest.mark.parametrize(
    ("line", "sign"),
    [("劝劝林总", "N4"), ("林总太笨了", "N2"), ("春节礼物季主视觉", ""), ("请周先生喝茶", ""), ("# 林总太笨了", "")],
)
async def test_a_to_do(desk: Desk, line: str, sign: str) -> None:
    async with on_screen(desk, None, now=NOW) as hand:
        await hand.press("t")
        await hand.type(line)
        assert [one for one in ("N2", "N3", "N4", "N5") if f"{one} 不" in hand.text] == ([sign] if sign else [])
        if not line.startswith("#"):
            await hand.press("enter")
            assert line in [todo.text for todo in desk.each(Todo)]


@pytest.mark.parametrize(("line", "hints"), [("成本 800 请林总吃饭", True), ("成本 800 礼盒打样", False)])
async def test_a_line_of_money(desk: Desk, line: str, hints: bool) -> None:
    card = next(iter(desk.book.all_of(Card)))
    async with on_screen(desk, CardScreen(card.id), now=NOW) as hand:
        await hand.press("dollar_sign")
        await hand.type(line)
        assert ("N5" in hand.text) is hints


@pytest.mark.parametrize(
    ("line", "sign"),
    [
        ("林总太笨了", "N2"),
        ("# 林总太笨了", ""),
        ("送两瓶茅台", "N5"),
        ("购物卡促销单页", ""),
        ("他们内部在换人", "N4"),
    ],
)
async def test_a_line_on_the_phone_and_after_it(desk: Desk, line: str, sign: str) -> None:
    async with on_screen(desk, CallScreen(client="申花", way="in"), now=NOW) as hand:
        await hand.type(line)
        seen = [one for one in ("N2", "N3", "N4", "N5") if f"{one} 不" in hand.text]
        await hand.press("enter")
        after = [one for one in ("N2", "N3", "N4", "N5") if f"{one} 不" in hand.text]
        assert seen == after == ([sign] if sign else [])
        assert line.lstrip("# ") in hand.text


@pytest.mark.parametrize("key", ["i", "semicolon"])
async def test_a_note_on_the_client_and_an_idea_are_for_the_house(desk: Desk, key: str) -> None:
    """As in the shell, where they hint at nothing."""
    client = next(c for c in desk.book.clients.values() if c.short == "申花")
    async with on_screen(desk, ClientScreen(client.id), now=NOW) as hand:
        await hand.press(key)
        await hand.type("劝劝林总")
        assert "劝劝林总" in hand.text
        assert "N4 不" not in hand.text
