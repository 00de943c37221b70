"""The due time that stands, in words, for screens and shell alike."""

from __future__ import annotations

from datetime import datetime, tzinfo
from typing import Protocol

from aetui.locales import Texts
from aetui.locales.dates import when


class NotRead(Protocol):
    """Words that named a time, and were none."""

    @property
    def text(self) -> str: ...
    @property
    def why(self) -> str: ...


class Stands(Protocol):
    """What `desk.typed.standing` tells."""

    @property
    def due(self) -> datetime | None: ...
    @property
    def usual(self) -> bool: ...
    @property
    def estimated(self) -> bool: ...
    @property
    def unread(self) -> NotRead | None: ...


def stands(say: Texts, standing: Stands, now: datetime, tz: tzinfo) -> list[str]:
    """`周五 18:00 前`; `照例 明天 18:00 前`, with what wasn't understood; nothing where nothing falls due."""
    parts = []
    if standing.due is not None:
        time = when(say, standing.due.astimezone(tz), now)
        if standing.estimated:
            time = say("due.estimated", time=time)
        parts.append(say("due.usual" if standing.usual else "due.until", time=time))
    if standing.unread is not None:
        parts.append(not_read(say, standing.unread))
    return parts


def not_read(say: Texts, words: NotRead) -> str:
    """What wasn't understood, and why: `“3/12/2026”两国读法不同，没当时间`."""
    return say(f"unread.{words.why}", text=words.text)
