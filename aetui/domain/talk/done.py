"""What was done for a client beside their cards: papers that went out, meetings held, questions answered, promises kept. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from aetui.domain.lines.parts import cut_out
from aetui.domain.papers import PAPERS
from aetui.domain.records import Card, Item, Meeting, Memo, Paper, Record
from aetui.domain.talk import News, NewsKind
from aetui.domain.text import parted

if TYPE_CHECKING:
    from aetui.domain.clock.workcal import WorkCalendar

_TOLD: dict[str, NewsKind] = {"?": "answered", ">": "kept"}
_HOUR = timedelta(hours=1)
_BY_THEMSELVES = frozenset({"weekly", "schedule"})
"""The report itself is no news; a schedule's sendings stand on the card."""


def done_for(
    records: Iterable[Record], about: dict[str, Record], begin: datetime, end: datetime, cal: WorkCalendar
) -> Iterator[News]:
    """What of these records of one client's (papers, meetings, items) was done in (begin, end]. `about`: the cards and meetings by
    their ids, which papers and items name."""
    for record in records:
        found = _of(record, about, end, cal)
        if found is not None and begin < found.at <= end:
            yield found


def without_time(item: Item, cal: WorkCalendar) -> str:
    """An item's words without those that named its time (明天上午), which say another day to who reads them later."""
    from aetui.domain.plainwords import find_time

    words, remark = parted(item.text)
    found = find_time(words, now=item.at, cal=cal) if item.due is not None else None
    if found is not None and found.at == item.due:
        words = cut_out(words, found.start, found.end)
    return words + remark


def _of(record: Record, about: dict[str, Record], now: datetime, cal: WorkCalendar) -> News | None:
    if isinstance(record, Paper):
        row = PAPERS.get(record.kind)
        if row is None or not row.outside or record.kind in _BY_THEMSELVES:
            return None
        held = about.get(record.card_id or "") or about.get(record.meeting_id or "") or record
        return News(at=record.sent.at, kind="paper", about=_title(held), record=held, what=record.kind)
    if isinstance(record, Memo):  # what went outside; inside it is nobody's news
        if not record.outside or record.sent is None:
            return None
        on = about.get(record.card_id or "", record)
        return News(at=record.sent.at, kind="paper", about=_title(on), record=on, what="memo")
    if isinstance(record, Meeting):
        if record.start is None or record.cancelled is not None:
            return None
        over = (record.end or record.start + _HOUR) <= now
        held_at = record.start if over or record.attended or record.minutes.topics else None
        return News(at=held_at, kind="meeting", about=record.title, record=record) if held_at else None
    if isinstance(record, Item) and record.done is not None and record.mark in _TOLD:
        card = about.get(record.card_id or "")
        words = without_time(record, cal)
        return News(at=record.done.at, kind=_TOLD[record.mark], about=_title(card), record=record, what=words)
    return None


def _title(record: Record | None) -> str:
    return record.title if isinstance(record, Card | Meeting) else ""
