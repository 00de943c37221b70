"""Every event rule of domain.md: its start, due and act-by times; met, late, waived, overdue."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from making import at, client, fact, made, one, owed, profile, states
from msgspec.structs import replace

from aetui.domain.records import Absence, Call, CoverLine, Item, Made, Memo, Todo
from aetui.domain.records.base import Fact, Passed, Record
from aetui.domain.records.card import Card, MoneyLine, Step
from aetui.domain.records.meeting import Action, Meeting, Minutes, Point, Postponed, PrepLine, Topic
from aetui.domain.rulebook import load

DESK = [profile(), client()]


def item(mark: str, **fields: Any) -> Item:
    fields = {"at": at("11-24 10:00"), "text": "话", "client_id": "ml", "call_id": "c", "n": 1, **fields}
    found: Item = made(Item, "i", fields["at"], mark=mark, **fields)
    return found


def card(**fields: Any) -> Card:
    fields = {"requested_at": at("11-24 10:00"), "opened_at": at("11-24 10:00"), "title": "海报", **fields}
    found: Card = made(Card, "k", fields["opened_at"], number="2611-001", client_id="ml", **fields)
    return found


def step(**fields: Any) -> Card:
    return card(steps=[Step(id="s", what="完稿", **{"due": at("11-26 17:00"), **fields})])


def meeting(**fields: Any) -> Meeting:
    fields = {
        "start": at("11-27 14:00"),
        "end": at("11-27 15:30"),
        "client_id": "ml",
        "title": "提案",
        **fields,
    }
    found: Meeting = made(Meeting, "m", fields.pop("created", "11-24 10:00"), **fields)
    return found


WHOLE = [Topic(title="一", conclusion="通过", actions=[Action(what="改", owner="小王", due=at("12-01 18:00"))])]


def minutes(of: Meeting, **fields: Any) -> Meeting:
    return replace(of, minutes=replace(of.minutes, **fields))


def step_with(**fields: Any) -> Callable[[Any], Card]:
    return lambda c: replace(c, steps=[replace(c.steps[0], **fields)])


class Row(msgspec.Struct):
    """One rule on one record. `meet(record, fact)` writes what meets it."""

    rule: str
    record: Record
    start: str
    due: str
    act_by: str
    meet: Callable[[Any, Fact], Record]
    part: str = ""
    source: str = ""
    subject: str = ""


def field(name: str) -> Callable[[Any, Fact], Record]:
    return lambda record, done: replace(record, **{name: done})


ROWS = [
    Row("card.open", item("$"), "11-24 10:00", "11-24 10:30", "11-24 10:30",
        lambda r, f: replace(r, card_id="k", carded_at=f.at), source="Y3", subject="item"),
    Row("card.open", item("+"), "11-24 10:00", "11-24 10:30", "11-24 10:30",
        lambda r, f: replace(r, card_id="k", carded_at=f.at), source="D4", subject="item"),
    Row("card.schedule", card(), "11-24 10:00", "11-25 10:00", "11-25 10:00",
        field("schedule_sent"), source="D4", subject="card"),
    Row("card.schedule_confirm", card(schedule_sent=fact("11-24 16:05")), "11-24 16:05", "11-25 18:00", "11-25 18:00",
        field("schedule_confirmed"), source="C2", subject="card"),
    Row("card.step", step(), "11-24 10:00", "11-26 17:00", "11-26 17:00",
        lambda r, f: step_with(done=f)(r), "s", "R3", "step"),
    Row("card.chase", step(owner="小王"), "11-24 10:00", "11-25 17:00", "11-25 17:00",
        lambda r, f: step_with(chased=[f])(r), "s", "C3", "step"),
    Row("card.chase", step(owner="小王"), "11-24 10:00", "11-25 17:00", "11-25 17:00",
        lambda r, f: step_with(done=f)(r), "s", "C3", "step"),
    Row("card.chase", made(Todo, "t", "11-24 10:40", text="重出", day=at("11-27 00:00").date(), owner="小王",
                           due=at("11-27 17:00")),
        "11-24 10:40", "11-26 17:00", "11-26 17:00", lambda r, f: replace(r, chased=[f]), source="C3", subject="todo"),
    Row("card.deliver", card(deliver_at=at("11-27 18:00")), "11-24 10:00", "11-27 18:00", "11-27 18:00",
        field("delivered"), source="A5", subject="card"),
    Row("card.money", card(money=[MoneyLine(id="e", kind="invoice", text="首款", amount=Decimal(9), due=at("11-28 10:00"))]),
        "11-24 10:00", "11-28 10:00", "11-27 18:00",
        lambda r, f: replace(r, money=[replace(r.money[0], settled=f)]), "e", "R8", "money"),
    Row("call.return", made(Call, "c", "11-24 11:15", at=at("11-24 11:15"), way="missed", client_id="ml"),
        "11-24 11:15", "11-24 14:15", "11-24 14:15", field("returned"), source="D3", subject="call"),
    Row("call.return", item("?"), "11-24 10:00", "11-24 12:00", "11-24 12:00", field("done"), source="D3", subject="item"),
    Row("call.return", item("?", due=at("11-26 10:00")), "11-24 10:00", "11-26 10:00", "11-26 10:00",
        field("done"), source="D3", subject="item"),
    Row("call.promise", item(">", due=at("11-25 12:00")), "11-24 10:00", "11-25 12:00", "11-25 12:00",
        field("done"), source="R9", subject="item"),
    Row("call.promise", item(">"), "11-24 10:00", "11-25 18:00", "11-25 18:00", field("done"), source="R9", subject="item"),
    Row("trouble.report", item("!", at=at("11-24 11:45")), "11-24 11:45", "11-24 13:15", "11-24 13:15",
        field("done"), source="R10", subject="item"),
    Row("news.share", item("*"), "11-24 10:00", "11-24 18:00", "11-24 18:00", field("done"), source="D7", subject="item"),
    Row("meeting.agenda", meeting(), "11-24 10:00", "11-25 14:00", "11-25 14:00",
        field("agenda_sent"), source="M2", subject="meeting"),
    Row("meeting.agenda_confirm", meeting(agenda_sent=fact("11-24 11:00")), "11-24 11:00", "11-26 14:00", "11-26 14:00",
        field("agenda_confirmed"), source="M2", subject="meeting"),
    Row("meeting.prepare", meeting(start=at("11-27 13:45"), prep=[PrepLine(id="1", text="纸", done=fact("11-24 10:01")), PrepLine(id="2", text="笔")]),
        "11-24 10:00", "11-27 12:45", "11-27 12:00",
        lambda r, f: replace(r, prep=[r.prep[0], replace(r.prep[1], done=f)]), source="M3", subject="meeting"),
    Row("meeting.attend", meeting(travel_min=45), "11-24 10:00", "11-27 14:00", "11-27 13:15",
        field("attended"), source="M1", subject="meeting"),
    Row("meeting.minutes", meeting(minutes=Minutes(topics=WHOLE)), "11-27 15:30", "11-28 15:30", "11-27 18:00",
        lambda r, f: minutes(r, signed=f, sent=f, circulated=f), source="M6", subject="meeting"),
    Row("meeting.minutes_confirm", meeting(minutes=Minutes(topics=WHOLE, sent=fact("11-27 17:00"))),
        "11-27 17:00", "11-30 18:00", "11-30 18:00", lambda r, f: minutes(r, confirmed=f), source="M8", subject="meeting"),
    Row("memo.remind", made(Memo, "o", "11-24 10:00", to="小王", text="样", remind_at=at("11-25 09:30")),
        "11-24 10:00", "11-25 09:30", "11-25 09:30", field("sent"), source="D6", subject="memo"),
    Row("memo.remind", made(Memo, "o", "11-24 10:00", to="小王", text="样", remind_at=at("11-25 09:30")),
        "11-24 10:00", "11-25 09:30", "11-25 09:30", field("done"), source="D6", subject="memo"),
    Row("absence.arrange", made(Absence, "a", "11-24 10:00", start=at("11-30 08:30"), end=at("12-04 18:00")),
        "11-24 10:00", "11-30 08:30", "11-27 18:00", field("arranged"), source="D8", subject="absence"),
]  # fmt: skip
rows = pytest.mark.parametrize("row", ROWS, ids=[f"{n}-{r.rule}" for n, r in enumerate(ROWS)])
MINUTE = timedelta(minutes=1)


@rows
def test_it_starts_and_falls_due(row: Row) -> None:
    found = one([*DESK, row.record], row.start, row.rule)
    assert (found.start, found.due, found.act_by) == (at(row.start), at(row.due), at(row.act_by))
    assert found.source == row.source
    assert found.subject_type == row.subject
    assert found.id == f"{row.rule}:{row.record.id}" + (f".{row.part}" if row.part else "")
    assert found.state in ("pending", "soon")


@rows
def test_it_is_soon_from_act_by_to_due_and_then_late(row: Row) -> None:
    act_by, due = at(row.act_by), at(row.due)
    warn = load().rules[row.rule].warning
    early = max(at(row.start), act_by - warn - MINUTE)
    expected = "pending" if act_by - early > warn else "soon"
    assert states([*DESK, row.record], early, row.rule) == [expected]
    assert states([*DESK, row.record], act_by, row.rule) == ["soon"]
    assert states([*DESK, row.record], due, row.rule) == ["soon"]
    late = one([*DESK, row.record], due + MINUTE, row.rule)
    if late.state == "overdue":
        assert late.remaining(due + MINUTE) == (act_by - due - MINUTE).total_seconds()


@rows
def test_it_is_met_on_time_or_late_and_proof_is_kept(row: Row) -> None:
    due = at(row.due)
    on_time = Fact(at=due, how="邮件", by="李雯")
    found = one([*DESK, row.meet(row.record, on_time)], due + MINUTE, row.rule)
    assert (found.state, found.met_at) == ("met", due)
    found = one([*DESK, row.meet(row.record, Fact(at=due + MINUTE))], due + 2 * MINUTE, row.rule)
    assert (found.state, found.met_at) == ("met_late", due + MINUTE)
    assert not owed([*DESK, row.meet(row.record, on_time)], due + MINUTE, row.rule, ended=False)


@rows
def test_it_is_waived_with_its_reason(row: Row) -> None:
    key = f"{row.rule}:{row.part}" if row.part else row.rule
    let_go = replace(row.record, waived={key: Fact(at=at(row.start) + MINUTE, why="客户取消")})
    found = one([*DESK, let_go], at(row.due) + MINUTE, row.rule)
    assert (found.state, found.reason) == ("waived", "客户取消")
    assert not owed([*DESK, let_go], at(row.due) + MINUTE, row.rule, ended=False)


@rows
def test_ended_ones_come_only_since(row: Row) -> None:
    done = row.meet(row.record, Fact(at=at(row.due)))
    done = replace(done, updated_at=at(row.due))
    since = at(row.due)
    assert states([*DESK, done], since + MINUTE, row.rule, since=since) == ["met"]
    assert states([*DESK, done], since + MINUTE, row.rule, since=since + MINUTE) == []


@rows
def test_what_was_typed_is_owed_whenever_the_desk_or_the_client_came(row: Row) -> None:
    after = at(row.due) + MINUTE
    found = owed([*DESK, row.record], after, row.rule)
    assert found
    for there in (after, after + timedelta(days=30)):  # made just now, or by a clock that ran ahead
        assert owed([profile(there), client(), row.record], after, row.rule) == found
        assert owed([profile(), client(created=there), row.record], after, row.rule) == found


@rows
def test_what_is_older_than_its_start_meets_nothing(row: Row) -> None:
    early = row.meet(row.record, Fact(at=at(row.start) - MINUTE))
    assert all(o.met_at is None or o.met_at >= o.start for o in owed([*DESK, early], at(row.due), row.rule))


@rows
def test_what_came_first_ended_it(row: Row) -> None:
    """Let go, then done after all; or the other way round."""
    key = f"{row.rule}:{row.part}" if row.part else row.rule
    begin = at(row.start)
    for first, second, state in ((2, 1, "met"), (1, 2, "waived")):
        done = row.meet(row.record, Fact(at=begin + second * MINUTE))
        both = replace(done, waived={key: Fact(at=begin + first * MINUTE, why="停")})
        assert states([*DESK, both], at(row.due) + 30 * MINUTE, row.rule) == [state]


def test_a_card_opened_in_the_same_breath_is_no_duty() -> None:
    opened = item("+", card_id="k", made=Made(type="card", id="k"))
    assert not owed([*DESK, opened, card()], "11-24 12:00", "card.open")
    named = item("$", card_id="k")
    assert not owed([*DESK, named, card()], "11-24 12:00", "card.open")


def test_a_card_opened_later_meets_it() -> None:
    opened = item("+", card_id="k", made=Made(type="card", id="k"))
    late = card(opened_at=at("11-24 10:31"))
    found = one([*DESK, opened, late], "11-24 12:00", "card.open")
    assert (found.state, found.met_at, found.how) == ("met_late", at("11-24 10:31"), "2611-001")


def test_work_asked_for_after_hours_is_acted_on_by_its_due_time() -> None:
    found = one([*DESK, card(requested_at=at("11-27 18:30"))], "11-27 19:00", "card.schedule")
    assert (found.due, found.act_by) == (at("11-28 18:30"), at("11-28 18:30"))


def test_an_agenda_for_monday_shows_friday_evening() -> None:
    found = one([*DESK, meeting(start=at("11-30 10:00"), end=None)], "11-24 10:00", "meeting.agenda")
    assert (found.due, found.act_by) == (at("11-28 10:00"), at("11-27 18:00"))
    assert states([*DESK, meeting(start=at("11-30 10:00"))], "11-27 20:00", "meeting.agenda") == ["soon"]


@pytest.mark.parametrize(
    ("created", "start", "agenda"),
    [
        ("11-24 10:00", "11-25 14:00", "11-24 12:00"),  # tomorrow: two working hours
        ("11-24 11:00", "11-25 14:00", "11-24 14:00"),  # over lunch
        ("11-24 10:00", "11-24 11:00", "11-24 11:00"),  # not after the meeting's start
        ("11-24 17:30", "11-25 09:30", "11-25 09:30"),
        ("11-24 10:00", "11-26 10:00", "11-24 10:00"),  # just 48 hours
    ],
)
def test_short_notice(created: str, start: str, agenda: str) -> None:
    soon = meeting(created=created, start=at(start), end=None)
    assert one([*DESK, soon], created, "meeting.agenda").due == at(agenda)


def test_an_agenda_sent_late_is_confirmed_at_short_notice() -> None:
    late = meeting(agenda_sent=fact("11-27 09:00"))
    assert one([*DESK, late], "11-27 09:00", "meeting.agenda_confirm").due == at("11-27 11:00")
    later = meeting(agenda_sent=fact("11-27 13:30"))
    assert one([*DESK, later], "11-27 13:31", "meeting.agenda_confirm").due == at("11-27 14:00")


def test_a_chase_at_short_notice_is_due_before_the_thing_itself() -> None:
    todo = made(Todo, "t", "11-24 10:00", text="改", day=at("11-24 00:00").date(), owner="小王", due=at("11-24 17:00"))
    assert one([*DESK, todo], "11-24 10:00", "card.chase").due == at("11-24 12:00")
    assert one([*DESK, replace(todo, due=at("11-24 11:00"))], "11-24 10:00", "card.chase").due == at("11-24 11:00")
    assert not owed([*DESK, replace(todo, due=at("11-24 09:00"))], "11-24 10:00", "card.chase")


def test_a_step_set_later_is_chased_from_then() -> None:
    added = step(owner="小王", due=at("11-26 10:00"), since=at("11-25 15:00"))
    assert one([*DESK, added], "11-25 15:00", "card.chase").due == at("11-25 17:00")


def test_ones_own_steps_and_todos_are_not_chased() -> None:
    mine = made(Todo, "t", "11-24 10:00", text="改", day=at("11-27 00:00").date(), due=at("11-27 17:00"))
    for records in (step(), step(owner="李雯"), mine, replace(mine, owner="李雯")):
        assert not owed([*DESK, records], "11-24 11:00", "card.chase")


def test_a_dropped_todo_is_chased_no_more() -> None:
    todo = made(Todo, "t", "11-24 10:00", text="改", day=at("11-27 00:00").date(), owner="小王", due=at("11-27 17:00"))
    assert not owed([*DESK, replace(todo, dropped=fact("11-25 10:00"))], "11-27 10:00", "card.chase")
    assert states([*DESK, replace(todo, dropped=fact("11-27 10:00"))], "11-27 11:00", "card.chase") == ["missed"]


def test_a_step_that_is_late_is_reported() -> None:
    late = step()
    assert not owed([*DESK, late], "11-26 17:00", "trouble.report")
    found = one([*DESK, late], "11-26 17:01", "trouble.report")
    assert (found.id, found.start, found.due) == (
        "trouble.report:k@20261126T090000Z",
        at("11-26 17:00"),
        at("11-26 17:30"),
    )
    assert (found.source, found.subject_type, found.what) == ("R10", "card", "完稿")
    told = replace(late, reported=[fact("11-26 17:20", how="加一台机器")])
    assert one([*DESK, told], "11-26 18:00", "trouble.report").state == "met"
    told = step_with(reported=fact("11-26 17:20", how="加一台机器"))(late)  # as older files have it
    assert one([*DESK, told], "11-26 18:00", "trouble.report").state == "met"


def test_a_step_done_before_its_report_was_due_needs_none() -> None:
    assert not owed([*DESK, step(done=fact("11-26 17:10"))], "11-27 10:00", "trouble.report")
    assert not owed([*DESK, step(done=fact("11-26 16:00"))], "11-27 10:00", "trouble.report")
    assert states([*DESK, step(done=fact("11-27 09:00"))], "11-27 10:00", "trouble.report") == ["missed"]


def test_a_missed_call_is_returned_by_any_later_call_out() -> None:
    missed = made(Call, "c", "11-24 10:15", at=at("11-24 10:15"), way="missed", client_id="ml")
    back = made(Call, "d", "11-24 10:40", at=at("11-24 10:40"), way="out", client_id="ml")
    found = one([*DESK, missed, back], "11-24 11:00", "call.return")
    assert (found.state, found.met_at) == ("met", at("11-24 10:40"))
    for other in (
        replace(back, way="in"),
        replace(back, client_id="sh"),
        replace(back, at=at("11-24 10:00")),
    ):
        assert states([*DESK, missed, other], "11-24 11:00", "call.return") == ["pending"]


def test_a_call_back_alone_does_not_answer_a_question() -> None:
    back = made(Call, "d", "11-24 10:40", at=at("11-24 10:40"), way="out", client_id="ml")
    assert states([*DESK, item("?"), back], "11-24 10:45", "call.return") == ["pending"]


def test_good_news_after_hours_is_shared_the_next_morning() -> None:
    evening = item("*", at=at("11-24 19:00"))
    assert one([*DESK, evening], "11-24 19:00", "news.share").due == at("11-25 11:00")
    saturday = item("*", at=at("11-28 11:00"))
    assert one([*DESK, saturday], "11-28 11:00", "news.share").due == at("11-30 18:00")


def test_a_closed_card_owes_only_its_money() -> None:
    line = MoneyLine(id="e", kind="receipt", text="尾款", amount=Decimal(9), due=at("12-20 18:00"))
    closed = card(deliver_at=at("11-27 18:00"), money=[line], steps=[Step(id="s", what="完稿", due=at("12-26 17:00"))],
                  state="closed", closed=fact("11-26 10:00"), updated_at=at("11-26 10:00"))  # fmt: skip
    found = owed([*DESK, closed], "11-28 10:00")
    assert {(o.rule, o.state) for o in found if o.subject_type in ("card", "step", "money")} == {
        ("card.schedule", "missed"),
        ("card.money", "pending"),
    }


def test_a_meeting_called_off_owes_nothing() -> None:
    off = meeting(cancelled=fact("11-24 11:00"), prep=[PrepLine(id="1", text="纸")])
    assert not [o for o in owed([*DESK, off], "11-28 10:00") if o.subject_type == "meeting"]
    late = meeting(cancelled=fact("11-26 11:00"))
    assert {(o.rule, o.state) for o in owed([*DESK, late], "11-28 10:00") if o.subject_type == "meeting"} == {
        ("meeting.agenda", "missed")
    }


def test_a_meeting_moved_without_a_date_owes_nothing_now() -> None:
    moved = meeting(start=None, end=None, postponed=[Postponed(start=at("11-27 14:00"), told=fact("11-26 10:00"))])
    found = [o for o in owed([*DESK, moved], "11-28 10:00") if o.subject_type == "meeting"]
    assert {(o.id, o.state) for o in found} == {("meeting.attend:m", "met"), ("meeting.agenda:m", "missed")}


def test_a_moved_meeting_counts_anew() -> None:
    old = Postponed(start=at("11-25 14:00"), told=fact("11-25 13:50", how="电话"))
    moved = meeting(postponed=[old], start=at("12-01 10:00"), end=None)
    found = {o.id: o for o in owed([*DESK, moved], "11-25 14:30", "meeting.attend")}
    assert found["meeting.attend:m"].state == "met"
    assert found["meeting.attend:m"].how == "电话"
    again = found["meeting.attend:m@20261125T055000Z"]
    assert (again.state, again.due) == ("pending", at("12-01 10:00"))
    agendas = {o.start: (o.state, o.due) for o in owed([*DESK, moved], "11-25 14:30", "meeting.agenda")}
    # At short notice it was due by noon, and was late when the meeting was moved.
    assert agendas == {
        at("11-24 10:00"): ("missed", at("11-24 12:00")),
        at("11-25 13:50"): ("pending", at("11-29 10:00")),
    }
    told_late = meeting(postponed=[replace(old, told=fact("11-25 14:10"))], start=None, end=None)
    assert states([*DESK, told_late], "11-25 15:00", "meeting.attend") == ["met_late"]


def test_a_meeting_moved_to_tomorrow_has_its_agenda_at_short_notice() -> None:
    moved = meeting(postponed=[Postponed(start=at("12-04 14:00"), told=fact("11-24 15:00"))], start=at("11-25 14:00"))
    assert one([*DESK, moved], "11-24 15:00", "meeting.agenda").due == at("11-24 17:00")  # the old one is gone


def test_what_a_meeting_needed_beforehand_is_missed_once_it_is_over() -> None:
    held = meeting(prep=[PrepLine(id="1", text="纸")])
    assert states([*DESK, held], "11-27 15:29", "meeting.agenda") == ["overdue"]
    found = {o.rule: o.state for o in owed([*DESK, held], "11-27 15:30") if o.subject_type == "meeting"}
    assert found == {
        "meeting.agenda": "missed",
        "meeting.prepare": "missed",
        "meeting.attend": "overdue",
        "meeting.minutes": "soon",  # shown until Friday evening
    }


def test_minutes_wait_for_the_end_and_for_everything_m7_asks() -> None:
    assert not owed([*DESK, meeting()], "11-27 15:29", "meeting.minutes")
    out = fact("11-27 17:00")
    hollow = minutes(meeting(), topics=[Topic(title="一", conclusion="通过")], signed=out, sent=out, circulated=out)
    assert states([*DESK, hollow], "11-27 17:30", "meeting.minutes") == ["soon"]
    passed = replace(hollow, passed=[Passed(gate="minutes", why="客户催", at=at("11-27 17:00"))])
    assert states([*DESK, passed], "11-27 17:30", "meeting.minutes") == ["met"]
    for part in ("signed", "sent", "circulated"):
        lacking = minutes(minutes(hollow, topics=WHOLE), **{part: None})
        assert states([*DESK, lacking], "11-27 17:30", "meeting.minutes") == ["soon"]


def test_a_meeting_in_the_house_needs_no_agenda_for_the_client_nor_their_yes() -> None:
    inside = meeting(client_id=None, agenda_sent=fact("11-24 11:00"), prep=[PrepLine(id="1", text="纸")],
                     minutes=Minutes(topics=WHOLE, sent=fact("11-27 16:00")))  # fmt: skip
    rules = {o.rule for o in owed([*DESK, inside], "11-27 17:00") if o.subject_type == "meeting"}
    assert rules == {"meeting.prepare", "meeting.attend"}
    # With a point on it it has an agenda, and owes minutes; they go to nobody outside.
    remark = replace(inside, points=[Point(text="# 先别说预算")])
    assert not [o for o in owed([*DESK, remark], "11-27 17:00") if o.rule == "meeting.minutes"], "a remark is no point"
    inside = replace(inside, points=[Point(text="一")])
    assert one([*DESK, inside], "11-27 17:00", "meeting.minutes").state == "soon"
    out = minutes(inside, signed=fact("11-27 17:00"), circulated=fact("11-27 17:10"), sent=None)
    assert one([*DESK, out], "11-27 17:30", "meeting.minutes").met_at == at("11-27 17:10")


def test_m4_counts_only_at_our_office() -> None:
    lines = [
        PrepLine(id="1", text="纸", done=fact("11-25 10:00")),
        PrepLine(id="2", text="前台", source="M4"),
    ]
    assert states([*DESK, meeting(prep=lines, place="theirs")], "11-25 11:00", "meeting.prepare") == ["met"]
    assert states([*DESK, meeting(prep=lines, place="ours")], "11-25 11:00", "meeting.prepare") == ["pending"]
    assert not owed([*DESK, meeting(prep=[])], "11-25 11:00", "meeting.prepare")


def test_a_call_that_served_it_confirms_the_minutes() -> None:
    sent = meeting(minutes=Minutes(topics=WHOLE, sent=fact("11-27 16:00")))
    call = made(Call, "c", "11-27 17:00", at=at("11-27 17:00"), way="out", client_id="ml",
                serves=["meeting.minutes_confirm:m"])  # fmt: skip
    assert one([*DESK, sent, call], "11-27 17:30", "meeting.minutes_confirm").met_at == at("11-27 17:00")


def test_an_absence_is_arranged_when_every_line_is() -> None:
    lines = [
        CoverLine(id="1", what="梅林", cover="小陆", acknowledged=fact("11-25 10:00")),
        CoverLine(id="2", what="申花", cover="小顾", acknowledged=fact("11-26 10:00")),
    ]
    away = made(Absence, "a", "11-24 10:00", start=at("11-30 09:00"), end=at("12-04 18:00"), lines=lines)
    assert one([*DESK, away], "11-27 10:00", "absence.arrange").met_at == at("11-26 10:00")
    half = replace(away, lines=[lines[0], replace(lines[1], acknowledged=None)])
    assert states([*DESK, half], "11-26 10:00", "absence.arrange") == ["pending"]
    assert states([*DESK, half], "12-04 18:00", "absence.arrange") == ["missed"]


def test_an_absence_that_has_begun_is_short_notice() -> None:
    ill = made(Absence, "a", "11-24 09:30", start=at("11-24 09:00"), end=at("11-25 18:00"))
    assert one([*DESK, ill], "11-24 09:30", "absence.arrange").due == at("11-24 11:30")


def test_obligations_show_who_covers_them_while_away() -> None:
    lines = [
        CoverLine(id="1", what="梅林", client_id="ml", cover="小陆"),
        CoverLine(id="2", what="进度表", obligation_id="card.schedule:k", cover="小顾"),
    ]
    away = made(Absence, "a", "11-20 10:00", start=at("11-24 09:00"), end=at("11-26 18:00"), lines=lines)
    records = [*DESK, away, card(deliver_at=at("11-25 18:00")), item(">", due=at("11-30 12:00"))]
    covers = {o.rule: o.cover for o in owed(records, "11-24 11:00", ended=False)}
    assert covers["card.schedule"] == "小顾"
    assert covers["card.deliver"] == "小陆"
    assert covers["call.promise"] is None  # back by then
    assert {o.cover for o in owed(records, "11-27 09:00", ended=False)} == {None}


def test_what_has_no_line_shows_as_uncovered_while_away() -> None:
    lines = [
        CoverLine(id="1", what="打样", key="card.step:k.s", obligation_id="card.step:k.s", cover="小顾"),
        CoverLine(id="2", what="样品", key="todos:t", client_id="ml", cover="小陆"),
        CoverLine(id="3", what="电话", key="phone:ml", client_id="ml", cover="小陆"),
    ]
    away = made(Absence, "a", "11-20 10:00", start=at("11-24 09:00"), end=at("11-26 18:00"), lines=lines)
    step = Step(id="s", what="打样", due=at("11-24 10:00"), since=at("11-20 10:00"))
    records = [*DESK, away, card(steps=[step]), item(">", due=at("11-25 12:00"))]
    covers = {o.rule: o.cover for o in owed(records, "11-24 11:00", ended=False)}
    assert covers["card.step"] == "小顾"
    assert covers["trouble.report"] == "小顾"  # that the step is late is the step's cover's
    assert covers["call.promise"] == ""  # one thing of a client's, or the phone, says nothing of another
    assert covers["day.review"] is None
    before = {o.rule: o.cover for o in owed(records, "11-23 11:00", ended=False)}
    assert before["call.promise"] is None  # it is being prepared still
    lunch = msgspec.structs.replace(away, end=at("11-24 12:00"))
    assert {o.cover for o in owed([*DESK, lunch, item(">", due=at("11-24 11:30"))], "11-24 11:00", ended=False)} == {
        None
    }


def test_it_speaks_the_users_words() -> None:
    found = {o.rule: o.what for o in owed([*DESK, step(owner="小王"), item(">", text="给修改稿")], "11-24 11:00")}
    assert (found["card.schedule"], found["card.step"], found["call.promise"]) == ("海报", "完稿", "给修改稿")
    chase = one([*DESK, step(owner="小王")], "11-24 11:00", "card.chase")
    assert (chase.owner, chase.number, chase.client_id) == ("小王", "2611-001", "ml")
    assert load().rules["card.chase"].put("zh", chase.what, chase.owner) == "催小王：完稿"


def test_what_is_done_after_it_was_let_go_stays_let_go() -> None:
    waived = item(">", waived={"call.promise": fact("11-24 11:00", why="改口")}, done=fact("11-24 12:00"))
    assert states([*DESK, waived], "11-24 13:00", "call.promise") == ["waived"]
    done = replace(waived, done=fact("11-24 10:30"))
    assert states([*DESK, done], "11-24 13:00", "call.promise") == ["met"]
