"""An obligation as text: what, for whom, until when. A report of trouble is the message to whoever hears of it (R10, C3)."""

from __future__ import annotations

from aetui.desk.copying.records import Made, card_name, client_fact, sheet
from aetui.desk.find.subject import find_obligation
from aetui.desk.papers.writer import Writer
from aetui.desk.trouble import trouble_message, trouble_of
from aetui.domain.obligations import OPEN, TROUBLE
from aetui.domain.records import Card
from aetui.locales.wording import title


def obligation(w: Writer, obligation_id: str) -> str | Made | None:
    """The obligation of that id, for a colleague; None where there is none."""
    desk, say = w.desk, w.say
    found = find_obligation(desk, obligation_id, w.now)
    if found is None:
        return None
    if found.rule == TROUBLE:
        return trouble_message(desk, say, trouble_of(desk, found, w.now), w.now)
    card = (
        next((one for one in desk.book.numbered(found.number) if isinstance(one, Card)), None) if found.number else None
    )
    state = "" if found.state in ("pending", "soon") else say(f"state.{found.state}")
    facts = [
        client_fact(w, found.client_id),
        (say("record.cards"), card_name(w, card) if card else ""),
        (say("detail.due"), w.moment(found.due)),
        (say("detail.owner"), found.owner or ""),
        (say("detail.state"), state),
        (say("detail.met_at"), w.moment(found.met_at) if found.state not in OPEN else ""),
    ]
    return sheet(w, title(say, found, desk.rulebook), facts), True
