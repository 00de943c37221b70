"""What can be billed, and late money by age (R8)."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import at, made

from aetui.domain.cards.billing import AGES, aged, is_billing_time, to_bill
from aetui.domain.records import Card, Estimate, Fact, MoneyLine

NOW = at("11-23 11:30")
AGREED = Estimate(amount=Decimal(12000), at=NOW, agreed=Fact(at=NOW, by="陈小姐"))


def card(**fields: Any) -> Card:
    whole: dict[str, Any] = {
        "number": "2611-001",
        "client_id": "c",
        "title": "海报",
        "requested_at": NOW,
        "opened_at": NOW,
    }
    return made(Card, "k", NOW, **{**whole, "state": "in_work", "estimates": [AGREED], **fields})


def invoice(amount: int = 5000, **fields: Any) -> MoneyLine:
    return MoneyLine(id="m", kind="invoice", text="首款", amount=Decimal(amount), **fields)


@pytest.mark.parametrize(
    ("fields", "left", "unsaid"),
    [
        ({}, 12000, True),
        ({"billable": True}, 12000, False),
        ({"billable": False}, None, None),
        ({"state": "delivered"}, 12000, True),
        ({"state": "open"}, None, None),
        ({"state": "closed"}, None, None),
        ({"estimates": []}, None, None),
        (
            {"estimates": [AGREED, Estimate(amount=Decimal(9000), at=NOW)]},
            None,
            None,
        ),  # the version in force isn't agreed
        ({"money": [invoice(5000)]}, 7000, True),
        ({"money": [invoice(12000)]}, None, None),
        ({"money": [invoice(12000, currency="USD")]}, 12000, True),
        ({"money": [MoneyLine(id="m", kind="cost", text="外拍", amount=Decimal(12000))]}, 12000, True),
    ],
)
def test_which_cards_can_be_billed(fields: dict[str, Any], left: int | None, unsaid: bool | None) -> None:
    found = [(one.left, one.open) for one in to_bill([card(**fields)])]
    assert found == ([] if left is None else [(left, unsaid)])


@given(st.integers(-40 * 24, 200 * 24), st.booleans(), st.booleans(), st.sampled_from(["invoice", "receipt", "cost"]))
def test_late_money_has_one_age(hours: int, settled: bool, let_go: bool, kind: Any) -> None:
    """However late: the ages part all days between them, and only money of the client's that nobody paid or let go has one."""
    line = MoneyLine(
        id="m", kind=kind, text="首款", amount=Decimal(1), due=NOW - timedelta(hours=hours),
        settled=Fact(at=NOW) if settled else None,
    )  # fmt: skip
    there = aged([card(money=[line], waived={"card.money:m": Fact(at=NOW, why="减免")} if let_go else {})], NOW)
    late = hours > 0 and not settled and not let_go and kind != "cost"
    assert bool(there) == late
    for one in there:
        limits = (-1, *AGES, 10**6)
        assert limits[one.age] < one.days <= limits[one.age + 1]
        assert one.line.due is not None
        assert one.line.due.date() + timedelta(days=one.days) == NOW.date()


def test_from_the_twentieth_on() -> None:
    assert [day for day in range(1, 31) if is_billing_time(NOW.date().replace(day=day))] == [*range(20, 31)]
