"""A card's schedule: planned, moved, chased, done, sent, confirmed (D4, R3, A5, C3)."""

from __future__ import annotations

import pytest
from cards_made import NOW, found, in_work, opened
from desks import at, everything, owed

from aetui.desk.card.schedule import (
    add_steps,
    chase_step,
    confirm_schedule,
    drop_step,
    finish_step,
    move_step,
    reopen_step,
    report_step,
    rewrite_step,
    send_schedule,
    the_step,
    understand,
)
from aetui.desk.core import Desk
from aetui.domain.errors import BadInput, NotThere, Refused
from aetui.domain.records import Card

LINES = ("文案 @小李 周二中午", "完稿 @小王 周三18:00", "打样 周四12:00")


def planned(desk: Desk) -> Card:
    card = in_work(desk)
    return add_steps(desk, card.number, [understand(desk, line, NOW) for line in LINES], NOW)


def test_planned_in_one_change(desk: Desk) -> None:
    card = planned(desk)
    assert [(s.what, s.owner, s.due, s.since) for s in card.steps] == [
        ("文案", "小李", at("12:00", 24), NOW),
        ("完稿", "小王", at("18:00", 25), NOW),
        ("打样", None, at("12:00", 26), NOW),
    ]
    assert [o.owner for o in owed(desk, "card.step", NOW)] == ["小李", "小王", None]
    assert {o.owner for o in owed(desk, "card.chase", NOW)} == {"小李", "小王"}
    desk.undo(NOW)
    assert found(desk, card).steps == []


def test_a_step_after_the_delivery_stops_all(desk: Desk) -> None:
    card = in_work(desk)
    before = everything(desk)
    with pytest.raises(BadInput) as wrong:
        add_steps(desk, card.number, [understand(desk, t, NOW) for t in ("文案 周三", "打样 下周一")], NOW)
    assert wrong.value.args_["step"] == "打样"
    for line in ("周五", "  "):
        with pytest.raises(BadInput):
            add_steps(desk, card.number, [understand(desk, line, NOW)], NOW)
    assert everything(desk) == before


def test_moved_with_the_later_ones_within_the_delivery_date(desk: Desk) -> None:
    card = planned(desk)
    alone = move_step(desk, card.number, "完稿", at("12:00", 26), NOW)
    assert [s.due for s in alone.steps] == [at("12:00", 24), at("12:00", 26), at("12:00", 26)]
    desk.undo(NOW)
    after = move_step(desk, card.number, "2", at("18:00", 26), NOW, follow=True)
    assert [s.due for s in after.steps] == [at("12:00", 24), at("18:00", 26), at("12:00", 27)]
    before = everything(desk)
    with pytest.raises(BadInput) as wrong:
        move_step(desk, card.number, "2", at("18:00", 27), NOW, follow=True)
    assert wrong.value.key == "step.after_delivery"
    assert wrong.value.args_["step"] == "打样"  # the one that follows is what can't be
    with pytest.raises(BadInput):
        move_step(desk, card.number, "2", at("9:00"), NOW)
    assert everything(desk) == before


def test_done_opened_again_changed_and_taken_off(desk: Desk) -> None:
    card = planned(desk)
    done = finish_step(desk, card.number, "文案", NOW, at=at("9:45"), how="看过")
    assert done.steps[0].done is not None
    assert (done.steps[0].done.at, done.steps[0].done.how) == (at("9:45"), "看过")
    assert finish_step(desk, card.number, "文案", NOW) == done
    assert reopen_step(desk, card.number, "文案", NOW).steps[0].done is None
    other = rewrite_step(desk, card.number, "文案", understand(desk, "标题文案", NOW), NOW)
    assert (other.steps[0].what, other.steps[0].owner) == ("标题文案", None)
    assert [s.what for s in drop_step(desk, card.number, "2", NOW).steps] == ["标题文案", "打样"]
    with pytest.raises(BadInput):
        finish_step(desk, card.number, "打样", NOW, at=at("10:01"))
    with pytest.raises(BadInput):
        rewrite_step(desk, card.number, "打样", understand(desk, " ", NOW), NOW)


def test_a_chase_ends_the_chasing_and_lateness_is_reported_with_a_solution(desk: Desk) -> None:
    card = planned(desk)
    chase_step(desk, card.number, "文案", NOW, how="小李说中午给")
    assert {o.what for o in owed(desk, "card.chase", NOW)} == {"完稿"}
    late = at("14:00", 24)
    assert {o.what for o in owed(desk, "trouble.report", late)} == {"文案"}
    with pytest.raises(Refused):
        report_step(desk, card.number, "文案", late, how=" ")
    report_step(desk, card.number, "文案", late, how="王磊知道了，建议我先写")
    assert owed(desk, "trouble.report", late) == []


def test_sent_then_confirmed(desk: Desk) -> None:
    card = planned(desk)
    with pytest.raises(BadInput):
        confirm_schedule(desk, card.number, NOW)
    send_schedule(desk, card.number, NOW, at=at("9:55"), how="e-mail")
    assert owed(desk, "card.schedule", NOW) == []
    [duty] = owed(desk, "card.schedule_confirm", NOW)
    assert duty.due == at("18:00", 24)
    again = send_schedule(desk, card.number, at("11:00"), how="改过")
    assert again.schedule_sent is not None
    assert again.schedule_sent.at == at("9:55")
    confirm_schedule(desk, card.number, at("11:05"), how="陈小姐")
    assert owed(desk, "card.schedule_confirm", at("11:05")) == []
    with pytest.raises(BadInput):
        send_schedule(desk, card.number, NOW, at=at("10:01"))


def test_which_step_is_meant(desk: Desk) -> None:
    card = planned(desk)
    assert the_step(card, "3").what == "打样"
    assert the_step(card, card.steps[1].id[:6]).what == "完稿"
    assert the_step(card, "样").what == "打样"
    for said in ("9", "海报", ""):
        with pytest.raises(NotThere):
            the_step(card, said)
    card = add_steps(desk, card.number, [understand(desk, "打样二校", NOW)], NOW)
    assert the_step(card, "打样").what == "打样"
    with pytest.raises(BadInput):
        the_step(card, "样")


def test_no_such_card(desk: Desk) -> None:
    opened(desk)
    with pytest.raises(NotThere):
        add_steps(desk, "2611-999", [understand(desk, "x", NOW)], NOW)
