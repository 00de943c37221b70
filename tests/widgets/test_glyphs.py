"""What is drawn takes the cells that were reckoned, in every terminal."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from unicodedata import east_asian_width

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from aetui.widgets.glyphs import PLAIN, as_drawn, use_plain
from aetui.widgets.palette import Palette

ROOT = Path(__file__).parents[2] / "aetui"


@pytest.fixture
def plain() -> Iterator[None]:
    use_plain(True)
    yield
    use_plain(False)


def _drawn_signs() -> set[str]:
    """Every character of the program's own texts and drawings."""
    signs: set[str] = set()
    for room in ("widgets", "screens", "desk", "locales"):
        for path in (ROOT / room).rglob("*.py"):
            if path.name == "glyphs.py":
                continue
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    signs |= set(node.value)
    return signs


def test_every_ambiguous_sign_of_our_own_has_a_narrow_stand_in() -> None:
    assert {c for c in _drawn_signs() if east_asian_width(c) == "A" and not "\ue000" <= c <= "\uf8ff"} <= {
        chr(code) for code in PLAIN
    }


def test_stand_ins_are_narrow_everywhere() -> None:
    assert all(len(sign) == 1 and sign.isascii() for sign in PLAIN.values())
    assert all(
        east_asian_width(chr(code)) == "A" or chr(code) in "⇒⊙∶№▶▷▼▽∵∴" or cell_len(chr(code)) == 1 for code in PLAIN
    )


def test_a_line_in_plain_signs(plain: None) -> None:
    assert as_drawn("“梅林” → 交件 · 还有…") == '"梅林" > 交件 . 还有~'
    assert Palette({}).strip([("╭──○", "ink")]).text == ".--o"


def test_signs_stay_where_the_terminal_draws_them_narrow() -> None:
    assert as_drawn("─") == "─"
    assert as_drawn("“梅林” → 交件 · 还有…") == "“梅林” → 交件 · 还有…"


@pytest.mark.parametrize(
    ("typed", "drawn"),
    [("👨‍👩‍👧 好", "👨 好"), ("❤️好", "❤ 好"), ("👍🏽好", "👍好"), ("好", "好"), ("🇨🇳好", "🇨🇳好")],
)
def test_of_joined_emoji_the_first_is_drawn(typed: str, drawn: str) -> None:
    assert as_drawn(typed) == drawn


CHARACTERS = ["a", "好", "·", "…", "“", "é", "🇨🇳", "👨", "👨‍👩‍👧", "👩🏽‍💻", "👍🏽", "❤️", "☎︎", "1️⃣", "한"]


@given(st.lists(st.sampled_from(CHARACTERS)), st.booleans())
def test_what_is_drawn_is_as_wide_as_what_was_reckoned(characters: list[str], plain: bool) -> None:
    text = "".join(characters)
    use_plain(plain)
    try:
        assert cell_len(as_drawn(text)) == cell_len(text)
    finally:
        use_plain(False)
