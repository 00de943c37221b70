"""A client is gone over (R1): what of the three wasn't written of in the quarter is noted as unchanged."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from aetui.desk.core import Change, Desk
from aetui.domain.client_notes import left_to_review
from aetui.domain.clock.periods import span
from aetui.domain.records import Client, Fact


def gone_over_in(change: Change, client_id: str, period: str, done: Fact) -> None:
    """Inside a change: the review of that quarter is done; what of the three wasn't gone over in it is noted as unchanged. Raises
    NotThere."""
    client = change.need(Client, client_id, "client.unknown", name=client_id)
    left = left_to_review(client, begins(change.desk, period))
    if left:
        change.put(replace(client, unchanged={**client.unchanged, **dict.fromkeys(left, done)}))


def begins(desk: Desk, period: str) -> datetime:
    """The first moment of that quarter on the desk's clock."""
    return desk.calendar.at(span(period)[0], 0)
