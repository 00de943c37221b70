"""五不 as hints: a table of lines in both directions and both languages, and how a user's own file adds to it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aetui.domain.hints import HintTable
from aetui.domain.hints.matching import pieces
from aetui.domain.rulebook import RulebookError, load, shipped

LINES = [
    tuple(line.split("|", 1))
    for line in Path(__file__).with_name("hints.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("//")
]
KNOWN = ("林总", "陈小姐", "周先生", "梅林", "Mr Lin", "Lin", "Chen")


def signs(text: str, where: str = "item", *, table: HintTable | None = None, inside: bool = False) -> str:
    return " ".join(hint.id for hint in (table or shipped().hinting).of(text, where, known=KNOWN, inside=inside))


@pytest.mark.parametrize(("wanted", "text"), LINES)
def test_what_hints_and_what_does_not(wanted: str, text: str) -> None:
    assert signs(text) == wanted


def test_the_table_has_both_directions_of_each_hint_in_both_languages() -> None:
    for hint in ("N2", "N3", "N4", "N5", ""):
        rows = [text for wanted, text in LINES if hint in wanted.split() or wanted == hint]
        assert sum(text.isascii() for text in rows) >= 10
        assert sum(not text.isascii() for text in rows) >= 10


@pytest.mark.parametrize("text", [text for wanted, text in LINES if wanted in ("N2", "N3", "N4")])
def test_what_is_for_the_house_alone_hints_at_no_judgement(text: str) -> None:
    assert signs(text, inside=True) == ""
    assert signs(f"价格再确认 # {text}") == ""
    assert signs(f"# {text}") == ""


@pytest.mark.parametrize("text", [text for wanted, text in LINES if wanted == "N5"])
def test_a_meal_or_a_gift_hints_in_items_and_money_alone(text: str) -> None:
    assert signs(text, "money") == signs(text, inside=True) == "N5"
    assert "N5" not in signs(text, "any")


@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    assert set(signs(text).split()) <= {"N2", "N3", "N4", "N5"}


def test_a_file_adds_words_patterns_and_hints() -> None:
    own = load(
        """
        [words]
        gift = ["鱼翅", "Caviar"]
        [hint.N4]
        says = ["{whom}…装修"]
        but = ["{whom}…装修公司"]
        [hint.N2]
        on = false
        [hint."own.tobacco"]
        title = { zh = "片中不出现香烟", en = "no cigarettes in films" }
        says = ["{shoot}…香烟"]
        """,
        "me.rules.toml",
    ).hinting
    assert signs("给林总送鱼翅", table=own) == "N5"
    assert signs("sent Lin some caviar", table=own) == "N5"
    assert signs("林总家里装修", table=own) == "N4"
    assert signs("林总要找装修公司", table=own) == ""
    assert signs("林总太笨了", table=own) == ""
    assert signs("镜头里别出现香烟", table=own) == "own.tobacco"
    assert signs("送两瓶茅台", table=own) == "N5"  # what is shipped stays


@pytest.mark.parametrize(
    ("text", "key", "rule", "field"),
    [
        ('[hint.N5]\nsays = ["{give}…{gfit}"]', "rules.unknown_list", "N5", "says"),
        ('[hint.N5]\nbut = ["…{gift}"]', "rules.bad_value", "N5", "but"),
        ('[hint.N5]\nsays = "{give"', "rules.bad_value", "N5", "says"),
        ("[hint.N5]\nsays = 3", "rules.bad_value", "N5", "says"),
        ('[hint.N5]\nsay = ["x"]', "rules.unknown_key", "N5", "say"),
        ('[hint.N5]\non = "no"', "rules.bad_value", "N5", "on"),
        ('[hint.N5]\nwhere = ["call"]', "rules.bad_value", "N5", "where"),
        ('[hint.N5]\ntitle = ""', "rules.bad_value", "N5", "title"),
        ('[hint.mine]\nsays = ["x"]', "rules.missing_key", "mine", "title"),
        ('[hint.mine]\ntitle = "x"', "rules.missing_key", "mine", "says"),
        ('[words]\ngift = [""]', "rules.bad_value", "words", "gift"),
        ('[words]\ngift = ["{gone}x"]', "rules.unknown_list", "words", "gift"),
        ('hint = "x"', "rules.unknown_section", "", "hint"),
        ('[hint]\nN5 = "x"', "rules.unknown_key", "hint", "N5"),
    ],
)
def test_a_mistake_is_told_with_file_hint_and_key(text: str, key: str, rule: str, field: str) -> None:
    with pytest.raises(RulebookError) as told:
        load(text, "me.rules.toml")
    assert told.value.key == key
    words = told.value.args_
    assert (words["file"], words.get("rule", ""), words["field"]) == ("me.rules.toml", rule, field)


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("{give}…{gift}", (("list", "give"), ("room", ""), ("list", "gift"))),
        ("{give} ... 鱼翅", (("list", "give"), ("room", ""), ("word", "鱼翅"))),
        ("送{gift}", (("word", "送"), ("list", "gift"))),
    ],
)
def test_a_pattern_is_read(written: str, found: tuple[tuple[str, str], ...]) -> None:
    assert pieces(written) == found
