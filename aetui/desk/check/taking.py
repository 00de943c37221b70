"""What the AM said comes into the AE's desk by her file (A1, A2): each word through the act that it stands for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import msgspec

from aetui.desk.acts import do
from aetui.desk.acts.papers import APPROVE, RETURN
from aetui.desk.check.back import BackFile, GivenTodo, PaperWord, read_back
from aetui.desk.check.day_back import BothChanged, DayTaken, Side, Told, take_signed
from aetui.desk.check.hers import client_as_here, hers_in
from aetui.desk.core import Change, Desk
from aetui.desk.trying import refusal
from aetui.domain.errors import BadInput
from aetui.domain.gates import paper_state
from aetui.domain.records import Fact, Paper, Todo


class Taken(msgspec.Struct, frozen=True):
    """What came of an AM's file: titles of papers approved and returned, to-dos added beside those of the days. `told`: what it
    says of things that this desk has moved past."""

    whose: str
    approved: list[str]
    returned: list[str]
    added: list[str]
    days: list[DayTaken]
    told: list[Told]

    @property
    def conflicts(self) -> list[BothChanged]:
        """What both changed, and nobody has said whose word counts; in the order in which they are numbered."""
        return [one for day in self.days for one in day.conflicts]

    @property
    def all_told(self) -> list[Told]:
        return [*self.told, *(told for day in self.days for told in day.told)]

    @property
    def n(self) -> int:
        """How much of it was new here."""
        return len(self.approved) + len(self.returned) + len(self.added) + sum(day.n for day in self.days)


def take_back(desk: Desk, file: Path, now: datetime, *, sides: Mapping[str, Side] | None = None) -> Taken:
    """Take in an AM's file, as one change; taken in again it changes nothing. `sides`: whose word counts where both changed a thing
    (`BothChanged.key`). Raises BadInput: no such file, edited, for another desk, or all of it is here already."""
    came = read_back(desk, file)
    with desk.change("check.take_in", now, who=came.whose) as change:
        taken = _taken(change, came, sides or {})
        if not (taken.n or taken.conflicts or taken.all_told):
            raise BadInput("bundle.twice", file=file.name)
    return taken


def conflicts_in(desk: Desk, file: Path, now: datetime) -> list[BothChanged]:
    """What of that file is to be asked, as `take_back` would leave it; nothing is changed. Raises BadInput."""
    came = read_back(desk, file)
    found: list[BothChanged] = []

    def tried() -> None:
        with desk.change("check.take_in", now) as change:
            found.extend(_taken(change, came, {}).conflicts)

    refusal(desk, tried, now)
    return found


def _taken(change: Change, came: BackFile, sides: Mapping[str, Side]) -> Taken:
    taken = Taken(came.whose, [], [], [], [], [])
    for word in came.papers:
        _paper(change, word, taken)
    for day in came.days:
        taken.days.append(take_signed(change, day, sides))
    for todo in came.todos:
        _given(change, came, todo, taken)
    return taken


def _paper(change: Change, word: PaperWord, taken: Taken) -> None:
    paper, fact = change.get(Paper, word.id), word.fact
    if fact is None:
        return
    if paper is None:
        taken.told.append(("check.told.gone", {"what": word.title}))
        return
    held = paper.approved or paper.returned
    if held is not None and held.at >= fact.at:
        if held != fact:
            taken.told.append(("check.told.later", {"what": paper.title}))
        return
    if paper_state(paper) == "anew":
        taken.told.append(("check.told.anew", {"what": paper.title}))
        return
    approved = word.approved is not None
    # The AM's own name is another's here; should it be ours, the gate that stands before the act says so.
    do(change, APPROVE if approved else RETURN, paper, Fact(at=fact.at, how=fact.how, by=fact.by), anew=True)
    (taken.approved if approved else taken.returned).append(paper.title)


def _given(change: Change, came: BackFile, given: GivenTodo, taken: Taken) -> None:
    """It stands in our list under the id that it has on the AM's desk; one that is here already stays as we have it."""
    if change.get(Todo, given.id) is None:
        by = Fact(at=came.made, by=came.whose)
        client_id = client_as_here(change.desk, given.client_id, given.client)
        todo = hers_in(change, given.id, given.text, given.day, by, due=given.due, client_id=client_id)
        taken.added.append(todo.text)
