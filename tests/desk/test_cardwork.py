"""A card's way into work: amounts, the job order, the estimate, and the two gates (D5, R6)."""

from __future__ import annotations

from decimal import Decimal

import pytest
from desks import at, everything

from aetui.desk.cards import open_card
from aetui.desk.cardwork import amount_of, estimate, fill_brief, start_work
from aetui.desk.core import Desk
from aetui.domain.errors import BadInput, NotThere, Refused
from aetui.domain.records import Card
from aetui.locales import Texts
from aetui.locales.errors import sentence

NOW = at("10:00")


@pytest.fixture
def card(desk: Desk) -> Card:
    return open_card(desk, "秋季海报", at("9:30"), client="梅林食品")


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("12000", "12000"),
        ("12,000.50", "12000.50"),
        ("￥3万", "30000"),
        ("1.5万元", "15000.0"),
        ("8 000", "8000"),
        ("５００", "500"),
    ],
)
def test_amounts_are_exact(text: str, amount: str) -> None:
    assert amount_of(text) == Decimal(amount)


@pytest.mark.parametrize("text", ["", "三万", "12k", "-5", "0", "nan", "inf", "1e400", "1.2.3", "[b]"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(BadInput) as mistake:
        amount_of(text)
    assert "12000" in sentence(Texts("zh"), mistake.value)


def test_work_starts_when_estimated_and_the_job_order_is_complete(desk: Desk, card: Card) -> None:
    with pytest.raises(Refused) as shut:
        start_work(desk, card.number, NOW)
    assert "D5" in sentence(Texts("zh"), shut.value)
    estimate(desk, card.number, Decimal("12000"), NOW)
    before = everything(desk)
    with pytest.raises(Refused) as shut:
        start_work(desk, card.number, NOW)
    assert sentence(Texts("zh"), shut.value).startswith("R6：工作单还缺要什么、给谁、交期、类别")
    assert "delivery" in sentence(Texts("en"), shut.value)
    assert everything(desk) == before
    fill_brief(desk, card.number, NOW, what="横版", audience="门店", kind="drawing", deliver_at=at("18:00", 27))
    started = start_work(desk, card.number, NOW)
    assert (started.state, started.passed) == ("in_work", [])
    with pytest.raises(BadInput):
        start_work(desk, card.number, NOW)


def test_both_gates_are_passed_with_a_reason_that_stays(desk: Desk, card: Card) -> None:
    with pytest.raises(Refused):
        start_work(desk, card.number, NOW, why="  ")
    started = start_work(desk, card.number, NOW, why="客户口头同意先开工")
    assert [(p.gate, p.why) for p in started.passed] == [("D5", "客户口头同意先开工"), ("R6", "客户口头同意先开工")]
    desk.undo(NOW)
    found = desk.get(Card, card.id)
    assert found is not None
    assert (found.state, found.passed) == ("open", [])


def test_a_second_estimate_is_a_new_version(desk: Desk, card: Card) -> None:
    estimate(desk, card.number, Decimal("12000"), NOW)
    found = estimate(desk, card.number, Decimal("13500.50"), NOW)
    assert [e.amount for e in found.estimates] == [Decimal("12000"), Decimal("13500.50")]


def test_what_cannot_be(desk: Desk, card: Card) -> None:
    before = everything(desk)
    with pytest.raises(BadInput):
        fill_brief(desk, card.number, NOW, deliver_at=at("9:00"))
    with pytest.raises(NotThere):
        estimate(desk, "2611-999", Decimal(1), NOW)
    assert everything(desk) == before
