"""The reply within 24 hours: the work schedule of a card (D4)."""

from __future__ import annotations

from aetui.desk.papers.writer import Subject, Writer
from aetui.documents.sheet import Paragraphs, Sheet, SheetPart, Table


def build(w: Writer, subject: Subject) -> Sheet:
    """The reply within 24 hours (D4): each step, who does it, until when."""
    card = subject.card
    assert card is not None
    say = w.say
    facts = w.facts(
        ("what", w.of_card(card)),
        ("asked", w.moment(card.requested_at)),
        ("deliver", w.moment(card.deliver_at)),
    )
    rows = [
        [str(n), step.what, step.owner or w.me, w.moment(step.due), say("paper.done") if step.done else ""]
        for n, step in enumerate(card.steps, 1)
    ]
    columns = [say(f"paper.column.{key}") for key in ("n", "step", "who", "until", "state")]
    parts = [
        SheetPart(say("card.schedule"), [Table(columns, rows)] if rows else [], say("paper.no_steps")),
        SheetPart("", [Paragraphs([say("paper.schedule.please")]), w.signatures(("client", ""), ("ae", w.me))]),
    ]
    return w.sheet("schedule", w.re_card(card), facts, parts)
