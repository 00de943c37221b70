"""`aetui card work|review|sign|send|copy`."""

from __future__ import annotations

import click

from aetui.cli.card.shown import as_json, tell
from aetui.cli.main import Spoken, common
from aetui.cli.session import Session
from aetui.domain.records import Card
from aetui.locales.kinds import kind_named


@click.command("work", cls=Spoken)
@click.argument("number")
@click.argument("name")
@click.option("--kind", metavar="KIND")
@common
@click.pass_obj
def work(session: Session, number: str, name: str, kind: str | None) -> None:
    from aetui.desk.card.works import add_work

    desk = session.desk
    session.relearn()
    _works(session, add_work(desk, number, name, session.now, kind=kind_named(session.say, kind) if kind else None))


@click.command("review", cls=Spoken)
@click.argument("number")
@click.argument("name")
@click.option("--by", metavar="WHO")
@click.option("--how", metavar="TEXT")
@click.option("--why", metavar="TEXT")
@common
@click.pass_obj
def review(session: Session, number: str, name: str, by: str | None, how: str | None, why: str | None) -> None:
    from aetui.desk.card.works import review_work

    desk = session.desk
    session.relearn()
    _works(session, review_work(desk, number, name, session.now, by=by, how=how, why=why))


@click.command("sign", cls=Spoken)
@click.argument("number")
@click.argument("name")
@click.option("--by", required=True, metavar="WHO")
@click.option("--client", is_flag=True)
@click.option("--copy", metavar="PLACE")
@click.option("--at", metavar="TIME")
@click.option("--why", metavar="TEXT")
@common
@click.pass_obj
def sign(
    session: Session,
    number: str,
    name: str,
    by: str,
    client: bool,
    copy: str | None,
    at: str | None,
    why: str | None,
) -> None:
    from aetui.desk.card.works import sign_work

    desk = session.desk
    session.relearn()
    when = session.time(at) if at else None
    _works(session, sign_work(desk, number, name, session.now, by=by, client=client, copy=copy, at=when, why=why))


@click.command("send", cls=Spoken)
@click.argument("number")
@click.argument("name")
@click.option("--how", metavar="TEXT")
@click.option("--why", metavar="TEXT")
@common
@click.pass_obj
def send(session: Session, number: str, name: str, how: str | None, why: str | None) -> None:
    from aetui.desk.card.works import send_work

    desk = session.desk
    session.relearn()
    _works(session, send_work(desk, number, name, session.now, how=how, why=why))


@click.command("copy", cls=Spoken)
@click.argument("number")
@click.argument("name")
@click.argument("place")
@common
@click.pass_obj
def copy(session: Session, number: str, name: str, place: str) -> None:
    """Where the client's signed copy lies."""
    from aetui.desk.card.works import file_copy

    desk = session.desk
    session.relearn()
    _works(session, file_copy(desk, number, name, place, session.now))


def _works(session: Session, card: Card) -> None:
    if session.json:
        session.out_json(as_json(session, card, whole=True))
        return
    tell(session, card)
    works_told(session, card)


def works_told(session: Session, card: Card) -> None:
    """The works, a line each, with what was signed."""
    from aetui.cli.plain import columns

    say = session.say
    rows = []
    for n, one in enumerate(card.works, 1):
        facts = [(key, getattr(one, key)) for key in ("reviewed", "signed", "sent", "client_signed")]
        steps = "  ".join(f"{'✓' if fact else '·'} {say(f'work.{key}')}" for key, fact in facts)
        rows.append([f"  {n}", one.name, say(f"kind.{one.kind}"), steps, one.copy_at or ""])
    for line in columns(rows):
        session.out(line)
