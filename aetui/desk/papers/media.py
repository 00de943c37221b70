"""A client's media plan of a month, with its budget, for the AD (A6)."""

from __future__ import annotations

from aetui.desk.month.plans import in_hand, period_for
from aetui.desk.papers.plan_parts import changes_part, lines_part, plan_facts, plan_number
from aetui.desk.papers.writer import Subject, Writer
from aetui.documents.sheet import Sheet, SheetPart
from aetui.domain.plans import named_period
from aetui.locales.figures import period_words


def build(w: Writer, subject: Subject) -> Sheet:
    """The month's media: what, when, how much; what has changed since it was handed in (A6)."""
    client = subject.client
    assert client is not None
    period = named_period("media", subject.period) if subject.period else period_for(w.desk, "media", w.now)
    plan = in_hand(w.desk, "media", client, period)
    parts = [
        lines_part(w, plan),
        changes_part(w, plan),
        SheetPart("", [w.signatures(("am", w.me), ("ad", ""))]),
    ]
    title = f"{client.name} · {period_words(w.say, plan.period)}"
    return w.sheet("media", title, plan_facts(w, plan), parts, plan_number(plan))
