"""What a work will cost (D5)."""

from __future__ import annotations

from aetui.desk.papers.writer import Subject, Writer
from aetui.documents.sheet import Sheet, SheetPart, Table
from aetui.domain.errors import BadInput
from aetui.locales.amounts import amount


def build(w: Writer, subject: Subject) -> Sheet:
    """What the work will cost (D5)."""
    card = subject.card
    assert card is not None
    say = w.say
    if not card.estimates:
        raise BadInput("estimate.none", number=card.number)
    last = card.estimates[-1]
    facts = w.facts(("what", w.of_card(card)), ("version", str(len(card.estimates))))
    rows = [[line.text, amount(say, line.amount, last.currency)] for line in last.lines] or [
        [card.title, amount(say, last.amount, last.currency)]
    ]
    rows.append([say("paper.total"), amount(say, last.amount, last.currency)])
    table = Table([say("paper.column.item"), say("paper.column.amount")], rows, [1])
    agreed = last.agreed.by or "" if last.agreed else ""
    parts = [
        SheetPart(say("card.fact.estimate"), [table]),
        SheetPart("", [w.signatures(("client", agreed), ("ae", w.me))]),
    ]
    return w.sheet("estimate", w.re_card(card), facts, parts)
