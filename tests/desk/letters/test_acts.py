"""The other acts that cross desks: a chase (C3), trouble (R10), good news (D7), a memo inside (D6); and what comes askew."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from carrying import agree, all_letters, arrived, carry, house, threads, written
from desks import all_of, at, owed
from msgspec.structs import replace

from aetui.desk.card.cards import open_card
from aetui.desk.card.history import card_timeline
from aetui.desk.core import Desk
from aetui.desk.day.memos import end_memo, write_memo
from aetui.desk.day.todos import add_todo, finish_todo
from aetui.desk.leave.handover import plan
from aetui.desk.letters.answering import answer
from aetui.desk.letters.taking import take_in, take_in_waiting
from aetui.desk.obligations import meet
from aetui.desk.phone.calls import begin_call, log_item
from aetui.domain.letters.acts import ACTS, LetterAct
from aetui.domain.records import Item, Letter, Memo, Todo


def say(desk: Desk, line: str, clock: str = "10:00") -> Item:
    call = begin_call(desk, at(clock), client="梅林")
    return log_item(desk, call.id, line, at(clock)).item


def the_letter(desk: Desk, act: str) -> Letter:
    return next(one for one in all_letters(desk) if one.act == act)


def test_a_chase_is_a_nudge_until_it_is_answered(tmp_path: Path) -> None:
    with house(tmp_path) as desks:
        mine, hers = desks["liwen"], desks["xiaowang"]
        add_todo(mine, "重出完稿", at("10:00"), owner="小王", due=at("17:00"))
        carry(desks)
        (duty,) = owed(mine, "card.chase", at("11:00"))
        meet(mine, duty, at("11:00"), how="电话")
        carry(desks)
        (thread,) = threads(hers).values()
        assert thread.nudge is not None
        assert thread.nudge.args["how"] == "电话"
        answer(hers, thread.root.id, "taken", at("11:10"))
        carry(desks)
        assert all(one.nudge is None for desk in (mine, hers) for one in threads(desk).values())
        agree(desks)


def test_trouble_is_answered_by_the_supervisor_within_thirty_working_minutes(tmp_path: Path) -> None:
    with house(tmp_path) as desks:
        mine, boss = desks["liwen"], desks["wanglei"]
        item = say(mine, "! 印厂停电，样张出不来")
        (report,) = owed(mine, "trouble.report", at("10:01"))
        meet(mine, report, at("10:05"), how="换二厂，加 800")
        carry(desks)
        (duty,) = owed(boss, "trouble.answer", at("10:06"))
        assert (duty.due, duty.what) == (at("10:35"), "李雯 印厂停电，样张出不来")
        letter = the_letter(boss, "trouble.report")
        assert (letter.args["how"], letter.args["client"]) == ("换二厂，加 800", "梅林")
        meet(boss, duty, at("10:20"), how="可以，加 800 以内")
        carry(desks)
        (thread,) = threads(mine).values()
        assert thread.root.about == f"items:{item.id}"
        assert thread.answer is not None
        assert thread.answer.args["how"] == "可以，加 800 以内"
        assert thread.state == "done"
        assert not owed(boss, "trouble.answer", at("10:21"))
        agree(desks)


def test_what_is_late_is_told_line_by_line(tmp_path: Path) -> None:
    with house(tmp_path) as desks:
        mine, boss = desks["liwen"], desks["wanglei"]
        say(mine, "> 11:00前给报价")
        (report,) = owed(mine, "trouble.report", at("11:05"))
        meet(mine, report, at("11:06"), how="先给两个")
        carry(desks)
        late = the_letter(boss, "trouble.report").args["late"]
        assert isinstance(late, list)
        assert late[0].split("\t")[:2] == ["call.promise", at("11:00").isoformat()]


def test_good_news_is_seen_by_whom(tmp_path: Path) -> None:
    with house(tmp_path) as desks:
        mine = desks["liwen"]
        say(mine, "* 提案过了 #别外传")
        (share,) = owed(mine, "news.share", at("10:01"))
        meet(mine, share, at("10:05"))
        carry(desks)
        for key in ("wanglei", "xiaowang"):
            letter = the_letter(desks[key], "news.share")
            assert letter.args["text"] == "提案过了"
        answer(desks["xiaowang"], the_letter(desks["xiaowang"], "news.share").id, "seen", at("10:30"))
        carry(desks)
        assert {one.root.who: one.state for one in threads(mine).values()} == {"王磊": "waiting", "小王": "done"}
        mine.undo(at("10:40"))
        carry(desks)
        assert {one.root.who: one.state for one in threads(mine).values()} == {"王磊": "withdrawn", "小王": "done"}
        agree(desks)


def test_a_memo_inside_stands_on_both_at_its_time_until_it_is_done(tmp_path: Path) -> None:
    with house(tmp_path) as desks:
        mine, hers = desks["liwen"], desks["xiaowang"]
        memo = write_memo(mine, "带样品册", at("10:00"), to="小王", remind_at=at("14:00"))
        write_memo(mine, "请确认", at("10:00"), to="小王", outside=True)
        carry(desks)
        (got,) = all_of(hers, Memo)
        assert (got.text, got.remind_at) == ("带样品册", at("14:00"))
        assert owed(hers, "memo.remind", at("13:00"))
        assert owed(mine, "memo.remind", at("13:00"))
        end_memo(hers, got.id, at("13:50"), sent=False, how="带了")
        carry(desks)
        done = mine.get(Memo, memo.id)
        assert done is not None
        assert done.done is not None
        assert done.done.by == "小王"
        assert not owed(hers, "memo.remind", at("13:55"))
        assert not owed(mine, "memo.remind", at("13:55"))
        agree(desks)


def test_given_to_another_instead(tmp_path: Path) -> None:
    with house(tmp_path) as desks:
        mine, hers, boss = desks["liwen"], desks["xiaowang"], desks["wanglei"]
        todo = add_todo(mine, "重出完稿", at("10:00"), owner="小王", due=at("17:00"))
        carry(desks)
        with mine.change("todo.set", at("10:10")) as change:
            change.put(replace(todo, owner="王磊"))
        carry(desks)
        assert all_of(hers, Todo)[0].dropped is not None
        assert all_of(boss, Todo)[0].text == "重出完稿"
        with mine.change("todo.set", at("10:20")) as change:
            change.put(replace(todo, owner="王磊", due=at("12:00"), day=at("12:00").date()))
        carry(desks)
        assert all_of(boss, Todo)[0].due == at("12:00")
        agree(desks)


def test_done_after_it_was_taken_back_is_told(tmp_path: Path) -> None:
    with house(tmp_path) as desks:
        mine, hers = desks["liwen"], desks["xiaowang"]
        add_todo(mine, "重出完稿", at("10:00"), owner="小王")
        carry(desks)
        (got,) = all_of(hers, Todo)
        finish_todo(hers, got.id, at("10:20"))  # neither knows of the other's
        mine.undo(at("10:10"))
        carry(desks)
        (thread,) = threads(mine).values()
        assert thread.state == "done"
        assert thread.withdrawn is not None
        assert all_of(hers, Todo)[0].dropped is None
        agree(desks)


def test_the_same_letter_twice_and_on_two_devices_is_one_and_the_same(tmp_path: Path) -> None:
    with house(tmp_path) as desks:
        mine, hers = desks["liwen"], desks["xiaowang"]
        add_todo(mine, "重出完稿", at("10:00"), owner="小王", due=at("17:00"))
        (sent,) = written(mine)
        letter = arrived(sent, mine)
        with house(tmp_path / "two", "小王") as others:
            for desk in (hers, others["xiaowang"]):
                take_in(desk, letter)
                take_in(desk, letter)
                assert len(all_letters(desk)) == 1
            kinds = ("letters", "todos")
            raw = [{k: sorted(d.store.storage.docs(k).values()) for k in kinds} for d in (hers, others["xiaowang"])]
            assert raw[0] == raw[1]


def test_an_answer_before_the_thing_waits_for_it(tmp_path: Path) -> None:
    with house(tmp_path) as desks:
        mine, hers = desks["liwen"], desks["xiaowang"]
        add_todo(mine, "重出完稿", at("10:00"), owner="小王")
        mine.undo(at("10:01"))
        give, back = written(mine)
        take_in(hers, arrived(back, mine))
        assert all_letters(hers)[0].refused == "letter.early"
        assert not all_of(hers, Todo)
        take_in(hers, arrived(give, mine))
        assert all(one.refused is None for one in all_letters(hers))
        assert all_of(hers, Todo)[0].dropped is not None
        assert not owed(hers, "todo.accept", at("10:05"))
        agree(desks)


def test_an_unknown_act_is_kept_until_the_program_knows_it(tmp_path: Path) -> None:
    with house(tmp_path) as desks:
        mine, hers = desks["liwen"], desks["xiaowang"]
        add_todo(mine, "重出完稿", at("10:00"), owner="小王")
        letter = replace(arrived(written(mine)[0], mine), act="lunch.order", args={"n": 0, "dish": "面"})
        assert take_in(hers, letter).refused == "letter.newer"
        assert take_in_waiting(hers) == []
        ACTS["lunch.order"] = LetterAct(needs={"dish": str})
        try:
            (taken,) = take_in_waiting(hers)
        finally:
            del ACTS["lunch.order"]
        assert taken.refused is None
        assert hers.get(Letter, letter.id) == taken


def test_what_can_not_be_read_is_kept_and_answered(tmp_path: Path) -> None:
    with house(tmp_path) as desks:
        mine, hers = desks["liwen"], desks["xiaowang"]
        add_todo(mine, "重出完稿", at("10:00"), owner="小王")
        letter = arrived(written(mine)[0], mine)
        for n, args in enumerate(
            ({"day": "2026-11-23"}, {"text": "x", "day": "someday"}, {"text": 3, "day": "2026-11-23"})
        ):
            assert take_in(hers, replace(letter, id=f"{n}" * 20, args=args)).refused == "letter.unreadable"  # type: ignore[arg-type]
        assert not all_of(hers, Todo)
        assert not owed(hers, "todo.accept", at("10:05"))


def test_the_giver_hears_who_covers_while_the_addressee_is_away(tmp_path: Path) -> None:
    with house(tmp_path) as desks:
        mine, hers = desks["liwen"], desks["xiaowang"]
        plan(hers, hers.say, at("10:00"), at("18:00", 25), at("9:30"))
        add_todo(mine, "重出完稿", at("10:00"), owner="小王")
        carry(desks)
        (thread,) = threads(mine).values()
        away = thread.said_with("away")
        assert away is not None
        assert away.args["until"] == at("18:00", 25).isoformat()
        assert thread.state == "waiting"


def test_answered_a_week_late_it_is_met_late(tmp_path: Path) -> None:
    with house(tmp_path) as desks:
        mine, hers = desks["liwen"], desks["xiaowang"]
        add_todo(mine, "重出完稿", at("10:00"), owner="小王")
        carry(desks)
        late = at("10:00") + timedelta(days=3)
        (duty,) = owed(hers, "todo.accept", late)
        assert duty.state == "overdue"
        meet(hers, duty, late)
        (ended,) = [o for o in hers.obligations(late, ended_since=at("9:00")) if o.rule == "todo.accept"]
        assert ended.state == "met_late"


def test_an_answer_stands_on_the_card_that_the_trouble_is_on(tmp_path: Path) -> None:
    with house(tmp_path) as desks:
        mine, boss = desks["liwen"], desks["wanglei"]
        card = open_card(mine, "秋季海报", at("9:30"), client="梅林", deliver_at=at("11:00"))
        (report,) = owed(mine, "trouble.report", at("11:05"))
        meet(mine, report, at("11:06"), how="顺延到明天")
        carry(desks)
        (duty,) = owed(boss, "trouble.answer", at("11:10"))
        assert duty.number == card.number
        meet(boss, duty, at("11:10"), how="先打电话给客户")
        carry(desks)
        told = [one.text for one in card_timeline(mine, card, mine.say)]
        assert "王磊 答复：先打电话给客户" in told
