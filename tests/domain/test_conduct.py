"""N5 as a hint."""

from __future__ import annotations

import pytest

from aetui.domain.conduct import meal_or_gift


@pytest.mark.parametrize(
    "text", ["周五请陈小姐吃饭", "宴请林总 2000", "送了红包", "took her to dinner", "a gift for Chen"]
)
def test_a_meal_or_a_gift(text: str) -> None:
    assert meal_or_gift(text)


@pytest.mark.parametrize(
    "text", ["请周五前给", "礼盒海报", "食品吃法说明", "gifted photographer", "treatment", "午饭后再打"]
)
def test_what_only_looks_so(text: str) -> None:
    assert not meal_or_gift(text)
