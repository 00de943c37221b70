"""The table of marks, and what a line is called."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aetui.domain.lines.parts import cut_out
from aetui.domain.marks import FORMS, MARKS, ROWS, TABLE, Mark, MarkRow, headline
from aetui.domain.rulebook.build import read
from aetui.locales import LANGS, Texts
from aetui.widgets.cells import width


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("秋季海报加一个横版，用在超市入口", "秋季海报加一个横版"),
        ("autumn poster in landscape too, for the supermarket entrance", "autumn poster in landscape too"),
        ("a poster that says in very large letters what the new box costs", "a poster that says in very large letters what…"),
        ("一二三四五六七八九十" * 3, "一二三四五六七八九十一二三四五六七八九十一二三…"),
        ("x" * 60, "x" * 47 + "…"),
    ],
)  # fmt: skip
def test_a_title_is_its_first_clause_and_ends_with_a_whole_word(text: str, title: str) -> None:
    assert headline(text) == title


@pytest.mark.parametrize(
    ("before", "time", "behind", "title"),
    [
        ("秋季海报 ", "周五前", "要", "秋季海报"),
        ("秋季海报，", "12月4日前", "要。横版也要", "秋季海报"),
        ("海报", "周五前", "要打样", "海报 要打样"),
        ("", "周五前", "要", "要"),
        ("an autumn poster is needed ", "by friday", "", "an autumn poster"),
        ("the poster is needed ", "by friday", " in landscape", "the poster is needed in landscape"),
    ],
)
def test_no_title_ends_with_what_only_asked_for_its_time(before: str, time: str, behind: str, title: str) -> None:
    """秋季海报 周五前要 opened a card `秋季海报 要`, which its client read on every paper."""
    span = (len(before), len(before) + len(time))
    assert headline(before + time + behind, span) == title


@pytest.mark.parametrize(
    ("text", "time", "left"),
    [
        ("礼盒海报，12月4日前要", "12月4日前", "礼盒海报"),
        ("横版，周五前要打样", "周五前", "横版，要打样"),
        ("a poster, needed by friday", "by friday", "a poster"),
        ("周五前要", "周五前", "要"),
    ],
)
def test_no_text_for_a_client_ends_so(text: str, time: str, left: str) -> None:
    at = text.index(time)
    assert cut_out(text, at, at + len(time)) == left


@given(st.text(st.sampled_from("a b海报,，…"), max_size=90), st.integers(4, 60))
def test_a_title_keeps_its_room(text: str, limit: int) -> None:
    assert width(headline(text, limit=limit)) <= limit + 1
    assert headline(text) == headline(text, limit=48)


ROOT = Path(__file__).parents[2] / "aetui"
# The same signs, and not as marks: keys of a keyboard, what stands in for a sign, what a table program takes for a formula.
OTHERS = {"commands/keys.py", "widgets/glyphs.py", "documents/table.py", "domain/marks.py"}


def test_the_type_names_what_the_table_holds() -> None:
    assert get_args(Mark) == tuple(row.sign for row in TABLE) == ("", *MARKS)


def test_no_character_is_typed_for_two_marks() -> None:
    typed = [form for row in TABLE if row.sign for form in (row.sign, row.wide, *row.forms)]
    assert len(typed) == len(set(typed)) == len(FORMS)
    assert {form: FORMS[form] for form in "＋》￥¥＄"} == {"＋": "+", "》": ">", "￥": "$", "¥": "$", "＄": "$"}


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.trigger or row.sign or "none")
def test_a_row_and_the_rulebook_say_the_same(row: MarkRow) -> None:
    rules = read().rules
    if row.rule:
        assert f"item.{row.trigger}" in rules[row.rule].trigger
        assert row.answered == (rules[row.rule].met in ("kept", "returned", "reported", "shared"))
    started = {rule for rule in rules if f"item.{row.trigger}" in (rules[rule].trigger or ())}
    assert started == ({row.rule} - {""})


@pytest.mark.parametrize("lang", LANGS)
def test_both_languages_name_every_mark(lang: str) -> None:
    say = Texts(lang)
    assert len({say(f"mark.{sign}") for sign in ROWS}) == len(ROWS)
    for row in TABLE:
        assert say.has(f"mark.{row.sign}.tip") == bool(row.sign)
        assert say.has(f"mark.{row.sign}.done") == row.answered


@pytest.mark.parametrize("path", sorted(ROOT.rglob("*.py")), ids=lambda path: str(path.relative_to(ROOT)))
def test_nowhere_else_stands_a_list_of_marks(path: Path) -> None:
    if path.relative_to(ROOT).as_posix() in OTHERS:
        return
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        held = node.keys if isinstance(node, ast.Dict) else getattr(node, "elts", ())
        signs = {one.value for one in held if isinstance(one, ast.Constant)} & set(MARKS)
        assert len(signs) < 3, f"line {node.lineno}: {signs}"  # type: ignore[attr-defined]
