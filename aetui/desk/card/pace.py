"""Whether a step is planned in less time than such steps took on cards of the same kind (A5). What was taken is read once, of the
cards of this year and the last, found by their numbers; after a change only what was changed is looked at anew."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from weakref import WeakKeyDictionary

from aetui.desk.core import Desk
from aetui.domain.cards.pace import Pace, given_time, times_taken, too_short, words_of
from aetui.domain.records import Card

YEARS = 2
"""So many years, this one among them, say what steps take: what they took long before says little of how one works now."""
NEWEST = 60
"""So many of the newest steps of the same words are enough."""

_Key = tuple[str, str]
"""The kind of a card, and a step's words."""


class _Taken:
    """What steps took on one desk. `of`: by key and card; `cards`: when each card was changed last, and its keys; `times`: the
    working time of the newest of a key, once it was asked for."""

    def __init__(self) -> None:
        self.version = -1
        self.of: dict[_Key, dict[str, list[tuple[datetime, datetime]]]] = {}
        self.cards: dict[str, tuple[datetime, frozenset[_Key]]] = {}
        self.times: dict[_Key, list[timedelta]] = {}

    def look(self, cards: Iterable[Card]) -> None:
        """Take in these cards, as far as they were changed."""
        for card in cards:
            known = self.cards.get(card.id)
            if known is not None and known[0] == card.updated_at:
                continue
            fresh: dict[_Key, list[tuple[datetime, datetime]]] = {}
            for words, begin, end in times_taken(card):
                fresh.setdefault((card.kind or "", words), []).append((begin, end))
            for key in (known[1] if known else frozenset[_Key]()) | fresh.keys():
                self.of.setdefault(key, {}).pop(card.id, None)
                self.times.pop(key, None)
            for key, spans in fresh.items():
                self.of[key][card.id] = spans
            self.cards[card.id] = (card.updated_at, frozenset(fresh))


_TAKEN: WeakKeyDictionary[Desk, _Taken] = WeakKeyDictionary()


def measure(desk: Desk, now: datetime) -> None:
    """Read what steps took, so that asking costs nothing; may be done in a thread. Raises Unusable."""
    this = desk.local(now).year
    numbers = [f'"{year % 100:02d}' for year in range(this - YEARS + 1, this + 1)]
    taken = _Taken()
    taken.look(card for _, card in desk.store.holding(numbers, ("cards",)) if isinstance(card, Card))
    _TAKEN[desk] = taken


def short_step(
    desk: Desk, card: Card, what: str, due: datetime | None, now: datetime, *, step: str | None = None
) -> Pace | None:
    """A step that is about to be added to the card, or (`step`: its id) written anew: what such steps took, where its time is
    shorter. None also without a time."""
    at = next((n for n, one in enumerate(card.steps) if one.id == step), len(card.steps))
    return _pace(desk, card, at, what, due, now, now)


def short_steps(desk: Desk, card: Card, now: datetime) -> dict[str, Pace]:
    """The open steps of the card whose time is shorter than such steps took, by their ids."""
    found = {}
    for at, step in enumerate(card.steps):
        if step.done is None:
            pace = _pace(desk, card, at, step.what, step.due, step.since or card.opened_at, now)
            if pace is not None:
                found[step.id] = pace
    return found


def _pace(
    desk: Desk, card: Card, at: int, what: str, due: datetime | None, since: datetime, now: datetime
) -> Pace | None:
    if due is None or not words_of(what) or card.state == "closed":
        return None
    return too_short(given_time(card, at, due, since, desk.calendar), _took(desk, card, what, now))


def _took(desk: Desk, card: Card, what: str, now: datetime) -> list[timedelta]:
    """What the newest steps of these words took on cards of the card's kind."""
    if desk not in _TAKEN:
        measure(desk, now)
    taken = _TAKEN[desk]
    if taken.version != desk.book.version:
        taken.look(record for record in desk.book.of("cards") if isinstance(record, Card))
        taken.version = desk.book.version
    key = (card.kind or "", words_of(what))
    if key not in taken.times:
        spans = sorted((span for held in taken.of.get(key, {}).values() for span in held), key=lambda span: span[1])
        times = [desk.calendar.working_between(begin, end) for begin, end in spans[-NEWEST:]]
        taken.times[key] = [one for one in times if one]
    return taken.times[key]
