"""What there is to tell a client of the cards."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from making import at, fact, made

from aetui.domain.records import Card, Estimate, Step, Work
from aetui.domain.talk import ahead, news


def card(number: str = "2611-001", **fields: Any) -> Card:
    usual = {"client_id": "ml", "title": "海报", "requested_at": at("11-20 09:00"), "opened_at": at("11-20 09:00")}
    found: Card = made(Card, number, "11-20 09:00", number=number, **{**usual, **fields})
    return found


def test_what_happened_since() -> None:
    full = card(
        steps=[Step(id="a", what="文案", done=fact("11-21 10:00")), Step(id="b", what="完稿")],
        schedule_sent=fact("11-20 12:00"),
        estimates=[Estimate(amount=Decimal(1), at=at("11-20 13:00"))],
        works=[Work(id="w", name="小样", sent=fact("11-22 10:00"), client_signed=fact("11-22 16:00"))],
        delivered=fact("11-23 09:00"),
        closed=fact("11-23 10:00"),
    )
    told = news([full], at("11-19 00:00"), at("11-24 00:00"))
    assert [(n.kind, n.what) for n in told] == [
        ("opened", ""),
        ("schedule", ""),
        ("estimate", ""),
        ("step", "文案"),
        ("work", "小样"),
        ("signed", "小样"),
        ("delivered", ""),
        ("closed", ""),
    ]
    # What was told last time isn't told again; what is to come isn't told yet.
    assert [n.kind for n in news([full], at("11-21 10:00"), at("11-22 10:00"))] == ["work"]


def test_what_comes_next() -> None:
    planned = card(
        steps=[
            Step(id="a", what="文案", done=fact("11-21 10:00")),
            Step(id="b", what="完稿"),
            Step(id="c", what="打样", due=at("11-26 12:00"), owner="阿杰"),
            Step(id="d", what="印", due=at("12-30 12:00")),
        ],
        deliver_at=at("11-27 18:00"),
    )
    bare = card("2611-002")
    over = card("2611-003", state="delivered", deliver_at=at("11-24 18:00"))
    told = ahead([planned, bare, over], at("12-07 00:00"))
    assert [(a.card.number, a.kind, a.what, a.owner) for a in told] == [
        ("2611-001", "step", "打样", "阿杰"),
        ("2611-001", "deliver", "", None),
        ("2611-001", "step", "完稿", None),
        ("2611-002", "unplanned", "", None),
    ]
