"""A memo: `小孙 周四留会议室 16:30`: to whom, what, and when to remind (D6)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import msgspec

from aetui.domain.clock.workcal import WorkCalendar
from aetui.domain.lines.parts import NOBODY, Cut, People, Span, called_at, ended, name_at, quoted, take_time, whole_time
from aetui.domain.records import Memo


class MemoLine(msgspec.Struct, frozen=True):
    """What a line says."""

    to: str
    text: str
    remind_at: datetime | None = None
    spans: Mapping[str, Span] = {}
    remark_alone: bool = False


def read(line: str, *, now: datetime, cal: WorkCalendar, people: People = NOBODY) -> MemoLine:
    """The first word, a known name or a name in quotes is the receiver. Never raises; both texts may be empty."""
    cut = Cut(line)
    seen = cut.masked()
    begin = len(seen) - len(seen.lstrip(" @＠"))
    to, end = called_at(cut.text[: cut.end], begin, people.owners, people.others)
    if to:
        cut.take_head("to", (begin, end))
    time = take_time(cut, now=now, cal=cal)
    return MemoLine(to, cut.words(), time.at if time else None, cut.spans, cut.remark_alone)


def write(memo: Memo, *, cal: WorkCalendar, people: People = NOBODY, lang: str = "zh") -> str:
    """`小孙 周四留会议室 2026-11-26 16:30`."""
    rest = ended(memo.text, None, whole_time(memo.remind_at, cal) if memo.remind_at else "", lang=lang)
    return f"{name_words(memo.to, people)} {rest}"


def name_words(name: str, people: People = NOBODY) -> str:
    """A name as the first word of a line."""
    read = {name_at(f"{name} ", 0)[0], called_at(f"{name} ", 0, people.owners, people.others)[0]}
    plain = read == {name} and name == name.strip(" @＠")
    return name if plain else quoted(name)
