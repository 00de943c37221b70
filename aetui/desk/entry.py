"""A line as it is typed for a to-do, a card or a plan: its time, whose it is, and what is left of it."""

from __future__ import annotations

from datetime import datetime

import msgspec

from aetui.desk.clients import matching
from aetui.desk.core import Desk
from aetui.domain.marks import without
from aetui.domain.records import Client


class Entry(msgspec.Struct, frozen=True):
    """A line taken apart. `head`: its first word, where that names someone."""

    text: str
    head: str = ""
    client: Client | None = None
    owner: str | None = None
    due: datetime | None = None
    words: str = ""  # the time, as it was typed
    clocked: bool = False  # a time of day was said, so that `due` isn't the end of work alone


def read(desk: Desk, line: str, now: datetime, *, head: bool = False, client: bool = False) -> Entry:
    """Take a line apart: a time wherever it stands, `@name`, and, where asked for, a first word that is a
    client or a receiver."""
    from aetui.domain.plainwords import find_time  # the first picture doesn't wait for the grammar

    text = line.strip()
    found = find_time(text, now=now, cal=desk.calendar)
    if found:
        text = without(text, found.start, found.end) if text != found.text.strip() else ""
    words = text.split()
    owner = next((w[1:] for w in words if w[0] in "@＠" and len(w) > 1), None)
    words = [w for w in words if not (owner and w[1:] == owner and w[0] in "@＠")]
    first = words[0] if words and (head or client) else ""
    who = None
    if client and first:
        known = matching(desk, first)
        who = known[0] if known else None
    if (head and first) or who:
        words = words[1:]
    return Entry(
        text=" ".join(words),
        head=first,
        client=who,
        owner=owner,
        due=found.at if found else None,
        words=found.text if found else "",
        clocked=found is not None and not found.day_only,
    )
