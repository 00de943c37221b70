"""How what we wait for from a client is told by the shell."""

from __future__ import annotations

from typing import Any

from aetui.cli.session import Session
from aetui.domain.talk.waiting import Awaited


def waited_json(session: Session, one: Awaited) -> dict[str, Any]:
    return {
        "what": one.what,
        "who": one.who,
        "due": session.iso(one.due),
        "overdue": one.due is not None and one.due < session.now,
        "card": one.card.number if one.card else None,
        "id": one.part.id if one.part else one.record.id,
    }


def waited_line(session: Session, one: Awaited) -> str:
    """`11/27 18:00  确认尺寸  @陈小姐  2611-002`."""
    say = session.say
    due = session.stamp(one.due) or say("round.no_date")
    late = f"{say('state.overdue')} " if one.due is not None and one.due < session.now else ""
    return "  ".join(filter(None, (late + due, one.what, f"@{one.who}", one.card.number if one.card else "")))
