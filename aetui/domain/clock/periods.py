"""Weeks, months, quarters and years by their names, as duties and reports call them: `2026-W48`, `2026-11`, `2026-Q4`,
`2026`. Arrow reckons their shifts; it takes 45 ms to import, so what a start or a quick command asks is told by names alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from aetui.domain.errors import BadInput
from aetui.domain.patterns import pattern

Frame = Literal["week", "month", "quarter", "year", "day"]

_NAMES: dict[Frame, re.Pattern[str]] = {
    "week": pattern(r"(\d{4})-?W(\d{1,2})", re.IGNORECASE),
    "month": pattern(r"(\d{4})-(\d{1,2})"),
    "quarter": pattern(r"(\d{4})-?Q([1-4])", re.IGNORECASE),
    "year": pattern(r"(\d{4})()"),
}
_BEGINS: dict[Frame, Callable[[int, int], date]] = {
    "week": lambda year, n: date.fromisocalendar(year, n, 1),
    "month": lambda year, n: date(year, n, 1),
    "quarter": lambda year, n: date(year, 3 * n - 2, 1),
    "year": lambda year, _: date(year, 1, 1),
}


_MONTHS = {"month": 1, "quarter": 3, "year": 12}


def week_of(day: date) -> str:
    """`2026-W48`."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def month_of(day: date) -> str:
    """`2026-11`."""
    return f"{day.year:04d}-{day.month:02d}"


def quarter_of(day: date) -> str:
    """`2026-Q4`."""
    return f"{day.year}-Q{(day.month + 2) // 3}"


_NAMED: dict[str, Callable[[date], str]] = {
    "week": week_of,
    "month": month_of,
    "quarter": quarter_of,
    "year": lambda day: f"{day.year}",
    "day": date.isoformat,
}


def period_of(frame: str, day: date) -> str:
    """The name of the week, month, quarter, year (or the day) that holds `day`."""
    return _NAMED[frame](day)


def after(period: str) -> str:
    """The week, month, quarter, year or day that follows. Raises BadInput (`period`)."""
    return _holding(period, span(period)[1] + timedelta(days=1))


def before(period: str) -> str:
    """The one before. Raises BadInput (`period`)."""
    return _holding(period, span(period)[0] - timedelta(days=1))


def _holding(period: str, day: date) -> str:
    """The period of the same kind that holds `day`."""
    return period_of(named(period)[0], day)


@lru_cache(1024)
def span(period: str) -> tuple[date, date]:
    """The first and the last day of a week, a month, a quarter, a year or a day. Raises BadInput (`period`)."""
    frame, begin = named(period)
    try:
        if frame not in _MONTHS:
            return begin, begin + timedelta(days=6 if frame == "week" else 0)
        months = begin.year * 12 + begin.month - 1 + _MONTHS[frame]
        return begin, date(months // 12, months % 12 + 1, 1) - timedelta(days=1)
    except (OverflowError, ValueError):  # the year 9999 has no end that can be reckoned
        raise BadInput("period", text=period) from None


def shifted(day: date, **by: int) -> date:
    """`day` so many `days`, `weeks`, `months`, `quarters` or `years` later, or earlier; in a shorter month its last day."""
    import arrow

    return arrow.get(day).shift(**by).date()  # type: ignore[arg-type]


def mondays(first: date, last: date) -> list[date]:
    """The Mondays of the weeks that touch the days from `first` to `last`."""
    import arrow

    return [
        begin.date() for begin, _ in arrow.Arrow.span_range("week", arrow.get(first).datetime, arrow.get(last).datetime)
    ]


def is_past(period: str, day: date) -> bool:
    """Whether a period ended before `day`: names of one kind sort as they follow. Raises BadInput (`period`)."""
    frame, begin = named(period)
    return period_of(frame, begin) < period_of(frame, day)


def named(period: str) -> tuple[Frame, date]:
    """What a name is of, and the first day of it. Raises BadInput (`period`)."""
    clean = period.strip()
    try:
        for frame, name in _NAMES.items():
            if found := name.fullmatch(clean):
                return frame, _BEGINS[frame](int(found[1]), int(found[2] or 1))
        return "day", date.fromisoformat(clean)
    except (ValueError, OverflowError):
        raise BadInput("period", text=period) from None
