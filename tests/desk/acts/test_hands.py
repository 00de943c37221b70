"""Whose hand it was (A1, A2): a day's check and an approval bear the name of somebody around, or ask once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from desks import at, everything

from aetui.desk.book.people import remove_person
from aetui.desk.book.profile import set_profile
from aetui.desk.core import Desk
from aetui.desk.day.review import close_day
from aetui.desk.papers import Subject, build
from aetui.desk.papers.sending import approve_paper, return_paper, send_paper
from aetui.domain.errors import BadInput, Refused

NOW = at("18:05")
By = Callable[[Desk, str], str | None]


def _paper(desk: Desk) -> str:
    subject = Subject(client=next(iter(desk.book.clients.values())))
    return send_paper(desk, build(desk, desk.say, "weekly", subject, NOW), "", subject, NOW).id


def _checked(desk: Desk, said: str) -> str | None:
    day = close_day(desk, NOW, by=said, why="停电")
    return day.checked.by if day.checked else None


def _approved(desk: Desk, said: str) -> str | None:
    fact = approve_paper(desk, _paper(desk), said, NOW).approved
    return fact.by if fact else None


def _returned(desk: Desk, said: str) -> str | None:
    fact = return_paper(desk, _paper(desk), "改日期", said, NOW).returned
    return fact.by if fact else None


WAYS: dict[str, By] = {"day": _checked, "approve": _approved, "return": _returned}


@pytest.fixture
def led(desk: Desk) -> Desk:
    set_profile(desk, "name", "李雯", at("9:00"))
    set_profile(desk, "people", "王磊:AM,赵敏:AD,王小虎:设计", at("9:00"))
    return desk


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize(
    ("said", "who"),
    [("王磊", "王磊"), ("@王磊", "王磊"), ("wl", "王磊"), ("AM", "王磊"), ("ad", "赵敏"), ("小虎", "王小虎")],
)
def test_it_is_somebody_around(led: Desk, way: By, said: str, who: str) -> None:
    assert way(led, said) == who


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("said", ["ok", "没问题", "GM", "明天再说"])
def test_anything_else_is_asked_and_nothing_is_written(led: Desk, way: By, said: str) -> None:
    _paper(led)
    before = everything(led).get("days")
    with pytest.raises(BadInput, match="hand") as asked:
        way(led, said)
    assert asked.value.args_["names"][0] == "王磊"
    assert everything(led).get("days") == before


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_two_that_match_are_told_and_ones_own_is_refused(led: Desk, way: By) -> None:
    with pytest.raises(BadInput, match="ambiguous"):
        way(led, "王")
    for me in ("李雯", "我") if way is not _checked else ():  # a written reason passes
        with pytest.raises(Refused):
            way(led, me)


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_without_people_any_name_is_taken(desk: Desk, way: By) -> None:
    for name in desk.colleagues:
        remove_person(desk, name, at("9:00"))
    assert way(desk, "王磊") == "王磊"
