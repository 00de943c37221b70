"""A to-do: `周五 打样 @小王 2611-002`, `每周五 交工时表` (A1, C3)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

import msgspec

from aetui.domain.clock.workcal import WorkCalendar
from aetui.domain.lines.parts import NOBODY, Cut, People, Span, Timed, ended, take_owner, take_time, whole_time
from aetui.domain.marks import card_span
from aetui.domain.records import Todo


class TodoLine(msgspec.Struct, frozen=True):
    """What a line says. `day`: on whose list it stands (None: none was said); `due`: its time of day, or another's end of
    work; `card`: the number of a card, which stays in the words. `time`: the time as it was said, the end of work on a day alone."""

    text: str
    owner: str | None = None
    day: date | None = None
    due: datetime | None = None
    card: str | None = None
    time: Timed | None = None
    spans: Mapping[str, Span] = {}
    remark_alone: bool = False


def read(line: str, *, now: datetime, cal: WorkCalendar, people: People = NOBODY, owned: bool = True) -> TodoLine:
    """The line taken apart; `owned`: an `@name` says whose it is. Never raises; `text` may be empty."""
    cut = Cut(line)
    owner = people.owner(take_owner(cut, people)) if owned else None
    time = take_time(cut, now=now, cal=cal)
    due = time.at if time and (owner or not time.day_only) else None
    day = time.at.astimezone(cal.tz).date() if time else None
    number = card_span(cut.masked())
    return TodoLine(cut.words(), owner, day, due, number[0] if number else None, time, cut.spans, cut.remark_alone)


def write(todo: Todo, *, cal: WorkCalendar, people: People = NOBODY, lang: str = "zh") -> str:
    """`打样 @小王 2026-11-27 18:00`; the day alone where no time of day was said."""
    when = whole_time(todo.due, cal) if todo.due else todo.day.isoformat()
    return ended(todo.text, todo.owner, when, lang=lang, known=people.owners)
