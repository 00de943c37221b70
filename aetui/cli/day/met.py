"""`aetui met`, `aetui waive`: an obligation is fulfilled, or let go."""

from __future__ import annotations

from typing import Unpack

from aetui.cli.command import AT, HOW, WHY, arg, command, opt
from aetui.cli.day.duties import as_json
from aetui.cli.found import BY, ON_CARD, RULE, SUBJECT
from aetui.cli.session import Session
from aetui.desk.facts import Proof
from aetui.desk.obligations import find_obligation, meet
from aetui.desk.obligations import waive as let_go
from aetui.domain.obligations import Obligation
from aetui.domain.records import Card

OF_RULE = (arg("rule", RULE), arg("subject", SUBJECT))


@command("met", *OF_RULE, AT, HOW, BY, ON_CARD, WHY)
def met(session: Session, rule: str, subject: str, card: Card | None, **proof: Unpack[Proof]) -> None:
    """--card: the card that an item is put on; for another rule, of several duties the one on that card."""
    desk, now = session.desk, session.now
    obligation = find_obligation(desk, rule, subject, now, number=card.number if card else None)
    title = session.title(obligation)
    meet(desk, obligation, now, card=card, **proof)
    _after(session, obligation, session.say("met.said", title=title))


@command("waive", *OF_RULE, opt("--why", required=True))
def waive(session: Session, rule: str, subject: str, why: str) -> None:
    obligation = find_obligation(session.desk, rule, subject, session.now)
    title = session.title(obligation)
    let_go(session.desk, obligation, why, session.now)
    _after(session, obligation, session.say("waive.said", title=title))


def _after(session: Session, obligation: Obligation, message: str) -> None:
    """How the obligation stands now."""

    def data() -> object:
        since = min(obligation.start, session.now)
        stands = [o for o in session.desk.obligations(session.now, ended_since=since) if o.id == obligation.id]
        return as_json(session, stands[0] if stands else obligation)

    session.out(data, message)
