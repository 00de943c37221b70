"""What an AM sees of her AEs' weeks in one list each (A3): what was late, what is unsettled, when what is to be delivered; and what has
changed since the summary was handed to the AD."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from operator import attrgetter
from typing import Protocol

import msgspec

from aetui.desk.core import Desk
from aetui.domain.cards.numbers import in_order
from aetui.domain.clock.periods import after, span
from aetui.domain.records import Fulfilment, Paper, Summary, TeamCard, TeamLine, TeamWeek, Todo
from aetui.domain.rulebook import Rulebook

DELIVERY = "card.deliver"
_ROUTINE = frozenset({"D1", "C1"})
"""What comes round by itself, in files that name no rule."""


class Weeks(Protocol):
    """What the lists are made from: the AEs' weeks, ours last."""

    @property
    def all(self) -> list[TeamWeek]: ...


class TeamThing(msgspec.Struct, frozen=True):
    """A thing of an AE's. `states`: how each one like it stands, of what comes round by itself."""

    who: str
    line: TeamLine
    states: tuple[str, ...] = ()

    @property
    def n(self) -> int:
        return len(self.states) or 1


class Delivery(msgspec.Struct, frozen=True):
    """When a card is to be delivered, and whose it is."""

    who: str
    card: TeamCard
    at: datetime


class Since(msgspec.Struct, frozen=True):
    """What has changed since the summary was handed in: the `words`, someone's `week`, `n` things of the `plan`."""

    what: str
    who: str = ""
    n: int = 1


def late_of(rulebook: Rulebook, team: Weeks) -> list[TeamThing]:
    """What was late or missed: deliveries first, then everything that was promised, by when it was due; what comes round by itself
    (D1, C1 ...) stands behind it, in one line for each AE and rule."""
    found = [TeamThing(week.whose, line) for week in team.all for line in week.late]
    alone = [one for one in found if not _routine(rulebook, one.line)]
    alone.sort(key=lambda one: (one.line.rule != DELIVERY, one.line.due is None, one.line.due, one.who))
    rounds: dict[tuple[str, str], list[TeamThing]] = {}
    for one in found:
        if _routine(rulebook, one.line):
            rounds.setdefault((one.who, one.line.rule or one.line.source), []).append(one)
    return [*alone, *(_folded(held) for held in rounds.values())]


def unsettled(team: Weeks) -> list[TeamThing]:
    """What hadn't ended when the files were made: the next file tells how it did."""
    found = [TeamThing(week.whose, line) for week in team.all for line in week.unsettled]
    return sorted(found, key=lambda one: (one.line.due is None, one.line.due, one.who))


def deliveries(team: Weeks) -> list[Delivery]:
    """Every open card's delivery date, the earliest first, whosever it is."""
    found = [Delivery(week.whose, card, card.deliver_at) for week in team.all for card in week.cards if card.deliver_at]
    return sorted(found, key=lambda one: (one.at, one.who, in_order(one.card)))


def gathered(team: Weeks, which: str) -> list[TeamThing]:
    """The AEs' `troubles`, `news` or what they `delivered`, in order of time."""
    lines = attrgetter(which)
    found = [TeamThing(week.whose, line) for week in team.all for line in lines(week)]
    return sorted(found, key=lambda one: (one.line.due is None, one.line.due, one.who))


def changed_since(desk: Desk, period: str, weeks: Iterable[TeamWeek]) -> list[Since]:
    """What of a week has changed since its summary was handed in last. Empty where it wasn't."""
    sent = [p.sent.at for p in desk.book.all_of(Paper) if p.kind == "summary" and p.period == period]
    if not sent:
        return []
    at = max(sent)
    return list(_changed(desk, period, at, weeks))


def _changed(desk: Desk, period: str, at: datetime, weeks: Iterable[TeamWeek]) -> Iterator[Since]:
    words = [s.updated_at for s in desk.each(Summary) if s.period == period]
    reviewed = [f for f in desk.book.all_of(Fulfilment) if f.rule == "week.review" and f.period == period]
    # A review that is noted after the summary went tells nothing new by itself; its words, written anew, do.
    words += [f.updated_at for f in reviewed if f.updated_at > f.created_at]
    if any(when > at for when in words):
        yield Since("words")
    for week in weeks:
        if week.updated_at > at:
            yield Since("week", week.whose)
    first, last = span(after(period))
    todos = (t for t in desk.book.all_of(Todo) if first <= t.day <= last and not t.private)
    n = sum(todo.updated_at > at for todo in todos)  # also what was taken off the plan
    if n:
        yield Since("plan", n=n)


def _routine(rulebook: Rulebook, line: TeamLine) -> bool:
    rule = rulebook.rules.get(line.rule)
    return rule.calendar if rule is not None else not line.rule and line.source in _ROUTINE


def _folded(held: list[TeamThing]) -> TeamThing:
    """All of one rule and AE as the last of them; of several clients none is named."""
    last = max(held, key=lambda one: (one.line.due is not None, one.line.due))
    clients = {one.line.client for one in held}
    if len(held) == 1:
        return last
    line = msgspec.structs.replace(last.line, what="", of=None, client=clients.pop() if len(clients) == 1 else "")
    return TeamThing(last.who, line, tuple(one.line.state for one in held))
