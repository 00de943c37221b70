"""The file in which an AM answers an AE: her papers approved and returned (A2), her days signed (A1), to-dos given to her.
Written on the AM's desk, taken in on the AE's. It may be taken in again, and then changes nothing; what the AE's desk has later
stays."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import msgspec

from aetui.desk.core import Desk
from aetui.desk.day.today import client_name
from aetui.desk.files.bundle_file import Bundle, desk_id, read_bundle, write_bundle
from aetui.desk.find.finder import find_one
from aetui.desk.find.look import Look
from aetui.domain.errors import BadInput
from aetui.domain.letters.handing_in import BackDay, back_day
from aetui.domain.records import Fact, TeamDay, TeamPaper, TeamWeek, Todo

BACK = "week-back"
"""The kind of such a file."""


class PaperWord(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the AM said last of a paper, by its id on the AE's desk."""

    id: str
    title: str
    approved: Fact | None = None
    returned: Fact | None = None

    @property
    def fact(self) -> Fact | None:
        return self.approved or self.returned


class GivenTodo(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A to-do that the AM gave to the AE: hers from now on, under the same id. `client`: about whom it is, by the AM's name for them."""

    id: str
    text: str
    day: date
    due: datetime | None = None
    client: str = ""
    client_id: str | None = None


class BackFile(Bundle, frozen=True, kw_only=True, omit_defaults=True):
    """What a file holds. `desk` and `whose`: the AM's; `to`: the id of the AE's profile, `name` hers. `sum`: that nobody wrote
    in it."""

    to: str
    name: str
    made: datetime
    papers: list[PaperWord] = []
    days: list[BackDay] = []
    todos: list[GivenTodo] = []


class Answers(msgspec.Struct, frozen=True):
    """What waits on the AM's desk to go to one AE. `desk`: the id of her profile."""

    whose: str
    desk: str
    papers: list[TeamPaper]
    days: list[TeamDay]
    todos: list[Todo]

    @property
    def n(self) -> int:
        return len(self.papers) + len(self.days) + len(self.todos)


def answers(desk: Desk) -> list[Answers]:
    """For each AE of whom a file came, by name, what is to go back to her."""
    papers = sorted((p for p in desk.book.live_of(TeamPaper) if not p.known), key=lambda p: (p.sent.at, p.id))
    days = sorted((d for d in desk.book.live_of(TeamDay) if not d.known), key=lambda d: (d.day, d.id))
    given = [t for t in desk.book.live_of(Todo) if t.owner and t.done is None and t.dropped is None and not t.private]
    there = {name: desk.mail.to(name) for name in {t.owner for t in given}}
    given = [t for t in given if there[t.owner] is None]  # who is in the office has it
    given.sort(key=lambda t: (t.day, t.priority, t.id))
    desks = {p.desk: p.whose for p in desk.each(TeamPaper)} | {d.desk: d.whose for d in desk.each(TeamDay)}
    desks.update((week.desk, week.whose) for week in sorted(desk.each(TeamWeek), key=lambda w: w.made))
    return [
        Answers(
            whose,
            key,
            [p for p in papers if p.desk == key],
            [d for d in days if d.desk == key],
            [t for t in given if t.owner == whose],
        )
        for key, whose in sorted(desks.items(), key=lambda one: one[::-1])
    ]


def answers_for(desk: Desk, name: str) -> Answers:
    """What is to go back to the AE of that name. Raises NotThere where no file of hers came, BadInput."""
    return find_one(answers(desk), name, _WHO, kind="check.who")


def send_back(desk: Desk, name: str, file: Path, now: datetime) -> Answers:
    """Write what is to go back to that AE, for `aetui import` on her desk. Raises NotThere, BadInput: no name in the profile,
    nothing to say, a file that can't be written."""
    if not desk.owner:
        raise BadInput("team.nameless")
    found = answers_for(desk, name)
    if not found.n:
        raise BadInput("check.nothing", name=found.whose)
    write_bundle(
        file,
        BackFile(
            aetui_bundle=BACK,
            desk=desk_id(desk),
            whose=desk.owner,
            to=found.desk,
            name=found.whose,
            made=now,
            papers=[_word(p) for p in found.papers],
            days=[back_day(d) for d in found.days],
            todos=[_given(desk, todo) for todo in found.todos],
        ),
    )
    return found


def read_back(desk: Desk, file: Path) -> BackFile:
    """What an AM's file says to this desk. Raises BadInput: no such file, edited, for another desk."""
    came = read_bundle(file, BACK, BackFile)
    if came.to != desk_id(desk):
        raise BadInput("check.for_another", file=file.name, name=came.name)
    return came


def _word(paper: TeamPaper) -> PaperWord:
    return PaperWord(
        id=paper.paper_id,
        title=paper.title,
        approved=paper.approved,
        returned=None if paper.approved else paper.returned,
    )


def _given(desk: Desk, todo: Todo) -> GivenTodo:
    client = client_name(desk, todo.client_id)
    return GivenTodo(id=todo.id, text=todo.text, day=todo.day, due=todo.due, client=client, client_id=todo.client_id)


_WHO: Look[Answers] = Look("check.who", lambda one: (one.whose,))
