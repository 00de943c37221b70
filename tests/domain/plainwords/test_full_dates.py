"""A full date with its year is the same on whatever day it is read; words that only begin like those of a clock stay."""

from __future__ import annotations

from datetime import timedelta

import pytest
from making import at, calendar

from aetui.domain.plainwords import find_time, speaks_of_time

NOW = at("11-23 09:30")
CAL = calendar()


@pytest.mark.parametrize("text", ["改周五前那版 {}", "{} 周五前", "明天下午3点 {}，两个工作日内", "by friday {}"])
@pytest.mark.parametrize("days", [0, 1, 5])
def test_of_several_a_full_date_wins(text: str, days: int) -> None:
    found = find_time(text.format("2026-12-02 11:00"), now=NOW + timedelta(days=days), cal=CAL)
    assert found is not None
    assert found.at == at("12-02 11:00")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("今天 整理竞品剪报", "今天"),
        ("明天整理样稿", "明天"),
        ("明天 上下游方案", "明天"),
        ("明天前后端联调", "明天"),
        ("下午3点整理样稿", "下午3点"),
        ("明天整个方案", "明天"),
        ("下午三点整", "下午三点整"),
        ("周五左右给稿", "周五左右"),
        ("明天3点上下", "明天3点上下"),
        ("tomorrow 3pm sharp", "tomorrow 3pm sharp"),
    ],
)
def test_words_that_begin_like_those_of_a_clock_stay(line: str, words: str) -> None:
    found = find_time(line, now=NOW, cal=CAL)
    assert found is not None
    assert found.text == words


@pytest.mark.parametrize("text", ["周五", "2020-01-01 给", "三天内", "by friday", "3点"])
def test_words_of_a_time_are_told_also_where_it_is_past(text: str) -> None:
    assert speaks_of_time(text)


@pytest.mark.parametrize("text", ["画面 16:9", "打样", "Final art", "预算30万"])
def test_what_is_no_time_is_none(text: str) -> None:
    assert not speaks_of_time(text)
