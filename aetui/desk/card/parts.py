"""Parts of a work card (steps, works, lines of money): one of them found, an act done to it, or taken off, as one change."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Generic, TypeVar

import msgspec
from msgspec.structs import replace

from aetui.desk.acts import Act, do
from aetui.desk.card.cards import card_in
from aetui.desk.core import Change, Desk
from aetui.domain.records import Card, Fact, Part

P = TypeVar("P")


class CardParts(msgspec.Struct, Generic[P], frozen=True):
    """`field`: where they stand on the card; `find`: the one that is meant; `told`: what the log calls it."""

    field: str
    find: Callable[[Card, str], P]
    told: Callable[[P], str]

    @contextmanager
    def at_hand(
        self, desk: Desk, verb: str, number: str, said: str, now: datetime
    ) -> Iterator[tuple[Change, Card, Any]]:
        """A change with the card and its part at hand. Raises NotThere, BadInput where several are meant."""
        with desk.change(verb, now, number=number) as change:
            card = card_in(desk, number, change)
            one = self.find(card, said)
            change.args["what"] = self.told(one)
            yield change, card, one

    def do(
        self,
        desk: Desk,
        verb: str,
        act: Act,
        number: str,
        said: str,
        done: Fact,
        now: datetime,
        *,
        words: str = "",
        piece: Part | None = None,
    ) -> Card:
        """The act is done to the part. Raises what the act raises."""
        with self.at_hand(desk, verb, number, said, now) as (change, card, one):
            card = do(change, act, card, done, one.id, words=words, piece=piece)
        return card

    def drop(self, desk: Desk, verb: str, number: str, said: str, now: datetime) -> Card:
        """Take the part off the card; undo brings it back."""
        with self.at_hand(desk, verb, number, said, now) as (change, card, one):
            left = [part for part in getattr(card, self.field) if part.id != one.id]
            card = change.put(replace(card, **{self.field: left}))
        return card
