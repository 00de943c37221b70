"""A call and its items are put right after they were hung up, from the board, the call's own page and the client's."""

from __future__ import annotations

from pathlib import Path

import pytest
from on_a_desk import Hand, at, new_desk, on_screen

from aetui.desk.core import Desk
from aetui.desk.phone.calls import begin_call, record_call
from aetui.domain.records import Call, Card, Client, Item, Todo
from aetui.screens.board.screen import BoardScreen
from aetui.screens.phone.screen import CallScreen
from aetui.screens.record.client import ClientScreen
from aetui.screens.record.detail import DetailScreen
from aetui.widgets.lines import LineList
from aetui.widgets.typing_line import TypingLine


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = new_desk(tmp_path)
    record_call(made, at("09:20"), ["+ 海报 周五前", "> 周三给报价", "@小王 完稿"], client="梅林", contact="陈小姐")
    return made


def call_of(desk: Desk) -> Call:
    return next(iter(desk.each(Call)))


def texts(desk: Desk) -> list[str]:
    return [i.mark + i.text for i in sorted(desk.each(Item), key=lambda i: i.n)]


async def stand_on(hand: Hand, ref: str) -> None:
    """The cursor on that row, in whatever list it stands."""
    lines = next(one for one in hand.screen.query(LineList) if ref in one.refs)
    lines.focus()
    lines.select(ref)
    await hand.settle()


PLACES = ("board", "call", "client")


def screen(desk: Desk, where: str) -> BoardScreen | DetailScreen | ClientScreen:
    call = call_of(desk)
    if where == "board":
        return BoardScreen()
    return DetailScreen(f"calls:{call.id}") if where == "call" else ClientScreen(str(call.client_id))


async def at_call(hand: Hand, where: str, desk: Desk) -> None:
    if where != "call":
        await stand_on(hand, f"calls:{call_of(desk).id}")


@pytest.mark.parametrize("where", PLACES)
async def test_everything_of_a_call_is_changed_by_the_keys_of_the_call(desk: Desk, where: str) -> None:
    ended = call_of(desk).ended_at
    async with on_screen(desk, screen(desk, where)) as hand:
        await at_call(hand, where, desk)
        await hand.press("e")
        assert isinstance(hand.screen, CallScreen)
        await hand.press("f3", "f5")  # out, a visit
        await hand.press("f4")
        await hand.press("ctrl+u")
        await hand.type("林总\n")
        await hand.press("up")  # the last item
        await hand.press("ctrl+u")
        await hand.type("@阿杰 完稿\n")
        await hand.press("up", "up", "ctrl+t", "enter")  # the promise's time goes
        await hand.type("? 尺寸\n")
        await hand.press("f7")
        await hand.type("sh\n")
        await hand.press("f8")
        assert not isinstance(hand.screen, CallScreen)
    call = call_of(desk)
    assert desk.get(Client, call.client_id).name == "申花家电"  # type: ignore[union-attr]
    assert (call.way, call.channel, call.ended_at) == ("out", "visit", ended)
    assert texts(desk) == ["+海报 周五前", ">周三给报价", "@完稿", "?尺寸"]
    assert [t.owner for t in desk.each(Todo)] == ["阿杰"]
    assert [i.due for i in desk.each(Item) if i.mark == ">"] == [None]
    assert {c.client_id for c in desk.each(Card)} == {call.client_id}


@pytest.mark.parametrize("where", ["board", "call"])
async def test_an_item_is_written_anew_where_the_cursor_stands(desk: Desk, where: str) -> None:
    item = next(i for i in desk.each(Item) if i.mark == ">")
    async with on_screen(desk, screen(desk, where)) as hand:
        await stand_on(hand, f"items:{item.id}")
        await hand.press("e")
        assert isinstance(hand.app.focused, TypingLine)
        assert hand.app.focused.text == "> 周三给报价"
        await hand.press("ctrl+u")
        await hand.type("? 报价 周四\n")
        await hand.press("escape")
        assert not isinstance(hand.screen, CallScreen)
        await stand_on(hand, f"items:{item.id}")
        await hand.press("delete")
    assert texts(desk) == ["+海报 周五前", "@完稿"]


@pytest.mark.parametrize("where", PLACES)
async def test_a_call_that_was_none_goes_with_what_it_led_to_and_u_brings_it_back(desk: Desk, where: str) -> None:
    before = texts(desk)
    async with on_screen(desk, screen(desk, where)) as hand:
        await at_call(hand, where, desk)
        await hand.press("delete")
        assert "3" in hand.text
        await hand.press("escape")
        assert len(list(desk.each(Call))) == 1, "Esc keeps it"
        await at_call(hand, where, desk)
        await hand.press("delete", "enter")
        assert [list(desk.each(kind)) for kind in (Call, Item, Card, Todo)] == [[], [], [], []]
        await hand.press("u")
        assert texts(desk) == before
        assert len(list(desk.each(Card))) == 1


async def test_a_missed_call_turns_out_to_be_one(desk: Desk) -> None:
    missed = begin_call(desk, at("09:30"), client="申花", way="missed")
    async with on_screen(desk, BoardScreen()) as hand:
        await stand_on(hand, f"calls:{missed.id}")
        await hand.press("e")
        assert "已挂断" in hand.text
        assert "已通话" not in hand.text, "it had no length"
        await hand.press("f3", "f8")
        assert desk.get(Call, missed.id).way == "in"  # type: ignore[union-attr]
        await stand_on(hand, f"calls:{missed.id}")
        await hand.press("e", "f3", "f3", "f8")
        assert desk.get(Call, missed.id).way == "missed"  # type: ignore[union-attr]
        await stand_on(hand, f"calls:{missed.id}")
        await hand.press("e")
        await hand.type("他来拿样\n")
        await hand.press("escape")
    assert desk.get(Call, missed.id).way == "in"  # type: ignore[union-attr]


async def test_leaving_keeps_what_was_half_typed_and_looking_changes_nothing(desk: Desk) -> None:
    async with on_screen(desk, DetailScreen(f"calls:{call_of(desk).id}")) as hand:
        before = desk.store.log(1)
        await hand.press("e", "escape")
        await hand.press("e", "f8")
        assert desk.store.log(1) == before
        await hand.press("e")
        await hand.type("还有一句")
        await hand.press("escape")
        assert desk.store.log(1) == before
        await hand.press("e")
        assert hand.app.focused.text == "还有一句"  # type: ignore[union-attr]
        await hand.press("enter", "f8")
    assert texts(desk)[-1] == "还有一句"


@pytest.mark.parametrize("where", ["call", "client"])
async def test_where_there_is_nothing_to_change_it_is_said(desk: Desk, where: str) -> None:
    client = call_of(desk).client_id
    shown = DetailScreen(f"todos:{next(iter(desk.each(Todo))).id}") if where == "call" else ClientScreen(str(client))
    async with on_screen(desk, shown) as hand:
        await hand.press("e")
        assert "才能改" in hand.text
        await hand.press("delete")
        assert ("才能删" if where == "call" else "不能去掉") in hand.text
