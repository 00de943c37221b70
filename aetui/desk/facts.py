"""What verbs make of typed words and times: texts without blanks at their ends, facts that lie behind us."""

from __future__ import annotations

from datetime import datetime
from typing import TypedDict, Unpack

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


class Proof(TypedDict, total=False):
    """What a verb is told of what was done: when, if not now, how, by whom, and the reason for passing a gate."""

    at: datetime | None
    how: str | None
    by: str | None
    why: str | None


def fact(now: datetime, **proof: Unpack[Proof]) -> Fact:
    """Something that was done, with its proof. Raises BadInput for a time to come."""
    at = past(proof.get("at"), now)
    return Fact(at=at, how=clean(proof.get("how")), by=clean(proof.get("by")), why=clean(proof.get("why")))
