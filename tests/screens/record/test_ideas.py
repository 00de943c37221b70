"""Ideas from anywhere, and their list (Y1); whom to phone (D3)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from on_a_desk import at, on_screen

from aetui.desk.core import Desk
from aetui.desk.ideas import note_idea, open_ideas
from aetui.domain.records import Card, Client, Idea
from aetui.screens.board.screen import BoardScreen
from aetui.screens.frame.page import PageScreen
from aetui.screens.month.billing import BillingScreen
from aetui.screens.month.figures import FiguresScreen
from aetui.screens.phone.screen import CallScreen
from aetui.screens.record.card import CardScreen
from aetui.screens.record.client import ClientScreen
from aetui.screens.record.find import FindScreen
from aetui.screens.record.ideas import IdeasScreen
from aetui.screens.record.quiet import QuietScreen
from aetui.screens.week.screen import WeekScreen

NOW = at("11:30")


def a_card(desk: Desk) -> Card:
    return next(c for c in desk.book.all_of(Card) if c.number == "2611-002")


@pytest.mark.parametrize("where", ["board", "card", "client", "call", "find", "week", "figures"])
@pytest.mark.parametrize("key", ["ctrl+b", "alt+i", "；"])
async def test_one_key_notes_it_wherever_one_is(desk: Desk, where: str, key: str) -> None:
    card = a_card(desk)
    screen = {
        "board": lambda: None,
        "card": lambda: CardScreen(card.id),
        "client": lambda: ClientScreen(card.client_id or ""),
        "call": lambda: CallScreen(client="申花", way="in"),
        "find": FindScreen,
        "week": WeekScreen,
        "figures": FiguresScreen,
    }[where]()
    if key == "；" and where in ("call", "find"):
        return  # there a sign is a word
    async with on_screen(desk, screen, now=NOW) as hand:
        await hand.press("semicolon" if key == "；" else key)
        await hand.type("把罐头竖起来拍\n")
        (idea,) = open_ideas(desk)
        assert (idea.text, idea.who, idea.at) == ("把罐头竖起来拍", "李雯", NOW)
        if where == "card":
            assert (idea.card_id, idea.client_id) == (card.id, card.client_id)
        if where in ("client", "call"):
            assert (idea.card_id, idea.client_id) == (None, card.client_id)


async def test_the_list(desk: Desk) -> None:
    async with on_screen(desk, IdeasScreen(), now=NOW) as hand:
        assert "还没有点子" in hand.text
        await hand.press("semicolon")
        await hand.type("结尾倒着放 @小王\n")
        assert "小王" in hand.text
        (idea,) = open_ideas(desk)
        await hand.press("enter", "enter")  # put up for editing, accepted as it is
        assert open_ideas(desk) == [idea]
        await hand.press("enter")
        await hand.type("，慢动作\n")
        assert open_ideas(desk)[0].text == "结尾倒着放，慢动作" or "慢动作" in open_ideas(desk)[0].text
        await hand.press("s")
        await hand.type("阿杰\n")
        assert "给 阿杰" in hand.text
        await hand.press("x")
        assert open_ideas(desk) == []
        assert "用了" in hand.text
        await hand.press("u")
        assert len(open_ideas(desk)) == 1
        await hand.press("delete")
        assert open_ideas(desk) == []
        await hand.press("u")
        assert [one.text for one in desk.each(Idea)] == [one.text for one in open_ideas(desk)]


async def test_its_card_is_one_key_away(desk: Desk) -> None:
    note_idea(desk, "红底", NOW, card=a_card(desk))
    async with on_screen(desk, IdeasScreen(), now=NOW) as hand:
        await hand.press("v")
        assert isinstance(hand.screen, CardScreen)


async def test_the_quiet_ones_are_phoned_from_the_board(desk: Desk) -> None:
    later = NOW + timedelta(days=14)
    async with on_screen(desk, None, now=later) as hand:
        assert isinstance(hand.screen, BoardScreen)
        assert "久未联系" in hand.text
        await hand.press("Q")
        assert isinstance(hand.screen, QuietScreen)
        assert "个工作日" in hand.text
        for key in ("enter", "c"):
            await hand.press(key)
            assert isinstance(hand.screen, CallScreen)
            assert isinstance(hand.screen.client, Client)
            await hand.press("f8")
            await hand.settle()
            if not isinstance(hand.screen, QuietScreen):
                await hand.press("enter")
    async with on_screen(desk, QuietScreen(), now=NOW) as hand:
        assert "没有久未联系的客户" in hand.text


@pytest.mark.parametrize("screen", [IdeasScreen, QuietScreen, BillingScreen])
async def test_an_empty_list_offers_nothing_that_is_done_to_a_row(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, screen: type[PageScreen]
) -> None:
    """And as soon as there is a row the footer offers it all."""
    monkeypatch.setattr("aetui.screens.record.quiet.quiet_clients", lambda *_: [])
    async with on_screen(desk, screen(), now=NOW) as hand:
        here = hand.app.screen
        assert isinstance(here, PageScreen)

        def offered() -> set[str]:
            hints, last = here.hints()
            return {one.action.rpartition(".")[2] for one in (*hints, *last)}

        assert here.ref == ""
        assert offered() & screen.OF_ROWS == set()
        assert {"back", "help"} <= offered()
        if screen is IdeasScreen:
            note_idea(desk, "倒着放", NOW)
            await hand.pilot.pause()
            assert {"edit", "use_idea", "show_idea"} <= offered()
