"""A fact that meets an obligation is written where it belongs; what can't be is refused and nothing changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from desks import all_of, at, client, everything, owed, the_owed
from msgspec.structs import replace

from aetui.desk.card.cards import open_card
from aetui.desk.core import Desk
from aetui.desk.day.memos import write_memo
from aetui.desk.find.finder import Ambiguous
from aetui.desk.meeting.meetings import add_meeting
from aetui.desk.obligations import find_obligation, find_open, meet, needs_words, record_of, waive
from aetui.desk.phone.calls import begin_call, record_call
from aetui.domain.errors import BadInput, NotThere, Refused, Shut
from aetui.domain.records import Absence, Call, CoverLine, Fulfilment, Item, Memo, Todo
from aetui.domain.records.base import Fact, Record
from aetui.domain.records.card import Card, MoneyLine, Step
from aetui.domain.records.meeting import Action, Meeting, Minutes, Point, Topic

NOW = at("9:40")


def put(desk: Desk, record: Record) -> None:
    with desk.change("test", NOW) as change:
        change.put(record)


def card_with(desk: Desk, **fields: Any) -> Card:
    card = open_card(desk, "海报", at("9:30"), client="梅林")
    put(desk, replace(card, **fields))
    return card


def step(**fields: Any) -> Step:
    return Step(id="s1", what="完稿", **fields)


def said(line: str) -> Callable[[Desk], object]:
    return lambda desk: record_call(desk, at("9:32"), [line], client="梅林")


def meeting(desk: Desk, **fields: Any) -> None:
    made = add_meeting(desk, "例会", at("9:30"), client="梅林", start=at("14:00", 27))
    put(desk, replace(made, **fields))


def whole_minutes() -> Minutes:
    action = Action(what="改稿", owner="小王", due=at("12:00", 25))
    return Minutes(topics=[Topic(title="海报", conclusion="用横版", actions=[action])], signed=Fact(at=at("9:35")))


def only(desk: Desk, kind: type[Any]) -> Any:
    (one,) = all_of(desk, kind)
    return one


WRITTEN: dict[str, tuple[str, Callable[[Desk], object], Callable[[Desk], Fact | None]]] = {
    "schedule": (
        "card.schedule",
        lambda d: card_with(d, steps=[step(due=at("12:00", 24))]),
        lambda d: only(d, Card).schedule_sent,
    ),
    "schedule_confirm": (
        "card.schedule_confirm",
        lambda d: card_with(d, schedule_sent=Fact(at=at("9:31"))),
        lambda d: only(d, Card).schedule_confirmed,
    ),
    "step": ("card.step", lambda d: card_with(d, steps=[step(due=at("12:00", 24))]), lambda d: only(d, Card).steps[0].done),
    "chase a step": (
        "card.chase",
        lambda d: card_with(d, steps=[step(owner="小王", due=at("12:00", 25))]),
        lambda d: only(d, Card).steps[0].chased[0],
    ),
    "chase a to-do": ("card.chase", said("@小王 周三17:00前完稿"), lambda d: only(d, Todo).chased[0]),
    "deliver": (
        "card.deliver",
        lambda d: card_with(d, deliver_at=at("18:00", 27), state="in_work"),
        lambda d: only(d, Card).delivered,
    ),
    "money": (
        "card.money",
        lambda d: card_with(d, money=[MoneyLine(id="m", kind="receipt", text="款", amount=Decimal(9), due=at("18:00", 24))]),
        lambda d: only(d, Card).money[0].settled,
    ),
    "missed": ("call.return", lambda d: begin_call(d, at("9:32"), client="梅林", way="missed"), lambda d: only(d, Call).returned),
    "question": ("call.return", said("? 报价"), lambda d: only(d, Item).done),
    "promise": ("call.promise", said("> 给稿"), lambda d: only(d, Item).done),
    "trouble": ("trouble.report", said("! 错了"), lambda d: only(d, Item).done),
    "late step": (
        "trouble.report",
        lambda d: card_with(d, steps=[step(due=at("9:35"), since=at("9:31"))]),
        lambda d: only(d, Card).reported[0],
    ),
    "news": ("news.share", said("* 卖得好"), lambda d: only(d, Item).done),
    "agenda": ("meeting.agenda", lambda d: meeting(d, points=[Point(text="看稿")]), lambda d: only(d, Meeting).agenda_sent),
    "agenda_confirm": (
        "meeting.agenda_confirm",
        lambda d: meeting(d, agenda_sent=Fact(at=at("9:35"))),
        lambda d: only(d, Meeting).agenda_confirmed,
    ),
    "prepare": ("meeting.prepare", meeting, lambda d: only(d, Meeting).prep[0].done),
    "attend": ("meeting.attend", meeting, lambda d: only(d, Meeting).attended),
    "minutes": (
        "meeting.minutes",
        lambda d: meeting(d, start=at("9:00"), end=at("9:30"), minutes=whole_minutes(), attended=Fact(at=at("9:00"))),
        lambda d: only(d, Meeting).minutes.sent,
    ),
    "minutes_confirm": (
        "meeting.minutes_confirm",
        lambda d: meeting(
            d, start=at("9:00"), end=at("9:30"), minutes=replace(whole_minutes(), sent=Fact(at=at("9:36")), circulated=Fact(at=at("9:36")))
        ),
        lambda d: only(d, Meeting).minutes.confirmed,
    ),
    "memo": ("memo.remind", lambda d: write_memo(d, "带样品", at("9:30"), to="小孙", remind_at=at("16:30")), lambda d: only(d, Memo).done),
}  # fmt: skip


@pytest.mark.parametrize("case", WRITTEN)
def test_the_fact_stands_where_it_belongs(desk: Desk, case: str) -> None:
    rule, begin, look = WRITTEN[case]
    begin(desk)
    one = the_owed(desk, rule, NOW)
    assert record_of(desk, one) is not None
    meet(desk, one, at("9:50"), at=at("9:45"), how=" 电话，建议重印 ", by="李雯")
    fact = look(desk)
    assert fact is not None
    assert (fact.at, fact.how, fact.by) == (at("9:45"), "电话，建议重印", "李雯")
    assert not owed(desk, rule, at("9:51"))
    ended = [o for o in desk.obligations(at("9:51"), ended_since=at("9:00")) if o.id == one.id]
    assert [(o.state in ("met", "met_late"), o.met_at) for o in ended] == [(True, at("9:45"))]
    with pytest.raises(NotThere):
        meet(desk, ended[0], at("9:52"))
    desk.undo(at("9:53"))
    assert [o.id for o in owed(desk, rule, at("9:54"))] == [one.id]


@pytest.mark.parametrize("case", WRITTEN)
def test_let_go_for_a_reason(desk: Desk, case: str) -> None:
    rule, begin, _ = WRITTEN[case]
    begin(desk)
    one = the_owed(desk, rule, NOW)
    before = everything(desk)
    for why in ("", "  "):
        with pytest.raises(BadInput, match=r"why\.empty"):
            waive(desk, one, why, NOW)
    assert everything(desk) == before
    waive(desk, one, " 客户撤了 ", NOW)
    (ended,) = (o for o in desk.obligations(at("9:51"), ended_since=at("9:00")) if o.id == one.id)
    assert (ended.state, ended.reason) == ("waived", "客户撤了")
    with pytest.raises(NotThere):
        waive(desk, ended, "再来", NOW)


@pytest.mark.parametrize("rule", ["week.call", "week.report"])
def test_what_comes_round_is_met_by_a_fulfilment(desk: Desk, rule: str) -> None:
    one = owed(desk, rule, NOW)[0]
    assert record_of(desk, one) is None
    meet(desk, one, at("9:50"), how="电话")
    done = only(desk, Fulfilment)
    assert (done.rule, done.done.how, done.let_go) == (rule, "电话", False)
    assert one.id not in {o.id for o in owed(desk, rule, at("9:51"))}
    desk.undo(at("9:51"))
    waive(desk, one, "放假", at("9:52"))
    assert (only(desk, Fulfilment).let_go, only(desk, Fulfilment).done.why) == (True, "放假")


def test_trouble_is_reported_with_a_proposal(desk: Desk) -> None:
    said("! 错了")(desk)
    one = the_owed(desk, "trouble.report", NOW)
    assert needs_words(one)
    for how in (None, "", "  "):
        with pytest.raises(Refused, match=r"gate\.solution"):
            meet(desk, one, NOW, how=how)
    assert only(desk, Item).done is None


def test_money_goes_on_a_card(desk: Desk) -> None:
    card = open_card(desk, "海报", at("9:00"), client="梅林")
    said("$ 外拍 8000")(desk)
    one = the_owed(desk, "card.open", NOW)
    with pytest.raises(NotThere, match=r"card\.unknown"):
        meet(desk, one, NOW, how="记在 2611-044")
    meet(desk, one, NOW, how="记在 2611-001")
    assert (only(desk, Item).card_id, only(desk, Item).carded_at) == (card.id, NOW)
    assert len(all_of(desk, Card)) == 1


def test_money_opens_a_card_where_a_plus_says_so(desk: Desk) -> None:
    said("$ 外拍场地费 8000，先垫")(desk)
    for how in (None, "x", "记在新的上"):
        with pytest.raises(BadInput, match=r"card\.which_none"):
            meet(desk, the_owed(desk, "card.open", NOW), NOW, how=how)
    assert all_of(desk, Card) == []
    meet(desk, the_owed(desk, "card.open", NOW), NOW, how="＋")
    card = only(desk, Card)
    assert (card.number, card.title, card.client_id) == ("2611-001", "外拍场地费 8000", client(desk, "梅林").id)
    assert only(desk, Item).card_id == card.id


def test_minutes_that_lack_something_wait_or_go_for_a_reason(desk: Desk) -> None:
    meeting(desk, start=at("9:00"), end=at("9:30"))
    one = the_owed(desk, "meeting.minutes", NOW)
    with pytest.raises(Shut) as shut:
        meet(desk, one, NOW)
    assert [gate.key for gate in shut.value.gates] == ["gate.minutes_lack", "gate.minutes_unsigned"]
    meet(desk, one, NOW, why="客户只要口头")
    found = only(desk, Meeting)
    assert [(p.gate, p.why) for p in found.passed] == [("minutes", "客户只要口头")]
    assert found.minutes.sent is not None


@pytest.mark.parametrize("lines", [[], [CoverLine(id="l", what="海报", cover="小王")]])
def test_a_handover_that_nobody_took_on(desk: Desk, lines: list[CoverLine]) -> None:
    put(desk, Absence(id="a", created_at=NOW, updated_at=NOW, start=at("9:00", 26), end=at("18:00", 27), lines=lines))
    one = the_owed(desk, "absence.arrange", NOW)
    with pytest.raises(Refused, match=r"gate\.handover"):
        meet(desk, one, NOW)
    meet(desk, one, NOW, why="电话随时通")
    assert only(desk, Absence).arranged is not None


def test_whoever_ticks_a_meeting_off_afterwards_was_in_time(desk: Desk) -> None:
    made = add_meeting(desk, "例会", at("9:00"), client="梅林", start=at("10:00"), travel=timedelta(minutes=30))
    one = the_owed(desk, "meeting.attend", at("9:10"))
    late = at("11:30")
    meet(desk, replace(one, state="overdue"), late)
    found = only(desk, Meeting)
    assert (found.id, found.attended and found.attended.at) == (made.id, at("9:30"))


def test_nothing_is_done_in_the_future(desk: Desk) -> None:
    said("> 给稿")(desk)
    before = everything(desk)
    with pytest.raises(BadInput, match=r"time\.future"):
        meet(desk, the_owed(desk, "call.promise", NOW), NOW, at=at("9:41"))
    assert everything(desk) == before


# Finding


def found(desk: Desk, rule: str, subject: str, now: datetime = NOW) -> str:
    return find_obligation(desk, rule, subject, now).id


def test_an_obligation_is_named_by_card_client_or_id(desk: Desk) -> None:
    record_call(desk, at("9:32"), ["+ 海报", "> 给稿", "> 给价"], client="梅林")
    (card,) = all_of(desk, Card)
    expected = f"card.schedule:{card.id}"
    assert {found(desk, "card.schedule", s) for s in ("2611-001", "梅林", "ml", card.id, expected)} == {expected}
    for promise in owed(desk, "call.promise", NOW):
        assert found(desk, "call.promise", promise.id) == promise.id
        assert find_open(desk, promise.id, NOW) == promise


def test_an_obligation_is_named_by_words_of_its_own(desk: Desk) -> None:
    record_call(desk, at("9:32"), ["> 给修改稿", "> 给报价"], client="梅林")
    write_memo(desk, "带样品", at("9:32"), to="小孙", remind_at=at("16:30"))
    assert found(desk, "memo.remind", "样品")
    one = next(o for o in owed(desk, "call.promise", NOW) if o.what == "给报价")
    assert found(desk, "call.promise", "报价") == one.id


def test_two_that_fit_are_listed(desk: Desk) -> None:
    record_call(desk, at("9:32"), ["> 给稿", "> 给价"], client="梅林")
    with pytest.raises(Ambiguous) as caught:
        found(desk, "call.promise", "梅林")
    assert caught.value.records == owed(desk, "call.promise", NOW)
    assert sorted(caught.value.args_["names"]) == ["给价", "给稿"]


@pytest.mark.parametrize(
    ("rule", "subject"),
    [("no.rule", "梅林"), ("call.promise", "梅林"), ("call.promise", "没有"), ("week.call", ""), ("", "")],
)
def test_what_is_not_owed(desk: Desk, rule: str, subject: str) -> None:
    with pytest.raises(NotThere):
        found(desk, rule, subject)


@pytest.mark.parametrize("odd", ["ext:1", "crm.42", "a@b", "50%", "x#y", "ext:crm.1:2026-W48"])
def test_a_duty_of_a_record_with_any_id_is_met_by_its_fact(desk: Desk, odd: str) -> None:
    """The format allows any text as an id; a duty that is told as met isn't owed any more."""
    step = Step(id=f"s{odd}", what="打样", due=at("18:00"), since=at("9:00"))
    card = Card(
        id=odd,
        created_at=at("9:00"),
        updated_at=at("9:00"),
        number="2611-077",
        client_id=client(desk, "梅林").id,
        title="海报",
        requested_at=at("9:00"),
        opened_at=at("9:00"),
        steps=[step],
    )
    item = Item(
        id=odd, created_at=at("9:00"), updated_at=at("9:00"), call_id="c", n=1, at=at("9:00"), mark=">", text="给稿"
    )
    with desk.change("import", at("9:00")) as change:
        change.put(card)
        change.put(item)
    for rule in ("card.step", "call.promise"):
        duty = the_owed(desk, rule, NOW)
        found = record_of(desk, duty)
        assert found is not None
        assert found.id == odd
        meet(desk, duty, NOW, how="好了")
        assert owed(desk, rule, NOW) == []
    duty = the_owed(desk, "card.schedule", NOW)
    waive(desk, duty, "客户不要了", NOW)
    assert owed(desk, "card.schedule", NOW) == []
