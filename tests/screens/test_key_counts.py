"""How many keys the day's work takes beyond its text: each press counts, letters of a client's name, marks and text don't."""

from __future__ import annotations

from pathlib import Path

import pytest
from on_a_desk import Hand, at, new_desk, on_screen

from aetui.desk.core import Desk
from aetui.domain.records import Call, Card, Client, Item, Paper
from aetui.screens.board.screen import BoardScreen
from aetui.screens.board.welcome import WelcomeScreen
from aetui.screens.record.card import CardScreen

CALL, REPORT, SCHEDULE, FIRST = 8, 4, 10, 12


class Counted:
    """Fingers that are counted: `keys` presses, `say` commits text for nothing."""

    def __init__(self, hand: Hand) -> None:
        self.hand, self.pressed = hand, 0

    async def keys(self, *keys: str) -> None:
        self.pressed += len(keys)
        await self.hand.press(*keys)

    async def line(self, text: str) -> None:
        """A text, and its Enter."""
        await self.hand.type(text)
        await self.keys("enter")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return new_desk(tmp_path)


async def test_a_call_with_five_items(desk: Desk) -> None:
    async with on_screen(desk) as hand:
        me = Counted(hand)
        await me.keys("c")
        await me.line("ml")
        for said in ("+ 秋季海报", "> 周三给报价", "? 尺寸", "@小王 完稿", "# 底价八折"):
            await me.line(said)
        await me.keys("f8")
        assert isinstance(hand.screen, BoardScreen)
        [call] = desk.each(Call)
        assert call.ended_at is not None
        assert len(list(desk.each(Item))) == 5
        assert me.pressed <= CALL


async def test_the_weekly_report_is_sent_and_confirmed(desk: Desk) -> None:
    """From the board: the round of reports, and in it client after client."""
    async with on_screen(desk) as hand:
        for n, name in enumerate(("益力", "梅林", "申花"), 1):
            me = Counted(hand)
            await me.keys(*(["s"] if n == 1 else []), "s", "enter", "enter")
            papers = {desk.get(Client, p.client_id).short: p for p in desk.each(Paper)}  # type: ignore[union-attr]
            assert len(papers) == n
            assert papers[name].confirmed is not None
            assert me.pressed <= REPORT
    assert not [o for o in desk.obligations(at("18:00", 27)) if o.rule.startswith("week.report")]


async def test_the_weekly_report_on_a_clients_own_page(desk: Desk) -> None:
    from aetui.screens.record.client import ClientScreen

    client = next(c for c in desk.each(Client) if c.short == "梅林")
    async with on_screen(desk, ClientScreen(client.id)) as hand:
        me = Counted(hand)
        await me.keys("o", "s", "enter", "enter")
        [paper] = desk.each(Paper)
        assert (paper.confirmed is not None, paper.confirmed and paper.confirmed.by) == (True, "陈小姐")
        assert me.pressed <= REPORT


async def test_a_new_card_to_its_schedule_of_four_steps_sent(desk: Desk) -> None:
    async with on_screen(desk) as hand:
        me = Counted(hand)
        await me.keys("f4")
        await me.line("梅林 秋季海报 周五")
        assert isinstance(hand.screen, CardScreen)
        await hand.until(lambda: hand.screen.prompt.asking)  # type: ignore[attr-defined]
        for step in ("文案 @小王 周二", "画面 周三", "@小王 完稿 周四中午", "送审 周四"):
            await me.line(step)
        await me.keys("escape", "s", "enter")
        [card] = desk.each(Card)
        assert (len(card.steps), card.schedule_sent is not None) == (4, True)
        assert me.pressed <= SCHEDULE


async def test_from_the_first_morning_to_the_first_item_on_disk(tmp_path: Path) -> None:
    new = Desk.open(tmp_path / "new.json", program="tests", now=at("09:00"))
    async with on_screen(new) as hand:
        assert isinstance(hand.screen, WelcomeScreen)
        me = Counted(hand)
        for said in ("李雯", "客户执行", "梅林食品、申花家电", "王磊 13800000000", "小王：设计"):
            await me.line(said)
        await me.keys("c")
        await me.line("ml")
        await me.line("+ 秋季海报")
        other = Desk.open(new.store.path, program="other", now=at("09:00"))
        assert [i.text for i in other.each(Item)] == ["秋季海报"]
        assert me.pressed <= FIRST
