import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich._palettes import EIGHT_BIT_PALETTE, STANDARD_PALETTE
from rich.color import Color, ColorSystem
from textual.app import ComposeResult

from aetui.desk.book.profile import THEMES as PROFILE_THEMES
from aetui.terminal.app import TerminalApp
from aetui.widgets.bars import HeadLine
from aetui.widgets.cells import Part
from aetui.widgets.palette import Palette, use_colours
from aetui.widgets.theme import COLOURS, INK, THEMES, Depth, depth_of, next_theme, style_sheet, styles_folder


def test_the_sheets_are_found_in_a_checkout() -> None:
    assert style_sheet("theme").parent == styles_folder() == Path(__file__).parents[2] / "styles"
    with pytest.raises(FileNotFoundError):
        style_sheet("nowhere")


ALL = [(name, depth) for name, depths in COLOURS.items() for depth in depths]


def test_all_themes_name_the_same_colours() -> None:
    for name, depth in ALL:
        colours = COLOURS[name][depth]
        assert colours.keys() == INK.keys()
        assert all(re.fullmatch("#[0-9a-f]{6}", colour) for colour in colours.values())
    assert [theme.name for theme in THEMES] == list(COLOURS) == list(PROFILE_THEMES)
    assert [next_theme("ink"), next_theme("paper"), next_theme("strong"), next_theme("nord")] == [
        "paper",
        "strong",
        "ink",
        "ink",
    ]


def _light(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, bright = sorted((_light(one), _light(other)))
    return (bright + 0.05) / (dark + 0.05)


def as_shown(name: str, depth: Depth) -> dict[str, str]:
    """A theme's colours as a terminal of that depth shows them: brought down to those that it has."""
    colours = COLOURS[name][depth]
    if depth == "full":
        return colours
    system = ColorSystem.EIGHT_BIT if depth == "256" else ColorSystem.STANDARD
    table = EIGHT_BIT_PALETTE if depth == "256" else STANDARD_PALETTE
    return {key: table[Color.parse(colour).downgrade(system).number or 0].hex for key, colour in colours.items()}


WORDS = ("ink", "dim", "faint", "late", "soon", "done", "act")
SURFACES = ("page", "raised", "cursor")


@pytest.mark.parametrize(("name", "depth"), [pair for pair in ALL if pair[1] != "16"])
def test_whatever_carries_words_can_be_read_on_each_surface(name: str, depth: Depth) -> None:
    colours, least = as_shown(name, depth), 7.0 if name == "strong" else 4.5
    for word in WORDS:
        for surface in SURFACES:
            assert contrast(colours[word], colours[surface]) >= least, (word, surface)
    assert contrast(colours["ink"], colours["page"]) > contrast(colours["dim"], colours["page"])
    assert contrast(colours["dim"], colours["page"]) > contrast(colours["faint"], colours["page"]), "strengths differ"


@pytest.mark.parametrize("name", COLOURS)
def test_of_sixteen_colours_none_has_that_of_its_surface(name: str) -> None:
    colours = as_shown(name, "16")
    for word in WORDS:
        assert colours[word] not in {colours[surface] for surface in SURFACES}
    assert len({colours[word] for word in ("ink", "late", "soon", "done", "act")}) == 5


@pytest.mark.parametrize(
    ("system", "depth"), [("truecolor", "full"), ("256", "256"), ("standard", "16"), ("windows", "16"), (None, "full")]
)
def test_the_depth_of_a_terminal(system: str | None, depth: str) -> None:
    assert depth_of(system) == depth


@pytest.fixture
def colours_of() -> Iterator[Callable[[Depth | None], None]]:
    yield use_colours
    use_colours("full")


def test_without_colours_late_and_the_cursor_stand_out_by_other_means(
    colours_of: Callable[[Depth | None], None],
) -> None:
    palette = Palette({})
    colours_of(None)
    late, plain = palette.style("late"), palette.style("ink")
    assert (late.bold, late.underline) == (True, True)
    assert not plain.bold
    assert palette.style("ink", INK["cursor"]).reverse
    assert not palette.style("ink", INK["page"]).reverse


@given(
    st.lists(
        st.tuples(st.sampled_from(["超时", "1   ", " a b", "──", "╭─╮", " ", "   "]), st.sampled_from(["", *WORDS]))
    )
)
def test_without_colours_words_are_underlined_never_blanks_nor_drawn_lines(parts: list[Part]) -> None:
    use_colours(None)
    try:
        under = [segment for segment in Palette({}).strip(parts) if segment.style and segment.style.underline]
    finally:
        use_colours("full")
    words = {text.strip() for text, name in parts if name in ("late", "soon") and any(map(str.isalnum, text))}
    assert {segment.text for segment in under} == words


@pytest.mark.parametrize("name", COLOURS)
def test_of_sixteen_colours_words_on_the_cursors_row_can_be_read(
    name: str, colours_of: Callable[[Depth | None], None]
) -> None:
    """Red on blue can't be read in any terminal's sixteen."""
    colours_of("16")
    palette = Palette(COLOURS[name]["16"])
    cursor, shown = COLOURS[name]["16"]["cursor"], as_shown(name, "16")
    for word in WORDS:
        style = palette.style(word, cursor)
        assert style.color is not None
        number = style.color.downgrade(ColorSystem.STANDARD).number
        assert contrast(STANDARD_PALETTE[number or 0].hex, shown["cursor"]) >= 4.5, word
    assert palette.style("late", cursor).underline
    assert palette.style("late").color != palette.style("ink").color, "elsewhere it has its colour"


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
        self.css_path = [style_sheet("theme")]
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
