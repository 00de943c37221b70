"""Amounts of money in words: `￥12,000.50`."""

from __future__ import annotations

from decimal import Decimal

_SIGNS = {"CNY": "￥", "USD": "US$", "EUR": "€", "GBP": "£", "HKD": "HK$"}


def amount(value: Decimal, currency: str = "CNY") -> str:
    """An amount with its currency, in both languages: `￥12,000`, `-US$3.50`, `5,000 JPY`."""
    sign = "-" if value < 0 else ""
    said = f"{abs(value):,}"
    before = _SIGNS.get(currency)
    return f"{sign}{before}{said}" if before else f"{sign}{said} {currency}"
