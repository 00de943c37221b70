"""The reply within 24 hours: the work schedule of a card (D4)."""

from __future__ import annotations

from aetui.desk.papers.bars import Stretch, timeline
from aetui.desk.papers.writer import Subject, Writer
from aetui.documents.sheet import Block, Paragraphs, Points, Sheet, SheetPart
from aetui.domain.cards.changes import changes
from aetui.domain.records import Card
from aetui.locales.works import change_words


def build(w: Writer, subject: Subject) -> Sheet:
    """The reply within 24 hours (D4): each step, who does it, until when; sent again, first what changed (R3)."""
    card = subject.card
    assert card is not None
    say = w.say
    facts = w.facts(
        ("what", w.of_card(card)),
        ("asked", w.moment(card.requested_at)),
        ("deliver", w.moment(card.deliver_at)),
    )
    rows = [
        [
            str(n),
            step.what,
            w.who(step.owner),
            w.moment(step.due),
            say("paper.done") if step.done else "",
        ]
        for n, step in enumerate(card.steps, 1)
    ]
    columns = ("n", "step", "who", "until", "state")
    news = [change_words(say, one, w.me, w.moment) for one in changes(card)]
    parts = [
        *([SheetPart(say("schedule.changes"), [Points(news)])] if news else []),
        SheetPart(
            say("card.schedule"), [w.table(columns, rows), *_bars(w, card)] if rows else [], say("paper.no_steps")
        ),
        SheetPart("", [Paragraphs([say("paper.schedule.please")]), w.signatures(("client", ""), ("ae", w.me))]),
    ]
    return w.sheet("schedule", w.re_card(card), facts, parts)


def _bars(w: Writer, card: Card) -> list[Block]:
    """Each step from its start, which is the end of the one before where none is said, until it is due."""
    found, start = [], card.requested_at
    for step in card.steps:
        if step.due is not None:
            found.append(
                Stretch(step.what, min(step.start or start, step.due), step.due, step.done.at if step.done else None)
            )
            start = step.due
    made = timeline(w, w.say("paper.column.step"), found)
    return [made] if made is not None else []
