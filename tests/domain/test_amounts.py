"""Amounts as typed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aetui.domain.amounts import Money, read_money
from aetui.domain.errors import BadInput


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("12000", "12000", "CNY"),
        ("12,000.50", "12000.50", "CNY"),
        ("￥3万", "30000", "CNY"),
        ("1.5万元", "15000", "CNY"),
        ("8 000", "8000", "CNY"),
        ("５００", "500", "CNY"),
        ("人民币 8000", "8000", "CNY"),
        ("US$ 12.5", "12.5", "USD"),
        ("3000 usd", "3000", "USD"),
        ("€99", "99", "EUR"),
        ("500港币", "500", "HKD"),
        ("三十万", "300000", "CNY"),
        ("三万", "30000", "CNY"),
        ("两千五百元", "2500", "CNY"),
        ("￥一亿零三万", "100030000", "CNY"),
        # The last figure alone counts by the tenth of the sign before it.
        ("4万5", "45000", "CNY"),
        ("3万2", "32000", "CNY"),
        ("3千5", "3500", "CNY"),
        ("4万5千", "45000", "CNY"),
        ("4万500", "40500", "CNY"),
        ("1亿5000万", "150000000", "CNY"),
        ("三万二", "32000", "CNY"),
        ("两百五", "250", "CNY"),
        ("三万零二", "30002", "CNY"),
        ("二十五万", "250000", "CNY"),
        # As they are said in English.
        ("105k", "105000", "CNY"),
        ("10.5K", "10500", "CNY"),
        ("12k USD", "12000", "USD"),
        ("US$1.2m", "1200000", "USD"),
        ("3.5 million", "3500000", "CNY"),
        ("500 MOP", "500", "MOP"),
    ],
)
def test_amounts_are_exact(text: str, amount: str, currency: str) -> None:
    assert read_money(text) == Money(Decimal(amount), currency)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "三",
        "十",
        "万达",
        "三千里",
        "12kg",
        "5mm",
        "k",
        "4万45",
        "1.5万5",
        "5千4万",
        "-5",
        "0",
        "nan",
        "inf",
        "1e400",
        "1.2.3",
        "[b]",
        "￥5 USD",
        "5 XXX",
        "9" * 20,
    ],
)
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(BadInput) as mistake:
        read_money(text)
    assert mistake.value.args_["text"] == text


@given(st.decimals(min_value="0.01", max_value="999999999", places=2))
def test_what_is_written_is_read(value: Decimal) -> None:
    assert read_money(f"{value:,}").amount == value


@given(st.text(max_size=12))
def test_nothing_else_is_raised(text: str) -> None:
    try:
        found = read_money(text)
    except BadInput:
        return
    assert found.amount > 0


@given(st.integers(1, 9_999_999))
def test_an_amount_is_the_same_in_signs_and_in_figures(value: int) -> None:
    myriads, rest = divmod(value, 10_000)
    said = f"{myriads}万" if myriads else ""
    if not rest or rest >= 100:
        assert read_money(f"{said}{rest or ''}").amount == value
    if myriads and rest % 1000 == 0 and rest:
        assert read_money(f"{said}{rest // 1000}").amount == value
