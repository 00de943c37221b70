"""A client's budget of a quarter and its changes, with the actual so far, for the AD (A7)."""

from __future__ import annotations

from aetui.desk.month.plans import actual, in_hand, period_for
from aetui.desk.papers.plan_parts import changes_part, lines_part, plan_facts, plan_number
from aetui.desk.papers.writer import Subject, Writer
from aetui.documents.sheet import Sheet, SheetPart, Table
from aetui.domain.plans import named_period, total
from aetui.locales.amounts import amount
from aetui.locales.figures import period_words


def build(w: Writer, subject: Subject) -> Sheet:
    """The quarter's lines, what has changed since they were handed in, and what the cards say so far (A7, R8)."""
    client = subject.client
    assert client is not None
    say = w.say
    period = named_period("budget", subject.period) if subject.period else period_for(w.desk, "budget", w.now)
    plan = in_hand(w.desk, "budget", client, period)
    keys = ("budget", "spent", "billed", "received")
    sums = actual(w.desk, client.id, period, w.now)
    rows = []
    for one in sums:
        left = amount(say, total(plan.lines) - one.spent, plan.currency) if one.currency == plan.currency else ""
        rows.append([one.currency, *(amount(say, getattr(one, key), one.currency) for key in keys), left])
    columns = [say(f"paper.column.{key}") for key in ("currency", "estimated", "spent", "billed", "received", "left")]
    parts = [
        lines_part(w, plan),
        changes_part(w, plan),
        SheetPart(
            say("paper.budget.actual"), [Table(columns, rows, [1, 2, 3, 4, 5])] if rows else [], say("paper.nothing")
        ),
        SheetPart("", [w.signatures(("am", w.me), ("ad", ""))]),
    ]
    title = f"{client.name} · {period_words(say, plan.period)}"
    return w.sheet("budget", title, plan_facts(w, plan), parts, plan_number(plan))
