"""A file of another program on the screen: seen, taken by one key, taken back by one undo; the options are keys."""

from __future__ import annotations

from pathlib import Path
from threading import Event, get_ident
from typing import Any
from unittest.mock import patch

import pytest
from on_a_desk import Hand, at, new_desk, on_screen

from aetui.desk.arrive.arrival import Arrival
from aetui.desk.arrive.reading import Wishes, kind_of, read_arrival
from aetui.desk.book.clients import add_client
from aetui.desk.core import Desk
from aetui.domain.errors import BadInput
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
    await read_out(hand)


async def read_out(hand: Hand) -> None:
    """Until the thread is through that reads the file."""
    screen = hand.screen
    assert isinstance(screen, ArriveScreen)
    await hand.until(lambda: not screen._reading.name)
    await hand.settle()


async def press(hand: Hand, key: str) -> None:
    await hand.press(key)
    await read_out(hand)


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
        await press(hand, "w")
        assert "大众汽车" in hand.text
        assert say("arrive.unchosen") in hand.text
        await press(hand, "W")
        await hand.type("梅林\n")
        await press(hand, "b")
        assert {c.name for c in desk.each(Client)} >= {"光明乳业"}
        assert count(desk, Client) == before + 1
        assert any(p.name == "孙五" for c in desk.each(Client) for p in c.contacts)
        await press(hand, "u")
        assert count(desk, Client) == before


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_a_calendar_and_a_list(desk: Desk, tmp_path: Path, lang: str) -> None:
    async with on_screen(desk, ArriveScreen(), now=NOW, lang=lang) as hand:
        say = hand.app.say
        await seen(hand, tmp_path / "a.ics", CALENDAR)
        assert say("arrive.alone") in hand.text
        await press(hand, "b")
        assert (count(desk, Meeting), say("arrive.nothing")[:8] in hand.text) == (0, True)
        await press(hand, "A")
        await press(hand, "b")
        assert count(desk, Meeting) == 1
        await press(hand, "a")
        await seen(hand, tmp_path / "a.md", TODOS)
        await press(hand, "b")
        assert count(desk, Todo) == 1
        await press(hand, "b")
        assert count(desk, Todo) == 1


async def test_it_is_read_as_something_else(desk: Desk, tmp_path: Path) -> None:
    async with on_screen(desk, ArriveScreen(), now=NOW) as hand:
        await seen(hand, tmp_path / "list.csv", "名称,日期\n催样片,2026-11-27\n")
        await press(hand, "f6")
        await press(hand, "f6")
        await press(hand, "b")
        assert sum(count(desk, kind) for kind in KINDS.values() if kind in (Todo, Client)) > 3


async def test_what_can_not_be_read_is_told_and_asked_for_again(desk: Desk, tmp_path: Path) -> None:
    async with on_screen(desk, ArriveScreen(), now=NOW) as hand:
        (tmp_path / "x.csv").write_bytes(bytes(range(256)))
        await hand.type(f"{tmp_path / 'x.csv'}\n")
        await read_out(hand)
        assert "x.csv" in hand.text
        assert hand.app.screen.query_one("Prompt").display
        await press(hand, "escape")
        await press(hand, "b")
        assert hand.app.say("arrive.nothing")[:8] in hand.text


async def test_a_long_list_is_read_and_taken_beside_the_keys(desk: Desk, tmp_path: Path) -> None:
    """A thread reads it, on a desk of its own; the page says so, its keys stay live, and only what was seen is taken."""
    threads, go = [], Event()
    loop = get_ident()

    def read(at: Desk, *args: Any) -> Arrival:
        threads.append((get_ident(), at.is_apart))
        go.wait(20)
        return read_arrival(at, *args)

    (tmp_path / "book.csv").write_text(BOOK, "utf-8")
    before = count(desk, Client)
    with patch("aetui.screens.day.arrive.read_arrival", read):
        async with on_screen(desk, ArriveScreen(), now=NOW) as hand:
            say = hand.app.say
            screen = hand.screen
            assert isinstance(screen, ArriveScreen)
            screen.prompt.cancel()
            screen._begin(tmp_path / "book.csv")
            await hand.pilot.pause()
            reading = say("arrive.reading", file="book.csv")
            assert reading in hand.text
            screen.action_arrive_take()
            assert count(desk, Client) == before
            go.set()
            await read_out(hand)
            assert say("arrive.new.clients", n=2) in hand.text
            assert all(one != loop and apart for one, apart in threads)
            screen.action_arrive_take()
            await read_out(hand)
            assert count(desk, Client) == before + 2
            assert say("arrive.nothing")[:8] in hand.text, "what it holds is compared with the desk anew"
            await press(hand, "u")
            assert say("arrive.new.clients", n=2) in hand.text


@pytest.mark.parametrize(("name", "text"), [("a.ics", CALENDAR), ("a.md", TODOS), ("a.csv", BOOK)])
def test_what_is_tried_apart_leaves_desk_and_file_alone(desk: Desk, tmp_path: Path, name: str, text: str) -> None:
    """Nothing is locked: another writes while it is being read, and hears of nothing."""
    file = tmp_path / name
    file.write_text(text, "utf-8")
    heard: list[object] = []
    desk.subscribe(heard.append)
    apart = desk.apart(NOW)
    before = {kind: list(apart.book.of(kind)) for kind in ("todos", "meetings", "clients")}
    wishes = Wishes(everything=kind_of(file) != "clients")
    with patch.object(type(desk.store), "change", side_effect=AssertionError("the file was locked")):
        found = read_arrival(apart, file, kind_of(file), desk.say, NOW, wishes)
    assert {kind: list(apart.book.of(kind)) for kind in before} == before
    assert (found.changes, heard) == (True, [])
    found.write(desk, NOW)
    assert found.changes


def test_only_what_was_seen_is_taken(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "book.csv"
    file.write_text(BOOK, "utf-8")
    found = read_arrival(desk.apart(NOW), file, "clients", desk.say, NOW, Wishes())
    add_client(desk, "光明乳业", NOW)
    with pytest.raises(BadInput, match=r"arrive\.changed"):
        found.write(desk, NOW)


async def test_all_of_an_address_book_means_nothing_and_is_told(desk: Desk, tmp_path: Path) -> None:
    async with on_screen(desk, ArriveScreen(), now=NOW) as hand:
        await seen(hand, tmp_path / "book.csv", BOOK)
        await press(hand, "A")
        assert hand.app.say("error.arrive.all_clients")[:8] in hand.text
        assert "何明" in hand.text
