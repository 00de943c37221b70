"""The client's screen, by keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from on_a_desk import Hand, at, new_desk, on_screen

from aetui.desk.core import Desk
from aetui.desk.phone.calls import record_call
from aetui.domain.records import Card, Client
from aetui.screens.phone.screen import CallScreen
from aetui.screens.record.card import CardScreen
from aetui.screens.record.client import ClientScreen

NOW = at("10:00")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = new_desk(tmp_path)
    record_call(desk, at("09:30"), ["+ 秋季海报 周五", "> 周三给稿"], client="梅林食品", way="out")
    return desk


def client(desk: Desk) -> Client:
    return next(c for c in desk.book.clients.values() if c.short == "梅林")


def to(hand: Hand, ref: str) -> None:
    screen = hand.screen
    assert isinstance(screen, ClientScreen)
    for lines in (screen.left, screen.right):
        if lines.select(ref):
            lines.focus()
            return
    raise AssertionError(ref)


async def test_each_field_is_edited(desk: Desk) -> None:
    async with on_screen(desk, ClientScreen(client(desk).id), now=NOW) as hand:
        assert "秋季海报" in hand.text
        for field, said in (("team", "小王、阿杰"), ("report", "周三 15:00")):
            to(hand, f"field:{field}")
            await hand.press("enter")
            await hand.type(said + "\n")
        now = client(desk)
        assert now.team == ["小王", "阿杰"]
        assert now.report is not None
        assert (now.report.weekday, now.report.minute) == (2, 900)
        to(hand, "field:report")
        await hand.press("enter")
        await hand.type("每天\n")
        assert "看不懂每周时间" in hand.text
        await hand.press("escape")
        to(hand, "field:active")
        await hand.press("enter")
        assert not client(desk).active
        await hand.press("u")
        assert client(desk).active


async def test_a_new_name_is_found_by_its_sound(desk: Desk) -> None:
    mine = client(desk).id
    async with on_screen(desk, ClientScreen(mine), now=NOW) as hand:
        to(hand, "field:name")
        await hand.press("enter")
        await hand.type("光明乳业\n")
        await hand.until(lambda: desk.book.clients[mine].name == "光明乳业")
        assert "gmry" in desk.book.clients[mine].keys
        to(hand, "field:name")
        await hand.press("enter")
        await hand.type("申花家电\n")
        await hand.until(lambda: "已经在客户簿里" in hand.text)
        assert desk.book.clients[mine].name == "光明乳业"


async def test_contacts_come_and_go(desk: Desk) -> None:
    async with on_screen(desk, ClientScreen(client(desk).id), now=NOW) as hand:
        await hand.press("f3")
        await hand.type("林总 总经理 13800001111 lin@meilin.cn\n")
        await hand.until(lambda: len(client(desk).contacts) == 2)
        new = client(desk).contacts[1]
        assert (new.name, new.title, new.phone, new.email) == ("林总", "总经理", "13800001111", "lin@meilin.cn")
        to(hand, "contact:陈小姐")
        await hand.press("enter")
        await hand.type("陈小姐 品牌总监\n")
        await hand.until(lambda: client(desk).contacts[0].title == "品牌总监")
        to(hand, "contact:林总")
        await hand.press("delete")
        assert [c.name for c in client(desk).contacts] == ["陈小姐"]


async def test_the_ways_on(desk: Desk) -> None:
    async with on_screen(desk, ClientScreen(client(desk).id), now=NOW) as hand:
        await hand.press("plus")
        await hand.type("春节礼盒 下周五\n")
        assert {c.title for c in desk.each(Card)} == {"秋季海报", "春节礼盒"}
        assert isinstance(hand.screen, CardScreen)
        await hand.until(lambda: hand.screen.prompt.asking)  # type: ignore[attr-defined]
        await hand.press("escape", "escape")
        to(hand, f"cards:{next(iter(desk.each(Card))).id}")
        await hand.press("enter")
        assert isinstance(hand.screen, CardScreen)
        await hand.press("escape", "c")
        assert isinstance(hand.screen, CallScreen)
        assert "梅林" in hand.text


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
async def test_all_sizes(desk: Desk, lang: str, size: tuple[int, int]) -> None:
    async with on_screen(desk, ClientScreen(client(desk).id), now=NOW, size=size, lang=lang) as hand:
        assert "梅林食品" in hand.text
        assert "{" not in hand.text
