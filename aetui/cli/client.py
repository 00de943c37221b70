"""`aetui client`."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from aetui.cli.fields import field_options, said
from aetui.cli.main import SpokenGroup, common
from aetui.cli.session import Session
from aetui.desk import fields
from aetui.desk.fields import CLIENT, At
from aetui.domain.records import Client, Contact


@click.group(cls=SpokenGroup)
@common
def client() -> None:
    pass


@client.command("add")
@click.argument("name")
@click.option("--short", metavar="NAME")
@click.option("--report", metavar="SLOT")
@click.option("--contact", "contacts", multiple=True, metavar="NAME")
@click.option("--title", "titles", multiple=True, metavar="TEXT")
@click.option("--phone", "phones", multiple=True, metavar="TEXT")
@click.option("--email", "emails", multiple=True, metavar="TEXT")
@click.option("--products", metavar="TEXT")
@click.option("--market", metavar="TEXT")
@common
@click.pass_obj
def add(
    session: Session,
    name: str,
    short: str | None,
    report: str | None,
    contacts: tuple[str, ...],
    titles: tuple[str, ...],
    phones: tuple[str, ...],
    emails: tuple[str, ...],
    products: str | None,
    market: str | None,
) -> None:
    from aetui.desk.book.clients import add_client
    from aetui.domain.lines import slot

    def nth(values: tuple[str, ...], n: int) -> str | None:
        return values[n] if n < len(values) else None

    made = add_client(
        session.desk,
        name,
        session.now,
        short=short,
        report=slot.read(report or ""),
        contacts=[
            Contact(name=who, title=nth(titles, n), phone=nth(phones, n), email=nth(emails, n))
            for n, who in enumerate(contacts)
        ],
        products=products,
        market=market,
    )
    session.relearn()
    if session.json:
        session.out_json(as_json(made))
    else:
        session.out(session.say("client.added", name=made.name, short=made.short, keys=" ".join(made.keys)))


@client.command("list")
@click.option("--all", "everything", is_flag=True)
@common
@click.pass_obj
def list_(session: Session, everything: bool) -> None:
    from aetui.cli.plain import columns
    from aetui.locales.dates import clock_of

    clients = [c for c in session.desk.book.live("clients") if isinstance(c, Client) and (c.active or everything)]
    clients.sort(key=lambda c: c.created_at)
    session.relearn()
    say = session.say
    if session.json:
        session.out_json([as_json(c) for c in clients])
        return
    if not clients:
        session.out(say("empty.clients"))
    rows = [
        [
            c.short,
            c.name,
            " ".join(f"{p.name} {p.phone or ''}".strip() for p in c.contacts),
            f"{say(f'weekday.{c.report.weekday}')} {clock_of(c.report.minute)}" if c.report else "",
        ]
        for c in clients
    ]
    for line in columns(rows):
        session.out(line)


@client.command("show")
@click.argument("name")
@common
@click.pass_obj
def show(session: Session, name: str) -> None:
    from aetui.desk.book.clients import contacted, resolve
    from aetui.desk.card.cards import hand_cards
    from aetui.locales.dates import when
    from aetui.locales.wording import called_words, title

    desk, now = session.desk, session.now
    session.relearn()
    say = session.say
    found = resolve(desk, name)
    assert found is not None
    spoken = contacted(desk, found, now)
    last = spoken.called
    if session.json:
        session.out_json({**as_json(found), "called_at": desk.local(last) if last else None, "quiet": spoken.quiet})
        return
    session.out(f"{found.name}  {found.short}")
    for person in found.contacts:
        session.out("  " + "  ".join(t for t in (person.name, person.title, person.phone, person.email) if t))
    for label, value in fields.worded(At(desk, say, found, now), CLIENT, but=("name", "short", "active")):
        session.out(f"  {label}  {value}")
    session.out("  " + called_words(say, last, now, quiet=spoken.quiet))
    for one in hand_cards(desk):
        if one.client_id == found.id:
            session.out(f"  {one.number} {one.title}  {say(f'card.state.{one.state}')}")
    for owed in desk.obligations(now):
        if owed.client_id == found.id:
            due = when(say, desk.local(owed.due), now)
            session.out(f"  {say(f'state.{owed.state}')}  {due}  {title(say, owed, desk.rulebook)}  {owed.source}")


@client.command("set")
@click.argument("who", metavar="NAME")
@field_options(CLIENT)
@click.option("--contact", "contacts", multiple=True, metavar="TEXT")
@common
@click.pass_obj
def set_(session: Session, /, who: str, contacts: tuple[str, ...], **options: Any) -> None:
    """An empty value empties a field; --contact `name title phone e-mail` adds a contact or writes one anew."""

    from aetui.desk.book.clients import resolve, write_client
    from aetui.domain.lines import contact as contact_line

    desk, now = session.desk, session.now
    session.relearn()
    found = resolve(desk, who)
    assert found is not None
    people = [contact_line.read(line) for line in contacts]
    changed = write_client(desk, found.id, now, contacts=people, **said(session, found, CLIENT, options))
    if session.json:
        session.out_json(as_json(changed))
    else:
        session.out(f"{changed.name}  {changed.short}")


@client.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--client", "of", metavar="NAME")
@click.option("--only", multiple=True, metavar="NAME")
@click.option("--all", "everything", is_flag=True)
@common
@click.pass_obj
def import_(session: Session, file: Path, of: str | None, only: tuple[str, ...], everything: bool) -> None:
    """--only NAME …, --all: which companies that aren't in the book are clients; of many, a terminal is asked."""
    from aetui.desk.files.vcards import MANY, import_vcards, strange_companies

    desk = session.desk
    session.relearn()
    chosen: Sequence[str] | None = only or None
    if chosen is None and not everything and session.on_terminal:
        strange = strange_companies(desk, file)
        chosen = _which(session, strange) if len(strange) > MANY else None
    taken = import_vcards(desk, file, session.now, client=of, only=chosen, everything=everything)
    session.kept = True
    if session.json:
        import msgspec

        session.out_json({"file": str(file), **msgspec.to_builtins(taken)})
    else:
        session.out(session.say("vcard.taken", new=taken.new, changed=taken.changed))
        if taken.left:
            session.out(session.say("vcard.left", n=taken.left))
    for key, lines in (("vcard.unread", taken.unread), ("vcard.nameless", taken.nameless)):
        if lines:
            session.tell(session.say(key, file=file, lines=session.say("list.comma").join(map(str, lines))))


def _which(session: Session, companies: Sequence[str]) -> list[str]:
    """Which of these companies are clients, asked at the terminal: by their numbers or names; none where nothing is said."""
    from aetui.desk.files.vcards import COMPANY
    from aetui.desk.find.finder import find_one

    for n, name in enumerate(companies, 1):
        session.out(f"{n:3} {name}")
    sys.stdout.write(session.say("vcard.which", n=len(companies)) + " ")
    sys.stdout.flush()
    said = sys.stdin.readline()
    words = [part for part in re.split(r"[,，、;；\n]", said) if part.strip()]
    if all(part.isdecimal() for part in said.split()):  # `1 4 9`
        words = said.split()
    return [find_one(companies, word, COMPANY, listed=companies) for word in words]


@client.command("export")
@click.argument("file", type=click.Path(path_type=Path))
@common
@click.pass_obj
def export(session: Session, file: Path) -> None:
    from aetui.desk.files.vcards import export_vcards

    n = export_vcards(session.desk, file)
    session.relearn()
    session.kept = True
    if session.json:
        session.out_json({"file": str(file), "contacts": n})
    else:
        session.out(session.say("vcard.written", file=file, n=n))


def as_json(found: Client) -> dict[str, Any]:
    import msgspec

    plain: dict[str, Any] = msgspec.to_builtins(found)
    return plain
