"""One-line entries of the board: what a line typed for a to-do, a card, a memo or a meeting means."""

from __future__ import annotations

from datetime import datetime, timedelta

from aetui.desk.cards import open_card
from aetui.desk.core import Desk
from aetui.desk.entry import Entry, read
from aetui.desk.meetings import add_meeting
from aetui.desk.memos import write_memo
from aetui.desk.todos import add_todo
from aetui.domain.errors import BadInput
from aetui.domain.marks import card_number
from aetui.domain.records import Card, Meeting, Memo, Todo

__all__ = ["Entry", "card", "meeting", "memo", "read", "todo"]


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
