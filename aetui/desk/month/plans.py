"""Media plans and quarter budgets (A6, A7): their lines, last period's taken over, handed in as they stand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from msgspec.structs import replace

from aetui.desk.core import Change, Desk, new_id
from aetui.desk.find.finder import find_one
from aetui.domain.amounts import HOME
from aetui.domain.clock.periods import span
from aetui.domain.errors import BadInput
from aetui.domain.lines import plan as grammar
from aetui.domain.lines.plan import TypedLine
from aetui.domain.plans import RULES, months_between, moved_days, obligation_month, usual_period
from aetui.domain.records import Client, Plan, PlanLine, PlanVersion
from aetui.domain.records.team import PlanKind

# Reading


def all_plans(desk: Desk, kind: PlanKind) -> list[Plan]:
    """Every plan of that kind that was ever kept; of two for the same client and period (two machines each made one)
    the older."""
    found = sorted((p for p in desk.each(Plan) if p.kind == kind), key=lambda p: (p.created_at, p.id))
    first: dict[tuple[str, str], Plan] = {}
    for plan in found:
        first.setdefault((plan.client_id, plan.period), plan)
    return list(first.values())


def plans_of(desk: Desk, kind: PlanKind, period: str) -> dict[str, Plan]:
    """The plans of one period, by client."""
    return {p.client_id: p for p in all_plans(desk, kind) if p.period == period}


def the_plan(desk: Desk, kind: PlanKind, client_id: str, period: str) -> Plan | None:
    return plans_of(desk, kind, period).get(client_id)


def period_for(desk: Desk, kind: PlanKind, now: datetime) -> str:
    """The period that a plan is for where none is said (A6, A7)."""
    day = desk.local(now).date()
    return usual_period(kind, day, desk.rulebook.rules.get(RULES[kind]), desk.calendar)


# Changing


def add_lines(desk: Desk, kind: PlanKind, client: Client, period: str, typed: Sequence[str], now: datetime) -> Plan:
    """Lines go to the end of the plan, all or none; the first of them makes it. Raises BadInput."""
    if not typed:
        raise BadInput("text.none")
    with desk.change("plan.add", now, client=client.short) as change:
        old = the_plan(desk, kind, client.id, period)
        plan = old or _new(now, kind, client.id, period)
        for text in typed:
            line = grammar.read(text, period=period, now=now, cal=desk.calendar)
            plan = replace(_in_currency(plan, line), lines=[*plan.lines, _line(new_id(), line)])
            change.args["what"] = line.what
        return change.put(plan)


def rewrite_line(desk: Desk, plan_id: str, line_id: str, typed: str, now: datetime) -> Plan:
    """A line written anew; the same words change nothing. Raises NotThere, BadInput."""
    with desk.change("plan.set", now) as change:
        plan = _plan(change, plan_id)
        old = the_line(plan, line_id)
        read = grammar.read(typed, period=plan.period, now=now, cal=desk.calendar)
        line = replace(_line(old.id, read), card_id=old.card_id)
        plan = _in_currency(plan, read, alone=len(plan.lines) == 1)
        change.args["what"] = line.what
        return change.put(replace(plan, lines=[line if one.id == old.id else one for one in plan.lines]))


def drop_line(desk: Desk, plan_id: str, said: str, now: datetime) -> Plan:
    """Take a line off the plan; undo brings it back. Raises NotThere, BadInput."""
    with desk.change("plan.drop", now) as change:
        plan = _plan(change, plan_id)
        line = the_line(plan, said)
        change.args["what"] = line.what
        return change.put(replace(plan, lines=[one for one in plan.lines if one.id != line.id]))


def move_line(desk: Desk, plan_id: str, line_id: str, direction: int, now: datetime) -> Plan:
    """One place up (-1) or down; at the end of the list it stays. Raises NotThere."""
    with desk.change("plan.move", now) as change:
        plan = _plan(change, plan_id)
        line = the_line(plan, line_id)
        change.args["what"] = line.what
        here = plan.lines.index(line)
        there = here + direction
        if not 0 <= there < len(plan.lines):
            return plan
        lines = list(plan.lines)
        lines[here], lines[there] = lines[there], lines[here]
        return change.put(replace(plan, lines=lines))


def copy_last(desk: Desk, kind: PlanKind, client: Client, period: str, now: datetime) -> Plan:
    """The lines of the last plan before this period that aren't on it yet, on the same days of the month. Raises
    BadInput where there is none, or nothing new on it."""
    with desk.change("plan.copy", now, client=client.short) as change:
        mine = [p for p in all_plans(desk, kind) if p.client_id == client.id]
        before = [p for p in mine if p.lines and span(p.period)[0] < span(period)[0]]
        if not before:
            raise BadInput("plan.nothing_before", client=client.short, period=period)
        last = max(before, key=lambda p: span(p.period)[0])
        old = next((p for p in mine if p.period == period), None)
        plan = old or _new(now, kind, client.id, period)
        if plan.lines and plan.currency != last.currency:
            raise BadInput("plan.currency", currency=last.currency, own=plan.currency)
        there = {line.what for line in plan.lines}
        months = months_between(last.period, period)
        lines = [replace(moved_days(x, months), id=new_id(), card_id=None) for x in last.lines if x.what not in there]
        if not lines:
            raise BadInput("plan.all_copied", client=client.short, period=last.period)
        change.args["what"] = last.period
        return change.put(replace(plan, currency=last.currency, lines=[*plan.lines, *lines]))


def hand_in(change: Change, kind: PlanKind, client_id: str, period: str, at: datetime) -> str:
    """Inside a change: the plan is handed in as it stands; returns the month of the duty that this meets. Raises
    BadInput (`plan.empty`) without a plan."""
    desk = change.desk
    plan = _in_hand(desk, kind, client_id, period)
    change.put(replace(plan, versions=[*plan.versions, PlanVersion(at=at, lines=plan.lines)]))
    rule = desk.rulebook.rules.get(RULES[kind])
    return obligation_month(kind, period, desk.local(at).date(), rule, desk.calendar)


def in_hand(desk: Desk, kind: PlanKind, client: Client, period: str) -> Plan:
    """The plan, for its paper. Raises BadInput (`plan.empty`) where nothing was ever planned."""
    return _in_hand(desk, kind, client.id, period)


def the_line(plan: Plan, said: str) -> PlanLine:
    """The line that is meant; the plan's page numbers them. Raises NotThere, BadInput where several are."""
    return find_one(plan.lines, said, kind="plan.line", listed=plan.lines)


# Inside


def _new(now: datetime, kind: PlanKind, client_id: str, period: str) -> Plan:
    return Plan(id=new_id(), created_at=now, updated_at=now, kind=kind, client_id=client_id, period=period)


def _plan(change: Change, plan_id: str) -> Plan:
    return change.need(Plan, plan_id, "plan.gone")


def _in_hand(desk: Desk, kind: PlanKind, client_id: str, period: str) -> Plan:
    plan = the_plan(desk, kind, client_id, period)
    if plan is None or not (plan.lines or plan.versions):
        client = desk.get(Client, client_id)
        raise BadInput(f"plan.empty_{kind}", client=client.short if client else "", period=period)
    return plan


def _line(line_id: str, read: TypedLine) -> PlanLine:
    return PlanLine(id=line_id, what=read.what, amount=read.amount, start=read.start, end=read.end)


def _in_currency(plan: Plan, line: TypedLine, *, alone: bool = False) -> Plan:
    """A plan has one currency: that of its first line. Raises BadInput for a line in another."""
    if not plan.lines or alone:
        return replace(plan, currency=line.currency or (plan.currency if plan.lines else HOME))
    if line.currency and line.currency != plan.currency:
        raise BadInput("plan.currency", currency=line.currency, own=plan.currency)
    return plan
