"""An act that was done is not done anew: the first time and its proof stay, or a sentence refuses. Over all acts."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec
import pytest
from desks import at, everything
from msgspec.structs import replace
from test_acts import CARD, NOW, a_card, a_desk, a_meeting, a_memo, an_absence, held, only

from aetui.desk.acts import (
    Act,
    absence,
    all_acts,
    card,
    do,
    letter,
    meeting,
    memo,
    minutes,
    money,
    papers,
    schedule,
    talk,
    todo,
    works,
)
from aetui.desk.card.brief import send_order
from aetui.desk.card.cards import open_card
from aetui.desk.card.schedule import send_schedule
from aetui.desk.check.sheet import DAY, DayFile
from aetui.desk.core import Desk
from aetui.desk.day.todos import add_todo
from aetui.desk.letters.parcels import body_of
from aetui.desk.letters.taking import take_in
from aetui.desk.phone.calls import record_call
from aetui.domain.errors import BadInput, Refused
from aetui.domain.letters.acts import PAPER, SIGN
from aetui.domain.letters.approvals import PaperCopy
from aetui.domain.records import (
    Absence,
    Call,
    Card,
    Fact,
    Item,
    Letter,
    Meeting,
    Memo,
    Paper,
    Remark,
    ReviewRound,
    Todo,
    Work,
)
from aetui.store.remote.standing import Colleague, Standing, write

LATER = at("17:00", 24)
DONE = Fact(at=at("9:45", 24))


def a_work(desk: Desk) -> None:
    a_card(desk, works=[Work(id="w1", name="初稿", made_at=at("9:40"), kind="artwork")])


def a_returned_work(desk: Desk) -> None:
    back = ReviewRound(held=DONE, wrong=["字小"])
    a_card(desk, works=[Work(id="w1", name="初稿", made_at=at("9:40"), kind="artwork", rounds=[back])])


def a_remark(desk: Desk) -> None:
    a_card(desk, works=[Work(id="w1", name="初稿", sent=DONE, remarks=[Remark(id="东柜", text="字小", at=DONE.at)])])


def an_order(desk: Desk) -> None:
    a_card(desk)
    send_order(desk, CARD, at("9:40", 24))


def said(line: str) -> Callable[[Desk], None]:
    def begin(desk: Desk) -> None:
        record_call(desk, at("9:32", 24), [line], client="梅林")

    return begin


def missed(desk: Desk) -> None:
    record_call(desk, at("9:32", 24), [], client="梅林", way="missed")


def sent(desk: Desk) -> None:
    a_card(desk)
    send_schedule(desk, CARD, at("9:40", 24))


def returned(desk: Desk) -> None:
    sent(desk)
    with desk.change("test", at("9:50", 24)) as change:
        change.put(replace(only(desk, Paper), returned=DONE))


def money_said(desk: Desk) -> None:
    open_card(desk, "海报", at("9:30"), client="梅林")
    said("$ 外拍 8000")(desk)


def out(desk: Desk) -> None:
    held(desk, sent=DONE, circulated=DONE)


def a_to_do(desk: Desk) -> None:
    add_todo(desk, "订车", at("9:30", 24))


def a_letter(act: str, who: str = "李雯", **args: str) -> Callable[[Desk], None]:
    def begin(desk: Desk) -> None:
        said = {"text": "出样", "day": "2026-11-24", "how": "换二厂", **args}
        came = Letter(
            id="f" * 20,
            created_at=DONE.at,
            updated_at=DONE.at,
            act=act,
            out=False,
            desk="d",
            who=who,
            args={**said},
            sent_at=DONE.at,
        )
        take_in(desk, came)

    return begin


def a_paper_to_approve(desk: Desk) -> None:
    copy = PaperCopy(id="p1", kind="schedule", title="工时表", text="# 工时表", sent=DONE)
    a_letter(PAPER, copy=msgspec.json.encode(copy).decode(), desk="d")(desk)


def a_day_to_check(desk: Desk) -> None:
    of, next_ = DONE.at.date(), NOW.date()
    sheet = DayFile(aetui_bundle=DAY, desk="d", whose="小王", day=of, following=next_, made=DONE.at)
    a_letter("day.check", "小王", body=body_of(sheet))(desk)


def a_work_in_an_office(desk: Desk) -> None:
    a_work(desk)
    boss = Colleague(name="王磊", role="AM", desk="w")
    me = Standing(
        office="o", url="postgresql://", login="l", desk="d", device="d-1", name="李雯", role="AE", people=[boss]
    )
    write(desk.store.file.files, me)


a_work_to_sign = a_letter(SIGN, number="2611-001", line="w1")

ONCE: list[tuple[Act, Callable[[Desk], None], type[Any], str]] = [
    (absence.ARRANGE, an_absence, Absence, ""),
    (card.START, lambda d: a_card(d, state="open"), Card, ""),
    (card.DELIVER, a_card, Card, ""),
    (card.CLOSE, a_card, Card, ""),
    (letter.TAKE, a_letter("todo.give"), Letter, ""),
    (letter.REFUSE, a_letter("todo.give"), Letter, ""),
    (letter.REPLY, a_letter("trouble.report"), Letter, ""),
    (letter.SEEN, a_letter("news.share"), Letter, ""),
    (letter.APPROVED, a_paper_to_approve, Letter, ""),
    (letter.RETURNED, a_paper_to_approve, Letter, ""),
    (letter.SIGNED, a_work_to_sign, Letter, ""),
    (letter.CHECKED, a_day_to_check, Letter, ""),
    (meeting.CONFIRM_AGENDA, lambda d: a_meeting(d, agenda_sent=DONE), Meeting, ""),
    (meeting.PREPARE, a_meeting, Meeting, ""),
    (meeting.ATTEND, lambda d: a_meeting(d, start=at("15:00", 24), end=at("15:30", 24)), Meeting, ""),
    (minutes.SIGN, held, Meeting, ""),
    (minutes.SEND, held, Meeting, ""),
    (minutes.CIRCULATE, held, Meeting, ""),
    (minutes.OUT, held, Meeting, ""),
    (minutes.CONFIRM, out, Meeting, ""),
    (memo.SEND, a_memo, Memo, ""),
    (memo.DONE, a_memo, Memo, ""),
    (memo.END, lambda d: a_memo(d, outside=False), Memo, ""),
    (money.SETTLE, a_card, Card, "m1"),
    (papers.APPROVE, sent, Paper, ""),
    (papers.RETURN, sent, Paper, ""),
    (papers.ANSWER, returned, Paper, ""),
    (papers.CONFIRM, sent, Paper, ""),
    (schedule.CONFIRM, lambda d: a_card(d, schedule_sent=DONE), Card, ""),
    (schedule.STEP, a_card, Card, "s1"),
    (schedule.STEP_OPEN, a_card, Card, "s1"),
    (talk.KEEP, said("> 给稿"), Item, ""),
    (talk.ANSWER, said("? 报价"), Item, ""),
    (talk.SHARE, said("* 中标"), Item, ""),
    (talk.REPORT, said("! 型号错了"), Item, ""),
    (talk.CALL_BACK, missed, Call, ""),
    (talk.CARD, money_said, Item, ""),
    (todo.DONE, a_to_do, Todo, ""),
    (todo.DROP, a_to_do, Todo, ""),
    (works.ASK, a_work_in_an_office, Card, "w1"),
    (works.REVIEW, a_work, Card, "w1"),
    (works.CHANGE, a_returned_work, Card, "w1"),
    (works.REMARK, a_remark, Card, "w1"),
    (works.ANSWER, a_remark, Card, "w1"),
    (card.CONFIRM_ORDER, an_order, Card, ""),
    (works.SIGN, a_work, Card, "w1"),
    (works.SIGN_CLIENT, a_work, Card, "w1"),
    (works.SEND, a_work, Card, "w1"),
    (works.COPY, a_work, Card, "w1"),
]  # fmt: skip
AGAIN = (
    schedule.SEND, schedule.SEND_AGAIN, card.SEND_ORDER, meeting.SEND_AGENDA,  # the first counts, each is kept
    schedule.CHASE, todo.CHASE, talk.REPORT_CARD, talk.REPORT_CLIENT,  # each is one more
    meeting.TICK, works.TICK,  # a switch
    card.BACK,  # one state further back
)  # fmt: skip
"""What can be done again on purpose."""


def test_every_act_stands_here() -> None:
    assert {id(act) for act in (*(one[0] for one in ONCE), *AGAIN)} == {id(act) for act in all_acts()}


@pytest.mark.parametrize("n", range(len(ONCE)))
def test_done_twice_it_is_as_it_was_done_first(tmp_path: Path, n: int) -> None:
    act, begin, kind, part = ONCE[n]
    with a_desk(tmp_path) as desk:
        begin(desk)
        first = Fact(at=NOW, how="2611-001", by="王磊", why="客户急要")
        place = "东柜"

        def act_now(fact: Fact) -> None:
            with desk.change("test", fact.at) as change:
                do(change, act, only(desk, kind), fact, part, words=place, piece=Remark(id="r2", text="太暗", at=NOW))

        act_now(first)
        before = everything(desk)
        for again in (replace(first, at=LATER), replace(first, at=LATER, how=None)):
            with suppress(BadInput, Refused):  # a sentence says that it was done, or what it asks for
                act_now(again)
            assert everything(desk) == before


def test_minutes_that_went_are_signed_by_nobody_else(tmp_path: Path) -> None:
    with a_desk(tmp_path) as desk:
        held(desk)
        for act, by in ((minutes.SIGN, "李雯"), (minutes.SEND, None)):
            with desk.change("test", NOW) as change:
                do(change, act, only(desk, Meeting), Fact(at=NOW, by=by))
        with pytest.raises(BadInput, match=r"minutes\.sent"), desk.change("test", LATER) as change:
            do(change, minutes.SIGN, only(desk, Meeting), Fact(at=LATER, by="王磊"))


def test_a_schedule_sent_again_is_confirmed_again(tmp_path: Path) -> None:
    with a_desk(tmp_path) as desk:
        sent(desk)
        for moment, act in ((NOW, schedule.CONFIRM), (at("16:10", 24), schedule.SEND_AGAIN), (LATER, schedule.CONFIRM)):
            with desk.change("test", moment) as change:
                do(change, act, only(desk, Card), Fact(at=moment))
        assert only(desk, Card).schedule_confirmed.at == LATER
