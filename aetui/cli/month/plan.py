"""`aetui plan media|budget`: what an AM hands in each month and each quarter (A6, A7)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from aetui.cli.command import arg, command, flag, one_of, opt
from aetui.cli.found import CLIENT, PERIOD
from aetui.cli.plain import table
from aetui.cli.session import Session
from aetui.cli.stdin import typed_lines
from aetui.desk.month import plans
from aetui.desk.month.all_at_once import copy_all
from aetui.desk.month.gathered import Used, used
from aetui.desk.month.shown import used_words
from aetui.domain.budget import Balance
from aetui.domain.errors import BadInput
from aetui.domain.plans import handed_in, named_period, since_handed_in, total
from aetui.domain.records import Client, Plan, PlanLine
from aetui.domain.records.team import PlanKind
from aetui.locales.amounts import amount, balance, plan_words
from aetui.locales.dates import days_short


@command(
    "plan",
    arg("kind", one_of("plan.kind", "media", "budget")),
    arg("lines", nargs=-1, metavar="LINE"),
    opt("--client", type=CLIENT),
    flag("--all", "everyone"),
    opt("--period", type=PERIOD),
    flag("--copy"),
    opt("--remove"),
)
def plan(
    session: Session,
    kind: PlanKind,
    lines: tuple[str, ...],
    client: Client | None,
    everyone: bool,
    period: str | None,
    copy: bool,
    remove: str | None,
) -> None:
    desk, now = session.desk, session.now
    period = named_period(kind, period) if period else plans.period_for(desk, kind, now)
    if client is None or everyone:
        if not (everyone and copy) or client is not None or lines or remove:
            raise BadInput("plan.whose", kind=kind)
        made = copy_all(desk, kind, period, now)
        told = session.say("plan.copied_all", names=session.say("list.comma").join(one.short for one in made))
        session.out([{"client": one.short, "period": period} for one in made], told)
        return
    if copy:
        plans.copy_last(desk, kind, client, period, now)
    if remove is not None:
        there = plans.the_plan(desk, kind, client.id, period)
        if there is None:
            plans.in_hand(desk, kind, client, period)
        else:
            plans.drop_line(desk, there.id, remove, now)
    if lines:
        typed = typed_lines("-") if lines == ("-",) else lines
        plans.add_lines(desk, kind, client, period, typed, now)
    found = plans.the_plan(desk, kind, client.id, period)
    so_far = used(desk, client, period, now) if kind == "budget" else None
    session.out(
        lambda: _as_json(session, kind, client, period, found, so_far),
        _page(session, kind, client, period, found, so_far),
    )


def _as_json(
    session: Session, kind: PlanKind, client: Client, period: str, plan: Plan | None, so_far: Used | None
) -> dict[str, Any]:
    last = handed_in(plan) if plan else None
    data: dict[str, Any] = {
        "id": plan.id if plan else None,
        "kind": kind,
        "client": client.short,
        "period": period,
        "currency": plan.currency if plan else "CNY",
        "lines": [{"n": n, **_line_json(line)} for n, line in enumerate(plan.lines if plan else [], 1)],
        "total": total(plan.lines) if plan else 0,
        "handed_in": session.local(last.at) if last else None,
        "changes": [
            {
                "change": one.how,
                "old": _line_json(one.old) if one.old else None,
                "new": _line_json(one.new) if one.new else None,
            }
            for one in (since_handed_in(plan) if plan else [])
        ],
    }
    if so_far is not None:
        data["actual"] = [_sums_json(one) for one in so_far.sums]
        data["actual_of"] = [
            {"who": one.who, "as_of": session.local(one.made), "actual": [_sums_json(sums) for sums in one.sums]}
            for one in so_far.parts
        ]
    return data


def _sums_json(sums: Balance) -> dict[str, Any]:
    return {key: getattr(sums, key) for key in ("currency", "budget", "spent", "billed", "received")}


def _line_json(line: PlanLine) -> dict[str, Any]:
    return {key: getattr(line, key) for key in ("id", "what", "start", "end", "amount")}


def _page(
    session: Session, kind: PlanKind, client: Client, period: str, plan: Plan | None, so_far: Used | None
) -> Iterator[str]:
    say = session.say
    yield say("plan.told", client=client.name, kind=say(f"paper.{kind}"), period=period)
    if plan is None or not plan.lines:
        yield "  " + say("plan.none")
    if plan is not None:
        yield from _plan_lines(session, plan)
    if so_far is not None:
        yield say("plan.actual")
        yield from ["  " + balance(say, one) for one in so_far.sums] or ["  " + say("plan.actual.none")]
        for part in so_far.parts if so_far.gathered else ():
            yield f"  {used_words(session.desk, say, part)}"
            yield from ("    " + balance(say, one) for one in part.sums)


def _plan_lines(session: Session, plan: Plan) -> Iterator[str]:
    """The lines and what they come to; then what was changed since the plan was handed in."""
    say = session.say
    rows = [
        [f"  {n}", plan_words(say, line), days_short(line.start, line.end), amount(say, line.amount, plan.currency)]
        for n, line in enumerate(plan.lines, 1)
    ]
    rows.append(["", say("plan.total"), "", amount(say, total(plan.lines), plan.currency)])
    yield from table(rows, right=[3])
    last = handed_in(plan)
    if last is not None:
        found = since_handed_in(plan)
        yield say("plan.changes" if found else "plan.changes.none", time=session.stamp(last.at))
        changes = (
            [
                f"  {say(f'plan.change.{one.how}')}",
                plan_words(say, one.line),
                amount(say, one.difference, plan.currency),
            ]
            for one in found
        )
        yield from table(changes, right=[2])
