"""Deadlines and meetings as an iCalendar file (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

import msgspec

from aetui.domain.records.fields import with_texts
from aetui.domain.text import for_client


class CalendarLine(msgspec.Struct, frozen=True):
    """A line of a calendar: a deadline (no `end`) or a meeting. `sequence`: how often it was moved or called off, so
    that a calendar that holds it already takes the newer; `cancelled`: it won't be, and is struck out there (RFC 5545,
    3.8.1.11 and 3.8.7.4)."""

    uid: str
    title: str
    start: datetime
    end: datetime | None = None
    note: str = ""
    sequence: int = 0
    cancelled: bool = False


def write_calendar(entries: Iterable[CalendarLine], stamp: datetime) -> bytes:
    """The entries as an `.ics` file. Deadlines are moments that block no time. A calendar is seen by others: no text in it
    holds what is for the house."""
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//aetui//AE desk//")
    calendar.add("version", "2.0")
    for entry in (with_texts(one, for_client) for one in entries):
        event = Event()
        event.add("uid", f"{entry.uid}@aetui")
        # In UTC, so that no table of time zones is needed to read it. A deadline has no end (RFC 5545, 3.6.1).
        event.add("dtstamp", stamp.astimezone(UTC))
        event.add("dtstart", entry.start.astimezone(UTC))
        if entry.end is not None:
            event.add("dtend", entry.end.astimezone(UTC))
        event.add("summary", entry.title)
        if entry.note:
            event.add("description", entry.note)
        event.add("sequence", entry.sequence)
        if entry.cancelled:
            event.add("status", "CANCELLED")
        if entry.end is None:
            event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())
