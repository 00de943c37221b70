"""What starts an event rule, and what meets it, for work cards, their steps and their money."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from aetui.domain.derive.moment import Met, Moment
from aetui.domain.derive.starts import NoObligation, Stand, Start, stamp, stands
from aetui.domain.records import Card, Fact, MoneyLine, ScheduleSending, Step

Trigger = Callable[[Moment, Any], Iterator[Start]]


def closed(card: Card) -> datetime | None:
    """From when nothing more is done on the card."""
    if card.state != "closed":
        return None
    return card.closed.at if card.closed else card.updated_at


def start_of(card: Card, begin: datetime, at: datetime | None = None) -> Start:
    """What starts on a card as a whole."""
    return Start(
        record=card,
        subject_type="card",
        subject_id=card.id,
        number=card.number,
        client_id=card.client_id,
        what=card.title,
        start=begin,
        at=at,
        over=closed(card),
    )


def _requested(_: Moment, card: Card) -> Iterator[Start]:
    yield start_of(card, card.requested_at)


def _replanned(_: Moment, card: Card) -> Iterator[Start]:
    """R3: each time the plan became another than the client was told, until they were told."""
    for sending in card.schedule_sendings:
        if sending.since is not None:
            begin = min(sending.since, sending.sent.at)
            start = start_of(card, begin)
            start.since, start.fact = stamp(begin), sending.sent
            yield start
    if card.replanned is not None:
        start = start_of(card, card.replanned)
        start.since = stamp(card.replanned)
        yield start


def _schedule_sent(_: Moment, card: Card) -> Iterator[Start]:
    """C2: a sending is confirmed by phone, until another tells something new; the last in the end."""
    if card.schedule_sent is None:
        return
    sendings = card.schedule_sendings
    if not sendings:  # an older file kept the first alone
        sendings = [ScheduleSending(sent=card.schedule_sent, confirmed=card.schedule_confirmed)]
    news = [n for n, sending in enumerate(sendings) if n == 0 or sending.since is not None]
    for n, at in enumerate(news):
        following = news[n + 1] if n + 1 < len(news) else len(sendings)
        begin = sendings[at].sent.at
        start = start_of(card, begin)
        start.since = stamp(begin) if n else ""
        start.until = sendings[following].sent.at if following < len(sendings) else None
        if n and begin == sendings[news[n - 1]].sent.at and start.until is not None:
            continue  # sent and sent again in one breath
        said = [s.confirmed for s in sendings[at:following] if s.confirmed and s.confirmed.at >= begin]
        if said:
            start.fact = min(said, key=lambda f: f.at)
            start.until = None
        yield start


def _deliver(_: Moment, card: Card) -> Iterator[Start]:
    yield from delivery_of(card)


def delivery_of(card: Card) -> Iterator[Start]:
    """A5: by each of the delivery dates that the card had."""
    for stand in stands(card.deliver_at, card.deliver_since, card.deliver_moved, card.opened_at):
        yield _standing(start_of(card, stand.begin), stand)


def _delivered(_: Moment, card: Card) -> Iterator[Start]:
    if card.delivered:
        yield start_of(card, card.delivered.at)


def _standing(start: Start, stand: Stand) -> Start:
    start.at, start.until, start.since = stand.due, stand.until, stand.since
    return start


def _of_part(card: Card, kind: str, part: Step | MoneyLine, what: str, stand: Stand) -> Start:
    start = start_of(card, stand.begin)
    start.part, start.part_id, start.subject_type, start.subject_id, start.what = part, part.id, kind, part.id, what
    start.over = None  # money stays owed when the card is closed
    return _standing(start, stand)


def _steps_due(m: Moment, card: Card) -> Iterator[Start]:
    for step in card.steps:
        yield from step_of(m, card, step)


def step_of(m: Moment, card: Card, step: Step) -> Iterator[Start]:
    """R3, A5: by each of the due times that the step had."""
    for stand in stands(step.due, step.since, step.moved, card.opened_at):
        start = _of_part(card, "step", step, step.what, stand)
        start.owner, start.over = step.owner if m.someone_else(step.owner) else None, closed(card)
        yield start


def _steps_handed(m: Moment, card: Card) -> Iterator[Start]:
    for start in _steps_due(m, card):
        if start.owner:
            start.cap = start.at
            yield start


def _steps_overdue(m: Moment, card: Card) -> Iterator[Start]:
    """From its due time on, until it is done: for a rule of the user's own."""
    for start in _steps_due(m, card):
        due, done = start.at, start.part.done
        if due is None or m.now <= due or (done and done.at <= due):
            continue
        start.start = due
        start.over = min((t for t in (done.at if done else None, start.over) if t), default=None)
        if all(end is None or end > due for end in (start.over, start.until)):
            yield start


def _money(_: Moment, card: Card) -> Iterator[Start]:
    for line in card.money:
        yield from money_of(card, line)


def money_of(card: Card, line: MoneyLine) -> Iterator[Start]:
    """R8: what is to be collected stays so when the card is closed."""
    for stand in stands(line.due, line.since, line.moved, card.opened_at):
        yield _of_part(card, "money", line, line.text or card.title, stand)


def _schedule_met(_: Moment, s: Start) -> Fact | None:
    card: Card = s.record
    return card.schedule_sent


def _schedule_confirmed(_: Moment, s: Start) -> Fact | None:
    card: Card = s.record
    return None if card.schedule_sendings else card.schedule_confirmed


def _told_again(_: Moment, __: Start) -> Fact | None:
    return None  # a sending that told it says so itself


def _already(fact: Fact | None, s: Start) -> Fact | None:
    """What is done. Done before its time was set, it was done under the time before, or nobody owed it."""
    if fact is not None and fact.at < s.start:
        raise NoObligation
    return fact


def _delivered_met(_: Moment, s: Start) -> Fact | None:
    return _already(s.record.delivered, s)


def _step_done(_: Moment, s: Start) -> Fact | None:
    return _already(s.part.done, s)


def _settled(_: Moment, s: Start) -> Fact | None:
    return _already(s.part.settled, s)


TRIGGERS: dict[str, tuple[str, Trigger]] = {
    "card.requested": ("cards", _requested),
    "card.replanned": ("cards", _replanned),
    "card.schedule_sent": ("cards", _schedule_sent),
    "card.deliver": ("cards", _deliver),
    "card.delivered": ("cards", _delivered),
    "step.due": ("cards", _steps_due),
    "step.handed": ("cards", _steps_handed),
    "step.overdue": ("cards", _steps_overdue),
    "money.due": ("cards", _money),
}
MET: dict[str, Met] = {
    "schedule_sent": _schedule_met,
    "schedule_told": _told_again,
    "schedule_confirmed": _schedule_confirmed,
    "delivered": _delivered_met,
    "step_done": _step_done,
    "settled": _settled,
}
