"""How wide texts are on a page, and how a paper's head is laid by it."""

from __future__ import annotations

from collections.abc import Sequence

Fact = tuple[str, str]
_HALF = 34
"""A fact of up to so many Latin letters shares its line with another."""


def size(text: str) -> int:
    """How wide a text is, in Latin letters: a Chinese one is two; of several lines the widest."""
    return max((sum(2 if ord(char) > 0x2E80 else 1 for char in line) for line in text.split("\n")), default=0)


def in_pairs(facts: Sequence[Fact]) -> list[list[Fact]]:
    """The facts of a head in their order, two in a line where both are short."""
    rows: list[list[Fact]] = []
    for fact in facts:
        short = size(fact[1]) <= _HALF
        if short and rows and len(rows[-1]) == 1 and size(rows[-1][0][1]) <= _HALF:
            rows[-1].append(fact)
        else:
            rows.append([fact])
    return rows
