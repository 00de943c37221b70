"""Names hide what they hold, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aetui.domain.names import Names


def hidden(text: str, *names: str) -> str:
    return Names(lambda: names).hidden(text).replace("\u25a1", "_")


@pytest.mark.parametrize(
    ("text", "names", "left"),
    [
        ("明天控股要的方案", ["明天控股"], "____要的方案"),
        ("明天给明天控股", ["明天控股"], "明天给____"),
        ("明天控股和明天", ["明天控股", "控股和"], "____和明天"),
        ("Friday Media by Friday", ["Friday Media"], "____________ by Friday"),
        ("friday media by friday", ["Friday Media"], "____________ by friday"),
        ("may I ask May by May 5", ["May"], "may I ask ___ by ___ 5"),
        ("Sunday with Sun", ["Sun"], "Sunday with ___"),
        ("张三点头", ["张三"], "__点头"),
        ("三点", ["三"], "三点"),
        ("İ明天控股", ["明天控股"], "İ____"),
        ("什么都没有", ["", "  "], "什么都没有"),
    ],
)
def test_a_name_hides_what_it_holds(text: str, names: list[str], left: str) -> None:
    assert hidden(text, *names) == left


@given(st.text(max_size=40), st.lists(st.text(max_size=6), max_size=5))
def test_the_text_stays_as_long_as_it_was(text: str, names: list[str]) -> None:
    assert len(hidden(text, *names)) == len(text)


def test_names_are_asked_for_when_a_text_is_looked_at_and_once() -> None:
    asked: list[int] = []

    def source() -> list[str]:
        asked.append(1)
        return ["明天控股"]

    names = Names(source)
    assert asked == []
    names.hidden("甲")
    names.hidden("乙")
    assert asked == [1]
