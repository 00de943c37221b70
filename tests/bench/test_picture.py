import importlib.util
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st
from laid_out import glyphs
from rich.cells import cell_len

ROOT = Path(__file__).parents[2]


def _load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("picture", ROOT / "bench" / "picture.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


picture = _load()
NS = "{http://www.w3.org/2000/svg}"
W = picture.CELL_WIDTH


def test_every_run_takes_its_cells() -> None:
    screen = pyte.Screen(20, 3)
    pyte.Stream(screen).feed("\x1b[1;38;2;232;96;76m超 0:20\x1b[0m ──<&>\x1b[2;1H\x1b[7m申花\x1b[0m")
    root = ElementTree.fromstring(picture.svg(screen))
    texts = [(t.text, float(t.attrib["x"]), float(t.attrib["textLength"])) for t in root.iter(f"{NS}text")]
    assert [(t, round(x / W), round(size / W)) for t, x, size in texts] == [
        ("超", 0, 2),
        (" 0:20", 2, 5),
        ("──", 8, 2),
        ("<&>       ", 10, 10),
        ("申花", 0, 4),
    ]
    assert next(root.iter(f"{NS}text")).attrib["fill"] == "#e8604c"


LINE = st.text(st.sampled_from("ab <&>0.  申花欠─·→"), min_size=1, max_size=16)


@given(st.lists(LINE, min_size=1, max_size=4))
def test_each_character_is_drawn_in_its_cell_and_as_wide_as_it(lines: list[str]) -> None:
    """A browser lays out what the terminal showed: every character at its own column, none stretched."""
    screen = pyte.Screen(40, len(lines))
    pyte.Stream(screen).feed("\r\n".join(lines))
    expected = []
    for line in lines:
        column = 0
        for char in line:
            if not char.isspace():
                expected.append((char, column))
            column += cell_len(char)
    drawn = glyphs(picture.svg(screen), advance=W / picture.FONT_SIZE)
    assert [(g.char, pytest.approx(g.left / W)) for g in drawn] == expected
    assert all(g.width == pytest.approx(cell_len(g.char) * W) for g in drawn)


@pytest.mark.parametrize("name", ["board.svg", "board-en.svg"])
def test_the_readmes_pictures_hold_no_stretched_word(name: str) -> None:
    drawn = glyphs((ROOT / "docs" / name).read_text("utf-8"), advance=W / picture.FONT_SIZE)
    assert len(drawn) > 500
    assert [g for g in drawn if not 0.99 < g.stretch < 1.01] == []


@pytest.mark.parametrize(
    ("readme", "name", "word"), [("README.md", "board-en.svg", "Duties"), ("README.zh.md", "board.svg", "时限")]
)
def test_each_readme_begins_with_a_picture_in_its_own_language(readme: str, name: str, word: str) -> None:
    head = (ROOT / readme).read_text("utf-8")[:400]
    assert f"](docs/{name})" in head
    drawn = "".join(g.char for g in glyphs((ROOT / "docs" / name).read_text("utf-8")))
    assert word in drawn
