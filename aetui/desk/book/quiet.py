"""How long ago we spoke with a client, and who was heard nothing of for long (D3)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from weakref import WeakKeyDictionary

import msgspec

from aetui.desk.core import RECENT, Desk
from aetui.domain.records import KIND_OF, QUIET_DAYS, Call, Client, Meeting

MOST = 250
"""So many working days are counted at the most."""


class Contacted(msgspec.Struct, frozen=True):
    """`called`: when the client was last called from here; None: never. `days`: whole
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
    spoken = next((call for call in desk.book.calls_of(client.id, now) if call.way != "missed"), None)
    called = desk.book.called(client.id, now)
    meetings = [m for m in desk.book.all_of(Meeting) if m.client_id == client.id]
    last = _last([call for call in (spoken, called) if call is not None], meetings, now)
    if last.spoken is None and client.created_at < now - RECENT:
        last = _long_ago(desk, client.id, now)  # behind what the book reaches
    days = _days_between(desk, max(min(client.created_at, now), last.spoken or client.created_at), now)
    least = desk.profile.quiet_days if desk.profile else QUIET_DAYS
    return Contacted(last.called, days, client.active and days >= least)


def quiet_clients(desk: Desk, now: datetime) -> list[Quiet]:
    """Those without any contact for long, the longest first."""
    active = (client for client in desk.book.live_of(Client) if client.active)
    found = [Quiet(client, told) for client in active if (told := contacted(desk, client, now)).quiet]
    return sorted(found, key=lambda one: (-one.contacted.days, one.client.created_at, one.client.id))


class _Last(msgspec.Struct, frozen=True):
    """`spoken`: the last contact of whatever kind; `called`: the last call from here."""

    spoken: datetime | None = None
    called: datetime | None = None


def _last(calls: Iterable[Call], meetings: Iterable[Meeting], now: datetime) -> _Last:
    had = [call for call in calls if call.way != "missed" and call.at < now]
    held = [m.start for m in meetings if m.attended and m.start and m.start <= now]
    called = max((call.at for call in had if call.way == "out"), default=None)
    return _Last(max([*(call.at for call in had), *held], default=None), called)


def _long_ago(desk: Desk, client_id: str, now: datetime) -> _Last:
    """As the whole file has it: one look through its calls, kept until there are more of them."""
    calls, meetings = (desk.store.table(KIND_OF[kind]) for kind in (Call, Meeting))
    state = (len(calls), len(meetings))
    kept = _KEPT.get(desk)
    if kept is None or kept[0] != state:
        kept = _KEPT[desk] = (state, {})
    if client_id not in kept[1]:
        of = [list(table.pointing("client_id", [client_id])) for table in (calls, meetings)]
        kept[1][client_id] = _last(
            (r for r in of[0] if isinstance(r, Call)), (r for r in of[1] if isinstance(r, Meeting)), now
        )
    return kept[1][client_id]


_KEPT: WeakKeyDictionary[Desk, tuple[tuple[int, int], dict[str, _Last]]] = WeakKeyDictionary()


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
