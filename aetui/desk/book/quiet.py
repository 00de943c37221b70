"""How long ago we spoke with a client, and who was heard nothing of for long (D3)."""

from __future__ import annotations

from datetime import datetime

import msgspec

from aetui.desk.core import Desk
from aetui.domain.records import QUIET_DAYS, Client, Meeting

MOST = 250
"""So many working days are counted at the most."""


class Contacted(msgspec.Struct, frozen=True):
    """`called`: when the client was last called from here; None: never, or longer ago than the book reaches. `days`: whole
    working days without any contact, from their first day here on; `quiet`: more than the profile lets pass (D3)."""

    called: datetime | None
    days: int
    quiet: bool


class Quiet(msgspec.Struct, frozen=True):
    """A client who is to be called."""

    client: Client
    contacted: Contacted


def contacted(desk: Desk, client: Client, now: datetime) -> Contacted:
    """How long ago we spoke with them: a call either way, a visit, a meeting that was held. One who left is never quiet."""
    spoken = next((c.at for c in desk.book.calls_of(client.id, now) if c.way != "missed"), None)
    called = next((c.at for c in desk.book.calls_of(client.id, now) if c.way == "out"), None)
    met = [m.start for m in desk.book.all_of(Meeting) if m.client_id == client.id and m.attended and m.start]
    since = max([min(client.created_at, now), *([spoken] if spoken else []), *(start for start in met if start <= now)])
    days = _days_between(desk, since, now)
    least = desk.profile.quiet_days if desk.profile else QUIET_DAYS
    return Contacted(called, days, client.active and days >= least)


def quiet_clients(desk: Desk, now: datetime) -> list[Quiet]:
    """Those without any contact for long, the longest first."""
    active = (client for client in desk.book.live_of(Client) if client.active)
    found = [Quiet(client, told) for client in active if (told := contacted(desk, client, now)).quiet]
    return sorted(found, key=lambda one: (-one.contacted.days, one.client.created_at, one.client.id))


def _days_between(desk: Desk, since: datetime, now: datetime) -> int:
    """The ends of work that passed since that day."""
    cal, days = desk.calendar, 0
    day, last = desk.local(since).date(), desk.local(now).date()
    while days < MOST and day < last:
        day = cal.next_working(day)
        if day > last or cal.day_end(day) >= now:
            break
        days += 1
    return days
