"""A record as a line of a list: what it is about, of whom, and when."""

from __future__ import annotations

from datetime import datetime

import msgspec

from aetui.domain.records import KIND_OF, Call, Client, Day, Fulfilment, Idea, Item, Memo, SelfCheck, Todo
from aetui.domain.records.base import Record
from aetui.domain.records.card import Card
from aetui.domain.records.meeting import Meeting
from aetui.domain.records.team import Appraisal, Plan, Summary
from aetui.domain.text import listed
from aetui.locales.wording import item_line


class Hit(msgspec.Struct, frozen=True):
    """A record that mentions the words; `at` is when it was (a call's time, a card's opening)."""

    kind: str
    id: str
    at: datetime
    client: str
    text: str


SAYING = frozenset(KIND_OF[kind] for kind in (Item, Card, Todo, Memo, Idea, Meeting, Client, Call))
"""The kinds of which each record says something by itself; of others one must look."""


def as_hit(client: Client | None, kind: str, record: Record) -> Hit | None:
    """A record, with the client that it is for, as a line of a list; None for kinds that say nothing by themselves."""
    name = client.short if client else ""
    at, text = record.created_at, ""
    if isinstance(record, Item):
        at, text = record.at, item_line(record) if record.mark else record.text
    elif isinstance(record, Card):
        at, text = record.opened_at, f"{record.number} {record.title}"
    elif isinstance(record, Todo | Memo):
        text = record.text
    elif isinstance(record, Idea):
        at, text = record.at, record.text
    elif isinstance(record, Meeting):
        at, text = record.start or record.created_at, record.title
    elif isinstance(record, Client):
        name, text = record.short, record.name
    elif isinstance(record, Call):
        at, text = record.at, record.contact or ""
    elif isinstance(record, Plan):
        text = f"{record.period} {listed(line.what for line in record.lines)}"
    elif isinstance(record, Appraisal):
        text = " ".join([record.person, str(record.year), *record.words.values()])
    elif isinstance(record, Summary):
        text = f"{record.period} {record.text}"
    elif isinstance(record, Fulfilment):
        at, text = record.done.at, record.done.how or record.done.why or ""
    elif isinstance(record, Day) and record.maxim is not None:
        text = record.maxim.text
    elif isinstance(record, SelfCheck):
        text = " ".join([record.quarter, *(said.example or "" for said in record.marks.values())])
    else:
        return None
    return Hit(kind=kind, id=record.id, at=at, client=name, text=text)
