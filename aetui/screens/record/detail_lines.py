"""What there is to know of one thing, as sections of rows. A ref names it: `cards:ID`, `obligation:ID`, ….

The detail screen shows them, and the board beside its lists where there is room. A row's ref opens its record.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from aetui.desk.card.history import card_facts
from aetui.desk.core import Desk
from aetui.desk.day.today import client_name, last_calls
from aetui.desk.fields import CLIENT, At, worded
from aetui.desk.find.subject import find_obligation
from aetui.desk.phone.calls import items_of
from aetui.desk.waiting import owner_of, todo_client
from aetui.domain.meeting.online import side
from aetui.domain.records import KIND_OF, Call, Card, Client, Fact, Item, Meeting, Memo, Record, Todo
from aetui.domain.records.refs import Ref, ref_to
from aetui.locales import Texts
from aetui.locales.dates import clock, day_line, day_number, stamp
from aetui.locales.wording import title
from aetui.screens.phone.lines import WAY_STYLE, by_subject, contact_line, item_row
from aetui.screens.phone.memory import known_notes
from aetui.screens.record.card_sections import timeline_section
from aetui.screens.record.detail_duty import obligation_sections
from aetui.screens.record.detail_rows import call_row, facts, moment, obligations, record_row
from aetui.screens.record.detail_rule import rule_head, rule_sections
from aetui.screens.record.letter_lines import letter_sections, letters_about
from aetui.screens.record.paper_lines import page_of_paper
from aetui.widgets.cells import Parts
from aetui.widgets.rows import Row, Section, heading


def sections_for(desk: Desk, say: Texts, ref: str, now: datetime) -> list[Section]:
    """Everything about what `ref` names; empty where it is gone."""
    kind, key = Ref.parse(ref).pair
    if kind == "rules":
        return rule_sections(desk, say, key)
    if kind == "obligation":
        obligation = find_obligation(desk, key, now)
        return obligation_sections(desk, say, obligation, now) if obligation else []
    record = desk.book.get(kind, key) if kind in _BUILDERS else None
    return _BUILDERS[kind](desk, say, record, now) if record is not None else []


def head_for(desk: Desk, say: Texts, ref: str, now: datetime) -> Parts:
    """What `ref` names, in one line."""
    kind, key = Ref.parse(ref).pair
    if kind == "rules":
        return rule_head(desk, say, key)
    if kind == "obligation":
        obligation = find_obligation(desk, key, now)
        name = title(say, obligation, desk.rulebook) if obligation else ""
        client = client_name(desk, obligation.client_id) if obligation else ""
        return ((say("detail.duty") + "  ", "dim"), (client + "  " if client else "", "dim"), (name, "ink bold"))
    record = desk.book.get(kind, key) if kind in _BUILDERS else None
    if isinstance(record, Card):
        return (
            (record.number + " ", "act bold"),
            (record.title, "ink bold"),
            (f"   {client_name(desk, record.client_id)}", "dim"),
        )
    if isinstance(record, Client):
        return ((say("record.clients") + "  ", "dim"), (record.name, "ink bold"))
    if isinstance(record, Call):
        name = client_name(desk, record.client_id) or say("phone.nobody")
        return ((say("record.calls") + "  ", "dim"), (name, "ink bold"), (f"  {record.contact or ''}", "dim"))
    text = getattr(record, "title", None) or getattr(record, "text", None) or getattr(record, "who", None) or ""
    return ((say(f"record.{kind}") + "  ", "dim"), (text, "ink bold")) if record is not None else ()


# One thing each


def card_sections(desk: Desk, say: Texts, record: Record, now: datetime) -> list[Section]:
    """A card's brief, what it owes, what happened on it."""
    assert isinstance(record, Card)
    lacks = say("card.fact.lacks")
    said: list[tuple[str, str | Parts]] = [
        (label, ((value, "soon"),) if label == lacks else value) for label, value in card_facts(desk, record, say, now)
    ]
    sections = [Section("facts", heading(say("detail.job")), facts(said))]
    sections.append(obligations(desk, say, now, lambda o: o.number == record.number))
    sections += letters_about(desk, say, ref_to("cards", record.id), now)
    sections.append(timeline_section(desk, say, record, idle=""))
    client = desk.get(Client, record.client_id)
    if client is not None:
        sections.append(
            Section(
                "client",
                (),
                [Row(ref_to("clients", client.id), ((say("record.clients") + " ", "dim"), (client.name, "ink")))],
            )
        )
    return sections


def call_sections(desk: Desk, say: Texts, record: Record, now: datetime) -> list[Section]:
    """A call's items, and what became of them."""
    assert isinstance(record, Call)
    said = items_of(desk, record.id)
    client = desk.get(Client, record.client_id)
    ended = desk.local(record.ended_at) if record.ended_at else None
    pairs: list[tuple[str, str | Parts]] = [
        (say("detail.when"), moment(desk, say, record.at, now) + (f" – {clock(ended)}" if ended else "")),
        (
            say("detail.way"),
            ((f"{say(f'phone.{record.channel}')} {say(f'phone.way.{record.way}')}", WAY_STYLE[record.way]),),
        ),
        (say("detail.contact"), record.contact or ""),
        (say("detail.returned"), moment(desk, say, record.returned.at if record.returned else None, now)),
    ]
    owed = by_subject(desk.obligations(now, ended_since=record.at))
    rows = [item_row(desk, say, item, now, owed) for item in said]
    whom = (
        [Row(ref_to("clients", client.id), ((say("record.clients") + " ", "dim"), (client.name, "ink")))]
        if client
        else []
    )
    ids = {item.id for item in said} | {record.id} | {i.made.id for i in said if i.made}
    return [
        Section("facts", (), [*facts(pairs), *whom]),
        Section("items", heading(say("phone.items"), len(rows)), rows, say("phone.last.silent")),
        obligations(desk, say, now, lambda o: o.subject_id in ids),
    ]


def client_sections(desk: Desk, say: Texts, record: Record, now: datetime) -> list[Section]:
    """What the book says of a client, what is owed, cards, and the last calls."""
    from aetui.desk.card.cards import hand_cards

    assert isinstance(record, Client)
    at = At(desk, say, record, now)
    pairs: list[tuple[str, str | Parts]] = [
        *worded(at, CLIENT, but=("name", "active")),
        *((say("detail.contact"), contact_line(contact)) for contact in record.contacts),
    ]
    notes = known_notes(desk, say, record, now)
    cards = [record_row(desk, say, c, now) for c in hand_cards(desk) if c.client_id == record.id]
    calls = [call_row(desk, say, seen.call) for seen in last_calls(desk, record.id, now, limit=10)]
    return [
        Section("facts", (), facts(pairs)),
        *([Section("known", heading(say("note.title")), notes)] if notes else []),
        obligations(desk, say, now, lambda o: o.client_id == record.id, ended=False),
        Section("cards", heading(say("phone.cards"), len(cards)), cards, say("phone.cards.none")),
        Section("calls", heading(say("detail.calls"), len(calls)), calls, say("phone.last.none")),
    ]


def item_sections(desk: Desk, say: Texts, record: Record, now: datetime) -> list[Section]:
    """One line of a call: what it was, what it led to."""
    assert isinstance(record, Item)
    call, card = desk.get(Call, record.call_id), desk.get(Card, record.card_id)
    todo = desk.get(Todo, record.made.id) if record.made and record.made.type == "todo" else None
    owed = by_subject(desk.obligations(now, ended_since=record.at))
    rows = [record_row(desk, say, r, now) for r in (call, card, todo) if r is not None]
    said = item_row(desk, say, record, now, owed)
    ids = {record.id} | ({todo.id} if todo else set())
    return [
        Section("facts", (), [said._replace(ref="")]),
        Section("made", heading(say("detail.belongs"), len(rows)), rows),
        *letters_about(desk, say, ref_to("items", record.id), now),
        *(letters_about(desk, say, ref_to("todos", todo.id), now) if todo else ()),
        obligations(desk, say, now, lambda o: o.subject_id in ids),
    ]


def other_sections(desk: Desk, say: Texts, record: Record, now: datetime) -> list[Section]:
    """A to-do, a memo, a meeting: what it says, and what is owed on it."""
    pairs: list[tuple[str, str | Parts]] = []
    if isinstance(record, Todo):
        pairs = [
            (say("detail.text"), record.text),
            (say("detail.day"), day_line(say, record.day)),
            (say("detail.due"), moment(desk, say, record.due, now)),
            (say("detail.owner"), owner_of(desk, say, record.owner, todo_client(desk, record))),
            (say("detail.given"), given_words(desk, say, record.given, now)),
            (say("detail.done"), moment(desk, say, record.done.at, now) if record.done else ""),
            *((say("detail.carried"), f"{day_number(c.day)} {c.why or ''}") for c in record.carried),
            *((say("detail.chased"), f"{stamp(desk.local(f.at))} {f.how or ''}") for f in record.chased),
        ]
    elif isinstance(record, Memo):
        done = record.done or record.sent
        pairs = [
            (say("detail.to"), record.to),
            (say("detail.text"), record.text),
            (say("detail.remind"), moment(desk, say, record.remind_at, now)),
            (say("detail.given"), given_words(desk, say, record.given, now)),
            (say("detail.done"), moment(desk, say, done.at if done else None, now)),
        ]
    elif isinstance(record, Meeting):
        end = desk.local(record.end) if record.end else None
        pairs = [
            (say("detail.when"), moment(desk, say, record.start, now) + (f" – {clock(end)}" if end else "")),
            (say("detail.place"), " ".join(t for t in (say(f"place.{side(record)}"), record.room or "") if t)),
            (say("detail.attendees"), say("list.comma").join(record.attendees)),
            *(
                (("✓" if p.done else "○"), say(f"prep.{p.text}") if say.has(f"prep.{p.text}") else p.text)
                for p in record.prep
            ),
        ]
    linked = [
        desk.get(Client, getattr(record, "client_id", None)),
        desk.get(Card, getattr(record, "card_id", None)),
        desk.get(Item, getattr(record, "item_id", None)),
    ]
    rows = [record_row(desk, say, r, now) for r in linked if r is not None]
    found = [Section("facts", (), facts(pairs))]
    if rows:
        found.append(Section("made", heading(say("detail.belongs"), len(rows)), rows))
    found += letters_about(desk, say, ref_to(KIND_OF[type(record)], record.id), now)
    found.append(obligations(desk, say, now, lambda o: o.subject_id == record.id))
    return found


def given_words(desk: Desk, say: Texts, given: Fact | None, now: datetime) -> str:
    """Who gave it to us, and when."""
    return f"{given.by or ''} {moment(desk, say, given.at, now)}".strip() if given is not None else ""


_BUILDERS: dict[str, Callable[[Desk, Texts, Record, datetime], list[Section]]] = {
    "cards": card_sections,
    "calls": call_sections,
    "clients": client_sections,
    "items": item_sections,
    "todos": other_sections,
    "memos": other_sections,
    "meetings": other_sections,
    "papers": page_of_paper,
    "letters": letter_sections,
}
