"""A file of another program on the screen: seen, taken by one key, taken back by one undo; the options are keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from on_a_desk import Hand, at, new_desk, on_screen

from aetui.desk.core import Desk
from aetui.domain.records import KINDS, Client, Meeting, Todo
from aetui.screens.day.arrive import ArriveScreen

NOW = at("10:00")
BOOK = "公司,姓名,手机\n光明乳业,何明,13900001111\n大众汽车,赵四,13900002222\n,孙五,13900003333\n"
CALENDAR = (
    "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART:20261126T060000Z\nDTEND:20261126T070000Z\nSUMMARY:碰头\nEND:VEVENT\n"
    "END:VCALENDAR\n"
)
TODOS = "- [ ] 催样片 周五\n- [x] 做过\n"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return new_desk(tmp_path)


def count(desk: Desk, kind: type) -> int:
    return len(list(desk.each(kind)))


async def seen(hand: Hand, file: Path, text: str) -> None:
    """The file is asked for first, with a place that is typed over."""
    file.write_text(text, "utf-8")
    await hand.type(f"{file}\n")


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_an_address_book(desk: Desk, tmp_path: Path, lang: str) -> None:
    before = count(desk, Client)
    async with on_screen(desk, ArriveScreen(), now=NOW, lang=lang) as hand:
        say = hand.app.say
        await seen(hand, tmp_path / "book.csv", BOOK)
        assert count(desk, Client) == before
        assert all(word in hand.text for word in ("何明", "大众汽车", "孙五", "book.csv"))
        screen = hand.screen
        assert isinstance(screen, ArriveScreen)
        screen.left.select("coming:3")
        await hand.press("w")
        assert "大众汽车" in hand.text
        assert say("arrive.unchosen") in hand.text
        await hand.press("W")
        await hand.type("梅林\n")
        await hand.press("b")
        assert {c.name for c in desk.each(Client)} >= {"光明乳业"}
        assert count(desk, Client) == before + 1
        assert any(p.name == "孙五" for c in desk.each(Client) for p in c.contacts)
        await hand.press("u")
        assert count(desk, Client) == before


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_a_calendar_and_a_list(desk: Desk, tmp_path: Path, lang: str) -> None:
    async with on_screen(desk, ArriveScreen(), now=NOW, lang=lang) as hand:
        say = hand.app.say
        await seen(hand, tmp_path / "a.ics", CALENDAR)
        assert say("arrive.alone") in hand.text
        await hand.press("b")
        assert (count(desk, Meeting), say("arrive.nothing")[:8] in hand.text) == (0, True)
        await hand.press("A")
        await hand.press("b")
        assert count(desk, Meeting) == 1
        await hand.press("a")
        await seen(hand, tmp_path / "a.md", TODOS)
        await hand.press("b")
        assert count(desk, Todo) == 1
        await hand.press("b")
        assert count(desk, Todo) == 1


async def test_it_is_read_as_something_else(desk: Desk, tmp_path: Path) -> None:
    async with on_screen(desk, ArriveScreen(), now=NOW) as hand:
        await seen(hand, tmp_path / "list.csv", "名称,日期\n催样片,2026-11-27\n")
        await hand.press("f6")
        await hand.press("f6")
        await hand.press("b")
        assert sum(count(desk, kind) for kind in KINDS.values() if kind in (Todo, Client)) > 3


async def test_what_can_not_be_read_is_told_and_asked_for_again(desk: Desk, tmp_path: Path) -> None:
    async with on_screen(desk, ArriveScreen(), now=NOW) as hand:
        (tmp_path / "x.csv").write_bytes(bytes(range(256)))
        await hand.type(f"{tmp_path / 'x.csv'}\n")
        assert "x.csv" in hand.text
        assert hand.app.screen.query_one("Prompt").display
        await hand.press("escape")
        await hand.press("b")
        assert hand.app.say("arrive.nothing")[:8] in hand.text
