"""Steps as they are typed, and what follows when one is moved."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from making import at, calendar

from aetui.domain.cards.steps import following, moved, shifted
from aetui.domain.records import Step

NOW = at("11-23 10:00")
CAL = calendar()


def steps() -> list[Step]:
    dues = ("11-24 18:00", "11-25 12:00", "11-27 18:00", "11-27 09:30")
    made = [Step(id=f"s{n}", what=f"{n}", due=at(due)) for n, due in enumerate(dues)]
    return [*made, Step(id="none", what="ohne"), Step(id="done", what="x", due=at("11-27 18:00"), done=None)]


def dues(found: list[Step]) -> dict[str, datetime | None]:
    return {s.id: s.due for s in found}


def test_the_later_ones_follow_by_working_days() -> None:
    assert [s.id for s in following(steps(), "s1")] == ["s2", "s3", "done"]
    # Wednesday noon to Thursday noon: one working day; Friday becomes Monday.
    after = dues(moved(steps(), "s1", at("11-26 12:00"), NOW, CAL, follow=True))
    assert after == {
        "s0": at("11-24 18:00"),
        "s1": at("11-26 12:00"),
        "s2": at("11-30 18:00"),
        "s3": at("11-30 09:30"),
        "none": None,
        "done": at("11-30 18:00"),
    }
    alone = dues(moved(steps(), "s1", at("11-26 12:00"), NOW, CAL, follow=False))
    assert [key for key in alone if alone[key] != dues(steps())[key]] == ["s1"]


def test_within_a_day_those_of_the_day_follow() -> None:
    assert shifted(at("11-25 15:00"), at("11-25 12:00"), at("11-25 14:00"), CAL) == at("11-25 17:00")
    assert shifted(at("11-26 15:00"), at("11-25 12:00"), at("11-25 14:00"), CAL) == at("11-26 15:00")


def test_earlier_too() -> None:
    after = dues(moved(steps(), "s2", at("11-26 18:00"), NOW, CAL, follow=True))
    assert after["s2"] == at("11-26 18:00")
    assert shifted(at("11-30 18:00"), at("11-27 18:00"), at("11-26 18:00"), CAL) == at("11-27 18:00")


@given(st.integers(0, 60), st.integers(0, 60), st.integers(1, 60))
def test_the_order_stays(a: int, b: int, gap: int) -> None:
    """Moved on or back, a later step stays later than the moved one, and on a working day."""
    old, new = at("11-23 12:00") + timedelta(days=a), at("11-23 12:00") + timedelta(days=b)
    old, new = (CAL.noon(CAL.on_or_after(t.date())) for t in (old, new))
    later = CAL.noon(CAL.on_or_after((old + timedelta(days=gap)).date()))
    if later <= old:
        return
    after = shifted(later, old, new, CAL)
    assert after > new
    assert CAL.is_working(after.date())
