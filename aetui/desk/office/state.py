"""How a desk stands to its office at this moment."""

from __future__ import annotations

from datetime import datetime
from enum import Enum

import msgspec


class InStep(Enum):
    """How the desk stands to its office now: not known yet, in step, apart, taken out of it, left by another
    program, or behind its schema."""

    UNKNOWN = "unknown"
    IN = "in"
    APART = "apart"
    REMOVED = "removed"
    LEFT = "left"
    NEWER = "newer"


class LinkState(msgspec.Struct, frozen=True):
    """`waits`: how many own changes aren't there; `since`: from when on it is apart; `slow`: it is asked every two seconds, since the
    server can't tell by itself."""

    step: InStep = InStep.UNKNOWN
    waits: int = 0
    since: datetime | None = None
    slow: bool = False
