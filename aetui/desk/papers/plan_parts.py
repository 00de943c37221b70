"""What a plan's paper says (A6, A7): its lines with their total, and what has changed since it was handed in."""

from __future__ import annotations

from decimal import Decimal

from aetui.desk.papers.writer import Writer
from aetui.documents.sheet import Paragraphs, SheetPart, Table
from aetui.domain.clock.periods import span
from aetui.domain.plans import LineChange, handed_in, since_handed_in, total, version_of
from aetui.domain.records import Plan
from aetui.locales.amounts import amount, plan_words
from aetui.locales.dates import days_full


def plan_facts(w: Writer, plan: Plan) -> list[tuple[str, str]]:
    """Of which period it is, and which version."""
    first, last = span(plan.period)
    return w.facts(
        ("period", days_full(w.say, first, last)),
        ("version", str(version_of(plan))),
    )


def plan_number(plan: Plan) -> str:
    """`2026-Q4/2`: the period and the version."""
    return f"{plan.period}/{version_of(plan)}"


def lines_part(w: Writer, plan: Plan) -> SheetPart:
    """Each line: what, from when to when where a line of the plan says it, how much; the total below."""
    say = w.say
    dated = any(line.start or line.end for line in plan.lines)

    def row(what: str, days: str, value: Decimal) -> list[str]:
        return [what, *([days] if dated else []), amount(say, value, plan.currency)]

    rows = [row(plan_words(say, line), days_full(say, line.start, line.end), line.amount) for line in plan.lines]
    rows.append(row(say("paper.total"), "", total(plan.lines)))
    columns = [say(f"paper.column.{key}") for key in ("item", *(["days"] if dated else []), "amount")]
    return SheetPart(say(f"paper.{plan.kind}.lines"), [Table(columns, rows, [len(columns) - 1], total=True)])


def changes_part(w: Writer, plan: Plan) -> SheetPart:
    """What was added, removed or changed since the last version, and by how much the total moved."""
    say, last = w.say, handed_in(plan)
    title = say("paper.plan.changes")
    if last is None:
        return SheetPart(title, [Paragraphs([say("paper.plan.first")])])
    found = since_handed_in(plan)
    since = say("paper.plan.since", time=w.moment(last.at), total=amount(w.say, total(last.lines), plan.currency))
    if not found:
        return SheetPart(title, [Paragraphs([f"{since} {say('paper.plan.unchanged')}"])])
    rows = [
        [
            say(f"plan.change.{one.how}"),
            change_words(w, one),
            amount(w.say, one.old.amount, plan.currency) if one.old else "",
            amount(w.say, one.new.amount, plan.currency) if one.new else "",
            amount(w.say, one.difference, plan.currency),
        ]
        for one in found
    ]
    moved = total(plan.lines) - total(last.lines)
    rows.append(
        [
            say("paper.total"),
            "",
            amount(w.say, total(last.lines), plan.currency),
            amount(w.say, total(plan.lines), plan.currency),
            amount(w.say, moved, plan.currency),
        ]
    )
    columns = [say(f"paper.column.{key}") for key in ("change", "item", "before", "now", "difference")]
    return SheetPart(title, [Paragraphs([since]), Table(columns, rows, [2, 3, 4], total=True)])


def change_words(w: Writer, one: LineChange) -> str:
    """Of what line it tells; where its words or days were changed, as they were too."""
    line = one.line
    said = " ".join(t for t in (plan_words(w.say, line), days_full(w.say, line.start, line.end)) if t)
    if (
        one.old is None
        or one.new is None
        or (one.old.what, days_full(w.say, one.old.start, one.old.end))
        == (line.what, days_full(w.say, line.start, line.end))
    ):
        return said
    before = " ".join(t for t in (plan_words(w.say, one.old), days_full(w.say, one.old.start, one.old.end)) if t)
    return f"{before} → {said}"
