from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import calendar

from aetui.domain.errors import BadInput
from aetui.domain.lines.ownday import OwnDayLine, read, write
from aetui.domain.records import OwnDay

NOW = datetime.fromisoformat("2026-11-23T09:30:00+08:00")


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("2027-01-04 off", OwnDayLine(date(2027, 1, 4), False)),
        ("2027-01-04 休 公司放假", OwnDayLine(date(2027, 1, 4), False, "公司放假")),
        ("12/26 work make-up day", OwnDayLine(date(2026, 12, 26), True, "make-up day")),
        ("明天 auto", OwnDayLine(date(2026, 11, 24), None)),
    ],
)
def test_a_day_in_one_line(typed: str, line: OwnDayLine) -> None:
    assert read(typed, now=NOW, cal=calendar()) == line


@pytest.mark.parametrize("typed", ["", "off", "明天", "什么 off"])
def test_what_is_no_day_is_told(typed: str) -> None:
    with pytest.raises(BadInput):
        read(typed, now=NOW, cal=calendar())


@given(
    st.dates(date(2026, 1, 1), date(2030, 1, 1)),
    st.booleans(),
    st.none() | st.from_regex(r"[a-z一-龥]{1,9}", fullmatch=True),
)
def test_what_is_shown_can_be_typed_back_years_later(day: date, worked: bool, name: str | None) -> None:
    line = read(write(OwnDay(day=day, worked=worked, name=name)), now=NOW.replace(year=2031), cal=calendar())
    assert line == OwnDayLine(day, worked, name)
