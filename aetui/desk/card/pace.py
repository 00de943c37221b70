"""Whether a step is planned in less time than such steps took on cards of the same kind (A5). What was taken is looked up once for
each words: cards are found by them in their bytes, and only what is in hand is looked at anew after a change."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from weakref import WeakKeyDictionary

from aetui.desk.core import Desk
from aetui.domain.cards.pace import Pace, given_time, times_taken, too_short, words_of
from aetui.domain.records import Card

_Taken = dict[str, tuple[datetime, list[timedelta]]]
"""By card's id: when the card was changed last, and what its steps of some words took."""


class _Kept:
    """What was looked up on one desk, by kind of card and words; `version`: of the book that each was looked at last."""

    def __init__(self) -> None:
        self.taken: dict[tuple[str, str], _Taken] = {}
        self.version: dict[tuple[str, str], int] = {}


_KEPT: WeakKeyDictionary[Desk, _Kept] = WeakKeyDictionary()


def short_step(
    desk: Desk, card: Card, what: str, due: datetime | None, now: datetime, *, step: str | None = None
) -> Pace | None:
    """A step that is about to be added to the card, or (`step`: its id) written anew: what such steps took, where its time is
    shorter. None also without a time."""
    at = next((n for n, one in enumerate(card.steps) if one.id == step), len(card.steps))
    return _pace(desk, card, at, what, due, now)


def short_steps(desk: Desk, card: Card) -> dict[str, Pace]:
    """The open steps of the card whose time is shorter than such steps took, by their ids."""
    found = {}
    for at, step in enumerate(card.steps):
        pace = _pace(desk, card, at, step.what, step.due, step.since or card.opened_at) if step.done is None else None
        if pace is not None:
            found[step.id] = pace
    return found


def _pace(desk: Desk, card: Card, at: int, what: str, due: datetime | None, since: datetime) -> Pace | None:
    if due is None or not words_of(what) or card.state == "closed":
        return None
    return too_short(given_time(card, at, due, since, desk.calendar), _took(desk, card, what))


def _took(desk: Desk, card: Card, what: str) -> list[timedelta]:
    """What each step of these words took on the cards of the card's kind, its own among them."""
    kept = _KEPT.setdefault(desk, _Kept())
    key = (card.kind or "", words_of(what))
    taken = kept.taken.get(key)
    if taken is None:
        # The words as they were typed, as they lie in the file: what is spelt otherwise there isn't counted.
        found = (record for _, record in desk.store.holding([what.partition("#")[0].strip()], ("cards",)))
        taken = kept.taken[key] = {}
        _look(desk, taken, key, (record for record in found if isinstance(record, Card)))
    elif kept.version.get(key) != desk.book.version:
        _look(desk, taken, key, (record for record in desk.book.of("cards") if isinstance(record, Card)))
    kept.version[key] = desk.book.version
    return [one for _, times in taken.values() for one in times]


def _look(desk: Desk, taken: _Taken, key: tuple[str, str], cards: Iterable[Card]) -> None:
    kind, words = key
    for card in cards:
        held = taken.get(card.id)
        if held is None or held[0] != card.updated_at:
            times = times_taken(card, words, desk.calendar) if (card.kind or "") == kind else []
            if times or held is not None:
                taken[card.id] = (card.updated_at, times)
