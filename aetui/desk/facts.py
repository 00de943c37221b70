"""What verbs make of typed words and times: texts without blanks at their ends, facts that lie behind us."""

from __future__ import annotations

from datetime import datetime

from aetui.domain.errors import BadInput
from aetui.domain.records import Fact


def clean(text: str | None) -> str | None:
    """The text without blanks at its ends; None where nothing is left."""
    return (text or "").strip() or None


def new_or_old(new: str | None, old: str | None) -> str | None:
    """A field said anew: None leaves what was there, an empty text empties it."""
    return old if new is None else clean(new)


def past(at: datetime | None, now: datetime) -> datetime:
    """When something was done: `at`, else `now`. Raises BadInput for a time to come."""
    if at is not None and at > now:
        raise BadInput("time.future", time=at)
    return at or now


def fact(now: datetime, at: datetime | None = None, *, how: str | None = None, by: str | None = None) -> Fact:
    """Something that was done, with its proof. Raises BadInput for a time to come."""
    return Fact(at=past(at, now), how=clean(how), by=clean(by))
