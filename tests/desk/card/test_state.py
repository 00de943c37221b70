"""A card's way: open, in work, delivered, closed, and back (D5, R6, Q2)."""

from __future__ import annotations

import pytest
from cards_made import NOW, found, in_work, opened
from desks import at, everything, owed

from aetui.desk.card.brief import fill_brief
from aetui.desk.card.money import estimate
from aetui.desk.card.state import close, deliver, start_work, step_back
from aetui.desk.card.works import add_work, file_copy, sign_work
from aetui.desk.core import Desk
from aetui.domain.amounts import read_money
from aetui.domain.errors import BadInput, Refused, Shut
from aetui.locales import Texts
from aetui.locales.errors import sentence


def test_no_work_without_an_estimate_nor_with_half_an_order(desk: Desk) -> None:
    card = opened(desk)
    with pytest.raises(Refused) as shut:
        start_work(desk, card.number, NOW)
    assert isinstance(shut.value, Shut)
    assert [gate.gate for gate in shut.value.gates] == ["D5", "R6"]  # both are told at once
    for lang in ("zh", "en"):
        assert all(rule in sentence(Texts(lang), shut.value) for rule in ("D5", "R6"))
    estimate(desk, card.number, read_money("12000"), NOW)
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


def test_both_gates_are_passed_with_a_reason_that_stays(desk: Desk) -> None:
    card = opened(desk)
    with pytest.raises(Refused):
        start_work(desk, card.number, NOW, why="  ")
    started = start_work(desk, card.number, NOW, why="客户口头同意先开工")
    assert [(p.gate, p.why) for p in started.passed] == [("D5", "客户口头同意先开工"), ("R6", "客户口头同意先开工")]
    desk.undo(NOW)
    assert (found(desk, card).state, found(desk, card).passed) == ("open", [])


def test_to_the_end_and_back(desk: Desk) -> None:
    card = in_work(desk)
    [duty] = owed(desk, "card.deliver", NOW)
    done = deliver(desk, card.number, NOW, at=at("9:50"), how="快递")
    assert done.state == "delivered"
    assert done.delivered is not None
    assert done.delivered.at == at("9:50")
    assert owed(desk, "card.deliver", NOW) == []
    assert duty.subject_id == card.id
    with pytest.raises(BadInput):
        deliver(desk, card.number, NOW)
    closed = close(desk, card.number, NOW)
    assert closed.state == "closed"
    with pytest.raises(BadInput):
        close(desk, card.number, NOW)
    states = []
    while (now := step_back(desk, card.number, NOW, why="改主意")).state != "open":
        states.append((now.state, now.delivered is None, now.closed))
    assert states == [("delivered", False, None), ("in_work", True, None)]
    with pytest.raises(BadInput):
        step_back(desk, card.number, NOW)
    with pytest.raises(BadInput):
        deliver(desk, card.number, NOW)
    with pytest.raises(BadInput):
        deliver(desk, card.number, NOW, at=at("10:01"))


def test_closed_only_with_the_clients_sign_off_and_the_copy(desk: Desk) -> None:
    card = in_work(desk, "proof")
    deliver(desk, card.number, NOW)
    with pytest.raises(Refused) as shut:
        close(desk, card.number, NOW)  # nothing was ever shown
    assert "秋季海报" in sentence(Texts("zh"), shut.value)
    add_work(desk, card.number, "打样", NOW)
    add_work(desk, card.number, "说明", NOW, kind="other")
    sign_work(desk, card.number, "打样", NOW, by="陈小姐", client=True)
    before = everything(desk)
    with pytest.raises(Refused) as shut:
        close(desk, card.number, NOW)  # signed, but where is the copy?
    assert "打样" in sentence(Texts("zh"), shut.value)
    assert "说明" not in sentence(Texts("zh"), shut.value)
    assert everything(desk) == before
    file_copy(desk, card.number, "打样", "档案柜3", NOW)
    assert close(desk, card.number, NOW).passed == []


def test_closed_with_a_reason(desk: Desk) -> None:
    card = in_work(desk, "film")
    closed = close(desk, card.number, NOW, why="客户取消")
    assert [(p.gate, p.why) for p in closed.passed] == [("Q2", "客户取消")]
    assert closed.closed is not None
    assert closed.closed.why == "客户取消"


def test_work_that_never_began_leaves_through_the_job_order(desk: Desk) -> None:
    card = opened(desk)
    fill_brief(desk, card.number, NOW, kind="film")
    with pytest.raises(Refused) as shut:
        close(desk, card.number, NOW)
    assert shut.value.gate == "R6"
    closed = close(desk, card.number, NOW, why="客户撤了")
    assert (closed.state, [p.gate for p in closed.passed]) == ("closed", ["R6"])
