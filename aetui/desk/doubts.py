"""What the desk reckons with though it can't be sure; it says so wherever it counts."""

from __future__ import annotations

from datetime import datetime, timedelta

from aetui.desk.core import Desk
from aetui.domain.errors import BadInput, DeskError

_AHEAD = timedelta(days=31)
"""How far ahead an estimated calendar moves what is owed."""
_APART = timedelta(minutes=1)
"""By how much two clocks that go right may differ."""


def doubts(desk: Desk, now: datetime) -> list[DeskError]:
    """What the profile says and can't be used, a record made in time to come, a year whose work days aren't published, a
    mistake in the user's rules."""
    today = desk.local(now).date()
    found: list[DeskError] = [*desk.calendar_faults]
    newest = desk.book.newest
    if newest is not None and newest - now > _APART:
        found.append(BadInput("clock.ahead", at=f"{desk.local(newest):%Y-%m-%d %H:%M}"))
    found += [_estimated(desk.calendar.country, year) for year in desk.calendar.estimated_years(today, today + _AHEAD)]
    _ = desk.rulebook
    if desk.rulebook_error is not None:
        found.append(desk.rulebook_error)
    return found


def _estimated(country: str, year: int) -> DeskError:
    from aetui.desk.upgrade import command
    from aetui.domain.clock.holidays import exceptions

    if exceptions(country, year) is None:
        return BadInput("calendar.unknown_year", year=year, country=country, command=command("holidays"))
    return BadInput("calendar.estimated_year", year=year, country=country, command=command("chinesecalendar"))


def troubles(desk: Desk) -> list[DeskError]:
    """What can't be read in the desk's file, or waits to be settled; the shell tells it at the end of each command."""
    return desk.store.troubles
