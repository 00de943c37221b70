"""`aetui met`, `aetui waive`: an obligation is fulfilled, or let go."""

from __future__ import annotations

from typing import Any, Unpack

from aetui.cli.command import AT, HOW, WHY, arg, command, flag, opt
from aetui.cli.day.duties import as_json
from aetui.cli.found import BY, ON_CARD, RULE, SUBJECT
from aetui.cli.session import Session
from aetui.desk.asked import let_go_said
from aetui.desk.book.deputies import hears_trouble
from aetui.desk.facts import Proof
from aetui.desk.obligations import find_obligation, meet
from aetui.desk.obligations import waive as let_go
from aetui.desk.trouble import late_since, trouble_message, trouble_of
from aetui.domain.errors import BadInput, NotThere
from aetui.domain.obligations import TROUBLE, Obligation
from aetui.domain.records import Card

OF_RULE = (arg("rule", RULE), arg("subject", SUBJECT))


@command("met", *OF_RULE, AT, HOW, BY, ON_CARD, WHY, flag("--message"))
def met(session: Session, rule: str, subject: str, card: Card | None, message: bool, **proof: Unpack[Proof]) -> None:
    """--card: the card that an item is put on; for another rule, of several duties the one on that card.
    --message: of trouble (R10), what tells the supervisor of it; without --how nothing is noted."""
    desk, now = session.desk, session.now
    number = card.number if card else None
    try:
        obligation = find_obligation(desk, rule, subject, now, number=number)
    except NotThere:
        if not message or proof.get("how"):
            raise
        obligation = find_obligation(desk, rule, subject, now, number=number, ended=True)
    if message and obligation.rule != TROUBLE:
        raise BadInput("trouble.message_of", rule=obligation.rule)
    if message and not proof.get("how"):
        session.out(lambda: _told(session, obligation), _message(session, obligation).splitlines())
        return
    title = session.title(obligation)
    meet(desk, obligation, now, card=card, **proof)
    said = session.say("met.said", title=title)
    told = _message(session, obligation, how=proof.get("how") or "").splitlines() if message else []
    if obligation.rule == TROUBLE:
        told += session.goes_to(hears_trouble(desk, now))
    _after(session, obligation, [said, *told])


@command("waive", *OF_RULE, opt("--why", required=True))
def waive(session: Session, rule: str, subject: str, why: str) -> None:
    obligation = find_obligation(session.desk, rule, subject, session.now)
    said = let_go_said(session.desk, session.say, obligation)
    let_go(session.desk, obligation, why, session.now)
    _after(session, obligation, said)


def _after(session: Session, obligation: Obligation, message: str | list[str]) -> None:
    """How the obligation stands now."""

    def data() -> object:
        since = min(obligation.start, session.now)
        stands = [o for o in session.desk.obligations(session.now, ended_since=since) if o.id == obligation.id]
        return _told(session, stands[0] if stands else obligation)

    session.out(data, message)


def _message(session: Session, report: Obligation, how: str = "") -> str:
    trouble = trouble_of(session.desk, report, session.now)
    return trouble_message(session.desk, session.say, trouble, session.now, solution=how)


def _told(session: Session, obligation: Obligation) -> dict[str, Any]:
    """The duty; of a report (R10) with all that is late there, since when, to whom it is told and the message."""
    data = as_json(session, obligation)
    if obligation.rule != TROUBLE:
        return data
    trouble = trouble_of(session.desk, obligation, session.now)
    late = [{**as_json(session, one), "late_since": session.iso(late_since(one))} for one in trouble.late]
    return {**data, "to": trouble.to or None, "late": late, "message": _message(session, obligation)}
