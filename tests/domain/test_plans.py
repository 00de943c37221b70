"""Plans: what has changed, which duty they meet, the actual of a quarter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import at, calendar, made, owed, profile
from making import client as client_of

from aetui.domain.budget import balances
from aetui.domain.clock.periods import month_of, quarter_of, span
from aetui.domain.errors import BadInput
from aetui.domain.obligations import OPEN
from aetui.domain.plans import (
    RULES,
    LineChange,
    changes,
    due_day,
    months_between,
    moved_days,
    named_period,
    obligation_month,
    period_of,
    since_handed_in,
    standing_month,
    total,
    unreported,
    usual_period,
    version_of,
    within,
)
from aetui.domain.records import Card, Estimate, MoneyLine, Plan, PlanLine, PlanVersion
from aetui.domain.records.team import PlanKind
from aetui.domain.rulebook import load_rulebook

BUDGET, MEDIA = (load_rulebook().rules[RULES[kind]] for kind in ("budget", "media"))
CAL = calendar()


def line(key: str, amount: int = 1, what: str = "电视", start: date | None = None) -> PlanLine:
    return PlanLine(id=key, what=what, amount=Decimal(amount), start=start)


LINES = st.lists(
    st.builds(line, st.sampled_from("abcdef"), st.integers(1, 3), st.sampled_from(["电视", "报纸"])),
    unique_by=lambda one: one.id,
)


def applied(old: Sequence[PlanLine], found: Sequence[LineChange]) -> dict[str, PlanLine]:
    lines = {one.id: one for one in old}
    for change in found:
        if change.old is not None:
            assert lines.pop(change.old.id) == change.old
        if change.new is not None:
            assert change.new.id not in lines
            lines[change.new.id] = change.new
    return lines


@given(LINES, LINES)
def test_the_changes_lead_from_the_old_to_the_new(old: list[PlanLine], new: list[PlanLine]) -> None:
    found = changes(old, new)
    assert applied(old, found) == {one.id: one for one in new}
    assert sum((one.difference for one in found), Decimal()) == total(new) - total(old)
    assert all(one.old != one.new for one in found)


@given(st.lists(LINES, max_size=4), LINES)
def test_a_version_is_what_differs_from_the_one_before(handed: list[list[PlanLine]], now: list[PlanLine]) -> None:
    def plan(versions: list[list[PlanLine]], lines: list[PlanLine]) -> Plan:
        held = [PlanVersion(at=at("11-03 09:00"), lines=one) for one in versions]
        found: Plan = made(
            Plan, "p", "11-01 09:00", kind="budget", client_id="ml", period="2026-Q4", lines=lines, versions=held
        )
        return found

    seen = version_of(plan(handed, now))
    assert 1 <= seen <= len(handed) + 1
    # Handed in as it stands it is the version that its preview said, and is so when it is handed in again.
    assert version_of(plan([*handed, now], now)) == (seen if handed or now else 1)
    assert version_of(plan([*handed, now, now], now)) == version_of(plan([*handed, now], now))


@given(LINES)
def test_an_order_is_no_change(lines: list[PlanLine]) -> None:
    assert changes(lines, lines[::-1]) == []


def test_how_each_line_changed() -> None:
    old = [line("a"), line("b"), line("c"), line("d")]
    new = [line("a", 2), line("b", what="报纸"), line("c", start=date(2026, 12, 1)), line("e")]
    assert [one.how for one in changes(old, new)] == ["amount", "words", "words", "added", "removed"]


def test_what_was_never_handed_in() -> None:
    plan: Plan = made(Plan, "p", "11-24 10:00", kind="media", client_id="ml", period="2026-12")
    assert not unreported(plan)
    plan = made(Plan, "p", "11-24 10:00", kind="media", client_id="ml", period="2026-12", lines=[line("a")])
    assert unreported(plan)
    assert since_handed_in(plan) == []  # all of it is new
    handed = made(
        Plan, "p", "11-24 10:00", kind="media", client_id="ml", period="2026-12",
        versions=[PlanVersion(at=at("11-10 10:00"), lines=[line("a")])],
    )  # fmt: skip
    assert [one.how for one in since_handed_in(handed)] == ["removed"]


@pytest.mark.parametrize(
    ("day", "month"),
    [
        ("2026-11-03", "2026-11"),
        ("2026-11-22", "2026-11"),
        ("2026-11-23", "2026-12"),  # due Thursday 3 December, ten days before
        ("2026-12-20", "2026-12"),
        ("2026-12-21", "2027-01"),  # 3 January lies behind New Year's Day and a week end: due on the last of December
        ("2026-09-20", "2026-10"),  # 3 October lies in the holidays: due 30 September
        ("2026-09-19", "2026-09"),
    ],
)
def test_which_budget_report_stands(day: str, month: str) -> None:
    assert standing_month(BUDGET, date.fromisoformat(day), CAL) == month


@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.sampled_from(["budget", "media"]))
def test_the_standing_month_is_what_the_desk_owes(day: date, kind: PlanKind) -> None:
    """The same duty as the derivation finds."""
    rule = {"budget": BUDGET, "media": MEDIA}[kind]
    records = [profile("2025-11-02 09:00", roles=("AM",)), client_of(created="2025-11-02 09:00")]
    now = CAL.at(day, 12 * 60)
    found = [o for o in owed(records, now, RULES[kind]) if o.state in OPEN]
    assert [o.id.rpartition(":")[2] for o in found] == [standing_month(rule, day, CAL)]
    assert found[0].due.astimezone(CAL.tz).date() == due_day(rule, standing_month(rule, day, CAL), CAL)


@pytest.mark.parametrize(
    ("kind", "period", "day", "month"),
    [
        ("media", "2026-12", "2026-11-09", "2026-11"),
        ("media", "2026-12", "2026-12-02", "2026-11"),
        ("media", "2027-01", "2026-12-10", "2026-12"),
        ("budget", "2026-Q4", "2026-10-02", "2026-10"),
        ("budget", "2026-Q4", "2026-11-24", "2026-12"),
        ("budget", "2026-Q4", "2026-12-03", "2026-12"),
        ("budget", "2026-Q4", "2026-12-31", "2026-12"),  # January's asks for the next quarter
        ("budget", "2027-Q1", "2026-12-31", "2027-01"),
        ("budget", "2027-Q1", "2026-12-03", "2027-01"),  # early
        ("budget", "2026-Q3", "2026-11-24", "2026-09"),  # long past
        ("budget", "2026-Q4", "2026-09-28", "2026-10"),
    ],
)
def test_which_duty_is_met(kind: PlanKind, period: str, day: str, month: str) -> None:
    rule = {"budget": BUDGET, "media": MEDIA}[kind]
    assert obligation_month(kind, period, date.fromisoformat(day), rule, CAL) == month


@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)))
def test_the_usual_budget_meets_what_stands(day: date) -> None:
    period = usual_period("budget", day, BUDGET, CAL)
    month = standing_month(BUDGET, day, CAL)
    assert obligation_month("budget", period, day, BUDGET, CAL) == month
    assert period == period_of("budget", month)


@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)))
def test_the_usual_media_plan_is_next_months(day: date) -> None:
    period = usual_period("media", day, MEDIA, CAL)
    assert months_between(month_of(day), period) == 1
    assert obligation_month("media", period, day, MEDIA, CAL) == month_of(day)


def test_without_a_rule_the_calendar_says() -> None:
    day = date(2026, 12, 31)
    assert usual_period("budget", day, None, CAL) == "2026-Q4"
    assert obligation_month("budget", "2026-Q4", day, None, CAL) == "2026-12"


@pytest.mark.parametrize(
    ("kind", "text", "period"),
    [
        ("media", "2026-12", "2026-12"),
        ("media", "2026-1", "2026-01"),
        ("media", "2026-Q4", None),
        ("media", "2026", None),
        ("media", "bald", None),
        ("budget", "2026q4", "2026-Q4"),
        ("budget", "2026-11", "2026-Q4"),
        ("budget", "2026", None),
        ("budget", "2026-W48", None),
    ],
)
def test_periods_by_name(kind: PlanKind, text: str, period: str | None) -> None:
    if period is None:
        with pytest.raises(BadInput):
            named_period(kind, text)
    else:
        assert named_period(kind, text) == period


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [("2026-11-30", 1, "2026-12-30"), ("2027-01-31", 1, "2027-02-28"), ("2026-10-05", 3, "2027-01-05")],
)
def test_days_move_with_their_month(day: str, months: int, later: str) -> None:
    moved = moved_days(line("a", start=date.fromisoformat(day)), months)
    assert moved.start == date.fromisoformat(later)
    assert moved.end is None


def test_the_actual_of_a_quarter() -> None:
    def card(key: str, opened: str, *money: tuple[int, str | None]) -> Card:
        lines = [
            MoneyLine(id=f"{key}{n}", kind="cost", text="t", amount=Decimal(amount), at=at(day) if day else None)
            for n, (amount, day) in enumerate(money)
        ]
        found: Card = made(
            Card, key, opened, number=key, client_id="ml", title="t", requested_at=at(opened), opened_at=at(opened),
            estimates=[Estimate(amount=Decimal(1000), at=at(opened))], money=lines,
        )  # fmt: skip
        return found

    begin, end = at("10-01 00:00"), at("2027-01-01 00:00")
    cards = [
        card("1", "09-30 23:59", (10, "09-30 23:59"), (20, "10-01 00:00"), (40, None)),
        card("2", "10-01 00:00", (80, None), (160, "2027-01-01 00:00")),
        card("3", "08-01 00:00", (320, "08-02 00:00")),
    ]
    found = within(cards, begin, end)
    assert [one.number for one in found] == ["1", "2"]
    (sums,) = balances(found, end)
    assert (sums.budget, sums.spent) == (Decimal(1000), Decimal(100))
    assert quarter_of(span("2026-Q4")[0]) == "2026-Q4"


@pytest.mark.parametrize("order", ["电视 12月 10.5万", "电视 10.5万 12月", "12月 电视 10.5万"])
@pytest.mark.parametrize("period", ["2026-12", "2026-Q4"])
def test_a_month_that_is_named_alone_is_all_of_it_wherever_it_stands(order: str, period: str) -> None:
    from aetui.domain.lines import plan

    read = plan.read(order, period=period, now=at("11-20 10:00"), cal=CAL)
    assert (read.what, read.amount, read.start, read.end) == (
        "电视",
        Decimal(105000),
        date(2026, 12, 1),
        date(2026, 12, 31),
    )
