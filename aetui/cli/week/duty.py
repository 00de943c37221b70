"""How a week's duties of one client stand: as signs and words, and as JSON."""

from __future__ import annotations

from typing import Any

from aetui.cli.day.duties import as_json
from aetui.cli.session import Session
from aetui.domain.obligations import Obligation
from aetui.locales.dates import clock, weekday

SIGNS = {"pending": "○", "soon": "○", "overdue": "!", "met": "✓", "met_late": "✓", "waived": "–", "missed": "✗"}


def obligation_json(session: Session, obligation: Obligation | None) -> dict[str, Any] | None:
    return as_json(session, obligation) if obligation else None


def sent_json(session: Session, row: Any, obligation: Obligation | None) -> dict[str, Any]:
    """C2: whether no time is agreed for the report, and when it went, with or without one."""
    noted = row.noted
    sent = noted.done.at if noted is not None and not noted.let_go else None
    if obligation is not None and obligation.rule == "week.report":
        sent = obligation.met_at
    return {"no_time": row.unfixed, "sent_at": session.iso(sent)}


def obligation_words(session: Session, obligation: Obligation | None) -> str:
    """`✓ 周四 15:40 传真`: how one duty stands."""
    if obligation is None:
        return "·"
    say = session.say
    at = session.desk.local(obligation.met_at or obligation.due)
    when = f"{weekday(say, at.date())} {clock(at)}"
    word = say(f"state.{obligation.state}") if obligation.state in ("overdue", "waived", "missed") else ""
    return " ".join(
        filter(None, (SIGNS[obligation.state], word, "" if obligation.state == "waived" else when, obligation.how))
    )


def report_words(session: Session, row: Any, obligation: Obligation | None) -> str:
    """How a report stands, also one for which no time is agreed."""
    if not row.unfixed:
        return obligation_words(session, obligation)
    say, noted = session.say, row.noted
    if noted is None:
        return f"{SIGNS['pending']} {say('week.no_time')}"
    if noted.let_go:
        return f"{SIGNS['waived']} {say('state.waived')}"
    at = session.desk.local(noted.done.at)
    return " ".join(filter(None, (SIGNS["met"], f"{weekday(say, at.date())} {clock(at)}", noted.done.how)))
