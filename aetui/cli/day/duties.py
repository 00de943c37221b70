"""`aetui due`: the obligations; and how one is told, for all who list them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from aetui.cli.command import SPAN, command, flag, opt
from aetui.cli.found import OF_CLIENT
from aetui.cli.plain import table
from aetui.cli.session import Session
from aetui.domain.obligations import OPEN, Obligation
from aetui.domain.records import Client
from aetui.locales.dates import left


@command("due", opt("--within", type=SPAN), flag("--all", "ended"), OF_CLIENT)
def due(session: Session, within: timedelta | None, ended: bool, client: Client | None) -> None:
    now = session.now
    obligations = [
        o
        for o in session.desk.obligations(now, ended=ended)
        if (client is None or o.client_id == client.id)
        and (within is None or o.state not in OPEN or o.act_by <= now + within)
    ]
    session.out(lambda: [as_json(session, o) for o in obligations], _lines(session, obligations))
    session.warn_of_doubts()


def _lines(session: Session, obligations: list[Obligation]) -> Iterator[str]:
    say = session.say
    rows = (
        [
            say(f"state.{o.state}"),
            left(say, o.remaining(session.now)) if o.state in OPEN else session.when(o.met_at),
            session.client(o.client_id),
            session.title(o),
            session.when(o.due),
            o.source,
            o.rule,
        ]
        for o in obligations
    )
    # The rule and the source give way first, then the title's tail; a time never does.
    return table(rows, empty=say("empty.owed"), right=[1], cuts=((6, 0), (5, 0), (3, 24), (2, 8), (3, 10)))


def as_json(session: Session, obligation: Obligation) -> dict[str, Any]:
    """An obligation as interface.md lays it down."""
    subject = {"type": obligation.subject_type, "id": obligation.subject_id}
    return {
        "id": obligation.id,
        "rule": obligation.rule,
        "source": obligation.source,
        "title": session.title(obligation),
        "subject": {**subject, "number": obligation.number} if obligation.number else subject,
        "client": session.client(obligation.client_id) or None,
        "start": session.iso(obligation.start),
        "due": session.iso(obligation.due),
        "act_by": session.iso(obligation.act_by),
        "state": obligation.state,
        "remaining_s": round(obligation.remaining(session.now)),
        "met_at": session.iso(obligation.met_at),
        "how": obligation.how,
        "by": obligation.by,
        "reason": obligation.reason,
        "owner": obligation.owner,
        "cover": obligation.cover,
        "estimated": obligation.estimated,
    }
