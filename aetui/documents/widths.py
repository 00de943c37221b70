"""How wide texts are on a page, and how a paper's head is laid by it."""

from __future__ import annotations

from collections.abc import Sequence

Fact = tuple[str, str]
_HALF = 56.0
"""A fact of up to so many millimetres shares its line with another."""


_EM = 3.7
"""Millimetres of a Chinese letter in the size that papers are set in."""
_PARTS = ((".,:;'|!il ", 0.28), ("0123456789￥¥$", 0.56), ("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 0.68), ("mwMW%×", 0.85))
_OF_EM = {sign: part for signs, part in _PARTS for sign in signs}


def millimetres(text: str) -> float:
    """How wide a text is as papers are set (10.5 points); of several lines the widest. An estimate to part a page by."""
    lines = ([1.0 if ord(c) > 0x2E80 else _OF_EM.get(c, 0.52) for c in line] for line in text.split("\n"))
    return max((sum(parts) for parts in lines), default=0) * _EM


def in_pairs(facts: Sequence[Fact]) -> list[list[Fact]]:
    """The facts of a head in their order, two in a line where both are short."""
    rows: list[list[Fact]] = []
    for fact in facts:
        short = millimetres(fact[1]) <= _HALF
        if short and rows and len(rows[-1]) == 1 and millimetres(rows[-1][0][1]) <= _HALF:
            rows[-1].append(fact)
        else:
            rows.append([fact])
    return rows
