"""Plots: names of any script stand in line, bars are as long as their values, and nothing is as wide as it isn't."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from aetui.widgets.cells import width
from aetui.widgets.palette import Palette
from aetui.widgets.plots import Bars, Columns, Course, Drawing, Measures, Series, StandIns, plot_text
from aetui.widgets.theme import INK

PALETTE = Palette(INK)
NAMES = ["梅林", "工作进度表", "call 回电", "e\u0301te\u0301", "👩‍👩‍👧客户", "ABC", "\ue001私"]


def lines(drawing: Drawing, cells: int = 60, rows: int = 14) -> list[str]:
    return plot_text(drawing, cells, rows, PALETTE).plain.rstrip("\n").split("\n")


def bars(values: list[tuple[int, int]], names: list[str]) -> Bars:
    series = [Series("━", "done", [a for a, _ in values]), Series("╍", "late", [b for _, b in values])]
    return Bars(names, series, [f"{a + b}" for a, b in values], "还有 {n} 项")


def test_names_of_any_script_stand_in_line() -> None:
    shown = [line for line in lines(bars([(7, 3)] * len(NAMES), NAMES)) if "━" in line]
    assert len(shown) == len(NAMES)
    assert len({width(line[: line.index("━")]) for line in shown}) == 1
    assert len({width(line[: line.index("╍")]) for line in shown}) == 1
    for line, name in zip(shown, NAMES, strict=True):
        assert line.startswith(name)
        assert width(line) <= 60


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cc", "Cf", "Cs", "Co")), max_size=12))
def test_a_stand_in_is_as_wide_as_what_it_stands_for(text: str) -> None:
    letters = StandIns()
    stood = letters.put(text)
    assert len(stood) == width(letters.back(stood)) or not text.isprintable()
    assert width(letters.back(stood)) == width(text)


@given(
    st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=1, max_size=20),
    st.integers(24, 100),
    st.integers(3, 30),
)
@settings(max_examples=40, deadline=None)
@example([(0, 1), (0, 23), (0, 0), (0, 0)], 24, 3)
@example([(0, 0), (1, 7), (10, 0), (31, 27)], 24, 3)
def test_bars_are_as_long_as_their_values(values: list[tuple[int, int]], cells: int, rows: int) -> None:
    names = [f"客{n}" for n in range(len(values))]
    shown = lines(bars(values, names), cells, rows)
    assert len(shown) <= rows
    assert all(width(line) <= cells for line in shown)
    drawn = {line.split()[0]: line for line in shown if line.startswith("客")}
    left = len(values) - len(drawn)
    assert (f"还有 {left} 项" in "\n".join(shown)) == (left > 0)
    top = max(a + b for a, b in values)
    longest = max((line.count("━") + line.count("╍") for line in drawn.values()), default=0)
    for n, (a, b) in enumerate(values[: len(drawn)]):
        line = drawn[f"客{n}"]
        kept, late = line.count("━"), line.count("╍")
        assert (kept > 0) == (a > 0)
        assert (late > 0) == (b > 0)
        if a + b == top:
            assert kept + late == longest
        if top:
            names_room = min(max(map(width, [*drawn, f"还有 {left} 项" if left else ""])), cells * 2 // 5)
            room = cells - names_room - 1 - max(len(f"{x + y}") for x, y in values[: len(drawn)]) - 1
            assert kept + late == max(round(room * (a + b) / top), (a > 0) + (b > 0))


@pytest.mark.parametrize(("cells", "rows"), [(40, 8), (60, 14), (76, 17), (90, 26)])
def test_columns_are_as_high_as_their_values(cells: int, rows: int) -> None:
    values = [0, 1, 5, 10]
    shown = lines(Columns(["8", "9", "10", "11"], [Series("█", "act", values)]), cells, rows)
    assert len(shown) == rows
    body = shown[:-2]
    assert shown[-1].split() == ["8", "9", "10", "11"]
    assert [line[:4].strip() for line in shown if line[:4].strip()] == ["10", "5", "0"]  # the scale
    each = (cells - 4) // 4
    heights = [sum(line[4 + n * each : 4 + n * each + 1] == "█" for line in body) for n in range(4)]
    assert heights[0] == 0
    assert heights[3] == rows - 3  # its number stands over it
    assert [shown[rows - 3 - heights[n]][4 + n * each :].split()[0] for n in (1, 2, 3)] == ["1", "5", "10"]
    assert abs(heights[2] - heights[3] / 2) <= 1
    assert heights[1] >= 1


@given(
    st.lists(st.tuples(*[st.integers(0, 999)] * 3), min_size=1, max_size=12), st.integers(40, 100), st.integers(3, 24)
)
@settings(max_examples=40, deadline=None)
def test_measures_are_never_added_up(values: list[tuple[int, int, int]], cells: int, rows: int) -> None:
    """Each row says each measure's own number; each measure has its own scale, and the longest bar of each is equally long."""
    signs = "━═╍"
    series = [Series(sign, "act", [row[n] for row in values]) for n, sign in enumerate(signs)]
    shown = lines(Measures([f"客{n}" for n in range(len(values))], series, "还有 {n} 家"), cells, rows)
    assert len(shown) <= rows
    assert all(width(line) <= cells for line in shown)
    drawn = [line for line in shown if line.startswith("客")]
    for line, row in zip(drawn, values, strict=False):
        told = line.translate(str.maketrans("", "", signs)).split()[1:]
        assert told == [f"{n}" if n else "·" for n in row]
        assert [line.count(sign) > 0 for sign in signs] == [n > 0 for n in row]
    if len(drawn) == len(values):
        longest = {max(line.count(sign) for line in drawn) for sign in signs}
        assert len(longest - {0}) <= 1


@given(st.lists(st.integers(0, 400), min_size=1, max_size=24), st.integers(40, 100), st.integers(8, 26))
@example([0] * 8 + [100], 40, 8)  # as wide as its column
@settings(max_examples=40, deadline=None)
def test_every_column_says_its_number(values: list[int], cells: int, rows: int) -> None:
    """Side by side where it finds room over its column, else digit over digit."""
    names = [f"{n}" for n in range(len(values))]
    shown = lines(Columns(names, [Series("█", "act", values)]), cells, rows)
    top = max(max(values) + max(values) % 2, 2)
    margin = len(f"{top}") + 2
    each = (cells - margin) // len(values)
    for n, value in enumerate(values):
        across = [line[margin + n * each : margin + (n + 1) * each].ljust(each) for line in shown[:-2]]
        told = "".join(part.replace("█", "").strip() for part in across)
        assert told == (f"{value}" if value else "")


@given(st.lists(st.none() | st.integers(0, 100), min_size=2, max_size=60), st.integers(40, 100), st.integers(8, 26))
@settings(max_examples=40, deadline=None)
def test_a_course_says_its_numbers(values: list[int | None], cells: int, rows: int) -> None:
    """All of them where they find room; the last in any case; each of them whole."""
    told = ["" if value is None else f"{value}%" for value in values]
    shown = lines(Course([""] * len(values), values, "act", told=told), cells, rows)
    body = [line[5:] for line in shown[:-2]]
    found = {word for line in body for word in re.split(r"[ ●·•]+", line) if word}
    assert found <= set(told)
    if told[-1]:
        assert told[-1] in found
    if (cells - 4) / len(values) >= 5:
        assert found == set(told) - {""}


def test_a_course_is_broken_where_nothing_is_known() -> None:
    course = Course(["11/2", "11/9", "11/16", "11/23"], [50.0, None, 100.0, 0.0], "act")
    shown = lines(course, 60, 12)
    points = [(y, x) for y, line in enumerate(shown) for x, sign in enumerate(line) if sign == "●"]
    assert len(points) == 3
    assert sorted(points)[0][0] == 0  # 100 % at the top
    assert shown[-1].split() == ["11/2", "11/9", "11/16", "11/23"]
    first = min(x for _, x in points)
    second = sorted(x for _, x in points)[1]
    assert not any("·" in line[first:second] for line in shown)
    assert any("·" in line[second:] for line in shown)


def test_what_users_typed_is_data() -> None:
    shown = lines(bars([(1, 1), (2, 2)], ["[red]甲[/]", "\x1b[31m乙\x1b[0m"]))
    assert shown[0].startswith("[red]甲[/]")
    assert "\x1b" not in "".join(shown)
    assert "乙" in "".join(shown)


def test_only_who_draws_a_plot_pays_for_them() -> None:
    """The screen of the figures stands there before."""
    code = (
        "import sys; import aetui.app, aetui.screens.board.screen, aetui.screens.month.figures, aetui.cli.month.figures;"
        "print('plotext' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False"]
