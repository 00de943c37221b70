"""Weeks, months, quarters and years by their names, as duties and reports call them: `2026-W48`, `2026-11`, `2026-Q4`,
`2026`."""

from __future__ import annotations

import re
from datetime import date, timedelta

from aetui.domain.errors import BadInput
from aetui.domain.patterns import pattern

_WEEK = pattern(r"(\d{4})-?W(\d{1,2})", re.IGNORECASE)
_MONTH = pattern(r"(\d{4})-(\d{1,2})")
_QUARTER = pattern(r"(\d{4})-?Q([1-4])", re.IGNORECASE)
_YEAR = pattern(r"\d{4}")


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


def after(period: str) -> str:
    """The week, month, quarter, year or day that follows. Raises BadInput (`period`)."""
    return _named(period, span(period)[1] + timedelta(days=1))


def before(period: str) -> str:
    """The one before. Raises BadInput (`period`)."""
    return _named(period, span(period)[0] - timedelta(days=1))


def _named(like: str, day: date) -> str:
    """The period of the same kind as `like` that holds `day`."""
    clean = like.strip()
    if _WEEK.fullmatch(clean):
        return week_of(day)
    if _QUARTER.fullmatch(clean):
        return quarter_of(day)
    if _MONTH.fullmatch(clean):
        return month_of(day)
    return f"{day.year}" if _YEAR.fullmatch(clean) else day.isoformat()


def span(period: str) -> tuple[date, date]:
    """The first and the last day of a week, a month, a quarter, a year or a day. Raises BadInput (`period`)."""
    clean = period.strip()
    try:
        if found := _WEEK.fullmatch(clean):
            monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
            return monday, monday + timedelta(days=6)
        if found := _MONTH.fullmatch(clean):
            first = date(int(found[1]), int(found[2]), 1)
            return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        if found := _QUARTER.fullmatch(clean):
            month = 3 * int(found[2])
            return date(int(found[1]), month - 2, 1), span(f"{found[1]}-{month}")[1]
        if _YEAR.fullmatch(clean):
            return date(int(clean), 1, 1), date(int(clean), 12, 31)
        day = date.fromisoformat(clean)
    except (ValueError, OverflowError):
        raise BadInput("period", text=period) from None
    return day, day
