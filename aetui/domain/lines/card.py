"""A work card in one line: `梅林 秋季海报横版 周五`: whose, what, and by when (D4, R6)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

import msgspec

from aetui.domain.clock.workcal import WorkCalendar
from aetui.domain.lines.head import head_words, take_head_name
from aetui.domain.lines.parts import Cut, Span, ended, take_time, whole_time
from aetui.domain.records import Card


class CardLine(msgspec.Struct, frozen=True):
    """What a line says. `client` as it was typed; `title` and `what`: without and with the house's remark."""

    client: str
    title: str
    what: str
    deliver_at: datetime | None = None
    spans: Mapping[str, Span] = {}


def read(line: str, *, now: datetime, cal: WorkCalendar, names: Iterable[str] | None = ()) -> CardLine:
    """`names`: the clients'; None: no client stands in the line. Never raises; client and title may be empty."""
    cut = Cut(line)
    client = take_head_name(cut, names) if names is not None else ""
    deliver = take_time(cut, now=now, cal=cal)
    return CardLine(client, cut.bare(), cut.words(), deliver.at if deliver else None, cut.spans)


def write(card: Card, *, client: str, cal: WorkCalendar, lang: str = "zh") -> str:
    """`梅林 秋季海报横版 2026-11-27 18:00`; `client` is its name, empty where it needn't be said."""
    rest = ended(card.title, None, whole_time(card.deliver_at, cal) if card.deliver_at else "", lang=lang)
    return f"{head_words(client)} {rest}" if client else rest
