"""The lines of a handover: what needs a cover, filled in from the records; and frequent instructions (D8)."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from aetui.desk.core import Desk, new_id
from aetui.domain.handover import PHONE, Need, needs
from aetui.domain.obligations import item_behind
from aetui.domain.records import Absence, Client, CoverLine
from aetui.domain.records.refs import Ref
from aetui.domain.roles import someone
from aetui.locales import Texts
from aetui.locales.wording import title

TEMPLATES = ("phone", "take_only", "chase", "send", "ask_boss", "tell_client", "hold")
"""Instructions that many handovers need; the texts are `handover.template.…` in the catalogue."""
JOINT = "；"
"""Between a frequent instruction and what the records say of the thing."""
OFFERED = 9
"""How many are offered: a digit picks."""


def needed(desk: Desk, now: datetime, start: datetime, end: datetime) -> list[Need]:
    """What needs a cover: also what comes round or turns due until the end, as if nobody did anything."""
    obligations = desk.obligations(now)
    if end <= now:  # over: also what came round meanwhile and was missed
        then = desk.obligations(now, ended_since=start)
    else:
        then = desk.obligations_at(end, now)
    return needs(desk.book, obligations, then, start, end)


def line_for(desk: Desk, say: Texts, need: Need) -> CoverLine:
    """A line filled in from the records: the duty by its rule's words, the last words on it, whom to call."""
    what = title(say, need.obligation, desk.rulebook) if need.obligation else need.what
    if need.key == PHONE:
        what = say("handover.phone_all")
    elif Ref.parse(need.key).kind == "phone":
        what = say("handover.phone", client=need.what)
    elif need.number and need.number not in what:
        what = f"{need.number} {what}"
    client = desk.book.clients.get(need.client_id or "")
    contact = client.contacts[0] if client and client.contacts else None
    call = " ".join(t for t in (contact.name, contact.phone or "") if t) if contact else None
    return CoverLine(
        id=new_id(),
        key=need.key,
        step=need.step,
        what=what,
        client_id=need.client_id,
        obligation_id=need.obligation.id if need.obligation else None,
        due=need.due,
        act_by=need.act_by,
        instruction=_last_words(desk, need),
        call=call,
    )


def templates(desk: Desk, say: Texts, line: CoverLine) -> list[str]:
    """Instructions to choose from, for this line: those that the user's own handovers said most often (two clients or
    absences at least), then the house's; names filled in for this client."""
    theirs = [_filled(desk, say, text, line) for text in _frequent(desk, say)]
    house = [_filled(desk, say, say(f"handover.template.{key}"), line) for key in TEMPLATES]
    return list(dict.fromkeys([*theirs[: OFFERED - 4], *house]))[:OFFERED]


# Inside


def _last_words(desk: Desk, need: Need) -> str | None:
    """The last thing that was said of it, where that says more than the line itself."""
    item = item_behind(desk.book, need.obligation)
    if item is not None and item.text != need.what:
        return item.text
    on_card = [i for card in desk.book.numbered(need.number or "") for i in desk.book.items_on(card.id)]
    last = max(on_card, key=lambda i: i.at, default=None)
    return last.text if last is not None and last.text not in need.what else None


def _names(desk: Desk, say: Texts, client: Client | None) -> dict[str, str]:
    """What the places of a template stand for. `{contact}` before `{client}`: a contact may be called after the firm."""
    contact = client.contacts[0].name if client and client.contacts else ""
    return {
        "contact": contact or (client.short if client else say("handover.client")),
        "client": client.short if client else say("handover.client"),
        "supervisor": someone(desk.profile, "supervisor") or say("role.supervisor"),
    }


def _filled(desk: Desk, say: Texts, template: str, line: CoverLine) -> str:
    # Not `format`: what a user typed may hold braces of its own.
    for place, name in _names(desk, say, desk.get(Client, line.client_id)).items():
        template = template.replace(f"{{{place}}}", name)
    return template


def _frequent(desk: Desk, say: Texts) -> list[str]:
    """The instructions of all absences, the most frequent first, with the names taken out again."""
    said: set[tuple[str, str, str | None]] = set()
    for absence in desk.each(Absence):
        for line in absence.lines:
            if line.instruction and line.cover:
                client = desk.get(Client, line.client_id)
                for text in line.instruction.split(JOINT):
                    for place, name in _names(desk, say, client).items():
                        if len(name) > 1 and (client is not None or place == "supervisor"):
                            text = text.replace(name, f"{{{place}}}")
                    said.add((text.strip(), absence.id, line.client_id))
    counts = Counter(text for text, _, _ in said)
    return [text for text, n in counts.most_common() if n > 1 and text]
