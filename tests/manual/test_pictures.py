"""The pictures of README and manual: each is the screen as the program draws it today, in both languages, and is shown."""

from __future__ import annotations

from pathlib import Path

import make_pictures as made
import pytest
from laid_out import Glyph, glyphs
from terminal_svg import CELL_HEIGHT, CELL_WIDTH, FONT_SIZE

ROOT = Path(__file__).parents[2]
LANGS = ("zh", "en")
README = {"zh": ROOT / "README.zh.md", "en": ROOT / "README.md"}


PICTURES = {picture.name: picture for picture in made.PICTURES}


def kept(lang: str, name: str) -> str:
    return str((made.FOLDER / lang / f"{name}.svg").read_text("utf-8"))


def drawn(svg: str) -> list[Glyph]:
    return glyphs(svg, advance=CELL_WIDTH / FONT_SIZE)


def cells(svg: str) -> set[tuple[int, int, str]]:
    """What stands where: line, column, character; of a film all that is ever seen."""
    return {(round(g.top / CELL_HEIGHT), round(g.left / CELL_WIDTH), g.char) for g in drawn(svg)}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_never_older_than_the_screen(name: str, lang: str) -> None:
    """Every character where it stands today; else: python docs/make_pictures.py"""
    now, then = cells(made.drawn(PICTURES[name], lang)), cells(kept(lang, name))
    assert len(now) > 200
    assert sorted(now ^ then) == []


@pytest.mark.parametrize("lang", LANGS)
def test_there_are_the_pictures_of_the_script_and_no_others(lang: str) -> None:
    assert {path.name for path in (made.FOLDER / lang).iterdir()} == {f"{name}.svg" for name in PICTURES}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", PICTURES)
def test_no_word_of_a_picture_is_stretched(name: str, lang: str) -> None:
    assert [g for g in drawn(kept(lang, name)) if not 0.99 < g.stretch < 1.01] == []


@pytest.mark.parametrize("lang", LANGS)
def test_a_readme_begins_with_the_board_in_its_own_language(lang: str) -> None:
    assert f"](docs/pictures/{lang}/board.svg)" in README[lang].read_text("utf-8")[:400]
