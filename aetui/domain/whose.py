"""Who the user is in a line: `我`, `me`, or their own name."""

from __future__ import annotations

ME = frozenset({"我", "我自己", "自己", "me", "myself"})


def is_me(said: str, me: str | None) -> bool:
    """Whether that name is the user, whose name is `me`."""
    return said == me or said.casefold() in ME
