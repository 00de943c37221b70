"""What a work says of itself: the rounds of its review inside (Q1)."""

from __future__ import annotations

from aetui.domain.records.card import ReviewRound, Work


def rounds_of(work: Work) -> list[ReviewRound]:
    """The rounds of its review, oldest first; a record of an older file kept the last that passed it alone."""
    return work.rounds or ([ReviewRound(held=work.reviewed)] if work.reviewed else [])


def returned(work: Work) -> ReviewRound | None:
    """The round that returned it, while no later one passed it; None where it isn't returned."""
    return work.rounds[-1] if work.rounds and work.rounds[-1].wrong else None


def is_mended(work: Work) -> bool:
    """Whether a work that was returned is to be looked at again: something was changed on it since."""
    last = returned(work)
    return last is not None and bool(last.changed)
