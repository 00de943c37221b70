"""What comes back of a day that the AM signed, in words (A1)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from aetui.locales import Texts
from aetui.locales.dates import day_number, stamp


def told_words(say: Texts, told: tuple[str, Mapping[str, object]]) -> str:
    """What the desk has moved past."""
    key, words = told
    return say(key, **{name: day_number(value) if isinstance(value, date) else value for name, value in words.items()})


def held_words(say: Texts, owner: str | None, day: date | None, due: datetime | None) -> str:
    """Whose a thing is and by when: `@小王 11/27 15:00`."""
    when = stamp(due) if due else day_number(day) if day else ""
    return " ".join(t for t in (f"@{owner}" if owner else say("check.hers"), when) if t)
