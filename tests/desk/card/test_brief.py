"""The job order (R6)."""

from __future__ import annotations

import pytest
from cards_made import NOW, found, opened
from desks import at, everything

from aetui.desk.card.brief import confirm_order, fill_brief, send_order
from aetui.desk.card.schedule import add_steps, understand
from aetui.desk.core import Desk
from aetui.domain.errors import BadInput, NotThere
from aetui.domain.gates import brief_missing, order_is_confirmed


def test_each_part_is_filled_in_and_emptied(desk: Desk) -> None:
    card = opened(desk)
    assert brief_missing(card) == ["what", "audience", "deliver_at", "kind"]
    full = fill_brief(
        desk,
        card.number,
        NOW,
        title="海报",
        what="横版",
        audience="门店",
        kind="proof",
        deliver_at=at("18:00", 27),
        proposition="年货",
        requested_by="陈小姐",
    )
    assert brief_missing(full) == []
    assert (full.title, full.strategy.proposition, full.requested_by) == ("海报", "年货", "陈小姐")
    less = fill_brief(desk, card.number, NOW, audience=" ", kind="", deliver_at="")
    assert (less.brief.what, less.strategy.proposition) == ("横版", "年货")
    assert brief_missing(less) == ["audience", "deliver_at", "kind"]
    desk.undo(NOW)
    assert found(desk, card) == full


def test_what_cannot_be(desk: Desk) -> None:
    card = opened(desk)
    add_steps(desk, card.number, [understand(desk, "文案 周三中午", NOW)], NOW)
    before = everything(desk)
    for wrong in ({"deliver_at": at("9:00")}, {"deliver_at": at("9:00", 25)}, {"title": " "}):
        with pytest.raises(BadInput):
            fill_brief(desk, card.number, NOW, **wrong)
    with pytest.raises(NotThere):
        fill_brief(desk, "2611-999", NOW, what="x")
    fill_brief(desk, card.number, NOW)  # says nothing: changes nothing
    assert everything(desk) == before


def test_a_job_order_that_was_changed_goes_to_the_client_again(desk: Desk) -> None:
    """R4: confirmed is what the client saw; what the order says to nobody but the house is no change of it."""
    number = opened(desk).number
    with pytest.raises(BadInput, match=r"order\.unsent"):
        confirm_order(desk, number, NOW)
    fill_brief(desk, number, NOW, what="横版", audience="门店", kind="proof", deliver_at=at("18:00", 27))
    send_order(desk, number, NOW, how="e-mail")
    assert order_is_confirmed(confirm_order(desk, number, at("10:10"), by="陈小姐"))
    assert order_is_confirmed(fill_brief(desk, number, at("10:20"), requested_by="陈小姐", billable=True))
    card = fill_brief(desk, number, at("10:30"), proposition="年货")
    assert (order_is_confirmed(card), card.order_changed) == (False, at("10:30"))
    assert fill_brief(desk, number, at("10:40"), tone="热闹").order_changed == at("10:30")
    card = send_order(desk, number, at("10:50"))
    assert (order_is_confirmed(card), card.order_changed) == (False, None)
    assert order_is_confirmed(confirm_order(desk, number, at("11:00"), by="陈小姐"))
