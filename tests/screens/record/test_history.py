"""What changed, seen: each change with the lines before and after; back to a point by one question, which can be undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from on_a_desk import Hand, at, new_desk, on_screen

from aetui.desk.core import Desk
from aetui.desk.day.todos import add_todo, finish_todo
from aetui.domain.records import Todo
from aetui.locales import LANGS
from aetui.screens.board.screen import BoardScreen
from aetui.screens.record.history import HistoryScreen

NOW = at("11:30")


def busy(folder: Path) -> Desk:
    desk = new_desk(folder)
    for n, text in enumerate(("打样", "报价单", "留会议室")):
        add_todo(desk, text, at(f"10:0{n}"))
    finish_todo(desk, next(t.id for t in desk.book.all_of(Todo) if t.text == "打样"), at("10:30"))
    return desk


def texts(desk: Desk) -> set[str]:
    return {todo.text for todo in desk.book.all_of(Todo)}


async def opened(hand: Hand) -> HistoryScreen:
    await hand.press("H")
    screen = hand.screen
    assert isinstance(screen, HistoryScreen)
    await hand.until(lambda: screen.list.refs)
    return screen


async def test_from_the_board_in_one_key_with_before_and_after(tmp_path: Path) -> None:
    desk = busy(tmp_path)
    async with on_screen(desk, now=NOW) as hand:
        screen = await opened(hand)
        assert screen.at_hand is not None
        assert screen.at_hand.verb == "todo.done"
        assert "待办完成 打样" in hand.text
        assert "+ 做完  2026年11月23日 周一 10:30" in hand.text
        await hand.press("j")
        assert "待办 留会议室  新" in hand.text
        await hand.press("escape")
        assert isinstance(hand.screen, BoardScreen)


async def test_back_to_a_point_asks_once_and_one_undo_brings_it_again(tmp_path: Path) -> None:
    desk = busy(tmp_path)
    async with on_screen(desk, now=NOW) as hand:
        await opened(hand)
        await hand.press("j", "j", "enter")
        assert "撤销 3 件（待办完成 打样、加待办 留会议室、加待办 报价单），回到 11/23 10:01 以前？" in hand.text
        await hand.type("不\n")
        assert len(texts(desk)) == 3, "no is no"
        await hand.press("enter")
        await hand.type("是\n")
        assert texts(desk) == {"打样"}
        assert all(todo.done is None for todo in desk.book.all_of(Todo))
        await hand.until(lambda: hand.text.count("已撤销") == 3)
        assert "回到以前 撤销 3 件，直到 加待办 报价单" in hand.text
        await hand.press("u")
        assert texts(desk) == {"打样", "报价单", "留会议室"}
        assert [todo.text for todo in desk.book.all_of(Todo) if todo.done] == ["打样"]


async def test_one_alone_or_the_reason_why_not(tmp_path: Path) -> None:
    desk = busy(tmp_path)
    async with on_screen(desk, now=NOW) as hand:
        await opened(hand)
        await hand.press("j", "w")
        assert texts(desk) == {"打样", "报价单"}
        await hand.press("end")
        for _ in range(3):
            await hand.press("k")
        screen = hand.screen
        assert isinstance(screen, HistoryScreen)
        first = next(
            ref
            for ref in screen.list.refs
            if (e := entry(screen, ref)) and e.args.get("text") == "打样" and e.verb != "todo.done"
        )
        screen.list.select(first)
        await hand.press("w")
        assert "同一记录后来又改过" in hand.text
        assert "打样" in texts(desk)


def entry(screen: HistoryScreen, ref: str):  # type: ignore[no-untyped-def]
    return next((e for e in screen._entries or () if ref == f"change:{e.seq}"), None)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
@pytest.mark.parametrize("lang", LANGS)
async def test_a_desk_without_a_change_says_so(tmp_path: Path, size: tuple[int, int], lang: str) -> None:
    desk = Desk.open(tmp_path / "u.json", program="tests", now=NOW)
    async with on_screen(desk, HistoryScreen(), now=NOW, size=size, lang=lang) as hand:
        await hand.press("enter", "w", "v", "Y")
        assert isinstance(hand.screen, HistoryScreen)
