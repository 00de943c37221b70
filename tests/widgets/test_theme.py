import re
from pathlib import Path

import pytest
from textual.app import ComposeResult

from aetui.terminal.app import TerminalApp
from aetui.widgets.bars import HeadLine
from aetui.widgets.palette import Palette
from aetui.widgets.theme import INK, PAPER, THEMES, sheet, styles_folder


def test_the_sheets_are_found_in_a_checkout() -> None:
    assert sheet("theme").parent == styles_folder() == Path(__file__).parents[2] / "styles"
    with pytest.raises(FileNotFoundError):
        sheet("nowhere")


def test_both_themes_name_the_same_colours() -> None:
    assert INK.keys() == PAPER.keys()
    assert all(re.fullmatch("#[0-9a-f]{6}", colour) for colour in (*INK.values(), *PAPER.values()))
    assert [theme.name for theme in THEMES] == ["ink", "paper"]


def _light(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("colours", [INK, PAPER])
def test_what_matters_can_be_read(colours: dict[str, str]) -> None:
    for name, least in (("ink", 7), ("dim", 4), ("late", 4), ("soon", 4), ("done", 4), ("act", 4)):
        for surface in ("page", "raised"):
            dark, bright = sorted((_light(colours[name]), _light(colours[surface])))
            assert (bright + 0.05) / (dark + 0.05) >= least, (name, surface)


def test_style_names() -> None:
    palette = Palette({"late": "#123456"})
    style = palette.style("late bold", "#ffffff")
    assert str(style) == "bold #123456 on #ffffff"
    assert palette["accent"] == palette["act"] == INK["act"]
    with pytest.raises(KeyError):
        palette.style("crimson")


class Head(TerminalApp[None]):
    def __init__(self) -> None:
        super().__init__()
        self.css_path = [sheet("theme")]
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = "ink"

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return INK

    def compose(self) -> ComposeResult:
        yield HeadLine((("李雯", "ink bold"),))


async def test_a_change_of_theme_repaints() -> None:
    app = Head()
    async with app.run_test(size=(40, 5)) as pilot:
        head = app.query_one(HeadLine)
        assert str(head.render_line(0)._segments[0].style) == "bold #e9e4d8 on #1b1f26"
        app.theme = "paper"
        await pilot.pause()
        assert str(head.render_line(0)._segments[0].style) == "bold #2b2a27 on #fbf8f1"
        app.theme = "nord"
        await pilot.pause()
        assert "on #3b4252" not in str(head.render_line(0)._segments[0].style)
