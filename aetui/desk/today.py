"""The day in one look: what is owed, what is for today, which cards are open, what was said."""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec

from aetui.desk.cards import hand_cards
from aetui.desk.core import Desk
from aetui.desk.todos import todays_todos
from aetui.domain.obligations import OPEN, Obligation
from aetui.domain.records import Call, Card, Client, Cover, Item, Meeting, Todo


class CallSeen(msgspec.Struct, frozen=True):
    """A call with its items, and when it was called back if it was missed."""

    call: Call
    items: list[Item]
    returned_at: datetime | None


class Today(msgspec.Struct, frozen=True):
    """Everything that the board shows, at one moment. `owed` most urgent first; `done` newest first."""

    now: datetime
    owed: list[Obligation]
    done: list[Obligation]
    todos: list[Todo]
    cards: list[Card]
    calls: list[CallSeen]
    meetings: list[Meeting]


def today(desk: Desk, now: datetime) -> Today:
    """The day as it stands at `now`."""
    midnight = desk.local(now).replace(hour=0, minute=0, second=0, microsecond=0)
    everything = desk.obligations(now, ended_since=midnight)
    return Today(
        now=now,
        owed=[o for o in everything if o.state in OPEN],
        done=[o for o in everything if o.state in ("met", "met_late", "waived")],
        todos=todays_todos(desk, now),
        cards=hand_cards(desk),
        calls=calls_since(desk, midnight, now),
        meetings=meetings_between(desk, midnight, midnight + timedelta(days=1)),
    )


def calls_since(desk: Desk, since: datetime, until: datetime) -> list[CallSeen]:
    """The calls in [since, until], newest first."""
    calls = [c for c in desk.book.of("calls") if isinstance(c, Call) and since <= c.at <= until]
    return [see(desk, c) for c in sorted(calls, key=lambda c: (c.at, c.created_at, c.id), reverse=True)]


def see(desk: Desk, call: Call) -> CallSeen:
    returned = call.returned.at if call.returned else None
    return CallSeen(call, sorted(desk.book.items_of(call.id), key=lambda i: i.n), returned)


def meetings_between(desk: Desk, start: datetime, end: datetime) -> list[Meeting]:
    found = [
        m
        for m in desk.book.live("meetings")
        if isinstance(m, Meeting) and m.start is not None and start <= m.start < end and m.cancelled is None
    ]
    return sorted(found, key=lambda m: m.start or start)


def last_calls(desk: Desk, client_id: str, before: datetime, limit: int = 1) -> list[CallSeen]:
    """The client's last calls before a moment, newest first, however long ago."""
    calls = [
        c
        for c in desk.book.of("calls")
        if isinstance(c, Call) and c.client_id == client_id and c.at < before and c.way != "missed"
    ]
    return [see(desk, c) for c in sorted(calls, key=lambda c: c.at, reverse=True)[:limit]]


def in_care(desk: Desk) -> list[Cover]:
    """What this desk takes care of for colleagues (代管), the most pressing first."""
    found = [c for c in desk.book.live_of(Cover) if c.done is None]
    return sorted(found, key=lambda c: (c.due is None, c.due or c.end, c.id))


def client_name(desk: Desk, client_id: str | None) -> str:
    """The client's short name; empty where there is none."""
    client = desk.get(Client, client_id)
    return client.short if client else ""
