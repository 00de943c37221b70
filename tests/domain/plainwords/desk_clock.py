"""The desk's clock of the samples, and calendars for other places."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from aetui.domain.clock.workcal import Hours, WorkCalendar
from aetui.domain.plainwords import find_time

SHANGHAI = ZoneInfo("Asia/Shanghai")


@lru_cache
def calendar(zone: str = "Asia/Shanghai", country: str = "CN", hours: str = "09:00-18:00") -> WorkCalendar:
    return WorkCalendar(tz=ZoneInfo(zone), hours=Hours.parse(hours, "12:00-13:00"), country=country)


def at(iso: str) -> datetime:
    return datetime.fromisoformat(iso).replace(tzinfo=SHANGHAI)


NOW = at("2026-11-23T11:05")


def read(text: str, now: datetime = NOW, cal: WorkCalendar | None = None) -> tuple[str, str] | None:
    """The time found, as ISO without offset, and its words."""
    found = find_time(text, now=now, cal=cal or calendar())
    return None if found is None else (found.at.strftime("%Y-%m-%dT%H:%M"), found.text)
