"""Monday's round of calls and the round of reports, by keys: from client to client, and what is stored."""

from __future__ import annotations

from pathlib import Path

import pytest
from on_a_desk import Hand, at, new_desk, on_screen

from aetui.desk.book.clients import add_client
from aetui.desk.card.cards import open_card
from aetui.desk.card.schedule import add_steps, finish_step, understand
from aetui.desk.core import Desk
from aetui.desk.obligations import find_obligation, waive
from aetui.desk.phone.calls import record_call
from aetui.domain.records import Call, Fulfilment, Item, Paper
from aetui.screens.paper.screen import PaperScreen
from aetui.screens.phone.screen import CallScreen
from aetui.screens.record.card import CardScreen
from aetui.screens.record.client import ClientScreen
from aetui.screens.record.detail import DetailScreen
from aetui.screens.week.round import CallRound, RoundScreen
from aetui.screens.week.round_reports import ReportRound
from aetui.widgets.lines import LineList

MORNING, NOW = at("09:30"), at("10:00")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """梅林 has a card with a step done and one to come, a question and trouble; nothing is known of the others."""
    made = new_desk(tmp_path)
    friday = at("15:00", 20)
    record_call(made, friday, ["? 报价 周二10:00", "> 周三给修改稿", "! 型号写错了"], client="梅林")
    card = open_card(made, "秋季海报", friday, client="梅林")
    add_steps(made, card.number, [understand(made, "文案", friday)], friday)
    finish_step(made, card.number, "文案", MORNING)
    add_steps(made, card.number, [understand(made, "完稿 @小王 周四12:00", MORNING)], MORNING)
    return made


def at_hand(hand: Hand) -> str:
    screen = hand.screen
    assert isinstance(screen, RoundScreen)
    return screen.stop.client.short if screen.stop else ""


def owed(desk: Desk, rule: str) -> list[str]:
    found = (o for o in desk.obligations(NOW) if o.rule == rule)
    return sorted(desk.book.clients[o.client_id or ""].short for o in found)


@pytest.mark.parametrize("keys", ["letters", "function keys"])
async def test_a_monday_round(desk: Desk, keys: str) -> None:
    """Three clients: one called, one reached otherwise, one let go. The round goes on by itself."""
    call, done, waive_ = ("c", "x", "w") if keys == "letters" else ("f2", "f8", "f9")
    async with on_screen(desk, now=NOW) as hand:
        await hand.press(*(("v", "C") if keys == "letters" else ("ctrl+w", "f3")))
        assert isinstance(hand.screen, CallRound)
        assert "周一电话   第48周" in hand.text
        assert "已打 0 / 3" in hand.text
        # All are owed; whose report is due first comes first.
        assert [at_hand(hand), *_next(hand)] == ["益力", "梅林", "申花"]
        await hand.press(call)
        assert isinstance(hand.screen, CallScreen)
        await hand.type("海报已出街\n", "? 下月媒介排期 周三\n")
        await hand.press("f8")
        assert isinstance(hand.screen, CallRound)
        assert "已打 1 / 3" in hand.text
        assert at_hand(hand) == "梅林"
        [made] = [c for c in desk.each(Call) if c.way == "out"]
        assert made.ended_at == NOW
        assert {i.text for i in desk.book.items_of(made.id)} == {"海报已出街", "下月媒介排期 周三"}
        assert owed(desk, "week.call") == ["梅林", "申花"]
        for said in ("陈小姐 经理  021-5555-0101", "自上次通话 11/20 15:00", "秋季海报  完成：文案", "完稿  @小王", "报价",
                     "周三给修改稿", "型号写错了"):  # fmt: skip
            assert said in hand.text, said
        await hand.press(done)
        assert "梅林 周一电话：怎么做的？" in hand.text
        await hand.type("当面说的\n")
        assert at_hand(hand) == "申花"
        await hand.press(waive_)
        await hand.type("他们放假\n")
        assert "周一电话都打过了" in hand.text
        assert "接下来：" in hand.text
        assert "已打 3 / 3" in hand.text
        found = {f.subject: (f.done.how, f.done.why, f.let_go) for f in desk.each(Fulfilment)}
        by_name = {desk.book.clients[key].short: value for key, value in found.items()}
        assert by_name == {"梅林": ("当面说的", None, False), "申花": (None, "他们放假", True)}
        await hand.press("u" if keys == "letters" else "ctrl+z")
        assert "已打 2 / 3" in hand.text
        assert owed(desk, "week.call") == ["申花"]


def _next(hand: Hand) -> list[str]:
    screen = hand.screen
    assert isinstance(screen, RoundScreen)
    assert screen._seen is not None
    return [s.client.short for s in screen._seen.stops[1:]]


async def test_skipped_and_come_back_to(desk: Desk) -> None:
    async with on_screen(desk, CallRound(), now=NOW) as hand:
        await hand.press("j", "j")
        assert at_hand(hand) == "申花"
        await hand.press("x", "enter")
        assert at_hand(hand) == "益力"  # behind the last comes the first that was skipped
        await hand.press("j", "j")
        assert at_hand(hand) == "申花"  # done: it stays in sight
        await hand.press("x")
        assert "已经了了" in hand.text
        await hand.press("w")
        assert len(list(desk.each(Fulfilment))) == 1


async def test_a_call_without_a_word_leaves_no_trace(desk: Desk) -> None:
    async with on_screen(desk, CallRound(), now=NOW) as hand:
        await hand.press("c", "escape")
        assert isinstance(hand.screen, CallRound)
        assert at_hand(hand) == "益力"
        assert "已打 0 / 3" in hand.text
        assert [c for c in desk.each(Call) if c.way == "out"] == []


async def test_on_another_day_the_rounds_call_counts(desk: Desk) -> None:
    async with on_screen(desk, CallRound(), now=at("10:00", 24)) as hand:
        first = at_hand(hand)
        await hand.press("c")
        await hand.type("补打\n")
        await hand.press("f8")
        assert "算作本周的周一电话" in hand.text
        assert "已打 1 / 3" in hand.text
        assert at_hand(hand) != first
        [call] = [c for c in desk.each(Call) if c.way == "out"]
        assert call.serves[0].startswith("week.call:")


async def test_what_enter_and_v_open(desk: Desk) -> None:
    async with on_screen(desk, CallRound(), now=NOW) as hand:
        await hand.press("enter")
        assert isinstance(hand.screen, ClientScreen)
        await hand.press("escape", "j", "f12")
        assert isinstance(hand.screen, ClientScreen)
        await hand.press("escape", "1", "enter")
        assert isinstance(hand.screen, CardScreen)
        await hand.press("escape")
        seen = []
        for _ in range(9):  # round and round, section by section
            seen.append(hand.app.focused.id)  # type: ignore[union-attr]
            await hand.press("tab")
        assert list(dict.fromkeys(seen)) == ["thing", "left", "right"]
        await hand.press(*["shift+tab"] * (9 - seen.index("left")))
        assert hand.app.focused is hand.screen.query_one("#left", LineList)
        assert at_hand(hand) == "梅林"
        await hand.press("c")
        await hand.type("好\n")
        await hand.press("f8", "enter")  # the question that is still open is shown before hanging up
        assert isinstance(hand.screen, CallRound)
        await hand.press("end", "enter")
        assert isinstance(hand.screen, DetailScreen)
        assert "好" in hand.text


async def test_bad_input_changes_nothing(desk: Desk) -> None:
    async with on_screen(desk, CallRound(), now=NOW) as hand:
        await hand.press("w")
        await hand.type(" \n")
        assert "为什么" in hand.text
        await hand.press("escape")
        assert isinstance(hand.screen, CallRound)
        assert list(desk.each(Fulfilment)) == []
        assert len(list(desk.each(Item))) == 3


@pytest.mark.parametrize("keys", ["letters", "function keys"])
async def test_a_round_of_reports(desk: Desk, keys: str) -> None:
    letters = keys == "letters"
    preview, sent, confirmed, waive_ = ("o", "s", "y", "w") if letters else ("f3", "f4", "f7", "f9")
    async with on_screen(desk, now=NOW) as hand:
        await hand.press(*(("v", "s") if letters else ("ctrl+w", "f22")))
        assert isinstance(hand.screen, ReportRound)
        assert at_hand(hand) == "益力"
        await hand.press(confirmed)
        assert "还没有发出" in hand.text
        await hand.press(preview)
        assert isinstance(hand.screen, PaperScreen)
        assert "每周工作进度报告 · 益力饮料" in hand.text
        await hand.press("s", "enter")
        assert "谁在电话里确认的" in hand.text, "what is said on the phone at once is noted at once"
        await hand.press("escape", "escape")
        assert isinstance(hand.screen, ReportRound)
        assert at_hand(hand) == "益力"
        assert "待电话确认" in hand.text
        await hand.press(sent)
        assert "已经了了" in hand.text
        await hand.press(confirmed)
        assert "谁在电话里确认的" in hand.text
        await hand.press("enter")
        assert at_hand(hand) == "梅林"
        assert "已了 1 / 3" in hand.text
        [paper] = desk.each(Paper)
        assert paper.confirmed is not None
        assert (paper.kind, paper.period, paper.confirmed.by) == ("weekly", "2026-W48", "刘经理")
        assert owed(desk, "week.report") == ["梅林", "申花"]
        assert owed(desk, "week.report_confirm") == []
        # Sent from here, without the preview.
        await hand.press(sent)
        await hand.type("传真\n")
        await hand.until(lambda: "记下已发（传真）" in hand.text)
        papers = {p.client_id: p for p in desk.each(Paper)}
        ours = papers[find_obligation(desk, "week.report_confirm", "梅林", NOW).client_id]
        assert ours.sent.how == "传真"
        assert "完成" in ours.text
        assert "型号写错了" not in ours.text
        await hand.press("escape")  # it will be confirmed later
        await hand.press("x" if letters else "f8")
        await hand.type("陈小姐\n")
        assert at_hand(hand) == "申花"
        await hand.press(waive_)
        await hand.type("本周停发\n")
        assert "周报告都发了，也都确认了" in hand.text
        assert "已了 3 / 3" in hand.text
        assert {f.rule for f in desk.each(Fulfilment)} == {"week.report", "week.report_confirm"}
        assert [f.let_go for f in desk.each(Fulfilment)].count(True) == 1
        assert {p.confirmed.by for p in desk.each(Paper) if p.confirmed} == {"刘经理", "陈小姐"}


@pytest.mark.parametrize("keys", ["letters", "function keys"])
async def test_a_client_without_a_report_time(desk: Desk, keys: str) -> None:
    sent, time, done = ("s", "d", "x") if keys == "letters" else ("f4", "f5", "f8")
    new = add_client(desk, "梦龙置业", MORNING, keys=["x"])
    async with on_screen(desk, ReportRound(new.id), now=NOW) as hand:
        assert at_hand(hand) == "梦龙"
        assert "已了 0 / 4" in hand.text
        assert "还没发，没有约定时间：按 d 定下每周何时发" in hand.text
        await hand.press(done)
        assert "没有约定时间" in hand.text
        assert list(desk.each(Fulfilment)) == []
        await hand.press(time)
        await hand.type("周八\n")
        assert "看不懂每周时间" in hand.text
        assert desk.book.clients[new.id].report is None
        await hand.press("ctrl+u")
        await hand.type("周四 16:00\n")
        assert "梦龙 周报告：每周四 16:00。" in hand.text
        assert "梦龙" in owed(desk, "week.report")
        await hand.press("u")
        assert desk.book.clients[new.id].report is None
        assert at_hand(hand) == "梦龙"
        await hand.press(sent, "enter")
        await hand.until(lambda: "记下已发" in hand.text)
        assert owed(desk, "week.report_confirm") == ["梦龙"]
        assert at_hand(hand) == "梦龙"
        await hand.press("y")
        await hand.type("何总\n")
        assert "已了 1 / 4" in hand.text
        assert at_hand(hand) != "梦龙"


async def test_another_program_does_it_meanwhile(desk: Desk) -> None:
    async with on_screen(desk, CallRound(), now=NOW) as hand:
        other = Desk.open(desk.store.path, program="other", now=NOW)
        record_call(other, NOW, ["好"], client="益力", way="out")
        other.close()
        await hand.until(lambda: "已打 1 / 3" in hand.text)
        assert at_hand(hand) == "梅林"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
@pytest.mark.parametrize("screen", [CallRound, ReportRound])
async def test_all_sizes(
    desk: Desk, tmp_path: Path, screen: type[RoundScreen], lang: str, size: tuple[int, int]
) -> None:
    async with on_screen(desk, screen(), now=NOW, size=size, lang=lang) as hand:
        await hand.press("j")
        assert "秋季海报" in hand.text
        assert "申花" in hand.text
        assert "{" not in hand.text
        await hand.press("question_mark", "escape", "L", "f10")
        assert "{" not in hand.text
    empty = Desk.open(tmp_path / "new.json", program="tests", now=NOW)
    async with on_screen(empty, screen(), now=NOW, size=size, lang=lang) as hand:
        await hand.press("x", "w", "c", "v", "enter", "tab", "o", "s", "y")
        assert isinstance(hand.screen, screen)
        assert "{" not in hand.text
    empty.close()


async def test_a_holiday_leaves_nothing_to_call(desk: Desk) -> None:
    for short in ("益力", "梅林", "申花"):
        waive(desk, find_obligation(desk, "week.call", short, NOW), "放假", NOW)
    async with on_screen(desk, CallRound(), now=NOW) as hand:
        assert "周一电话都打过了" in hand.text
        assert "免做" in hand.text
