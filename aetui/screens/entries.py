"""One-line entries of the board: what a line typed for a to-do, a card, a memo or a meeting means."""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec

from aetui.desk.cards import open_card
from aetui.desk.clients import matching
from aetui.desk.core import Desk
from aetui.desk.meetings import add_meeting
from aetui.desk.memos import write_memo
from aetui.desk.todos import add_todo
from aetui.domain.errors import BadInput
from aetui.domain.marks import card_number, without
from aetui.domain.records import Card, Client, Meeting, Memo, Todo


class Entry(msgspec.Struct, frozen=True):
    """A line taken apart. `head`: its first word, where that names someone."""

    text: str
    head: str = ""
    client: Client | None = None
    owner: str | None = None
    due: datetime | None = None


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
    return Entry(text=" ".join(words), head=first, client=who, owner=owner, due=found.at if found else None)


def todo(desk: Desk, line: str, now: datetime) -> Todo:
    """`周五 打样 @小王 2611-002`."""
    entry = read(desk, line, now)
    number = card_number(line)
    card = next((c for c in desk.book.of("cards") if isinstance(c, Card) and c.number == number), None)
    return add_todo(
        desk,
        entry.text,
        now,
        day=desk.local(entry.due).date() if entry.due else None,
        owner=entry.owner,
        due=entry.due if entry.owner else None,
        card_id=card.id if card else None,
        client_id=card.client_id if card else None,
    )


def card(desk: Desk, line: str, now: datetime) -> Card:
    """`梅林 秋季海报横版 周五`: whose, what, and by when."""
    entry = _of_client(desk, line, now)
    return open_card(desk, entry.text, now, client=entry.client, deliver_at=entry.due)


def memo(desk: Desk, line: str, now: datetime) -> Memo:
    """`小孙 周四留会议室 16:30`: to whom, what, and when to remind."""
    entry = read(desk, line, now, head=True)
    return write_memo(desk, entry.text, now, to=entry.head, remind_at=entry.due)


def meeting(desk: Desk, line: str, now: datetime) -> Meeting:
    """`益力 媒介例会 周四14:00`: with whom, what about, and when it starts; an hour long."""
    entry = _of_client(desk, line, now)
    if entry.due is None:
        raise BadInput("meeting.needs_start")
    end = entry.due + timedelta(hours=1)
    return add_meeting(desk, entry.text, now, client=entry.client, start=entry.due, end=end)


def _of_client(desk: Desk, line: str, now: datetime) -> Entry:
    entry = read(desk, line, now, client=True)
    if entry.client is None:
        raise BadInput("client.first_word", name=entry.head or "?")
    return entry
