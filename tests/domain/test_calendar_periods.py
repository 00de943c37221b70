"""Weeks and months by name."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aetui.domain.calendar_periods import month_of, span, week_of
from aetui.domain.errors import BadInput


def test_spans() -> None:
    assert span("2026-W48") == (date(2026, 11, 23), date(2026, 11, 29))
    assert span("2026-02") == (date(2026, 2, 1), date(2026, 2, 28))
    assert span("2026-11-23") == (date(2026, 11, 23), date(2026, 11, 23))


@given(st.dates(date(1970, 1, 1), date(2999, 12, 30)))
def test_each_day_lies_in_its_week_and_month(day: date) -> None:
    for name in (week_of(day), month_of(day)):
        first, last = span(name)
        assert first <= day <= last


@pytest.mark.parametrize("text", ["", "W48", "2026-W99", "2026-13", "november", "2026-11-31", "9999-W99"])
def test_what_is_none(text: str) -> None:
    with pytest.raises(BadInput):
        span(text)
