"""The detail screen under a pilot: why a duty is owed, a card, a call, a client; and the way in and back."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from on_a_desk import at, on_screen
from once import the_demo

from aetui.desk.card.money import add_money
from aetui.desk.card.schedule import add_steps, understand
from aetui.desk.core import Desk
from aetui.domain.amounts import Money
from aetui.domain.records import Call, Card, Client, Meeting, Memo, Todo
from aetui.locales import Texts
from aetui.screens.record.card_sections import money_section
from aetui.screens.record.client import ClientScreen
from aetui.screens.record.detail import DetailScreen
from aetui.screens.record.detail_lines import head_for, sections_for
from aetui.screens.record.detail_rows import obligation_rows
from aetui.widgets.cells import width
from aetui.widgets.countdown import Countdown

NOW = at("11:30")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return the_demo(tmp_path)


def duty(desk: Desk, rule: str, client: str = "") -> str:
    clients = {c.id: c.short for c in desk.each(Client)}
    return next(
        f"obligation:{o.id}"
        for o in desk.obligations(NOW, ended_since=at("00:00"))
        if o.rule == rule and client in clients.get(o.client_id or "", "")
    )


def card(desk: Desk, number: str) -> Card:
    return next(c for c in desk.each(Card) if c.number == number)


async def test_a_duty_says_why_it_is_owed(desk: Desk) -> None:
    async with on_screen(desk, DetailScreen(duty(desk, "trouble.report")), now=NOW) as hand:
        for words in (
            "超 0:20:00",
            "有问题及时向主管报告",
            "上周的完稿型号写错了，客户那边已经印了两千份",
            "申花 周先生",
            "报告主管，并写下建议的解决办法",
        ):
            assert words in hand.text


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (200, 60)])
async def test_everything_that_is_owed_has_a_page(desk: Desk, lang: str, size: tuple[int, int]) -> None:
    say = Texts(lang)
    refs = [f"obligation:{o.id}" for o in desk.obligations(NOW, ended=True)]
    for kind, record in (
        ("cards", Card),
        ("calls", Call),
        ("todos", Todo),
        ("clients", Client),
        ("meetings", Meeting),
        ("memos", Memo),
    ):
        refs += [f"{kind}:{r.id}" for r in desk.each(record)]
    assert len(refs) > 30
    for ref in refs:
        sections = sections_for(desk, say, ref, NOW)
        assert sections, ref
        assert head_for(desk, say, ref, NOW), ref
        rows = [row.ref for section in sections for row in section.rows if row.ref]
        assert len(rows) == len(set(rows)), ref
        for row in rows:
            assert sections_for(desk, say, row.partition("#")[0], NOW), f"{ref}: {row} opens nothing"
    async with on_screen(desk, DetailScreen(refs[0]), now=NOW, size=size, lang=lang) as hand:
        assert hand.text.strip()


async def test_what_comes_round_by_itself(desk: Desk) -> None:
    async with on_screen(desk, DetailScreen(duty(desk, "week.call", "梅林")), now=NOW) as hand:
        assert "按周期自动产生" in hand.text
        assert "C1" in hand.text


async def test_met_and_waived_from_the_page_of_a_duty(desk: Desk) -> None:
    ref = duty(desk, "trouble.report")
    async with on_screen(desk, DetailScreen(ref), now=NOW) as hand:
        await hand.press("x")
        assert "报告王磊了？" in hand.text
        await hand.press("enter")
        assert "建议的办法" in hand.text, "R10 wants the proposed solution"
        await hand.type("电话报告，建议连夜重印\n")
        assert "迟做" in hand.text
        assert "电话报告，建议连夜重印" in hand.text
        await hand.press("u")
        assert "超 0:20:00" in hand.text
        await hand.press("w")
        await hand.type("客户自己认了\n")
        assert "免做" in hand.text
        assert "客户自己认了" in hand.text
        await hand.press("x")
        assert "已经了结" in hand.text


async def test_a_default_takes_one_key(desk: Desk) -> None:
    add_steps(desk, "2611-001", [understand(desk, "文案 周五12:00", NOW)], NOW)
    async with on_screen(desk, DetailScreen(duty(desk, "card.schedule", "梅林")), now=NOW) as hand:
        await hand.press("x", "enter")
        assert "邮件" in hand.text
    sent = card(desk, "2611-001").schedule_sent
    assert sent is not None
    assert sent.how == "邮件"


async def test_a_card_tells_how_it_came_about(desk: Desk) -> None:
    found = card(desk, "2611-002")
    async with on_screen(desk, DetailScreen(f"cards:{found.id}"), now=NOW) as hand:
        for words in (
            "2611-002 双十二促销单页",
            "还缺",
            "估价",
            "进展 2",
            "周先生：双十二促销单页",
            "开卡，当时",
            "工作进度表",
            "交件",
        ):
            assert words in hand.text


async def test_a_call_shows_what_became_of_its_items(desk: Desk) -> None:
    call = next(c for c in desk.each(Call) if c.at == at("10:40"))
    async with on_screen(desk, DetailScreen(f"calls:{call.id}"), now=NOW) as hand:
        for words in ("逐条记录 4", "开卡 2611-002", "费用要有卡", "报告王磊 11:10 前", "交办 小王"):
            assert words in hand.text


async def test_enter_goes_on_and_escape_comes_back(desk: Desk) -> None:
    async with on_screen(desk, DetailScreen(duty(desk, "trouble.report")), now=NOW) as hand:
        await hand.press("j", "j", "enter")  # past the rule and the item
        assert "逐条记录 4" in hand.text
        await hand.press("enter")
        assert isinstance(hand.screen, ClientScreen)
        await hand.press("escape", "escape")
        assert "为什么欠" in hand.text
        await hand.press("escape")
        assert not isinstance(hand.screen, DetailScreen)


async def test_a_record_that_is_gone_closes_its_page(desk: Desk) -> None:
    with desk.change("todo.add", NOW) as change:
        todo = change.new(Todo, text="一会儿就没了", day=NOW.date())
    async with on_screen(desk, DetailScreen(f"todos:{todo.id}"), now=NOW) as hand:
        assert "一会儿就没了" in hand.text
        desk.undo(NOW)
        await hand.settle()
        assert not isinstance(hand.screen, DetailScreen)


async def test_c_calls_the_client_of_the_page(desk: Desk) -> None:
    async with on_screen(desk, DetailScreen(duty(desk, "week.call", "梅林")), now=NOW) as hand:
        await hand.press("c")
        assert "呼出" in hand.text
        assert "梅林食品" in hand.text
        await hand.press("escape")
        assert "按周期自动产生" in hand.text


def test_markup_of_users_stays_text(desk: Desk) -> None:
    moment: datetime = NOW
    with desk.change("todo.add", moment) as change:
        todo = change.new(Todo, text="[red]x[/] \x1b[31m", day=moment.date())
    [facts, *_] = sections_for(desk, Texts("zh"), f"todos:{todo.id}", moment)
    assert any("[red]x[/]" in part[0] for row in facts.rows for part in row.left if isinstance(part[0], str))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("days", [0, 3, 40, 400])
def test_no_time_of_a_duty_is_cut(desk: Desk, lang: str, days: int) -> None:
    """Whatever became of it, however long ago."""
    say, now = Texts(lang), NOW + timedelta(days=days)
    rows = obligation_rows(desk, say, desk.obligations(now, ended=True), now)
    assert rows
    for row in rows:
        cells = [
            part
            for piece in row.left[:-1]
            for part in (piece.parts(now.timestamp()) if isinstance(piece, Countdown) else (piece,))
        ]
        assert "…" not in "".join(text for text, _ in cells)
    assert len({width(row.left[0][0]) for row in rows if not isinstance(row.left[0], Countdown)}) <= 1


@pytest.mark.parametrize("sum_", ["8000", "1234567.89", "98765432109.87"])
def test_no_sum_of_a_card_is_cut(desk: Desk, sum_: str) -> None:
    add_money(desk, "2611-001", "cost", Money(Decimal(sum_), "CNY"), NOW, text="印刷")
    (text,) = (
        row.left[1][0].strip()
        for row in money_section(desk, Texts("zh"), card(desk, "2611-001"), NOW, 20).rows
        if row.left and "印刷" in row.left[-1][0]
    )
    assert text.replace("￥", "").replace(",", "") == sum_
