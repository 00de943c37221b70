"""`aetui client`: the client book, and address books in and out."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import click
import msgspec

from aetui.cli.arrive.taking import YES, take
from aetui.cli.command import ALL, AT, FILE, Typed, arg, command, flag, group, opt
from aetui.cli.fields import field_options, field_values
from aetui.cli.found import CLIENT, CLIENT_NAME
from aetui.cli.plain import table
from aetui.cli.session import Session
from aetui.cli.week.waited import waited_json, waited_line
from aetui.desk import fields
from aetui.desk.arrive.addresses import addresses
from aetui.desk.book import notes as verbs
from aetui.desk.book.clients import add_client, short_taken_by, write_client
from aetui.desk.book.notes import find_note, in_order
from aetui.desk.book.quiet import Quiet, contacted, quiet_clients
from aetui.desk.card.cards import hand_cards
from aetui.desk.fields import At
from aetui.desk.files.vcards import COMPANY, MANY, export_vcards, import_vcards, is_vcards, strange_companies
from aetui.desk.find.finder import find_one
from aetui.desk.waiting import awaited
from aetui.domain.client_notes import ABOUTS, gone_over, is_stale, notes_about
from aetui.domain.lines import contact as contact_line
from aetui.domain.lines import note as note_line
from aetui.domain.lines import slot
from aetui.domain.records import About, Client, Contact, Note
from aetui.locales.wording import called_words, client_added


def _abouts(session: Session, _: click.Context) -> list[tuple[str, str]]:
    return [(about, session.say(f"note.{about}")) for about in ABOUTS]


client = group("client")(None)
WHO = arg("client", CLIENT, metavar="NAME")
ABOUT = [opt(f"--{about}") for about in ABOUTS]
"""What is known of them (R1): each makes a note."""
REPORT = fields.field_of(fields.CLIENT, "report")
SLOT = Typed(lambda _, text: slot.read(text))


@command(
    "add",
    arg("name"),
    opt("--short"),
    opt("--report", type=SLOT),
    *(opt(f"--{part}", f"{part}s", multiple=True) for part in ("contact", "title", "phone", "email")),
    *ABOUT,
    of=client,
)
def add(
    session: Session,
    name: str,
    contacts: tuple[str, ...],
    titles: tuple[str, ...],
    phones: tuple[str, ...],
    emails: tuple[str, ...],
    short: str | None,
    report: Any,
    **known: str | None,
) -> None:
    """A contact's name, or the whole line as it is typed elsewhere: `陈小姐 品牌经理 021-5555-0101`. --title, --phone, --email: of the
    contacts, one after another."""
    said = [values + (None,) * len(contacts) for values in (titles, phones, emails)]
    people = [_contact(*each) for each in zip(contacts, *said, strict=False)]
    made = add_client(session.desk, name, session.now, contacts=people, short=short, report=report, notes=_said(known))
    session.out(made, client_added(session.say, made, short_taken_by(session.desk, made)))


def _contact(who: str, title: str | None, phone: str | None, email: str | None) -> Contact:
    """The line is read as everywhere; but words in Latin letters alone, that say no number and no address, are a name."""
    read = contact_line.read(who)
    whole = read if read.phone or read.email or not who.isascii() else Contact(name=who)
    return msgspec.structs.replace(
        whole, title=title or whole.title, phone=phone or whole.phone, email=email or whole.email
    )


def _said(known: Mapping[str, str | None]) -> list[tuple[About, str]]:
    """What the options say of products, market and company."""
    return [(about, text) for about in ABOUTS if (text := known.get(about))]


@command("list", ALL, of=client)
def list_(session: Session, everything: bool) -> None:
    clients = [c for c in session.desk.book.live_of(Client) if c.active or everything]
    clients.sort(key=lambda c: c.created_at)
    rows = (
        [
            c.short,
            c.name,
            " ".join(f"{p.name} {p.phone or ''}".strip() for p in c.contacts),
            fields.shown(At(session.desk, session.say, c, session.now), REPORT),
        ]
        for c in clients
    )
    session.out(clients, table(rows, empty=session.say("empty.clients")))


@command("quiet", of=client)
def quiet(session: Session) -> None:
    """Whom nothing was heard of for long (D3), the longest first."""
    say, found = session.say, quiet_clients(session.desk, session.now)
    rows = [
        [
            one.client.short,
            say("client.quiet_days", n=one.contacted.days),
            called_words(say, one.contacted.called, session.now, quiet=0),
            " ".join(f"{p.name} {p.phone or ''}".strip() for p in one.client.contacts),
        ]
        for one in found
    ]
    session.out(lambda: [_quiet(session, one) for one in found], table(rows, empty=say("empty.quiet")))


def _quiet(session: Session, one: Quiet) -> dict[str, Any]:
    called = session.local(one.contacted.called)
    return {"id": one.client.id, "client": one.client.short, "days": one.contacted.days, "called_at": called}


@command("show", WHO, of=client)
def show(session: Session, client: Client) -> None:
    spoken = contacted(session.desk, client, session.now)

    def data() -> dict[str, Any]:
        called = session.local(spoken.called)
        notes = [_note(session, client, note) for note in in_order(client)]
        seen = {about: session.local(gone_over(client, about)) for about in ABOUTS}
        told = {
            "called_at": called,
            "quiet": spoken.quiet,
            "quiet_days": spoken.days,
            "notes": notes,
            "gone_over": seen,
            "waiting": [waited_json(session, one) for one in awaited(session.desk, client)],
        }
        return {**msgspec.to_builtins(client), **told}

    words = called_words(session.say, spoken.called, session.now, quiet=spoken.days if spoken.quiet else 0)
    session.out(data, _page(session, client, words))


def _page(session: Session, client: Client, called: str) -> Iterator[str]:
    desk, say = session.desk, session.say
    yield f"{client.name}  {client.short}"
    for person in client.contacts:
        yield "  " + "  ".join(t for t in (person.name, person.title, person.phone, person.email) if t)
    for label, value in fields.worded(
        At(desk, say, client, session.now), fields.CLIENT, but=("name", "short", "active")
    ):
        yield f"  {label}  {value}"
    yield from _notes(session, client)
    yield "  " + called
    for card in hand_cards(desk):
        if card.client_id == client.id:
            yield f"  {card.number} {card.title}  {say(f'card.state.{card.state}')}"
    waiting = awaited(desk, client)
    if waiting:
        yield f"  {say('round.waiting')}"
        yield from (f"    {waited_line(session, one)}" for one in waiting)
    for obligation in desk.obligations(session.now):
        if obligation.client_id == client.id:
            due = session.when(obligation.due)
            yield f"  {say(f'state.{obligation.state}')}  {due}  {session.title(obligation)}  {obligation.source}"


@command(
    "note",
    WHO,
    arg("words", nargs=-1, metavar="TEXT"),
    opt("--about", type=Typed(lambda _, text: note_line.about_of(text), offers=_abouts)),
    opt("--edit", "edits", metavar="NOTE"),
    opt("--drop", metavar="NOTE"),
    flag("--unchanged"),
    AT,
    of=client,
)
def note(
    session: Session,
    client: Client,
    words: tuple[str, ...],
    about: About | None,
    edits: str | None,
    drop: str | None,
    unchanged: bool,
    at: datetime | None,
) -> None:
    """What is known of them (R1): listed; TEXT is a new line. --unchanged: the three, or --about one, were gone over."""
    desk, now, line, changed = session.desk, session.now, " ".join(words), client
    if drop:
        verbs.drop_note(desk, client.id, find_note(client, drop).id, now)
    elif edits:
        verbs.edit_note(desk, client.id, find_note(client, edits).id, line, now)
    elif unchanged:
        verbs.unchanged(desk, client.id, now, abouts=[about] if about else ABOUTS, at=at)
    elif line or words:
        verbs.add_note(desk, client.id, line, now, about=about)
    changed = desk.get(Client, client.id) or client
    session.out(
        lambda: [_note(session, changed, one) for one in in_order(changed)],
        _notes(session, changed),
    )


def _note(session: Session, client: Client, note: Note) -> dict[str, Any]:
    stale = is_stale(client, note.about, session.now, note)
    told = {"id": note.id, "about": note.about, "text": note.text}
    return {**told, "at": session.local(note.at), "item": note.item_id, "stale": stale}


def _notes(session: Session, client: Client) -> Iterator[str]:
    """Each of the three, when it was gone over, and its notes by the numbers that the command takes."""
    say, now, n = session.say, session.now, 0
    for about in ABOUTS:
        seen = gone_over(client, about)
        key = "note.gone_over_stale" if is_stale(client, about, now) else "note.gone_over"
        told = say(key, day=f"{session.local(seen):%Y-%m-%d}") if seen else say("note.none")
        yield f"  {say(f'note.{about}')}  {told}"
        for one in notes_about(client, about):
            n += 1
            day = f"{session.local(one.at):%Y-%m-%d}"
            day = say("note.stale", day=day) if is_stale(client, about, now, one) else day
            yield f"  {n:3} {one.text}  {day}"


@command("set", WHO, *field_options(fields.CLIENT), *ABOUT, opt("--contact", "contacts", multiple=True), of=client)
def set_(session: Session, client: Client, contacts: tuple[str, ...], **options: Any) -> None:
    """An empty value empties a field; --contact `name title phone e-mail` adds a contact or writes one anew; --products, --market and
    --company add a note each."""
    desk, now = session.desk, session.now
    people = [contact_line.read(line) for line in contacts]
    notes = [(about, options.pop(about, None)) for about in ABOUTS]
    typed = field_values(session, client, fields.CLIENT, options)
    with session.together("client.set", True, client=client.short):
        changed = write_client(desk, client.id, now, contacts=people, **typed)
        for about, text in notes:
            if text is not None:
                verbs.add_note(desk, client.id, text, now, about=about)
    changed = desk.get(Client, client.id) or changed
    session.out(changed, f"{changed.name}  {changed.short}")


@command(
    "import",
    arg("file", FILE),
    opt("--client", "of", type=CLIENT_NAME),
    opt("--only", multiple=True),
    ALL,
    flag("--over"),
    YES,
    of=client,
)
def import_(
    session: Session, file: Path, of: str | None, only: tuple[str, ...], everything: bool, over: bool, yes: bool
) -> None:
    """A table is shown first and taken at a yes; vCards are taken as they are. --only NAME …, --all: which companies that aren't in the book
    are clients; of many, a terminal is asked."""
    if not is_vcards(file):
        found = addresses(
            session.desk, file, session.say, client=of, only=only or None, over=over, everything=everything
        )
        take(session, found, yes=yes)
        return
    chosen: Sequence[str] | None = only or None
    if chosen is None and not everything and session.on_terminal:
        strange = strange_companies(session.desk, file)
        chosen = _which(session, strange) if len(strange) > MANY else None
    taken = import_vcards(session.desk, file, session.now, client=of, only=chosen, everything=everything)
    session.kept = True
    lines = [session.say("vcard.taken", new=taken.new, changed=taken.changed)]
    lines += [session.say("vcard.left", n=taken.left)] if taken.left else []
    session.out(lambda: {"file": str(file), **msgspec.to_builtins(taken)}, lines)
    for key, unread in (("vcard.unread", taken.unread), ("vcard.nameless", taken.nameless)):
        if unread:
            session.warn(session.say(key, file=file, lines=session.say("list.comma").join(map(str, unread))))


def _which(session: Session, companies: Sequence[str]) -> list[str]:
    """Which of these companies are clients, asked at the terminal: by their numbers or names; none where nothing is said."""
    for n, name in enumerate(companies, 1):
        session.print(f"{n:3} {name}")
    sys.stdout.write(session.say("vcard.which", n=len(companies)) + " ")
    sys.stdout.flush()
    typed = sys.stdin.readline()
    words = [part for part in re.split(r"[,，、;；\n]", typed) if part.strip()]
    if all(part.isdecimal() for part in typed.split()):  # `1 4 9`
        words = typed.split()
    return [find_one(companies, word, COMPANY, listed=companies) for word in words]


@command("export", arg("file", FILE), of=client)
def export(session: Session, file: Path) -> None:
    n = export_vcards(session.desk, file)
    session.kept = True
    session.out({"file": str(file), "contacts": n}, session.say("vcard.written", file=file, n=n))
