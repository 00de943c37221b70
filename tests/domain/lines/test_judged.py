"""A line of one's own check, and of an AE's appraisal: what it means, and that it is read back as it is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aetui.domain.errors import BadInput
from aetui.domain.lines.verdict import read_mark, read_word, write_mark, write_word
from aetui.domain.records import SelfMark, SkillWord
from aetui.domain.text import cleaned

SAID = st.text("提案三次过了 12345６-–.分/,，:：;；\"'a#5 ", max_size=12).map(lambda text: cleaned(text).strip())


@pytest.mark.parametrize(
    ("text", "mark", "example"),
    [
        ("4", 4, None), ("4 提案三次都过了", 4, "提案三次都过了"), ("４分，提案", 4, "提案"), ("5/5 a", 5, "a"),
        ("提案三次都过了", None, "提案三次都过了"), ("- 3 次提案", None, "3 次提案"), ("12 次提案", None, "12 次提案"),
        ("4：提案", 4, "提案"), ("", None, None), ("4个客户", None, "4个客户"),
    ],
)  # fmt: skip
def test_a_mark(text: str, mark: int | None, example: str | None) -> None:
    assert read_mark(text) == SelfMark(mark=mark, example=example)


@pytest.mark.parametrize("text", ["0", "6", "9分", "4.5", "-1", "12"])
def test_a_number_that_is_no_mark_is_told(text: str) -> None:
    with pytest.raises(BadInput, match=r"own\.mark"):
        read_mark(text)


@given(st.sampled_from([None, 1, 2, 3, 4, 5]), SAID)
def test_a_mark_is_read_as_it_is_written(mark: int | None, example: str) -> None:
    said = SelfMark(mark=mark, example=example or None)
    assert read_mark(write_mark(said)) == said


@pytest.mark.parametrize(
    ("text", "word", "example"),
    [("稳：提案三次都过了", "稳", "提案三次都过了"), ("稳", "稳", None), ("solid: three: all", "solid", "three: all"), ('"a:b"：c', "a:b", "c")],
)  # fmt: skip
def test_a_word(text: str, word: str, example: str | None) -> None:
    assert read_word(text) == SkillWord(word=word, example=example)


def test_a_word_is_needed() -> None:
    assert read_word("  ") is None
    with pytest.raises(BadInput, match="skill_word"):
        read_word("：提案")


@given(SAID.filter(bool), SAID)
def test_a_word_is_read_as_it_is_written(word: str, example: str) -> None:
    said = SkillWord(word=word, example=example or None)
    assert read_word(write_word(said)) == said
