"""A year in figures: every week counts once, in the quarter of its Thursday."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import at, made

from aetui.domain.appraisal_year import QUARTERS, figures
from aetui.domain.clock.periods import span
from aetui.domain.figures import together
from aetui.domain.records import Tally, TeamWeek

COUNTS = st.integers(0, 4)
TALLIES = st.lists(
    st.builds(
        Tally,
        rule=st.sampled_from(["card.schedule", "week.call"]),
        client=st.sampled_from(["梅林", ""]),
        kept=COUNTS,
        late=COUNTS,
        missed=COUNTS,
        waived=COUNTS,
        open=COUNTS,
    ),
    max_size=4,
)


def week(
    period: str, tallies: list[Tally], made_at: str = "11-24 10:00", whose: str = "小陆", desk: str = "d"
) -> TeamWeek:
    found: TeamWeek = made(
        TeamWeek,
        f"{period}{desk}{made_at}",
        made_at,
        whose=whose,
        desk=desk,
        period=period,
        made=at(made_at),
        tallies=tallies,
    )
    return found


WEEKS = st.dictionaries(st.integers(1, 52), TALLIES, max_size=10).map(
    lambda found: [week(f"2026-W{n:02d}", tallies) for n, tallies in found.items()]
)


@given(WEEKS)
def test_nothing_is_lost_or_counted_twice(weeks: list[TeamWeek]) -> None:
    seen = figures(weeks, "小陆", 2026)
    rows = [row for one in weeks for row in one.tallies]
    assert seen.weeks == len(weeks)
    assert seen.whole == together(rows)
    assert together(seen.quarters.values()) == seen.whole
    assert together(one.whole for one in seen.rules) == seen.whole
    for one in seen.rules:
        assert together(one.quarters.values(), rule=one.rule) == one.whole
        assert set(one.quarters) <= set(QUARTERS)


@pytest.mark.parametrize(
    ("period", "year", "quarter"),
    [
        ("2026-W01", 2026, "Q1"),  # from 29 December 2025
        ("2026-W14", 2026, "Q2"),  # Thursday 2 April, Monday 30 March
        ("2026-W40", 2026, "Q4"),  # Thursday 1 October
        ("2026-W53", 2026, "Q4"),  # to 3 January 2027
        ("2027-W01", 2027, "Q1"),
    ],
)
def test_a_week_is_where_its_thursday_is(period: str, year: int, quarter: str) -> None:
    seen = figures([week(period, [Tally(rule="a.b", kept=1)])], "小陆", year)
    assert list(seen.quarters) == [quarter]
    assert figures([week(period, [])], "小陆", year - 1).weeks == 0
    assert (span(period)[0] + timedelta(days=3)).year == year
    assert (span(period)[0] + timedelta(days=3)).weekday() == date(2026, 1, 1).weekday()


def test_a_later_file_of_a_week_counts_and_others_weeks_dont() -> None:
    rows = [Tally(rule="a.b", kept=1)]
    later = [Tally(rule="a.b", kept=5)]
    weeks = [
        week("2026-W48", later, "11-28 10:00"),
        week("2026-W48", rows, "11-27 10:00"),
        week("2026-W48", rows, whose="小顾", desk="e"),
    ]
    assert figures(weeks, "小陆", 2026).whole.kept == 5
    assert figures(weeks, "小顾", 2026).whole.kept == 1
    assert figures(weeks, "小孙", 2026) == figures([], "小孙", 2026)
