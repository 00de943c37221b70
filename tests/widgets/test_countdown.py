import pytest
from hypothesis import given
from hypothesis import strategies as st

from aetui.widgets.cells import parts_width
from aetui.widgets.countdown import Countdown, TimeBar, seconds_to_change, time_left

HOUR, DAY = 3600, 86_400


@pytest.mark.parametrize(
    ("remaining", "shown"),
    [
        (0, "0:00:00"),
        (0.2, "0:00:01"),
        (-0.9, "0:00:00"),
        (-1205, "0:20:05"),
        (5 * HOUR + 29 * 60 + 55, "5:29:55"),
        (DAY - 1, "23:59:59"),
        (DAY - 0.5, "1天 0:00"),
        (DAY, "1天 0:00"),
        (2 * DAY + 29 * 60 + 55, "2天 0:30"),
        (2 * DAY + 3 * HOUR + 29 * 60 + 55, "2天 3:30"),
        (-DAY - 3 * HOUR, "1天 3:00"),
        (120 * DAY, "120天"),
    ],
)
def test_one_or_two_units(remaining: float, shown: str) -> None:
    assert time_left(remaining) == shown


def test_words_and_seconds_can_be_chosen() -> None:
    assert time_left(2 * DAY + 3 * HOUR, "d") == "2d 3:00"
    assert time_left(22 * HOUR + 30 * 60, seconds_below=0) == "22:30"
    assert time_left(HOUR - 1, seconds_below=HOUR) == "0:59:59"
    assert time_left(HOUR + 1, seconds_below=HOUR) == "1:01"


@given(st.floats(-3 * DAY, 3 * DAY), st.sampled_from([0, HOUR, DAY]), st.floats(0, 1))
def test_the_text_stands_until_it_says(remaining: float, below: float, share: float) -> None:
    step = seconds_to_change(remaining, below)
    assert step > 0
    just_before = remaining - share * max(step - 2e-3, 0)
    assert time_left(just_before, seconds_below=below) == time_left(remaining, seconds_below=below)


def test_far_away_it_changes_by_the_minute_and_close_by_the_second() -> None:
    assert seconds_to_change(2 * DAY + 30) == pytest.approx(30)
    assert seconds_to_change(HOUR + 0.25) == pytest.approx(0.25)
    assert seconds_to_change(HOUR) == pytest.approx(1)
    assert seconds_to_change(-5.25) == pytest.approx(0.75)
    assert seconds_to_change(0) == pytest.approx(1)


def test_a_late_one_says_so_with_a_word() -> None:
    cell = Countdown(1000, 10, late_word="超")
    assert cell.parts(1000 - 59) == (("   0:00:59", "ink"),)
    assert cell.parts(1000 + 1205) == (("超", "late bold"), (" 0:20:05", "late bold"))
    assert cell.parts(1000 - 2 * DAY) == (("  2天 0:00", "dim"),)
    assert cell.changes_at(1000 - 59) == 1000 - 58


def test_the_bar_fills_as_time_is_used() -> None:
    bar = TimeBar(0, 800)
    assert bar.parts(0) == (("", "accent"), ("────────", "rest"))
    assert bar.parts(300) == (("━━━", "accent"), ("─────", "rest"))
    assert bar.parts(801) == (("━━━━━━━━", "late"), ("", "rest"))
    assert bar.changes_at(300) == 350
    assert bar.changes_at(801) == float("inf")


@given(st.floats(0, 1e6), st.floats(0, 1e6), st.floats(0, 1e6))
def test_the_bar_keeps_its_width(start: float, until: float, now: float) -> None:
    bar = TimeBar(start, until)
    assert parts_width(bar.parts(now)) == 8
    assert bar.changes_at(now) > now


@pytest.mark.parametrize("day_word", ["天", "d"])
@pytest.mark.parametrize("days", [1, 9, 10, 17, 99, 100, 400])
def test_a_late_one_is_never_cut(days: int, day_word: str) -> None:
    cell = Countdown(until=0, cells=11, late_word="超", day_word=day_word)
    shown = "".join(text for text, _ in cell.parts(days * DAY + 23 * HOUR + 35 * 60))
    assert "…" not in shown
    assert f"{days}{day_word}" in shown
