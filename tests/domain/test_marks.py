"""What a line is called."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aetui.domain.marks import headline
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


@given(st.text(st.sampled_from("a b海报,，…"), max_size=90), st.integers(4, 60))
def test_a_title_keeps_its_room(text: str, limit: int) -> None:
    assert width(headline(text, limit=limit)) <= limit + 1
    assert headline(text) == headline(text, limit=48)
