"""All of one kind at once (A6, A7, A8): last period's plans taken over for every client, all that is owed handed in."""

from __future__ import annotations

from datetime import datetime

import msgspec

from aetui.desk.acts.rounds import MEETS
from aetui.desk.core import Desk
from aetui.desk.month.gathered import gathered
from aetui.desk.month.plans import copy_last, plans_of
from aetui.desk.papers import Subject, build, written
from aetui.desk.papers.sending import send_paper
from aetui.domain.errors import BadInput
from aetui.domain.obligations import OPEN
from aetui.domain.plans import period_of, unreported
from aetui.domain.records import Client, Paper
from aetui.domain.records.team import PlanKind
from aetui.domain.text import listed

KINDS = ("budget", "media", "monthly")
"""The kinds of paper that an AM hands in for each client."""


class ToHandIn(msgspec.Struct, frozen=True):
    """Whose papers are to go, and whose wait for an AE's report."""

    clients: list[Client]
    waiting: list[Client]


def plan_kind(kind: str) -> PlanKind | None:
    """The kind of plan that such a paper tells; None for a monthly report."""
    return "budget" if kind == "budget" else "media" if kind == "media" else None


def copy_all(desk: Desk, kind: PlanKind, period: str, now: datetime) -> list[Client]:
    """Last period's lines for every client who has none in this one. Raises BadInput where nobody has any to take."""
    there = plans_of(desk, kind, period)
    empty = [c for c in _active(desk) if c.id not in there or not there[c.id].lines]
    made = []
    with desk.change("plan.copy_all", now, what=period) as change:
        for client in empty:
            try:
                copy_last(desk, kind, client, period, now)
            except BadInput:
                continue
            made.append(client)
            change.show()
        if not made:
            raise BadInput("plan.none_to_copy", period=period)
    return made


def to_hand_in(desk: Desk, kind: str, period: str, now: datetime) -> ToHandIn:
    """Of whom a paper of that kind is owed for that period, and can be made: a plan that has lines; also one that changed since. A
    client of whom an AE's report is missing waits for it."""
    plan = plan_kind(kind)
    owed = {
        o.client_id
        for o in desk.obligations(now)
        if o.rule == MEETS[kind]
        and o.state in OPEN
        and (period_of(plan, o.named.period) if plan else o.named.period) == period
    }
    if plan is None:
        seen = gathered(desk, period, now)
        due = [c for c in _active(desk) if c.id in owed]
        waiting = [c for c in due if any(one.made is None for one in seen.of_client(c.id))]
        return ToHandIn([c for c in due if c not in waiting], waiting)
    plans = plans_of(desk, plan, period)
    mine = [(c, plans[c.id]) for c in _active(desk) if c.id in plans]
    return ToHandIn([c for c, p in mine if unreported(p) or (p.lines and c.id in owed)], [])


def hand_in_all(desk: Desk, kind: str, period: str, now: datetime, *, how: str | None = None) -> list[Paper]:
    """All of them go to the AD as they stand, as one change. Raises BadInput where none is to go."""
    found = to_hand_in(desk, kind, period, now)
    if not found.clients:
        key = "month.all_wait" if found.waiting else "month.none_to_go"
        raise BadInput(key, kind=desk.say(f"paper.{kind}"), period=period, names=listed(c.short for c in found.waiting))
    with desk.change("month.hand_in", now, what=listed(c.short for c in found.clients)) as change:
        sent = []
        for client in found.clients:
            subject = Subject(client=client, period=period)
            sheet = build(desk, desk.say, kind, subject, now)
            sent.append(send_paper(desk, sheet, written(desk, sheet, "md").decode(), subject, now, how=how))
            change.show()
    return sent


def _active(desk: Desk) -> list[Client]:
    return [client for client in desk.book.clients.values() if client.active]
