"""An AM's month by keys: plans, reports, appraisals; handed in from their papers."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from on_a_desk import Hand, at, new_desk, on_screen
from textual import events

from aetui.desk.book.profile import set_profile
from aetui.desk.core import Desk
from aetui.desk.month.appraisals import write_appraisal
from aetui.desk.month.plans import add_lines
from aetui.domain.records import Appraisal, Client, Fulfilment, Paper, Plan, Tally, TeamWeek
from aetui.screens.board.screen import BoardScreen
from aetui.screens.month.appraisal import AppraisalScreen
from aetui.screens.month.plan import PlanScreen
from aetui.screens.month.screen import MonthScreen
from aetui.screens.paper.screen import PaperScreen
from aetui.screens.record.detail import DetailScreen
from aetui.widgets.lines import LineList

NOW = at("10:00", 24)
DECEMBER = datetime.fromisoformat("2026-12-10T10:00:00+08:00")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An AM's desk with two AEs."""
    desk = new_desk(tmp_path)
    set_profile(desk, "roles", "AM", at("09:00"))
    set_profile(desk, "people", "赵敏:AD,小陆:AE,小顾:AE", at("09:00"))
    return desk


def meilin(desk: Desk) -> Client:
    return next(c for c in desk.each(Client) if c.short == "梅林")


def plans(desk: Desk) -> list[tuple[str, str, list[str]]]:
    return sorted((p.kind, p.period, [line.what for line in p.lines]) for p in desk.each(Plan))


def stand_on(hand: Hand, ref: str) -> None:
    for lines in hand.screen.query(LineList):
        if ref in lines.refs:
            lines.focus()
            lines.select(ref)
            return
    raise AssertionError(f"{ref}\n{hand.text}")


async def test_a_discount_is_shown_as_such(desk: Desk) -> None:
    async with on_screen(desk, PlanScreen("budget", meilin(desk).id, "2026-Q4")) as hand:
        await hand.press("a")
        await hand.type("电视 20万\n", "返点 -5000")
        assert "返点（折扣） -￥5,000" in hand.text
        await hand.press("enter")
        await hand.type("discount 3000")
        assert "discount -￥3,000" in hand.text
        await hand.press("enter", "enter")
        assert "￥192,000" in hand.text
        await hand.press("u", "u")
        assert "￥200,000" in hand.text


async def test_a_single_day_of_a_january_plan_has_its_bar(desk: Desk) -> None:
    """Typed in November: the 10th of January, not of the month before."""
    add_lines(desk, "media", meilin(desk), "2027-01", ["杂志 1/10 3万", "全月的年框 5万"], NOW)
    async with on_screen(desk, PlanScreen("media", meilin(desk).id, "2027-01"), now=NOW, size=(160, 36)) as hand:
        (dated,) = [row for row in hand.text.splitlines() if "杂志" in row]
        (whole,) = [row for row in hand.text.splitlines() if "年框" in row]
        assert "1/10" in dated
        assert "━" in dated
        assert "━" not in whole


@pytest.mark.parametrize("keys", ["letters", "function keys"])
async def test_a_plan_from_nothing_to_handed_in(desk: Desk, keys: str) -> None:
    letters = keys == "letters"
    async with on_screen(desk, now=NOW) as hand:
        await hand.press("M" if letters else "ctrl+r")
        assert isinstance(hand.screen, MonthScreen)
        assert (
            "2026年12月" in hand.text
        )  # whose duties stand: what was due in November was due before the desk was there
        await hand.press("left" if letters else "f5")
        assert "2026年11月" in hand.text
        assert "季度预算 2026-Q4" in hand.text
        assert "媒介计划 2026-12 · 11月10日 周二 前" in hand.text
        assert "12月的已开始计时：欠 3 件" in hand.text
        await hand.press("right" if letters else "f6")
        assert "2026年12月" in hand.text
        assert "季度预算 2026-Q4 · 12月3日 周四 前" in hand.text
        await hand.press("enter")
        assert isinstance(hand.screen, PlanScreen)
        assert "还没有一行" in hand.text
        await hand.press("a" if letters else "f3")
        await hand.type("电视 15秒 11/1到11/15 20万")
        assert "电视 15秒 11/1–11/15 ￥200,000" in hand.text  # what was understood
        await hand.type("\n", "报纸 3万\n", "户外\n")
        assert "金额在最后" in hand.text
        assert "户外" in hand.text  # the line stays to be mended
        await hand.type(" 100\n", "\n")
        assert plans(desk) == [("budget", "2026-Q4", ["电视 15秒", "报纸", "户外"])]
        assert "￥230,100" in hand.text
        await hand.press("J" if letters else "shift+down")
        assert plans(desk)[0][2] == ["报纸", "电视 15秒", "户外"]
        await hand.press("K" if letters else "shift+up")
        await hand.press("delete" if letters else "ctrl+d")
        assert plans(desk)[0][2] == ["报纸", "户外"]
        await hand.press("u" if letters else "ctrl+z")
        assert plans(desk)[0][2] == ["电视 15秒", "报纸", "户外"]
        await hand.press("o" if letters else "f12")
        assert isinstance(hand.screen, PaperScreen)
        assert "季度预算 · 梅林食品 · 2026年第4季度" in hand.text
        await hand.press("s" if letters else "f8", "enter")
        [met] = desk.each(Fulfilment)
        assert (met.rule, met.period) == ("month.budget", "2026-12")
        [paper] = desk.each(Paper)
        assert paper.to == "赵敏"
        assert "没有变化" in hand.text  # the paper as it is by now
        await hand.press("escape")
        assert "上报过 1 次" in hand.text
        await hand.press("escape")
        assert "✓  梅林" in hand.text
        assert "欠 2" in hand.text
        await hand.press("u" if letters else "ctrl+z")
        assert list(desk.each(Fulfilment)) == []
        assert "欠 3" in hand.text
        assert "未报" in hand.text


@pytest.mark.parametrize("keys", ["letters", "function keys"])
async def test_last_months_lines_in_one_key(desk: Desk, keys: str) -> None:
    letters = keys == "letters"
    add_lines(desk, "media", meilin(desk), "2026-11", ["电视 11/1到11/15 200000", "[b]报纸[/b] 3万"], NOW)
    async with on_screen(desk, PlanScreen("media", meilin(desk).id, "2026-12"), now=NOW) as hand:
        await hand.press("equals_sign" if letters else "f4")
        assert "照抄了 2 行" in hand.text
        assert "12/1–12/15" in hand.text
        assert "[b]报纸[/b]" in hand.text
        assert "━" in hand.text
        await hand.press("equals_sign" if letters else "f4")
        assert "这里都有了" in hand.text
        await hand.press("enter")
        line = hand.screen.prompt.line  # type: ignore[attr-defined]
        assert line.text == "电视 2026-12-01到2026-12-15 200000"
        await hand.type("电视 30秒 12/5 21万\n")
        plan = next(p for p in desk.each(Plan) if p.period == "2026-12")
        assert (plan.lines[0].what, plan.lines[0].start) == ("电视 30秒", date(2026, 12, 5))
        assert plan.lines[0].amount == Decimal(210000)
        await hand.press("left" if letters else "f5")
        assert "2026-11" in hand.text
        await hand.press("right" if letters else "f6", "right" if letters else "f6")
        assert "还没有一行" in hand.text
        await hand.press("delete" if letters else "ctrl+d")
        assert "不能去掉" in hand.text


async def test_esc_keeps_a_half_typed_line(desk: Desk) -> None:
    async with on_screen(desk, PlanScreen("media", meilin(desk).id, "2026-12"), now=NOW) as hand:
        await hand.press("a")
        await hand.type("电视 12/1到")
        await hand.press("escape", "a")
        assert "电视 12/1到" in hand.text
        await hand.press("escape", "escape")
        assert list(desk.each(Plan)) == []


async def test_keys_typed_ahead_find_the_page_that_they_were_meant_for(desk: Desk) -> None:
    """M, Enter, a and the line itself in one go, as fast fingers or a slow line bring them."""
    async with on_screen(desk, now=NOW) as hand:
        for key, character in (
            ("M", "M"),
            ("enter", "\r"),
            ("a", "a"),
            ("T", "T"),
            ("space", " "),
            ("5", "5"),
            ("enter", "\r"),
        ):
            hand.app.post_message(events.Key(key, character))
        await hand.until(lambda: plans(desk))
        assert plans(desk) == [("budget", "2026-Q4", ["T"])]
        assert isinstance(hand.screen, PlanScreen)


async def test_changes_since_it_was_handed_in(desk: Desk) -> None:
    add_lines(desk, "media", meilin(desk), "2026-12", ["电视 200000", "报纸 3万"], NOW)
    async with on_screen(desk, PlanScreen("media", meilin(desk).id, "2026-12"), now=NOW) as hand:
        assert "还没上报过" in hand.text
        await hand.press("o", "s", "enter", "escape")
        assert "之后没有变化" in hand.text
        await hand.press("enter")
        await hand.type("电视 250000\n")
        assert "改金额" in hand.text
        assert "￥200,000 → ￥250,000" in hand.text
        assert "+￥50,000" in hand.text
        assert "改了 1 处未报" in hand.text
        await hand.press("down", "delete")
        assert "取消" in hand.text
        assert "+￥20,000" in hand.text


@pytest.mark.parametrize("keys", ["letters", "function keys"])
async def test_an_appraisal_with_finances_check(desk: Desk, keys: str) -> None:
    letters = keys == "letters"
    with desk.change("test", NOW) as change:
        change.new(
            TeamWeek, whose="小陆", desk="x", period="2026-W48", made=NOW,
            tallies=[Tally(rule="card.schedule", client="梅林", kept=7, late=2, missed=1)],
        )  # fmt: skip
    async with on_screen(desk, MonthScreen(), now=DECEMBER) as hand:
        assert "年度评估 2026 · 12月15日 周二 前" in hand.text
        stand_on(hand, "appraisal:小陆")
        await hand.press("enter")
        assert isinstance(hand.screen, AppraisalScreen)
        assert "收进周报 1 周" in hand.text
        assert "工作进度表" in hand.text
        await hand.press("enter")
        await hand.type("守时\n")
        await hand.press("down", "enter")
        await hand.type("提案[b]\n")
        await hand.press("y" if letters else "f7")
        assert "不必核报" in hand.text
        stand_on(hand, "change:")
        await hand.press("enter")
        await hand.type("加 500\n")
        assert "还没核" in hand.text
        await hand.press("o" if letters else "f12", "s" if letters else "f8")
        assert "A10" in hand.text
        await hand.press("escape")  # no reason, nothing handed in
        assert list(desk.each(Fulfilment)) == []
        await hand.press("escape", "y" if letters else "f7")
        await hand.type("周会计\n")
        assert "财务部 周会计 已核" in hand.text
        [found] = desk.each(Appraisal)
        assert found.words == {"strengths": "守时", "improve": "提案[b]"}
        await hand.press("o" if letters else "f12", "s" if letters else "f8", "enter", "escape")
        assert "12/10 10:00 交了" in hand.text
        [met] = desk.each(Fulfilment)
        assert (met.rule, met.subject, met.period) == ("year.appraisal", "小陆", "2026")
        await hand.press("left" if letters else "f5")
        assert "没有收进 小陆 2025 年的周报" in hand.text
        await hand.press("right" if letters else "f6", "escape")
        assert "评语 2/3" in hand.text


async def test_a_reason_opens_the_gate(desk: Desk) -> None:
    write_appraisal(desk, "小顾", 2026, NOW, strengths="稳", change_to="升级")
    async with on_screen(desk, AppraisalScreen("小顾", 2026), now=DECEMBER) as hand:
        await hand.press("o", "s")
        await hand.type("财务下周才回\n")
        await hand.press("enter", "escape")
        assert "未经核报先交，原因：财务下周才回" in hand.text
        assert len(list(desk.each(Fulfilment))) == 1


@pytest.mark.parametrize("keys", ["letters", "function keys"])
async def test_a_duty_is_met_or_let_go_on_its_row(desk: Desk, keys: str) -> None:
    letters = keys == "letters"
    async with on_screen(desk, MonthScreen("2026-12"), now=NOW) as hand:
        await hand.press("x" if letters else "f8")
        await hand.type("口头报了\n")
        # Met on its row is handed in, as from its page: without a budget there is nothing to hand in.
        assert "还没有预算" in hand.text
        assert not list(desk.each(Fulfilment))
        add_lines(desk, "budget", meilin(desk), "2026-Q4", ["电视 20万"], NOW)
        await hand.press("x" if letters else "f8")
        await hand.press("enter")  # what was typed still stands there
        await hand.press("down", "w" if letters else "f9")
        await hand.type("这一季没有预算\n")
        found = {f.let_go: f.done for f in desk.each(Fulfilment)}
        assert (found[False].how, found[True].why) == ("口头报了", "这一季没有预算")
        assert "免做" in hand.text
        assert "欠 1" in hand.text


async def test_the_monthly_report_from_its_row(desk: Desk) -> None:
    async with on_screen(desk, MonthScreen("2026-11"), now=NOW) as hand:
        stand_on(hand, f"monthly:{meilin(desk).id}")
        await hand.press("enter")
        assert "月度报告 · 梅林食品" in hand.text
        await hand.press("s", "enter")
        [met] = desk.each(Fulfilment)
        assert (met.rule, met.period) == ("month.report", "2026-11")
        [paper] = desk.each(Paper)
        assert paper.to == "赵敏"


async def test_the_board_opens_the_page_of_the_duty(desk: Desk) -> None:
    async with on_screen(desk, now=DECEMBER) as hand:
        await hand.press("z")  # what comes later is folded
        for ref, kind in (
            (f"obligation:month.media_plan:{meilin(desk).id}:2026-12", PlanScreen),
            ("obligation:year.appraisal:小陆:2026", AppraisalScreen),
            (f"obligation:month.report:{meilin(desk).id}:2026-12", DetailScreen),
        ):
            stand_on(hand, ref)
            await hand.press("enter")
            assert isinstance(hand.screen, kind)
            if kind is PlanScreen:
                assert "2027-01" in hand.text
            await hand.press("escape")
            assert isinstance(hand.screen, BoardScreen)


async def test_an_ae_is_told_whose_duties_these_are(desk: Desk) -> None:
    set_profile(desk, "roles", "AE", NOW)
    async with on_screen(desk, MonthScreen(), now=NOW) as hand:
        assert "这里是 AM 的职责（A6–A8、A10）" in hand.text
        assert "aetui profile roles AM" in hand.text
        assert "欠 0" in hand.text
        await hand.press("enter", "a")
        await hand.type("电视 5万\n", "\n")
        assert plans(desk) == [("budget", "2026-Q4", ["电视"])]
        await hand.press("escape")
        assert "￥50,000" in hand.text


async def test_found_by_its_words(desk: Desk) -> None:
    add_lines(desk, "media", meilin(desk), "2026-12", ["电梯海报 200000"], NOW)
    write_appraisal(desk, "小陆", 2026, NOW, strengths="电梯海报谈得好")
    async with on_screen(desk, now=NOW) as hand:
        for kind in (AppraisalScreen, PlanScreen):
            await hand.press("slash")
            await hand.type("电梯海报")
            await hand.until(lambda: "2026-12 电梯海报" in hand.text)
            await hand.press(*(["down"] if kind is PlanScreen else []), "enter")
            assert isinstance(hand.screen, (AppraisalScreen, PlanScreen))
            await hand.press("escape", "escape")


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("full", [False, True])
async def test_every_size_and_language(desk: Desk, size: tuple[int, int], lang: str, full: bool) -> None:
    if full:
        for kind, period in (("budget", "2026-Q4"), ("media", "2026-12")):
            lines = [f"第{n}种很长很长很长很长很长的媒介名称 12/1到12/{n + 2} {n}00000" for n in range(1, 26)]
            add_lines(desk, "budget" if kind == "budget" else "media", meilin(desk), period, lines, NOW)
        write_appraisal(desk, "小陆", 2026, NOW, strengths="好" * 300, change_to="x" * 300)
    screens = [MonthScreen(), PlanScreen("budget", meilin(desk).id, "2026-Q4")]
    screens += [PlanScreen("media", meilin(desk).id, "2026-12"), AppraisalScreen("小陆", 2026)]
    for screen in screens:
        async with on_screen(desk, screen, now=NOW, size=size, lang=lang) as hand:
            assert all(len(line) <= size[0] for line in hand.text.splitlines())
            assert hand.text.splitlines()[0].strip()
            assert "2026" in hand.text
            await hand.press("question_mark", "escape", "L")
            assert hand.screen is screen
            await hand.press("L")
