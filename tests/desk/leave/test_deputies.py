"""While somebody is away: who approves, who hears of trouble, who isn't chased by himself, what came up, and when care ends (D8)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from desks import at, fill
from msgspec.structs import replace

from aetui.desk.book.deputies import approver, hears_trouble, read_deputies
from aetui.desk.book.people import goes_away
from aetui.desk.book.profile import set_profile
from aetui.desk.card.cards import open_card
from aetui.desk.card.schedule import add_steps, understand
from aetui.desk.core import Desk
from aetui.desk.day.today import in_care
from aetui.desk.leave.bundles import send_out, take_in
from aetui.desk.leave.coming_back import fates
from aetui.desk.leave.handover import chases_of, cover, name_deputies, plan
from aetui.desk.leave.leaving import plan_line
from aetui.desk.phone.calls import record_call
from aetui.domain.errors import BadInput
from aetui.domain.lines.absence import AbsenceLine
from aetui.domain.records import Person
from aetui.locales import Texts

ZH = Texts("zh")
NOW = at("9:00", 24)
START, END = at("9:00", 25), at("18:00", 27)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk.open(tmp_path / "x.json", program="test", now=at("9:00"))
    fill(made)
    assert made.profile is not None
    people = [*made.profile.people, Person(name="赵敏", role="AD"), Person(name="钱进", role="AM")]
    with made.change("test", at("9:00")) as change:
        change.put(replace(made.profile, people=people))
    yield made
    made.close()


def someone_above(desk: Desk) -> str:
    return hears_trouble(desk, NOW) or ""


def test_whom_a_colleague_named_stands_in_while_they_are_away(desk: Desk) -> None:
    boss = someone_above(desk)
    assert boss
    goes_away(desk, boss, START, END, NOW, approves="赵敏", hears="赵敏")
    assert (hears_trouble(desk, START), hears_trouble(desk, END - timedelta(minutes=1))) == ("赵敏", "赵敏")
    assert [hears_trouble(desk, when) for when in (START - timedelta(minutes=1), END)] == [boss, boss]
    am = approver(desk, NOW)
    if am != boss:
        goes_away(desk, am, START, END, NOW, approves="赵敏")
    assert (approver(desk, NOW), approver(desk, START), approver(desk, END)) == (am, "赵敏", am)
    goes_away(desk, "钱进", END, END + timedelta(days=1), NOW)  # who names nobody is still the one
    assert approver(desk, END) == am


def test_our_own_absence_names_them(desk: Desk) -> None:
    boss = someone_above(desk)
    absence = plan(desk, ZH, START, END, NOW, why="年假", approves="赵敏", hears="钱进")
    assert (approver(desk, START), hears_trouble(desk, START), hears_trouble(desk, NOW)) == ("赵敏", "钱进", boss)
    name_deputies(desk, absence.id, NOW, hears="")
    assert (approver(desk, START), hears_trouble(desk, START)) == ("赵敏", boss)
    with pytest.raises(BadInput):
        name_deputies(desk, absence.id, NOW, approves=desk.owner)
    assert read_deputies(desk, "赵敏") == ("赵敏", "赵敏")
    assert read_deputies(desk, "赵敏、钱进") == ("赵敏", "钱进")
    assert read_deputies(desk, "") == (None, None)
    with pytest.raises(BadInput):
        read_deputies(desk, "赵敏、钱进、小王")


def test_they_travel_with_the_handover(desk: Desk, tmp_path: Path) -> None:
    absence = plan(desk, ZH, START, END, NOW, why="年假", approves="赵敏", hears="钱进")
    cover(desk, ZH, absence.id, [absence.lines[0].key or ""], "小王", NOW)
    absence = desk.get(type(absence), absence.id) or absence
    send_out(desk, absence, tmp_path / "out.json")
    theirs = Desk.open(tmp_path / "wang.json", program="test", now=NOW)
    set_profile(theirs, "name", "小王", NOW)
    set_profile(theirs, "people", f"{desk.owner}:supervisor", NOW)
    take_in(theirs, tmp_path / "out.json", NOW)
    assert (hears_trouble(theirs, NOW), hears_trouble(theirs, START)) == (desk.owner, "钱进")
    # Care ends with the absence.
    assert len(in_care(theirs, START)) == 1
    assert len(in_care(theirs, END - timedelta(minutes=1))) == 1
    assert in_care(theirs, END) == []
    theirs.close()


def test_nobody_is_handed_his_own_chase(desk: Desk) -> None:
    card = open_card(desk, "年历", NOW, client="益力")
    add_steps(desk, card.number, [understand(desk, "@小王 完稿 周五12:00", NOW)], NOW)
    absence = plan(desk, ZH, START, END, NOW, why="年假")
    chased = chases_of(desk, absence, "小王", NOW)
    assert chased
    with pytest.raises(BadInput) as mistake:
        cover(desk, ZH, absence.id, chased, "小王", NOW)
    assert mistake.value.key == "absence.chased"
    after = cover(desk, ZH, absence.id, [line.id for line in absence.lines], "小王", NOW)
    assert {line.id for line in after.lines if line.cover is None} == chased & {line.id for line in after.lines}
    other = cover(desk, ZH, absence.id, chased & {line.id for line in after.lines}, "赵敏", NOW)
    assert all(line.cover for line in other.lines)


def test_a_line_that_gives_all_leaves_the_chase(desk: Desk) -> None:
    card = open_card(desk, "年历", NOW, client="益力")
    add_steps(desk, card.number, [understand(desk, "@小王 完稿 周五12:00", NOW)], NOW)
    absence = plan_line(desk, ZH, AbsenceLine(START, END, "年假", "", "小王"), NOW)
    chased = chases_of(desk, absence, "小王", NOW)
    assert {line.cover for line in absence.lines if line.id not in chased} == {"小王"}
    assert {line.cover for line in absence.lines if line.id in chased} == {None}


def test_what_came_up_for_a_client_meanwhile_is_told_whenever_it_falls_due(desk: Desk) -> None:
    absence = plan(desk, ZH, START, END, NOW, why="年假")
    record_call(desk, at("10:00", 26), ["> 12月9日17:00前给方案", "? 报价 12月3日"], client="益力")
    back = END + timedelta(hours=15)
    new = [fate.line.what for fate in fates(desk, ZH, absence, back) if fate.group == "new"]
    assert any("给方案" in what for what in new)
    assert any("报价" in what for what in new)
    # What comes round by itself after the absence is no news.
    assert not [what for what in new if "周报告" in what]
