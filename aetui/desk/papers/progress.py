"""How far a client's work is: what papers about progress share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

import msgspec

from aetui.desk.papers.writer import Writer
from aetui.desk.told import done_in
from aetui.desk.waiting import in_the_way, overdue_on, theirs
from aetui.domain.cards.numbers import in_order
from aetui.domain.marks import ROWS
from aetui.domain.papers import is_of_house
from aetui.domain.records import Card, Client, Item, Meeting, Todo
from aetui.domain.talk import News
from aetui.domain.talk.done import without_time
from aetui.domain.talk.waiting import Awaited

UNSAID = frozenset({"estimate", "closed"})
"""What of the news the house knows alone: that an estimate was reckoned (the one that went out is a paper), a card closed."""


class ToldLine(msgspec.Struct, frozen=True):
    """A line of a part: when, on what work, what, and by whom or why; `delay`: what its card says of being late."""

    at: datetime | None
    about: str
    what: str
    more: str | None = None
    delay: str = ""

    def row(self, w: Writer) -> list[str]:
        when = w.moment(self.at) if self.at else w.say("paper.no_date")
        return [when, self.about, self.what, *([self.more] if self.more is not None else [])]


def cards_in_hand(w: Writer, client: Client, since: datetime) -> list[Card]:
    """The client's cards that were in hand at any time since."""
    found = (c for c in w.desk.book.all_of(Card) if c.client_id == client.id)
    return [w.seen(c) for c in sorted((c for c in found if c.state != "closed" or c.updated_at >= since), key=in_order)]


def next_step(w: Writer, card: Card) -> str:
    """What is to be done next on it, and below it by when; nothing once it was delivered."""
    done = card.state in ("closed", "delivered")
    step = None if done else next((s for s in card.steps if s.done is None), None)
    return "\n".join(filter(None, (step.what, w.moment(step.due)))) if step else ""


def told(w: Writer, client: Client, begin: datetime, end: datetime) -> list[ToldLine]:
    """What was done for them, in its order."""
    found = done_in(w.desk, client, begin, min(end, w.now), w.now, seen=w.seen)
    return [ToldLine(one.at, one.about, _words(w, one)) for one in found if one.kind not in UNSAID]


def coming(w: Writer, client: Client, cards: Sequence[Card], until: datetime) -> list[ToldLine]:
    """What comes next, by its time: steps, deliveries, meetings, what was agreed in minutes, what we promised or shall answer. What
    has no date comes last."""
    found = [line for line in _open(w, client, cards) if line.at is None or w.now <= line.at]
    found = [line for line in found if line.at is None or line.at < until]
    found += [
        ToldLine(meeting.start, meeting.title, w.say("paper.told.meeting"), "")
        for meeting in _meetings(w, client)
        if meeting.start is not None and meeting.cancelled is None and w.now <= meeting.start < until
    ]
    return sorted(found, key=_in_time)


def late(w: Writer, client: Client, cards: Sequence[Card]) -> list[ToldLine]:
    """What of it is late, with the reason that is written on its card for the client, or what we wait for from them; where neither is
    known, that it is told when the report is confirmed by phone (C2)."""
    found = (line for line in _open(w, client, cards, why=True) if line.at is not None and line.at < w.now)
    return [
        msgspec.structs.replace(line, more=line.delay or w.say("paper.late.phone"))
        for line in sorted(found, key=_in_time)
    ]


def delay_words(w: Writer, card: Card, asked: Sequence[Awaited], due: datetime | None) -> str:
    """Why what was due then on a card is late, as the client is told: what is written there, else what of the overdue that was `asked`
    of them we wait for."""
    return card.delay or _awaits(w, in_the_way(asked, due))


def as_asked(w: Writer, found: Sequence[Awaited]) -> list[Awaited]:
    """What of it we ask them for, in the words that they read: what is private, and what only the house does, isn't asked of a client."""
    told = [msgspec.structs.replace(one, what=_asked(w, one)) for one in found if not one.private]
    return [one for one in told if one.what]


def _asked(w: Writer, one: Awaited) -> str:
    seen = w.seen(one.record)
    if isinstance(seen, Todo):
        return "" if is_of_house(one.what) else seen.text
    step = next((s for s in seen.steps if one.part is not None and s.id == one.part.id), None)
    return step.what if step is not None else ""


def _awaits(w: Writer, overdue: Sequence[Awaited]) -> str:
    found = [one.what for one in as_asked(w, overdue)]
    return w.say("paper.late.awaits", what=w.say("list.comma").join(found)) if found else ""


def open_items(w: Writer, client: Client, marks: str) -> list[Item]:
    """Open items of that client which a client's paper may repeat (never `#`), by their due time."""
    assert all(ROWS[mark].told for mark in marks)
    found = [i for i in w.desk.book.live_of(Item) if i.client_id == client.id and i.mark and i.mark in marks]
    seen = (w.seen(i) for i in found if i.done is None and not i.waived)
    return sorted((i for i in seen if i.text), key=lambda i: (i.due or i.at, i.id))


def _open(w: Writer, client: Client, cards: Sequence[Card], *, why: bool = False) -> Iterator[ToldLine]:
    """What we still do for them; `why`: with what is to be said of its being late."""
    asked = {card.id: overdue_on(w.desk, card, w.now) for card in cards} if why else {}

    def reason(card: Card | None, due: datetime | None) -> str:
        return delay_words(w, card, asked[card.id], due) if why and card is not None else ""

    for card in cards:
        if card.state in ("closed", "delivered"):
            continue
        steps = [s for s in card.steps if s.done is None and not theirs(w.desk, s.owner, client.id)]
        for n, step in enumerate(steps):
            if step.due is not None or n == 0:
                yield ToldLine(step.due, card.title, step.what, w.who(step.owner), reason(card, step.due))
        if card.deliver_at is not None and card.delivered is None:
            yield ToldLine(
                card.deliver_at, card.title, w.say("paper.told.deliver"), w.me, reason(card, card.deliver_at)
            )
    due = {o.subject_id: o.due for o in w.desk.obligations(w.now) if o.subject_type == "item"}
    by_id = {card.id: card for card in cards}
    for item in open_items(w, client, ">?"):
        words = without_time(item, w.desk.calendar)
        said = w.say("paper.told.to_answer", what=words) if item.mark == "?" else words
        held = by_id.get(item.card_id or "")
        until = due.get(item.id, item.due)
        yield ToldLine(until, held.title if held else "", said, w.me, reason(held, until))
    for meeting in _meetings(w, client):
        for action in (a for topic in meeting.minutes.topics for a in topic.actions):
            todo = w.desk.get(Todo, action.todo_id)
            if (
                action.what
                and todo is not None
                and todo.done is None
                and todo.dropped is None
                and not theirs(w.desk, action.owner, client.id)
            ):
                yield ToldLine(action.due, meeting.title, action.what, w.who(action.owner))


def _meetings(w: Writer, client: Client) -> list[Meeting]:
    return [w.seen(m) for m in w.desk.book.all_of(Meeting) if m.client_id == client.id]


def _words(w: Writer, one: News) -> str:
    what = w.say(f"paper.{one.what}") if one.kind == "paper" else one.what
    return w.say(f"paper.told.{one.kind}", what=what)


def _in_time(line: ToldLine) -> tuple[bool, float, str, str]:
    return line.at is None, line.at.timestamp() if line.at else 0.0, line.about, line.what
