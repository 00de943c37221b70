"""A step that has less time than such steps took on cards of its kind says so when it is planned (A5)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from desks import at

from aetui.desk.card.cards import open_card
from aetui.desk.card.pace import short_step, short_steps
from aetui.desk.card.schedule import add_steps, finish_step, understand
from aetui.desk.core import Desk
from aetui.domain.cards.pace import LEAST
from aetui.domain.records import Card, WorkKind

DAY = timedelta(hours=8)


def done_before(desk: Desk, days: int, times: int = LEAST, *, what: str = "文案", kind: WorkKind = "proof") -> None:
    """So many cards of that kind on which the step took so many working days, from Monday 9:00."""
    for n in range(times):
        card = open_card(desk, f"旧卡{n}", at("9:00", 2), client="梅林", kind=kind)
        add_steps(desk, card.number, [understand(desk, f"{what} @小王", at("9:00", 2))], at("9:00", 2))
        finish_step(desk, card.number, "1", at("18:00", 1 + days))


def planned(desk: Desk, line: str, kind: WorkKind = "proof") -> Card:
    now = at("9:00", 23)
    card = open_card(desk, "新卡", now, client="梅林", kind=kind)
    return add_steps(desk, card.number, [understand(desk, line, now)], now)


@pytest.mark.parametrize(
    ("before", "line", "kind", "short"),
    [
        ({"days": 3}, "文案 @小李 周二18:00", "proof", 2),
        ({"days": 3}, "文案 # 急 周二18:00", "proof", None),  # in a remark no time is read
        ({"days": 3}, "文案 @小李 周三18:00", "proof", None),
        ({"days": 3}, "打样 周二18:00", "proof", None),
        ({"days": 3}, "文案 周二18:00", "film", None),
        ({"days": 3, "times": LEAST - 1}, "文案 周二18:00", "proof", None),
        ({"days": 3}, "文案", "proof", None),
    ],
)
def test_when_its_time_is_short(
    desk: Desk, before: dict[str, Any], line: str, kind: WorkKind, short: int | None
) -> None:
    done_before(desk, **before)
    card = planned(desk, line, kind)
    found = short_steps(desk, card, at("9:00", 23))
    assert [(pace.given, pace.usual, pace.n) for pace in found.values()] == (
        [(short * DAY, 3 * DAY, LEAST)] if short else []
    )


def test_it_is_said_while_it_is_typed_and_gone_when_it_has_time(desk: Desk) -> None:
    done_before(desk, 3)
    now = at("9:00", 23)
    card = planned(desk, "排版 周一18:00")
    assert short_step(desk, card, "文案", at("18:00", 25), now) is not None  # it begins after the step before
    assert short_step(desk, card, "文案", at("18:00", 26), now) is None
    step = card.steps[0].id
    assert short_step(desk, card, "文案", at("18:00", 24), now, step=step) is not None
    assert short_step(desk, card, "文案", at("18:00", 25), now, step=step) is None


def test_what_is_done_meanwhile_counts_and_the_years_are_looked_up_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    done_before(desk, 3, LEAST - 1)
    card = planned(desk, "文案 @小李 周二18:00")
    assert short_steps(desk, card, at("9:00", 23)) == {}
    monkeypatch.setattr(type(desk.store), "holding", None)
    done_before(desk, 3, 1)
    (pace,) = short_steps(desk, card, at("9:00", 23)).values()
    assert (pace.n, pace.usual) == (LEAST, 3 * DAY)
    desk.undo(at("18:00", 23))
    assert short_steps(desk, card, at("9:00", 23)) == {}
