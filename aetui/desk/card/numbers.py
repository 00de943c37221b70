"""Card numbers where two desks come together: what both gave away, the card that comes in gives up."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from msgspec.structs import replace

from aetui.desk.core import Change
from aetui.domain.patterns import pattern
from aetui.domain.records import Card, Renumbered

_NUMBER = pattern(r"([0-9]{4}-)([0-9]{3,4})")


class NewNumber(msgspec.Struct, frozen=True):
    """A card that got another number than the one that it came with."""

    id: str
    title: str
    was: str
    number: str


class Numbers:
    """The numbers in use on a desk, while cards come in. `coming`: those, so that none is given a number that another
    of them brings along."""

    def __init__(self, change: Change, coming: Iterable[Card]) -> None:
        self._change = change
        here = list(change.desk.each(Card))
        self._of = {card.id: card.number for card in here}
        self._holder = {card.number: card.id for card in here}
        self._last: dict[str, int] = {}
        for card in (*here, *coming):
            if found := _NUMBER.fullmatch(card.number):
                self._last[found[1]] = max(self._last.get(found[1], 0), int(found[2]))
        self.given: list[NewNumber] = []

    def fitted(self, card: Card, here: Card | None) -> Card:
        """The card as it can stand on this desk. `here`: as it stands there; a number that it got then stays its own."""
        if self._holder.get(card.number, card.id) == card.id:
            self._take(card)
            return card
        if here is not None and self._holder.get(here.number) == here.id:
            return replace(card, number=here.number, renumbered=here.renumbered)
        fresh = self._free(card)
        self.given.append(NewNumber(card.id, card.title, card.number, fresh))
        gone = Renumbered(at=self._change.now, was=card.number)
        card = replace(card, number=fresh, renumbered=[*card.renumbered, gone])
        self._take(card)
        return card

    def _take(self, card: Card) -> None:
        old = self._of.get(card.id)
        if old is not None and self._holder.get(old) == card.id:
            del self._holder[old]
        self._of[card.id] = card.number
        self._holder[card.number] = card.id

    def _free(self, card: Card) -> str:
        """The next of its month; of the month in which it was opened, where its number names none."""
        found = _NUMBER.fullmatch(card.number)
        month = found[1] if found else self._change.desk.local(card.opened_at).strftime("%y%m-")
        self._last[month] = self._last.get(month, 0) + 1
        return f"{month}{self._last[month]:03d}"
