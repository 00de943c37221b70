"""What the client's screen shows: what is owed, cards and calls; what the book says, and the money."""

from __future__ import annotations

from datetime import datetime

from aetui.desk.book.quiet import contacted
from aetui.desk.card.cards import hand_cards
from aetui.desk.core import Desk
from aetui.desk.day.today import last_calls
from aetui.desk.fields import CLIENT, At
from aetui.domain.budget import balances
from aetui.domain.cards.numbers import in_order
from aetui.domain.client_notes import ABOUTS, gone_over, is_stale, notes_about
from aetui.domain.records import Card, Client, Meeting
from aetui.domain.records.refs import ref_to
from aetui.locales import Texts
from aetui.locales.amounts import amount
from aetui.locales.wording import called_words
from aetui.screens.frame.form import field_rows
from aetui.screens.phone.lines import contact_line
from aetui.screens.phone.memory import note_day, note_row
from aetui.screens.record.detail_rows import call_row, obligations, record_row
from aetui.widgets.cells import Part
from aetui.widgets.rows import Row, Section, heading

CALLS = 12


def obligations_section(desk: Desk, say: Texts, client: Client, now: datetime) -> Section:
    """What we owe this client, and what ended lately: met, late or let go."""
    return obligations(desk, say, now, lambda o: o.client_id == client.id)


def owed(obligations_: Section) -> int:
    """How many of them are open: the number in the section's title."""
    return int(obligations_.title[-1][0])


def cards_section(desk: Desk, say: Texts, client: Client, now: datetime) -> Section:
    """The cards in hand, then those closed lately."""
    hand = [c for c in hand_cards(desk) if c.client_id == client.id]
    closed = [c for c in desk.book.all_of(Card) if c.client_id == client.id and c.state == "closed"]
    closed.sort(key=in_order, reverse=True)
    rows = [record_row(desk, say, c, now) for c in hand]
    rows += [
        Row(
            ref_to("cards", c.id), ((c.number + " ", "faint"), (c.title, "dim")), ((say("card.state.closed"), "faint"),)
        )
        for c in closed
    ]
    return Section("cards", heading(say("phone.cards"), len(hand)), rows, say("phone.cards.none"))


def calls_section(desk: Desk, say: Texts, client: Client, now: datetime) -> Section:
    """The last calls, missed ones too, each opening on what was said."""
    calls = [call_row(desk, say, seen.call) for seen in last_calls(desk, client.id, now, limit=CALLS)]
    spoken = contacted(desk, client, now)
    words = called_words(say, spoken.called, now, quiet=spoken.days if spoken.quiet else 0)
    told: Part = (f"  {words}", "soon" if spoken.quiet else "dim")
    return Section("calls", (*heading(say("detail.calls"), len(calls)), told), calls, say("phone.last.none"))


def meetings_section(desk: Desk, say: Texts, client: Client, now: datetime) -> Section:
    """Meetings that are ahead or not done with."""
    found = [m for m in desk.book.live_of(Meeting) if m.client_id == client.id]
    rows = [record_row(desk, say, m, now) for m in sorted(found, key=lambda m: m.start or now)]
    return Section("meetings", heading(say("record.meetings"), len(rows)), rows, say("client.no_meetings"))


def book_section(desk: Desk, say: Texts, client: Client, now: datetime) -> Section:
    """What the book says (R1), each field a row that Enter edits."""
    return Section("book", heading(say("client.book")), field_rows(At(desk, say, client, now), CLIENT))


def notes_section(desk: Desk, say: Texts, client: Client, now: datetime) -> Section:
    """What is known of them (R1): of each of the three when it was last gone over, and its notes, newest first."""
    rows: list[Row] = []
    for about in ABOUTS:
        seen = gone_over(client, about)
        day = note_day(desk, seen, now) if seen else ""
        told: Part = (say("note.gone_over", day=day), "dim") if seen else (say("note.none"), "soon")
        if is_stale(client, about, now):
            told = (say("note.gone_over_stale", day=day), "soon")
        rows.append(Row(ref_to("about", about), ((say(f"note.{about}"), "ink bold"),), (told,)))
        for note in notes_about(client, about):
            row = note_row(desk, say, client, note, now)
            rows.append(row._replace(left=(("  ", ""), *row.left[1:]), wrap=2))
    return Section("notes", heading(say("note.title"), len(client.notes)), rows)


def contacts_section(say: Texts, client: Client) -> Section:
    rows = [Row(ref_to("contact", c.name), ((contact_line(c), "ink"),), (), 2) for c in client.contacts]
    return Section("contacts", heading(say("client.contacts"), len(rows)), rows, say("client.no_contacts"))


def money_section(desk: Desk, say: Texts, client: Client, now: datetime) -> Section:
    """Budget and actual over the cards at hand, and what is late to collect (R8)."""
    cards = [c for c in desk.book.all_of(Card) if c.client_id == client.id]
    rows = []
    for sums in balances(cards, now):
        keys = ("budget", "spent", "left", "billed", "received")
        said = {key: amount(say, getattr(sums, key), sums.currency) for key in keys}
        rows.append(Row("", ((say("money.balance", **said), "ink"),), (), 2))
        if sums.late:
            rows.append(Row("", ((say("client.late_money", amount=amount(say, sums.late, sums.currency)), "late"),)))
    return Section("money", heading(say("card.money")), rows, say("client.no_money"))
