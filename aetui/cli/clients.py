"""`aetui client`."""

from __future__ import annotations

from typing import Any

import click

from aetui.cli.main import SpokenGroup, common
from aetui.cli.session import Session
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
    from aetui.desk.clients import add_client
    from aetui.domain.plainwords import parse_slot

    def nth(values: tuple[str, ...], n: int) -> str | None:
        return values[n] if n < len(values) else None

    made = add_client(
        session.desk,
        name,
        session.now,
        short=short,
        report=parse_slot(report) if report else None,
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


def as_json(found: Client) -> dict[str, Any]:
    import msgspec

    plain: dict[str, Any] = msgspec.to_builtins(found)
    return plain
