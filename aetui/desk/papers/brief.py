"""The creative brief (R7): what the briefing inside goes by, and works are judged against, line by line."""

from __future__ import annotations

from aetui.desk.ideas import ideas_on
from aetui.desk.papers.brief_lines import brief_table
from aetui.desk.papers.writer import Subject, Writer
from aetui.documents.sheet import Paragraphs, Sheet, SheetPart, Table


def build(w: Writer, subject: Subject) -> Sheet:
    """Of the house: its eight lines, those that nobody said yet left to be filled in, what is to be made, and who does what."""
    card = subject.card
    assert card is not None
    say, client = w.say, w.client(card.client_id)
    ideas = ideas_on(w.desk, card, shown=True)  # others read it: those alone that were shown (Y1)
    facts = w.facts(
        ("client", client.name if client else ""),
        ("what", w.of_card(card)),
        ("audience", card.brief.audience or ""),
        ("kind", say(f"kind.{card.kind}") if card.kind else ""),
        ("deliver", w.moment(card.deliver_at)),
    )
    steps = [[step.what, step.owner or w.me, w.moment(step.due)] for step in card.steps if not step.done]
    columns = [say(f"paper.column.{key}") for key in ("step", "who", "until")]
    parts = [
        *brief_table(w, card, whole=True),
        SheetPart(say("card.schedule"), [Table(columns, steps)] if steps else [], say("paper.no_steps")),
        *([SheetPart(say("idea.title"), [Paragraphs([idea.text for idea in ideas])])] if ideas else []),
        SheetPart("", [Paragraphs([say("paper.brief.judged")])]),
    ]
    return w.sheet("brief", w.re_card(card), facts, parts)
