"""`aetui plan media|budget`, `aetui appraisal NAME`: what an AM hands in each month and each year (A6, A7, A10)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from aetui.cli.main import Spoken, common
from aetui.cli.session import Session
from aetui.domain.errors import BadInput

if TYPE_CHECKING:
    from aetui.domain.budget import Balance
    from aetui.domain.records import Appraisal, Client, Plan, PlanLine
    from aetui.domain.records.team import PlanKind


@click.command("plan", cls=Spoken)
@click.argument("kind")
@click.argument("lines", nargs=-1, metavar="LINE")
@click.option("--client", "name", metavar="NAME", required=True)
@click.option("--period", metavar="P")
@click.option("--copy", is_flag=True)
@click.option("--remove", metavar="LINE")
@common
@click.pass_obj
def plan(
    session: Session, kind: str, lines: tuple[str, ...], name: str, period: str | None, copy: bool, remove: str | None
) -> None:
    from aetui.cli.typed import typed_lines
    from aetui.desk.book.clients import resolve
    from aetui.desk.month import plans
    from aetui.domain.plans import named_period

    if kind not in ("media", "budget"):
        raise BadInput("plan.kind", text=kind)
    of: PlanKind = "media" if kind == "media" else "budget"
    desk, now = session.desk, session.now
    session.relearn()
    client = resolve(desk, name)
    assert client is not None
    period = named_period(of, period) if period else plans.period_for(desk, of, now)
    if copy:
        plans.copy_last(desk, of, client, period, now)
    if remove is not None:
        there = plans.the_plan(desk, of, client.id, period)
        if there is None:
            plans.in_hand(desk, of, client, period)
        else:
            plans.drop_line(desk, there.id, remove, now)
    if lines:
        plans.add_lines(desk, of, client, period, typed_lines("-") if lines == ("-",) else lines, now)
    _tell(session, of, client, period)


def _tell(session: Session, kind: PlanKind, client: Client, period: str) -> None:
    from aetui.desk.month import plans

    desk = session.desk
    found = plans.the_plan(desk, kind, client.id, period)
    sums = plans.actual(desk, client.id, period, session.now) if kind == "budget" else []
    if session.json:
        session.out_json(_as_json(session, kind, client, period, found, sums))
    else:
        _print(session, kind, client, period, found, sums)


def _as_json(
    session: Session, kind: PlanKind, client: Client, period: str, plan: Plan | None, sums: list[Balance]
) -> dict[str, Any]:
    from aetui.domain.plans import handed_in, since_handed_in, total

    last = handed_in(plan) if plan else None
    told: dict[str, Any] = {
        "id": plan.id if plan else None,
        "kind": kind,
        "client": client.short,
        "period": period,
        "currency": plan.currency if plan else "CNY",
        "lines": [{"n": n, **_line_json(line)} for n, line in enumerate(plan.lines if plan else [], 1)],
        "total": total(plan.lines) if plan else 0,
        "handed_in": session.desk.local(last.at) if last else None,
        "changes": [
            {
                "change": one.how,
                "old": _line_json(one.old) if one.old else None,
                "new": _line_json(one.new) if one.new else None,
            }
            for one in (since_handed_in(plan) if plan else [])
        ],
    }
    if kind == "budget":
        keys = ("budget", "spent", "billed", "received")
        told["actual"] = [{"currency": s.currency, **{key: getattr(s, key) for key in keys}} for s in sums]
    return told


def _line_json(line: PlanLine) -> dict[str, Any]:
    return {"id": line.id, "what": line.what, "start": line.start, "end": line.end, "amount": line.amount}


def _print(
    session: Session, kind: PlanKind, client: Client, period: str, plan: Plan | None, sums: list[Balance]
) -> None:
    from aetui.cli.plain import columns
    from aetui.domain.plans import handed_in, since_handed_in, total
    from aetui.locales.amounts import amount, balance, plan_words
    from aetui.locales.dates import days_short, stamp

    say = session.say
    session.out(say("plan.told", client=client.name, kind=say(f"paper.{kind}"), period=period))
    if plan is None or not plan.lines:
        session.out("  " + say("plan.none"))
    if plan is not None:
        rows = [
            [
                f"  {n}",
                plan_words(say, line),
                days_short(line.start, line.end),
                amount(line.amount, plan.currency),
            ]
            for n, line in enumerate(plan.lines, 1)
        ]
        rows.append(["", say("plan.total"), "", amount(total(plan.lines), plan.currency)])
        for line in columns(rows, right=frozenset({3})):
            session.out(line)
        last = handed_in(plan)
        if last is not None:
            time, found = stamp(session.desk.local(last.at)), since_handed_in(plan)
            session.out(say("plan.changes" if found else "plan.changes.none", time=time))
            told = [
                [f"  {say(f'plan.change.{one.how}')}", plan_words(say, one.line), amount(one.difference, plan.currency)]
                for one in found
            ]
            for line in columns(told, right=frozenset({2})):
                session.out(line)
    if kind == "budget":
        session.out(say("plan.actual"))
        for one in sums:
            session.out("  " + balance(say, one))
        if not sums:
            session.out("  " + say("plan.actual.none"))


@click.command("appraisal", cls=Spoken)
@click.argument("person", metavar="NAME")
@click.option("--year", metavar="YEAR")
@click.option("--strengths", metavar="TEXT")
@click.option("--improve", metavar="TEXT")
@click.option("--goals", metavar="TEXT")
@click.option("--change", "wanted", metavar="TEXT")
@click.option("--finance", metavar="NAME")
@common
@click.pass_obj
def appraisal(
    session: Session,
    person: str,
    year: str | None,
    strengths: str | None,
    improve: str | None,
    goals: str | None,
    wanted: str | None,
    finance: str | None,
) -> None:
    from aetui.desk.month import appraisals

    desk, now = session.desk, session.now
    session.relearn()
    name = appraisals.the_person(desk, person)
    of = appraisals.year_named(year) if year else now.year
    said = any(text is not None for text in (strengths, improve, goals, wanted))
    with session.together("appraisal.write", said or finance is not None, title=name, what=str(of)):
        if said:
            appraisals.write_appraisal(
                desk, name, of, now, strengths=strengths, improve=improve, goals=goals, change_to=wanted
            )
        if finance is not None:
            appraisals.check_finance(desk, name, of, finance, now)
    found = appraisals.the_appraisal(desk, name, of)
    if session.json:
        session.out_json(_appraisal_json(session, name, of, found))
    else:
        _print_appraisal(session, name, of, found)


def _appraisal_json(session: Session, name: str, year: int, found: Appraisal | None) -> dict[str, Any]:
    from aetui.desk.month.appraisals import year_figures

    seen = year_figures(session.desk, name, year)
    return {
        "id": found.id if found else None,
        "person": name,
        "year": year,
        "weeks": seen.weeks,
        "figures": [
            {"rule": one.rule, **_counts(one.whole), "quarters": {q: _counts(row) for q, row in one.quarters.items()}}
            for one in seen.rules
        ],
        "words": found.words if found else {},
        "change": found.change if found else None,
        "finance": found.finance if found else None,
    }


def _counts(row: Any) -> dict[str, int]:
    return {key: getattr(row, key) for key in ("promised", "kept", "late", "missed", "waived")}


def _print_appraisal(session: Session, name: str, year: int, found: Appraisal | None) -> None:
    from aetui.cli.plain import columns
    from aetui.desk.month.appraisals import HEADINGS, year_figures
    from aetui.locales.dates import stamp

    desk, say = session.desk, session.say
    session.out(say("appraisal.told", person=name, year=year))
    seen = year_figures(desk, name, year)
    if seen.weeks:
        session.out(say("appraisal.weeks", n=seen.weeks))
        heads = [say(f"tally.{key}") for key in _counts(seen.whole)]
        rows = [["", *heads]]
        rows += [[f"  {q}", *map(str, _counts(row).values())] for q, row in seen.quarters.items()]
        rows += [
            [f"  {desk.rulebook.title(one.rule, say.lang)}", *map(str, _counts(one.whole).values())]
            for one in seen.rules
        ]
        rows.append([f"  {say('plan.total')}", *map(str, _counts(seen.whole).values())])
        for line in columns(rows, right=frozenset(range(1, 6))):
            session.out(line)
    else:
        session.out(say("appraisal.no_weeks", person=name, year=year))
    for heading in HEADINGS:
        session.out(f"{say(f'appraisal.{heading}')}: {(found.words if found else {}).get(heading, '–')}")
    session.out(f"{say('appraisal.change')}: {(found.change if found else None) or '–'}")
    if found and found.change:
        by = found.finance
        told = (
            say("appraisal.checked", by=by.by or "", time=stamp(desk.local(by.at)))
            if by
            else say("appraisal.unchecked")
        )
        session.out("  " + told)
