"""What starts an event rule, and what meets it, for work cards, their steps and their money."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from aetui.domain.derive.moment import Met, Moment
from aetui.domain.derive.starts import Start
from aetui.domain.records import Card, Fact, MoneyLine, Step

Trigger = Callable[[Moment, Any], Iterator[Start]]


def _closed(card: Card) -> datetime | None:
    """From when nothing more is done on the card."""
    if card.state != "closed":
        return None
    return card.closed.at if card.closed else card.updated_at


def _start(card: Card, begin: datetime, at: datetime | None = None) -> Start:
    return Start(
        record=card,
        subject_type="card",
        subject_id=card.id,
        number=card.number,
        client_id=card.client_id,
        what=card.title,
        start=begin,
        at=at,
        over=_closed(card),
    )


def _requested(_: Moment, card: Card) -> Iterator[Start]:
    yield _start(card, card.requested_at)


def _schedule_sent(_: Moment, card: Card) -> Iterator[Start]:
    if card.schedule_sent:
        yield _start(card, card.schedule_sent.at)


def _deliver(_: Moment, card: Card) -> Iterator[Start]:
    if card.deliver_at:
        yield _start(card, card.requested_at, card.deliver_at)


def _delivered(_: Moment, card: Card) -> Iterator[Start]:
    if card.delivered:
        yield _start(card, card.delivered.at)


def _step(card: Card, step: Step, begin: datetime, owner: str | None) -> Start:
    return Start(
        record=card,
        part=step,
        part_id=step.id,
        subject_type="step",
        subject_id=step.id,
        number=card.number,
        client_id=card.client_id,
        what=step.what,
        owner=owner,
        start=begin,
        at=step.due,
        over=_closed(card),
    )


def _steps_due(m: Moment, card: Card) -> Iterator[Start]:
    for step in card.steps:
        if step.due:
            owner = step.owner if m.someone_else(step.owner) else None
            yield _step(card, step, step.since or card.opened_at, owner)


def _steps_handed(m: Moment, card: Card) -> Iterator[Start]:
    for start in _steps_due(m, card):
        if start.owner:
            start.cap = start.at
            yield start


def _steps_overdue(m: Moment, card: Card) -> Iterator[Start]:
    """R10: from its due time on, until it is done; done late and never told, it was missed."""
    for start in _steps_due(m, card):
        due, done = start.part.due, start.part.done
        if m.now <= due or (done and done.at <= due):
            continue
        start.start = due
        start.over = min((t for t in (done.at if done else None, start.over) if t), default=None)
        if start.over is None or start.over > due:
            yield start


def _money(_: Moment, card: Card) -> Iterator[Start]:
    """R8: what is to be collected stays so when the card is closed."""
    for line in card.money:
        if line.due:
            yield Start(
                record=card,
                part=line,
                part_id=line.id,
                subject_type="money",
                subject_id=line.id,
                number=card.number,
                client_id=card.client_id,
                what=line.text,
                start=card.opened_at,
                at=line.due,
            )


def _schedule_met(_: Moment, s: Start) -> Fact | None:
    card: Card = s.record
    return card.schedule_sent


def _schedule_confirmed(_: Moment, s: Start) -> Fact | None:
    card: Card = s.record
    return card.schedule_confirmed


def _delivered_met(_: Moment, s: Start) -> Fact | None:
    card: Card = s.record
    return card.delivered


def _step_done(_: Moment, s: Start) -> Fact | None:
    step: Step = s.part
    return step.done


def _settled(_: Moment, s: Start) -> Fact | None:
    line: MoneyLine = s.part
    return line.settled


TRIGGERS: dict[str, tuple[str, Trigger]] = {
    "card.requested": ("cards", _requested),
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
    "schedule_confirmed": _schedule_confirmed,
    "delivered": _delivered_met,
    "step_done": _step_done,
    "settled": _settled,
}
