"""Records as text to be pasted: what each says of itself, as somebody outside the house may see it (`Writer.seen`)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from aetui.desk.fields import MEETING, ORDER, At, worded
from aetui.desk.papers.writer import Writer
from aetui.desk.phone.calls import items_of
from aetui.desk.waiting import owner_of, todo_client
from aetui.documents.sheet import Points, Sheet, SheetPart
from aetui.domain.letters.acts import word
from aetui.domain.marks import ROWS
from aetui.domain.records import (
    Absence,
    Action,
    Call,
    Card,
    Client,
    Cover,
    CoverLine,
    Idea,
    Item,
    Letter,
    Meeting,
    Memo,
    Step,
    Todo,
)
from aetui.locales.dates import clock
from aetui.locales.wording import item_line

Made = tuple[Sheet, bool]
OF_HOUSE = frozenset({"#", "!"})
"""Marks of items that no client reads (N2 to N4, D7)."""


def sheet(w: Writer, title: str, facts: list[tuple[str, str]], *parts: SheetPart) -> Sheet:
    """What is copied, as a sheet: a line that names it, what is said of it, lists."""
    said = [(label, value) for label, value in facts if value]
    return Sheet("copy", w.say.lang, title, said, [part for part in parts if part.blocks])


def points(heading: str, items: list[str], *, numbered: bool = True) -> SheetPart:
    return SheetPart(heading, [Points(items, numbered=numbered)] if items else [])


def _joined(*texts: str | None) -> str:
    return " ".join(text for text in texts if text)


def client_fact(w: Writer, client_id: str | None) -> tuple[str, str]:
    """Whom it is for."""
    client = w.client(client_id)
    return w.say("record.clients"), client.name if client else ""


def card_fact(w: Writer, card_id: str | None) -> tuple[str, str]:
    """The card that it stands on."""
    card = w.desk.get(Card, card_id)
    return w.say("record.cards"), card_name(w, card) if card else ""


def card_name(w: Writer, card: Card) -> str:
    return f"{card.number} {w.seen(card).title}"


def _fields(w: Writer, record: Any, fields: tuple[Any, ...], but: tuple[str, ...]) -> list[tuple[str, str]]:
    return worded(At(w.desk, w.say, record, w.now), fields, but=but)


def card(w: Writer, record: Card) -> Made:
    """The job order, and the schedule step by step."""
    seen, say = w.seen(record), w.say
    facts = [
        client_fact(w, record.client_id),
        (say("detail.state"), say(f"card.state.{record.state}")),
        *_fields(w, seen, ORDER, ("title", "deliver_at", "delay", "billable")),
        (say("card.field.deliver_at"), w.moment(record.deliver_at)),
    ]
    steps = points(say("card.schedule"), [step_line(w, step) for step in seen.steps])
    return sheet(w, card_name(w, record), facts, steps), False


def step_line(w: Writer, step: Step) -> str:
    """`初稿，王芳，2026年11月25日 周三 12:00，完成`."""
    told = [step.what, w.who(step.owner), w.moment(step.due), w.say("paper.done") if step.done else ""]
    return w.say("copy.comma").join(text for text in told if text)


def client(w: Writer, record: Client) -> Made:
    """Who they are and how to reach them; what the house knows of them stays here."""
    seen = w.seen(record)
    return sheet(w, seen.name, [], points("", [contact_text(w, one) for one in seen.contacts], numbered=False)), False


def contact_text(w: Writer, contact: Any) -> str:
    return w.say("copy.comma").join(
        text for text in (_joined(contact.name, contact.title), contact.phone, contact.email) if text
    )


def call(w: Writer, record: Call) -> Made:
    """What was said, item by item, without what was meant for the house."""
    say, seen = w.say, w.seen(record)
    found = w.client(record.client_id)
    began, ended = clock(w.desk.local(record.at)), clock(w.desk.local(record.ended_at or record.at))
    until = f"–{ended}" if ended != began else ""
    way = _joined(say(f"phone.{record.channel}"), say(f"phone.way.{record.way}"))
    title = _joined(say("record.calls"), found.name if found else "", seen.contact)
    said = [w.seen(one) for one in items_of(w.desk, record.id) if one.mark not in OF_HOUSE]
    facts = [(say("detail.when"), w.moment(record.at) + until), (say("detail.way"), way)]
    return sheet(w, title, facts, points("", [_item_text(w, one) for one in said if one.text])), False


def _item_text(w: Writer, one: Item) -> str:
    """With the time that it is understood to be due, which its words say as they were said."""
    words = f"@{one.owner} {one.text}" if one.mark == "@" and one.owner else one.text
    mark = w.say("copy.marked", mark=w.say(f"mark.{one.mark}")) if ROWS[one.mark].told or one.mark == "*" else ""
    due = w.say("copy.due", when=w.moment(one.due)) if one.due else ""
    return f"{mark}{words}{due}"


def item(w: Writer, record: Item) -> Made:
    """One line of a call. One that is for the house alone is copied for the house."""
    house = record.mark in OF_HOUSE
    one = record if house else w.seen(record)
    said = w.desk.get(Call, record.call_id)
    found = w.client(record.client_id or (said.client_id if said else None))
    title = item_line(one) if house else _item_text(w, one)
    facts = [
        client_fact(w, found.id if found else None),
        card_fact(w, record.card_id),
        (w.say("detail.when"), w.moment(record.at)),
    ]
    return sheet(w, title, facts), house


def meeting(w: Writer, record: Meeting) -> Made:
    """When, where, with whom; the agenda, and what was concluded."""
    say, seen = w.say, w.seen(record)
    end = f"–{clock(w.desk.local(record.end))}" if record.start and record.end else ""
    facts = [
        client_fact(w, record.client_id),
        (say("meeting.field.start"), w.moment(record.start) + end if record.start else say("meeting.no_date")),
        *_fields(w, seen, MEETING, ("title", "start", "end", "travel")),
    ]
    agenda = points(say("paper.agenda"), [point.text for point in seen.points])
    told = [line for topic in seen.minutes.topics for line in _topic(w, topic.title, topic.conclusion, topic.actions)]
    inside = record.client_id is None
    return sheet(w, seen.title, facts, agenda, points(say("paper.minutes"), told, numbered=False)), inside


def _topic(w: Writer, title: str, conclusion: str | None, actions: list[Action]) -> list[str]:
    head = w.say("copy.colon").join(text for text in (title, conclusion) if text)
    comma = w.say("copy.comma")
    return [head, *(comma.join(t for t in (a.what, w.who(a.owner), w.moment(a.due)) if t) for a in actions if a.what)]


def todo(w: Writer, record: Todo) -> Made:
    """What is to be done, by whom, until when."""
    say, seen = w.say, w.seen(record)
    facts = [
        client_fact(w, record.client_id),
        card_fact(w, record.card_id),
        (say("detail.day"), w.day(record.day) if record.due is None else ""),
        (say("detail.due"), w.moment(record.due)),
        (say("detail.owner"), owner_of(w.desk, say, seen.owner, todo_client(w.desk, record)) if seen.owner else ""),
        (say("detail.done"), w.moment(record.done.at if record.done else None)),
    ]
    return sheet(w, seen.text, facts), False


def memo(w: Writer, record: Memo) -> Made:
    say, seen = w.say, w.seen(record)
    facts = [
        (say("detail.to"), seen.to),
        client_fact(w, record.client_id),
        card_fact(w, record.card_id),
        (say("detail.remind"), w.moment(record.remind_at)),
    ]
    return sheet(w, seen.text, facts), False


def letter(w: Writer, record: Letter) -> Made:
    """A matter between two desks, letter by letter: the house's own."""
    from aetui.desk.letters.shown import lines_of, state_words, thread_in

    thread = thread_in(w.desk, record)
    if thread is None:
        return sheet(w, record.who, []), True
    lines = [w.say("copy.comma").join(t for t in one if t) for one in lines_of(w.desk, w.say, thread, w.now)]
    facts = [(w.say("letter.stands"), state_words(w.say, thread))]
    return sheet(w, word(thread.given, "text"), facts, points(w.say("letter.about"), lines)), True


def idea(w: Writer, record: Idea) -> Made:
    """An idea (Y1) is for the house until it was shown: as it was written."""
    facts = [
        (w.say("detail.by"), record.who or ""),
        client_fact(w, record.client_id),
        card_fact(w, record.card_id),
        (w.say("detail.when"), w.moment(record.at)),
    ]
    return sheet(w, record.text, facts), True


def absence(w: Writer, record: Absence) -> Made:
    """From when to when, and how to reach them: for colleagues, with who covers what."""
    say = w.say
    facts = [
        (say("handover.fact.span"), f"{w.moment(record.start)} – {w.moment(record.end)}"),
        (say("handover.fact.why"), record.why or ""),
        (say("handover.fact.reach"), record.reach or ""),
    ]
    lines = [w.say("copy.comma").join(t for t in (line.what, line.cover) if t) for line in record.lines]
    return sheet(w, _joined(say("record.absences"), w.me), facts, points(say("handover.paper"), lines)), True


def cover_facts(w: Writer, line: Any) -> list[tuple[str, str]]:
    """A thing that somebody takes care of: until when, what to do, what if not, whom to call, where it lies."""
    said = [
        ("until", w.moment(line.due)),
        ("do", line.instruction or ""),
        ("if", line.otherwise or ""),
        ("call", line.call or ""),
        ("files", line.files or ""),
    ]
    return [(w.say(f"handover.column.{key}"), value) for key, value in said]


def cover_line(w: Writer, line: CoverLine) -> Made:
    """A line of our own handover: for its cover, with from whom it comes."""
    client = w.desk.get(Client, line.client_id)
    facts = [(w.say("handover.fact.who"), w.me), (w.say("handover.fact.cover"), line.cover or "")]
    return sheet(w, _joined(client.short if client else "", line.what), [*facts, *cover_facts(w, line)]), True


def cover(w: Writer, record: Cover) -> Made:
    """A thing that is taken care of for a colleague, from their handover."""
    whose = (w.say("handover.fact.who"), record.whose)
    return sheet(w, _joined(record.client, record.what), [whose, *cover_facts(w, record)]), True


BUILDERS: dict[str, Callable[[Writer, Any], Made | None]] = {
    "cards": card,
    "clients": client,
    "calls": call,
    "items": item,
    "meetings": meeting,
    "todos": todo,
    "memos": memo,
    "ideas": idea,
    "absences": absence,
    "covers": cover,
    "letters": letter,
}
"""By the kind of record."""
