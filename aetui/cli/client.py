"""`aetui client`: the client book, and address books in and out."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from aetui.cli.command import ALL, FILE, Typed, arg, command, group, opt
from aetui.cli.fields import field_options, field_values
from aetui.cli.found import CLIENT, CLIENT_NAME
from aetui.cli.plain import table
from aetui.cli.session import Session
from aetui.desk import fields
from aetui.desk.book.clients import add_client, contacted, write_client
from aetui.desk.card.cards import hand_cards
from aetui.desk.fields import At
from aetui.desk.files.vcards import COMPANY, MANY, export_vcards, import_vcards, strange_companies
from aetui.desk.find.finder import find_one
from aetui.domain.lines import contact as contact_line
from aetui.domain.lines import slot
from aetui.domain.records import Client, Contact
from aetui.locales.wording import called_words, client_added

client = group("client")(None)
WHO = arg("client", CLIENT, metavar="NAME")
REPORT = fields.field_of(fields.CLIENT, "report")
SLOT = Typed(lambda _, text: slot.read(text))


@command(
    "add",
    arg("name"),
    opt("--short"),
    opt("--report", type=SLOT),
    *(opt(f"--{part}", f"{part}s", multiple=True) for part in ("contact", "title", "phone", "email")),
    opt("--products"),
    opt("--market"),
    of=client,
)
def add(
    session: Session,
    name: str,
    contacts: tuple[str, ...],
    titles: tuple[str, ...],
    phones: tuple[str, ...],
    emails: tuple[str, ...],
    **more: Any,
) -> None:
    """--title, --phone, --email: of the contacts, one after another."""

    def nth(values: tuple[str, ...], n: int) -> str | None:
        return values[n] if n < len(values) else None

    people = [
        Contact(name=who, title=nth(titles, n), phone=nth(phones, n), email=nth(emails, n))
        for n, who in enumerate(contacts)
    ]
    made = add_client(session.desk, name, session.now, contacts=people, **more)
    session.out(made, client_added(session.say, made))


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


@command("show", WHO, of=client)
def show(session: Session, client: Client) -> None:
    spoken = contacted(session.desk, client, session.now)

    def data() -> dict[str, Any]:
        called = session.local(spoken.called)
        return {**msgspec.to_builtins(client), "called_at": called, "quiet": spoken.quiet}

    words = called_words(session.say, spoken.called, session.now, quiet=spoken.quiet)
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
    yield "  " + called
    for card in hand_cards(desk):
        if card.client_id == client.id:
            yield f"  {card.number} {card.title}  {say(f'card.state.{card.state}')}"
    for obligation in desk.obligations(session.now):
        if obligation.client_id == client.id:
            due = session.when(obligation.due)
            yield f"  {say(f'state.{obligation.state}')}  {due}  {session.title(obligation)}  {obligation.source}"


@command("set", WHO, *field_options(fields.CLIENT), opt("--contact", "contacts", multiple=True), of=client)
def set_(session: Session, client: Client, contacts: tuple[str, ...], **options: Any) -> None:
    """An empty value empties a field; --contact `name title phone e-mail` adds a contact or writes one anew."""
    people = [contact_line.read(line) for line in contacts]
    typed = field_values(session, client, fields.CLIENT, options)
    changed = write_client(session.desk, client.id, session.now, contacts=people, **typed)
    session.out(changed, f"{changed.name}  {changed.short}")


@command(
    "import", arg("file", FILE), opt("--client", "of", type=CLIENT_NAME), opt("--only", multiple=True), ALL, of=client
)
def import_(session: Session, file: Path, of: str | None, only: tuple[str, ...], everything: bool) -> None:
    """--only NAME …, --all: which companies that aren't in the book are clients; of many, a terminal is asked."""
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
