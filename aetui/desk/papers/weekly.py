"""The week's progress of one client, for the client (C2)."""

from __future__ import annotations

from aetui.desk.papers.bars import card_bars
from aetui.desk.papers.progress import cards_in_hand, finished, next_step, open_items
from aetui.desk.papers.writer import Subject, Writer
from aetui.documents.sheet import Points, Sheet, SheetPart, Table
from aetui.domain.clock.periods import shifted, span, week_of


def build(w: Writer, subject: Subject) -> Sheet:
    """Progress, week by week (C2): what is in work, what was done, what comes, what we promised."""
    client = subject.client
    assert client is not None
    say = w.say
    first, last = span(subject.period or week_of(w.now.date()))
    begin, end = w.desk.calendar.at(first, 0), w.desk.calendar.at(last, 24 * 60)
    following = w.desk.calendar.at(shifted(last, weeks=1), 24 * 60)
    cards = cards_in_hand(w, client, begin)
    rows = [
        [c.number, c.title, say(f"card.state.{c.state}"), next_step(w, c), w.moment(c.deliver_at)]
        for c in cards
        if c.state != "closed"
    ]
    columns = [say(f"paper.column.{key}") for key in ("number", "work", "state", "next", "deliver")]
    done = [line for at, line in sorted(finished(w, cards, begin, end))]
    ahead = [
        (s.due, f"{w.moment(s.due)} {c.title}: {s.what}")
        for c in cards
        for s in c.steps
        if s.done is None and s.due and begin <= s.due < following
    ]
    coming = [line for _, line in sorted(ahead)]
    asked = [w.dated(item) for item in open_items(w, client, ">?")]
    facts = w.facts(("period", f"{w.day(first)} – {w.day(last)}"))
    parts = [
        SheetPart(say("paper.weekly.hand"), [Table(columns, rows)] if rows else [], say("paper.nothing")),
        *card_bars(w, cards),
        SheetPart(say("paper.weekly.done"), [Points(done)] if done else [], say("paper.nothing")),
        SheetPart(say("paper.weekly.coming"), [Points(coming)] if coming else [], say("paper.nothing")),
        SheetPart(say("paper.weekly.promised"), [Points(asked)] if asked else [], say("paper.nothing")),
    ]
    return w.sheet("weekly", client.name, facts, parts)
