"""The AM's Friday: what is missing, next week planned, the week reviewed, its summary handed up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from desks import all_of, at, everything, owed
from msgspec.structs import replace
from weeks import FRIDAY, NEXT_MONDAY, ZH, ae_desk, am_desk, live_a_week

from aetui.desk.book.clients import add_client
from aetui.desk.core import Desk
from aetui.desk.day.review import review
from aetui.desk.find.mentions import find_text
from aetui.desk.obligations import find_obligation, meet, waive
from aetui.desk.papers import Subject, build
from aetui.desk.papers.sending import send_paper
from aetui.desk.week.closing import close_week, write_words
from aetui.desk.week.team import week_follows, week_of_team, words_of
from aetui.desk.week.team_file import send_week, take_week
from aetui.desk.week.team_plan import add_plan, understand
from aetui.domain.errors import BadInput, Refused
from aetui.domain.records import Fulfilment, Paper, Summary, Todo

W48 = "2026-W48"


@pytest.fixture
def am(tmp_path: Path) -> Iterator[Desk]:
    """An AM with one AE, who lived a week and wrote its file."""
    ae = ae_desk(tmp_path)
    live_a_week(ae)
    send_week(ae, None, tmp_path / "liwen.json", FRIDAY)
    ae.close()
    desk = am_desk(tmp_path, "李雯")
    add_client(desk, "申花家电", FRIDAY, keys=["shenhua", "sh"])
    yield desk
    desk.close()


def test_reviewed_when_all_is_in_and_planned(am: Desk, tmp_path: Path) -> None:
    assert [o.rule for o in am.obligations(FRIDAY)][:1] == ["week.review"]
    assert week_follows(am, FRIDAY) == "team.follows"
    assert review(am, FRIDAY, date(2026, 11, 27)).undecided == []  # it follows the day, and keeps none from closing
    seen = week_of_team(am, FRIDAY)
    assert (seen.missing, seen.bare, seen.closed, seen.leads) == (["李雯"], [], None, True)
    before = everything(am)
    with pytest.raises(BadInput) as wordless:
        close_week(am, FRIDAY)
    with pytest.raises(Refused) as missing:
        close_week(am, FRIDAY, "都在赶双十二")
    assert (wordless.value.key, missing.value.key) == ("team.words", "gate.week")
    assert missing.value.args_["names"] == ["李雯"]
    assert everything(am) == before
    take_week(am, tmp_path / "liwen.json", FRIDAY)
    assert week_of_team(am, FRIDAY).missing == []
    assert week_of_team(am, FRIDAY).bare == []  # a promise, a meeting, a card's deadline: each client has something
    before = everything(am)
    closed = close_week(am, FRIDAY, "都在赶双十二")
    assert (closed.rule, closed.subject, closed.period, closed.done.how) == ("week.review", "me", W48, "都在赶双十二")
    assert closed.done.why is None
    assert owed(am, "week.review", FRIDAY) == []
    assert week_follows(am, FRIDAY) == ""
    with pytest.raises(BadInput) as twice:
        close_week(am, FRIDAY, "再")
    assert twice.value.key == "team.closed"
    am.undo(FRIDAY)
    assert everything(am) == before
    assert words_of(am, W48) == ""  # they were said in that same change
    write_words(am, W48, "都在赶双十二", FRIDAY)
    close_week(am, FRIDAY)
    am.undo(FRIDAY)
    assert words_of(am, W48) == "都在赶双十二"  # what was written before stays


def test_the_summary_is_written_in_changes_that_undo_reaches(am: Desk) -> None:
    before = everything(am)
    with pytest.raises(BadInput, match=r"team\.words"):
        write_words(am, W48, "  ", FRIDAY)
    write_words(am, W48, " 都在赶双十二 ", FRIDAY)
    write_words(am, W48, "都在赶双十二", FRIDAY)  # the same once more is no change
    assert [e.verb for e in am.store.log(2)].count("week.words") == 1
    write_words(am, "2026-W49", "下一周", FRIDAY)
    write_words(am, W48, "都在赶双十二，申花重印", FRIDAY)
    assert (words_of(am, W48), words_of(am, "2026-W49")) == ("都在赶双十二，申花重印", "下一周")
    assert "申花重印" in str(build(am, ZH, "summary", Subject(), FRIDAY))
    [hit] = list(find_text(am, "申花重印"))
    assert (hit.kind, hit.text) == ("summaries", "2026-W48 都在赶双十二，申花重印")
    am.undo(FRIDAY)
    assert words_of(am, W48) == "都在赶双十二"
    am.redo(FRIDAY)
    assert words_of(am, W48) == "都在赶双十二，申花重印"
    for _ in range(3):
        am.undo(FRIDAY)
    assert (words_of(am, W48), everything(am)) == ("", before)


def test_of_two_summaries_of_a_week_the_later_counts(am: Desk) -> None:
    """Two machines each wrote one, and their files came together."""
    write_words(am, W48, "先写的", FRIDAY)
    with am.change("test", FRIDAY) as change:
        change.new(Summary, period=W48, text="后写的")
    with am.change("test", FRIDAY) as change:
        [first] = [s for s in all_of(am, Summary) if s.text == "先写的"]
        change.put(replace(first, updated_at=at("9:00")), stamp=False)
    assert words_of(am, W48) == "后写的"
    write_words(am, W48, "改过", FRIDAY)
    assert words_of(am, W48) == "改过"
    assert sorted(s.text for s in all_of(am, Summary)) == ["先写的", "改过"]


def test_each_client_has_something_planned(am: Desk, tmp_path: Path) -> None:
    take_week(am, tmp_path / "liwen.json", FRIDAY)
    ae = ae_desk(tmp_path, "张敏")
    send_week(ae, None, tmp_path / "zhangmin.json", FRIDAY)
    ae.close()
    take_week(am, tmp_path / "zhangmin.json", FRIDAY)
    # Its Monday calls and reports come round by themselves: they plan nothing.
    assert week_of_team(am, FRIDAY).bare == [("张敏", "梅林"), ("张敏", "申花"), ("张敏", "益力")]
    before = everything(am)
    with pytest.raises(Refused) as unplanned:
        close_week(am, FRIDAY, "都在赶双十二")
    assert (unplanned.value.key, unplanned.value.args_["whats"]) == (
        "gate.week_plan",
        ["张敏 梅林", "张敏 申花", "张敏 益力"],
    )
    assert everything(am) == before
    add_plan(am, "周二 申花 打样确认 @张敏", W48, FRIDAY)
    add_plan(am, "周三 和梅林谈明年", W48, FRIDAY)  # our own, and said in words alone
    assert week_of_team(am, FRIDAY).bare == [("张敏", "益力")]
    closed = close_week(am, FRIDAY, "都在赶双十二", why="益力停单")
    assert closed.done.why == "益力停单"
    sheet = build(am, ZH, "summary", Subject(), FRIDAY)
    assert "没有安排：张敏 益力。" in str(sheet)
    assert ("原因", "益力停单") in sheet.facts


def test_a_reason_opens_the_gates_and_stands_on_the_summary(am: Desk) -> None:
    closed = close_week(am, FRIDAY, "都在赶双十二", why="李雯病了")
    assert closed.done.why == "李雯病了"
    sheet = build(am, ZH, "summary", Subject(), FRIDAY)
    assert ("原因", "李雯病了") in sheet.facts
    assert ("未收到", "李雯") in sheet.facts
    write_words(am, W48, "改了一句", FRIDAY)
    assert all_of(am, Fulfilment)[0].done.how == "改了一句"
    am.undo(FRIDAY)
    assert all_of(am, Fulfilment)[0].done.how == "都在赶双十二"


def test_the_gates_stand_before_whoever_notes_the_review(am: Desk) -> None:
    duty = find_obligation(am, "week.review", "me", FRIDAY)
    before = everything(am)
    with pytest.raises(BadInput):
        meet(am, duty, FRIDAY)
    with pytest.raises(Refused):
        meet(am, duty, FRIDAY, how="都在赶双十二")
    assert everything(am) == before
    write_words(am, W48, "写好了的", FRIDAY)
    meet(am, duty, FRIDAY, why="李雯病了")
    (held,) = all_of(am, Fulfilment)
    assert (held.done.how, held.done.why) == ("写好了的", "李雯病了")
    assert week_of_team(am, FRIDAY).closed == held.done


def test_what_cannot_be_reviewed(am: Desk, tmp_path: Path) -> None:
    before = everything(am)
    for period in ("2026-W49", "bald", "2026-11"):
        with pytest.raises(BadInput):
            close_week(am, FRIDAY, "x", period=period)
    with pytest.raises(BadInput):
        write_words(am, W48, "  ", FRIDAY)
    assert everything(am) == before
    ae = ae_desk(tmp_path, "张敏")
    with pytest.raises(BadInput) as ours:
        close_week(ae, FRIDAY, "x")
    assert ours.value.key == "team.not_am"
    ae.close()


def test_a_week_let_go_can_be_reviewed_after_all(am: Desk) -> None:
    waive(am, find_obligation(am, "week.review", "me", FRIDAY), "出差", FRIDAY)
    assert week_of_team(am, FRIDAY).closed is None
    close_week(am, NEXT_MONDAY, "补上", period=W48, why="李雯病了")
    assert {(f.let_go, f.done.how) for f in all_of(am, Fulfilment)} == {(True, None), (False, "补上")}
    seen = week_of_team(am, NEXT_MONDAY, W48)
    assert seen.closed is not None
    ended = am.obligations(NEXT_MONDAY, ended_since=FRIDAY)
    assert [o.state for o in ended if o.rule == "week.review" and o.id.endswith(W48)] == ["waived"]  # what came first


def test_the_summary_goes_to_the_ad_and_meets_the_duty(am: Desk) -> None:
    subject = Subject(period=W48)
    sheet = build(am, ZH, "summary", subject, FRIDAY)
    before = everything(am)
    paper = send_paper(am, sheet, "x", subject, FRIDAY, how="当面")
    assert (paper.to, paper.period, paper.client_id) == ("赵敏", W48, None)
    assert owed(am, "week.summary", FRIDAY) == []
    assert week_of_team(am, FRIDAY).handed is not None
    assert [(f.rule, f.subject) for f in all_of(am, Fulfilment)] == [("week.summary", "me")]
    am.undo(FRIDAY)
    assert everything(am) == before
    assert all_of(am, Paper) == []


@pytest.mark.parametrize(
    ("line", "day", "text", "owner", "client"),
    [
        ("周二 申花 打样确认 @李雯", 1, "打样确认", "李雯", "申花"),
        ("下周二 申花 打样确认", 1, "打样确认", None, "申花"),
        ("申花 打样确认 周五", 4, "打样确认", None, "申花"),  # said on Friday: that week's
        ("周五17:00前 申花 打样确认 @李", 4, "打样确认", "李雯", "申花"),
        ("12/3 排期会", 3, "排期会", None, None),
        ("排期会", 30, "排期会", None, None),  # no day said: the week's first
        ("2026-12-02 梅林 拜访", 2, "梅林 拜访", None, None),  # nobody in this desk's book
    ],
)
def test_a_line_of_the_plan(am: Desk, line: str, day: int, text: str, owner: str | None, client: str | None) -> None:
    todo = add_plan(am, line, W48, FRIDAY)
    client_id = next((c.id for c in am.book.clients.values() if c.short == client), None)
    month = 11 if day == 30 else 12
    assert (todo.day, todo.text, todo.owner, todo.client_id) == (date(2026, month, day), text, owner, client_id)
    (planned,) = [p for p in week_of_team(am, FRIDAY).plan if p.todo_id]
    assert (planned.who, planned.line.what, planned.client) == (owner or "王磊", text, client or "")
    am.undo(FRIDAY)
    assert all_of(am, Todo) == []


@pytest.mark.parametrize("line", ["12/10 打样", "明天 打样", "本周五 打样", "今天 打样", "  "])
def test_a_line_of_another_week_is_none(am: Desk, line: str) -> None:
    with pytest.raises(BadInput):
        add_plan(am, line, W48, at("9:00", 27))
    assert all_of(am, Todo) == []


@pytest.mark.parametrize("who", ["", " @张敏"])
def test_a_line_of_the_plan_keeps_its_clock(am: Desk, who: str) -> None:
    todo = add_plan(am, f"周三下午3点 和梅林谈明年{who}", W48, FRIDAY)
    (planned,) = [p for p in week_of_team(am, FRIDAY).plan if p.todo_id == todo.id]
    assert planned.due == datetime.fromisoformat("2026-12-02T15:00:00+08:00")


def test_planned_on_the_monday_after(am: Desk) -> None:
    assert understand(am, "周二 打样", W48, NEXT_MONDAY).day == date(2026, 12, 1)
    assert understand(am, "打样", W48, NEXT_MONDAY).day == date(2026, 11, 30)


def test_an_ae_is_asked_to_hand_the_week_over(tmp_path: Path) -> None:
    ae = ae_desk(tmp_path)
    assert week_follows(ae, FRIDAY) == ""  # nobody to hand it to
    live_a_week(ae)
    assert week_follows(ae, FRIDAY) == "team.follows.own"
    assert week_follows(ae, at("17:45", 26)) == ""
    seen = week_of_team(ae, FRIDAY)
    assert (seen.leads, seen.bare, [w.whose for w in seen.all]) == (False, [], ["李雯"])
    ae.close()
