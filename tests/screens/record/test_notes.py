"""What is known of a client, on their page, on the phone and in the shell (R1)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from on_a_desk import at, on_screen

from aetui.desk.book.notes import add_note
from aetui.desk.core import Desk
from aetui.desk.phone.calls import items_of, record_call
from aetui.domain.records import Client, Todo
from aetui.screens.phone.screen import CallScreen
from aetui.screens.record.client import ClientScreen
from aetui.screens.record.detail import DetailScreen
from aetui.widgets.lines import LineList
from aetui.widgets.prompt import Prompt

NOW = at("11:30")


def shenhua(desk: Desk) -> Client:
    return next(c for c in desk.book.clients.values() if c.short == "申花")


def to(hand, ref: str) -> None:  # type: ignore[no-untyped-def]
    for lines in hand.app.screen.query(LineList):
        if lines.select(ref):
            lines.focus()
            return
    raise AssertionError(ref)


async def test_a_line_is_noted_mended_and_gone_over(desk: Desk) -> None:
    async with on_screen(desk, ClientScreen(shenhua(desk).id), now=NOW) as hand:
        assert "还没记" in hand.text
        await hand.press("i")
        await hand.type("市场：竞品买一送一\n")
        await hand.type("新口味下月上市\n")
        await hand.press("enter")
        (market, products) = shenhua(desk).notes
        assert (market.about, products.about) == ("market", "products")
        to(hand, f"note:{market.id}")
        await hand.press("enter")
        await hand.press("enter")
        assert shenhua(desk).notes == [market, products]
        await hand.press("enter")
        await hand.type("，到月底")
        await hand.press("enter")
        assert shenhua(desk).notes[0].text.endswith("，到月底")
        to(hand, "about:company")
        await hand.press("x")
        assert "company" in shenhua(desk).unchanged
        to(hand, f"note:{products.id}")
        await hand.press("delete")
        assert len(shenhua(desk).notes) == 1
        await hand.press("u")
        assert len(shenhua(desk).notes) == 2


@pytest.mark.parametrize("where", ["call", "item"])
async def test_a_line_of_a_call_goes_into_them_in_one_key(desk: Desk, where: str) -> None:
    call, logged = record_call(desk, NOW, ["价格再看", "# 老板下月退休"], client=shenhua(desk))
    item = logged[1].item
    screen = DetailScreen(f"calls:{call.id}" if where == "call" else f"items:{item.id}")
    async with on_screen(desk, screen, now=NOW) as hand:
        if where == "call":
            to(hand, f"items:{item.id}")
        await hand.press("i")
        assert [(n.item_id, n.about) for n in shenhua(desk).notes] == [(item.id, "company")]


async def test_on_the_page_of_a_duty_or_a_to_do_a_line_on_its_client_is_asked_for(desk: Desk) -> None:
    record_call(desk, NOW, ["? 报价 明天10点", "@小王 周二17:00前重出完稿"], client=shenhua(desk))
    todo = next(todo for todo in desk.book.live_of(Todo) if todo.text == "重出完稿")
    owed = next(o for o in desk.obligations(NOW) if o.rule == "call.return" and o.client_id == shenhua(desk).id)
    for n, ref in enumerate((f"obligation:{owed.id}", f"todos:{todo.id}"), 1):
        async with on_screen(desk, DetailScreen(ref), now=NOW) as hand:
            await hand.press("i")
            assert "申花 · 客户情况" in hand.text
            await hand.type(f"市场：竞品降价第{n}次\n")
            assert [note.about for note in shenhua(desk).notes] == ["market"] * n


async def test_on_the_page_of_what_has_no_client_it_says_so(desk: Desk) -> None:
    owed = next(o for o in desk.obligations(NOW) if o.rule == "day.review")
    async with on_screen(desk, DetailScreen(f"obligation:{owed.id}"), now=NOW) as hand:
        await hand.press("i")
        assert not hand.app.screen.query_one(Prompt).asking


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_what_is_known_is_reached_on_the_phone_however_much_is_owed(desk: Desk, size: tuple[int, int]) -> None:
    add_note(desk, shenhua(desk).id, "市场：竞品买一送一", NOW)
    record_call(desk, NOW, [f"> 给第{n}版" for n in range(40)], client=shenhua(desk))
    async with on_screen(desk, CallScreen(client="申花", way="in"), now=NOW, size=size) as hand:
        if size[0] < 100:
            await hand.press("f6")
        await hand.type("说到一半")
        assert "竞品买一送一" not in hand.text
        await hand.press(*["pagedown"] * 9)
        assert "竞品买一送一" in hand.text
        assert "说到一半" in hand.text
        await hand.press(*["pageup"] * 9)
        assert "欠申花" in hand.text


async def test_on_the_phone_the_line_being_typed_or_the_last_one_is_kept(desk: Desk) -> None:
    async with on_screen(desk, CallScreen(client="申花", way="in"), now=NOW) as hand:
        await hand.press("ctrl+n")
        assert shenhua(desk).notes == []
        await hand.type("# 采购换了办公室\n")
        await hand.press("ctrl+n")
        assert [n.text for n in shenhua(desk).notes] == ["采购换了办公室"]
        await hand.type("# 竞品在华东降价")
        await hand.press("ctrl+n")
        assert [n.text for n in shenhua(desk).notes] == ["采购换了办公室", "竞品在华东降价"]
        assert [i.text for i in items_of(desk, hand.app.screen.call.id)] == ["采购换了办公室", "竞品在华东降价"]
        assert "竞品在华东降价" in hand.text


async def test_what_is_old_is_marked_at_the_phone_s_right_side(desk: Desk) -> None:
    add_note(desk, shenhua(desk).id, "市场：降价", NOW)
    async with on_screen(desk, CallScreen(client="申花", way="in"), now=NOW + timedelta(days=200)) as hand:
        assert "2026/11/23 超过半年" in hand.text
