"""Weeks, months, quarters and years by name."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aetui.domain.clock.periods import after, before, month_of, quarter_of, span, week_of
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


@pytest.mark.parametrize("text", ["", "W48", "2026-W99", "2026-13", "november", "2026-11-31", "2026-Q5", "9999-W99"])
def test_what_is_none(text: str) -> None:
    with pytest.raises(BadInput):
        span(text)
