"""A week's days and clients: each thing once, holidays and make-up days, what was and what will be."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import at, book, calendar, client, fact, made, profile
from msgspec.structs import replace
from random_desk import BEGAN, desks

from aetui.domain.derive import derive
from aetui.domain.obligations import OPEN
from aetui.domain.records import Absence, Call, Card, Fulfilment, Item, Meeting, Record, Step, Todo
from aetui.domain.rulebook import load
from aetui.domain.week import CALL, REPORT, WeekEntry, absent, clients_of, counted, laid_out, merged, span_of, unfixed

MONDAY = date(2026, 11, 23)
RULES = load()
CAL = calendar()


def seen(records: tuple[Record, ...], now: str, monday: date = MONDAY) -> tuple[list[list[WeekEntry]], list[WeekEntry]]:
    held, when = book(*records), at(now)
    begin, end = span_of(monday, CAL)
    owed = derive(held, RULES, when, cal=CAL, ended_since=min(begin, when) - timedelta(days=28))
    then = derive(held, RULES, end, cal=CAL, ended_since=when) if end > when else []
    return laid_out(held, merged(owed, then, when, end), monday, when, CAL)


def told(days: list[list[WeekEntry]]) -> list[list[str]]:
    return [[e.obligation.rule if e.obligation and e.kind == "duty" else e.kind for e in day] for day in days]


def card(**fields: Any) -> Card:
    given_ = {"number": "2611-001", "client_id": "ml", "title": "海报", "requested_at": at("11-20 10:00")}
    found: Card = made(Card, "c", "11-20 10:00", opened_at=at("11-20 10:00"), **{**given_, **fields})
    return found


def test_who_is_to_get_a_report_without_a_fixed_time() -> None:
    records = (profile(), client("ml"), client("sh", slot=(3, 960)), client("gone", active=False))
    assert unfixed(book(*records), RULES, MONDAY, CAL) == {"ml": None}
    went = made(Fulfilment, "f", "11-25 10:00", rule=REPORT, subject="ml", period="2026-W48", done=fact("11-25 10:00"))
    assert unfixed(book(*records, went), RULES, MONDAY, CAL) == {"ml": went}
    assert unfixed(book(*records, went), RULES, date(2026, 11, 30), CAL) == {"ml": None}
    # The whole week of the Spring Festival is free; nobody is there; the rule is off, or has a time of its own.
    assert unfixed(book(*records), RULES, date(2026, 2, 16), CAL) == {}
    assert unfixed(book(*records[1:]), RULES, MONDAY, CAL) == {}
    for change in ({"on": False}, {"roles": ["AM"]}, {"when": "friday 16:00"}):
        rules = replace(RULES, rules={**RULES.rules, REPORT: replace(RULES.rules[REPORT], **change)})
        assert unfixed(book(*records), rules, MONDAY, CAL) == {}


def test_a_week_of_every_kind_of_thing() -> None:
    records = (
        profile(),
        client(slot=(3, 960)),
        card(
            schedule_sent=fact("11-20 15:00"),
            schedule_confirmed=fact("11-20 16:00"),
            steps=[
                Step(id="s1", what="文案", due=at("11-24 12:00"), done=fact("11-20 17:00")),
                Step(id="s2", what="完稿", due=at("11-25 12:00"), owner="小王"),
            ],
            deliver_at=at("11-27 18:00"),
        ),
        made(Meeting, "m", "11-20 10:00", client_id="ml", title="提案", start=at("11-26 14:00"), end=at("11-26 15:00")),
        made(Todo, "t", "11-23 09:00", text="买样刊", day=date(2026, 11, 25)),
        made(Todo, "old", "11-19 09:00", text="旧事", day=date(2026, 11, 20)),
    )
    days, before = seen(records, "11-23 09:30")
    assert told(days) == [
        ["card.schedule_confirm", "week.call"],
        ["card.chase", "card.step", "meeting.agenda"],
        ["card.step", "todo"],
        ["meeting", "week.report"],
        ["meeting.minutes", "card.deliver"],
        [],
        [],
    ]
    # Done days before their time, they stand on their day as done.
    assert [e.state for e in days[0]] == ["met", "pending"]
    assert [e.state for e in days[1]] == ["pending", "met", "pending"]
    assert [e.what for e in before] == ["旧事"]


def test_a_past_week_as_it_was() -> None:
    records = (
        profile(),
        client(slot=(3, 960)),
        made(Call, "k", "11-23 11:05", client_id="ml", at=at("11-23 11:05"), way="out"),
        made(Fulfilment, "f", "11-26 15:40", rule=REPORT, subject="ml", period="2026-W48", done=fact("11-26 15:40")),
        card(
            schedule_sent=fact("11-20 15:00"),
            schedule_confirmed=fact("11-20 16:00"),
            steps=[Step(id="s", what="文案", due=at("11-24 12:00"), done=fact("11-24 15:00"))],
        ),
        made(Todo, "t", "11-23 09:00", text="买样刊", day=date(2026, 11, 25), done=fact("11-25 10:00")),
    )
    days, before = seen(records, "12-02 09:30")
    assert before == []
    found = [[(e.obligation.rule if e.obligation else e.kind, e.state) for e in day] for day in days]
    assert found == [
        [("card.schedule_confirm", "met"), ("week.call", "met")],
        [("card.step", "met_late"), ("trouble.report", "missed")],  # it was late, and nobody was told
        [("todo", "met")],
        [("week.report", "met")],
        [("week.report_confirm", "overdue")],
        [],
        [],
    ]


@pytest.mark.parametrize(
    ("monday", "called", "reported"),
    [
        # 1 October is a Thursday: the call is on Monday, Friday's report moves to the last working day before.
        (date(2026, 9, 28), date(2026, 9, 28), date(2026, 9, 30)),
        # The holiday lasts until Wednesday: the call moves to Thursday, the report stays on Friday.
        (date(2026, 10, 5), date(2026, 10, 8), date(2026, 10, 9)),
        (date(2026, 11, 23), date(2026, 11, 23), date(2026, 11, 27)),
    ],
)
def test_weeks_of_a_holiday(monday: date, called: date, reported: date) -> None:
    records = (profile("09-01 09:00"), client(created="09-01 09:00", slot=(4, 660)))
    days, _ = seen(records, "09-20 09:00", monday)
    found = {e.obligation.rule: monday + timedelta(days=n) for n, day in enumerate(days) for e in day if e.obligation}
    assert {rule: day for rule, day in found.items() if rule in (CALL, REPORT)} == {CALL: called, REPORT: reported}


def test_what_the_days_are_called() -> None:
    assert CAL.holiday(date(2026, 10, 1)) == "国庆节"
    assert CAL.holiday(date(2026, 10, 1), "en") == "National Day"
    assert [CAL.is_makeup(date(2026, 10, n)) for n in (1, 3, 4, 8, 10, 11)] == [False] * 4 + [True, False]
    assert CAL.holiday(date(2026, 10, 10)) == "国庆节"
    assert CAL.holiday(date(2026, 11, 23)) is None
    plain = calendar(country="weekdays")
    assert (plain.holiday(date(2026, 10, 1)), plain.is_makeup(date(2026, 10, 10))) == (None, False)
    german = calendar(country="DE")
    assert german.holiday(date(2026, 12, 25)) is not None
    assert not german.is_makeup(date(2026, 12, 27))


def test_a_coming_week_shows_no_trouble_that_nobody_has() -> None:
    """A step that would be late is the step alone; what ends before it begins is nothing."""
    late = card(steps=[Step(id="s", what="文案", due=at("12-01 12:00"))], deliver_at=at("12-03 18:00"))
    days, before = seen((profile(), client(slot=(3, 960)), late), "11-23 09:30", date(2026, 11, 30))
    assert [e.obligation.rule for e in before if e.obligation] == ["card.schedule", "week.call", "week.report"]
    assert told(days)[:4] == [["week.call"], ["card.step"], [], ["week.report", "card.deliver"]]
    assert {e.state for day in days for e in day} == {"pending"}


def test_a_to_do_that_is_another_thing_stands_there_as_that() -> None:
    promise = made(Item, "i", "11-23 09:30", call_id="k", n=1, at=at("11-23 09:30"), mark=">", text="给稿", client_id="ml",
                   due=at("11-25 12:00"))  # fmt: skip
    todo = made(Todo, "t", "11-23 09:30", text="给稿", day=date(2026, 11, 25), item_id="i")
    others = made(
        Todo, "o", "11-23 09:30", text="重出完稿", day=date(2026, 11, 25), owner="小王", due=at("11-25 17:00")
    )
    days, _ = seen((profile(), client(), promise, todo, others), "11-23 09:40")
    assert told(days)[1] == ["card.chase"]
    assert told(days)[2] == ["call.promise", "todo"]


def test_things_without_a_clock_stand_as_on_the_days_own_list() -> None:
    """By priority, then as they were noted; whatever their ids are."""
    todos = [
        Todo(
            id=key,
            text=key,
            day=MONDAY,
            priority=priority,
            created_at=at(f"11-23 {clock}"),
            updated_at=at("11-23 09:30"),
        )
        for key, priority, clock in (("c", 0, "09:05"), ("a", 0, "09:10"), ("d", 2, "09:01"), ("b", 0, "09:07"))
    ]
    days, _ = seen(tuple(todos), "11-23 10:00")
    assert [entry.what for entry in days[0] if entry.kind == "todo"] == ["c", "b", "a", "d"]


def test_days_away() -> None:
    away = made(Absence, "a", "11-20 09:00", start=at("11-24 09:00"), end=at("11-25 12:00"))
    found = [absent([away], CAL.day_start(d), CAL.day_end(d)) for d in (MONDAY + timedelta(days=n) for n in range(4))]
    assert [a is not None for a in found] == [False, True, True, False]


def test_clients_of_the_week() -> None:
    records = (
        profile(),
        client("a", slot=(3, 960)),
        client("b"),
        client("gone", active=False),
        made(Fulfilment, "f", "11-23 15:40", rule=CALL, subject="b", period="2026-W48", done=fact("11-23 15:40", why="放假"),
             let_go=True),
    )  # fmt: skip
    held = book(*records)
    duties = {o.id: o for o in derive(held, RULES, at("11-24 09:00"), cal=CAL, ended_since=at("11-23 00:00"))}
    rows = clients_of(held.clients.values(), duties, "2026-W48")
    assert [r.client.id for r in rows] == ["a", "b"]
    assert [(r.call.state if r.call else None, r.report is not None) for r in rows] == [
        ("overdue", True),
        ("waived", False),
    ]
    assert [o.rule for o in rows[0].open] == [CALL, REPORT]
    # What is let go isn't asked for.
    assert counted(rows) == {"call": (0, 1), "report": (0, 1), "confirm": (0, 0)}


@settings(max_examples=60, deadline=None)
@given(desks(), st.integers(0, 60 * 24), st.integers(-3, 4))
def test_each_thing_once(records: list[Record], hours: int, weeks: int) -> None:
    """Whatever a desk holds: no thing twice in a week, nothing in two weeks, each on the day on which it falls."""
    held, now = book(*records), BEGAN + timedelta(hours=hours)
    first = now.astimezone(CAL.tz).date()
    monday = first - timedelta(days=first.weekday()) + timedelta(days=7 * weeks)
    keys: list[str] = []
    for start in (monday, monday + timedelta(days=7)):
        begin, end = span_of(start, CAL)
        owed = derive(held, RULES, now, cal=CAL, ended_since=min(begin, now) - timedelta(days=28))
        then = derive(held, RULES, end, cal=CAL, ended_since=now) if end > now else []
        days, before = laid_out(held, merged(owed, then, now, end), start, now, CAL)
        for n, day in enumerate(days):
            for entry in day:
                # A duty stands on the day on which it is to be acted on, with the time at which it is due.
                acted = entry.obligation.act_by if entry.kind == "duty" and entry.obligation else entry.at
                assert acted is None or acted.astimezone(CAL.tz).date() == start + timedelta(days=n)
                assert entry.kind != "duty" or (entry.obligation is not None and entry.at == entry.obligation.due)
            times = [e.at for e in day if e.at]
            assert times == sorted(times)
        assert all(e.state in OPEN for e in before)
        inside = [e.key for day in days for e in day]
        assert len(inside) == len(set(inside))
        assert not set(inside) & {e.key for e in before}
        keys += inside
    assert len(keys) == len(set(keys))
