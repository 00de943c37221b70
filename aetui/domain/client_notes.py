"""What is known of a client (R1): when each of the three was last gone over, and what is older than half a year. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import get_args

from aetui.domain.records import About, Client, Note

ABOUTS: tuple[About, ...] = get_args(About)
REVIEW = "client.review"
"""The rule whose duty it is to go over them each quarter."""
HALF_A_YEAR = timedelta(days=183)


def notes_about(client: Client, about: About) -> list[Note]:
    """Its notes, newest first."""
    found = [note for note in client.notes if note.about == about]
    return sorted(found, key=lambda note: note.at, reverse=True)


def gone_over(client: Client, about: About) -> datetime | None:
    """When it was last written of, or found to be as it was."""
    times = [note.at for note in client.notes if note.about == about]
    fact = client.unchanged.get(about)
    return max([*times, *([fact.at] if fact else [])], default=None)


def is_stale(client: Client, about: About, now: datetime, note: Note | None = None) -> bool:
    """Whether half a year went by since it (or that note of it) was written, and since it was last found to be so still."""
    fact = client.unchanged.get(about)
    seen = note.at if note is not None else gone_over(client, about)
    if seen is not None and fact is not None:
        seen = max(seen, fact.at)
    return seen is not None and now - seen > HALF_A_YEAR


def left_to_review(client: Client, since: datetime) -> list[About]:
    """Those of the three that weren't gone over since then."""
    return [about for about in ABOUTS if (seen := gone_over(client, about)) is None or seen < since]
