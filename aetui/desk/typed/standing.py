"""The due time that stands for what was just typed: the one that was read, else the usual one (Laws 6 and 7)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from aetui.desk.core import Desk
from aetui.desk.phone.calls import usual_due
from aetui.domain import marks
from aetui.domain.lines.item import ItemLine
from aetui.domain.marks import Mark
from aetui.domain.records import Item

if TYPE_CHECKING:
    from aetui.domain.plainwords import Unread


class DueStanding(msgspec.Struct, frozen=True):
    """`due`: until when it is owed; None where nothing falls due. `usual`: no time was read, the rule's own stands.
    `estimated`: it was reckoned over days of a year that isn't published. `unread`: words that named a time, and were
    none."""

    due: datetime | None = None
    usual: bool = False
    estimated: bool = False
    unread: Unread | None = None


def of_item(desk: Desk, item: Item) -> DueStanding:
    """What stands for an item as it was written."""
    return _standing(desk, item.mark, item.text, item.due, item.at, on_card=item.card_id is not None)


def of_line(desk: Desk, meant: ItemLine, now: datetime, *, timing: str = "read") -> DueStanding:
    """What would stand for a line that is being typed. `timing` is `none` where its time was dropped by a key: then
    nothing in it is unread, nor where it says itself that it has none."""
    found = _standing(desk, meant.mark, meant.text, meant.due, now, on_card=meant.number is not None)
    return msgspec.structs.replace(found, unread=None) if meant.untimed or timing == "none" else found


def of_text(desk: Desk, text: str, due: datetime | None, now: datetime) -> DueStanding:
    """What stands for a text that is read for a time and has no usual one: a step, a memo, a to-do of one's own."""
    return _read(desk, text, due, now)


def told(due: datetime | None, desk: Desk) -> DueStanding:
    """What stands where the time was given by itself (an option, another field)."""
    if due is None:
        return DueStanding()
    return DueStanding(due, estimated=_end_of_an_estimated_day(desk, due))


def _standing(desk: Desk, mark: Mark, text: str, due: datetime | None, at: datetime, *, on_card: bool) -> DueStanding:
    found = _read(desk, text, due, at) if marks.ROWS[mark].timed else DueStanding(due)
    if due is not None or mark == "+" or (mark == "$" and on_card):
        return found
    if mark == "@":
        # Another's to-do with a day and no time is due at that day's end of work.
        cal = desk.calendar.watching()
        day = desk.local(at).date()
        return msgspec.structs.replace(found, due=cal.day_end(day), usual=True)
    usual, estimated = _usual(desk, mark, at)
    return msgspec.structs.replace(found, due=usual, usual=usual is not None, estimated=estimated)


def _read(desk: Desk, text: str, due: datetime | None, at: datetime) -> DueStanding:
    from aetui.domain.plainwords import find_time, unread  # the first picture doesn't wait for the grammar

    if due is None:
        return DueStanding(unread=unread(text, now=at, cal=desk.calendar))
    found = find_time(text, now=at, cal=desk.calendar)
    if found is not None and found.at == due:
        return DueStanding(due, estimated=found.estimated)
    return told(due, desk)


def _usual(desk: Desk, mark: Mark, at: datetime) -> tuple[datetime | None, bool]:
    due = usual_due(desk, mark, at)
    return due, due is not None and _reckoned(desk, due)


def _reckoned(desk: Desk, due: datetime) -> bool:
    return desk.calendar.is_estimated(desk.local(due).date())


def _end_of_an_estimated_day(desk: Desk, due: datetime) -> bool:
    day = desk.local(due).date()
    return desk.calendar.is_estimated(day) and due == desk.calendar.day_end(day)
