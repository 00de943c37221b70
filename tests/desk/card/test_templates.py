"""Lists of steps of one's own, and a card planned like another: the plan alone, never a fact (D4, R3, R7)."""

from __future__ import annotations

import pytest
from desks import at, everything

from aetui.desk.card.brief import fill_brief
from aetui.desk.card.cards import open_card, the_card
from aetui.desk.card.schedule import add_steps, chase_step, finish_step, send_schedule, understand
from aetui.desk.card.templates import (
    add_template,
    drop_template,
    plan_like,
    save_template,
    set_template,
    templates,
    the_template,
    understood,
)
from aetui.desk.core import Desk
from aetui.domain.errors import BadInput, NotThere
from aetui.domain.records import Strategy

NOW = at("10:00")


@pytest.fixture
def model(desk: Desk) -> str:
    """A card that was worked on: planned, sent, chased, done."""
    number = open_card(desk, "秋季海报", at("9:00"), client="梅林", deliver_at=at("18:00", 30), kind="proof").number
    fill_brief(desk, number, NOW, audience="门店", proposition="一眼看见新口味")
    lines = [understand(desk, line, NOW) for line in ("文案 @小李 周三中午", "完稿 周四", "打样 2026-11-27 15:00")]
    add_steps(desk, number, lines, NOW)
    send_schedule(desk, number, NOW, how="电邮")
    chase_step(desk, number, "文案", NOW)
    finish_step(desk, number, "完稿", NOW)
    return number


def test_planned_like_another(desk: Desk, model: str) -> None:
    later = at("10:00", 25)
    card = open_card(desk, "冬季海报", later, client="申花", deliver_at=at("12:00", 30).replace(month=12, day=9))
    before = everything(desk)
    after = plan_like(desk, card.number, model, later)
    assert [(s.what, s.owner, s.due) for s in after.steps] == [
        ("文案", "小李", at("12:00", 27)),
        ("完稿", None, at("18:00", 30).replace(month=12, day=7)),
        ("打样", None, at("15:00", 30).replace(month=12, day=8)),
    ]
    assert all(not (s.done or s.chased or s.reported or s.moved) for s in after.steps)
    assert (after.schedule_sent, after.schedule_sendings, after.estimates, after.works) == (None, [], [], [])
    assert (after.kind, after.brief.audience, after.strategy) == (
        "proof",
        "门店",
        Strategy(proposition="一眼看见新口味"),
    )
    assert (after.title, after.deliver_at, after.state) == (card.title, card.deliver_at, "open")
    assert plan_like(desk, card.number, model, later) == after, "a second time adds nothing"
    desk.undo(later)
    assert everything(desk) == before


def test_what_is_said_already_stays(desk: Desk, model: str) -> None:
    card = open_card(desk, "冬季海报", NOW, client="申花", kind="film")
    fill_brief(desk, card.number, NOW, audience="社区", proposition="另一个主张")
    after = plan_like(desk, card.number, model, NOW)
    assert (after.kind, after.brief.audience, after.strategy.proposition) == ("film", "社区", "另一个主张")
    assert [s.due for s in after.steps][1:] == [None, None], "no delivery to count back from"


def test_a_list_of_ones_own(desk: Desk, model: str) -> None:
    kept = save_template(desk, model, NOW)
    assert (kept.name, kept.kind, len(kept.steps)) == ("秋季海报", "proof", 3)
    assert save_template(desk, model, NOW).id == kept.id, "of one name there is one"
    other = add_template(desk, "提案", understood(desk, ["写提案 +1", "内审 @王磊 -1 15:00"]), NOW, kind="other")
    assert [t.name for t in templates(desk, "other")] == ["提案", "秋季海报"]
    assert the_template(desk, "1", "other") == other
    assert the_template(desk, "ta", None) == other
    card = open_card(desk, "春季", NOW, client="益力", deliver_at=at("18:00", 27))
    after = plan_like(desk, card.number, "提案", NOW)
    assert [(s.what, s.owner, s.due) for s in after.steps] == [
        ("写提案", None, at("18:00", 24)),
        ("内审", "王磊", at("15:00", 26)),
    ]
    set_template(desk, other.id, NOW, name="提案会", steps=understood(desk, ["改"]))
    assert [(t.name, len(t.steps)) for t in templates(desk)] == [("提案会", 1), ("秋季海报", 3)]
    drop_template(desk, other.id, NOW)
    assert len(templates(desk)) == 1
    desk.undo(NOW)
    assert len(templates(desk)) == 2


def test_what_can_not_be(desk: Desk, model: str) -> None:
    bare = open_card(desk, "空", NOW, client="益力").number
    save_template(desk, model, NOW)
    before = everything(desk)
    for wrong, error in (
        (lambda: plan_like(desk, model, model, NOW), BadInput),
        (lambda: plan_like(desk, model, bare, NOW), BadInput),
        (lambda: plan_like(desk, bare, "没有", NOW), NotThere),
        (lambda: plan_like(desk, bare, "2611-099", NOW), NotThere),
        (lambda: save_template(desk, bare, NOW), BadInput),
        (lambda: add_template(desk, " ", understood(desk, ["x"]), NOW), BadInput),
        (lambda: add_template(desk, "秋季 海报", understood(desk, ["x"]), NOW), BadInput),
        (lambda: add_template(desk, "新", [], NOW), BadInput),
        (lambda: understood(desk, ["+1"]), BadInput),
    ):
        with pytest.raises(error):
            wrong()
    assert everything(desk) == before
    assert the_card(desk, bare).steps == []
