"""Every calendar rule of domain.md: when it comes round, on which day in weeks with holidays, how it ends."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from making import at, calendar, client, fact, made, one, owed, profile, states

from aetui.domain.clock.workcal import WorkCalendar
from aetui.domain.records import Absence, Call, Card, Day, Fulfilment, Item
from aetui.domain.rulebook import load

MINUTE = timedelta(minutes=1)
WEDNESDAY, THURSDAY, FRIDAY = 2, 3, 4


def out(when: str, **fields: Any) -> Call:
    fields = {"way": "out", "client_id": "ml", **fields}
    call: Call = made(Call, f"call{when}", when, at=at(when), **fields)
    return call


def fulfilled(rule: str, subject: str, period: str, when: str, **fields: Any) -> Fulfilment:
    found: Fulfilment = made(
        Fulfilment, f"{rule}{subject}{period}", when, rule=rule, subject=subject, period=period,
        done=fact(when, **fields), let_go="why" in fields,
    )  # fmt: skip
    return found


def note(when: str) -> Item:
    item: Item = made(Item, f"note{when}", when, call_id="x", n=1, at=at(when), text="记")
    return item


OLD = "2025-12-01 09:00"
EACH = [
    # rule, role, slot, now, id, start, due, act_by, source
    ("day.review", "AE", None, "11-24 10:00", "day.review:me:2026-11-24", "11-24 00:00", "11-24 18:00", "D1"),
    ("day.review", "AE", None, "10-10 10:00", "day.review:me:2026-10-10", "10-10 00:00", "10-10 18:00", "D1"),
    ("week.call", "AE", None, "11-23 00:00", "week.call:ml:2026-W48", "11-23 00:00", "11-23 18:00", "C1"),
    ("week.report", "AE", (THURSDAY, 960), "11-23 00:00", "week.report:ml:2026-W48", "11-23 00:00", "11-26 16:00", "C2"),
    ("week.review", "AM", None, "11-25 10:00", "week.review:me:2026-W48", "11-23 00:00", "11-27 17:30", "A3"),
    ("week.summary", "AM", None, "11-25 10:00", "week.summary:me:2026-W48", "11-23 00:00", "11-27 18:00", "A3"),
    ("week.coordination", "CD", None, "11-23 00:00", "week.coordination:me:2026-W48", "11-23 00:00", "11-23 09:30", "A11"),
    ("month.budget", "AM", None, "11-23 00:00", "month.budget:ml:2026-12", "11-23 00:00", "12-03 18:00", "A7"),
    ("client.review", "AE", None, "12-21 00:00", "client.review:ml:2026-Q4", "12-21 00:00", "12-31 18:00", "R1"),
    ("month.media_plan", "AM", None, "12-08 00:00", "month.media_plan:ml:2026-12", "11-30 00:00", "12-10 18:00", "A6"),
    ("month.report", "AM", None, "11-18 00:00", "month.report:ml:2026-11", "11-10 00:00", "11-20 18:00", "A8"),
    ("year.appraisal", "AM", None, "12-01 00:00", "year.appraisal:小陆:2026", "12-01 00:00", "12-15 18:00", "A10"),
]  # fmt: skip
each = pytest.mark.parametrize(("rule", "role", "slot", "now", "id_", "start", "due", "source"), EACH)


@each
def test_it_comes_round(
    rule: str, role: str, slot: tuple[int, int] | None, now: str, id_: str, start: str, due: str, source: str
) -> None:
    records = [profile(OLD, roles=(role,)), client(created=OLD, slot=slot)]
    found = {o.id: o for o in owed(records, now, rule, ended=False)}[id_]
    assert (found.start, found.due, found.act_by) == (at(start), at(due), at(due))
    assert (found.source, found.state) == (source, "pending")
    before = owed(records, at(start) - MINUTE, rule, ended=False)
    assert id_ not in {o.id for o in before}


@each
def test_it_is_met_late_waived(
    rule: str, role: str, slot: tuple[int, int] | None, now: str, id_: str, start: str, due: str, source: str
) -> None:
    del start, source
    _, subject, period = id_.split(":")
    records = [profile(OLD, roles=(role,)), client(created=OLD, slot=slot)]
    late = (at(due) + MINUTE).strftime("%Y-%m-%d %H:%M")
    for when, why, state in ((due, None, "met"), (late, None, "met_late"), (due, "停", "waived")):
        done = fulfilled(rule, subject, period, when, **({"why": why} if why else {"how": "邮件"}))
        found = {o.id: o for o in owed([*records, done], at(due) + 2 * MINUTE, rule)}[id_]
        assert (found.state, found.reason) == (state, why)
        assert found.met_at == (None if why else done.done.at)
    assert {o.id: o.state for o in owed(records, at(due) + MINUTE, rule)}[id_] == "overdue"
    assert id_ not in {o.id for o in owed([*records, done], at(due), rule, ended=False)}
    assert now


@each
def test_it_is_owed_by_those_it_names_alone(
    rule: str, role: str, slot: tuple[int, int] | None, now: str, id_: str, start: str, due: str, source: str
) -> None:
    del due, source, start
    everyone = rule == "day.review"
    for other in ("AE", "AM", "AD", "GM", "MEDIA", "CD"):
        if other == role:
            continue
        records = [profile(OLD, roles=(other,)), client(created=OLD, slot=slot)]
        there = id_ in {o.id for o in owed(records, now, rule, ended=False)}
        assert there == (everyone or (rule == "week.coordination" and other in ("AD", "GM", "MEDIA")))


@pytest.mark.parametrize(
    ("rule", "slot", "now", "period", "due"),
    [
        # National Day 2026: 1 to 7 October off, Saturday 10 October worked
        ("week.call", None, "10-05 09:00", "2026-W41", "10-08 18:00"),
        ("week.review", None, "09-28 09:00", "2026-W40", "09-30 17:30"),
        ("week.review", None, "10-05 09:00", "2026-W41", "10-09 17:30"),  # Friday is worked: it stays
        ("week.summary", None, "09-28 09:00", "2026-W40", "09-30 18:00"),
        ("week.coordination", None, "10-05 09:00", "2026-W41", "10-08 09:30"),
        ("week.report", (WEDNESDAY, 900), "10-05 09:00", "2026-W41", "10-08 15:00"),
        (
            "week.report",
            (THURSDAY, 960),
            "09-28 09:00",
            "2026-W40",
            "09-30 16:00",
        ),  # none follows: the last before
        ("month.budget", None, "09-20 00:00", "2026-10", "09-30 18:00"),
        ("client.review", None, "06-25 00:00", "2026-Q2", "06-30 18:00"),
        ("client.review", None, "2027-03-25 00:00", "2027-Q1", "2027-03-31 18:00"),
        ("client.review", None, "2023-12-25 00:00", "2023-Q4", "2023-12-29 18:00"),  # the 31st is a Sunday
        ("month.media_plan", None, "10-05 09:00", "2026-10", "10-10 18:00"),
        # New Year 2026: 1 to 3 January off, Sunday 4 January worked
        ("week.report", (FRIDAY, 660), "2025-12-31 09:00", "2026-W01", "01-04 11:00"),
        ("week.review", None, "2025-12-31 09:00", "2026-W01", "01-04 17:30"),
        # Spring Festival 2026: 15 to 23 February off, Saturday 14 worked
        ("week.call", None, "02-23 09:00", "2026-W09", "02-24 18:00"),
        ("week.coordination", None, "02-23 09:00", "2026-W09", "02-24 09:30"),
        ("month.report", None, "02-09 09:00", "2026-02", "02-14 18:00"),
    ],
)
def test_holiday_weeks(rule: str, slot: tuple[int, int] | None, now: str, period: str, due: str) -> None:
    there = "2023-01-02 09:00"
    records = [profile(there, roles=("AE", "AM", "AD")), client(created=there, slot=slot)]
    found = {o.id.rpartition(":")[2]: o for o in owed(records, now, rule, ended=False)}
    assert found[period].due == at(due)


def test_a_week_without_a_working_day_has_none() -> None:
    records = [profile(OLD, roles=("AE", "AM", "AD")), client(created=OLD, slot=(THURSDAY, 960))]
    for day in range(16, 23):
        found = owed(records, f"02-{day} 12:00", ended=False)
        assert not [o for o in found if "2026-W08" in o.id or o.rule == "day.review"]


def test_a_clients_call_is_found_by_itself() -> None:
    records = [profile("11-23 09:00"), client(created="11-23 09:00")]
    assert one([*records, out("11-23 11:05")], "11-23 12:00", "week.call").met_at == at("11-23 11:05")
    assert states([*records, out("11-23 19:00")], "11-23 20:00", "week.call") == ["met_late"]
    for other in (out("11-24 09:30"), out("11-23 11:05", way="in"), out("11-23 11:05", client_id="sh")):
        assert states([*records, other], "11-24 10:00", "week.call") == ["overdue"]
    first, second = out("11-23 15:00"), out("11-23 11:05")
    assert one([*records, first, second], "11-23 16:00", "week.call").met_at == at("11-23 11:05")


def test_in_a_holiday_week_the_call_counts_on_its_own_day() -> None:
    records = [profile(OLD), client(created=OLD)]
    assert states([*records, out("10-08 10:00")], "10-08 11:00", "week.call", since=at("10-05 00:00"))[0] == "met"


def test_a_week_not_met_ends_as_missed_and_is_out_of_the_way() -> None:
    records = [profile(), client(slot=(THURSDAY, 960))]
    assert states(records, "11-08 23:59", "week.call", ended=False) == ["overdue"]
    found = {o.id: o.state for o in owed(records, "11-09 00:00", "week.call")}
    assert found == {"week.call:ml:2026-W45": "missed", "week.call:ml:2026-W46": "pending"}
    assert states(records, "11-09 00:00", "week.call", since=at("11-09 00:00")) == ["pending", "missed"]


def test_months_end_when_the_next_begins() -> None:
    records = [profile(OLD, roles=("AM",)), client(created=OLD)]
    for now, expected in (
        ("11-22 23:59", {"month.budget:ml:2026-11": "overdue"}),
        ("11-23 00:00", {"month.budget:ml:2026-12": "pending"}),
    ):
        assert {o.id: o.state for o in owed(records, now, "month.budget", ended=False)} == expected
    assert {o.id: o.state for o in owed(records, "11-23 00:00", "month.budget")}["month.budget:ml:2026-11"] == "missed"


def test_an_appraisal_stands_until_the_next_december() -> None:
    records = [profile(OLD, roles=("AM",))]
    ids = {"year.appraisal:小陆:2026", "year.appraisal:小顾:2026"}
    assert {o.id for o in owed(records, "2027-11-30 23:59", "year.appraisal", ended=False)} == ids
    found = owed(records, "2027-12-01 00:00", "year.appraisal", ended=False)
    assert {(o.id, o.state) for o in found} == {
        ("year.appraisal:小陆:2027", "pending"),
        ("year.appraisal:小顾:2027", "pending"),
    }
    assert {o.what for o in found} == {"小陆", "小顾"}


def test_inactive_clients_and_those_without_a_slot() -> None:
    gone = client(active=False, slot=(THURSDAY, 960))
    assert not [o for o in owed([profile(), gone], "11-23 10:00") if o.client_id]
    assert not owed([profile(), client()], "11-23 10:00", "week.report")


def test_nobody_owes_what_was_due_before_they_were_there() -> None:
    assert not owed([profile("11-24 09:00"), client(created="11-24 09:00")], "11-24 10:00", "week.call")
    assert not owed([profile(), client(created="11-23 18:01")], "11-24 10:00", "week.call", since=at("11-23 00:00"))
    assert states([profile("11-23 18:00"), client(created="11-23 18:00")], "11-24 10:00", "week.call") == ["overdue"]
    assert not owed([profile("11-23 18:30")], "11-23 19:00", "day.review")
    assert not owed([client()], "11-23 10:00")


def test_the_report_is_confirmed_by_phone_the_working_day_after() -> None:
    records = [profile(), client(slot=(FRIDAY, 660))]
    sent = fulfilled("week.report", "ml", "2026-W48", "11-27 10:50", how="邮件")
    found = one([*records, sent], "11-27 11:00", "week.report_confirm")
    assert found.id == "week.report_confirm:ml:2026-W48"
    assert (found.start, found.due, found.source) == (at("11-27 10:50"), at("11-30 18:00"), "C2")
    assert states([*records, sent], "12-01 09:00", "week.report_confirm") == ["overdue"]
    assert states([*records, sent], "12-04 11:00", "week.report_confirm") == ["missed"]
    logged = fulfilled("week.report_confirm", "ml", "2026-W48", "11-30 10:00")
    assert states([*records, sent, logged], "11-30 11:00", "week.report_confirm") == ["met"]
    phoned = out("11-30 10:00", serves=["week.report_confirm:ml:2026-W48"])
    assert one([*records, sent, phoned], "11-30 11:00", "week.report_confirm").met_at == at("11-30 10:00")
    assert states([*records, sent, out("11-30 10:00")], "11-30 11:00", "week.report_confirm") == ["pending"]
    let_go = fulfilled("week.report", "ml", "2026-W48", "11-27 10:50", why="停刊")
    assert not owed([*records, let_go], "11-27 11:00", "week.report_confirm")


def test_a_report_without_a_fixed_time_is_due_at_none_and_confirmed_once_it_went() -> None:
    records = [profile(), client()]
    assert not owed(records, "11-27 11:00", "week.report")
    assert not owed(records, "11-27 11:00", "week.report_confirm")
    sent = fulfilled("week.report", "ml", "2026-W48", "11-25 10:50")
    found = one([*records, sent], "11-25 11:00", "week.report_confirm")
    assert (found.id, found.due) == ("week.report_confirm:ml:2026-W48", at("11-26 18:00"))
    logged = fulfilled("week.report_confirm", "ml", "2026-W48", "11-26 10:00")
    assert states([*records, sent, logged], "11-26 11:00", "week.report_confirm") == ["met"]


def test_yesterday_left_open_stays_until_it_is_closed() -> None:
    records = [profile(), note("11-23 10:00")]
    for now in ("11-24 09:00", "11-27 09:00", "12-20 09:00"):
        open_days = {o.id: o.state for o in owed(records, now, "day.review", ended=False)}
        assert open_days["day.review:me:2026-11-23"] == "overdue"
        assert len(open_days) <= 2
    closed = made(Day, "d", "11-24 09:05", day=date(2026, 11, 23), closed=fact("11-24 09:05"))
    found = {o.id: o for o in owed([*records, closed], "11-24 10:00", "day.review")}
    assert found["day.review:me:2026-11-23"].state == "met_late"
    assert found["day.review:me:2026-11-23"].met_at == at("11-24 09:05")
    assert found["day.review:me:2026-11-24"].state == "pending"


def test_closing_a_later_day_leaves_the_earlier_open() -> None:
    later = made(Day, "d", "11-24 17:50", day=date(2026, 11, 24), closed=fact("11-24 17:50"))
    records = [profile("11-23 09:00"), note("11-23 10:00"), note("11-24 10:00"), later]
    found = {o.id[-5:]: o.state for o in owed(records, "11-24 18:00", "day.review")}
    assert found == {"11-23": "overdue", "11-24": "met"}


def test_a_day_on_which_nothing_was_recorded_ends_as_missed() -> None:
    found = {o.id[-5:]: o.state for o in owed([profile("11-23 09:00")], "11-24 00:00", "day.review")}
    assert found == {"11-23": "missed", "11-24": "pending"}


@pytest.mark.parametrize(
    ("start", "end", "owed_on"),
    [
        ("11-24 09:00", "11-26 18:00", ["23", "27"]),
        (
            "11-24 14:00",
            "11-25 12:00",
            ["23", "25", "26", "27"],
        ),  # gone at the end of the first, back on the second
        ("11-24 18:00", "11-25 18:00", ["23", "24", "26", "27"]),  # leaves after work
    ],
)
def test_no_review_on_a_day_of_absence(start: str, end: str, owed_on: list[str]) -> None:
    away = made(Absence, "a", "11-23 09:00", start=at(start), end=at(end))
    found = owed([profile("11-23 09:00"), away], "11-27 12:00", "day.review")
    assert sorted(o.id[-2:] for o in found) == owed_on


def test_summer_time_in_berlin() -> None:
    """The clocks go back on Sunday 25 October 2026: 24 h are elapsed hours, so the clock shows one less."""
    zone, cal = "Europe/Berlin", calendar("Europe/Berlin", "weekdays")
    created = at("10-20 09:00", zone)
    records = [profile(created), client(created=created, slot=(0, 600))]
    asked = at("10-24 12:00", zone)
    card = made(Card, "k", asked, number="2610-001", client_id="ml", title="t", requested_at=asked, opened_at=asked)
    found = one([*records, card], asked, "card.schedule", cal=cal)
    assert found.due.isoformat() == "2026-10-25T11:00:00+01:00"
    monday = at("10-26 09:00", zone)
    assert (
        one([*records, card], monday, "week.call", cal=cal, ended=False).due.isoformat() == "2026-10-26T18:00:00+01:00"
    )
    report = one(records, monday, "week.report", cal=cal, ended=False)
    assert report.start.isoformat() == "2026-10-26T00:00:00+01:00"
    assert report.remaining(monday) == 3600


def test_what_is_left_is_counted_over_a_change_of_summer_time() -> None:
    zone, cal = "Europe/Berlin", calendar("Europe/Berlin", "weekdays")
    friday = at("10-23 18:00", zone)
    promise = made(Item, "i", friday, call_id="c", n=1, at=friday, mark=">", text="t", due=at("10-26 10:00", zone))
    found = one([profile(friday), promise], friday, "call.promise", cal=cal)
    assert found.remaining(friday) == (24 * 2 + 16 + 1) * 3600


def test_a_switched_off_rule_is_owed_by_nobody() -> None:
    rules = load('[rule."week.call"]\non = false\n', "x.toml")
    assert not owed([profile(), client()], "11-23 10:00", "week.call", rules=rules)


# Days of a year that isn't published yet


@pytest.fixture
def unpublished(monkeypatch: pytest.MonkeyPatch) -> WorkCalendar:
    """A calendar that knows 2026, and of 2027 the statutory days."""
    monkeypatch.setattr("aetui.domain.clock.holidays.published", lambda country, year: country != "CN" or year < 2027)
    return WorkCalendar(tz=calendar().tz, hours=calendar().hours)


@pytest.mark.parametrize(
    ("rule", "roles", "now", "period", "due", "estimated"),
    [
        ("month.budget", ("AM",), "12-22 09:00", "2027-01", "2026-12-31 18:00", True),
        ("month.budget", ("AM",), "11-25 09:00", "2026-12", "2026-12-03 18:00", False),
        ("month.report", ("AM",), "12-14 09:00", "2026-12", "2026-12-18 18:00", False),
        ("week.call", ("AE",), "12-28 09:00", "2026-W53", "2026-12-28 18:00", False),
        ("week.call", ("AE",), "2027-01-04 09:00", "2027-W01", "2027-01-04 18:00", True),
        ("day.review", ("AE",), "12-31 10:00", "2026-12-31", "2026-12-31 18:00", False),
        ("day.review", ("AE",), "2027-01-04 10:00", "2027-01-04", "2027-01-04 18:00", True),
        ("year.appraisal", ("AM",), "12-02 09:00", "2026", "2026-12-15 18:00", False),
    ],
)
def test_what_was_reckoned_over_unpublished_days_says_so(
    unpublished: WorkCalendar, rule: str, roles: tuple[str, ...], now: str, period: str, due: str, estimated: bool
) -> None:
    found = [
        o
        for o in owed([profile(roles=roles), client()], now, rule, cal=unpublished)
        if o.id.endswith(period) and not o.id.endswith(f"-{period}")
    ]
    assert {(o.due, o.estimated) for o in found} == {(at(due), estimated)}


@pytest.mark.parametrize(
    ("due", "estimated"),
    [("2026-12-30 18:00", False), ("2027-01-15 18:00", True), ("2027-01-15 10:00", False), ("2027-01-02 10:00", True)],
)
def test_a_time_that_was_agreed_stands_and_an_end_of_work_is_estimated(
    unpublished: WorkCalendar, due: str, estimated: bool
) -> None:
    item = made(Item, "i", "12-29 10:00", call_id="c", n=1, at=at("12-29 10:00"), mark=">", text="给稿", due=at(due))
    found = one([profile(), item], "12-29 10:01", "call.promise", cal=unpublished)
    assert (found.due, found.estimated) == (at(due), estimated)


def test_two_working_hours_and_a_working_day_over_the_turn_of_the_year(unpublished: WorkCalendar) -> None:
    item = made(Item, "i", "12-31 17:30", call_id="c", n=1, at=at("12-31 17:30"), mark="?", text="报价")
    found = one([profile(), item], "12-31 17:31", "call.return", cal=unpublished)
    assert (found.due, found.estimated) == (at("2027-01-04 10:30"), True)
