"""Deadlines and meetings as an iCalendar file (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from aetui.domain.records.fields import with_texts
from aetui.domain.text import for_client

MADE_BY = "-//aetui//AE desk//"
"""What a calendar of ours says of who wrote it (PRODID)."""
_OF = "X-AETUI-DESK"
OFTEN = timedelta(minutes=15)
"""How often one that is kept up is worth looking at."""


class CalendarLine(msgspec.Struct, frozen=True):
    """A line of a calendar: a deadline (no `end`) or a meeting. `sequence`: how often it was moved or called off, so
    that a calendar that holds it already takes the newer; `cancelled`: it won't be, and is struck out there (RFC 5545,
    3.8.1.11 and 3.8.7.4). `alarms`: when it is told of, the earliest first."""

    uid: str
    title: str
    start: datetime
    end: datetime | None = None
    note: str = ""
    sequence: int = 0
    cancelled: bool = False
    alarms: tuple[datetime, ...] = ()


def write_calendar(entries: Iterable[CalendarLine], stamp: datetime) -> bytes:
    """The entries as an `.ics` file, as of `stamp`."""
    return whole_calendar(as_event(entry, stamp) for entry in entries)


def as_event(entry: CalendarLine, stamp: datetime) -> bytes:
    """One entry as it was last changed at `stamp`. A deadline is a moment that blocks no time. A calendar is seen by others: no
    text in it holds what is for the house."""
    from icalendar import Alarm, Event

    entry = with_texts(entry, for_client)
    event = Event()
    event.add("uid", f"{entry.uid}@aetui")
    # In UTC, so that no table of time zones is needed to read it. A deadline has no end (RFC 5545, 3.6.1).
    event.add("dtstamp", stamp.astimezone(UTC))
    event.add("last-modified", stamp.astimezone(UTC))
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
    for at in () if entry.cancelled else entry.alarms:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", entry.title)
        # So far before the start, which every program reads; a moment by itself some don't.
        alarm.add("trigger", at.astimezone(UTC) - entry.start.astimezone(UTC))
        event.add_component(alarm)
    return bytes(event.to_ical())


def whole_calendar(events: Iterable[bytes], name: str = "", of: str = "") -> bytes:
    """A calendar of events that are written already. `name`: what it is called where it is subscribed to; `of`: which desk's it
    is, of one that is kept up."""
    from icalendar import Calendar, vDuration

    calendar = Calendar()
    calendar.add("prodid", MADE_BY)
    calendar.add("version", "2.0")
    if name:
        calendar.add("x-wr-calname", name)
    if of:
        calendar.add(_OF, of)
        often = vDuration(OFTEN)
        often.params["VALUE"] = "DURATION"
        calendar.add("refresh-interval", often)
        calendar.add("x-published-ttl", vDuration(OFTEN))
    head, _, tail = bytes(calendar.to_ical()).partition(b"END:VCALENDAR")
    return b"".join((head, *events, b"END:VCALENDAR", tail))


def whose(head: bytes) -> str | None:
    """Whose kept calendar a file is, by how it begins; empty for one that was written once, None for what is none of ours."""
    lines = head.replace(b"\r\n", b"\n").split(b"\n")
    if lines[:1] != [b"BEGIN:VCALENDAR"] or f"PRODID:{MADE_BY}".encode() not in lines:
        return None
    found = (line.partition(b":")[2] for line in lines if line.startswith(f"{_OF}:".encode()))
    return next(found, b"").decode(errors="replace")


def numbers_in(content: bytes) -> Iterator[tuple[str, datetime, int]]:
    """Of a calendar of ours: each event's id, start and sequence. Nothing of what can't be read."""
    from icalendar import Calendar

    try:
        events: list[Any] = list(Calendar.from_ical(content).walk("VEVENT")) if whose(content) is not None else []
        yield from ((str(e["uid"]).removesuffix("@aetui"), e["dtstart"].dt, int(e["sequence"])) for e in events)
    except (ValueError, KeyError, AttributeError):
        return
