"""The job order as the client is to confirm it (R4, R6): what is made, for whom, until when, and what it is judged by (R7)."""

from __future__ import annotations

from aetui.desk.papers.brief_lines import brief_table
from aetui.desk.papers.writer import Subject, Writer
from aetui.documents.sheet import Paragraphs, Sheet, SheetPart, Table
from aetui.domain.gates import brief_missing, order_is_confirmed
from aetui.locales.amounts import amount


def build(w: Writer, subject: Subject) -> Sheet:
    """What was asked for, as we understood it; what isn't said yet is asked for."""
    card = subject.card
    assert card is not None
    say = w.say
    facts = w.facts(("asked", w.moment(card.requested_at)))
    lacks, last = brief_missing(card), card.estimates[-1] if card.estimates else None
    said = [
        ("title", card.title),
        ("what", card.brief.what or ""),
        ("audience", card.brief.audience or ""),
        ("kind", say(f"kind.{card.kind}") if card.kind else ""),
        ("deliver_at", w.moment(card.deliver_at)),
        ("estimate", amount(say, last.amount, last.currency) if last and last.agreed else ""),
    ]
    rows = [
        [say("card.fact.estimate") if key == "estimate" else say(f"card.field.{key}"), text or say("paper.order.open")]
        for key, text in said
        if text or key in lacks
    ]
    columns = [say("paper.column.line"), say("paper.column.said")]
    right = card.order_confirmed if order_is_confirmed(card) else None
    confirmed = (right.by or "") if right else ""
    parts = [
        SheetPart(say("detail.job"), [Table(columns, rows)]),
        *brief_table(w, card),
        SheetPart("", [Paragraphs([say("paper.order.please")]), w.signatures(("client", confirmed), ("ae", w.me))]),
    ]
    return w.sheet("order", w.re_card(card), facts, parts)
