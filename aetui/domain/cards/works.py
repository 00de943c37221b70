"""What a work says of itself: the rounds of its review inside, what it is judged by, what the client said of it (Q1, R7)."""

from __future__ import annotations

import msgspec

from aetui.domain.records.card import SIGNED_KINDS, Card, Remark, ReviewRound, Strategy, Work
from aetui.domain.text import parted


class Criterion(msgspec.Struct, frozen=True):
    """A line of the creative brief that a work is judged by: its key, and what it says."""

    key: str
    text: str


def criteria(card: Card) -> list[Criterion]:
    """What works on the card are judged by (R7): the lines of its brief that say something, in their order."""
    said = ((key, getattr(card.strategy, key)) for key in Strategy.__struct_fields__)
    return [Criterion(key, text) for key, text in said if text]


def rounds_of(work: Work) -> list[ReviewRound]:
    """The rounds of its review, oldest first; a record of an older file kept the last that passed it alone."""
    return work.rounds or ([ReviewRound(held=work.reviewed)] if work.reviewed else [])


def returned(work: Work) -> ReviewRound | None:
    """The round that returned it, while no later one passed it; None where it isn't returned."""
    return work.rounds[-1] if work.rounds and work.rounds[-1].wrong else None


def waits_for_signature(card: Card, work: Work) -> bool:
    """Whether the signature that was asked for is still to come: it isn't out, signed, returned as it is, nor is there a newer
    version of it."""
    newest = next((one for one in reversed(card.works) if one.name == work.name), work)
    judged = work.sent or work.signed or (returned(work) is not None and not is_mended(work))
    return work.asked is not None and newest.id == work.id and not judged


def is_mended(work: Work) -> bool:
    """Whether a work that was returned is to be looked at again: something was changed on it since."""
    last = returned(work)
    return last is not None and bool(last.changed)


def is_judged(work: Work) -> bool:
    """Whether it is being looked at inside: of Q2's kinds, or returned once, and neither passed nor out."""
    return not work.sent and not work.reviewed and (work.kind in SIGNED_KINDS or bool(work.rounds))


def ticked_now(card: Card, work: Work) -> list[Criterion]:
    """The criteria that it was found to meet since its last round."""
    return [one for one in criteria(card) if one.key in work.ticked]


def asks_for_answer(remark: Remark) -> bool:
    """Whether what the client said waits for an answer; what is for the house alone doesn't."""
    return remark.answer is None and bool(parted(remark.text)[0].strip())


def open_remarks(card: Card) -> list[tuple[Work, Remark]]:
    """What the client said of works of the card that nobody answered yet (Q1), in their order."""
    return [(work, one) for work in card.works for one in work.remarks if asks_for_answer(one)]
