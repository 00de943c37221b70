"""A card in words and as JSON: a line, its steps, its works, its money."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from typing import Any

import msgspec

from aetui.cli.plain import table
from aetui.cli.session import Session
from aetui.cli.standing import due_words
from aetui.desk.card.pace import short_steps
from aetui.desk.fields import ORDER, At, worded
from aetui.desk.waiting import owner_of
from aetui.domain.budget import balances
from aetui.domain.cards.changes import pending
from aetui.domain.cards.works import criteria, is_judged
from aetui.domain.gates import card_missing
from aetui.domain.records import Card
from aetui.locales.amounts import amount
from aetui.locales.dates import stamp
from aetui.locales.works import change_words, order_state, pace_words, remark_lines, work_lines

Lines = Callable[[Session, Card], Iterator[str]]


def show(session: Session, card: Card, more: Lines | None = None) -> None:
    """The card after what was done to it: a line, and `more` lines of the part that was changed."""

    def lines() -> Iterator[str]:
        yield line(session, card)
        yield from more(session, card) if more else ()

    session.out(lambda: whole(session, card), lines())


def line(session: Session, card: Card) -> str:
    return "  ".join(
        filter(None, (card.number, card.title, session.say(f"card.state.{card.state}"), lacks(session, card)))
    )


def lacks(session: Session, card: Card) -> str:
    """What the job order lacks (R6), in words."""
    lacking, say = card_missing(card), session.say
    return say("card.lacks", what=say("list.comma").join(say(f"lack.{key}") for key in lacking)) if lacking else ""


def delivery(session: Session, card: Card) -> list[str]:
    """Two cells: until when it is to be delivered, and what it lacks."""
    due = session.say("card.deliver", time=session.when(card.deliver_at)) if card.deliver_at else ""
    return [due, lacks(session, card)]


def head(session: Session, card: Card) -> dict[str, Any]:
    """A card as lists of JSON have it."""
    return {
        "id": card.id,
        "number": card.number,
        "title": card.title,
        "client": session.client(card.client_id),
        "state": card.state,
        "kind": card.kind,
        "requested_at": session.local(card.requested_at),
        "deliver_at": session.local(card.deliver_at),
        "missing": card_missing(card),
    }


def whole(session: Session, card: Card) -> dict[str, Any]:
    """A card as JSON, with all that due_words on it."""
    return {
        **msgspec.to_builtins(card),
        **head(session, card),
        "changes": pending(card),
        "short": _short(session, card),
    }


def _short(session: Session, card: Card) -> list[dict[str, Any]]:
    """A5, in working minutes: the time that a step has, and what such steps took."""
    minute = timedelta(minutes=1)
    return [
        {"step": step, "given_min": pace.given // minute, "usual_min": pace.usual // minute, "done": pace.n}
        for step, pace in short_steps(session.desk, card, session.now).items()
    ]


def steps(session: Session, card: Card) -> Iterator[str]:
    """The schedule, a step a line; what is planned in less time than such steps took says so (A5)."""
    short, day = short_steps(session.desk, card, session.now), session.desk.calendar.hours.working
    rows = [
        [
            f"  {n}",
            "✓" if s.done else "·",
            s.what,
            owner_of(session.desk, session.say, s.owner, card.client_id),
            due_words(session, s.due) if s.due else "",
            pace_words(session.say, short[s.id], day) if s.id in short else "",
        ]
        for n, s in enumerate(card.steps, 1)
    ]
    yield from table(rows, empty=f"  {session.say('empty.steps')}")
    told = pending(card)
    if told:  # R3
        yield "  " + session.say("schedule.changes.pending")
        yield from (f"    {change_words(session.say, one, session.say('owner.me'), session.when)}" for one in told)


def order(session: Session, card: Card) -> Iterator[str]:
    """The job order, a field a line, and whether the client has it and said that it is right (R4)."""
    say = session.say
    at = At(session.desk, say, card, session.now)
    yield from table([f"  {label}", value] for label, value in worded(at, ORDER))
    yield "  " + order_state(say, card, lambda at: stamp(session.desk.local(at)))


def works(session: Session, card: Card) -> Iterator[str]:
    """The works, a line each, with what was signed."""
    say = session.say

    def signs(facts: Sequence[str], work: object) -> str:
        return "  ".join(f"{'✓' if getattr(work, key) else '·'} {say(f'work.{key}')}" for key in facts)

    facts = ("reviewed", "signed", "sent", "client_signed")
    rows = [
        [f"  {n}", one.name, say(f"kind.{one.kind}"), signs(facts, one), one.copy_at or ""]
        for n, one in enumerate(card.works, 1)
    ]
    for one, told in zip(card.works, table(rows), strict=True):
        yield told
        yield from (f"     {words}" for words in [*work_lines(say, one), *remark_lines(say, one)])


def ticks(session: Session, card: Card) -> Iterator[str]:
    """The works, and what those at hand are judged by (R7), numbered as `tick` takes it, with what each meets."""
    say, judged = session.say, criteria(card)
    yield from works(session, card)
    for work in card.works:
        if judged and is_judged(work):
            rows = [
                [f"  {n}", "✓" if one.key in work.ticked else "·", say(f"card.field.{one.key}"), one.text]
                for n, one in enumerate(judged, 1)
            ]
            yield f"{say('card.strategy')} · {work.name}"
            yield from table(rows)


def money(session: Session, card: Card) -> Iterator[str]:
    """The money, a line each, and what it comes to."""
    say = session.say
    yield from table(
        [
            f"  {n}",
            "✓" if m.settled else "·",
            say(f"money.{m.kind}"),
            amount(say, m.amount, m.currency),
            session.when(m.due),
            m.text,
        ]
        for n, m in enumerate(card.money, 1)
    )
    for sums in balances([card], session.now):
        parts = ("budget", "spent", "left", "billed", "received")
        yield "  " + say("money.balance", **{key: amount(say, getattr(sums, key), sums.currency) for key in parts})
