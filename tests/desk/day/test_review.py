"""今日事今日毕: what is undecided, deciding it, closing the day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

import pytest
from cards_made import in_work
from desks import all_of, at, carry_todo, everything, owed

from aetui.desk.card.cards import open_card
from aetui.desk.card.schedule import add_steps, understand
from aetui.desk.core import Desk
from aetui.desk.day.deciding import decide, split
from aetui.desk.day.memos import write_memo
from aetui.desk.day.review import achieved_on, arrange, close_day, day_to_review, review
from aetui.desk.day.todos import add_todo, finish_todo
from aetui.desk.meeting.meetings import add_meeting
from aetui.desk.papers import Subject, build
from aetui.desk.papers.sending import send_paper
from aetui.desk.phone.calls import record_call, set_call
from aetui.documents.render import render
from aetui.domain.errors import BadInput, Refused
from aetui.domain.records import Card, Day, Item, Memo, Paper, Todo
from aetui.domain.review import CLOSING, Thing
from aetui.domain.rulebook import load_rulebook
from aetui.locales import LANGS, Texts

MORNING, NOW = at("9:30"), at("17:30")
TODAY, TOMORROW = date(2026, 11, 23), date(2026, 11, 24)


def only_todos(desk: Desk) -> list[Thing]:
    return [t for t in review(desk, NOW).undecided if t.kind != "duty"]


def thing(desk: Desk, what: str) -> Thing:
    (one,) = [t for t in review(desk, NOW).undecided if t.what == what]
    return one


def settle_all(desk: Desk) -> None:
    decide(desk, review(desk, NOW).undecided, "drop", NOW, day=TODAY, why="放下")


def test_everything_undecided_once(desk: Desk) -> None:
    record_call(
        desk,
        MORNING,
        ["+ 海报", "> 周二给稿", "> 周五给排期", "? 报价 周二10:00", "$ 外拍 8000", "@小王 周二12:00 重出", "好"],
        client="梅林",
    )
    add_todo(desk, "报价单", MORNING)
    add_todo(desk, "下周的事", MORNING, day=date(2026, 11, 30))
    add_todo(desk, "要排期", MORNING, owner="阿杰", due=at("12:00", 24))
    add_todo(desk, "以后的", MORNING, owner="阿杰", due=at("12:00", 30))
    write_memo(desk, "留会议室", MORNING, to="小孙")
    write_memo(desk, "以后的", MORNING, to="小孙", remind_at=at("12:00", 30))
    idle = open_card(desk, "闲着的卡", at("8:00"), client="益力", requested_at=at("8:00"))
    seen = review(desk, NOW).undecided
    assert len({t.key for t in seen}) == len(seen)
    duties = {(t.obligation.rule, t.what) for t in seen if t.obligation}
    assert {("call.promise", "给稿"), ("call.return", "报价 周二10:00"), ("card.chase", "重出")} <= duties
    assert ("call.promise", "给排期") not in duties  # later, and it counts down by itself
    assert {t.what for t in seen if t.kind == "todo"} == {"报价单"}  # 重出 and 要排期 are chased: asked as duties
    assert {t.what for t in seen if t.kind == "memo"} == {"留会议室"}
    # a card whose schedule is owed is asked as that
    assert idle.id not in {t.key for t in seen}
    assert not [t for t in seen if t.obligation and t.obligation.rule == "day.review"]


def test_a_card_without_a_next_step(desk: Desk) -> None:
    card = in_work(desk)
    for duty in [o for o in desk.obligations(NOW) if o.number == card.number]:
        decide(desk, [t for t in review(desk, NOW).undecided if t.key == duty.id], "drop", NOW, day=TODAY, why="x")
    (one,) = [t for t in review(desk, NOW).undecided if t.kind == "card"]
    decide(desk, [one], "tomorrow", NOW, day=TODAY)
    assert [(t.text, t.day, t.card_id) for t in all_of(desk, Todo)] == [("秋季海报", TOMORROW, card.id)]
    assert not [t for t in review(desk, NOW).undecided if t.kind == "card"]
    desk.undo(NOW)
    assert [t.key for t in review(desk, NOW).undecided if t.kind == "card"] == [one.key]


def test_each_decision_on_a_to_do(desk: Desk) -> None:
    for text in ("做", "明", "五", "人", "不"):
        add_todo(desk, text, MORNING)
    decide(desk, [thing(desk, "做")], "done", NOW, day=TODAY)
    decide(desk, [thing(desk, "明")], "tomorrow", NOW, day=TODAY)
    decide(desk, [thing(desk, "五")], "day", NOW, day=TODAY, to=date(2026, 11, 27))
    decide(desk, [thing(desk, "人")], "someone", NOW, day=TODAY, who="阿杰")
    decide(desk, [thing(desk, "不")], "drop", NOW, day=TODAY, why="客户取消")
    found = {t.text: t for t in all_of(desk, Todo)}
    assert found["做"].done is not None
    assert (found["明"].day, len(found["明"].carried)) == (TOMORROW, 1)
    assert found["五"].day == date(2026, 11, 27)
    assert found["人"].owner == "阿杰"
    assert found["不"].dropped is not None
    assert found["不"].dropped.why == "客户取消"
    assert only_todos(desk) == []
    assert [d.decision for d in review(desk, NOW).decided] == ["done", "tomorrow", "day", "someone", "drop"]
    for _ in range(5):
        desk.undo(NOW)
    assert [t.what for t in only_todos(desk)] == ["做", "明", "五", "人", "不"]
    assert review(desk, NOW).decided == []


def test_each_decision_on_a_duty(desk: Desk) -> None:
    record_call(desk, MORNING, ["* 销量涨了", "! 型号错了", "? 报价 周二10:00", "> 周二给稿"], client="梅林")
    decide(desk, [thing(desk, "销量涨了")], "done", NOW, day=TODAY)
    assert owed(desk, "news.share", NOW) == []
    with pytest.raises(Refused):
        decide(desk, [thing(desk, "型号错了")], "done", NOW, day=TODAY)
    decide(desk, [thing(desk, "型号错了")], "done", NOW, day=TODAY, how="王磊，重印")
    decide(desk, [thing(desk, "报价 周二10:00")], "tomorrow", NOW, day=TODAY)
    assert len(owed(desk, "call.return", NOW)) == 1  # it stands as it did, but isn't asked today
    decide(desk, [thing(desk, "给稿")], "someone", NOW, day=TODAY, who="小王")
    assert [(t.owner, t.due) for t in all_of(desk, Todo)] == [("小王", at("18:00", 24))]
    asked = [t.what for t in review(desk, NOW).undecided if t.obligation and t.obligation.rule != "week.call"]
    assert asked == []  # chasing 小王 counts down on the board
    calls = [t for t in review(desk, NOW).undecided if t.obligation and t.obligation.rule == "week.call"]
    decide(desk, calls, "drop", NOW, day=TODAY, why="放假")
    assert owed(desk, "week.call", NOW) == []


def test_memos_and_papers(desk: Desk) -> None:
    card = in_work(desk)
    card = add_steps(desk, card.number, [understand(desk, "完稿 周五12:00", MORNING)], MORNING)
    subject = Subject(card=card)
    send_paper(desk, build(desk, Texts("zh"), "schedule", subject, NOW), "x", subject, NOW)
    for text in ("发", "明", "不"):
        write_memo(desk, text, MORNING, to="小孙")
    decide(desk, [thing(desk, "发")], "done", NOW, day=TODAY)
    decide(desk, [thing(desk, "明")], "tomorrow", NOW, day=TODAY)
    decide(desk, [thing(desk, "不")], "drop", NOW, day=TODAY, why="x")
    memos = {m.text: m for m in all_of(desk, Memo)}
    assert memos["发"].done is not None  # inside: what it says is done
    assert memos["明"].remind_at == at("10:00", 24)
    assert memos["不"].done is not None
    (paper,) = [t for t in review(desk, NOW).undecided if t.kind == "paper"]
    decide(desk, [paper], "done", NOW, day=TODAY, who="王磊")
    (sent,) = all_of(desk, Paper)
    assert sent.approved is not None
    assert sent.approved.by == "王磊"


def test_what_cannot_be_decided(desk: Desk) -> None:
    add_todo(desk, "报价单", MORNING)
    before = everything(desk)
    one = [thing(desk, "报价单")]
    for wrong in (
        {"decision": "day", "to": TODAY},
        {"decision": "day"},
        {"decision": "someone", "who": " "},
        {"decision": "drop", "why": " "},
    ):
        with pytest.raises(BadInput):
            decide(desk, one, now=NOW, day=TODAY, **wrong)  # type: ignore[arg-type]
    with pytest.raises(BadInput):
        split(desk, one[0], ["只有一件"], NOW, day=TODAY)
    assert everything(desk) == before


def test_in_pieces(desk: Desk) -> None:
    add_todo(desk, "整个提案", MORNING)
    for n in range(3):
        carry_todo(desk, all_of(desk, Todo)[0].id, TODAY - timedelta(days=n + 1), MORNING)
    assert thing(desk, "整个提案").carried == 3
    split(desk, thing(desk, "整个提案"), ["提纲", " ", "样稿"], NOW, day=TODAY)
    assert sorted(t.text for t in all_of(desk, Todo) if t.day == TOMORROW) == ["提纲", "样稿"]
    assert only_todos(desk) == []


def test_the_day_is_closed_when_nothing_is_undecided(desk: Desk) -> None:
    add_todo(desk, "报价单", MORNING)
    before = everything(desk)
    with pytest.raises(Refused) as shut:
        close_day(desk, NOW, by="王磊")
    assert shut.value.args_["rule"] == "D1"
    assert everything(desk) == before
    settle_all(desk)
    day = close_day(desk, NOW, by="王磊")
    assert day.closed is not None
    assert day.checked is not None
    assert (day.closed.by, day.closed.why, day.checked.by) == ("王磊", None, "王磊")
    assert owed(desk, "day.review", NOW) == []
    with pytest.raises(BadInput):
        close_day(desk, NOW)
    desk.undo(NOW)
    assert len(owed(desk, "day.review", NOW)) == 1
    assert review(desk, NOW).undecided == []


def test_closed_with_a_reason(desk: Desk) -> None:
    add_todo(desk, "报价单", MORNING)
    day = close_day(desk, NOW, why="停电")
    assert day.closed is not None
    assert day.closed.why == "停电"


def test_yesterday_left_open_comes_first(desk: Desk) -> None:
    add_todo(desk, "昨天的", MORNING)
    morning = at("9:30", 24)
    add_todo(desk, "今天的", morning)
    assert day_to_review(desk, morning) == TODAY
    seen = review(desk, morning)
    assert "今天的" not in [t.what for t in seen.undecided]
    decide(desk, seen.undecided, "drop", morning, day=TODAY, why="x")
    close_day(desk, morning)
    assert day_to_review(desk, morning) == TOMORROW
    assert "今天的" in [t.what for t in review(desk, morning).undecided]


def test_another_program_takes_part(desk: Desk) -> None:
    add_todo(desk, "甲", MORNING)
    add_todo(desk, "乙", MORNING)
    other = Desk.open(desk.store.path, program="other", now=NOW)
    decide(other, [t for t in review(other, NOW).undecided if t.what == "甲"], "tomorrow", NOW, day=TODAY)
    desk.poll()
    assert [t.what for t in only_todos(desk)] == ["乙"]
    assert len(review(desk, NOW).decided) == 1
    decide(desk, [thing(desk, "乙")], "done", NOW, day=TODAY)
    assert len(all_of(desk, Day)) == 1
    other.close()


def test_tomorrow_in_order_against_the_hours(desk: Desk) -> None:
    record_call(desk, MORNING, ["? 报价 周二10:00"], client="梅林")
    for text in ("甲", "乙"):
        add_todo(desk, text, MORNING, day=TOMORROW)
    add_meeting(desk, "例会", MORNING, client="益力", start=at("14:00", 24), travel=timedelta(minutes=30))
    seen = review(desk, NOW)
    assert [t.what for t in seen.tomorrow if t.kind == "todo"] == ["甲", "乙"]
    assert seen.room == 8 * 60 - 120  # a meeting of an hour, half an hour there and back
    keys = [t.key for t in seen.tomorrow]
    arrange(desk, TODAY, keys[::-1], NOW, minutes={keys[0]: 500})
    again = review(desk, NOW)
    assert [t.key for t in again.tomorrow] == keys[::-1]
    assert again.planned > again.room
    with pytest.raises(BadInput):
        arrange(desk, TODAY, keys, NOW, minutes={keys[0]: 0})


def test_finished_elsewhere_is_not_asked(desk: Desk) -> None:
    todo = add_todo(desk, "报价单", MORNING)
    finish_todo(desk, todo.id, NOW)
    assert only_todos(desk) == []


def test_what_calls_leave_behind(desk: Desk) -> None:
    lines = ["改由陈小姐确认下周的", "# 他很急", "? 报价 周二10:00", "改由陈小姐确认，还要 3 份"]
    call, _ = record_call(desk, MORNING, lines, client="梅林")
    lost, _ = record_call(desk, at("10:00"), ["要印两盒名片"], client=None)
    record_call(desk, at("10:00", 22), ["昨天的三句话"], client="梅林")

    def left() -> list[tuple[str, str]]:
        return [(t.kind, t.what) for t in review(desk, NOW).undecided if t.source == "D2"]

    assert left() == [
        ("call", "要印两盒名片"),
        ("note", "改由陈小姐确认下周的"),
        ("note", "改由陈小姐确认，还要 3 份"),
        ("note", "要印两盒名片"),
    ]
    decide(desk, [thing(desk, "改由陈小姐确认，还要 3 份")], "done", NOW, day=TODAY)
    decide(desk, [thing(desk, "改由陈小姐确认下周的")], "tomorrow", NOW, day=TODAY)
    (todo,) = all_of(desk, Todo)
    note = next(i for i in desk.book.items_of(call.id) if i.n == 1)
    assert (todo.text, todo.day, todo.client_id, todo.item_id) == (note.text, TOMORROW, note.client_id, note.id)
    assert left() == [("call", "要印两盒名片"), ("note", "要印两盒名片")]
    set_call(desk, lost.id, NOW, client="申花")
    assert left() == [("note", "要印两盒名片")]
    desk.undo(NOW)
    desk.undo(NOW)
    assert ("note", "改由陈小姐确认下周的") in left()
    assert not all_of(desk, Todo)


def test_notes_that_ask_for_nothing_are_let_through_and_can_be_looked_at(desk: Desk) -> None:
    record_call(desk, MORNING, ["没有新的工作指示", "色稿满意", "样张周三看"], client="梅林")
    settle_all(desk)
    seen = review(desk, NOW)
    assert [t.what for t in seen.routine] == ["没有新的工作指示", "色稿满意"]
    assert not [t for t in seen.undecided if t.routine]
    # One of them is decided all the same; the others are no reason to keep the day open.
    decide(desk, [seen.routine[1]], "tomorrow", NOW, day=TODAY)
    assert [t.what for t in review(desk, NOW).routine] == ["没有新的工作指示"]
    assert not [t for t in review(desk, NOW).undecided if t.kind == "note"]
    close_day(desk, NOW, by="王磊")
    assert review(desk, NOW, TODAY).closed is not None


def test_of_two_at_the_same_moment_trouble_goes_first(desk: Desk) -> None:
    record_call(desk, MORNING, ["$ 外拍 8000", "! 型号写错了"], client="申花")
    first, second = review(desk, NOW).undecided[:2]
    assert (first.what, second.what) == ("型号写错了", "外拍 8000")


def test_a_duty_that_nobody_worded_goes_by_client_and_rule(desk: Desk) -> None:
    call = next(t for t in review(desk, NOW).undecided if t.obligation and t.obligation.rule == "week.call")
    decide(desk, [call], "tomorrow", NOW, day=TODAY)
    (one,) = review(desk, NOW).decided
    assert one.what.endswith("周一电话：报告进度，问有无指示")
    assert one.what.split()[0] in {"梅林", "申花", "益力"}


def test_what_a_decision_started_is_not_asked_for_in_the_same_review(desk: Desk) -> None:
    record_call(desk, MORNING, ["+ 海报"], client="梅林")
    todo = add_todo(desk, "重出完稿", MORNING, day=TODAY, due=at("12:00", 24))
    schedule = next(t for t in review(desk, NOW).undecided if t.obligation and t.obligation.rule == "card.schedule")
    left = len(review(desk, NOW).undecided)
    decide(desk, [schedule], "someone", NOW, day=TODAY, who="小王")
    decide(desk, [thing(desk, "重出完稿")], "someone", NOW, day=TODAY, who="小王")
    assert {o.subject_id for o in owed(desk, "card.chase", NOW)} >= {todo.id}
    assert len(review(desk, NOW).undecided) == left - 2
    # The next day they are asked for again, as long as they stand.
    tomorrow = review(desk, at("17:30", 24), TOMORROW).undecided
    assert {"海报", "重出完稿"} <= {t.what for t in tomorrow if t.owner == "小王"}


# What concerns one step, item or client is one thing, decided once


def rules_of(one: Thing) -> list[str]:
    return [t.obligation.rule if t.obligation else t.kind for t in one.whole]


def of_step(desk: Desk, now: datetime, day: date) -> list[Thing]:
    seen = review(desk, now, day).undecided
    return [t for t in seen if {"card.step", "card.chase"} & set(rules_of(t))]


def test_a_step_with_its_chase_and_its_lateness_is_one_thing(desk: Desk) -> None:
    card = in_work(desk)
    add_steps(desk, card.number, [understand(desk, "完稿 @小王 明天12:00", NOW)], NOW)
    (one,) = of_step(desk, NOW, TODAY)
    assert rules_of(one)[0] == "card.chase"  # it isn't due itself: the key reminds
    decide(desk, [one], "done", NOW, day=TODAY)
    assert of_step(desk, NOW, TODAY) == []
    (told,) = review(desk, NOW).decided
    assert (told.decision, told.act, told.what) == ("done", "card.chase", "催小王：完稿")
    (step,) = all_of(desk, Card)[0].steps
    assert step.done is None
    assert len(step.chased) == 1
    late = at("17:30", 24)
    (one,) = of_step(desk, late, TOMORROW)
    assert rules_of(one)[0] == "card.step"
    # One report for all that is late on a card: with one of those things, and nowhere else.
    told_late = [t for t in review(desk, late, TOMORROW).undecided if "trouble.report" in rules_of(t)]
    assert len(told_late) == 1
    assert rules_of(told_late[0])[0] != "trouble.report"
    decide(desk, [one], "done", late, day=TOMORROW)
    assert of_step(desk, late, TOMORROW) == []
    (told,) = review(desk, late, TOMORROW).decided
    assert told.act == "card.step"
    assert all_of(desk, Card)[0].steps[0].done is not None
    desk.undo(late)
    assert len(of_step(desk, late, TOMORROW)) == 1


def test_a_step_given_to_somebody_is_theirs_and_no_second_thing(desk: Desk) -> None:
    card = in_work(desk)
    add_steps(desk, card.number, [understand(desk, "完稿 明天12:00", NOW)], NOW)
    (one,) = of_step(desk, NOW, TODAY)
    decide(desk, [one], "someone", NOW, day=TODAY, who="阿杰")
    assert all_of(desk, Card)[0].steps[0].owner == "阿杰"
    assert all_of(desk, Todo) == []


def test_a_to_do_with_its_duty_is_one_thing(desk: Desk) -> None:
    record_call(desk, MORNING, ["> 周二给稿", "@小王 周二12:00 重出"], client="梅林")
    with desk.change("test", MORNING) as change:
        item = next(i for i in all_of(desk, Item) if i.mark == ">")
        change.new(Todo, text="给稿", day=TODAY, client_id=item.client_id, item_id=item.id)
    seen = review(desk, NOW).undecided
    (promise,) = [t for t in seen if "call.promise" in rules_of(t)]
    assert rules_of(promise) == ["call.promise", "todo"]
    (chase,) = [t for t in seen if "card.chase" in rules_of(t)]
    assert rules_of(chase) == ["card.chase", "todo"]
    decide(desk, [promise], "done", NOW, day=TODAY)
    decide(desk, [chase], "done", NOW, day=TODAY)
    todos = {t.text: t for t in all_of(desk, Todo)}
    assert todos["给稿"].done is not None
    assert todos["重出"].done is None  # reminding is not doing
    assert len(todos["重出"].chased) == 1
    keys = {one.key for t in review(desk, NOW).undecided for one in t.whole}
    assert not keys & {one.key for t in (promise, chase) for one in t.whole}
    assert len(todos) == 2


def test_one_call_is_one_thing(desk: Desk) -> None:
    record_call(desk, MORNING, [], client="梅林", way="missed")
    (one,) = [t for t in review(desk, NOW).undecided if "call.return" in rules_of(t)]
    assert set(rules_of(one)) == {"call.return", "week.call"}
    decide(desk, [one], "done", NOW, day=TODAY)
    left = [o for o in desk.obligations(NOW) if o.id in {t.key for t in one.whole}]
    assert left == []


@pytest.mark.parametrize("seed", range(8))
def test_nothing_is_asked_twice_and_every_decision_is_final(desk: Desk, seed: int) -> None:
    """Whatever is decided, in whatever order: each of the day's things comes once, and never again in that review."""
    random = Random(seed)
    lines = [
        "+ 海报",
        "> 周二给稿",
        "? 报价 周二10:00",
        "! 型号错了",
        "* 销量涨了",
        "$ 外拍 8000",
        "@小王 周二12:00 重出",
        "好",
    ]
    record_call(desk, MORNING, random.sample(lines, 6), client="梅林")
    record_call(desk, MORNING, [], client="申花", way="missed")
    card = in_work(desk)
    add_steps(desk, card.number, [understand(desk, "完稿 @小王 明天12:00", NOW)], NOW)
    open_card(desk, "闲着的卡", at("8:00"), client="益力", requested_at=at("8:00"))
    for text in ("整理样品", "报价单"):
        add_todo(desk, text, MORNING)
    write_memo(desk, "留会议室", MORNING, to="小孙")
    gone: set[str] = set()
    for _ in range(60):
        things = review(desk, NOW).undecided
        keys = [one.key for t in things for one in t.whole]
        assert len(keys) == len(set(keys))
        assert not gone & set(keys)
        if not things:
            break
        one = random.choice(things)
        way = random.choice(["done", "tomorrow", "day", "someone", "drop"])
        more: dict[str, Any] = {"how": "王磊，重印", "who": "阿杰", "why": "放下", "to": date(2026, 11, 27)}
        wanted = {"done": ["how"], "day": ["to"], "someone": ["who"], "drop": ["why"]}.get(way, [])
        try:
            decide(desk, [one], way, NOW, day=TODAY, **{k: more[k] for k in wanted})  # type: ignore[arg-type]
        except (BadInput, Refused):
            continue
        gone |= {t.key for t in one.whole}
    else:
        pytest.fail("it never ends")


# Each decision is told with its own word


def test_a_card_gets_its_next_step(desk: Desk) -> None:
    card = in_work(desk)
    for duty in [o for o in desk.obligations(NOW) if o.number == card.number]:
        decide(desk, [t for t in review(desk, NOW).undecided if t.key == duty.id], "drop", NOW, day=TODAY, why="放下")
    (one,) = [t for t in review(desk, NOW).undecided if t.kind == "card"]
    before = everything(desk)
    with pytest.raises(BadInput):
        decide(desk, [one], "done", NOW, day=TODAY)
    assert everything(desk) == before
    decide(desk, [one], "step", NOW, day=TODAY, how="完稿 @阿杰 周五中午")
    assert [(s.what, s.owner) for s in all_of(desk, Card)[0].steps] == [("完稿", "阿杰")]
    assert not [t for t in review(desk, at("17:30", 24), TOMORROW).undecided if t.kind == "card"]
    desk.undo(NOW)
    # Tomorrow: there is a to-do on it now, and a second one is never made.
    decide(desk, [one], "tomorrow", NOW, day=TODAY)
    later = review(desk, at("17:30", 24), TOMORROW).undecided
    assert not [t for t in later if t.kind == "card"]
    assert len(all_of(desk, Todo)) == 1


def test_what_is_only_kept_is_not_told_as_done(desk: Desk) -> None:
    record_call(desk, MORNING, ["样张有 3 张"], client="梅林")
    decide(desk, [thing(desk, "样张有 3 张")], "done", NOW, day=TODAY)
    (told,) = review(desk, NOW).decided
    assert (told.decision, told.act) == ("kept", "note")
    assert "样张有 3 张" not in [one.what for one in achieved_on(desk, review(desk, NOW), NOW)]
    sheet = render(build(desk, Texts("zh"), "day", Subject(period="2026-11-23"), NOW), "md").decode()
    assert "样张有 3 张" not in sheet


@pytest.mark.parametrize("lang", LANGS)
def test_every_act_has_its_word(lang: str) -> None:
    say = Texts(lang)
    acts = [
        *(rule for rule in load_rulebook().rules if rule not in CLOSING),
        "todo",
        "card",
        "memo",
        "memo.sent",
        "paper",
    ]
    for act in [*acts, "call", "note"]:
        assert say.has(f"review.did.{act}"), act


# A review that is late


@pytest.mark.parametrize(("now", "planned"), [(at("9:30", 24), 24), (at("9:30", 25), 25), (at("17:30"), 24)])
def test_a_late_review_plans_the_day_that_follows_and_never_one_that_is_past(
    desk: Desk, now: datetime, planned: int
) -> None:
    todo = add_todo(desk, "昨天的", MORNING)
    seen = review(desk, now, TODAY)
    assert seen.following == date(2026, 11, planned)
    decide(desk, [t for t in seen.undecided if t.key == f"todos:{todo.id}"], "tomorrow", now, day=TODAY)
    assert [t.day for t in all_of(desk, Todo)] == [date(2026, 11, planned)]
    assert f"todos:{todo.id}" in [t.key for t in review(desk, now, TODAY).tomorrow]
    with pytest.raises(BadInput):
        decide(desk, seen.undecided, "day", now, day=TODAY, to=date(2026, 11, planned - 1))


REMARKED = " # 底价八折"


def _a_memo(desk: Desk, line: str) -> None:
    write_memo(desk, line, at("9:30"), to="小孙", remind_at=at("16:30"))


def _a_promise(desk: Desk, line: str) -> None:
    record_call(desk, at("9:30"), [f"> {line}"], client="梅林", way="out")


def _a_card(desk: Desk, line: str) -> None:
    open_card(desk, line, at("9:30"), client="梅林")


@pytest.mark.parametrize("begin", [_a_memo, _a_promise, _a_card])
def test_what_a_decision_makes_is_made_without_the_remark(desk: Desk, begin: Callable[[Desk, str], None]) -> None:
    begin(desk, f"带样{REMARKED}")
    things = [t for t in review(desk, at("17:30"), at("17:30").date()).undecided if "带样" in t.what]
    assert things
    decide(desk, things[:1], "someone", at("17:30"), day=at("17:30").date(), who="小王")
    assert [t.text for t in desk.each(Todo)] == ["带样"]


def test_what_nobody_worded_is_given_away_by_its_rule(desk: Desk) -> None:
    """A Monday call has no words of its own: the to-do has."""
    call = next(
        t
        for t in review(desk, at("17:30"), at("17:30").date()).undecided
        if t.obligation and t.obligation.rule == "week.call"
    )
    decide(desk, [call], "someone", at("17:30"), day=at("17:30").date(), who="小王")
    (made,) = desk.each(Todo)
    assert len(made.text) > 4
