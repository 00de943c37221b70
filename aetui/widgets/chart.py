"""Bars over working days: where a moment lies on a strip of cells, and how a span is drawn there. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, datetime

from aetui.widgets.cells import Part, fit, width


class Axis:
    """`days` (ascending) side by side on `cells` cells; a day runs from minute `start` to `end` of its clock."""

    def __init__(self, days: Sequence[date], cells: int, start: int, end: int) -> None:
        self.days, self.cells = list(days), cells
        self._start, self._length = start, max(end - start, 1)

    @property
    def per_day(self) -> float:
        return self.cells / max(len(self.days), 1)

    def at(self, when: datetime) -> float:
        """Where that local moment lies, from 0 to `cells`; one outside the days lies at the nearest edge."""
        index = bisect_left(self.days, when.date())
        if index == len(self.days):
            return float(self.cells)
        share = 0.0
        if self.days[index] == when.date():
            share = min(max((when.hour * 60 + when.minute - self._start) / self._length, 0.0), 1.0)
        return (index + share) * self.per_day

    def heads(self, names: Sequence[tuple[date, str]]) -> str:
        """Names over the days they belong to; those that would run into each other are left out."""
        line, end = "", 0
        for day, name in names:
            start = round(self.days.index(day) * self.per_day)
            if start < end or start + width(name) > self.cells:
                continue
            line += " " * (start - width(line)) + name
            end = start + width(name) + 1
        return fit(line, self.cells)

    def bar(self, begin: datetime, end: datetime, style: str, now: datetime | None = None) -> list[Part]:
        """A span as a bar, at least a cell long, and a mark where `now` is unless the bar covers it."""
        first = min(int(self.at(begin)), self.cells - 1)
        last = min(max(round(self.at(end)), first + 1), self.cells)
        mark = int(self.at(now)) if now is not None and self.days and now.date() <= self.days[-1] else -1
        signs = [
            ("━", style) if first <= n < last else ("┊", "act") if n == mark else (" ", "") for n in range(self.cells)
        ]
        parts: list[Part] = []
        for sign, tone in signs:
            if parts and parts[-1][1] == tone:
                parts[-1] = (parts[-1][0] + sign, tone)
            else:
                parts.append((sign, tone))
        return parts
