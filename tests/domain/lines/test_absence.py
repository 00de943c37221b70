"""An absence in one line: from when to when, and why, also where both ends bear 下周."""

from __future__ import annotations

import pytest
from making import at, calendar

from aetui.domain.lines import absence

CAL = calendar()


@pytest.mark.parametrize(
    ("line", "first", "last"),
    [
        ("明天到周四 年假", "11-24", "11-26"),
        ("下周一到下周三 年假", "11-30", "12-02"),
        ("下周一到周三 年假", "11-30", "12-02"),
        ("周四到下周二 年假", "11-26", "12-01"),
        ("年假 明天到周四", "11-24", "11-26"),
        ("下周三到下下周一 年假", "12-02", "12-07"),
    ],
)
def test_from_when_to_when(line: str, first: str, last: str) -> None:
    read = absence.read(line, now=at("11-23 09:30"), cal=CAL)
    assert (f"{read.start:%m-%d}", f"{read.end:%m-%d}", read.why) == (first, last, "年假")


@pytest.mark.parametrize("said", ["12:00", "到12:00", "until 12:00", "12点"])
def test_an_end_alone_leaves_the_start_of_an_absence(said: str) -> None:
    """Where one is away already it is until when; a new absence would be from now."""
    start = at("11-20 09:00")
    assert absence.read_span(said, now=at("11-23 09:30"), cal=CAL, start=start) == (start, at("11-23 12:00"))
