"""What a change leaves behind on a record, whoever makes it: the due times that were given up, what the last sending told,
the days on which something was recorded. No writer has to think of it; `Desk.change` asks here for every record that is put.

Duties are derived from records alone, and a duty that was overdue, met or told stays what it was (domain.md, Settled): so a record
says what it was before. Everything is reckoned from the record as it stood before the change, however often it is put within it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any, TypeVar, cast

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from aetui.domain.gates import minutes_out
from aetui.domain.names import free_short
from aetui.domain.records import (
    Absence,
    AgendaSending,
    Card,
    Client,
    Fact,
    Item,
    Meeting,
    Memo,
    MoneyLine,
    Moved,
    Person,
    Postponed,
    Record,
    ScheduleSending,
    Step,
    Todo,
    ToldStep,
)

R = TypeVar("R", bound=Record)
P = TypeVar("P", Step, MoneyLine)
DayOf = Callable[[datetime], date]
DayEnd = Callable[[date], datetime]


class Around(Struct, frozen=True):
    """What a keeper asks of the desk: the end of work of a day, until which a to-do without a time is someone else's, and the
    people around, with when they are away."""

    day_end: DayEnd
    people: Sequence[Person] = ()


DAYS = timedelta(days=41)
"""How long a day may wait for its review, and one more."""


def kept(
    before: R | None, after: R, now: datetime, *, day_of: DayOf, day_end: DayEnd, people: Sequence[Person] = ()
) -> R:
    """`after`, with what stood in `before` and is needed still. `before` None: the record is new. `day_of`: the desk's day
    of a moment; `day_end`, `people`: see `Around`."""
    found = after
    keep = _KEEPERS.get(type(after))
    if keep is not None:
        found = keep(before, after, now, Around(day_end, people))
    if before is not None:
        found = replace(found, earlier=_earlier(before, now, day_of))
    return found


def plan_of(card: Card) -> list[ToldStep]:
    """The plan of a card as a sending tells it (D4)."""
    return [ToldStep(id=s.id, what=s.what, owner=s.owner, due=s.due) for s in card.steps]


def _earlier(before: Record, now: datetime, day_of: DayOf) -> list[datetime]:
    if day_of(before.updated_at) == day_of(now):
        return before.earlier
    return [*(when for when in before.earlier if when >= now - DAYS), before.updated_at]


def goes_by(record: R, known: Iterable[Record]) -> R:
    """A client whose short name is another's goes by the whole name: two of one name can't be told apart on any list."""
    if not isinstance(record, Client):
        return record
    taken = {one.short for one in known if isinstance(one, Client) and one.id != record.id}
    return cast("R", replace(record, short=free_short(record.short, record.name, taken)))


class _Set:
    """A due time that was set, and what it was before."""

    __slots__ = ("moved", "since")

    def __init__(self, since: datetime | None, moved: Sequence[Moved]) -> None:
        self.since, self.moved = since, list(moved)


def _set(was: datetime | None, due: datetime | None, since: datetime | None, moved: list[Moved], now: datetime) -> _Set:
    """A due time `was`, standing since then with those before it, is now `due`."""
    if due == was:
        return _Set(since, moved)
    if was is None or since == now:  # it never stood: there is nothing to keep
        if moved and moved[-1].at == now and moved[-1].due == due:
            return _Set(moved[-1].since, moved[:-1])  # and now it is what it was
        return _Set(now if due else None, moved)
    return _Set(now if due else None, [*moved, Moved(at=now, due=was, since=since)])


def _parts(before: Sequence[P], after: Sequence[P], now: datetime) -> list[P]:
    olds = {part.id: part for part in before}
    found: list[P] = []
    for part in after:
        old = olds.get(part.id)
        if old is not None:
            stands = _set(old.due, part.due, old.since, old.moved, now)
            part = replace(part, since=stands.since, moved=stands.moved)
        elif part.due and part.since is None:
            part = replace(part, since=now)
        found.append(part)
    return found


def _card(before: Card | None, card: Card, now: datetime, _: Around) -> Card:
    steps, money = (
        _parts(before.steps if before else (), card.steps, now),
        _parts(before.money if before else (), card.money, now),
    )
    card = replace(card, steps=steps, money=money)
    if before is None:
        return replace(card, deliver_since=now) if card.deliver_at and card.deliver_since is None else card
    stands = _set(before.deliver_at, card.deliver_at, before.deliver_since, before.deliver_moved, now)
    card = replace(card, deliver_since=stands.since, deliver_moved=stands.moved)
    return _told(before, _ordered(before, card, now), now)


def _ordered(before: Card, card: Card, now: datetime) -> Card:
    """R4: since when the job order says something else than what went to the client last."""
    if card.order_sent is None or card.order_sent != before.order_sent:
        return replace(card, order_changed=None)
    return replace(card, order_changed=before.order_changed or (now if order_of(card) != order_of(before) else None))


def order_of(card: Card) -> tuple[object, ...]:
    """What a job order says to the client (R4, R6, R7)."""
    return card.title, card.brief, card.kind, card.deliver_at, card.strategy


def _told(before: Card, card: Card, now: datetime) -> Card:
    """R3, C2: what the sendings told, and since when the plan is another."""
    if card.schedule_sent is None:
        return card
    known = before.schedule_sendings or _first(before)
    said = card.schedule_sendings
    if known and (not said or said[0].sent != known[0].sent):
        said = [*known, *said]  # a record of an older file kept the first alone
    sendings = [*said]
    if card.schedule_sent != before.schedule_sent and len(sendings) == len(known):
        sent = ScheduleSending(sent=card.schedule_sent, steps=plan_of(card), deliver_at=card.deliver_at)
        sendings.append(sent)
    replanned = before.replanned
    if len(sendings) > len(known):
        fresh, told = sendings[-1], known[-1] if known else None
        news = told is not None and _differs(told.steps, told.deliver_at, fresh.steps, fresh.deliver_at)
        sendings[-1] = replace(fresh, since=(replanned or now) if news else None)
        replanned = None
    confirmed = card.schedule_confirmed
    if confirmed is not None and confirmed != before.schedule_confirmed and sendings[-1].confirmed is None:
        sendings[-1] = replace(sendings[-1], confirmed=confirmed)
    last = sendings[-1]
    changed = _differs(last.steps, last.deliver_at, plan_of(card), card.deliver_at)
    return replace(
        card,
        schedule_sent=sendings[0].sent,
        schedule_sendings=sendings,
        replanned=(replanned or now) if changed else None,
    )


def _first(before: Card) -> list[ScheduleSending]:
    """The sending that a record of an older file kept: it told the plan that stands there."""
    if before.schedule_sent is None:
        return []
    plan = plan_of(before)
    confirmed = before.schedule_confirmed
    return [ScheduleSending(sent=before.schedule_sent, steps=plan, deliver_at=before.deliver_at, confirmed=confirmed)]


def _differs(
    old: Sequence[ToldStep], old_deliver: datetime | None, new: Sequence[ToldStep], new_deliver: datetime | None
) -> bool:
    return old_deliver != new_deliver or {s.id: s for s in old} != {s.id: s for s in new}


def _meeting(before: Meeting | None, meeting: Meeting, _: datetime, __: Around) -> Meeting:
    meeting = _minutes(before, meeting)
    if before is not None:
        meeting = _agenda(before, meeting)
        meeting = _ticks(before, meeting)
        if len(meeting.postponed) > len(before.postponed):
            return _postponed(before, meeting)
    lines = [p for p in meeting.prep if p.source != "M4" or meeting.place == "ours"]
    ticks = [p.done for p in lines if p.done]
    if meeting.prepared is None and lines and len(ticks) == len(lines):
        meeting = replace(meeting, prepared=max(ticks, key=lambda tick: tick.at))
    return meeting


def _minutes(before: Meeting | None, meeting: Meeting) -> Meeting:
    """M6: what was out stays out, whatever is written later, until the sending itself is taken back."""
    out = None
    if before is not None:
        old, new = before.minutes, meeting.minutes
        taken_back = (old.sent and not new.sent) or (old.circulated and not new.circulated)
        out = None if taken_back else old.out or minutes_out(before)
    return replace(meeting, minutes=replace(meeting.minutes, out=out or minutes_out(meeting)))


def _agenda(before: Meeting, meeting: Meeting) -> Meeting:
    """M2: the first sending stays the first; the last is to be confirmed."""
    if meeting.agenda_sent is None:
        return meeting
    known = before.agenda_sendings
    if not known and before.agenda_sent is not None:
        points = [p.text for p in before.points]
        known = [
            AgendaSending(sent=before.agenda_sent, points=points, start=before.start, confirmed=before.agenda_confirmed)
        ]
    said = meeting.agenda_sendings
    if known and (not said or said[0].sent != known[0].sent):
        said = [*known, *said]
    sendings = [*said]
    if meeting.agenda_sent != before.agenda_sent and len(sendings) == len(known):
        points = [p.text for p in meeting.points]
        sendings.append(AgendaSending(sent=meeting.agenda_sent, points=points, start=meeting.start))
    confirmed = meeting.agenda_confirmed
    if confirmed is not None and confirmed != before.agenda_confirmed and sendings[-1].confirmed is None:
        sendings[-1] = replace(sendings[-1], confirmed=confirmed)
    return replace(meeting, agenda_sent=sendings[0].sent, agenda_sendings=sendings)


def _ticks(before: Meeting, meeting: Meeting) -> Meeting:
    """M3: prepared it stays, until a tick is taken back."""
    done = {p.id for p in meeting.prep if p.done}
    there = {p.id for p in meeting.prep}
    undone = any(p.done and p.id in there and p.id not in done for p in before.prep)
    return (
        replace(meeting, prepared=None)
        if undone
        else replace(meeting, prepared=meeting.prepared or before.prepared or _all_ticked(before))
    )


def _postponed(before: Meeting, meeting: Meeting) -> Meeting:
    """M2, M3: it is kept what was confirmed and prepared for the old start; both are asked for anew."""
    last = before.agenda_sendings[-1].confirmed if before.agenda_sendings else before.agenda_confirmed
    old: Postponed = replace(meeting.postponed[-1], confirmed=last, prepared=before.prepared or _all_ticked(before))
    sendings = [*meeting.agenda_sendings]
    if sendings and last is not None:
        sendings[-1] = replace(sendings[-1], confirmed=None)
    return replace(
        meeting,
        postponed=[*meeting.postponed[:-1], old],
        agenda_sendings=sendings,
        agenda_confirmed=None,
        prep=[replace(p, done=None) for p in meeting.prep],
        prepared=None,
    )


def _all_ticked(meeting: Meeting) -> Fact | None:
    lines = [p for p in meeting.prep if p.source != "M4" or meeting.place == "ours"]
    ticks = [p.done for p in lines if p.done]
    return max(ticks, key=lambda tick: tick.at) if lines and len(ticks) == len(lines) else None


def _todo(before: Todo | None, todo: Todo, now: datetime, around: Around) -> Todo:
    if before is None:
        return todo
    old, new = (t.due or around.day_end(t.day) if t.owner else None for t in (before, todo))
    stands = _set(old, new, before.since or before.created_at, before.moved, now)
    return replace(todo, since=before.since if old == new else stands.since, moved=stands.moved)


def _memo(before: Memo | None, memo: Memo, now: datetime, _: Around) -> Memo:
    if before is None:
        return memo
    stands = _set(before.remind_at, memo.remind_at, before.since or before.created_at, before.moved, now)
    return replace(memo, since=before.since if before.remind_at == memo.remind_at else stands.since, moved=stands.moved)


def _absence(before: Absence | None, absence: Absence, _: datetime, around: Around) -> Absence:
    """D8: arranged it stays, also with a line that is added later, until someone's yes is taken back."""
    done = None
    if before is not None:
        there = {line.id: line for line in absence.lines}
        undone = any(
            line.acknowledged and line.id in there and there[line.id].acknowledged is None for line in before.lines
        )
        done = None if undone else before.all_covered or _covered(before, around)
    return replace(absence, all_covered=done or _covered(absence, around))


def _covered(absence: Absence, around: Around) -> Fact | None:
    from aetui.domain.handover import arranged

    return arranged(absence, around.people)


def _item(before: Item | None, item: Item, _: datetime, __: Around) -> Item:
    """D4: since when it stands on a card is not told by later changes."""
    if before is None or before.card_id is None or item.card_id is None or item.carded_at or before.made:
        return item
    return replace(item, carded_at=before.updated_at) if before.updated_at > before.created_at else item


_KEEPERS: dict[type[Record], Callable[[Any, Any, datetime, Around], Any]] = {
    Absence: _absence,
    Card: _card,
    Item: _item,
    Meeting: _meeting,
    Todo: _todo,
    Memo: _memo,
}


def says_nothing_new(record: Record, before: Record | None) -> bool:
    """Whether a record differs from the one before in nothing but when it was changed."""
    return before is not None and msgspec.structs.replace(record, updated_at=before.updated_at) == before
