"""A line of a plan as typed: what, when, how much."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import at, calendar

from aetui.domain.clock.periods import span
from aetui.domain.errors import BadInput
from aetui.domain.lines import plan
from aetui.domain.lines.plan import TypedLine
from aetui.domain.records import PlanLine

NOW = at("11-24 10:00")


def read(text: str, period: str = "2026-12") -> TypedLine:
    return plan.read(text, period=period, now=NOW, cal=calendar())


def day(words: str | None) -> date | None:
    return date.fromisoformat(words if words and words.count("-") == 2 else f"2026-{words}") if words else None


@pytest.mark.parametrize(
    ("line", "what", "amount", "currency", "start", "end"),
    [
        ("电视 15秒 12/1到12/15 200000", "电视 15秒", "200000", None, "12-01", "12-15"),
        ("Elevator posters 1 Dec to 15 Dec 80000", "Elevator posters", "80000", None, "12-01", "12-15"),
        ("电梯海报12月1日到15日 8万", "电梯海报", "80000", None, "12-01", "12-15"),
        ("12/5到12/6 周末加播 900", "周末加播", "900", None, "12-05", "12-06"),
        ("Poster Dec 1-15 US$ 12.5", "Poster", "12.5", "USD", "12-01", "12-15"),
        ("Radio 1–20 Dec 900", "Radio", "900", None, "12-01", "12-20"),
        ("刊登 5号到8号 ￥1,200.50", "刊登", "1200.50", "CNY", "12-05", "12-08"),
        ("报纸 1/2版面 12/3 3万", "报纸 1/2版面", "30000", None, "12-03", "12-03"),
        ("户外：￥12万", "户外", "120000", "CNY", None, None),
        ("杂志=8000", "杂志", "8000", None, None, None),
        ("电台 12/1 - 12/20 早间 3000 USD", "电台 早间", "3000", "USD", "12-01", "12-20"),
        ("电视 晚间 19:00-19:30 ￥ 5000", "电视 晚间 19:00-19:30", "5000", "CNY", None, None),
        ("外拍 12/1到12/15，含车：5万", "外拍，含车", "50000", None, "12-01", "12-15"),
        ("月底 收尾 100", "收尾", "100", None, "12-31", "12-31"),
        ("下周 投放 100", "投放", "100", None, "11-30", "12-04"),
        ("跨月 11/20到12/5 100", "跨月", "100", None, "11-20", "12-05"),
        ("跨年 12/20到1/5 100", "跨年", "100", None, "12-20", "2027-01-05"),
        ("全年框架 20 万", "全年框架", "200000", None, None, None),
        ("15秒 2条 500", "15秒 2条", "500", None, None, None),
        # A month by its name, and amounts as they are said.
        ("TV December 105k", "TV", "105000", None, "12-01", "12-31"),
        ("TV 105K dec", "TV", "105000", None, "12-01", "12-31"),
        ("TV Dec. US$1.2m", "TV", "1200000", "USD", "12-01", "12-31"),
        ("电视 十二月 10.5万", "电视", "105000", None, "12-01", "12-31"),
        ("礼盒 12/10 4万5", "礼盒", "45000", None, "12-10", "12-10"),
        ("电视 12月份 三万二", "电视", "32000", None, "12-01", "12-31"),
        ("4K 大屏 12月 3m", "4K 大屏", "3000000", None, "12-01", "12-31"),
        ("You may march 300", "You may march", "300", None, None, None),
        ("December 900", "December", "900", None, None, None),
        # A discount takes off: a minus at the amount, or the words say so.
        ("年框返点 -5000", "年框返点", "-5000", None, None, None),
        ("返点 12/1到12/15 －3万", "返点", "-30000", None, "12-01", "12-15"),
        ("返点 −1,200.50", "返点", "-1200.50", None, None, None),
        ("返点：-￥5000", "返点", "-5000", "CNY", None, None),
        ("返点 ￥-5000", "返点", "-5000", "CNY", None, None),
        ("返点 -￥ 5000", "返点", "-5000", "CNY", None, None),
        ("Bonus -3000 USD", "Bonus", "-3000", "USD", None, None),
        ("Bonus US$-12.5", "Bonus", "-12.5", "USD", None, None),
        ("折扣 5000", "折扣", "-5000", None, None, None),
        ("媒体折扣 12/5 5000", "媒体折扣", "-5000", None, "12-05", "12-05"),
        ("电视 折扣：5000", "电视 折扣", "-5000", None, None, None),
        ("Volume Discount 5000 USD", "Volume Discount", "-5000", "USD", None, None),
        ("折扣 -5000", "折扣", "-5000", None, None, None),
        ("discount posters 5000", "discount posters", "5000", None, None, None),
        ("折扣店海报 5000", "折扣店海报", "5000", None, None, None),
        ("取消的折扣 +5000", "取消的折扣", "5000", None, None, None),
        ("电视 +5000", "电视", "5000", None, None, None),
        # A dash that stands alone parts, and takes nothing off.
        ("电视 - 5000", "电视", "5000", None, None, None),
        ("TV – 5000", "TV", "5000", None, None, None),
    ],
)  # fmt: skip
def test_taken_apart(
    line: str, what: str, amount: str, currency: str | None, start: str | None, end: str | None
) -> None:
    assert read(line) == TypedLine(what, Decimal(amount), currency, day(start), day(end))


@pytest.mark.parametrize(
    "line",
    [
        "",
        "200000",
        "电视",
        "电视 12/1",
        "新闻 18:30",
        "电视 0",
        "12/1到12/5 200",
        "2 500 x",
        "-5000",
        "电视 -0",
        "电视 --5",
        "电视 -+5",
        "电视 - -",
        "电视-5000",
    ],
)
def test_what_is_no_line(line: str) -> None:
    with pytest.raises(BadInput) as refused:
        read(line)
    assert refused.value.key == "plan.line"


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("11月", "11-01", "11-30"),
        ("Oct to Dec", "10-01", "12-31"),
        ("10-12月", "10-01", "12-31"),
        ("10月到11月", "10-01", "11-30"),
        ("October–November", "10-01", "11-30"),
        ("十月至十二月", "10-01", "12-31"),
    ],
)
def test_months_of_a_quarter(words: str, start: str, end: str) -> None:
    for line in (f"TV {words} 300", f"TV 300 {words}"):
        assert read(line, "2026-Q4") == TypedLine("TV", Decimal(300), None, day(start), day(end)), line


@pytest.mark.parametrize("line", ["电视 3/1到3/5 100", "电视 2027-12-01 100", "Radio 1-5 Jun 100"])
def test_days_of_another_period_are_refused(line: str) -> None:
    with pytest.raises(BadInput) as refused:
        read(line)
    assert (refused.value.key, refused.value.args_["period"]) == ("plan.outside", "2026-12")


def test_days_belong_to_the_period_also_when_they_are_past() -> None:
    assert read("电视 11/3到11/5 10", "2026-11").start == date(2026, 11, 3)
    assert read("电视 10/1到10/7 10", "2026-Q4").end == date(2026, 10, 7)
    assert read("电视 1/3到1/5 10", "2027-01").start == date(2027, 1, 3)
    assert read("电视 2/27到3/2 10", "2024-02").end == date(2024, 3, 2)


WORDS = st.text(st.sampled_from("电视报纸海报网络户外abcXYZ[]<>*|"), min_size=1, max_size=12)
PERIODS = st.builds("{0}-{1:02d}".format, st.integers(2020, 2035), st.integers(1, 12))
AMOUNTS = st.decimals(Decimal("0.01"), Decimal(10) ** 9, places=2)


@given(
    WORDS | st.sampled_from(["折扣", "媒体折扣", "Volume discount", "discount", "折扣店"]),
    PERIODS,
    st.integers(0, 40),
    st.integers(0, 40),
    st.booleans(),
    AMOUNTS.flatmap(lambda amount: st.sampled_from([amount, -amount])),
    st.sampled_from(["CNY", "USD", "JPY"]),
)
def test_a_line_can_be_typed_again(
    what: str, period: str, first: int, length: int, dated: bool, amount: Decimal, currency: str
) -> None:
    begin, last = span(period)
    start = min(begin.fromordinal(begin.toordinal() + first), last)
    end = start.fromordinal(start.toordinal() + length)
    line = PlanLine(id="x", what=what, amount=amount, start=start if dated else None, end=end if dated else None)
    again = read(plan.write(line, currency), period)
    assert (again.what, again.amount, again.start, again.end) == (what, amount, line.start, line.end)
    assert again.currency in (currency, None)


@given(st.text(max_size=40), PERIODS)
def test_any_text_is_read_or_refused(text: str, period: str) -> None:
    try:
        line = read(text, period)
    except BadInput:
        return
    assert line.what.strip()
    assert line.amount != 0
    first, last = span(period)
    if line.start and line.end:
        assert line.start <= line.end
        assert line.start <= last
        assert line.end >= first
