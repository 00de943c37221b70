"""domain.md, "Settled, point by point" and "States": each line where the text could be read in two ways, and how it reads."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from making import at, book, calendar, client, fact, made, one, owed, profile, states
from msgspec.structs import replace

from aetui.domain.derive import derive
from aetui.domain.obligations import OPEN, Obligation
from aetui.domain.records import Absence, Call, Day, Fulfilment, Item, Memo, Todo
from aetui.domain.records.base import Fact, Moved, Record
from aetui.domain.records.card import Card, MoneyLine, ScheduleSending, Step
from aetui.domain.records.meeting import Action, AgendaSending, Meeting, Minutes, Point, Postponed, PrepLine, Topic
from aetui.domain.rulebook import load

DESK = [profile(), client()]
MINUTE = timedelta(minutes=1)


def card(**fields: Any) -> Card:
    fields = {"requested_at": at("11-24 10:00"), "opened_at": at("11-24 10:00"), "title": "海报", **fields}
    found: Card = made(Card, "k", fields["opened_at"], number="2611-001", client_id="ml", **fields)
    return found


def step(**fields: Any) -> Step:
    return Step(id="s", **{"what": "完稿", "due": at("11-25 12:00"), **fields})


def money(**fields: Any) -> MoneyLine:
    return MoneyLine(id="e", kind="invoice", text="首款", amount=Decimal(9), **{"due": at("11-25 12:00"), **fields})


def promise(key: str = "i", **fields: Any) -> Item:
    fields = {"at": at("11-24 10:00"), "due": at("11-25 12:00"), "text": key, "client_id": "ml", **fields}
    found: Item = made(Item, key, fields["at"], call_id="c", n=1, mark=">", **fields)
    return found


def meeting(**fields: Any) -> Meeting:
    fields = {"start": at("11-27 14:00"), "end": at("11-27 15:30"), "client_id": "ml", "title": "提案", **fields}
    found: Meeting = made(Meeting, "m", fields.pop("created", "11-23 10:00"), **fields)
    return found


def moved(due: str, when: str, since: str | None = None) -> list[Moved]:
    return [Moved(at=at(when), due=at(due), since=at(since) if since else None)]


def told(records: list[Record], now: str, rule: str) -> set[tuple[str, datetime, datetime]]:
    """State, start and due of all that ever was."""
    return {(o.state, o.start, o.due) for o in owed([*DESK, *records], now, rule)}


# A duty is one rule, subject and start

MOVES = [
    # rule, the record as it stands after a move on Wed 13:00 (late) or 11:00 (in time) from 12:00 to Fri 12:00
    ("card.step", lambda m: card(steps=[step(due=at("11-27 12:00"), since=m[-1].at, moved=m)])),
    ("card.deliver", lambda m: card(deliver_at=at("11-27 12:00"), deliver_since=m[-1].at, deliver_moved=m)),
    ("card.money", lambda m: card(money=[money(due=at("11-27 12:00"), since=m[-1].at, moved=m)])),
    ("memo.remind", lambda m: made(Memo, "o", "11-24 10:00", to="x", text="样", remind_at=at("11-27 12:00"),
                                   since=m[-1].at, moved=m)),
]  # fmt: skip
moves = pytest.mark.parametrize(("rule", "after"), MOVES, ids=[rule for rule, _ in MOVES])


@moves
def test_a_new_due_time_is_a_new_duty(rule: str, after: Any) -> None:
    late = after(moved("11-25 12:00", "11-25 13:00"))
    again = ("pending", at("11-25 13:00"), at("11-27 12:00"))
    assert told([late], "11-25 14:00", rule) == {("missed", at("11-24 10:00"), at("11-25 12:00")), again}
    found = owed([*DESK, late], "11-25 14:00", rule)
    assert len({o.id for o in found}) == 2
    assert next(o for o in found if o.state == "missed").id.count("@") == 0  # the first keeps its plain name
    in_time = after(moved("11-25 12:00", "11-25 11:00"))
    assert told([in_time], "11-25 14:00", rule) == {("pending", at("11-25 11:00"), at("11-27 12:00"))}


@moves
def test_what_is_done_keeps_the_time_under_which_it_was_done(rule: str, after: Any) -> None:
    record = after(moved("11-25 12:00", "11-25 13:00"))
    done = _done(record, fact("11-25 11:30"))
    assert told([done], "11-28 14:00", rule) == {("met", at("11-24 10:00"), at("11-25 12:00"))} or rule == "memo.remind"
    done = _done(record, fact("11-26 11:30"))
    assert ("met", at("11-25 13:00"), at("11-27 12:00")) in told([done], "11-28 14:00", rule)


def _done(record: Any, done: Fact) -> Record:
    if isinstance(record, Memo):
        return replace(record, done=done)
    if record.steps:
        return replace(record, steps=[replace(record.steps[0], done=done)])
    if record.money:
        return replace(record, money=[replace(record.money[0], settled=done)])
    return replace(record, delivered=done)


def test_delivery_and_money_start_when_their_date_was_typed() -> None:
    """On Friday evening a date of Saturday morning isn't late at once, nor acted on before it was there."""
    friday, saturday = at("11-27 19:00"), at("11-28 12:00")
    typed = card(deliver_at=saturday, deliver_since=friday, money=[money(due=saturday, since=friday)])
    for rule in ("card.deliver", "card.money"):
        found = one([*DESK, typed], "11-27 20:00", rule)
        assert (found.start, found.act_by, found.state) == (friday, saturday, "pending" if rule[5] == "d" else "soon")
    old = card(deliver_at=saturday, money=[money(due=saturday)])
    assert {o.start for o in owed([*DESK, old], "11-27 20:00") if o.due == saturday} == {at("11-24 10:00")}


def test_a_new_due_time_asks_for_a_new_chase() -> None:
    """What was said of the old time meets nothing of the new one."""
    chased = step(owner="小王", due=at("11-30 12:00"), since=at("11-25 13:00"), moved=moved("11-26 12:00", "11-25 13:00"),
                  chased=[fact("11-25 10:00")])  # fmt: skip
    assert told([card(steps=[chased])], "11-25 14:00", "card.chase") == {
        ("met", at("11-24 10:00"), at("11-25 12:00")),
        ("pending", at("11-25 13:00"), at("11-29 12:00")),
    }


def test_one_is_to_oneself_one_s_own_name_or_me() -> None:
    for owner in ("李雯", "我", "me", "Me", ""):
        assert not owed([*DESK, card(steps=[step(owner=owner)])], "11-24 11:00", "card.chase")
        todo = made(Todo, "t", "11-24 10:00", text="改", day=at("11-27 00:00").date(), owner=owner)
        assert not owed([*DESK, todo], "11-24 11:00", "card.chase")


def test_anothers_todo_without_a_time_is_due_at_that_days_end_of_work() -> None:
    todo = made(Todo, "t", "11-24 10:00", text="改", day=at("11-27 00:00").date(), owner="小王")
    assert one([*DESK, todo], "11-24 11:00", "card.chase").due == at("11-26 18:00")
    today = replace(todo, day=at("11-24 00:00").date())
    assert one([*DESK, today], "11-24 11:00", "card.chase").due == at("11-24 12:00")  # at short notice


# Trouble


def trouble(records: list[Record], now: str) -> list[tuple[str, str, str]]:
    found = owed([*DESK, *records], now, "trouble.report")
    return sorted((o.start.strftime("%m-%d %H:%M"), o.what, o.state) for o in found)


def test_one_report_for_all_that_is_late_on_a_card() -> None:
    late = card(
        steps=[step(), Step(id="t", what="打样", due=at("11-25 12:10"))],
        deliver_at=at("11-25 13:20"),
        money=[money()],
    )
    on_it = promise("给稿", card_id="k", due=at("11-25 12:05"))
    assert trouble([late, on_it], "11-25 12:00") == []
    found = one([*DESK, late, on_it], "11-25 13:15", "trouble.report")
    assert (found.start, found.due, found.subject_type, found.number) == (
        at("11-25 12:00"), at("11-25 13:30"), "card", "2611-001",
    )  # fmt: skip
    assert set(found.what.split("、")) == {"完稿", "打样", "首款", "给稿"}
    assert set(found.late) == {"card.step:k.s", "card.step:k.t", "card.money:k.e", "call.promise:给稿"}
    # A report covers all that is late at that moment; what gets late afterwards asks anew.
    told_of = replace(late, reported=[fact("11-25 13:16", how="加人")])
    assert trouble([told_of, on_it], "11-25 13:30") == [
        ("11-25 12:00", "首款、完稿、给稿、打样", "met"),
        ("11-25 13:20", "海报", "pending"),
    ]


@pytest.mark.parametrize("end", ["waived", "dropped", "done in time", "moved"])
def test_what_isnt_late_asks_for_no_report(end: str) -> None:
    late: Card = {
        "waived": card(steps=[step()], waived={"card.step:s": fact("11-25 11:00", why="停")}),
        "dropped": card(),
        "done in time": card(steps=[step(done=fact("11-25 12:00"))]),
        "moved": card(steps=[step(due=at("11-27 12:00"), moved=moved("11-25 12:00", "11-25 11:00"))]),
    }[end]
    assert trouble([late], "11-26 12:00") == []


@pytest.mark.parametrize("how", ["waived", "done", "moved", "closed"])
def test_if_nothing_is_late_any_more_the_report_is_gone_or_missed(how: str) -> None:
    def ended(when: str) -> Card:
        if how == "waived":
            return card(steps=[step()], waived={"card.step:s": fact(when, why="停")})
        if how == "done":
            return card(steps=[step(done=fact(when))])
        if how == "closed":
            return card(steps=[step()], state="closed", closed=fact(when))
        return card(steps=[step(due=at("12-04 12:00"), since=at(when), moved=moved("11-25 12:00", when))])

    assert trouble([ended("11-25 13:10")], "11-26 12:00") == []
    assert trouble([ended("11-25 16:00")], "11-26 12:00") == [("11-25 12:00", "完稿", "missed")]


def test_a_new_due_time_that_passes_asks_anew() -> None:
    again = step(due=at("11-26 12:00"), since=at("11-25 12:20"), moved=moved("11-25 12:00", "11-25 12:20"))
    reported = card(steps=[again], reported=[fact("11-25 12:10", how="明天补")])
    assert trouble([reported], "11-26 13:00") == [
        ("11-25 12:00", "完稿", "met"),
        ("11-26 12:00", "完稿", "pending"),
    ]


def test_late_promises_of_a_client_are_one_report() -> None:
    found = [promise("一"), promise("二", due=at("11-25 12:30")), promise("别家", client_id="sh")]
    records = [*found, client("sh")]
    by_subject = {o.subject_id: o for o in owed([*DESK, *records], "11-25 13:05", "trouble.report")}
    assert set(by_subject) == {"ml", "sh"}
    assert (by_subject["ml"].what, by_subject["ml"].subject_type) == ("一、二", "client")
    reported = replace(client(), reported=[fact("11-25 13:06", how="道歉")])
    after = owed([profile(), reported, client("sh"), *found], "11-25 14:00", "trouble.report")
    assert {o.subject_id: o.state for o in after} == {"ml": "met", "sh": "overdue"}


def test_a_promise_to_nobody_known_is_told_of_by_itself() -> None:
    alone = promise(client_id=None)
    found = one([*DESK, alone], "11-25 13:05", "trouble.report")
    assert (found.subject_type, found.subject_id) == ("item", "i")
    assert one([*DESK, replace(alone, reported=[fact("11-25 13:10")])], "11-25 14:00", "trouble.report").state == "met"


def test_closing_a_card_ends_neither_its_promises_nor_its_money() -> None:
    closed = card(state="closed", closed=fact("11-24 18:00"), money=[money()])
    records = [closed, promise("给稿", card_id="k")]
    for rule in ("card.money", "call.promise"):
        assert states([*DESK, *records], "11-25 13:05", rule, ended=False) == ["overdue"]
    assert trouble(records, "11-25 13:05") == [("11-25 12:00", "给稿、首款", "pending")]
    assert len(owed([*DESK, *records], "11-25 13:05", "trouble.report", ended=False)) == 1
    # Also where the card itself owes nothing, and isn't at hand.
    settled = replace(closed, money=[])
    assert len(owed([*DESK, settled, records[1]], "11-25 13:05", "trouble.report", ended=False)) == 1


def test_a_kept_promise_and_a_late_one_are_one_trouble_wherever_it_is_looked_at() -> None:
    kept = promise("一", done=fact("11-25 14:00"), updated_at=at("11-25 14:00"))
    late = promise("二", due=at("11-25 13:30"))
    for ended in (True, False):
        found = one([*DESK, kept, late], "11-25 15:00", "trouble.report", ended=ended)
        assert (found.start, found.what) == (at("11-25 12:00"), "一、二")


# Schedules


def sending(when: str, since: str | None = None, yes: str | None = None) -> ScheduleSending:
    return ScheduleSending(sent=fact(when), since=at(since) if since else None, confirmed=fact(yes) if yes else None)


def sent(*sendings: ScheduleSending, **fields: Any) -> Card:
    return card(schedule_sent=sendings[0].sent, schedule_sendings=list(sendings), **fields)


def test_a_schedule_that_was_changed_is_sent_again() -> None:
    changed = sent(sending("11-24 16:00"), replanned=at("11-25 10:00"))
    found = one([*DESK, changed], "11-25 10:00", "card.schedule_again")
    assert (found.start, found.due, found.source) == (at("11-25 10:00"), at("11-26 10:00"), "R3")
    again = sent(sending("11-24 16:00"), sending("11-25 17:00", "11-25 10:00"))
    assert told([again], "11-27 10:00", "card.schedule_again") == {("met", at("11-25 10:00"), at("11-26 10:00"))}
    late = sent(sending("11-24 16:00"), sending("11-26 10:01", "11-25 10:00"))
    assert states([*DESK, late], "11-27 10:00", "card.schedule_again") == ["met_late"]
    # The first sending meets D4, whatever was sent since.
    assert one([*DESK, late], "11-27 10:00", "card.schedule").met_at == at("11-24 16:00")
    assert not owed([*DESK, sent(sending("11-24 16:00"))], "11-27 10:00", "card.schedule_again")


def test_only_the_last_sending_is_to_be_confirmed_and_one_without_news_asks_for_nothing() -> None:
    first = ("met", at("11-24 16:00"), at("11-25 18:00"))
    again = sent(sending("11-24 16:00", yes="11-25 09:00"), sending("11-25 17:00", "11-25 10:00"))
    assert told([again], "11-25 17:30", "card.schedule_confirm") == {
        first, ("pending", at("11-25 17:00"), at("11-26 18:00")),
    }  # fmt: skip
    unconfirmed = sent(sending("11-24 16:00"), sending("11-25 17:00", "11-25 10:00"))
    assert told([unconfirmed], "11-25 17:30", "card.schedule_confirm") == {
        ("pending", at("11-25 17:00"), at("11-26 18:00"))
    }
    too_late = sent(sending("11-24 16:00"), sending("11-26 17:00", "11-25 10:00"))
    assert ("missed", at("11-24 16:00"), at("11-25 18:00")) in told([too_late], "11-26 17:30", "card.schedule_confirm")
    same = sent(sending("11-24 16:00", yes="11-25 09:00"), sending("11-25 17:00"))
    assert told([same], "11-25 17:30", "card.schedule_confirm") == {first}
    answered = sent(sending("11-24 16:00"), sending("11-25 17:00", yes="11-25 17:30"))
    assert told([answered], "11-25 17:40", "card.schedule_confirm") == {first}


# Meetings


def test_to_be_there_is_late_only_after_the_start() -> None:
    there = meeting(travel_min=45, attended=fact("11-27 13:58"))
    found = one([*DESK, there], "11-27 16:00", "meeting.attend")
    assert (found.state, found.due, found.act_by) == ("met", at("11-27 14:00"), at("11-27 13:15"))
    assert states([*DESK, replace(there, attended=fact("11-27 14:01"))], "11-27 16:00", "meeting.attend") == [
        "met_late"
    ]


@pytest.mark.parametrize(
    ("place", "created", "start", "act_by"),
    [
        ("theirs", "11-23 10:00", "11-27 14:00", "11-27 13:15"),
        ("ours", "11-23 10:00", "11-27 14:00", "11-27 14:00"),  # nobody travels to the own office
        ("theirs", "11-23 10:00", "11-27 19:30", "11-27 18:45"),  # at any hour
        ("theirs", "11-27 13:40", "11-27 14:00", "11-27 13:40"),  # not before it was arranged
        ("ours", "11-23 10:00", "11-28 10:00", "11-28 10:00"),  # a Saturday
    ],
)
def test_when_to_leave_for_a_meeting(place: str, created: str, start: str, act_by: str) -> None:
    one_ = meeting(place=place, created=created, travel_min=45, start=at(start), end=None)
    found = one([*DESK, one_], created, "meeting.attend")
    assert (found.due, found.act_by) == (at(start), at(act_by))


def test_a_meeting_ends_when_its_minutes_are_sent_or_after_an_hour() -> None:
    without = meeting(end=None)
    assert not owed([*DESK, without], "11-27 14:59", "meeting.minutes")
    assert one([*DESK, without], "11-27 15:00", "meeting.minutes").due == at("11-28 15:00")
    early = meeting(minutes=Minutes(sent=fact("11-27 14:40")), points=[])
    assert one([*DESK, early], "11-27 14:41", "meeting.minutes").start == at("11-27 14:40")
    assert states([*DESK, early], "11-27 14:41", "meeting.agenda") == ["missed"]


def test_written_down_after_it_began_it_owes_its_minutes_alone() -> None:
    for created in ("11-27 14:00", "11-27 14:30", "11-28 09:00"):
        noted = meeting(created=created, prep=[PrepLine(id="1", text="纸")])
        rules = {o.rule for o in owed([*DESK, noted], "11-28 10:00") if o.subject_type == "meeting"}
        assert rules == {"meeting.minutes"}


def test_once_attended_what_was_overdue_is_missed_and_what_wasnt_due_is_gone() -> None:
    there = meeting(attended=fact("11-27 12:30"), prep=[PrepLine(id="1", text="纸")])
    found = {o.rule: o.state for o in owed([*DESK, there], "11-27 13:30") if o.subject_type == "meeting"}
    assert found == {"meeting.attend": "met", "meeting.agenda": "missed"}  # the preparation was due at 13:00
    after = replace(there, agenda_sent=fact("11-27 13:00"))  # sent when it had lost its sense
    assert one([*DESK, after], "11-27 13:30", "meeting.agenda").state == "missed"


def test_an_agenda_sent_again_meets_m2_by_the_first_and_asks_for_the_yes_of_the_last() -> None:
    first, again = (
        AgendaSending(sent=fact("11-24 10:00"), confirmed=fact("11-24 12:00")),
        AgendaSending(sent=fact("11-26 10:00")),
    )
    twice = meeting(agenda_sent=first.sent, agenda_sendings=[first, again])
    assert one([*DESK, twice], "11-26 11:00", "meeting.agenda").met_at == at("11-24 10:00")
    assert told([twice], "11-26 11:00", "meeting.agenda_confirm") == {
        ("met", at("11-24 10:00"), at("11-26 14:00")),
        ("soon", at("11-26 10:00"), at("11-26 14:00")),
    }
    unconfirmed = replace(twice, agenda_sendings=[replace(first, confirmed=None), again])
    assert told([unconfirmed], "11-26 11:00", "meeting.agenda_confirm") == {
        ("soon", at("11-26 10:00"), at("11-26 14:00"))
    }


def test_a_moved_meeting_keeps_its_agenda_and_asks_anew_for_yes_and_preparation() -> None:
    first = AgendaSending(sent=fact("11-24 10:00"))
    old = Postponed(
        start=at("11-27 14:00"), told=fact("11-26 16:00"), confirmed=fact("11-25 10:00"), prepared=fact("11-26 15:00")
    )
    later = meeting(start=at("12-03 14:00"), end=None, postponed=[old], agenda_sent=first.sent, agenda_sendings=[first],
                    prep=[PrepLine(id="1", text="纸")])  # fmt: skip
    assert told([later], "11-26 16:30", "meeting.agenda") == {("met", at("11-23 10:00"), at("11-25 14:00"))}
    assert told([later], "11-26 16:30", "meeting.agenda_confirm") == {
        ("met", at("11-24 10:00"), at("11-26 14:00")),
        ("pending", at("11-26 16:00"), at("12-02 14:00")),
    }
    assert told([later], "11-26 16:30", "meeting.prepare") == {
        ("met", at("11-23 10:00"), at("11-27 13:00")),
        ("pending", at("11-26 16:00"), at("12-03 13:00")),
    }
    assert told([later], "11-26 16:30", "meeting.attend") == {
        ("met", at("11-23 10:00"), at("11-27 14:00")),
        ("pending", at("11-26 16:00"), at("12-03 14:00")),
    }
    unsent = replace(later, agenda_sent=None, agenda_sendings=[], agenda_confirmed=None)
    assert told([unsent], "11-26 16:30", "meeting.agenda") == {
        ("missed", at("11-23 10:00"), at("11-25 14:00")),
        ("pending", at("11-26 16:00"), at("12-01 14:00")),
    }


def test_a_cancelled_meeting_keeps_what_was_due_or_done() -> None:
    off = meeting(agenda_sent=fact("11-24 10:00"), cancelled=fact("11-26 15:00"), prep=[PrepLine(id="1", text="纸")])
    found = {o.rule: o.state for o in owed([*DESK, off], "11-28 10:00") if o.subject_type == "meeting"}
    assert found == {"meeting.agenda": "met", "meeting.agenda_confirm": "missed"}


def test_of_the_coordination_meeting_only_its_own_duty_is_owed_and_minutes_if_it_has_a_point() -> None:
    records = [profile(roles=("AD",))]
    met = made(Meeting, "week.coordination-2026-W48", "11-23 08:00", title="业务协调会", kind="coordination",
               start=at("11-23 09:30"), end=at("11-23 10:30"), attended=fact("11-23 09:28"))  # fmt: skip
    found = {o.id: o.state for o in owed([*records, met], "11-23 11:00") if o.rule != "day.review"}
    assert {key: state for key, state in found.items() if "W48" in key} == {"week.coordination:me:2026-W48": "met"}
    with_point = replace(met, points=[Point(text="一")])
    assert "meeting.minutes" in {o.rule for o in owed([*records, with_point], "11-23 11:00")}
    moved_on = replace(met, start=at("11-24 09:30"), end=None, attended=None)
    assert one([*records, moved_on], "11-23 11:00", "week.coordination", ended=False).due == at("11-24 09:30")
    off = replace(met, attended=None, cancelled=fact("11-23 08:30", why="出差"))
    assert ("week.coordination:me:2026-W48", "waived") in {
        (o.id, o.state) for o in owed([*records, off], "11-23 11:00")
    }


# Calendar


def test_a_report_is_confirmed_until_the_next_is_due() -> None:
    records = [profile(), client(slot=(4, 660))]
    done = made(
        Fulfilment, "f", "11-27 10:50", rule="week.report", subject="ml", period="2026-W48", done=fact("11-27 10:50")
    )
    rule = "week.report_confirm"
    assert states([*records, done], "12-04 10:59", rule) == ["overdue"]
    assert states([*records, done], "12-04 11:00", rule) == ["missed"]


def test_what_bears_a_period_meets_it_also_when_it_was_done_early() -> None:
    records = [profile(), client(slot=(4, 660))]
    early = made(
        Fulfilment, "f", "11-20 16:00", rule="week.report", subject="ml", period="2026-W48", done=fact("11-20 16:00")
    )
    found = {o.id: o for o in owed([*records, early], "11-24 10:00", "week.report")}
    assert found["week.report:ml:2026-W48"].state == "met"
    call = made(
        Call, "c", "11-20 17:00", at=at("11-20 17:00"), way="out", client_id="ml", serves=["week.call:ml:2026-W48"]
    )
    found = {o.id: o for o in owed([*records, call], "11-24 10:00", "week.call")}
    assert found["week.call:ml:2026-W48"].state == "met"


def test_of_a_calendars_duty_too_what_came_first_ended_it() -> None:
    records = [profile(), client()]
    off = made(Fulfilment, "f", "11-23 10:00", rule="week.call", subject="ml", period="2026-W48",
               done=fact("11-23 10:00", why="出差"), let_go=True)  # fmt: skip
    for when, state in (("11-23 11:00", "waived"), ("11-23 09:30", "met")):
        call = made(Call, "c", when, at=at(when), way="out", client_id="ml")
        assert states([*records, off, call], "11-23 12:00", "week.call", since=at("11-23 00:00"))[0] == state


def test_forty_days_are_counted_from_the_days_end() -> None:
    records = [
        profile("10-12 09:00"),
        made(Item, "n", "10-13 10:00", call_id="x", n=1, at=at("10-13 10:00"), text="记"),
    ]
    key = "day.review:me:2026-10-13"
    for now, state in (("11-22 23:59", "overdue"), ("11-23 00:00", "missed")):
        assert {o.id: o.state for o in owed(records, now, "day.review")}[key] == state
    assert key in {o.id for o in owed(records, "11-23 01:00", "day.review", since=at("11-23 00:00"))}


@pytest.mark.parametrize("kind", ["made", "changed", "changed again"])
def test_a_day_on_which_anything_was_changed_is_to_be_closed(kind: str) -> None:
    """A step added, and the card changed again on another day."""
    changed = {
        "made": card(opened_at=at("11-24 10:00")),
        "changed": card(opened_at=at("11-20 10:00"), updated_at=at("11-24 10:00")),
        "changed again": card(
            opened_at=at("11-20 10:00"), updated_at=at("11-26 10:00"), earlier=[at("11-20 10:00"), at("11-24 10:00")]
        ),
    }[kind]
    found = {
        o.id[-5:]: o.state
        for o in owed([profile("11-20 09:00"), client(created="11-20 09:00"), changed], "11-26 11:00", "day.review")
    }
    assert (found["11-24"], found["11-25"]) == ("overdue", "missed")


def test_the_profile_alone_makes_no_day_that_is_to_be_closed() -> None:
    found = owed([replace(profile("11-23 09:00"), updated_at=at("11-24 09:00"))], "11-25 10:00", "day.review")
    assert {o.id[-5:]: o.state for o in found} == {"11-23": "missed", "11-24": "missed", "11-25": "pending"}


def test_there_is_no_review_on_a_day_at_whose_end_of_work_one_is_away() -> None:
    away = made(Absence, "a", "11-23 09:00", start=at("11-24 17:00"), end=at("11-25 10:00"))
    found = owed([profile("11-23 09:00"), away], "11-25 19:00", "day.review")
    assert sorted(o.id[-2:] for o in found) == ["23", "25"]


# Who was there


def test_the_desk_is_there_since_its_earliest_record() -> None:
    note = made(Item, "n", "11-23 10:00", call_id="x", n=1, at=at("11-23 10:00"), text="记")
    found = {o.id[-5:]: o.state for o in owed([profile("11-24 09:00"), note], "11-24 10:00", "day.review")}
    assert found == {"11-23": "overdue", "11-24": "pending"}


def test_a_clock_that_ran_ahead_hides_nothing() -> None:
    """cases/c01: the profile was made by a clock a month ahead."""
    ahead = profile("12-23 09:00")
    records = [
        ahead,
        client(created="11-23 09:30"),
        card(requested_at=at("11-23 09:30")),
        promise(due=at("11-25 12:00")),
    ]
    rules = {o.rule for o in owed(records, "11-23 10:00", ended=False)}
    assert {"card.schedule", "call.promise", "week.call", "day.review"} <= rules
    new = client(created="12-23 09:00")
    assert "week.call" in {o.rule for o in owed([profile("11-02 09:00"), new], "11-23 10:00", ended=False)}


def test_what_a_new_client_asked_for_before_is_late() -> None:
    friday = card(requested_at=at("11-20 15:00"), opened_at=at("11-23 09:30"))
    found = one([profile(), client(created="11-23 09:30"), friday], "11-23 10:00", "card.schedule")
    assert found.state == "overdue"


# Closed, let go


def test_of_a_closed_card_what_was_overdue_is_missed_and_what_wasnt_due_is_gone() -> None:
    closed = card(
        schedule_sent=fact("11-24 16:00"),
        steps=[step(), Step(id="t", what="打样", due=at("11-30 12:00"))],
        deliver_at=at("11-30 18:00"),
        state="closed",
        closed=fact("11-26 10:00"),
    )
    found = {(o.id, o.state) for o in owed([*DESK, closed], "12-01 10:00") if o.number}
    assert found == {
        ("card.schedule:k", "met"),
        ("card.schedule_confirm:k", "missed"),
        ("card.step:k.s", "missed"),
        ("trouble.report:k@20261125T040000Z", "missed"),
    }
    done_after = replace(closed, steps=[step(done=fact("11-27 10:00"))])
    assert states([*DESK, done_after], "12-01 10:00", "card.step") == ["missed"]


def test_short_notice_never_reaches_beyond_the_thing_itself() -> None:
    soon = card(steps=[step(owner="小王", due=at("11-24 11:00"), since=at("11-24 10:30"))])
    assert one([*DESK, soon], "11-24 10:30", "card.chase").due == at("11-24 11:00")
    near = meeting(created="11-27 13:00", agenda_sent=fact("11-27 13:10"))
    assert one([*DESK, near], "11-27 13:20", "meeting.agenda_confirm").due == at("11-27 14:00")


def test_minutes_made_complete_are_not_asked_for_again_by_a_later_yes() -> None:
    topics = [Topic(title="一", conclusion="过", actions=[Action(what="改", owner="小王", due=at("12-01 18:00"))])]
    out = Minutes(topics=topics, signed=fact("11-27 16:00"), sent=fact("11-27 16:30"), circulated=fact("11-27 16:40"))
    found: list[Obligation] = derive(
        book(*DESK, meeting(minutes=out)), load(), at("11-30 19:00"), cal=calendar(), ended=False
    )
    assert [(o.rule, o.state) for o in found if o.subject_type == "meeting" and o.state in OPEN] == [
        ("meeting.attend", "overdue"),
        ("meeting.minutes_confirm", "overdue"),
    ]


def test_a_day_is_found_closed_whatever_else() -> None:
    closed = made(Day, "d", "11-24 18:10", day=at("11-24 00:00").date(), closed=fact("11-24 18:10"))
    found = {o.id[-5:]: o.state for o in owed([profile("11-24 09:00"), closed], "11-25 10:00", "day.review")}
    assert found["11-24"] == "met_late"


def test_a_memo_that_went_out_is_not_owed_again_by_a_later_time() -> None:
    old = made(Memo, "o", "11-23 10:00", to="x", text="样", remind_at=at("11-26 12:00"), since=at("11-25 10:00"),
               moved=moved("11-24 12:00", "11-25 10:00"), sent=fact("11-24 10:00"))  # fmt: skip
    assert told([old], "11-27 10:00", "memo.remind") == {("met", at("11-23 10:00"), at("11-24 12:00"))}
