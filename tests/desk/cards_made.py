"""A card for the tests of what is done to cards."""

from __future__ import annotations

from desks import at

from aetui.desk.card.brief import fill_brief
from aetui.desk.card.cards import open_card
from aetui.desk.card.money import estimate
from aetui.desk.card.state import start_work
from aetui.desk.core import Desk
from aetui.domain.amounts import read_money
from aetui.domain.records import Card, WorkKind

NOW = at("10:00")


def opened(desk: Desk) -> Card:
    return open_card(desk, "秋季海报", at("9:30"), client="梅林食品")


def in_work(desk: Desk, kind: WorkKind = "other") -> Card:
    """A card in work, to be delivered on Friday."""
    card = opened(desk)
    fill_brief(desk, card.number, NOW, what="横版", audience="门店", kind=kind, deliver_at=at("18:00", 27))
    estimate(desk, card.number, read_money("12000"), NOW)
    return start_work(desk, card.number, NOW)


def found(desk: Desk, card: Card) -> Card:
    again = desk.get(Card, card.id)
    assert again is not None
    return again
