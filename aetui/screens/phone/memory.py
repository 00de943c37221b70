"""The client's memory beside a call: what we owe them, cards in hand, what was said last, what we know."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from aetui.desk.card.cards import hand_cards
from aetui.desk.core import Desk
from aetui.desk.day.today import last_calls
from aetui.desk.waiting import awaited
from aetui.domain.client_notes import ABOUTS, is_stale, notes_about
from aetui.domain.gates import card_missing
from aetui.domain.marks import ROWS
from aetui.domain.obligations import OPEN, Obligation
from aetui.domain.records import Call, Card, Client, Item, Note
from aetui.domain.records.refs import ref_to
from aetui.domain.talk.waiting import Awaited
from aetui.locales import Texts
from aetui.locales.dates import clock, day_number, day_stamp, stamp, when
from aetui.locales.wording import title
from aetui.screens.frame.duty_time import clock_room, countdown
from aetui.screens.phone.lines import contact_line, mark_part
from aetui.widgets.cells import Part, Parts
from aetui.widgets.rows import Later, Row, Section, heading

NEWEST = 3
"""So many notes of each of the three stand beside a call; the rest on the client's page."""


def memory_sections(
    desk: Desk, say: Texts, client: Client, obligations: Sequence[Obligation], call: Call | None, now: datetime
) -> list[Section]:
    """Everything worth knowing of a client while they are on the phone."""
    return [
        owed_section(desk, say, client, obligations),
        *waiting_sections(desk, say, client, now),
        cards_section(desk, say, client, call, now),
        last_section(desk, say, client, call, now),
        known_section(desk, say, client, now),
    ]


def owed_section(desk: Desk, say: Texts, client: Client, obligations: Sequence[Obligation]) -> Section:
    """What we owe them, most urgent first, counting down."""
    mine = [o for o in obligations if o.client_id == client.id and o.state in OPEN]
    room, rulebook = clock_room(say), desk.rulebook

    def made(n: int) -> Row:
        o = mine[n]
        words = (f" {title(say, o, rulebook)}", "dim" if o.state == "pending" else "ink")
        return Row(rows.refs[n], (countdown(say, o, room), words), ((o.source, "faint"),))

    rows = Later([ref_to("obligation", o.id) for o in mine], made, of=(mine, say.lang, rulebook, desk.book.version))
    return Section("owed", heading(say("phone.owed", client=client.short), len(rows)), rows, say("phone.owed.none"))


def waiting_sections(desk: Desk, say: Texts, client: Client, now: datetime) -> list[Section]:
    """What we wait for from them, with its time; nothing where there is none."""
    rows = [waited_row(desk, say, one, now) for one in awaited(desk, client)]
    return [Section("waiting", heading(say("round.waiting"), len(rows)), rows)] if rows else []


def waited_row(desk: Desk, say: Texts, one: Awaited, now: datetime) -> Row:
    late = one.due is not None and one.due < now
    due = when(say, desk.local(one.due), now) if one.due else say("round.no_date")
    said = f"{say('state.overdue')} {due}" if late else due
    left = (("○ ", "late" if late else "act"), (one.what, "ink"), (f"  @{one.who}", "dim"))
    record = ref_to("cards", one.record.id, row=one.part.id) if one.part else ref_to("todos", one.record.id)
    return Row(record, left, ((said, "late" if late else "dim"),), 2)


def cards_section(desk: Desk, say: Texts, client: Client, call: Call | None, now: datetime) -> Section:
    rows = [
        Row(
            ref_to("cards", card.id),
            ((card.number + " ", "act"), (card.title, "ink")),
            card_note(desk, say, card, now, since=call.at if call else None),
        )
        for card in hand_cards(desk)
        if card.client_id == client.id
    ]
    return Section("cards", heading(say("phone.cards"), len(rows)), rows, say("phone.cards.none"))


def card_note(desk: Desk, say: Texts, card: Card, now: datetime, *, since: datetime | None = None) -> Parts:
    """What a card lacks, else when it is to be delivered; one opened since then says so."""
    if since is not None and card.opened_at >= since:
        return ((say("phone.just_opened"), "done"),)
    lacks = card_missing(card)
    if lacks:
        return ((say("card.lacks", what=say("list.comma").join(say(f"lack.{key}") for key in lacks[:2])), "soon"),)
    if card.deliver_at is not None:
        return ((say("card.deliver", time=when(say, desk.local(card.deliver_at), now)), "dim"),)
    return ()


def last_section(desk: Desk, say: Texts, client: Client, call: Call | None, now: datetime) -> Section:
    """What was said last time, and whether it was kept."""
    before = last_calls(desk, client.id, call.at if call else now)
    if not before:
        return Section("last", heading(say("phone.last")), (), say("phone.last.none"))
    seen = before[0]
    at = desk.local(seen.call.at)
    said = (f" {day_stamp(say, at)}", "dim")
    rows = [
        Row(
            ref_to("items", item.id),
            (
                mark_part(item.mark),
                (f"{item.owner} {item.text}" if item.owner else item.text, "dim"),
                kept(desk, say, item, now),
            ),
            (),
            3,
        )
        for item in seen.items
    ]
    return Section("last", (*heading(say("phone.last")), said), rows, say("phone.last.silent"))


def kept(desk: Desk, say: Texts, item: Item, now: datetime) -> Part:
    """` — 做到 11/23 9:10`, or that it is still open; nothing for what needed nothing."""
    if not ROWS[item.mark].answered:
        return ("", "")
    if item.done is not None:
        at = desk.local(item.done.at)
        day = clock(at) if at.date() == now.date() else stamp(at)
        return (f" — {say(f'mark.{item.mark}.done')} {day}", "done")
    if item.waived:
        return (f" — {say('state.waived')}", "faint")
    return (f" — {say('phone.open')}", "soon")


def known_section(desk: Desk, say: Texts, client: Client, now: datetime) -> Section:
    """What the client book says (R1): whom we talk to, and of each of the three the newest notes."""
    rows = [Row(ref_to("known", n), ((contact_line(c), "dim"),), (), 0) for n, c in enumerate(client.contacts)]
    rows += known_notes(desk, say, client, now)
    return Section("known", heading(say("phone.known")), rows, say("phone.known.none"))


def known_notes(desk: Desk, say: Texts, client: Client, now: datetime) -> list[Row]:
    """Of each of the three the newest notes; a row leads to the client's page."""
    rows: list[Row] = []
    for about in ABOUTS:
        notes = notes_about(client, about)
        for note in notes[:NEWEST]:
            row = note_row(desk, say, client, note, now, style="dim")
            rows.append(row._replace(ref=ref_to("clients", client.id, note.id)))
        if len(notes) > NEWEST:
            rows.append(Row(ref_to("clients", client.id, about), ((say("note.more", n=len(notes) - NEWEST), "faint"),)))
    return rows


def note_row(desk: Desk, say: Texts, client: Client, note: Note, now: datetime, *, style: str = "ink") -> Row:
    """`市场：竞品本月买一送一   11/23`; what is older than half a year is marked."""
    head = say(f"note.{note.about}")
    day = note_day(desk, note.at, now)
    stale = is_stale(client, note.about, now, note)
    right: Parts = ((say("note.stale", day=day), "soon"),) if stale else ((day, "faint"),)
    return Row(ref_to("note", note.id), ((say("note.head", about=head), "dim"), (note.text, style)), right, 2)


def note_day(desk: Desk, at: datetime, now: datetime) -> str:
    """`11/23`, with the year where it is another."""
    day, today = desk.local(at).date(), desk.local(now).date()
    return day_number(day) if day.year == today.year else f"{day.year}/{day_number(day)}"
