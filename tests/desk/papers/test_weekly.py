"""The week's report to a client (C2): what it tells of memos, of what is late, of what we wait for."""

from __future__ import annotations

from datetime import timedelta

import pytest
from cards_made import NOW, in_work
from desks import at, client

from aetui.desk.card.money import add_money
from aetui.desk.card.schedule import add_steps, understand
from aetui.desk.card.state import deliver
from aetui.desk.core import Desk
from aetui.desk.day.memos import end_memo, write_memo
from aetui.desk.meeting.meetings import add_meeting
from aetui.desk.meeting.minutes import write_minutes
from aetui.desk.papers import Subject, build
from aetui.desk.phone.calls import record_call
from aetui.desk.told import done_in
from aetui.desk.week.rounds import unexplained
from aetui.documents.sheet import Table
from aetui.domain.amounts import read_money
from aetui.domain.cards.billing import aged
from aetui.domain.records import Card
from aetui.locales import LANGS, Texts
from aetui.locales.amounts import late_words

ZH = Texts("zh")


def part(desk: Desk, key: str, days: int = 0) -> Table | None:
    """The table of that part, so many days after Monday."""
    sheet = build(desk, ZH, "weekly", Subject(client=client(desk, "梅林")), NOW + timedelta(days=days))
    (found,) = [one for one in sheet.parts if one.heading == ZH(f"paper.weekly.{key}")]
    return next((block for block in found.blocks if isinstance(block, Table)), None)


def cells(table: Table | None, key: str) -> list[str]:
    """What stands under that head; nothing where it has no column."""
    assert table is not None
    head = ZH(f"paper.column.{key}")
    return [row[table.columns.index(head)] for row in table.rows] if head in table.columns else []


@pytest.mark.parametrize("on_card", [True, False])
def test_a_memo_that_went_out_is_told_as_done(desk: Desk, on_card: bool) -> None:
    card = in_work(desk)
    where = {"card_id": card.id} if on_card else {"client_id": client(desk, "梅林").id}
    for to, outside in (("陈小姐", True), ("小孙", False)):
        memo = write_memo(desk, "留会议室", NOW, to=to, outside=outside, **where)
        end_memo(desk, memo.id, NOW + timedelta(hours=1), sent=True)
    told = [
        one
        for one in done_in(desk, client(desk, "梅林"), NOW, NOW + timedelta(hours=2), NOW + timedelta(hours=2))
        if one.what == "memo"
    ]
    assert [one.about for one in told] == ["秋季海报" if on_card else ""]
    done = part(desk, "done", 1)
    assert [told for told in cells(done, "content") if "MEMO" in told] == ["发出MEMO"]


def test_what_is_late_says_why(desk: Desk) -> None:
    record_call(desk, NOW, ["> 周二12:00前给报价"], client="梅林")
    late = part(desk, "late", 3)
    assert (cells(late, "content"), cells(late, "why")) == (["给报价"], ["电话中说明"])
    record_call(desk, NOW, ["@陈小姐 周二10:00 给logo"], client="梅林")
    meeting = add_meeting(desk, "例会", NOW, client="梅林", start=at("14:00"))
    write_minutes(desk, meeting.id, ["= 排期", "定了", "@我 周二 出排期表"], at("16:00"))
    late = part(desk, "late", 3)
    assert (cells(late, "content"), cells(late, "why")) == (["给报价", "出排期表"], ["电话中说明"] * 2)


def test_what_was_asked_of_the_client_for_later_is_no_reason(desk: Desk) -> None:
    """The client read that Tuesday's copy was late "for want of your approval", which she owed on Wednesday."""
    card = in_work(desk)
    lines = ("文案 周二12:00", "定稿确认 @陈小姐 周三12:00", "打样 周四12:00")
    add_steps(desk, card.number, [understand(desk, line, NOW) for line in lines], NOW)
    late = part(desk, "late", 4)
    reasons = dict(zip(cells(late, "content"), cells(late, "why"), strict=True))
    assert {key: reasons[key] for key in ("文案", "打样")} == {"文案": "电话中说明", "打样": "待贵方：定稿确认"}
    hand = [c for c in desk.book.live_of(Card) if c.client_id == card.client_id]
    assert unexplained(desk, hand, NOW + timedelta(days=4)) == hand


def test_a_delivered_card_has_no_next_step(desk: Desk) -> None:
    card = in_work(desk)
    add_steps(desk, card.number, [understand(desk, "打样 周四12:00", NOW)], NOW)
    hand = part(desk, "hand")
    assert cells(hand, "next") == ["打样\n2026年11月26日 周四 12:00"]
    deliver(desk, card.number, NOW + timedelta(hours=1))
    hand = part(desk, "hand", 1)
    assert cells(hand, "next") == []


def test_what_we_wait_for_stands_in_words_for_the_client(desk: Desk) -> None:
    record_call(desk, NOW, ["@陈小姐 周五前 给logo，明天上午先看样 # 催不动", "@客户 内审的意见 周四"], client="梅林")
    waiting = part(desk, "waiting")
    assert cells(waiting, "content") == ["给logo，2026年11月24日 周二上午先看样"]


@pytest.mark.parametrize("lang", LANGS)
def test_late_money_on_its_own_day_was_due_on_that_day(desk: Desk, lang: str) -> None:
    card = in_work(desk)
    card = add_money(desk, card.number, "invoice", read_money("3000"), NOW, due=at("18:00"))
    say = Texts(lang)
    told = [
        [late_words(say, one, key) for one in aged([card], at("19:00", day))]
        for day in (23, 25)
        for key in ("round", "billing")
    ]
    assert "0" not in "".join(text for texts in told[:2] for text in texts)
    assert all("2" in text for texts in told[2:] for text in texts)
