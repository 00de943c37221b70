"""One share is one figure: wherever it is told, it is rounded once, in one way."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aetui.domain.figures import share
from aetui.domain.records import Tally
from aetui.locales.figures import percent

ROOT = Path(__file__).parents[2] / "aetui"


@given(st.integers(0, 40), st.integers(0, 40), st.integers(0, 40))
def test_the_nearest_whole_one(kept: int, late: int, missed: int) -> None:
    tally = Tally(rule="", kept=kept, late=late, missed=missed)
    part, told = share(tally), percent(tally)
    if part is None:
        assert told == "–"
        return
    n = int(told.removesuffix("%"))
    assert abs(n - 100 * part) <= (0.5 if part in (0, 1) or 100 * part < 99.5 else 1)
    assert (n == 100) == (late + missed == 0)


@pytest.mark.parametrize(("kept", "of", "told"), [(7, 13, "54%"), (2, 3, "67%"), (1, 3, "33%")])
def test_as_it_was_told_in_two_ways(kept: int, of: int, told: str) -> None:
    assert percent(Tally(rule="", kept=kept, late=of - kept)) == told


def test_nobody_reckons_a_share_of_a_hundred_beside_it() -> None:
    """A percentage is made in `locales.figures` alone; plots take the share itself on their axis."""
    found = [
        path.relative_to(ROOT).as_posix()
        for path in ROOT.rglob("*.py")
        if re.search(r"\* 100 //|100 \* \w+ //|:\.0%|\w\}%\"", path.read_text("utf-8"))
    ]
    assert found == ["locales/figures.py"]
