"""Calls and their items (通话, 逐条记录)."""

from datetime import datetime
from typing import Literal

from aetui.domain.marks import Mark
from aetui.domain.records.base import Fact, Part, Record

Way = Literal["in", "out", "missed"]
Channel = Literal["phone", "visit", "chat"]


class Call(Record, frozen=True, kw_only=True):
    """通话 / 会谈 (D2). `client_id` None: not known yet. `returned`: a missed call that was called back (D3)."""

    at: datetime
    way: Way
    client_id: str | None = None
    contact: str | None = None
    channel: Channel = "phone"
    ended_at: datetime | None = None
    serves: list[str] = []  # ids of obligations that this call served (C1, C2, M8)
    returned: Fact | None = None


class Made(Part, frozen=True, kw_only=True):
    """What an item led to."""

    type: Literal["card", "todo", "memo"]
    id: str


class Item(Record, frozen=True, kw_only=True):
    """逐条记录 (D2): one line of a call. `text` stands without its mark.

    `done` is the proof of what its mark started: kept (`>`), answered (`?`), reported (`!`, with the
    proposed solution in `how`), shared (`*`). `reported`: the supervisor was told that a promise of nobody's is late (R10). `card_id` is the card that the item stands on (`+`, `$`);
    `carded_at` when it was put there, where that was later than it was typed.
    """

    call_id: str
    client_id: str | None = None
    n: int  # place in its call, from 1
    at: datetime
    mark: Mark = ""
    text: str
    due: datetime | None = None
    owner: str | None = None
    made: Made | None = None
    card_id: str | None = None
    carded_at: datetime | None = None
    done: Fact | None = None
    reported: list[Fact] = []
