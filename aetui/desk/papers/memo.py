"""MEMO (D6)."""

from __future__ import annotations

from aetui.desk.papers.writer import Subject, Writer
from aetui.documents.sheet import Paragraphs, Sheet, SheetPart
from aetui.domain.records import Card


def build(w: Writer, subject: Subject) -> Sheet:
    """MEMO (D6)."""
    memo = subject.memo
    assert memo is not None
    card = w.desk.get(Card, memo.card_id)
    facts = w.facts(
        ("number", card.number if card else ""),
        ("remind", w.moment(memo.remind_at)),
    )
    return w.sheet("memo", "", facts, [SheetPart("", [Paragraphs(memo.text.splitlines())])])
