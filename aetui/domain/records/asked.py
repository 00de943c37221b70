"""What of a desk is answered otherwise once a record is there, or no more: by it, what was reckoned knows whether it still holds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from aetui.domain.records.base import Record
from aetui.domain.records.day import Day, Fulfilment
from aetui.domain.records.letter import Letter
from aetui.domain.records.phone import Call, Item
from aetui.domain.records.profile import Profile

Asked = tuple[str, ...]
"""Something that was asked of a book: the question's name, and about what."""


def stands_on(item: Item) -> tuple[str, str]:
    """The card that a promise stands on, else the client, else itself: kind and id."""
    if item.card_id:
        return "cards", item.card_id
    return ("clients", item.client_id) if item.client_id else ("items", item.id)


def answers(record: Record) -> Iterator[Asked]:
    """What is answered otherwise once this record is there, or no more."""
    if isinstance(record, Item):
        yield "items_of", record.call_id
        if record.card_id:
            yield "items_on", record.card_id
        if record.mark == ">":
            yield ("promises", *stands_on(record))
    elif isinstance(record, Call):
        if record.way == "out":
            yield "outgoing", record.client_id or ""
        for obligation in record.serves:
            yield "serving", obligation
    elif isinstance(record, Fulfilment):
        yield "fulfilment", record.rule, record.subject, record.period
    elif isinstance(record, Day):
        yield "day", record.day.isoformat()
    elif isinstance(record, Letter):
        yield "thread", record.of or record.id
        if record.about and record.of is None:
            yield "letters_about", record.about


def days_active(start: datetime, end: datetime) -> Iterator[Asked]:
    """What is asked where somebody asks whether anything was changed on the desk in [start, end]: its days."""
    day, last = start.astimezone(UTC).date(), end.astimezone(UTC).date()
    while day <= last:
        yield "active", day.isoformat()
        day += timedelta(days=1)


def moments(record: Record | None) -> list[float]:
    """When something was recorded with this record, in seconds: the last change of each day (D1). The profile is not
    what a day is closed over."""
    if record is None or isinstance(record, Profile):
        return []
    return [at.timestamp() for at in (record.created_at, record.updated_at, *record.earlier)]
