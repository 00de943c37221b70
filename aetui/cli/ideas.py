"""`aetui idea`: what one thinks of, on a card or without (Y1)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import click

from aetui.cli.command import ALL, AT, Typed, arg, command, group, opt
from aetui.cli.found import OF_CLIENT, ON_CARD, PERSON
from aetui.cli.plain import table
from aetui.cli.session import Session
from aetui.desk import ideas as verbs
from aetui.domain.records import Card, Client, Idea


def _offered(session: Session, _: click.Context) -> list[tuple[str, str]]:
    return [(str(n), one.text) for n, one in enumerate(verbs.open_ideas(session.desk), 1)]


def _list(session: Session, *, everything: bool = False) -> None:
    found = [*verbs.open_ideas(session.desk), *(verbs.ended_ideas(session.desk) if everything else ())]
    rows = [
        [
            str(n) if verbs.is_open(one) else "✓" if one.used else "✗",
            one.text,
            one.who or "",
            session.stamp(one.at),
            _about(session, one),
            session.say("idea.was_shown", who=one.shown.by or session.stamp(one.shown.at)) if one.shown else "",
        ]
        for n, one in enumerate(found, 1)
    ]
    session.out(
        lambda: [_as_json(session, one) for one in found], table(rows, empty=session.say("empty.ideas"), right=[0])
    )


idea = group("idea", ALL)(_list)
WHICH = arg("which", Typed(lambda session, text: verbs.the_idea(session.desk, text), _offered), metavar="IDEA")


@command("add", arg("words", nargs=-1, required=True, metavar="TEXT"), ON_CARD, OF_CLIENT, of=idea)
def add(session: Session, words: tuple[str, ...], card: Card | None, client: Client | None) -> None:
    made = verbs.note_idea(session.desk, " ".join(words), session.now, card=card, client=client)
    _told(session, made, "idea.noted")


@command("list", ALL, of=idea)
def list_(session: Session, everything: bool) -> None:
    _list(session, everything=everything)


@command("edit", WHICH, arg("words", nargs=-1, required=True, metavar="TEXT"), of=idea)
def edit(session: Session, which: Idea, words: tuple[str, ...]) -> None:
    _told(session, verbs.edit_idea(session.desk, which.id, " ".join(words), session.now), "idea.noted")


@command("show", WHICH, opt("--to", type=PERSON), AT, of=idea)
def show(session: Session, which: Idea, to: str | None, at: datetime | None) -> None:
    """It was shown to somebody: from now on others may read it."""
    _told(session, verbs.show_idea(session.desk, which.id, session.now, by=to, at=at), "idea.shown")


@command("used", WHICH, AT, of=idea)
def used(session: Session, which: Idea, at: datetime | None) -> None:
    """Said again, it wasn't used after all."""
    after = verbs.use_idea(session.desk, which.id, session.now, at=at)
    _told(session, after, "idea.used" if after.used else "idea.not_used")


@command("drop", WHICH, opt("--why"), of=idea)
def drop(session: Session, which: Idea, why: str | None) -> None:
    """Said again, it is taken up anew."""
    after = verbs.drop_idea(session.desk, which.id, session.now, why)
    _told(session, after, "idea.dropped" if after.dropped else "idea.taken_up")


def _told(session: Session, one: Idea, key: str) -> None:
    session.out(lambda: _as_json(session, one), session.say(key, text=one.text))


def _about(session: Session, one: Idea) -> str:
    card = session.desk.get(Card, one.card_id)
    return card.number if card else session.client(one.client_id)


def _as_json(session: Session, one: Idea) -> dict[str, Any]:
    card = session.desk.get(Card, one.card_id)
    return {
        "id": one.id,
        "text": one.text,
        "who": one.who,
        "at": session.local(one.at),
        "card": card.number if card else None,
        "client": session.client(one.client_id) or None,
        "shown_at": session.local(one.shown.at) if one.shown else None,
        "shown_to": one.shown.by if one.shown else None,
        "used_at": session.local(one.used.at) if one.used else None,
        "dropped_at": session.local(one.dropped.at) if one.dropped else None,
    }
