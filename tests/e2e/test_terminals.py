"""Terminals that draw wide, or without colour: the board stays straight, and what is late stands out."""

from __future__ import annotations

import json
from pathlib import Path
from unicodedata import east_asian_width

import pytest
from desk_in_terminal import DeskInTerminal
from rich.cells import cell_len


@pytest.fixture
def desk(tmp_path: Path) -> DeskInTerminal:
    desk = DeskInTerminal(tmp_path)
    desk.set_up()
    desk.run("call", "梅林", "! 上周的完稿型号写错了", "> 周三12:00前给“修改稿”")
    return desk


def test_a_terminal_that_draws_them_wide_is_shown_none_of_them(desk: DeskInTerminal) -> None:
    with desk.screen(at="11:30", ambiguous=2) as terminal:
        terminal.wait("梅林")
        assert terminal.asked == 1
        assert not [char for char in terminal.text if east_asian_width(char) == "A"]
        assert all(cell_len(line.rstrip()) <= terminal.cols for line in terminal.lines)
        terminal.press("q")
        terminal.wait_exit()
    memory = next(Path(desk.home).glob("terminals.cache"))
    assert list(json.loads(memory.read_text("utf-8")).values()) == [True]
    with desk.screen(at="11:30", ambiguous=1) as terminal:
        terminal.wait("梅林")
        assert terminal.asked == 0, "this terminal is known"
    desk.run("profile", "glyphs", "lines")
    with desk.screen(at="11:30", ambiguous=2) as terminal:
        terminal.wait("─")
        assert terminal.asked == 0, "the profile says it by hand"
    desk.run("profile", "glyphs", "auto")
    with desk.screen(at="11:30", ambiguous=2) as terminal:
        terminal.wait("梅林")
        assert terminal.asked == 1, "it may have been set up differently since"
        assert "─" not in terminal.text
    desk.run("profile", "glyphs", "auto")
    with desk.screen(at="11:30", ambiguous=1) as terminal:
        terminal.wait("─")
        assert terminal.asked == 1, "said again, nothing changes on the desk, and it is asked anew"


@pytest.mark.parametrize("ambiguous", [1, None], ids=["narrow", "no answer"])
def test_a_terminal_that_draws_them_narrow_or_says_nothing_has_lines(
    desk: DeskInTerminal, ambiguous: int | None
) -> None:
    with desk.screen(at="11:30", ambiguous=ambiguous) as terminal:
        terminal.wait("─")
        assert terminal.asked == 1


def test_what_is_typed_while_it_is_asked_is_read_as_keys(desk: DeskInTerminal) -> None:
    with desk.screen(at="11:30", ambiguous=None) as terminal:
        terminal.wait(lambda t: t.asked)
        terminal.send("\x1b[1;2Rc")  # the answer and a key, in one piece and perhaps too late
        terminal.wait("Enter")
        terminal.wait(lambda t: t.cursor.visible)


@pytest.mark.parametrize(
    "env",
    [{"NO_COLOR": "1"}, {"TERM": "dumb", "COLORTERM": ""}, {"NO_COLOR": "1", "TERM": "xterm", "COLORTERM": ""}],
    ids=["NO_COLOR", "dumb", "NO_COLOR xterm"],
)
def test_without_colours_late_and_the_cursor_are_seen(desk: DeskInTerminal, env: dict[str, str]) -> None:
    with desk.screen(at="11:30", env=env) as terminal:
        terminal.wait("超时")
        cells = [terminal.cell(x, y) for y in range(terminal.rows) for x in range(terminal.cols)]
        assert {(cell.fg, cell.bg) for cell in cells} == {("default", "default")}
        assert any(cell.reverse for cell in cells), "the row under the cursor"
        late = [cell for cell in cells if cell.text == "超"]
        assert any(cell.bold for cell in late), "the word of a late duty"


def test_sixteen_colours_show_late_in_one_of_its_own(desk: DeskInTerminal) -> None:
    with desk.screen(at="11:30", env={"TERM": "xterm-16color", "COLORTERM": ""}) as terminal:
        terminal.wait("超时")
        x, y = terminal.find("超时")
        late, page = terminal.cell(x, y), terminal.cell(terminal.cols - 1, terminal.rows - 3)
        assert late.fg not in (page.bg, "default")
        assert late.fg != terminal.cell(*terminal.find("时限")).fg
