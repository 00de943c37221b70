"""Amounts of money as they are typed: exact decimals with a currency (R8)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

import msgspec

from aetui.domain.errors import BadInput
from aetui.domain.patterns import pattern

HOME = "CNY"
"""The currency where none is said."""

LIMIT = Decimal(10) ** 12
_SIGNS = {
    "¥": "CNY",
    "元": "CNY",
    "块": "CNY",
    "RMB": "CNY",
    "人民币": "CNY",
    "US$": "USD",
    "$": "USD",
    "美元": "USD",
    "€": "EUR",
    "欧元": "EUR",
    "£": "GBP",
    "英镑": "GBP",
    "HK$": "HKD",
    "港币": "HKD",
    "港元": "HKD",
    "日元": "JPY",
}
_CODES = frozenset({"CNY", "USD", "EUR", "GBP", "HKD", "JPY", "TWD", "MOP", "SGD", "AUD", "CHF", "KRW"})
_TIMES = {"百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_LETTERS = {"k": 1000, "thousand": 1000, "m": 1_000_000, "mn": 1_000_000, "mil": 1_000_000, "million": 1_000_000}
_LETTERS |= {"bn": 1_000_000_000, "billion": 1_000_000_000}
_DIGITS = "零一二三四五六七八九"
_SMALL = {"十": 10, "百": 100, "千": 1000}
_ONE = "[零一二两三四五六七八九]"
_UNDER = rf"(?:{_ONE}千)?(?:零?{_ONE}百)?(?:零?{_ONE}?十)?(?:零?{_ONE})?"
_WORDS = pattern(rf"(\D*?)(?=[一二两三四五六七八九十].*[百千万亿])((?:{_UNDER}亿)?(?:零?{_UNDER}万)?{_UNDER})(\D*)")
"""A number in words, with what stands before and behind it (a currency)."""
_ANY_CODE = "|".join(sorted(_CODES))
_LATIN = "|".join(sorted(_LETTERS, key=len, reverse=True))
_PARTS = pattern(
    rf"(\D*?)([\d.,]+)(?:(?P<letters>{_LATIN})(?=[^a-z]|(?:rmb|{_ANY_CODE})?$)|(?P<more>[百千万亿](?:\d+[百千万亿])*)(?P<rest>\d*))?(\D*)",
    re.IGNORECASE,
)
_MORE = pattern(r"(\d*)([百千万亿])")
_MAY_BE_A_SIZE = pattern(r"\d+(?:\.\d+)?m|\d+M|(?:2|4|5|6|8|10|12|16)K")
"""Metres, megabytes (or 3M), and how many pixels a picture has: amounts only where nothing else can stand."""


class Money(msgspec.Struct, frozen=True):
    """An exact amount in an ISO 4217 currency."""

    amount: Decimal
    currency: str = HOME


def read_money(text: str) -> Money:
    """An amount as typed: `12000`, `12,000.50`, `￥3万`, `4万5` (45,000), `三十万`, `105k`, `1.2m`, `3000 USD`, `US$ 12.5`. Raises BadInput
    (`amount`)."""
    clean = unicodedata.normalize("NFKC", text).strip().replace(" ", "")
    clean = in_figures(clean) or clean
    found = _PARTS.fullmatch(clean)
    if found is None:
        raise BadInput("amount", text=text)
    said = [_currency(word, text) for word in (found[1], found[found.re.groups]) if word]
    try:
        amount = _counted(found)
    except InvalidOperation:
        raise BadInput("amount", text=text) from None
    if len(set(said)) > 1 or not 0 < amount < LIMIT:
        raise BadInput("amount", text=text)
    whole = amount == amount.to_integral_value()
    return Money(amount.quantize(Decimal(1)) if whole else amount, said[0] if said else HOME)


def names_currency(text: str) -> bool:
    """Whether the words of an amount say its currency: `￥3万`, `3000 USD`; not `105k`."""
    clean = unicodedata.normalize("NFKC", text).replace(" ", "")
    found = _PARTS.fullmatch(in_figures(clean) or clean)
    return found is not None and bool(found[1].strip("+-") or found[found.re.groups])


def _counted(found: re.Match[str]) -> Decimal:
    """`4万`, `4万5千`, and the last figure alone, which counts by the tenth of the sign before it: `4万5`. Raises InvalidOperation."""
    head, more, rest = Decimal(found[2].replace(",", "")), found["more"], found["rest"] or ""
    if not more:
        return head * _LETTERS.get((found["letters"] or "").lower(), 1)
    total, last = Decimal(), 10 * max(_TIMES.values())
    for digits, sign in _MORE.findall(found[2].replace(",", "") + more if "." not in found[2] else more):
        if _TIMES[sign] >= last or (total and Decimal(digits) * _TIMES[sign] >= last):
            raise InvalidOperation
        last = _TIMES[sign]
        total += (Decimal(digits) if digits else head) * last
    if rest and "." in found[2]:
        raise InvalidOperation
    if len(rest) == 1:
        return total + Decimal(rest) * last / 10
    if len(rest) == 2 or (rest and int(rest) >= last):
        raise InvalidOperation
    return total + Decimal(rest or 0)


def may_be_a_size(word: str) -> bool:
    """Whether a word that reads as an amount may be none: `3m`, `4K`."""
    return _MAY_BE_A_SIZE.fullmatch(word) is not None


def in_figures(text: str) -> str | None:
    """`三十万`, `两千五百元`: with its number in figures. None: no number in words that has a unit (a bare 三 counts, or names)."""
    found = _WORDS.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if found is None:
        return None
    whole = part = digit = 0
    by = 1
    """What a last figure counts by: 三万二 is 32,000, 三万零二 30,002."""
    for sign in found[2]:
        by = 1 if sign == "零" else by if sign in _DIGITS or sign == "两" else _TIMES.get(sign, 10) // 10
        if sign in _DIGITS:
            digit = _DIGITS.index(sign)
        elif sign == "两":
            digit = 2
        elif sign in _SMALL:
            part += (digit or 1) * _SMALL[sign]
            digit = 0
        else:
            times = _TIMES[sign]
            whole = (whole + part + digit) * times if times > whole else whole + (part + digit) * times
            part = digit = 0
    return f"{found[1]}{whole + part + digit * by}{found[3]}"


def is_currency(word: str) -> bool:
    """Whether a word by itself is a currency's sign, code or name."""
    return _SIGNS.get(word.upper(), word.upper()) in _CODES


def by_currency(amounts: Iterable[tuple[Decimal, str]]) -> list[str]:
    """Sums as text, one for each currency, in the order in which they come: `26,000`, `300 USD`."""
    sums: dict[str, Decimal] = {}
    for amount, currency in amounts:
        sums[currency] = sums.get(currency, Decimal()) + amount
    return [f"{total:,}" if currency == HOME else f"{total:,} {currency}" for currency, total in sums.items()]


def says_discount(what: str) -> bool:
    """Whether words name a discount by their last one: `折扣`, `年框折扣`, `volume discount`; not `discount posters`."""
    last = next(reversed(what.split()), "").casefold()
    return last == "discount" or last.endswith("折扣")


def _currency(word: str, text: str) -> str:
    found = _SIGNS.get(word.upper(), word.upper())
    if found not in _CODES:
        raise BadInput("amount", text=text)
    return found
