"""A card's work schedule (D4, R3, A5, C3): its steps, planned, moved, chased and done; sent and confirmed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Unpack

from msgspec.structs import replace

from aetui.desk.acts import Enclosed, do
from aetui.desk.acts import schedule as acts
from aetui.desk.acts.talk import REPORT_CARD
from aetui.desk.card.cards import card_in
from aetui.desk.card.parts import CardParts
from aetui.desk.core import Change, Desk, new_id
from aetui.desk.facts import Proof, fact
from aetui.desk.find.finder import find_one
from aetui.desk.typed.lines import people
from aetui.domain.cards.steps import moved
from aetui.domain.errors import BadInput
from aetui.domain.lines import step as step_line
from aetui.domain.lines.step import StepLine
from aetui.domain.records import Card, Step
from aetui.domain.text import listed


def understand(desk: Desk, line: str, now: datetime) -> StepLine:
    """What a typed line says of a step: `文案 @小李 周三中午`."""
    return step_line.read(line, now=now, cal=desk.calendar, people=people(desk))


def typed(desk: Desk, step: Step, lang: str) -> str:
    """A step as it can be typed again."""
    return step_line.write(step, cal=desk.calendar, people=people(desk), lang=lang)


def add_steps(desk: Desk, number: str, lines: Sequence[StepLine], now: datetime) -> Card:
    """Put steps on the schedule, all or none. Raises NotThere, BadInput: a step without words, due in the past
    or after the card's delivery date."""
    with desk.change("card.step", now, number=number) as change:
        card = card_in(desk, number, change)
        change.args["what"] = listed(line.what for line in lines)
        card = put_steps(change, card, lines, now)
    return card


def put_steps(change: Change, card: Card, lines: Sequence[StepLine], now: datetime) -> Card:
    """Inside a change: as `add_steps`."""
    for line in lines:
        _check_words(line)
        _check(change.desk, card, line.what, line.due)
    fresh = [
        Step(id=new_id(), what=line.what.strip(), owner=line.owner, due=line.due, since=now if line.due else None)
        for line in lines
    ]
    return change.put(replace(card, steps=[*card.steps, *fresh]))


def rewrite_step(desk: Desk, number: str, step: str, line: StepLine, now: datetime) -> Card:
    """A step written anew, as `add_steps` takes it. Raises NotThere, BadInput."""
    _check_words(line)

    def edit(one: Step) -> Step:
        since = now if line.due != one.due else one.since
        return replace(one, what=line.what.strip(), owner=line.owner, due=line.due, since=since)

    return _edit(desk, "card.step_set", number, step, now, edit)


def follow_step(desk: Desk, number: str, step: str, old: datetime, now: datetime) -> Card:
    """The open steps that were due after that one, when it was due at `old`, move along with it. Raises NotThere,
    BadInput: nothing moves where one would fall after the delivery date."""
    with desk.change("card.step_move", now, number=number) as change:
        card = card_in(desk, number, change)
        one = the_step(card, step)
        change.args["what"] = one.what
        if one.due is not None:
            before = [replace(s, due=old) if s.id == one.id else s for s in card.steps]
            steps = moved(before, one.id, one.due, now, desk.calendar, follow=True)
            for was, after in zip(card.steps, steps, strict=True):
                if was.due != after.due:
                    _check(desk, card, after.what, after.due)
            card = change.put(replace(card, steps=steps))
    return card


def move_step(desk: Desk, number: str, step: str, due: datetime, now: datetime, *, follow: bool = False) -> Card:
    """A step is due at another time; with `follow` the open ones after it move as many working days. Raises
    NotThere, BadInput: nothing moves where one would fall after the delivery date."""
    with desk.change("card.step_move", now, number=number) as change:
        card = card_in(desk, number, change)
        one = the_step(card, step)
        change.args["what"] = one.what
        steps = moved(card.steps, one.id, due, now, desk.calendar, follow=follow)
        for before, after in zip(card.steps, steps, strict=True):
            if before.due != after.due:
                _check(desk, card, after.what, after.due)
        card = change.put(replace(card, steps=steps))
    return card


def finish_step(desk: Desk, number: str, step: str, now: datetime, **proof: Unpack[Proof]) -> Card:
    """The step is done (R3); done already: nothing changes. Raises NotThere, BadInput for a time to come."""
    return STEPS.do(desk, "card.step_done", acts.STEP, number, step, fact(now, **proof), now)


def reopen_step(desk: Desk, number: str, step: str, now: datetime) -> Card:
    """The step isn't done after all."""
    return STEPS.do(desk, "card.step_open", acts.STEP_OPEN, number, step, fact(now), now)


def chase_step(desk: Desk, number: str, step: str, now: datetime, *, how: str | None = None) -> Card:
    """Someone was reminded of their step (C3)."""
    return STEPS.do(desk, "card.chase", acts.CHASE, number, step, fact(now, how=how), now)


def report_step(desk: Desk, number: str, step: str, now: datetime, *, how: str | None) -> Card:
    """The supervisor was told that the step is late, with a solution (C3, R10). Raises Refused without one."""
    return STEPS.do(desk, "card.step_report", REPORT_CARD, number, step, fact(now, how=how), now)


def drop_step(desk: Desk, number: str, step: str, now: datetime) -> Card:
    """Take a step off the schedule."""
    return STEPS.drop(desk, "card.step_drop", number, step, now)


def send_schedule(desk: Desk, number: str, now: datetime, **proof: Unpack[Proof]) -> Card:
    """The schedule went out to the client (D4), and is kept as it went; `by`: who approved it (A2). The first sending meets
    D4, a later one tells what changed (R3). Raises NotThere, Refused without a step, or for a step without a time."""
    enclosed = Enclosed(by=proof.pop("by", None))
    with desk.change("card.schedule", now, number=number) as change:
        card = do(change, acts.SEND, card_in(desk, number, change), fact(now, **proof), enclosed=enclosed)
    return card


def confirm_schedule(desk: Desk, number: str, now: datetime, **proof: Unpack[Proof]) -> Card:
    """The client said on the phone that the schedule came (C2). Raises BadInput before it was sent."""
    with desk.change("card.schedule_confirm", now, number=number) as change:
        card = do(change, acts.CONFIRM, card_in(desk, number, change), fact(now, **proof))
    return card


def the_step(card: Card, said: str) -> Step:
    """The step that is meant; the card's page numbers them. Raises NotThere, BadInput where several are."""
    return find_one(card.steps, said, kind="step", listed=card.steps, step=said, number=card.number)


def _edit(desk: Desk, verb: str, number: str, step: str, now: datetime, edit: Callable[[Step], Step]) -> Card:
    with STEPS.at_hand(desk, verb, number, step, now) as (change, card, one):
        after = edit(one)
        if after.due != one.due:
            _check(desk, card, after.what, after.due)
        card = _put(change, card, one, after)
    return card


def _put(change: Change, card: Card, before: Step, after: Step) -> Card:
    if after == before:
        return card
    return change.put(replace(card, steps=[after if s.id == before.id else s for s in card.steps]))


def _check_words(line: StepLine) -> None:
    if line.remark_alone:
        raise BadInput("step.remark", text=line.what)
    if not line.what.strip():
        raise BadInput("step.empty")


def _check(desk: Desk, card: Card, what: str, due: datetime | None) -> None:
    if due is not None and due <= card.requested_at:
        raise BadInput("step.before_request", step=what, time=desk.local(due))
    if due is not None and card.deliver_at is not None and due > card.deliver_at:
        raise BadInput("step.after_delivery", step=what, time=desk.local(due), deliver=desk.local(card.deliver_at))


STEPS = CardParts("steps", the_step, lambda step: step.what)
