"""What starts an obligation of an event rule."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec

from aetui.domain.records import Fact


class Start(msgspec.Struct, kw_only=True):
    """A record, or a part of one, that starts obligations.

    `at` is the time that it is about (the meeting's start, the step's due time, the time that was typed);
    `cap` the time that a short notice never goes past. From `lapse` on nothing can meet it any more; `over`
    is when something was done that ended it unmet (the card closed, the meeting called off). `due` and `fact`
    are given where they don't follow from the rule. `estimated`: its due time was reckoned over days of a year that
    isn't published.
    """

    record: Any
    part: Any = None
    part_id: str = ""
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
    due: datetime | None = None
    fact: Fact | None = None
    estimated: bool = False


class NoDuty(Exception):
    """What starts here is done in the same breath, or asks for nothing: nobody owes it."""
