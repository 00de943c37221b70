"""Weeks and months by their names: `2026-W48`, `2026-11`, as recurring duties and reports call them."""

from __future__ import annotations

import re
from datetime import date, timedelta

from aetui.domain.errors import BadInput

_WEEK = re.compile(r"(\d{4})-?W(\d{1,2})", re.IGNORECASE)
_MONTH = re.compile(r"(\d{4})-(\d{1,2})")


def week_of(day: date) -> str:
    """`2026-W48`."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def month_of(day: date) -> str:
    """`2026-11`."""
    return f"{day:%Y-%m}"


def span(period: str) -> tuple[date, date]:
    """The first and the last day of a week, a month or a day. Raises BadInput (`period`)."""
    clean = period.strip()
    try:
        if found := _WEEK.fullmatch(clean):
            monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
            return monday, monday + timedelta(days=6)
        if found := _MONTH.fullmatch(clean):
            first = date(int(found[1]), int(found[2]), 1)
            return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        day = date.fromisoformat(clean)
    except (ValueError, OverflowError):
        raise BadInput("period", text=period) from None
    return day, day
