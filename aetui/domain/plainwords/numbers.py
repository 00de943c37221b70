"""Chinese numerals: 三, 十五, 二十八, 两百, 二〇二六."""

from __future__ import annotations

DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2}
TENS = {"十": 10, "百": 100, "千": 1000}
LARGE = "万亿"
NUMERALS = frozenset((*DIGITS, *TENS, *LARGE))
_LONGEST = 7  # 九百九十九 is five; what is longer is no number of a time


def value(text: str) -> int | None:
    """The number that the numerals say; None where they say none (三四, 三万, 十十)."""
    if not text or len(text) > _LONGEST or any(c in LARGE for c in text):
        return None
    if all(c in DIGITS for c in text):
        return _spelled(text)
    total, digit, unit = 0, None, 10_000
    for c in text:
        if c in DIGITS:
            if digit not in (None, 0):
                return None
            digit = DIGITS[c]
            continue
        if TENS[c] >= unit or digit == 0:
            return None
        unit = TENS[c]
        total += (1 if digit is None else digit) * unit
        digit = None
    return total + (digit or 0)


def _spelled(text: str) -> int | None:
    """Digits one by one: a single one, 零五 as in 三点零五, or a year of four."""
    if len(text) == 1 or len(text) == 4 or (len(text) == 2 and text[0] == "零"):
        return int("".join(str(DIGITS[c]) for c in text))
    return None
