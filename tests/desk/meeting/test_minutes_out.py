"""Minutes on their way (M6, M8): their running number, and to whom they went inside."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from desks import all_of, at, client, owed

from aetui.desk.book.profile import set_profile
from aetui.desk.core import Desk
from aetui.desk.meeting.agenda import write_points
from aetui.desk.meeting.meetings import add_meeting, meeting_of
from aetui.desk.meeting.minutes import circulate_minutes, send_minutes, sign_minutes, write_minutes
from aetui.desk.obligations import meet
from aetui.desk.papers import Subject, build
from aetui.desk.papers.sending import send_paper, unapproved
from aetui.domain.errors import BadInput
from aetui.domain.meeting.people import concerned, ours, theirs
from aetui.domain.records import Meeting, Paper

NOW, AFTER = at("10:00"), at("16:00", 26)
LINES = ("= 排期", "改十五秒", "@小王 周五前 出排期表", "@陈小姐 周五前 定稿")
CLIENT: dict[str, Any] = {"client": "梅林", "attendees": ["陈小姐", "小王", "赵总"]}
INSIDE: dict[str, Any] = {"client": None, "kind": "creative", "attendees": ["小王", "外聘摄影"]}


def held(desk: Desk, series: dict[str, Any], n: int = 0) -> Meeting:
    made = add_meeting(desk, f"会{n}", NOW, start=at("9:00", 24) + timedelta(hours=n), **series)
    write_points(desk, made.id, ["排期"], NOW)  # inside the house minutes are owed where there was an agenda
    write_minutes(desk, made.id, LINES, AFTER)
    sign_minutes(desk, made.id, "李雯", AFTER)
    if made.client_id:
        send_minutes(desk, made.id, AFTER, how="e-mail")
    return meeting_of(desk, made.id, AFTER)


@pytest.fixture
def people(desk: Desk) -> Desk:
    set_profile(desk, "people", "王磊:AM,小王:studio,周总:supervisor,阿杰:media", NOW)
    return desk


def test_who_was_there_by_side(people: Desk) -> None:
    meeting = held(people, CLIENT)
    assert ours(people.profile, meeting, client(people, "梅林")) == ["李雯", "小王"]
    assert theirs(people.profile, meeting, client(people, "梅林")) == ["陈小姐", "赵总"]
    inside = held(people, INSIDE, 1)
    assert (ours(people.profile, inside, None), theirs(people.profile, inside, None)) == (
        ["李雯", "小王", "外聘摄影"],
        [],
    )


@pytest.mark.parametrize(
    ("series", "whom"), [(CLIENT, ["小王", "周总"]), (INSIDE, ["小王", "外聘摄影"])], ids=["client", "inside"]
)
def test_to_whom_they_go_inside(people: Desk, series: dict[str, Any], whom: list[str]) -> None:
    """Those who were there or do something of it, and who stands above where a client was; or those who are named."""
    meeting = held(people, series)
    assert concerned(people.profile, meeting) == whom
    assert circulate_minutes(people, meeting.id, AFTER).minutes.circulated_to == whom
    first = meeting_of(people, meeting.id, AFTER).minutes.circulated
    later = circulate_minutes(people, meeting.id, at("17:00", 26), to=["阿杰", "小王"])
    assert later.minutes.circulated_to == [*whom, "阿杰"]
    assert later.minutes.circulated == first  # M6 was met by the first
    people.undo(AFTER)
    people.undo(AFTER)
    [duty] = owed(people, "meeting.minutes", AFTER)
    meet(people, duty, AFTER)  # the same by the duty
    assert meeting_of(people, meeting.id, AFTER).minutes.circulated_to == whom
    other = held(people, series, 2)
    assert circulate_minutes(people, other.id, AFTER, to=["阿杰"]).minutes.circulated_to == ["阿杰"]


def test_an_inside_meetings_go_round_the_house_by_whatever_way(people: Desk) -> None:
    meeting = held(people, INSIDE)
    with pytest.raises(BadInput, match=r"minutes\.inside"):
        send_minutes(people, meeting.id, AFTER, how="e-mail")
    sheet = build(people, people.say, "minutes", Subject(meeting=meeting), AFTER)
    send_paper(people, sheet, "记录", Subject(meeting=meeting), AFTER, how="e-mail")
    minutes = meeting_of(people, meeting.id, AFTER).minutes
    assert (minutes.sent, minutes.circulated_to) == (None, ["小王", "外聘摄影"])
    assert minutes.circulated is not None
    assert not owed(people, "meeting.minutes", AFTER)
    (paper,) = all_of(people, Paper)
    assert (paper.kind, paper.client_id) == ("minutes", None)
    assert unapproved(people) == []  # A2 is of what goes to clients


def test_where_it_concerns_nobody_somebody_is_named(people: Desk) -> None:
    made = add_meeting(people, "内部", NOW, client=None, kind="other", start=at("9:00", 24))
    write_minutes(people, made.id, ["= 搬家", "月底", "@我 周五 订车"], AFTER)
    sign_minutes(people, made.id, "李雯", AFTER)
    with pytest.raises(BadInput, match=r"minutes\.whom"):
        circulate_minutes(people, made.id, AFTER)
    assert circulate_minutes(people, made.id, AFTER, to=["小王"]).minutes.circulated_to == ["小王"]


def test_in_a_house_where_nobody_is_known_nobody_can_be_named(desk: Desk) -> None:
    meeting = held(desk, {"client": "梅林"})
    assert circulate_minutes(desk, meeting.id, AFTER).minutes.circulated is not None


def test_they_are_numbered_by_client_and_year_inside_by_kind(desk: Desk) -> None:
    kinds: list[dict[str, Any]] = [
        {"client": "梅林"}, {"client": "益力"}, {"client": None, "kind": "creative"}, {"client": None, "kind": "media"}
    ]  # fmt: skip
    for n, series in enumerate(kinds):
        assert [held(desk, series, 2 * n + more).minutes.number for more in range(2)] == ["2026-001", "2026-002"]
    next_year = add_meeting(desk, "新年", AFTER, client="梅林", start=at("9:00") + timedelta(days=60))
    then = at("16:00") + timedelta(days=60)
    write_minutes(desk, next_year.id, ["= 新年"], then)
    assert meeting_of(desk, next_year.id, then).minutes.number == "2027-001"
    write_minutes(desk, next_year.id, ["= 新年计划"], then)  # it keeps it
    assert meeting_of(desk, next_year.id, then).minutes.number == "2027-001"
    desk.undo(then)
    desk.undo(then)
    assert meeting_of(desk, next_year.id, then).minutes.number is None
    assert len({(m.client_id, m.kind, m.minutes.number) for m in all_of(desk, Meeting)}) == len(all_of(desk, Meeting))
