"""How a page's width is parted: what holds a date stays in one line in every language, whatever stands beside it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aetui.documents.widths import millimetres, shares, whole
from aetui.locales import LANGS, Texts
from aetui.locales.dates import day_full

WIDTH, PADDING = 166.0, 4.0
BEGIN = datetime.fromisoformat("2026-01-01T00:00:00+08:00")


@given(
    lang=st.sampled_from(LANGS),
    minutes=st.integers(min_value=0, max_value=525_600),
    beside=st.lists(st.text("提案会发出工作进度表 abc", max_size=60), min_size=1, max_size=2),
)
def test_a_date_keeps_its_line(lang: str, minutes: int, beside: list[str]) -> None:
    at = BEGIN + timedelta(minutes=minutes)
    said = f"{day_full(Texts(lang), at.date())}, {at:%H:%M}"
    assert whole(said)
    columns = [["2611-001"], [said], *([text] for text in beside)]
    found = shares(columns, WIDTH, PADDING)
    assert sum(found) <= WIDTH + 0.01
    assert found[1] >= millimetres(said) + PADDING - 0.01


def test_times_and_numbers_to_call_keep_their_line_in_a_crowded_table() -> None:
    """A handover's row of seven: `11/23 1` and `8:00` stood in two lines, and a telephone number in two halves."""
    what, do = "周一电话：报告进度，问有无指示", "照进度表跟，客户不同意就改期再报"
    columns = [[what], ["小周 ✓"], ["周一 11/23 18:00"], [do], [do], ["陈小姐 13900001111"], ["Z:/梅林/海报/定稿"]]
    found = shares(columns, WIDTH, PADDING)
    assert sum(found) <= WIDTH + 0.01
    for at in (2, 5):
        assert found[at] >= millimetres(columns[at][0]) + PADDING - 0.01
    assert not whole("2611-001 催小李：文案")  # a card's number is neither


@pytest.mark.parametrize(
    "columns", [[["长" * 90]], [["长" * 90], ["短"]], [[""], [""]], [["2026年11月19日 周四 18:00"] * 2] * 5]
)
def test_no_page_is_wider_than_it_is(columns: list[list[str]]) -> None:
    found = shares(columns, WIDTH, PADDING)
    assert sum(found) <= WIDTH + 0.01
    assert all(share > 0 for share in found)


def test_the_air_between_chinese_and_figures_counts() -> None:
    assert millimetres("2026年11月") > millimetres("2026") + millimetres("年") + millimetres("11") + millimetres("月")
    assert millimetres("") == 0
    assert millimetres("a\n长长") == millimetres("长长")
