"""Hints: what never blocks, and is said on the screen and in the shell alike (domain.md, gates and hints).

Each is a sign: `n1` a promise made on the spot, `n5` a meal or a gift. What is said of it stands in the catalogue, as `phone.SIGN` where
a key mends it, as `hint.SIGN` in the shell.
"""

from __future__ import annotations

from aetui.domain.conduct import meal_or_gift
from aetui.domain.records import Item


def of_item(item: Item) -> list[str]:
    """What an item that was just noted hints at."""
    return [*(["n1"] if item.mark == ">" and item.done is None else []), *of_line(item.text)]


def of_line(text: str) -> list[str]:
    """What words alone hint at, of an item or a money line."""
    return ["n5"] if meal_or_gift(text) else []
