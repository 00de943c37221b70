"""The day in one look: what is owed, what is for today, which cards are open, what was said."""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec
from msgspec.structs import replace

from aetui.desk.book.quiet import Quiet, quiet_clients
from aetui.desk.card.cards import hand_cards
from aetui.desk.core import Desk
from aetui.desk.find.finder import ID_SIGNS, find_one
from aetui.desk.find.look import Look
from aetui.domain.errors import NotThere
from aetui.domain.obligations import OPEN, Obligation
from aetui.domain.records import Call, Card, Client, Cover, Item, Meeting, Todo


class CallSeen(msgspec.Struct, frozen=True):
    """A call with its items, and when it was called back if it was missed."""

    call: Call
    items: list[Item]
    returned_at: datetime | None


class Today(msgspec.Struct, frozen=True):
    """Everything that the board shows, at one moment. `owed` most urgent first; `done` newest first; `quiet`: who was heard nothing of
    for long (D3)."""

    now: datetime
    owed: list[Obligation]
    done: list[Obligation]
    todos: list[Todo]
    cards: list[Card]
    calls: list[CallSeen]
    meetings: list[Meeting]
    quiet: list[Quiet] = []


def today(desk: Desk, now: datetime) -> Today:
    """The day as it stands at `now`."""
    from aetui.desk.day.todos import todays_todos

    midnight = desk.local(now).replace(hour=0, minute=0, second=0, microsecond=0)
    everything = desk.obligations(now, ended_since=midnight)
    return Today(
        now=now,
        owed=[o for o in everything if o.state in OPEN],
        done=[o for o in everything if o.state in ("met", "met_late", "waived")],
        todos=todays_todos(desk, now),
        cards=hand_cards(desk),
        calls=calls_since(desk, midnight, now),
        meetings=meetings_between(desk, midnight, midnight + timedelta(days=1), now),
        quiet=quiet_clients(desk, now),
    )


def calls_since(desk: Desk, since: datetime, until: datetime) -> list[CallSeen]:
    """The calls in [since, until], newest first."""
    calls = [c for c in desk.book.calls_between(since, until + datetime.resolution) if c.at <= until]
    return [see(desk, c) for c in sorted(calls, key=lambda c: (c.at, c.created_at))[::-1]]


def see(desk: Desk, call: Call) -> CallSeen:
    returned = call.returned.at if call.returned else None
    return CallSeen(call, sorted(desk.book.items_of(call.id), key=lambda i: i.n), returned)


def meetings_between(desk: Desk, start: datetime, end: datetime, now: datetime) -> list[Meeting]:
    """The meetings that begin in [start, end) and weren't called off, the earliest first; this week's of A11 among them."""
    from aetui.desk.meeting.coordination import planned

    coming = planned(desk, now)
    found = [
        m
        for m in (*desk.book.live_of(Meeting), *([coming] if coming else []))
        if m.start is not None and start <= m.start < end and m.cancelled is None
    ]
    return sorted(found, key=lambda m: m.start or start)


def last_calls(desk: Desk, client_id: str, before: datetime, limit: int = 1) -> list[CallSeen]:
    """The client's last calls before a moment, newest first, however long ago."""
    calls: list[Call] = []
    for call in desk.book.calls_of(client_id, before):
        if len(calls) >= limit and call.at < calls[-1].at:
            break  # of those at one moment the one that was made last is the last
        if call.way != "missed":
            calls.append(call)
    return [see(desk, c) for c in sorted(calls, key=lambda c: (c.at, c.created_at))[::-1][:limit]]


def in_care(desk: Desk, now: datetime) -> list[Cover]:
    """What this desk takes care of for colleagues (代管), the most pressing first; each with its number. It ends with their
    absence: what is open then is theirs again."""
    every = sorted(desk.book.live_of(Cover), key=lambda c: (c.due is None, c.due or c.end, c.id))
    last = max((c.n for c in every), default=0)
    numbered = []
    for cover in every:
        if not cover.n:  # of an older file
            last += 1
            cover = replace(cover, n=last)
        numbered.append(cover)
    return [c for c in numbered if c.done is None and now < c.end]


def the_cover(desk: Desk, said: str, now: datetime) -> Cover:
    """The thing in our care that is meant: by its number, as the list shows it, its id, or words of it. Raises NotThere,
    BadInput where several are."""
    clean, held = said.strip(), in_care(desk, now)
    if clean.isdecimal() and len(clean) < ID_SIGNS:
        found = next((c for c in held if c.n == int(clean)), None)
        if found is None:
            raise NotThere("care.line.unknown", name=said)
        return found
    look: Look[Cover] = Look("care.line", lambda c: (c.what, c.id), text=True)
    return find_one(held, said, look, kind="care.line")


def client_name(desk: Desk, client_id: str | None) -> str:
    """The client's short name; empty where there is none."""
    client = desk.get(Client, client_id)
    return client.short if client else ""
