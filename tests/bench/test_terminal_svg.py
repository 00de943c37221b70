import re
from pathlib import Path
from xml.etree import ElementTree

import pyte
import pytest
import terminal_svg as picture
from hypothesis import given
from hypothesis import strategies as st
from laid_out import glyphs
from rich.cells import cell_len

ROOT = Path(__file__).parents[2]


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


MOVE = st.tuples(st.lists(LINE, min_size=1, max_size=3), st.sampled_from([0.1, 0.5, 1.0, 4.0]))


@given(st.lists(MOVE, min_size=1, max_size=6))
def test_at_each_moment_a_film_shows_the_screen_of_that_moment(moves: list[tuple[list[str], float]]) -> None:
    """Its sheet of styles read as a browser reads it: the last step that has come says what is seen."""
    frames = []
    for lines, seconds in moves:
        screen = pyte.Screen(40, 3)
        pyte.Stream(screen).feed("\r\n".join(lines))
        frames.append((screen, seconds))
    drawn = picture.film(frames)
    groups = {
        name: [part for part in held.splitlines() if part]
        for name, held in re.findall(r'<g id="(g\d+)" class="[se ]+">\n(.*?)</g>', drawn, re.DOTALL)
    }
    whole, begin = sum(seconds for _, seconds in moves), 0.0
    for screen, seconds in frames:
        share = (begin + seconds / 2) / whole * 100
        begin += seconds
        seen: list[str] = []
        for name, parts in groups.items():
            rows = re.search(rf"@keyframes {name}{{(.*?}})}}#", drawn)
            assert rows is not None
            steps = [(float(at), on) for at, on in re.findall(r"([\d.]+)%{opacity:(\d)}", rows[1])]
            if max(step for step in steps if step[0] <= share)[1] == "1":
                seen += parts
        assert sorted(seen) == sorted(picture._drawn(screen, "#e9e4d8", "#15181d"))
    last = re.findall(r'class="s e">\n(.*?)</g>', drawn, re.DOTALL)
    assert sorted("".join(last).splitlines()) == sorted(picture._drawn(frames[-1][0], "#e9e4d8", "#15181d"))
