"""Ids in the order of time."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator
from datetime import datetime
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


class TimeIndex:
    """Ids sorted by a moment each; those of one moment by a number, where one is given. Adding and removing cost O(log n) and a move of pointers; the first
    filling is sorted once, when it is first read."""

    __slots__ = ("_keys", "_sorted")

    def __init__(self) -> None:
        self._keys: list[tuple[float, int, str]] = []
        self._sorted = False

    def __len__(self) -> int:
        return len(self._keys)

    def add(self, at: datetime, key: str, n: int = 0) -> None:
        if self._sorted:
            insort(self._keys, (at.timestamp(), n, key))
        else:
            self._keys.append((at.timestamp(), n, key))

    def remove(self, at: datetime, key: str, n: int = 0) -> None:
        entry = (at.timestamp(), n, key)
        place = bisect_left(self._in_order(), entry)
        if place < len(self._keys) and self._keys[place] == entry:
            del self._keys[place]

    def since(self, start: datetime) -> Iterator[str]:
        """Ids at or after `start`, oldest first."""
        keys = self._in_order()
        return (key for _, _, key in keys[bisect_left(keys, (start.timestamp(),)) :])

    def between(self, start: datetime, end: datetime) -> Iterator[str]:
        """Ids in [start, end), oldest first."""
        keys = self._in_order()
        low, high = bisect_left(keys, (start.timestamp(),)), bisect_left(keys, (end.timestamp(),))
        return (key for _, _, key in keys[low:high])

    def before(self, end: datetime) -> Iterator[str]:
        """Ids before `end`, newest first."""
        keys = self._in_order()
        return (keys[i][2] for i in range(bisect_left(keys, (end.timestamp(),)) - 1, -1, -1))

    def first_since(self, start: datetime) -> str | None:
        """The first id at or after `start`."""
        keys = self._in_order()
        place = bisect_left(keys, (start.timestamp(),))
        return keys[place][2] if place < len(keys) else None

    def _in_order(self) -> list[tuple[float, int, str]]:
        if not self._sorted:
            self._keys.sort()
            self._sorted = True
        return self._keys


class Activity:
    """Moments at which something happened; answers whether anything did in a span."""

    __slots__ = ("_sorted", "_times")

    def __init__(self) -> None:
        self._times: list[float] = []
        self._sorted = False

    def add(self, at: float) -> None:
        if self._sorted:
            insort(self._times, at)
        else:
            self._times.append(at)

    def remove(self, at: float) -> None:
        times = self._in_order()
        place = bisect_left(times, at)
        if place < len(times) and times[place] == at:
            del times[place]

    def any_between(self, start: datetime, end: datetime) -> bool:
        """Whether anything happened in [start, end)."""
        times = self._in_order()
        place = bisect_left(times, start.timestamp())
        return place < len(times) and times[place] < end.timestamp()

    def _in_order(self) -> list[float]:
        if not self._sorted:
            self._times.sort()
            self._sorted = True
        return self._times


def line_of(lines: dict[str, TimeIndex], key: str) -> TimeIndex:
    """The line of that key; an empty one where there was none."""
    found = lines.get(key)
    if found is None:
        found = lines[key] = TimeIndex()
    return found


def drop_from(index: dict[K, dict[str, V]], key: K, record_id: str) -> None:
    """Take a record out of an index; a key that holds none goes."""
    held = index.get(key)
    if held is not None:
        held.pop(record_id, None)
        if not held:
            del index[key]
