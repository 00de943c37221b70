"""What starts an obligation of an event rule."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import msgspec

from aetui.domain.records import Fact, Moved


class Start(msgspec.Struct, kw_only=True):
    """A record, or a part of one, that starts obligations.

    `at` is the time that it is about (the meeting's start, the step's due time, the time that was typed);
    `cap` the time that a short notice never goes past. From `lapse` on nothing can meet it any more; `over`
    is when something was done that ended it unmet (the card closed, the meeting called off). `until`: when another duty
    took its place (the step was moved): what was done from then on is that one's. `since` tells it from those before it,
    empty for the first. `due`, `act_by` and `fact` are given where they don't follow from the rule. `late`: the ids of
    the duties that are late, of a report. `estimated`: its due time was reckoned over days of a year that isn't published.
    """

    record: Any
    part: Any = None
    part_id: str = ""
    since: str = ""
    subject_type: str
    subject_id: str
    number: str | None = None
    client_id: str | None = None
    what: str
    owner: str | None = None
    source: str | None = None
    start: datetime
    at: datetime | None = None
    cap: datetime | None = None
    lapse: datetime | None = None
    over: datetime | None = None
    until: datetime | None = None
    act_by: datetime | None = None
    due: datetime | None = None
    fact: Fact | None = None
    estimated: bool = False
    late: tuple[str, ...] = ()


class Stand(msgspec.Struct):
    """A due time, from when it was set until it was given up for another. `since`: see `Start`."""

    due: datetime
    begin: datetime
    until: datetime | None = None
    since: str = ""


def stamp(begin: datetime) -> str:
    """What tells a duty from the one before it: when it began, as `20261126T093000Z`."""
    return begin.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def stands(due: datetime | None, since: datetime | None, moved: list[Moved], origin: datetime) -> Iterator[Stand]:
    """The due times that something had, the one in force last. `origin`: since when the first stood, where it isn't said."""
    for n, old in enumerate(moved):
        begin = old.since or origin
        if begin < old.at:
            yield Stand(old.due, begin, old.at, stamp(begin) if n else "")
    if due is not None:
        begin = since or (moved[-1].at if moved else origin)
        yield Stand(due, begin, None, stamp(begin) if moved else "")


class NoObligation(Exception):
    """What starts here is done in the same breath, or asks for nothing: nobody owes it."""
