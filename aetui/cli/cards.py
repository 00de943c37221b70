"""`aetui card`."""

from __future__ import annotations

from typing import Any, cast, get_args

import click

from aetui.cli.main import SpokenGroup, common
from aetui.cli.session import Session
from aetui.domain.errors import BadInput
from aetui.domain.records import Card, WorkKind


@click.group(cls=SpokenGroup)
@common
def card() -> None:
    pass


@card.command("open")
@click.argument("title")
@click.option("--client", required=True, metavar="NAME")
@click.option("--requested", metavar="TIME")
@click.option("--deliver", metavar="TIME")
@click.option("--kind", metavar="KIND")
@common
@click.pass_obj
def open_(
    session: Session, title: str, client: str, requested: str | None, deliver: str | None, kind: str | None
) -> None:
    from aetui.desk.cards import open_card

    desk = session.desk
    session.relearn()
    made = open_card(
        desk,
        title,
        session.now,
        client=client,
        requested_at=session.time(requested) if requested else None,
        deliver_at=session.time(deliver) if deliver else None,
        kind=_kind(session, kind) if kind else None,
    )
    if session.json:
        session.out_json(as_json(session, made))
    else:
        session.out(session.say("card.opened", number=made.number, title=made.title))


@card.command("list")
@click.option("--all", "everything", is_flag=True)
@common
@click.pass_obj
def list_(session: Session, everything: bool) -> None:
    from aetui.cli.plain import columns
    from aetui.desk.cards import hand_cards
    from aetui.desk.today import client_name
    from aetui.locales.dates import when

    desk, now = session.desk, session.now
    say = session.say
    cards = sorted(desk.each(Card), key=lambda c: c.number) if everything else hand_cards(desk)
    if session.json:
        session.out_json([as_json(session, c) for c in cards])
        return
    if not cards:
        session.out(say("empty.cards"))
    rows = [
        [
            c.number,
            client_name(desk, c.client_id),
            c.title,
            say(f"card.state.{c.state}"),
            say("card.deliver", time=when(say, desk.local(c.deliver_at), now)) if c.deliver_at else missing(session, c),
        ]
        for c in cards
    ]
    for line in columns(rows):
        session.out(line)


@card.command("show")
@click.argument("number")
@common
@click.pass_obj
def show(session: Session, number: str) -> None:
    from aetui.desk.cards import the_card
    from aetui.desk.timeline import card_facts, card_timeline

    desk = session.desk
    session.relearn()
    found = the_card(desk, number)
    if session.json:
        session.out_json(as_json(session, found, whole=True))
        return
    say = session.say
    session.out(f"{found.number} {found.title}")
    for key, value in card_facts(desk, found, say, session.now):
        session.out(f"  {key}  {value}")
    for moment in card_timeline(desk, found, say, session.now):
        session.out(f"  {moment.stamp}  {moment.sign} {moment.text}  {moment.source}")


@card.command("set")
@click.argument("number")
@click.option("--what", metavar="TEXT")
@click.option("--for", "audience", metavar="TEXT")
@click.option("--kind", metavar="KIND")
@click.option("--deliver", metavar="TIME")
@click.option("--strategy", metavar="TEXT")
@click.option("--idea", metavar="TEXT")
@common
@click.pass_obj
def set_(
    session: Session,
    number: str,
    what: str | None,
    audience: str | None,
    kind: str | None,
    deliver: str | None,
    strategy: str | None,
    idea: str | None,
) -> None:
    from aetui.desk.cardwork import fill_brief

    desk = session.desk
    session.relearn()
    _tell(
        session,
        fill_brief(
            desk,
            number,
            session.now,
            what=what,
            audience=audience,
            kind=_kind(session, kind) if kind else None,
            deliver_at=session.time(deliver) if deliver else None,
            strategy=strategy,
            idea=idea,
        ),
    )


@card.command("estimate")
@click.argument("number")
@click.argument("amount")
@common
@click.pass_obj
def estimate_(session: Session, number: str, amount: str) -> None:
    from aetui.desk.cardwork import amount_of, estimate

    desk = session.desk
    session.relearn()
    _tell(session, estimate(desk, number, amount_of(amount), session.now))


@card.command("start")
@click.argument("number")
@click.option("--why", metavar="TEXT")
@common
@click.pass_obj
def start(session: Session, number: str, why: str | None) -> None:
    from aetui.desk.cardwork import start_work

    desk = session.desk
    session.relearn()
    _tell(session, start_work(desk, number, session.now, why=why))


def _tell(session: Session, found: Card) -> None:
    if session.json:
        session.out_json(as_json(session, found, whole=True))
        return
    lacks = missing(session, found)
    state = session.say(f"card.state.{found.state}")
    session.out("  ".join(t for t in (found.number, found.title, state, lacks) if t))


def missing(session: Session, found: Card) -> str:
    from aetui.domain.gates import card_missing

    lacking = card_missing(found)
    say = session.say
    return say("card.lacks", what=" ".join(say(f"lack.{key}") for key in lacking)) if lacking else ""


def as_json(session: Session, found: Card, *, whole: bool = False) -> dict[str, Any]:
    import msgspec

    from aetui.desk.today import client_name
    from aetui.domain.gates import card_missing

    head = {
        "id": found.id,
        "number": found.number,
        "title": found.title,
        "client": client_name(session.desk, found.client_id),
        "state": found.state,
        "kind": found.kind,
        "requested_at": session.desk.local(found.requested_at),
        "deliver_at": session.desk.local(found.deliver_at) if found.deliver_at else None,
        "missing": card_missing(found),
    }
    return {**msgspec.to_builtins(found), **head} if whole else head


def _kind(session: Session, text: str) -> WorkKind:
    for kind in get_args(WorkKind):
        if text.strip().lower() in (kind, session.say(f"kind.{kind}").lower()):
            return cast("WorkKind", kind)
    kinds = "、".join(session.say(f"kind.{k}") for k in get_args(WorkKind))
    raise BadInput("card.kind", text=text, kinds=kinds)
