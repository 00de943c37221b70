"""A work to be signed (Q2): asked for here, signed or returned on the supervisor's desk, told here; taken back, changed and overtaken."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from carrying import agree, arrived, carry, house, open_desk, threads, written
from desks import all_of, at, client, owed

from aetui.desk.book.people import remove_person
from aetui.desk.card.brief import fill_brief
from aetui.desk.card.cards import open_card
from aetui.desk.card.works import (
    add_work,
    ask_signature,
    change_work,
    drop_work,
    review_work,
    send_work,
    sign_work,
    unask_signature,
)
from aetui.desk.core import Desk
from aetui.desk.day.deciding import decide
from aetui.desk.day.review import review
from aetui.desk.letters.answering import answer
from aetui.desk.letters.finishing import finish_letter, let_go_letter
from aetui.desk.letters.shown import lines_of, waiting
from aetui.desk.letters.taking import take_in
from aetui.desk.obligations import meet, waive
from aetui.domain.cards.works import returned
from aetui.domain.errors import BadInput, Refused
from aetui.domain.obligations import Obligation
from aetui.domain.records import Card, Work

WORK = "主视觉"


def made(desk: Desk, now: str = "9:30") -> str:
    card = open_card(desk, "中秋海报", at(now), client=client(desk, "梅林").id)
    fill_brief(desk, card.number, at(now), what="中秋主视觉一套")
    add_work(desk, card.number, WORK, at(now), kind="artwork")
    return card.number


def ask(desk: Desk, when: str = "10:00") -> str:
    number = made(desk)
    ask_signature(desk, number, WORK, at(when), note="明天要发")
    return number


def work_of(desk: Desk) -> Work:
    (card,) = all_of(desk, Card)
    return card.works[-1]


def the_duty(desk: Desk, when: str = "10:01") -> Obligation:
    (duty,) = owed(desk, "work.sign", at(when))
    return duty


def test_it_is_there_with_all_that_it_is_judged_by(tmp_path: Path) -> None:
    with house(tmp_path) as desks:
        mine, boss = desks["liwen"], desks["wanglei"]
        number = ask(mine)
        carry(desks)
        duty = the_duty(boss)
        assert (duty.source, duty.due, duty.number) == ("Q2", at("12:00"), number)
        (thread,) = threads(boss).values()
        told = " ".join(what for _, what in lines_of(boss, boss.say, thread, at("10:01")))
        for word in (WORK, "中秋海报", number, "中秋主视觉一套", "明天要发"):
            assert word in told
        agree(desks)


SIGN: dict[str, Callable[[Desk, Obligation], object]] = {
    "duty": lambda boss, duty: meet(boss, duty, at("10:30"), how="很清楚"),
    "letter": lambda boss, duty: answer(boss, duty.subject_id, "signed", at("10:30"), how="很清楚"),
    "done": lambda boss, duty: finish_letter(boss, boss.say, duty.subject_id, at("10:30"), how="很清楚"),
}
BACK: dict[str, Callable[[Desk, Obligation], object]] = {
    "duty": lambda boss, duty: waive(boss, duty, "标题不清；logo 太小", at("10:30")),
    "letter": lambda boss, duty: answer(boss, duty.subject_id, "returned", at("10:30"), why="标题不清；logo 太小"),
    "let go": lambda boss, duty: let_go_letter(boss, boss.say, duty.subject_id, "标题不清；logo 太小", at("10:30")),
}


@pytest.mark.parametrize("way", SIGN)
def test_signed_it_opens_the_gate_as_a_typed_one(tmp_path: Path, way: str) -> None:
    with house(tmp_path) as desks:
        mine, boss = desks["liwen"], desks["wanglei"]
        number = ask(mine)
        with pytest.raises(Refused):
            send_work(mine, number, WORK, at("10:10"))
        carry(desks)
        SIGN[way](boss, the_duty(boss))
        assert len(written(boss)) == 1
        carry(desks)
        signed = work_of(mine).signed
        assert signed is not None
        assert (signed.by, signed.at, signed.how) == ("王磊", at("10:30"), "很清楚")
        assert work_of(mine).reviewed is not None
        assert [one.said for one in waiting(mine, mine.say, at("10:31"))] == ["签了：很清楚"]
        assert not owed(boss, "work.sign", at("10:31"))
        agree(desks)
        boss.undo(at("10:40"))
        carry(desks)
        assert work_of(mine).signed is None
        assert work_of(mine).reviewed is None
        assert len(owed(boss, "work.sign", at("10:41"))) == 1
        assert any("收回" in one.said for one in waiting(mine, mine.say, at("10:41")))
        with pytest.raises(Refused):
            send_work(mine, number, WORK, at("10:42"))
        boss.redo(at("10:50"))
        carry(desks)
        assert work_of(mine).signed is not None
        send_work(mine, number, WORK, at("11:00"))
        assert not work_of(mine).sent.why  # type: ignore[union-attr]
        agree(desks)


@pytest.mark.parametrize("way", BACK)
def test_returned_it_is_a_round_of_the_review_and_is_asked_anew_once_changed(tmp_path: Path, way: str) -> None:
    with house(tmp_path) as desks:
        mine, boss = desks["liwen"], desks["wanglei"]
        number = ask(mine)
        carry(desks)
        BACK[way](boss, the_duty(boss))
        assert len(written(boss)) == 1
        carry(desks)
        last = returned(work_of(mine))
        assert last is not None
        assert (last.held.by, last.wrong) == ("王磊", ["标题不清", "logo 太小"])
        assert [one.said for one in waiting(mine, mine.say, at("10:31"))] == ["退回：标题不清；logo 太小"]
        assert not owed(boss, "work.sign", at("10:31"))
        with pytest.raises(BadInput):
            ask_signature(mine, number, WORK, at("10:32"))
        change_work(mine, number, WORK, "标题放大", at("10:40"))
        ask_signature(mine, number, WORK, at("10:41"))
        carry(desks)
        meet(boss, the_duty(boss, "10:42"), at("10:50"))
        carry(desks)
        assert work_of(mine).signed is not None
        assert len(work_of(mine).rounds) == 2
        agree(desks)


def test_a_return_that_is_undone_waits_again(tmp_path: Path) -> None:
    with house(tmp_path) as desks:
        mine, boss = desks["liwen"], desks["wanglei"]
        ask(mine)
        before = work_of(mine)
        carry(desks)
        BACK["letter"](boss, the_duty(boss))
        carry(desks)
        boss.undo(at("10:40"))
        carry(desks)
        assert work_of(mine) == before
        assert len(owed(boss, "work.sign", at("10:41"))) == 1
        agree(desks)


TAKEN_BACK: dict[str, Callable[[Desk, str], object]] = {
    "asked no more": lambda mine, number: unask_signature(mine, number, WORK, at("10:10")),
    "undone": lambda mine, number: mine.undo(at("10:10")),
    "signed here": lambda mine, number: sign_work(mine, number, WORK, at("10:10"), by="王磊"),
    "returned here": lambda mine, number: review_work(mine, number, WORK, at("10:10"), by="王磊", wrong=["太小"]),
    "sent for a reason": lambda mine, number: send_work(mine, number, WORK, at("10:10"), why="客户在等"),
    "dropped": lambda mine, number: drop_work(mine, number, WORK, at("10:10")),
    "a newer version": lambda mine, number: add_work(mine, number, WORK, at("10:10"), kind="artwork"),
}


@pytest.mark.parametrize("way", TAKEN_BACK)
def test_taken_back_it_waits_no_more_and_is_told(tmp_path: Path, way: str) -> None:
    with house(tmp_path) as desks:
        mine, boss = desks["liwen"], desks["wanglei"]
        number = ask(mine)
        carry(desks)
        TAKEN_BACK[way](mine, number)
        carry(desks)
        assert not owed(boss, "work.sign", at("10:11"))
        assert len([one for one in waiting(boss, boss.say, at("10:11")) if "收回" in one.said]) == 1
        if way != "undone":
            mine.undo(at("10:20"))
        else:
            mine.redo(at("10:20"))
        carry(desks)
        assert len(owed(boss, "work.sign", at("10:21"))) == 1
        agree(desks)


def test_signed_there_while_it_was_taken_back_here_both_tell_the_same(tmp_path: Path) -> None:
    with house(tmp_path) as desks:
        mine, boss = desks["liwen"], desks["wanglei"]
        number = ask(mine)
        carry(desks)
        sign_work(mine, number, WORK, at("10:10"), by="王磊")
        SIGN["letter"](boss, the_duty(boss))
        carry(desks)
        assert work_of(mine).signed.at == at("10:10")  # type: ignore[union-attr]
        assert [one.said for one in waiting(mine, mine.say, at("10:31"))] == ["签了：很清楚"]
        assert not owed(boss, "work.sign", at("10:31"))
        agree(desks)


def test_what_changed_meanwhile_is_asked_anew(tmp_path: Path) -> None:
    with house(tmp_path) as desks:
        mine, boss = desks["liwen"], desks["wanglei"]
        number = ask(mine)
        carry(desks)
        fill_brief(mine, number, at("10:10"), what="中秋主视觉两套")
        carry(desks)
        assert len(owed(boss, "work.sign", at("10:11"))) == 1
        (thread,) = threads(boss).values()
        assert thread.given.args["what"] == "中秋主视觉两套"
        SIGN["letter"](boss, the_duty(boss, "10:11"))
        carry(desks)
        assert work_of(mine).signed is not None
        agree(desks)


def test_it_is_for_their_own_word_in_the_review(tmp_path: Path) -> None:
    with house(tmp_path) as desks:
        mine, boss = desks["liwen"], desks["wanglei"]
        ask(mine)
        carry(desks)
        now = at("16:00")
        (thing,) = (t for t in review(boss, now, now.date()).undecided if "work.sign" in t.key)
        with pytest.raises(BadInput):
            decide(boss, [thing], "someone", now, day=now.date(), who="小王")
        decide(boss, [thing], "done", now, day=now.date())
        carry(desks)
        assert work_of(mine).signed is not None


@pytest.mark.parametrize("wrong", ["nobody", "own", "kind", "signed", "sent", "not there"])
def test_what_cant_be_asked_is_refused_and_changes_nothing(tmp_path: Path, wrong: str) -> None:
    with house(tmp_path) as desks:
        mine = desks["liwen"]
        number, by = made(mine), None
        if wrong == "nobody":
            remove_person(mine, "王磊", at("9:40"))
        elif wrong == "own":
            by = "李雯"
        elif wrong == "kind":
            add_work(mine, number, "草图", at("9:40"), kind="other")
        elif wrong == "signed":
            sign_work(mine, number, WORK, at("9:40"), by="王磊")
        elif wrong == "sent":
            send_work(mine, number, WORK, at("9:40"), why="客户在等")
        else:
            by = "老张"
        before = work_of(mine)
        with pytest.raises(BadInput):
            ask_signature(mine, number, "草图" if wrong == "kind" else WORK, at("10:00"), by=by)
        assert work_of(mine) == before
        assert not written(mine)


def test_two_devices_of_the_supervisor_hold_the_same(tmp_path: Path) -> None:
    with house(tmp_path) as desks:
        mine, boss = desks["liwen"], desks["wanglei"]
        other = open_desk(tmp_path, "王磊", file="second")
        ask(mine)
        (letter,) = written(mine)
        for desk in (boss, other, boss):
            take_in(desk, arrived(letter, mine))
        assert threads(boss) == threads(other)
        assert the_duty(other).due == the_duty(boss).due
        other.close()
