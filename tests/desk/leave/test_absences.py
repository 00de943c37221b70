"""Which of several absences is meant: by when it begins, its reason, its id; and what is said where that isn't clear."""

from __future__ import annotations

from datetime import datetime

import pytest
from desks import at

from aetui.desk.core import Desk
from aetui.desk.leave.absences import others, shown_first, the_one
from aetui.desk.leave.handover import plan
from aetui.domain.errors import BadInput, NotThere
from aetui.domain.records import Absence
from aetui.locales import Texts

NOW = at("9:30")
ZH = Texts("zh")


@pytest.fixture
def planned(desk: Desk) -> dict[str, Absence]:
    """A lunch and the afternoon of the same Tuesday, and a week's leave from the next Monday."""
    spans = {
        "午饭": (at("12:00", 24), at("13:00", 24)),
        "提案": (at("14:00", 24), at("15:00", 24)),
        "年假": (at("9:00", 30), datetime.fromisoformat("2026-12-04T18:00:00+08:00")),
    }
    return {why: plan(desk, ZH, start, end, NOW, why=why) for why, (start, end) in spans.items()}


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("年假", "年假"),
        (" 下周一 ", "年假"),
        ("11/30", "年假"),
        ("2026-11-30", "年假"),
        ("next mon", "年假"),
        ("午", "午饭"),
        ("明天12:00", "午饭"),
        ("周二下午2点", "提案"),
        ("2026-11-24T14:00", "提案"),
    ],
)
def test_the_one_that_is_meant(desk: Desk, planned: dict[str, Absence], said: str, why: str) -> None:
    assert the_one(desk, NOW, said).id == planned[why].id


def test_by_its_id(desk: Desk, planned: dict[str, Absence]) -> None:
    for absence in planned.values():
        assert the_one(desk, NOW, absence.id).id == absence.id
        assert the_one(desk, NOW, absence.id[:8]).id == absence.id


@pytest.mark.parametrize("said", ["明天", "tomorrow", "11/24"])
def test_a_day_on_which_two_begin(desk: Desk, planned: dict[str, Absence], said: str) -> None:
    with pytest.raises(BadInput) as wrong:
        the_one(desk, NOW, said)
    assert wrong.value.key == "absence.several"
    assert wrong.value.args_["which"] == "11/24 12:00 – 11/24 13:00 午饭; 11/24 14:00 – 11/24 15:00 提案"


@pytest.mark.parametrize("said", ["", " ", "今天", "周三", "明天12:30", "病假", "乱写", "3"])
def test_one_that_is_not_there(desk: Desk, planned: dict[str, Absence], said: str) -> None:
    with pytest.raises(NotThere) as wrong:
        the_one(desk, NOW, said)
    assert wrong.value.key == "absence.unknown"
    assert "年假" in str(wrong.value.args_["which"])


def test_none_is_said(desk: Desk) -> None:
    with pytest.raises(NotThere, match=r"absence\.none"):
        the_one(desk, NOW, "明天")
    lunch = plan(desk, ZH, at("12:00", 24), at("13:00", 24), NOW)
    assert the_one(desk, NOW).id == the_one(desk, NOW, back=True).id == lunch.id
    assert others(desk, lunch, NOW) == ""
    leave = plan(desk, ZH, at("9:00", 25), at("18:00", 26), NOW, why="年假")
    with pytest.raises(BadInput, match=r"absence\.several"):
        the_one(desk, NOW)
    assert shown_first(desk, NOW).id == lunch.id
    assert "年假" in others(desk, lunch, NOW)
    # Back from leave, with another one planned: it is the one that begun, and the one that isn't over.
    back = at("9:00", 27)
    if leave.lines:
        later = plan(desk, ZH, at("9:00", 30), at("18:00", 30), back)
        assert the_one(desk, back, back=True).id == leave.id
        assert the_one(desk, back).id == later.id


def test_a_day_that_has_passed(desk: Desk) -> None:
    leave = plan(desk, ZH, at("9:00", 24), at("18:00", 27), NOW, why="年假")
    other = plan(
        desk,
        ZH,
        datetime.fromisoformat("2026-12-01T09:00+08:00"),
        datetime.fromisoformat("2026-12-02T18:00+08:00"),
        NOW,
    )
    back = at("17:00", 27)
    assert the_one(desk, back, "11/24").id == leave.id
    assert the_one(desk, back, "12/1").id == other.id
    with pytest.raises(BadInput, match=r"absence\.several"):
        the_one(desk, back, "周二")  # the Tuesday gone by, and the coming one
    for said in ("今天", "明天", "昨天"):
        with pytest.raises(NotThere):
            the_one(desk, back, said)
