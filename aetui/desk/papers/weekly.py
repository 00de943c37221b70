"""The week's progress of one client, for the client (C2): what was done, what comes next, what we wait for, what is late and why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from aetui.desk.papers.bars import card_bars
from aetui.desk.papers.progress import ToldLine, as_asked, cards_in_hand, coming, late, next_step, told
from aetui.desk.papers.writer import Subject, Writer
from aetui.desk.waiting import awaited
from aetui.documents.sheet import Sheet, SheetPart
from aetui.domain.clock.periods import shifted, span, week_of
from aetui.domain.records import Card, Client


def build(w: Writer, subject: Subject) -> Sheet:
    """Each part in order of time, each line with its whole date (C2)."""
    client = subject.client
    assert client is not None
    calendar = w.desk.calendar
    first, last = span(subject.period or week_of(w.now.date()))
    begin, end = calendar.at(first, 0), calendar.at(last, 24 * 60)
    following = calendar.at(shifted(last, weeks=1), 24 * 60)
    cards = cards_in_hand(w, client, begin)
    facts = w.facts(("period", f"{w.day(first)} – {w.day(last)}"))
    parts = [
        _hand(w, cards),
        *card_bars(w, cards),
        _part(w, "done", ("date", "work", "content"), [line.row(w) for line in told(w, client, begin, end)]),
        _part(w, "coming", ("date", "work", "content", "who"), _coming(w, client, cards, following)),
        _part(w, "waiting", ("by", "work", "content", "whom"), _waiting(w, client)),
        _part(w, "late", ("by", "work", "content", "why"), [line.row(w) for line in late(w, client, cards)]),
    ]
    return w.sheet("weekly", client.name, facts, parts)


def _part(w: Writer, key: str, columns: Sequence[str], rows: list[list[str]]) -> SheetPart:
    return SheetPart(w.say(f"paper.weekly.{key}"), [w.table(columns, rows)] if rows else [], w.say("paper.nothing"))


def _hand(w: Writer, cards: Sequence[Card]) -> SheetPart:
    rows = [
        [c.number, c.title, w.say(f"card.state.{c.state}"), next_step(w, c), w.moment(c.deliver_at)]
        for c in cards
        if c.state != "closed"
    ]
    return _part(w, "hand", ("number", "work", "state", "next", "deliver"), rows)


def _coming(w: Writer, client: Client, cards: Sequence[Card], until: datetime) -> list[list[str]]:
    return [line.row(w) for line in coming(w, client, cards, until)]


def _waiting(w: Writer, client: Client) -> list[list[str]]:
    """What we ask them for; what is private, and what only the house does, isn't asked of a client."""
    return [
        ToldLine(one.due, one.card.title if one.card else "", one.what, w.who(one.who)).row(w)
        for one in as_asked(w, awaited(w.desk, client))
    ]
