"""今日事今日毕 (D1, A1): deciding what is undecided, one key each; tomorrow in order; the day closed.

A decision is the record's own change (done, carried, given away, dropped) and is noted in the day's record, which
stays open until the day is closed: a review left in the middle goes on where it was, here or in another program.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

import msgspec
from msgspec.structs import replace

from aetui.desk.acts import open_gates
from aetui.desk.acts.hands import own_hand, whose_hand
from aetui.desk.core import Change, Desk
from aetui.desk.day.achieved import Achieved, achieved
from aetui.desk.facts import clean
from aetui.domain.errors import BadInput, Refused
from aetui.domain.records import Day, Decided, Fact, Todo
from aetui.domain.records.refs import ObligationId, Ref, ref_to
from aetui.domain.review import USUAL, Thing, ahead, following, gather, minutes_left
from aetui.locales.dates import day_number

_STAY = ("cards", "papers", "teampapers", "teamdays", "calls", "items")
"""Kinds of things that a decision leaves as they are: the day's record alone says that they were decided."""

KEPT = ("note", "call")
"""Kinds of which nothing is done: they are left as they stand."""


STUCK = 3
"""Carried over so often, a thing is asked what stands in its way."""


class Review(msgspec.Struct, frozen=True):
    """How far the review of a day is. `routine`: notes that ask for nothing, which no decision is asked about. `following`: the day that it plans (`tomorrow`). `minutes` is what tomorrow's things take, `room` the working minutes there."""

    day: date
    undecided: list[Thing]
    decided: list[Decided]
    following: date
    tomorrow: list[Thing]
    minutes: dict[str, int]
    room: int
    closed: Fact | None
    routine: list[Thing] = []

    @property
    def planned(self) -> int:
        return sum(self.minutes.get(thing.key, USUAL) for thing in self.tomorrow)


def day_to_review(desk: Desk, now: datetime) -> date:
    """The day that is to be reviewed: one left open comes first, else today."""
    today = desk.local(now).date()
    return min((day for day in _open_days(desk, now) if day <= today), default=today)


def day_to_send(desk: Desk, now: datetime) -> date:
    """The day whose sheet goes to the AM, who goes over it before the end of that day (A1): today while it is open, else the day that
    is to be reviewed."""
    today = desk.local(now).date()
    return today if today in _open_days(desk, now) else day_to_review(desk, now)


def _open_days(desk: Desk, now: datetime) -> list[date]:
    return [date.fromisoformat(o.named.period) for o in desk.obligations(now) if o.rule == "day.review"]


def review(desk: Desk, now: datetime, day: date | None = None) -> Review:
    """What the review of `day` (else of the day that is to be reviewed) shows."""
    which = day or day_to_review(desk, now)
    obligations = desk.obligations(now)
    begun = desk.book.begun(which)
    decided = begun.decided if begun else []
    # What was done or dropped is no longer there by itself, and comes back when that is undone.
    keys = frozenset(
        one.key
        for one in decided
        if one.key and (one.decision not in ("done", "drop", "split") or Ref.parse(one.key).kind in _STAY)
    ).union(_from_decisions(decided))
    following_ = following(which, desk.local(now).date(), desk.calendar)
    things = gather(desk.book, obligations, which, now, desk.calendar, keys)
    return Review(
        day=which,
        undecided=[thing for thing in things if not thing.routine],
        routine=[thing for thing in things if thing.routine],
        decided=decided,
        following=following_,
        tomorrow=ahead(desk.book, obligations, following_, desk.calendar, begun.tomorrow if begun else []),
        minutes=begun.minutes if begun else {},
        room=minutes_left(desk.book, following_, desk.calendar),
        closed=begun.closed if begun else None,
    )


def achieved_on(desk: Desk, seen: Review, now: datetime) -> list[Achieved]:
    """What was achieved on the day of this review, in the order in which it was."""
    begin = desk.calendar.day_start(seen.day)
    record = desk.book.day(seen.day) or desk.book.begun(seen.day)
    obligations = desk.obligations(now, ended_since=begin)
    return achieved(desk.book, obligations, record, begin, begin + timedelta(days=1))


def arrange(
    desk: Desk, day: date, order: Sequence[str], now: datetime, *, minutes: dict[str, int] | None = None
) -> None:
    """The order of the next day's things, by their keys (九.5), and what some of them take in minutes."""
    if minutes and any(not 0 < m <= 24 * 60 for m in minutes.values()):
        raise BadInput("review.minutes")
    with desk.change("review.arrange", now) as change:
        order_in(change, begun_in(change, day), order, minutes)


def order_in(change: Change, day: Day, order: Sequence[str], minutes: dict[str, int] | None = None) -> None:
    """Inside a change: the next day's things stand in that order, on the day's record and on the list of that day (九.5)."""
    change.put(replace(day, tomorrow=list(order), minutes={**day.minutes, **(minutes or {})}))
    named = [Ref.parse(key) for key in order]
    todos = [todo for at in named if at.kind == "todos" and (todo := change.get(Todo, at.id)) is not None]
    for place, todo in zip(sorted(todo.priority for todo in todos), todos, strict=True):
        change.put(replace(todo, priority=place))


def close_day(
    desk: Desk, now: datetime, *, by: str | None = None, why: str | None = None, day: date | None = None
) -> Day:
    """The day is closed: nothing on it is undecided (D1), the AM has checked it (A1: `by`). Passed with a written
    reason, which stays. Raises Refused, BadInput for a day that is closed."""
    which = day or day_to_review(desk, now)
    with desk.change("review.close", now, day=day_number(which)) as change:
        closed = close_in(change, which.isoformat(), Fact(at=now, by=clean(by), why=clean(why)))
    return closed


def close_in(change: Change, period: str, fact: Fact) -> Day:
    """Inside a change: that day is closed, as `close_day`; `fact.by` is who checked it, `fact.why` what passes its gates."""
    desk, day = change.desk, date.fromisoformat(period)
    fact = replace(fact, by=whose_hand(desk, fact.by))
    seen = review(desk, change.now, day)
    if seen.closed is not None:
        raise BadInput("review.closed", day=day)
    shut = []
    if seen.undecided:
        whats = [t.what for t in seen.undecided[:3]]
        shut.append(Refused("gate.day", rule="D1", n=len(seen.undecided), whats=whats))
    if fact.by and (refused := own_hand(desk, fact.by)):
        shut.append(refused)
    begun = begun_in(change, day)
    return change.put(
        replace(
            begun,
            closed=fact,
            checked=Fact(at=fact.at, by=fact.by) if fact.by else None,
            tomorrow=[thing.key for thing in seen.tomorrow],
            passed=[*begun.passed, *open_gates(shut, fact.why, change.now)],
        )
    )


# Inside


def _from_decisions(decided: Sequence[Decided]) -> Iterator[str]:
    """What a decision itself started is not asked for in the same review: the to-do it made, and chasing it (C3)."""
    for one in decided:
        yield from one.also
        for todo_id in one.made:
            yield ref_to("todos", todo_id)
            yield str(ObligationId("card.chase", todo_id))
        if one.decision == "someone" and one.key and Ref.parse(one.key).kind == "todos":
            yield str(ObligationId("card.chase", Ref.parse(one.key).id))


def begun_in(change: Change, day: date) -> Day:
    """The record of that day, open: the one that was begun, else a new one. Raises BadInput where the day is closed."""
    held = change.desk.book.begun(day)
    found = change.get(Day, held.id) if held else next((d for d in change.made(Day) if d.day == day), None)
    if found is not None and found.closed is not None:
        raise BadInput("review.closed", day=day)
    return found or change.new(Day, day=day)

    # Tomorrow, or another day: the duty stands as it does, and the day's record says that it was seen.
