"""A week or a day of the desk: its name, its moments, and the records from then on."""

from __future__ import annotations

from datetime import datetime

from aetui.desk.core import RECENT, Desk
from aetui.domain.book import Book
from aetui.domain.clock.periods import span, week_of
from aetui.domain.errors import BadInput


def week_named(desk: Desk, period: str | None, now: datetime) -> str:
    """The week of that name, else the one that holds `now`. Raises BadInput (`period`, `team.period`) for what is no
    week."""
    if not period:
        return week_of(desk.local(now).date())
    first, last = span(period)
    if (last - first).days != 6:
        raise BadInput("team.period", text=period)
    return week_of(first)


def moments(desk: Desk, period: str) -> tuple[datetime, datetime]:
    """[begin, end) of a period, from midnight to midnight on the desk's clock."""
    first, last = span(period)
    return desk.calendar.at(first, 0), desk.calendar.at(last, 24 * 60)


def book_since(desk: Desk, since: datetime, now: datetime) -> Book:
    """What is live, and what was touched since: the desk's own book where it reaches so far back."""
    return desk.book if since >= now - RECENT else Book(desk.store.front(since), fetch=desk.store.record)
