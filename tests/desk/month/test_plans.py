"""Media plans and quarter budgets: lines, last period's, handed in; each change undone whole."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from desks import all_of, at, client, everything, fill, owed

from aetui.desk.book.profile import set_profile
from aetui.desk.card.cards import open_card
from aetui.desk.card.money import add_money, estimate
from aetui.desk.core import Desk
from aetui.desk.month.gathered import used
from aetui.desk.month.overview import month
from aetui.desk.month.plans import (
    add_lines,
    copy_last,
    drop_line,
    move_line,
    plans_of,
    rewrite_line,
    the_line,
    the_plan,
)
from aetui.desk.papers import Subject, build
from aetui.desk.papers.sending import send_paper
from aetui.documents.render import markdown, render
from aetui.domain.amounts import read_money
from aetui.domain.errors import BadInput, DeskError, NotThere
from aetui.domain.lines import plan as grammar
from aetui.domain.plans import since_handed_in, total
from aetui.domain.records import Client, Fulfilment, Paper, Plan
from aetui.domain.records.team import PlanKind
from aetui.locales import Texts

NOW = at("10:00", 24)
ZH = Texts("zh")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An AM's desk; it is there since September."""
    desk = Desk.open(tmp_path / "am.json", program="test", now=NOW)
    fill(desk)
    set_profile(desk, "roles", "AM", at("9:00"))
    set_profile(desk, "people", "赵敏:AD,小陆:AE", at("9:00"))
    return desk


def meilin(desk: Desk) -> Client:
    return client(desk, "梅林")


def planned(desk: Desk, kind: PlanKind = "media", period: str = "2026-12", *lines: str) -> Plan:
    return add_lines(desk, kind, meilin(desk), period, lines or ["电视 12/1到12/15 200000", "报纸 3万"], NOW)


def whats(plan: Plan | None) -> list[str]:
    assert plan is not None
    return [line.what for line in plan.lines]


def send(desk: Desk, kind: str, now: datetime, period: str | None = None) -> Paper:
    subject = Subject(client=meilin(desk), period=period)
    sheet = build(desk, ZH, kind, subject, now)
    return send_paper(desk, sheet, render(sheet, "md").decode(), subject, now, how="面呈")


def test_lines_are_added_changed_moved_and_removed(desk: Desk) -> None:
    plan = planned(desk)
    assert whats(plan) == ["电视", "报纸"]
    assert plan.lines[0].end == date(2026, 12, 15)
    plan = add_lines(desk, "media", meilin(desk), "2026-12", ["户外 50000"], NOW)
    assert len(all_of(desk, Plan)) == 1
    plan = move_line(desk, plan.id, "户外", -1, NOW)
    assert whats(plan) == ["电视", "户外", "报纸"]
    plan = rewrite_line(desk, plan.id, plan.lines[0].id, "电视 30秒 12/1到12/20 ￥21万", NOW)
    assert (plan.lines[0].what, plan.lines[0].amount) == ("电视 30秒", Decimal(210000))
    plan = drop_line(desk, plan.id, "2", NOW)
    assert whats(plan) == ["电视 30秒", "报纸"]
    before = everything(desk)
    assert move_line(desk, plan.id, "1", -1, NOW) == plan
    assert rewrite_line(desk, plan.id, plan.lines[1].id, "报纸 30000", NOW) == plan
    assert everything(desk) == before  # the end of the list, the same words


@pytest.mark.parametrize("n", range(7))
def test_undo_gives_everything_back(desk: Desk, n: int) -> None:
    first = planned(desk, "media", "2026-11", "电视 11/1到11/5 100", "电台 50")
    plan = planned(desk)
    steps = [
        lambda: add_lines(desk, "media", meilin(desk), "2026-12", ["户外 1"], NOW),
        lambda: rewrite_line(desk, plan.id, plan.lines[0].id, "电视 5", NOW),
        lambda: drop_line(desk, plan.id, "1", NOW),
        lambda: move_line(desk, plan.id, "1", 1, NOW),
        lambda: copy_last(desk, "media", meilin(desk), "2026-12", NOW),
        lambda: send(desk, "media", NOW),
        lambda: planned(desk, "budget", "2026-Q4", "电视 5"),
    ]
    before = everything(desk)
    steps[n]()
    assert everything(desk) != before
    desk.undo(NOW)
    assert everything(desk) == before
    assert first.lines


@pytest.mark.parametrize(
    ("line", "key"),
    [("电视", "plan.line"), ("电视 3/1到3/5 100", "plan.outside"), ("电台 500 USD", "plan.currency")],
)
def test_a_line_that_cannot_be_taken_changes_nothing(desk: Desk, line: str, key: str) -> None:
    plan = planned(desk)
    before = everything(desk)
    for verb in (
        lambda: add_lines(desk, "media", meilin(desk), "2026-12", ["户外 1", line], NOW),
        lambda: rewrite_line(desk, plan.id, plan.lines[0].id, line, NOW),
    ):
        with pytest.raises(BadInput) as refused:
            verb()
        assert refused.value.key == key
    assert everything(desk) == before


def test_a_plan_has_the_currency_of_its_first_line(desk: Desk) -> None:
    plan = planned(desk, "budget", "2026-Q4", "电视 US$ 500", "报纸 200")
    assert plan.currency == "USD"
    plan = drop_line(desk, plan.id, "报纸", NOW)
    assert rewrite_line(desk, plan.id, "1", "电视 400", NOW).currency == "USD"
    assert rewrite_line(desk, plan.id, "1", "电视 ￥400", NOW).currency == "CNY"


def test_a_discount_is_taken_off(desk: Desk) -> None:
    before = everything(desk)
    plan = planned(desk, "budget", "2026-Q4", "电视 200000", "年框返点 -5,000", "媒体折扣 1万", "户外 3万")
    assert [line.amount for line in plan.lines] == [200000, -5000, -10000, 30000]
    assert total(plan.lines) == 215000
    subject = Subject(client=meilin(desk), period="2026-Q4")
    paper = markdown(build(desk, ZH, "budget", subject, NOW))
    for words in ("年框返点（折扣）", "媒体折扣", "-￥5,000", "-￥10,000", "￥215,000"):
        assert words in paper
    assert "媒体折扣（折扣）" not in paper
    assert "年框返点 (discount)" in markdown(build(desk, Texts("en"), "budget", subject, NOW))
    send_paper(desk, build(desk, ZH, "budget", subject, NOW), "x", subject, NOW)
    line = the_line(plan, "返点")
    plan = rewrite_line(desk, plan.id, line.id, "年框返点 -8000", NOW)
    [changed] = since_handed_in(plan)
    assert (changed.how, changed.difference) == ("amount", -3000)
    plan = drop_line(desk, plan.id, "媒体折扣", NOW)
    assert total(plan.lines) == 222000
    paper = markdown(build(desk, ZH, "budget", subject, NOW))
    for words in ("-￥8,000", "-￥3,000", "￥10,000", "￥7,000", "￥222,000"):
        assert words in paper
    copied = copy_last(desk, "budget", meilin(desk), "2027-Q1", NOW)
    assert [line.amount for line in copied.lines] == [200000, -8000, 30000]
    # The same words once more change nothing.
    same = rewrite_line(desk, plan.id, line.id, grammar.write(the_line(plan, "返点"), "CNY"), NOW)
    assert same == plan
    for _ in range(5):
        desk.undo(NOW)
    assert everything(desk) == before


def test_which_line_is_meant(desk: Desk) -> None:
    plan = planned(desk, "media", "2026-12", "电视 15秒 1", "电视 30秒 2", "报纸 3")
    assert the_line(plan, "3").what == the_line(plan, "报").what == "报纸"
    assert the_line(plan, plan.lines[1].id) == plan.lines[1]
    for said, kind in (("电视", BadInput), ("电台", NotThere), ("9", NotThere), ("", NotThere)):
        with pytest.raises(kind):
            the_line(plan, said)
    with pytest.raises(NotThere):
        drop_line(desk, "nobody", "1", NOW)


def test_last_periods_lines_come_along_on_the_same_days(desk: Desk) -> None:
    planned(desk, "media", "2026-09", "户外 9/1到9/30 1")
    planned(desk, "media", "2026-11", "电视 11/1到11/30 100", "电台 11/5 50", "报纸 7")
    with pytest.raises(BadInput):
        copy_last(desk, "media", client(desk, "申花"), "2026-12", NOW)
    with pytest.raises(BadInput):
        copy_last(desk, "media", meilin(desk), "2026-09", NOW)
    planned(desk, "media", "2026-12", "报纸 9")
    plan = copy_last(desk, "media", meilin(desk), "2026-12", NOW)
    assert [(x.what, x.amount, x.start, x.end) for x in plan.lines] == [
        ("报纸", Decimal(9), None, None),
        ("电视", Decimal(100), date(2026, 12, 1), date(2026, 12, 30)),
        ("电台", Decimal(50), date(2026, 12, 5), date(2026, 12, 5)),
    ]
    ids = {x.id for p in all_of(desk, Plan) for x in p.lines}
    assert len(ids) == sum(len(p.lines) for p in all_of(desk, Plan))
    with pytest.raises(BadInput):
        copy_last(desk, "media", meilin(desk), "2026-12", NOW)  # nothing new
    planned(desk, "budget", "2026-Q3", "展会 9/1到9/3 5")
    assert copy_last(desk, "budget", meilin(desk), "2026-Q4", NOW).lines[0].start == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("kind", "now", "period", "own", "duty"),
    [
        ("media", "2026-11-09", None, "2026-12", "2026-11"),
        ("media", "2026-12-31", None, "2027-01", "2026-12"),
        ("media", "2026-12-10", "2026-12", "2026-12", "2026-11"),
        ("budget", "2026-11-02", None, "2026-Q4", "2026-11"),
        ("budget", "2026-11-24", None, "2026-Q4", "2026-12"),
        ("budget", "2026-12-31", None, "2027-Q1", "2027-01"),
        ("budget", "2026-12-31", "2026-Q4", "2026-Q4", "2026-12"),
        ("budget", "2026-12-31", "2026-11", "2026-Q4", "2026-12"),
        ("budget", "2026-09-28", None, "2026-Q4", "2026-10"),
        ("budget", "2027-01-04", "2027-Q1", "2027-Q1", "2027-01"),
    ],
)  # fmt: skip
def test_handing_in_meets_its_month(
    desk: Desk, kind: PlanKind, now: str, period: str | None, own: str, duty: str
) -> None:
    when = datetime.fromisoformat(f"{now}T17:00:00+08:00")
    add_lines(desk, kind, meilin(desk), own, ["电视 200000"], when)
    paper = send(desk, kind, when, period)
    (met,) = all_of(desk, Fulfilment)
    rule = {"media": "month.media_plan", "budget": "month.budget"}[kind]
    assert (met.rule, met.subject, met.period) == (rule, meilin(desk).id, duty)
    assert (paper.period, paper.to, met.done.how) == (own, "赵敏", "面呈")
    plan = the_plan(desk, kind, meilin(desk).id, own)
    assert plan is not None
    assert [v.lines for v in plan.versions] == [plan.lines]


def test_the_duty_is_gone_from_the_list(desk: Desk) -> None:
    december = at("10:00", 24)
    assert {o.client_id for o in owed(desk, "month.budget", december)} == set(desk.book.clients)
    planned(desk, "budget", "2026-Q4", "电视 5")
    send(desk, "budget", december)
    assert meilin(desk).id not in {o.client_id for o in owed(desk, "month.budget", december)}
    send(desk, "budget", at("11:00", 24))  # again: a version more, the duty stays met as it was
    (met,) = all_of(desk, Fulfilment)
    assert met.done.at == december
    assert len(all_of(desk, Plan)[0].versions) == 2


def test_what_was_handed_in_early_is_still_met_when_its_month_has_come(desk: Desk) -> None:
    """The desk, opened anew, holds what is live or recent: weeks later that must still say that it is met."""
    planned(desk, "budget", "2027-Q1", "电视 5")
    send(desk, "budget", NOW, "2027-Q1")
    later = datetime.fromisoformat("2027-01-18T10:00:00+08:00")
    desk.close()
    again = Desk.open(desk.store.path, program="test", now=later)
    owed_by = {o.client_id for o in owed(again, "month.budget", later) if o.id.endswith("2027-01")}
    assert owed_by == set(again.book.clients) - {meilin(again).id}
    seen = month(again, "2027-01", later)
    assert [one.obligation.state for one in seen.plans["budget"] if one.obligation] == ["met", "overdue", "overdue"]
    again.close()


def test_an_empty_plan_is_not_handed_in(desk: Desk) -> None:
    before = everything(desk)
    for kind in ("media", "budget"):
        with pytest.raises(BadInput) as refused:
            send(desk, kind, NOW)
        assert refused.value.key == f"plan.empty_{kind}"
    assert everything(desk) == before


def test_the_paper_tells_the_changes(desk: Desk) -> None:
    plan = planned(desk, "budget", "2026-Q4", "电视 200000", "报纸 3万", "户外 100")
    send(desk, "budget", NOW)
    text = render(build(desk, ZH, "budget", Subject(client=meilin(desk)), NOW), "md").decode()
    assert "没有变化" in text
    rewrite_line(desk, plan.id, "1", "电视 25万", NOW)
    rewrite_line(desk, plan.id, "3", "户外 看板 100", NOW)
    drop_line(desk, plan.id, "报纸", NOW)
    planned(desk, "budget", "2026-Q4", "展会 4万")
    text = render(build(desk, ZH, "budget", Subject(client=meilin(desk)), NOW), "md").decode()
    for row in (
        "| 改金额 | 电视 | ￥200,000 | ￥250,000 | ￥50,000 |",
        "| 改内容 | 户外 → 户外 看板 | ￥100 | ￥100 | ￥0 |",
        "| 新增 | 展会 |  | ￥40,000 | ￥40,000 |",
        "| 取消 | 报纸 | ￥30,000 |  | \\-￥30,000 |",
        "| **合计** |  | **￥230,100** | **￥290,100** | **￥60,000** |",
    ):
        assert row in text, f"{row}\n{text}"
    assert "- 版本：2" in text


def test_what_looks_like_markup_stays_text(desk: Desk) -> None:
    evil = "<b>电视</b> | **粗** [b]x[/b]"
    planned(desk, "media", "2026-12", f"{evil} 12/1到12/5 500")
    sheet = build(desk, ZH, "media", Subject(client=meilin(desk)), NOW)
    assert "<b>电视" not in render(sheet, "html").decode()
    text = render(sheet, "md").decode()
    assert markdown(evil) in text
    assert "**粗**" not in text
    from io import BytesIO

    from docx import Document

    cells = [c.text for t in Document(BytesIO(render(sheet, "docx"))).tables for r in t.rows for c in r.cells]
    assert evil in cells


def test_the_actual_so_far(desk: Desk) -> None:
    card = open_card(desk, "秋季海报", at("9:30"), client="梅林食品")
    estimate(desk, card.number, read_money("12000"), NOW)
    add_money(desk, card.number, "cost", read_money("3000"), NOW)
    add_money(desk, card.number, "invoice", read_money("5000"), NOW)
    other = open_card(desk, "单页", at("9:30"), client="申花家电")
    add_money(desk, other.number, "cost", read_money("777"), NOW)
    (sums,) = used(desk, meilin(desk), "2026-Q4", NOW).sums
    assert (sums.budget, sums.spent, sums.billed) == (Decimal(12000), Decimal(3000), Decimal(5000))
    assert used(desk, meilin(desk), "2026-Q3", NOW).sums == []


def test_two_machines_each_made_one(desk: Desk) -> None:
    plan = planned(desk)
    with desk.change("plan.add", at("11:00", 24)) as change:
        change.new(Plan, kind="media", client_id=plan.client_id, period="2026-12")
    assert plans_of(desk, "media", "2026-12") == {plan.client_id: plan}


def test_the_month_at_a_glance(desk: Desk) -> None:
    planned(desk, "budget", "2026-Q4", "电视 5")
    december = month(desk, "2026-12", NOW)
    assert (december.periods, december.mine) == ({"budget": "2026-Q4", "media": "2027-01"}, True)
    assert december.due["month.media_plan"] == date(2026, 12, 10)
    assert december.due["year.appraisal"] == date(2026, 12, 15)
    budgets = december.plans["budget"]
    assert [one.obligation.state for one in budgets if one.obligation] == ["pending"] * 3
    assert [whats(one.plan) for one in budgets if one.plan] == [["电视"]]
    assert month(desk, "2026-11", NOW).ahead == 3
    send(desk, "budget", NOW)
    assert month(desk, "2026-11", NOW).ahead == 2
    far = datetime.fromisoformat("2027-03-20T10:00:00+08:00")
    states = {o.rule: o.state for o in month(desk, "2026-12", far).obligations if o.client_id == meilin(desk).id}
    assert states == {"month.budget": "met", "month.media_plan": "missed", "month.report": "missed"}
    set_profile(desk, "roles", "AE", NOW)
    seen = month(desk, "2026-12", NOW)
    assert (seen.mine, seen.obligations, seen.ahead) == (False, [], 0)
    assert any(one.plan for one in seen.plans["budget"])
    with pytest.raises(DeskError):
        month(desk, "bald", NOW)
