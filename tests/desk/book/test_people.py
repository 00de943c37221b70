"""The people around: their phones and their own absences, which stay when the list is written anew."""

from __future__ import annotations

import pytest
from desks import at, everything

from aetui.desk.book.people import (
    add_person,
    away_of,
    goes_away,
    is_back,
    person,
    phone_of,
    remove_person,
    set_phone,
    write_person,
)
from aetui.desk.book.profile import set_profile
from aetui.desk.core import Desk
from aetui.domain.errors import BadInput, NotThere
from aetui.domain.lines.person import read

NOW = at("10:00")


@pytest.fixture
def team(desk: Desk) -> Desk:
    set_profile(desk, "people", "王磊:supervisor,小王:studio,阿杰:media", NOW)
    return desk


def test_who_is_away_when(team: Desk) -> None:
    goes_away(team, "xw", at("9:00", 25), at("18:00", 26), NOW)
    assert list(away_of(team, at("17:00", 26), at("18:00", 27))) == ["小王"]
    assert away_of(team, at("18:00", 26), at("18:00", 27)) == {}
    goes_away(team, "小王", at("9:00", 30), at("18:00", 30), at("9:00", 27))
    assert [a.start for a in person(team, "小王").away] == [at("9:00", 30)]  # what is past says nothing any more
    is_back(team, "小王", at("9:00", 27))
    assert person(team, "小王").away == []


def test_what_a_colleagues_absence_cannot_be(team: Desk) -> None:
    goes_away(team, "小王", at("9:00", 25), at("18:00", 26), NOW)
    before = everything(team)
    for start, end, key in (
        (at("9:00", 26), at("9:00", 25), "absence.order"),
        (at("8:00"), at("9:00"), "absence.past"),
        (at("9:00", 26), at("9:00", 30), "person.away"),
    ):
        with pytest.raises(BadInput) as wrong:
            goes_away(team, "小王", start, end, NOW)
        assert wrong.value.key == key
    with pytest.raises(NotThere) as nobody:
        goes_away(team, "赵敏", at("9:00", 25), at("18:00", 26), NOW)
    assert nobody.value.key == "person.unknown"
    with pytest.raises(NotThere) as here:
        is_back(team, "阿杰", NOW)
    assert here.value.key == "person.here"
    assert everything(team) == before


def test_who_stays_keeps_phone_and_absences(team: Desk) -> None:
    goes_away(team, "小王", at("9:00", 25), at("18:00", 26), NOW)
    set_phone(team, "小王", "分机203", NOW)
    set_phone(team, "王磊", "138", NOW)
    set_profile(team, "people", "小王:design,阿强,王磊:supervisor", NOW)
    kept = person(team, "小王")
    assert (kept.role, kept.phone, len(kept.away)) == ("design", "分机203", 1)
    set_profile(team, "supervisor", "小王", NOW)
    assert [(p.name, p.role, p.phone) for p in team.profile.people] == [  # type: ignore[union-attr]
        ("王磊", None, "138"),
        ("小王", "supervisor", "分机203"),
        ("阿杰", "MEDIA", None),
        ("阿强", None, None),
    ]
    assert len(person(team, "小王").away) == 1
    set_phone(team, "小王", " ", NOW)
    assert phone_of(team, "小王") is None


def test_colleagues_come_change_and_go_one_by_one(team: Desk) -> None:
    before = [p.name for p in team.profile.people]  # type: ignore[union-attr]
    assert add_person(team, "Ray Wong", "account director", NOW, phone="021-5555-0909").role == "AD"
    assert [p.name for p in team.profile.people] == [*before, "Ray Wong"]  # type: ignore[union-attr]
    goes_away(team, "小王", at("9:00", 25), at("18:00", 26), NOW)
    changed = write_person(team, "小王", read("小王芳 前台 138-0000-0001"), NOW)
    assert (changed.name, changed.role, changed.phone, len(changed.away)) == (
        "小王芳",
        "front_desk",
        "138-0000-0001",
        1,
    )
    with pytest.raises(BadInput):
        write_person(team, "小王芳", read("阿杰"), NOW)
    assert remove_person(team, "ray", NOW).name == "Ray Wong"
    assert team.undo(NOW) is not None
    assert person(team, "Ray Wong").phone == "021-5555-0909"
    with pytest.raises(BadInput):
        add_person(team, "  ", None, NOW)
