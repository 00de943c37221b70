"""2611-1000 follows 2611-999, wherever cards stand in order."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from desks import at

import aetui
from aetui.desk.card.cards import hand_cards, open_card
from aetui.desk.core import Desk
from aetui.domain.cards.numbers import in_order
from aetui.domain.records import Card

ROOT = Path(aetui.__file__).parent


def test_a_month_of_more_than_999(desk: Desk) -> None:
    cards = [open_card(desk, f"海报{n}", at("9:10"), client="梅林") for n in range(2)]
    with desk.change("x", at("9:11")) as change:
        for card, number in zip(cards, ("2611-1000", "2611-999"), strict=True):
            change.put(_numbered(card, number))
    assert [card.number for card in hand_cards(desk)][-2:] == ["2611-999", "2611-1000"]
    assert [in_order(card) for card in hand_cards(desk)] == sorted(in_order(card) for card in hand_cards(desk))


def _numbered(card: Card, number: str) -> Card:
    from msgspec.structs import replace

    return replace(card, number=number)


def _keys(tree: ast.AST) -> Iterator[ast.expr]:
    """What things are put in order by."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in ("sorted", "sort", "min", "max"):
                yield from (keyword.value for keyword in node.keywords if keyword.arg == "key")


def test_nowhere_are_numbers_put_in_order_as_words() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{key.lineno}"
        for path in ROOT.rglob("*.py")
        for key in _keys(ast.parse(path.read_text("utf-8")))
        if any(isinstance(part, ast.Attribute) and part.attr == "number" for part in ast.walk(key))
    ]
    assert found == []
