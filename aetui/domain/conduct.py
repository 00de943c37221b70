"""五不, as a hint at the moment of typing: it never blocks (N5; N1 is asked of each promise)."""

from __future__ import annotations

import re

from aetui.domain.patterns import pattern

_MEALS_AND_GIFTS = pattern(
    r"请客|宴请|饭局|吃饭|请.{0,4}吃|红包|礼品|礼物|送礼|购物卡|回扣|\b(?:dinner|lunch|gifts?|kickback|treat(?:ed|s)? (?:him|her|them|me|us))\b",
    re.IGNORECASE,
)


_WORDS = ("请", "饭局", "吃饭", "红包", "礼", "购物卡", "回扣", "dinner", "lunch", "gift", "kickback", "treat")
"""One of these stands in every text that the pattern finds."""


def meal_or_gift(text: str) -> bool:
    """Whether a line speaks of a meal or a gift: 不请餐及被请 (N5)."""
    lower = text.casefold()
    if not any(word in lower for word in _WORDS):
        return False  # most: no pattern is compiled for them
    return _MEALS_AND_GIFTS.search(text) is not None
