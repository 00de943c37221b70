"""Next week planned (A3): what the AEs' weeks and our own records hold for it, and what is added, one line each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

import msgspec

from aetui.desk.book.people import whole_name
from aetui.desk.card.cards import card_by_number
from aetui.desk.core import Desk
from aetui.desk.day.today import client_name
from aetui.desk.day.todos import add_todo
from aetui.desk.periods import moments
from aetui.desk.typed.records import asked_of, read_todo, split_client
from aetui.desk.week.team_ahead import GIVEN, ROUND, TODO, todo_due, todos_between
from aetui.domain.clock.periods import after
from aetui.domain.errors import BadInput
from aetui.domain.lines.parts import Timed
from aetui.domain.patterns import pattern
from aetui.domain.records import TeamLine, TeamWeek, Todo

_WEEKDAY = pattern(r"周|星期|礼拜|\b(?:mon|tue|wed|thu|fri|sat|sun)", re.IGNORECASE)
_WEEK = timedelta(days=7)


class Planned(msgspec.Struct, frozen=True, kw_only=True):
    """One thing of next week: whose it is, and what. `todo_id`: where it is a to-do of this desk."""

    who: str
    line: TeamLine
    due: datetime
    todo_id: str = ""

    @property
    def client(self) -> str:
        return self.line.client

    @property
    def state(self) -> str:
        return self.line.state

    @property
    def source(self) -> str:
        return self.line.source


class PlanEntry(msgspec.Struct, frozen=True):
    """A typed line understood: `周二 梅林 打样确认 @李雯`."""

    text: str
    day: date
    owner: str | None = None
    due: datetime | None = None
    client_id: str | None = None
    card_id: str | None = None
    clocked: bool = False


def planned(desk: Desk, own: TeamWeek, weeks: Sequence[TeamWeek], period: str) -> list[Planned]:
    """What stands in the week after `period`, the earliest first: our own, what we gave others, each AE's."""
    known = {name: key for week in (own, *weeks) for name, key in _clients_of(week) if name}
    found = [
        Planned(who=week.whose, line=line, due=line.due)
        for week in (own, *weeks)
        for line in week.ahead
        if line.due is not None and not (week is own and line.state in (TODO, GIVEN))
    ]
    ours = todos_between(desk, *moments(desk, after(period)))
    theirs = {line.id for week in weeks for line in week.ahead if line.id}
    found += [_given(desk, own, todo, known) for todo in ours if todo.id not in theirs]
    return sorted(found, key=lambda p: (p.due, p.who, p.client, p.line.what))


def unplanned(own: TeamWeek, weeks: Sequence[TeamWeek], plan: Sequence[Planned]) -> list[tuple[str, str]]:
    """(AE, client) for whom nothing is planned but what comes round by itself; of our own, the clients of open cards."""
    pairs = [(own.whose, card.client, card.client_id) for card in own.cards]
    for week in weeks:
        clients = sorted({*_clients_of(week)} - {("", None)}, key=str)
        pairs += [(week.whose, *client) for client in clients or [("", None)]]
    things = [p for p in plan if p.state != ROUND]

    def stands(who: str, client: str, client_id: str | None) -> bool:
        return any(
            p.who in (who, own.whose)
            and (p.client == client or client in p.line.what or (client_id and p.line.client_id == client_id))
            for p in things
            if p.who == who or client
        )

    return [(who, client) for who, client, key in dict.fromkeys(pairs) if not stands(who, client, key)]


def _clients_of(week: TeamWeek) -> Iterator[tuple[str, str | None]]:
    yield from ((tally.client, tally.client_id) for tally in week.tallies)
    yield from ((card.client, card.client_id) for card in week.cards)


def understand(desk: Desk, line: str, period: str, now: datetime) -> PlanEntry:
    """What a line typed for the week after `period` means; a day of another week is none of it. Raises BadInput."""
    entry = read_todo(desk, line, now)
    begin, end = moments(desk, after(period))
    time = entry.time
    due = _in_week(time, begin, end) if time else None
    if time is not None and due is None:
        first, last = desk.local(begin).date(), desk.local(end).date() - timedelta(days=1)
        raise BadInput("team.plan_week", first=first, last=last, text=time.words)
    card = card_by_number(desk, entry.card) if entry.card else None
    client, text = split_client(desk, entry.text)
    if client is None and card is None:
        client, text = asked_of(desk, entry.owner, entry.text)
    return PlanEntry(
        text=text,
        day=desk.local(due).date() if due else desk.calendar.on_or_after(desk.local(begin).date()),
        owner=whole_name(desk, entry.owner) if entry.owner else None,
        due=due,
        client_id=client.id if client else card.client_id if card else None,
        card_id=card.id if card else None,
        clocked=time is not None and not time.day_only,
    )


def add_plan(desk: Desk, line: str, period: str, now: datetime) -> Todo:
    """Put a thing on the plan of the week after `period`: a to-do with its day there, and its owner. Raises BadInput."""
    entry = understand(desk, line, period, now)
    mine = entry.owner == desk.owner
    return add_todo(
        desk,
        entry.text,
        now,
        day=entry.day,
        owner=None if mine else entry.owner,
        due=entry.due if entry.clocked or (entry.owner and not mine) else None,
        card_id=entry.card_id,
        client_id=entry.client_id,
    )


def _given(desk: Desk, own: TeamWeek, todo: Todo, known: Mapping[str, str | None]) -> Planned:
    """A to-do of this desk; an AE's client that isn't in our book is told by the first word."""
    client, client_id, what = client_name(desk, todo.client_id), todo.client_id, todo.text
    head, _, rest = what.partition(" ")
    if not client and head in known and rest:
        client, client_id, what = head, known[head], rest
    due = todo_due(desk, todo)
    line = TeamLine(
        id=todo.id,
        what=what,
        client=client,
        client_id=client_id,
        due=due,
        state=GIVEN if todo.owner else TODO,
        source="A3",
    )
    return Planned(who=todo.owner or own.whose, line=line, due=due, todo_id=todo.id)


def _in_week(time: Timed, begin: datetime, end: datetime) -> datetime | None:
    """The time that was meant, in that week; a weekday alone (周五, said on Friday) is that week's."""
    if begin <= time.at < end:
        return time.at
    later = time.at + _WEEK
    said = time.words
    weekday = _WEEKDAY.search(said) and not re.search("[本这]|this", said, re.IGNORECASE)
    return later if weekday and time.at < begin <= later < end else None
