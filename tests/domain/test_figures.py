"""How duties ended, counted."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aetui.domain.figures import (
    CardSpan,
    Heard,
    by_hour,
    by_rule,
    by_week,
    ended_as,
    loads,
    open_at,
    promised,
    share,
    tallies,
    together,
)
from aetui.domain.obligations import Obligation
from aetui.domain.records import Tally

NOW = datetime.fromisoformat("2026-11-27T17:30:00+08:00")


def one(state: str, due: datetime = NOW, **fields: Any) -> Obligation:
    given_ = {"id": "x", "rule": "week.call", "source": "C1", "subject_type": "client", "subject_id": "c", "what": ""}
    return Obligation(**{**given_, **fields}, start=due, due=due, act_by=due, state=state)


@pytest.mark.parametrize(
    ("state", "due", "how"),
    [
        ("met", NOW, "kept"),
        ("met_late", NOW, "late"),
        ("overdue", NOW - timedelta(hours=1), "late"),
        ("soon", NOW + timedelta(hours=1), "open"),
        ("pending", NOW + timedelta(days=1), "open"),
        ("soon", NOW, "open"),  # at the very moment it is not late yet
        ("missed", NOW, "missed"),
        ("waived", NOW, "waived"),
        # Past `act_by` and not past `due`: nothing is late yet.
        ("overdue", NOW + timedelta(minutes=1), "open"),
    ],
)
def test_how_it_ended(state: str, due: datetime, how: str) -> None:
    assert ended_as(one(state, due), NOW) == how


def test_what_fell_due_in_a_span() -> None:
    begin = NOW - timedelta(days=4)
    duties = [one("met", due, id=str(n)) for n, due in enumerate((NOW, begin, begin - timedelta(seconds=1)))]
    assert [o.id for o in promised(duties, begin, NOW)] == ["1"]


STATES = ("met", "met_late", "overdue", "soon", "pending", "missed", "waived")


@given(st.lists(st.tuples(st.sampled_from(STATES), st.sampled_from("ab"), st.sampled_from(["p", "q", None]))))
def test_nothing_is_lost_in_the_counting(rows: list[tuple[str, str, str | None]]) -> None:
    duties = [one(state, rule=rule, client_id=client) for state, rule, client in rows]
    found = tallies(duties, NOW, lambda client: client or "")
    assert together(found).promised == len(rows)
    assert together(found).kept == sum(state == "met" for state, _, _ in rows)
    for tally in found:
        assert tally.promised == sum((r, c or "") == (tally.rule, tally.client) for _, r, c in rows)


@pytest.mark.parametrize(
    ("counts", "part"),
    [
        ({"kept": 3, "late": 1}, 0.75),
        ({"kept": 2, "late": 1, "missed": 1}, 0.5),
        ({"missed": 2}, 0.0),
        ({"kept": 1, "waived": 7, "open": 9}, 1.0),  # what was let go, or isn't due, doesn't count
        ({"waived": 1, "open": 2}, None),
        ({}, None),
    ],
)
def test_the_share_kept_in_time(counts: dict[str, int], part: float | None) -> None:
    assert share(Tally(rule="x", **counts)) == part


def test_the_rule_of_which_most_went_wrong_comes_first() -> None:
    rows = [
        Tally(rule="good", client="p", kept=9),
        Tally(rule="bad", client="p", late=1),
        Tally(rule="bad", client="q", kept=1, missed=1),
        Tally(rule="few", kept=2),
    ]
    assert [(t.rule, t.kept, t.late, t.missed) for t in by_rule(rows)] == [
        ("bad", 1, 1, 1), ("good", 9, 0, 0), ("few", 2, 0, 0),
    ]  # fmt: skip


MONDAY = date(2026, 11, 2)


@given(
    st.lists(st.tuples(st.sampled_from(STATES), st.integers(0, 40 * 24))),
    st.integers(0, 30),
    st.integers(0, 30),
)
def test_each_week_holds_what_fell_due_in_it(rows: list[tuple[str, int]], start: int, length: int) -> None:
    begin = datetime.fromisoformat("2026-11-02T00:00:00+08:00")
    duties = [one(state, begin + timedelta(hours=hours)) for state, hours in rows]
    first = MONDAY + timedelta(days=start)
    last = first + timedelta(days=length)
    weeks = by_week(duties, NOW, first, last, lambda due: due.date())
    assert weeks[0].first <= first < weeks[0].first + timedelta(days=7)
    assert weeks[-1].first <= last < weeks[-1].first + timedelta(days=7)
    for week, following in pairwise(weeks):
        assert following.first - week.first == timedelta(days=7)
    for week in weeks:
        assert week.first.weekday() == 0
        assert week.period == f"{week.first.isocalendar().year}-W{week.first.isocalendar().week:02d}"
        days = {week.first + timedelta(days=n) for n in range(7)}
        held = [d for d in duties if d.due.date() in days]
        assert week.tally.promised == len(held)
        assert week.tally.kept == sum(d.state == "met" for d in held)


def test_a_day_is_the_desks_day() -> None:
    """Sunday evening in one zone is Monday morning in another."""
    due = datetime.fromisoformat("2026-11-08T20:00:00+00:00")
    east = timedelta(hours=8)
    [early, late] = by_week([one("met", due)], NOW, MONDAY, MONDAY + timedelta(days=7), lambda at: (at + east).date())
    assert (early.tally.promised, late.tally.promised) == (0, 1)
    [early, late] = by_week([one("met", due)], NOW, MONDAY, MONDAY + timedelta(days=7), lambda at: at.date())
    assert (early.tally.promised, late.tally.promised) == (1, 0)


WAYS = st.sampled_from(["in", "out", "missed"])
CLIENTS = st.sampled_from(["p", "q", None])


@given(
    st.lists(st.tuples(WAYS, CLIENTS, st.integers(0, 9), st.integers(0, 23))),
    st.lists(CLIENTS),
    st.dictionaries(CLIENTS, st.integers(1, 9)),
)
def test_each_call_item_card_and_duty_is_someones(
    rows: list[tuple[str, str | None, int, int]], cards: list[str | None], owed: dict[str | None, int]
) -> None:
    midnight = NOW.replace(hour=0, minute=0)
    calls = [Heard(midnight + timedelta(hours=hour), way, client, items) for way, client, items, hour in rows]
    found = loads(calls, [CardSpan(client, NOW, None) for client in cards], owed)
    assert sum(load.calls for load in found) == sum(way != "missed" for way, *_ in rows)
    assert sum(load.missed for load in found) == sum(way == "missed" for way, *_ in rows)
    assert sum(load.items for load in found) == sum(items for _, _, items, _ in rows)
    assert sum(load.cards for load in found) == len(cards)
    assert {load.client_id: load.promised for load in found if load.promised} == owed
    assert [load.measures for load in found] == sorted((load.measures for load in found), reverse=True)
    assert all(any(load.measures) for load in found)
    hours = by_hour(calls, lambda when: when.hour)
    assert [h.hour for h in hours] == list(range(24))
    for hour in hours:
        for way, n in (("in", hour.taken), ("out", hour.made), ("missed", hour.missed)):
            assert n == sum((w, h) == (way, hour.hour) for w, _, _, h in rows)


def test_a_card_is_open_from_its_opening_until_it_is_closed() -> None:
    hour = timedelta(hours=1)
    card = CardSpan("p", NOW, NOW + hour)
    never = CardSpan("q", NOW, None)
    assert open_at([card, never], NOW - hour) == []
    assert open_at([card, never], NOW) == [card, never]
    assert open_at([card, never], NOW + hour) == [never]
