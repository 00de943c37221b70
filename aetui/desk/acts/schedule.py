"""A card's work schedule (D4, R3, A5, C2, C3): sent and confirmed; its steps done, chased, and told of when late."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from aetui.desk.acts.act import Act, Doing
from aetui.desk.acts.parts import card_of, edited, last_sent, out
from aetui.domain.errors import BadInput, Refused
from aetui.domain.gates import schedule_missing
from aetui.domain.records import Card

_last_sent = last_sent("schedule")


def _requested(doing: Doing) -> datetime:
    return card_of(doing).requested_at


def _something_to_send(doing: Doing) -> Refused | None:
    card = card_of(doing)
    lacks = schedule_missing(card)
    if not lacks:
        return None
    if not card.steps:
        return Refused("gate.schedule", rule="D4", number=card.number)
    return Refused("gate.schedule_time", rule="D4", number=card.number, whats=list(lacks))


def _sent(doing: Doing) -> Card:
    """The first sending meets D4; what each told is kept with the card, and the paper itself as it went."""
    card: Card = out(doing, "schedule")
    return card


def _to_confirm(doing: Doing) -> None:
    card = card_of(doing)
    if card.schedule_sent is None:
        raise BadInput("schedule.unsent", number=card.number)


def _confirmed(doing: Doing) -> Card:
    return replace(card_of(doing), schedule_confirmed=doing.fact)


def _last_confirmed(doing: Doing) -> bool:
    """What was sent again is confirmed again."""
    confirmed, sent = card_of(doing).schedule_confirmed, _last_sent(doing)
    return confirmed is not None and sent is not None and confirmed.at >= sent


def _step_done(doing: Doing) -> bool:
    return any(s.id == doing.part and s.done is not None for s in card_of(doing).steps)


SEND = Act(Card, _sent, met="schedule_sent", gates=(_something_to_send,), since=_requested)
SEND_AGAIN = Act(Card, _sent, met="schedule_told", gates=(_something_to_send,), since=_requested)
CONFIRM = Act(Card, _confirmed, met="schedule_confirmed", check=_to_confirm, since=_last_sent, stands=_last_confirmed)
STEP = Act(Card, edited("steps", lambda s, doing: replace(s, done=doing.fact)), met="step_done", stands=_step_done)
STEP_OPEN = Act(Card, edited("steps", lambda s, _: replace(s, done=None)))
CHASE = Act(Card, edited("steps", lambda s, doing: replace(s, chased=[*s.chased, doing.fact])), met="chased")
ACTS = (SEND, SEND_AGAIN, CONFIRM, STEP, STEP_OPEN, CHASE)
