"""What is owed: the obligation (时限), and how it is derived."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec

State = Literal["pending", "soon", "overdue", "met", "met_late", "waived", "missed"]
OPEN: frozenset[str] = frozenset({"pending", "soon", "overdue"})


class Obligation(msgspec.Struct, frozen=True, kw_only=True):
    """One obligation at one moment.

    `id` is stable between runs: `RULE:RECORD_ID`, `RULE:RECORD_ID.PART_ID` or `RULE:SUBJECT:PERIOD`.
    `due` is the promise; `act_by` the last working moment not after it (domain.md, Clock and calendar).
    `what` is the user's own words on it (a card's title, an item's text), to be shown beside the rule's title.
    """

    id: str
    rule: str
    source: str
    subject_type: str  # card, step, money, item, call, todo, meeting, memo, absence, client, person, user
    subject_id: str
    number: str | None = None  # the card's number, where there is a card
    client_id: str | None = None
    what: str
    start: datetime
    due: datetime
    act_by: datetime
    state: State
    met_at: datetime | None = None
    how: str | None = None
    by: str | None = None
    reason: str | None = None
    owner: str | None = None  # someone else, who is chased
    cover: str | None = None  # who covers while the user is away; empty: nobody does

    def remaining(self, now: datetime) -> float:
        """Seconds to `act_by`; negative past it."""
        return (self.act_by - now).total_seconds()
