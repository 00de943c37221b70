"""Estimates and money lines (D5, R8, Y3)."""

from __future__ import annotations

from decimal import Decimal

import pytest
from cards_made import NOW, in_work, opened
from desks import at, everything, owed

from aetui.desk.card.money import add_money, agree_estimate, drop_money, estimate, settle
from aetui.desk.core import Desk
from aetui.domain.amounts import read_money
from aetui.domain.errors import BadInput, NotThere
from aetui.domain.lines import estimate as estimate_line


def test_a_second_estimate_is_a_new_version(desk: Desk) -> None:
    card = opened(desk)
    estimate(desk, card.number, read_money("12000"), NOW)
    lines = estimate_line.read("外拍 8000；完稿 5500.50").lines
    found = estimate(desk, card.number, None, NOW, lines=lines)
    assert [e.amount for e in found.estimates] == [Decimal(12000), Decimal("13500.50")]
    assert [line.text for line in found.estimates[-1].lines] == ["外拍", "完稿"]
    agreed = agree_estimate(desk, card.number, NOW, by="陈小姐")
    assert [e.agreed is not None for e in agreed.estimates] == [False, True]


def test_what_an_estimate_cannot_be(desk: Desk) -> None:
    card = opened(desk)
    before = everything(desk)
    with pytest.raises(BadInput):
        agree_estimate(desk, card.number, NOW)
    with pytest.raises(BadInput):
        estimate(desk, card.number, read_money("9000"), NOW, lines=estimate_line.read("外拍 8000").lines)
    with pytest.raises(BadInput):
        estimate(desk, card.number, None, NOW, lines=estimate_line.read("外拍 8000；机票 US$90").lines)
    with pytest.raises(BadInput):
        estimate(desk, card.number, None, NOW)
    with pytest.raises(NotThere):
        estimate(desk, "2611-999", read_money("1"), NOW)
    assert everything(desk) == before


def test_money_is_collected_in_time(desk: Desk) -> None:
    card = in_work(desk)
    add_money(desk, card.number, "cost", read_money("8000"), NOW, text="外拍")
    add_money(desk, card.number, "invoice", read_money("12000"), NOW, text="首款", due=at("18:00", 26))
    full = add_money(desk, card.number, "receipt", read_money("500"), NOW)
    assert [m.settled is not None for m in full.money] == [False, False, True]
    [duty] = owed(desk, "card.money", NOW)
    assert (duty.what, duty.due) == ("首款", at("18:00", 26))
    settle(desk, card.number, "首款", at("9:00", 27), at=at("17:00", 26), how="到账")
    assert owed(desk, "card.money", at("9:00", 27)) == []
    with pytest.raises(BadInput):
        settle(desk, card.number, "首款", at("9:00", 27))
    assert len(drop_money(desk, card.number, "1", NOW).money) == 2


def test_which_money_is_meant(desk: Desk) -> None:
    card = in_work(desk)
    for text in ("外拍场地", "外拍灯光"):
        add_money(desk, card.number, "cost", read_money("8000"), NOW, text=text)
    before = everything(desk)
    with pytest.raises(BadInput):
        settle(desk, card.number, "外拍", NOW)
    with pytest.raises(NotThere):
        settle(desk, card.number, "印刷", NOW)
    with pytest.raises(BadInput):
        settle(desk, card.number, "1", NOW, at=at("10:01"))
    with pytest.raises(BadInput):
        add_money(desk, card.number, "invoice", read_money("1"), NOW, due=at("9:00"))
    assert everything(desk) == before
    settle(desk, card.number, "灯光", NOW)


@pytest.mark.parametrize(("text", "named"), [("", "秋季海报"), ("首款", "首款")])
def test_money_that_says_nothing_of_its_own_is_called_by_its_card(desk: Desk, text: str, named: str) -> None:
    """`收付款` alone, of a client with five cards, told neither the AE nor her AM what was late."""
    card = in_work(desk)
    add_money(desk, card.number, "invoice", read_money("8000"), NOW, text=text, due=at("18:00", 26))
    (owed_money,) = owed(desk, "card.money", NOW)
    assert owed_money.what == named
