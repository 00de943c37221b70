"""With which clock and calendar a desk reckons: its zone, hours and country, or the usual where those can't be used."""

from __future__ import annotations

from collections.abc import Callable
from datetime import tzinfo
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from aetui.domain.errors import BadInput
from aetui.domain.records import COUNTRY, HOURS, LUNCH

if TYPE_CHECKING:
    from aetui.domain.clock.workcal import WorkCalendar
    from aetui.domain.records import OwnDay


@lru_cache(maxsize=8)
def zone(name: str | None) -> tzinfo:
    """The time zone of that IANA name; None: the system's. Raises BadInput for a name that isn't one."""
    from zoneinfo import ZoneInfo

    if name is None:
        from tzlocal import get_localzone

        return get_localzone()
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        raise BadInput("profile.timezone", text=name) from None


USUAL = (HOURS, LUNCH, COUNTRY)
"""Hours, lunch and country of a desk that says nothing else."""


def is_zone(name: str | None) -> bool:
    """Whether a zone of that name is known; the library of zones is imported only where the system's table doesn't say so."""
    if name is None:
        return True
    if all(part.isidentifier() for part in name.split("/")) and Path("/usr/share/zoneinfo", name).is_file():
        return True
    try:
        zone(name)
    except BadInput:
        return False
    return True


@lru_cache(maxsize=8)
def zone_or_system(name: str | None) -> tzinfo:
    """The zone of that name, else the system's."""
    try:
        return zone(name)
    except BadInput:
        return zone(None)


@lru_cache(maxsize=4)
def calendar_of(
    timezone: str | None, hours: str, lunch: str, country: str, own: tuple[OwnDay, ...]
) -> tuple[WorkCalendar, tuple[BadInput, ...]]:
    """The calendar of such a profile, and what of it couldn't be used."""
    from aetui.domain.clock.holidays import check_country
    from aetui.domain.clock.workcal import Hours, WorkCalendar

    faults: list[BadInput] = []

    def usable(key: str, text: str, usual: Callable[[], str], check: Callable[[], object]) -> bool:
        try:
            check()
        except BadInput:
            faults.append(BadInput("profile.unusable", field=key, text=text, usual=usual()))
            return False
        return True

    if not usable("timezone", timezone or "", lambda: str(zone(None)), lambda: zone(timezone)):
        timezone = None
    if not usable("hours", hours, lambda: USUAL[0], lambda: Hours.parse(hours, "")):
        hours = USUAL[0]
    if not usable("lunch", lunch, lambda: "-", lambda: Hours.parse(hours, lunch)):
        lunch = ""
    if not usable("calendar", country, lambda: USUAL[2], lambda: check_country(country)):
        country = USUAL[2]
    cal = WorkCalendar(tz=zone(timezone), hours=Hours.parse(hours, lunch), country=country, own=own)
    return cal, tuple(faults)
