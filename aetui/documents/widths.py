"""How wide texts are on a page, and how a paper's head is laid by it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from aetui.domain.patterns import pattern

Fact = tuple[str, str]
_AIR = 1.2
"""A column beside one that is to be filled in is so much wider than its texts."""
HALF = 56.0
"""A fact of up to so many millimetres shares its line with another."""


_EM = 3.7
"""Millimetres of a Chinese letter in the size that papers are set in."""
_PARTS = ((".,:;'|!il ", 0.28), ("0123456789￥¥$", 0.56), ("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 0.68), ("mwMW%×", 0.85))
_SEAM = 0.25
"""A page sets so much between a Chinese letter and a Latin one or a figure beside it."""
_OF_EM = {sign: part for signs, part in _PARTS for sign in signs}


def millimetres(text: str) -> float:
    """How wide a text is as papers are set (10.5 points); of several lines the widest. An estimate to part a page by."""
    return max(map(_ems, text.split("\n"))) * _EM


def _ems(line: str) -> float:
    seams = sum(_letter(one) + _letter(two) == 3 for one, two in pairwise(line))
    return sum(1.0 if ord(c) > 0x2E80 else _OF_EM.get(c, 0.52) for c in line) + seams * _SEAM


def _letter(sign: str) -> int:
    """1: a Latin letter or a figure, 2: a Chinese letter; signs and spaces part by themselves."""
    return (2 if ord(sign) > 0x2E80 else 1) if sign.isalnum() else 0


WHOLE = 62.0
"""A cell of up to so many millimetres that holds a date or a telephone number is never broken."""
_FIGURES = pattern(r"(?<!\d)(?:19|20)\d\d(?!\d)|(?<!\d)\d{1,2}:\d\d(?!\d)|\d[\d -]{8,}\d")


def whole(text: str) -> bool:
    """Whether a cell stays in one line: a date or a number to call, with its time or words beside it."""
    return _FIGURES.search(text) is not None and millimetres(text) <= WHOLE


def shares(columns: Sequence[Sequence[str]], width: float, padding: float) -> list[float]:
    """Millimetres of `width` for each column: where all have room, in proportion (one that is to be filled in has what the others leave); else dates keep their width, what is short (a name)
    as long as it may, and the long ones part what is left."""
    naturals = _naturals(columns, padding)
    if sum(naturals) <= width and to_fill(columns):
        before = [natural * _AIR for natural in naturals[:-1]]
        if sum(before) + naturals[-1] <= width:
            return [*before, width - sum(before)]
    if sum(naturals) <= width:
        return [width * natural / sum(naturals) for natural in naturals]
    dates = [at for at, column in enumerate(columns) if any(map(whole, column)) and naturals[at] <= WHOLE + padding]
    if sum(naturals[at] for at in dates) > width * 0.8:
        dates = []
    found = {at: naturals[at] for at in dates}
    others = sorted((natural, at) for at, natural in enumerate(naturals) if at not in found)
    left = width - sum(found.values())
    for n, (natural, at) in enumerate(others):
        found[at] = min(natural, left / (len(others) - n))
        left -= found[at]
    return [found[at] for at in range(len(columns))]


def in_one_line(columns: Sequence[Sequence[str]], width: float, padding: float) -> bool:
    """Whether all cells have room beside each other."""
    return sum(_naturals(columns, padding)) <= width


def _naturals(columns: Sequence[Sequence[str]], padding: float) -> list[float]:
    return [max(map(millimetres, column), default=0) + padding for column in columns]


def to_fill(columns: Sequence[Sequence[str]]) -> bool:
    """Whether a table, each column with its head, is a form: nothing stands in its last column, which has all the room left."""
    return len(columns) > 1 and len(columns[-1]) > 1 and not any(columns[-1][1:])


def in_pairs(facts: Sequence[Fact], half: float = HALF) -> list[list[Fact]]:
    """The facts of a head in their order, two in a line where both are short: of up to `half` millimetres."""
    rows: list[list[Fact]] = []
    for fact in facts:
        short = millimetres(fact[1]) <= half
        if short and rows and len(rows[-1]) == 1 and millimetres(rows[-1][0][1]) <= half:
            rows[-1].append(fact)
        else:
            rows.append([fact])
    return rows
