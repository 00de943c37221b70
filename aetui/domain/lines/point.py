"""A point of an agenda: its words as they are typed (M2)."""

from __future__ import annotations

from collections.abc import Iterable

from aetui.domain.records import Point
from aetui.domain.text import cleaned, for_client


def read(line: str) -> Point | None:
    """None: nothing was typed."""
    text = " ".join(cleaned(line).split("\n")).strip()
    return Point(text=text) if text else None


def write(point: Point) -> str:
    return point.text


def counts(point: Point) -> bool:
    """Whether it says something: a remark of the house alone is kept, and is no point."""
    return bool(for_client(point.text).strip())


def any_counts(points: Iterable[Point]) -> bool:
    """Whether an agenda has a point: then it can be sent, and an inside meeting owes minutes."""
    return any(counts(point) for point in points)
