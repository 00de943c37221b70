"""Weeks, months, quarters and years by name."""

from __future__ import annotations

from datetime import date, timedelta

import arrow
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aetui.domain.clock.periods import (
    after,
    before,
    is_past,
    mondays,
    month_of,
    period_of,
    quarter_of,
    shifted,
    span,
    week_of,
)
from aetui.domain.errors import BadInput


def test_spans() -> None:
    assert span("2026-W48") == (date(2026, 11, 23), date(2026, 11, 29))
    assert span("2026-02") == (date(2026, 2, 1), date(2026, 2, 28))
    assert span("2026-Q4") == span("2026Q4") == (date(2026, 10, 1), date(2026, 12, 31))
    assert span("2026-Q1") == (date(2026, 1, 1), date(2026, 3, 31))
    assert span("2026") == (date(2026, 1, 1), date(2026, 12, 31))
    assert span("2026-11-23") == (date(2026, 11, 23), date(2026, 11, 23))


@given(st.dates(date(1970, 1, 1), date(2999, 12, 30)))
def test_each_day_lies_in_its_periods(day: date) -> None:
    for name in (week_of(day), month_of(day), quarter_of(day), f"{day.year}", day.isoformat()):
        first, last = span(name)
        assert first <= day <= last
        assert before(after(name)) == name
        assert span(after(name))[0] > last


@pytest.mark.parametrize(
    ("period", "following"),
    [("2026-W53", "2027-W01"), ("2026-12", "2027-01"), ("2026-Q4", "2027-Q1"), ("2026", "2027")],
)
def test_over_the_years_end(period: str, following: str) -> None:
    assert after(period) == following
    assert before(following) == period


@given(day=st.dates(date(1000, 1, 4)), frame=st.sampled_from(["week", "month", "quarter", "year", "day"]))
def test_a_span_is_the_one_that_arrow_reckons(day: date, frame: str) -> None:
    try:
        first, last = arrow.get(day).span(frame)  # type: ignore[arg-type]
    except (OverflowError, ValueError):
        return
    assert span(period_of(frame, day)) == (first.date(), last.date())


@pytest.mark.parametrize("text", ["", "W48", "2026-W99", "2026-13", "november", "2026-11-31", "2026-Q5", "9999-W99"])
def test_what_is_none(text: str) -> None:
    with pytest.raises(BadInput):
        span(text)


@given(st.dates(date(1970, 1, 1), date(2999, 12, 30)), st.dates(date(1970, 1, 1), date(2999, 12, 30)))
def test_a_name_alone_says_whether_a_period_is_past(day: date, now: date) -> None:
    for frame in ("week", "month", "quarter", "year", "day"):
        name = period_of(frame, day)
        assert is_past(name, now) == (span(name)[1] < now)


@given(st.dates(date(1970, 1, 1), date(2900, 12, 30)), st.integers(-60, 60))
def test_a_shift_lands_in_the_period_so_far_away(day: date, by: int) -> None:
    assert shifted(day, weeks=by) == day + timedelta(days=7 * by)
    later = shifted(day, months=by)
    assert (later.year - day.year) * 12 + later.month - day.month == by
    assert later.day == min(day.day, span(month_of(later))[1].day)
    for frame, of in (("months", month_of), ("quarters", quarter_of), ("years", lambda d: period_of("year", d))):
        stepped = of(day)
        for _ in range(abs(by)):
            stepped = after(stepped) if by > 0 else before(stepped)
        assert of(shifted(day, **{frame: by})) == stepped


@given(st.dates(date(1970, 1, 1), date(2900, 12, 30)), st.integers(0, 100))
def test_mondays_of_the_weeks_that_are_touched(first: date, days: int) -> None:
    last = first + timedelta(days=days)
    every = {week_of(first + timedelta(days=n)) for n in range(days + 1)}
    assert [week_of(monday) for monday in mondays(first, last)] == sorted(every)
    assert all(monday.weekday() == 0 for monday in mondays(first, last))
