"""How a card is told on the command line: a line, JSON, and the names of kinds."""

from __future__ import annotations

from typing import Any

from aetui.cli.session import Session
from aetui.domain.records import Card


def tell(session: Session, found: Card) -> None:
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

    from aetui.desk.day.today import client_name
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
