"""Acts that are done to one part of a record: a step, a work, a line of money, a line of preparation."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from msgspec.structs import replace

from aetui.desk.acts.act import Doing
from aetui.desk.acts.papers import keep
from aetui.domain.errors import NotThere
from aetui.domain.records import Card, Fact, Meeting, Record

R = TypeVar("R", bound=Record)


def of(kind: type[R]) -> Callable[[Doing], R]:
    """The record of an act, as what it is."""

    def record(doing: Doing) -> R:
        assert isinstance(doing.record, kind)
        return doing.record

    return record


card_of = of(Card)
meeting_of = of(Meeting)


def last_sent(paper: str) -> Callable[[Doing], datetime | None]:
    """When a record's paper (`schedule`, `agenda`) went out last."""

    def when(doing: Doing) -> datetime | None:
        sendings = getattr(doing.record, f"{paper}_sendings")
        last: Fact | None = sendings[-1].sent if sendings else getattr(doing.record, f"{paper}_sent")
        return last.at if last else None

    return when


def out(doing: Doing, paper: str) -> Any:
    """The record with its paper sent: what each sending told is kept with the record, the paper itself as it went."""
    sent = replace(doing.record, **{f"{paper}_sent": doing.fact})
    keep(doing, paper)
    return sent


GONE = {
    "steps": ("step.unknown", "step"),
    "works": ("work.unknown", "work"),
    "money": ("money.unknown", "line"),
    "prep": ("prep.unknown", "name"),
}
"""What is said where a part of that field is gone, and the word by which it is named."""


def part_of(field: str) -> Callable[[Doing], Any]:
    """The part that an act is done to, of those in `field`. Raises NotThere where it is gone."""
    key, word = GONE[field]

    def part(doing: Doing) -> Any:
        found = next((one for one in getattr(doing.record, field) if one.id == doing.part), None)
        if found is None:
            raise NotThere(key, number=getattr(doing.record, "number", ""), **{word: doing.part})
        return found

    return part


def edited(field: str, edit: Callable[[Any, Doing], Any]) -> Callable[[Doing], Record]:
    """Writes that part as `edit` leaves it, and every other as it is. Raises NotThere where it is gone."""
    part = part_of(field)

    def write(doing: Doing) -> Record:
        old = part(doing)
        there = [edit(one, doing) if one is old else one for one in getattr(doing.record, field)]
        return replace(doing.record, **{field: there})

    return write
