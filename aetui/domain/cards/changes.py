"""What a plan became since the client was told of it (R3): step by step, and the delivery date."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

import msgspec

from aetui.domain.records import Card, ToldStep
from aetui.domain.records.card import ScheduleSending
from aetui.domain.records.keeping import plan_of

ChangeKind = Literal["added", "dropped", "renamed", "owner", "moved", "deliver"]


class PlanChange(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is another now. `what`: the step as it is called now (as it was, where it was dropped; empty for the delivery
    date); `was`, `now`: its words, its owner or its time before and after, as the kind says."""

    kind: ChangeKind
    what: str = ""
    was: str | datetime | None = None
    now: str | datetime | None = None


def changes(card: Card) -> list[PlanChange]:
    """What differs from what the client was told last; where nothing does, what the last sending told anew. Nothing before the
    first sending, nor in a record of an older file that kept no plan with it."""
    sendings = card.schedule_sendings
    if not sendings:
        return []
    now = ScheduleSending(sent=sendings[-1].sent, steps=plan_of(card), deliver_at=card.deliver_at)
    found = between(sendings[-1], now)
    return found or (between(sendings[-2], sendings[-1]) if len(sendings) > 1 else [])


def pending(card: Card) -> list[PlanChange]:
    """What the client isn't told yet (R3)."""
    return changes(card) if card.replanned is not None else []


def between(told: ScheduleSending, now: ScheduleSending) -> list[PlanChange]:
    """What one plan has otherwise than another: the delivery date, then the steps in the order of the new one, then those dropped."""
    found: list[PlanChange] = []
    if told.deliver_at != now.deliver_at:
        found.append(PlanChange(kind="deliver", was=told.deliver_at, now=now.deliver_at))
    old = {step.id: step for step in told.steps}
    for step in now.steps:
        found += _step(old.get(step.id), step)
    return found + _dropped(told.steps, {step.id for step in now.steps})


def _step(old: ToldStep | None, new: ToldStep) -> list[PlanChange]:
    if old is None:
        return [PlanChange(kind="added", what=new.what, now=new.due)]
    found = []
    if old.what != new.what:
        found.append(PlanChange(kind="renamed", what=new.what, was=old.what, now=new.what))
    if old.owner != new.owner:
        found.append(PlanChange(kind="owner", what=new.what, was=old.owner, now=new.owner))
    if old.due != new.due:
        found.append(PlanChange(kind="moved", what=new.what, was=old.due, now=new.due))
    return found


def _dropped(told: Sequence[ToldStep], there: set[str]) -> list[PlanChange]:
    return [PlanChange(kind="dropped", what=step.what, was=step.due) for step in told if step.id not in there]
