"""A card number that two devices gave while they were apart: one of the cards gets the next that is free, and keeps its old one in mind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

import msgspec
from msgspec.structs import replace

from aetui.domain.errors import DeskError
from aetui.domain.patterns import pattern
from aetui.domain.records import Card, Renumbered
from aetui.store.db import DeskDB
from aetui.store.file.journal import JournalChange, raw
from aetui.store.file.tables import compact, decode, id_of

_NUMBER = pattern(r"([0-9]{2})([0-9]{2})-([0-9]{3,9})")


class _Numbered(msgspec.Struct):
    number: str = ""


def given(before: bytes | None, after: bytes | None) -> str | None:
    """The number that a card has by a change, and had not before it."""
    if after is None:
        return None
    was, now = (msgspec.json.decode(state, type=_Numbered).number if state else "" for state in (before, after))
    return now if now and now != was else None


def renumbered(db: DeskDB, change: JournalChange) -> Iterator[DeskError]:
    """What another device's change tells of a card that stands here by the number that it takes away."""
    for edit in change.edits if change.verb == "office.renumber" else ():
        doc = db.file.tables.doc_of("cards", id_of(raw(edit.after) or b"")) if edit.table == "cards" else None
        if doc is not None and given(db.file.tables.table("cards")[doc], raw(edit.after)):
            yield DeskError("note.renumbered", **change.args)


def settle(db: DeskDB, number: str, at: datetime) -> Iterator[DeskError]:
    """Where several cards have that number: all but the first that was made get others, as an own change of this device, which the other
    devices hear of; whoever else does so at the same time does the same. Says which. Raises Unusable."""
    found = sorted(_with(db, number), key=lambda card: (card.created_at, card.id))
    for card in found[1:]:
        fresh = _free(db, number)
        # What the devices write at the same time is the same: hence no clock of this one.
        gone = Renumbered(at=max(one.created_at for one in found), was=number)
        new = replace(card, number=fresh, renumbered=[*card.renumbered, gone])
        args = {"title": card.title, "was": number, "number": fresh}
        with db.change("office.renumber", args, at) as writing:
            writing.keep(new)
        yield DeskError("note.renumbered", **args)


def _with(db: DeskDB, number: str) -> list[Card]:
    if not _at_hand(db, number):
        db.file.need_whole()
    word = b'"number":%b' % compact(number)
    cards = (decode("cards", data) for data in list(db.file.tables.table("cards").values()) if word in data)
    return [card for card in cards if isinstance(card, Card) and card.number == number]


def _at_hand(db: DeskDB, number: str) -> bool:
    """Whether every card that may have a number of that month is held: a large desk's front has what was touched since its horizon."""
    tables = db.file.tables
    month = _NUMBER.fullmatch(number)
    if tables.whole or tables.horizon is None:
        return tables.whole
    return month is not None and f"20{month[1]}-{month[2]}" > tables.horizon.strftime("%Y-%m")


def _free(db: DeskDB, number: str) -> str:
    """The next number of its month."""
    head, _, tail = number.rpartition("-")
    word = re.compile(b'"number":"%b-([0-9]+)"' % re.escape(head.encode()))
    docs = list(db.file.tables.table("cards").values())
    taken = [int(found[1]) for data in docs if (found := word.search(data))]
    taken += [int(n.rpartition("-")[2]) for n in db.numbers_out_of_sight() if n.startswith(f"{head}-")]
    last = max(taken, default=int(tail) if tail.isdecimal() else 0)
    return f"{head}-{last + 1:03d}"
