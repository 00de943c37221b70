"""What the desk reckons with though it can't be sure; it says so wherever it counts."""

from __future__ import annotations

from datetime import datetime, timedelta

from aetui.desk.core import Desk
from aetui.domain.errors import BadInput, DeskError


def doubts(desk: Desk, now: datetime) -> list[DeskError]:
    """A year that the work calendar doesn't know (it is taken as Monday to Friday), a mistake in the user's rules."""
    today = desk.local(now).date()
    found: list[DeskError] = [
        BadInput("calendar.unknown_year", year=year, country=desk.profile.calendar if desk.profile else "CN")
        for year in desk.calendar.unknown_years(today, today + timedelta(days=31))
    ]
    _ = desk.rulebook
    if desk.rulebook_error is not None:
        found.append(desk.rulebook_error)
    return found
