"""Where a rule of the source lives on the desk: each has a home, and each skill its word and example."""

from __future__ import annotations

import re

import pytest

from aetui.domain.rulebook import shipped
from aetui.domain.rulebook.homes import Home, homes
from aetui.domain.rulebook.model import LISTS, SKILLS
from aetui.domain.tongues import Text

BOOK, HOMES = shipped(), homes()
LINES = {line for lines in LISTS.values() for line in lines}
RULES = [source for source in BOOK.sources if source not in LINES]
HAN = re.compile(r"[\u4e00-\u9fff]")


def told_well(text: Text, *, ends: bool) -> None:
    """Chinese in one, none in the other, but for the lists' own names."""
    assert HAN.search(text.zh)
    assert not HAN.search(text.en.replace("九.5", ""))
    if ends:
        assert text.zh.endswith("。")
        assert text.en.endswith(".")


def test_every_rule_and_every_list_has_a_home() -> None:
    assert len(RULES) == 55
    assert set(HOMES.home) == set(RULES)


@pytest.mark.parametrize("source", RULES)
def test_a_home_says_what_is_done_and_where(source: str) -> None:
    home = HOMES.home[source]
    told_well(home.does, ends=True)
    assert home.every_screen
    assert home.commands
    for named in (home.keys, home.screens, home.commands, home.papers):
        assert len(set(named)) == len(named)


@pytest.mark.parametrize("source", sorted(LINES))
def test_a_line_lives_where_its_list_does(source: str) -> None:
    home = HOMES.of(source)
    assert isinstance(home, Home)
    assert home is HOMES.of(next(name for name, lines in LISTS.items() if source in lines))


def test_what_is_no_source_has_no_home() -> None:
    assert HOMES.of("card.open") is None


def test_each_skill_has_a_word_of_its_own_and_an_example() -> None:
    lines = [line for lines in SKILLS.values() for line in lines]
    assert list(HOMES.skill) == lines
    for lang in ("zh", "en"):
        for what in ("word", "example"):
            said = [getattr(HOMES.skill[line], what).get(lang) for line in lines]
            assert len(set(said)) == len(said) == 24
    for skill in HOMES.skill.values():
        told_well(skill.word, ends=False)
        told_well(skill.example, ends=True)
        assert len(skill.word.zh) <= 5
        assert len(skill.word.en) <= 20
        assert skill.shows
