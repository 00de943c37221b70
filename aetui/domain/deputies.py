"""Who stands in for whom (D8): while the one who approves papers or hears of trouble is away, somebody else does."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Literal

from aetui.domain.records import Absence, Away, Profile

if TYPE_CHECKING:
    from aetui.domain.book import Book

DeputyPart = Literal["approves", "hears"]
"""Papers and works are approved (A2, Q2); trouble is heard (R10)."""


def someone(profile: Profile | None, role: str) -> str | None:
    """The name of the person in that role, where the profile names one; without a supervisor of their own the AM is."""
    held = {p.role: p.name for p in reversed(profile.people)} if profile else {}
    return held.get(role) or (held.get("AM") if role == "supervisor" else None)


def away(profile: Profile | None, name: str | None, now: datetime) -> Away | None:
    """That colleague's absence at that moment, as the profile knows of it."""
    found = next((p for p in (profile.people if profile else []) if p.name == name), None)
    return next((a for a in found.away if a.start <= now < a.end), None) if found else None


def stands_in(book: Book, part: DeputyPart, role: str, now: datetime) -> str | None:
    """Who does that now: whom our own absence names while it runs; the person in that `role`, or, while they are away, whom they
    named for it. None where the profile knows nobody."""
    own = next((a for a in book.live_of(Absence) if a.start <= now < a.end and getattr(a, part)), None)
    if own is not None:
        return str(getattr(own, part))
    name = someone(book.profile, role)
    gone = away(book.profile, name, now)
    return (getattr(gone, part) if gone else None) or name
