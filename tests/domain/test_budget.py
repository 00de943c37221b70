"""Budget against actual."""

from __future__ import annotations

from decimal import Decimal

from making import at, made

from aetui.domain.budget import Balance, balances, is_late
from aetui.domain.records import Card, Estimate, Fact, MoneyLine

NOW = at("11-24 10:00")


def card(key: str, *money: MoneyLine, budget: int = 0, currency: str = "CNY") -> Card:
    estimates = [Estimate(amount=Decimal(1), at=NOW), Estimate(amount=Decimal(budget), currency=currency, at=NOW)]
    return made(
        Card,
        key,
        NOW,
        number=key,
        client_id="ml",
        title=key,
        requested_at=NOW,
        opened_at=NOW,
        estimates=estimates if budget else [],
        money=list(money),
    )


def line(kind: str, amount: str, *, currency: str = "CNY", due: str = "", paid: bool = False) -> MoneyLine:
    return MoneyLine(
        id=amount,
        kind=kind,  # type: ignore[arg-type]
        text="",
        amount=Decimal(amount),
        currency=currency,
        due=at(due) if due else None,
        settled=Fact(at=NOW) if paid else None,
    )


def test_sums_by_currency() -> None:
    one = card(
        "a",
        line("cost", "8000.10"),
        line("cost", "0.20"),
        line("invoice", "5000", due="11-23 18:00"),
        line("invoice", "3000", due="11-30 18:00", paid=True),
        line("receipt", "500", paid=True),
        line("receipt", "700", due="12-01 18:00"),
        line("cost", "9", currency="USD"),
        budget=10000,
    )
    yuan, dollars = balances([one, card("b", budget=5)], NOW)
    assert yuan == Balance("CNY", Decimal(10005), Decimal("8000.30"), Decimal(8000), Decimal(3500), Decimal(5000))
    assert (yuan.left, yuan.owed) == (Decimal("2004.70"), Decimal(4500))
    assert dollars == Balance("USD", spent=Decimal(9))
    assert dollars.left == -9
    assert balances([], NOW) == []


def test_what_is_late() -> None:
    assert is_late(line("invoice", "1", due="11-23 18:00"), NOW)
    assert not is_late(line("invoice", "1", due="11-23 18:00", paid=True), NOW)
    assert not is_late(line("invoice", "1", due="11-24 18:00"), NOW)
    assert not is_late(line("invoice", "1"), NOW)
