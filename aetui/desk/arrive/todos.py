"""To-dos of another program come onto the desk: their dates read as everywhere, what is done left out, none twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from msgspec.structs import replace

from aetui.desk.arrive.arrival import Arrival, Becomes, Coming
from aetui.desk.card.cards import card_by_number
from aetui.desk.core import Change, Desk
from aetui.desk.day.todos import add_todo
from aetui.desk.files.given import read_file
from aetui.desk.find import names
from aetui.desk.trying import tried
from aetui.desk.typed.lines import people
from aetui.desk.typed.records import note_todo, read_todo
from aetui.documents.others.tasks import Program, Task, read_tasks
from aetui.documents.others.text import MOST_BYTES, as_text
from aetui.domain.errors import DeskError
from aetui.domain.lines.parts import whole_at_end
from aetui.domain.marks import card_number
from aetui.domain.patterns import pattern
from aetui.domain.plainwords import find_time
from aetui.domain.records import Client, Fact, Todo
from aetui.locales import Texts
from aetui.locales.dates import day_short, when
from aetui.locales.errors import reason

_Act = Callable[[Change], Todo]
_STAMP = pattern(r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ](\d{2}):?(\d{2})(?::?\d{2}(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?")
_SLASHED = pattern(r"(\d{4})[/.年](\d{1,2})[/.月](\d{1,2})日?(.*)")
_LATE = 6
"""So many last seconds of a day count as its end: 23:59."""


class _Tasks:
    def __init__(self, desk: Desk, say: Texts, now: datetime, program: Program, *, everything: bool) -> None:
        self._desk, self._say, self._now, self._program, self._all = desk, say, now, program, everything
        self._today = desk.local(now).date()
        self._people = people(desk)
        kept = list(desk.each(Todo))
        self._origins = {t.origin for t in kept if t.origin}
        self._open = {names.fold(t.text) for t in kept if t.done is None and t.dropped is None}

    def judge(self, one: Task) -> tuple[Becomes, str, _Act | None]:
        """What becomes of it, what else there is to say, and what is done."""
        origin = f"{self._program} {one.uid or f'{names.fold(one.text)}|{one.due}'}"
        words = names.fold(read_todo(self._desk, one.text, self._now).text if one.typed else one.text)
        if origin in self._origins or (not one.done and words in self._open):
            return "same", "", None
        if one.done and not self._all:
            return "left", self._say("arrive.done"), None
        self._origins.add(origin)
        if not one.done:
            self._open.add(words)
        told = [self._say("arrive.once")] if one.repeats else []
        if one.typed:
            return (
                "new",
                "".join(told),
                lambda change: self._end(change, one, note_todo(change.desk, one.text, change.now), origin),
            )
        day, due, more = self._time(one)
        owner = self._owner(one)
        if one.owner and owner is None and not self._people.is_me(one.owner):
            told.append(self._say("arrive.owner_unknown", name=one.owner))
        client = self._client(one.project)
        if one.project and client is None:
            told.append(self._say("arrive.project", name=one.project))

        def add(change: Change) -> Todo:
            number = card_number(one.text)
            card = card_by_number(change.desk, number) if number else None
            made = add_todo(
                change.desk,
                one.text,
                change.now,
                day=day,
                due=due if owner is None or due else change.desk.calendar.day_end(day or self._today),
                owner=owner,
                card_id=card.id if card else None,
                client_id=card.client_id if card else client.id if client else None,
            )
            return self._end(change, one, made, origin)

        return "new", self._say("list.semicolon").join([*more, *told]), add

    def _end(self, change: Change, one: Task, made: Todo, origin: str) -> Todo:
        done = None
        if one.done:
            at = self._read(one.done_at)
            done = Fact(at=min(at[0], change.now) if at else change.now)
        return change.put(replace(made, origin=origin, done=done))

    def shown(self, made: Todo) -> str:
        """When it stands on the list, and whose it is."""
        desk, say = self._desk, self._say
        time = (
            when(say, desk.local(made.due), desk.local(self._now))
            if made.due
            else day_short(say, made.day, self._today)
        )
        return "  ".join(filter(None, (time, made.owner and f"@{made.owner}")))

    def _time(self, one: Task) -> tuple[date | None, datetime | None, list[str]]:
        """Its day, its time of day, and what is to be said: that it is over, or can't be read. What is over stands on today's list."""
        if not one.due:
            return None, None, []
        found = self._read(one.due)
        if found is None:
            return None, None, [self._say("arrive.due_unread", text=one.due)]
        at, day_only = found
        day = self._desk.local(at).date()
        if one.done:
            return day, None, []
        if day < self._today:
            return self._today, None, [self._say("arrive.past", day=f"{day:%Y-%m-%d}")]
        return day, None if day_only else at, []

    def _read(self, said: str) -> tuple[datetime, bool] | None:
        """The moment that a program wrote, or the words that somebody typed there; and whether it is a day alone: midnight is none."""
        cal = self._desk.calendar
        text = _SLASHED.sub(lambda m: f"{m[1]}-{int(m[2]):02d}-{int(m[3]):02d}{m[4]}", said.strip())
        stamp = _STAMP.fullmatch(text)
        if stamp is None:
            found = find_time(said, now=self._now, cal=cal)
            return (found.at, found.day_only) if found and found.text.strip() == said.strip() else None
        year, month, day, hour, minute, zone = stamp.groups()
        zone = "" if not zone else "+00:00" if zone == "Z" else zone if ":" in zone else f"{zone[:3]}:{zone[3:]}"
        whole = whole_at_end(f"{year}-{month}-{day}" + (f" {hour}:{minute}{zone}" if hour else ""), cal)
        if whole is None:
            return None
        local = self._desk.local(whole.at)
        alone = whole.day_only or (local.hour, local.minute) in ((0, 0), (23, 59))
        return whole.at, alone

    def _owner(self, one: Task) -> str | None:
        return one.owner if one.owner in self._people.owners else None

    def _client(self, project: str) -> Client | None:
        asked = names.fold(project.rpartition(".")[2])
        found = (
            c for c in self._desk.book.live_of(Client) if asked and asked in (names.fold(c.name), names.fold(c.short))
        )
        return next(found, None)


def todos(desk: Desk, file: Path, say: Texts, now: datetime, *, everything: bool = False) -> Arrival:
    """The things to do of a file beside those of the desk. `everything`: those that are done too. Raises BadInput."""
    found = read_tasks(as_text(read_file(file, MOST_BYTES + 1), file), file)
    book = _Tasks(desk, say, now, found.program, everything=everything)
    rows: list[Coming] = []
    acts: list[_Act] = []

    def look() -> None:
        with desk.change("", now) as change:
            for one in sorted(found.tasks, key=lambda t: t.priority or 9):
                try:
                    becomes, more, act = book.judge(one)
                    if act is not None:
                        made = act(change)
                        acts.append(act)
                        more = "  ".join(filter(None, (book.shown(made), more)))
                    rows.append(Coming(becomes, made.text if act else one.text, more, one.line))
                except DeskError as error:
                    rows.append(Coming("left", one.text, reason(say, error), one.line))

    tried(desk, look, now)

    def write(at: Desk, when: datetime) -> None:
        with at.change("todo.import", when, text=file.name) as change:
            for act in acts:
                act(change)

    told = [say(f"arrive.program.{found.program}")]
    if found.beside:
        told.append(say("arrive.beside", n=found.beside))
    return Arrival(file, "todos", told, rows, write)
