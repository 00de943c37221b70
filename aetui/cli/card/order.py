"""`aetui card`: opened, listed, shown, and its job order filled in."""

from __future__ import annotations

from typing import Any

import click

from aetui.cli.card.shown import as_json, missing, tell
from aetui.cli.fields import field_options, said
from aetui.cli.main import Spoken, common
from aetui.cli.session import Session
from aetui.desk.fields import CARD
from aetui.domain.records import Card
from aetui.locales.kinds import kind_named


@click.command("open", cls=Spoken)
@click.argument("title")
@click.option("--client", metavar="NAME")
@click.option("--requested", metavar="TIME")
@click.option("--deliver", metavar="TIME")
@click.option("--kind", metavar="KIND")
@common
@click.pass_obj
def open_(
    session: Session, title: str, client: str | None, requested: str | None, deliver: str | None, kind: str | None
) -> None:
    from aetui.desk.typed.records import note_card

    desk = session.desk
    session.relearn()
    made = note_card(
        desk,
        title,
        session.now,
        client=client,
        requested=session.time(requested) if requested else None,
        deliver=session.time(deliver) if deliver else None,
        kind=kind_named(session.say, kind) if kind else None,
    )
    from aetui.cli.standing import stands, tell_unread

    if not deliver:
        tell_unread(session, title, made.deliver_at)
    if session.json:
        session.out_json(as_json(session, made))
    else:
        line = session.say("card.opened", number=made.number, title=made.title)
        if made.deliver_at:
            line += "  " + session.say("card.deliver", time=stands(session, made.deliver_at))
        session.out(line)


@click.command("list", cls=Spoken)
@click.option("--all", "everything", is_flag=True)
@common
@click.pass_obj
def list_(session: Session, everything: bool) -> None:
    from aetui.cli.plain import columns, room
    from aetui.desk.card.cards import hand_cards, in_order
    from aetui.desk.day.today import client_name
    from aetui.locales.dates import when

    desk, now = session.desk, session.now
    say = session.say
    cards = sorted(desk.each(Card), key=in_order) if everything else hand_cards(desk)
    if session.json:
        session.out_json([as_json(session, c) for c in cards])
        return
    if not cards:
        session.out(say("empty.cards.shell"))
    rows = [
        [
            c.number,
            client_name(desk, c.client_id),
            c.title,
            say(f"card.state.{c.state}"),
            say("card.deliver", time=when(say, desk.local(c.deliver_at), now)) if c.deliver_at else "",
            "" if c.deliver_at else missing(session, c),
        ]
        for c in cards
    ]
    for line in columns(rows, cuts=((5, 6), (5, 0), (2, 20), (1, 8), (3, 0), (2, 10)), cells=room()):
        session.out(line)


@click.command("show", cls=Spoken)
@click.argument("number")
@common
@click.pass_obj
def show(session: Session, number: str) -> None:
    from aetui.desk.card.cards import the_card
    from aetui.desk.card.history import card_facts, card_timeline

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
    _told(session, found)
    session.out(say("detail.timeline"))
    for moment in card_timeline(desk, found, say):
        session.out(f"  {moment.stamp}  {moment.sign} {moment.text}  {moment.source}")


def _told(session: Session, card: Card) -> None:
    """Steps, works and money, as far as there are any."""
    from aetui.cli.card.money import money_told
    from aetui.cli.card.steps import steps_told
    from aetui.cli.card.works import works_told

    parts = (("schedule", card.steps, steps_told), ("works", card.works, works_told), ("money", card.money, money_told))
    for name, lines, told in parts:
        if lines:
            session.out(session.say(f"card.{name}"))
            told(session, card)


@click.command("set", cls=Spoken)
@click.argument("number")
@field_options(CARD)
@common
@click.pass_obj
def set_(session: Session, /, number: str, **options: Any) -> None:
    from aetui.desk.card.brief import fill_brief
    from aetui.desk.card.cards import the_card

    session.relearn()
    found = the_card(session.desk, number)
    tell(session, fill_brief(session.desk, found.number, session.now, **said(session, found, CARD, options)))
