import re

import pytest

from aetui.widgets.cells import parts_width, width
from aetui.widgets.digits import big_digits
from aetui.widgets.ruler import RulerDay, RulerMark, draw, minutes_shown

MONDAY = RulerDay(
    now=690,
    marks=(
        RulerMark(670, "报告", "late"),
        RulerMark(1020, "催小王", "soon"),
        RulerMark(1080, "今日毕", "ink", "◆"),
        RulerMark(1080, "喜讯", "ink", "◆"),
        RulerMark(840, "例会", "act", "■", 900),
    ),
)


def lines_of(day: RulerDay, cells: int, rows: int = 4) -> list[str]:
    return ["".join(text for text, _ in line) for line in draw(day, cells, rows)]


def test_digits_are_three_lines_of_one_width() -> None:
    for text in ("-0:20:05", "2天 3:30", "2d 3:30", "1234567890"):
        assert len({width(row) for row in big_digits(text)}) == 1
    assert big_digits("-0:2") == ("   ╭─╮   ╶─╮", "╶─╴│ │ : ╭─╯", "   ╰─╯   ╰─╴")
    assert "天" in big_digits("2天")[2]


def test_the_day_of_the_picture() -> None:
    hours, line, signs, labels = lines_of(MONDAY, 80)
    assert hours.split() == [str(hour) for hour in range(9, 19)]
    assert line[0] == "├"
    assert line.index("●") < line.index("┄") < line.index("━")
    assert signs.split() == ["▲", "■", "▲", "◆"]
    assert labels.split() == ["报告", "例会", "催小王", "今日毕", "喜讯"]


@pytest.mark.parametrize("cells", range(60, 161))
@pytest.mark.parametrize("rows", [4, 5])
def test_names_never_meet(cells: int, rows: int) -> None:
    crowd = MONDAY._replace(marks=[RulerMark(540 + 23 * i, f"第{i}件事情") for i in range(24)])
    for day in (MONDAY, crowd):
        lines = draw(day, cells, rows)
        assert len(lines) == rows
        assert all(parts_width(line) <= cells for line in lines)
        names = {mark.label for mark in day.marks}
        for text in lines_of(day, cells, rows)[3:]:
            for shown in re.split(r"\s+", text.strip()):
                assert not shown or any(name.startswith(shown.rstrip("…")) for name in names)


def test_what_presses_is_named_first() -> None:
    marks = [RulerMark(600, "讨论新的版面", "dim"), RulerMark(605, "报告", "late"), RulerMark(610, "催稿", "soon")]
    labels = lines_of(RulerDay(marks=marks), 60)[3]
    assert "报告" in labels
    assert "催稿" in labels


def test_the_ruler_grows_with_the_day() -> None:
    assert minutes_shown(RulerDay()) == (540, 1080)
    assert minutes_shown(RulerDay(now=470)) == (420, 1080)
    assert minutes_shown(RulerDay(marks=[RulerMark(21 * 60, "回电")])) == (540, 1260)
    assert minutes_shown(RulerDay(540, 540, None)) == (540, 600)
    _, line, *_ = lines_of(RulerDay(now=470, lunch=None), 60)
    assert "┄" in line[: line.index("┼", 8)]
