"""Card numbers as they are put in order."""

from __future__ import annotations

from aetui.domain.records import Card, TeamCard


def in_order(card: Card | TeamCard) -> tuple[str, int, str]:
    """By what a card's place in a list is told: its month, then its count; 2611-1000 follows 2611-999."""
    month, _, count = card.number.partition("-")
    return (month, int(count), "") if count.isdecimal() else (month, 0, count)
