"""Calls that were hung up: found again, and dropped with what they had led to where they weren't any."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from aetui.desk.core import Change, Desk
from aetui.desk.find.finder import find_one
from aetui.desk.find.look import Look
from aetui.desk.phone.calls import call_in, items_of, unmake, unreturn_missed
from aetui.domain.errors import NotThere
from aetui.domain.records import Call, Card, Client, Fact, Item, Todo
from aetui.locales.dates import stamp
from aetui.store.history import WITHDRAWN, LogEntry


def past_calls(desk: Desk) -> list[Call]:
    """The calls of the last weeks, newest first: the places by which a call is named in a shell."""
    calls = (c for c in desk.book.of("calls") if isinstance(c, Call))
    return sorted(calls, key=lambda c: (c.at, c.created_at))[::-1]  # of one moment, the one that was noted last


def the_call(desk: Desk, said: str) -> Call:
    """The call that is meant: by its place among `past_calls`, its id, or its client (the last one with them). Raises NotThere,
    BadInput where clients match equally."""

    def who(call: Call) -> Client | None:
        return desk.get(Client, call.client_id)

    look: Look[Call] = Look(
        "call",
        lambda c: [client.name] if (client := who(c)) else [],
        aliases=lambda c: [client.short] if (client := who(c)) else [],
        keys=lambda c: client.keys if (client := who(c)) else [],
        told=lambda c: stamp(desk.local(c.at)),
        newest=True,
    )
    listed = past_calls(desk)
    past = sorted(desk.each(Call), key=lambda c: c.at)
    return find_one(listed[::-1], said, look, listed=listed, past=past, kind="call", id=said)


def the_item(desk: Desk, call: Call, said: str) -> Item:
    """The item of a call that is meant: by its number as the call shows it, or words of it. Raises NotThere, BadInput."""
    items = items_of(desk, call.id)
    if said.strip().isdecimal():
        found = next((i for i in items if i.n == int(said)), None)
        if found is None:
            raise NotThere("item.unknown", id=said)
        return found
    return find_one(items, said, ITEM, kind="item", id=said)


ITEM: Look[Item] = Look("item", lambda i: (i.text,), text=True)


def drop_call(desk: Desk, call_id: str, now: datetime) -> list[Card | Todo]:
    """A call that wasn't one goes, with its items and what they had led to, and with what it had called back and answered; all
    in one change. Returns what stays: cards and to-dos that were worked on since. Raises NotThere."""
    stays: list[Card | Todo] = []
    with desk.change("call.drop", now) as change:
        call = call_in(change, call_id)
        who = desk.get(Client, call.client_id)
        change.args["client"] = who.short if who else ""
        for item in items_of(desk, call_id):
            made = unmake(change, item)
            if made is not None and change.get(type(made), made.id) is not None:
                stays.append(made)
            change.delete(item)
        _unanswer(change, call)
        if call.way == "out":
            unreturn_missed(change, call)
        change.delete(call)
    return stays


def drop_empty_call(desk: Desk, call_id: str, now: datetime) -> None:
    """A call that was opened by mistake and holds nothing leaves no trace, in the log neither: undo takes back what was done before it."""
    begun = _since_begun(desk, call_id)
    with desk.change("call.drop_empty", now) as change:
        call = change.get(Call, call_id)
        if call is None or items_of(desk, call_id) or call.way == "missed":
            return
        change.delete(call)
        if begun:
            change.args[WITHDRAWN] = " ".join(str(entry.seq) for entry in begun)
            for record in (edit.before for entry in begun for edit in entry.edits):
                if record is not None and record.id != call_id:
                    change.put(record, stamp=False)  # a missed call that it had returned
        elif call.way == "out":
            unreturn_missed(change, call)


def _since_begun(desk: Desk, call_id: str) -> list[LogEntry]:
    """The changes by which a call was begun and told of, newest first; none where more than that became of it, or of what they
    changed beside it."""
    found: list[LogEntry] = []
    for entry in desk.store.log(_FEW):
        if not any(call_id in (e.id, getattr(e.before or e.after, "call_id", None)) for e in entry.edits):
            continue
        if entry.of is not None or entry.verb not in ("call.begin", "call.set"):
            return []
        found.append(entry)
        if entry.verb == "call.begin":
            after = {edit.id: edit for edit in reversed([e for one in found for e in one.edits])}
            return found if all(desk.store.record(e.kind, e.id) == e.after for e in after.values()) else []
    return []


_FEW = 20
"""So many changes back an empty call was begun, or it was not by mistake."""


def _unanswer(change: Change, call: Call) -> None:
    """What was ticked as answered when it was hung up (D3) still waits for its answer."""
    if call.ended_at is None or call.client_id is None:
        return
    for asked in list(change.desk.book.of("items")):
        if (
            isinstance(asked, Item)
            and asked.mark == "?"
            and asked.call_id != call.id
            and asked.client_id == call.client_id
            and asked.done == Fact(at=call.ended_at)
        ):
            change.put(replace(asked, done=None))
