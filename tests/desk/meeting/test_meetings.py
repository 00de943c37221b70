"""A meeting from its agenda to the confirmed minutes (M1–M8)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from desks import all_of, at, everything, owed

from aetui.desk.core import Desk
from aetui.desk.day.todos import finish_todo
from aetui.desk.meeting.agenda import (
    add_points,
    add_preparation,
    confirm_agenda,
    drop_preparation,
    send_agenda,
    tick,
    write_points,
)
from aetui.desk.meeting.meetings import (
    add_meeting,
    attend_meeting,
    cancel_meeting,
    move_meeting,
    set_meeting,
    the_meeting,
)
from aetui.desk.meeting.minutes import (
    add_minutes,
    circulate_minutes,
    confirm_minutes,
    lines_of,
    send_minutes,
    sign_minutes,
    write_minutes,
)
from aetui.domain.errors import BadInput, NotThere, Refused
from aetui.domain.records import Meeting, Todo
from aetui.locales import Texts
from aetui.locales.errors import sentence

NOW = at("10:00")
AFTER = at("16:00", 26)


@pytest.fixture
def meeting(desk: Desk) -> Meeting:
    """Thursday 14:00 to 15:00 at the client's, half an hour away."""
    return add_meeting(desk, "媒介例会", NOW, client="益力", start=at("14:00", 26), travel=timedelta(minutes=30))


def test_the_agenda_goes_out_and_is_confirmed(desk: Desk, meeting: Meeting) -> None:
    [duty] = owed(desk, "meeting.agenda", NOW)
    assert duty.due == at("14:00", 24)
    with pytest.raises(BadInput):
        send_agenda(desk, meeting.id, NOW)
    write_points(desk, meeting.id, ["# 先别说预算"], NOW)
    with pytest.raises(BadInput, match=r"agenda\.empty"):
        send_agenda(desk, meeting.id, NOW)  # a remark alone is kept, and is no point
    assert [p.text for p in the_meeting(desk, meeting.id, NOW).points] == ["# 先别说预算"]
    with pytest.raises(BadInput):
        confirm_agenda(desk, meeting.id, NOW)
    add_points(desk, meeting.id, ["排期", " ", "预算"], NOW)
    assert [p.text for p in write_points(desk, meeting.id, ["预算", "排期"], NOW).points] == ["预算", "排期"]
    send_agenda(desk, meeting.id, NOW, how="e-mail")
    assert owed(desk, "meeting.agenda", NOW) == []
    assert len(owed(desk, "meeting.agenda_confirm", NOW)) == 1
    confirm_agenda(desk, meeting.id, NOW, how="电话")
    assert owed(desk, "meeting.agenda_confirm", NOW) == []
    with pytest.raises(BadInput):
        send_agenda(desk, meeting.id, NOW, at=at("10:01"))


def test_prepared_line_by_line(desk: Desk, meeting: Meeting) -> None:
    assert len(owed(desk, "meeting.prepare", NOW)) == 1
    own = add_preparation(desk, meeting.id, "样品", NOW)
    for line in own.prep[:-1]:
        tick(desk, meeting.id, line.id, NOW)
    assert len(owed(desk, "meeting.prepare", NOW)) == 1
    tick(desk, meeting.id, own.prep[-1].id, NOW)
    assert owed(desk, "meeting.prepare", NOW) == []
    tick(desk, meeting.id, own.prep[0].id, NOW)  # not after all
    assert len(owed(desk, "meeting.prepare", NOW)) == 1
    drop_preparation(desk, meeting.id, own.prep[0].id, NOW)
    assert owed(desk, "meeting.prepare", NOW) == []
    with pytest.raises(NotThere):
        tick(desk, meeting.id, "nothing", NOW)
    with pytest.raises(BadInput):
        add_preparation(desk, meeting.id, " ", NOW)


def test_at_our_office_the_front_desk_is_told(desk: Desk, meeting: Meeting) -> None:
    ours = set_meeting(desk, meeting.id, NOW, place="ours", room="三楼", attendees=["陈小姐", " "])
    assert [p.text for p in ours.prep if p.source == "M4"] == ["front_desk", "cover"]
    assert (ours.room, ours.attendees) == ("三楼", ["陈小姐"])
    tick(desk, meeting.id, ours.prep[-1].id, NOW)
    theirs = set_meeting(desk, meeting.id, NOW, place="theirs", travel=timedelta(minutes=45))
    assert [p.text for p in theirs.prep if p.source == "M4"] == ["cover"]  # what was done stays
    assert theirs.travel_min == 45
    before = everything(desk)
    for wrong in ({"end": at("13:00", 26)}, {"travel": timedelta(minutes=-1)}, {"title": " "}):
        with pytest.raises(BadInput):
            set_meeting(desk, meeting.id, NOW, **wrong)  # type: ignore[arg-type]
    assert everything(desk) == before


def test_moved_when_the_client_was_told(desk: Desk, meeting: Meeting) -> None:
    add_meeting(desk, "提案", NOW, client="梅林", start=at("10:00", 27))
    before = everything(desk)
    for wrong in (
        {"start": at("15:00", 27), "how": " "},
        {"start": at("10:30", 27), "how": "电话"},
        {"start": at("9:00"), "how": "电话"},
        {"start": at("15:00", 27), "how": "电话", "told_at": at("10:01")},
        {"start": at("15:00", 27), "end": at("14:00", 27), "how": "电话"},
    ):
        with pytest.raises(BadInput):
            move_meeting(desk, meeting.id, NOW, **wrong)  # type: ignore[arg-type]
    assert everything(desk) == before
    moved = move_meeting(desk, meeting.id, NOW, start=at("15:00", 27), how="电话刘经理", told_at=at("9:30"))
    assert (moved.start, moved.end) == (at("15:00", 27), at("16:00", 27))
    [postponed] = moved.postponed
    assert (postponed.start, postponed.told.at, postponed.told.how) == (at("14:00", 26), at("9:30"), "电话刘经理")
    [duty] = [o for o in owed(desk, "meeting.attend", NOW) if o.subject_id == meeting.id]
    assert (duty.due, duty.act_by) == (at("15:00", 27), at("14:30", 27))
    open_end = move_meeting(desk, meeting.id, NOW, start=None, how="电话")
    assert (open_end.start, open_end.end) == (None, None)
    assert [o.what for o in owed(desk, "meeting.attend", NOW)] == ["提案"]


def test_there_or_not(desk: Desk, meeting: Meeting) -> None:
    with pytest.raises(BadInput):
        attend_meeting(desk, meeting.id, NOW, at=at("10:01"))
    there = attend_meeting(desk, meeting.id, AFTER)
    assert there.attended is not None
    assert there.attended.at == at("13:30", 26)
    with pytest.raises(BadInput):
        move_meeting(desk, meeting.id, AFTER, start=at("15:00", 27), how="电话")
    desk.undo(AFTER)
    with pytest.raises(BadInput):
        cancel_meeting(desk, meeting.id, " ", NOW)
    cancel_meeting(desk, meeting.id, "客户出差", NOW)
    assert [o for o in desk.obligations(AFTER) if o.subject_id == meeting.id] == []


LINES = ("= 排期", "十二月三十秒改十五秒", "@阿杰 周五前 出排期表", "= 预算", "不变", "@我 周一 报预算")


def test_minutes_are_written_and_each_action_is_a_to_do(desk: Desk, meeting: Meeting) -> None:
    write_minutes(desk, meeting.id, LINES[:3], AFTER)
    written = add_minutes(desk, meeting.id, LINES[3:], AFTER)
    assert [t.title for t in written.minutes.topics] == ["排期", "预算"]
    todos = all_of(desk, Todo)
    assert {(t.text, t.owner, t.due) for t in todos} == {
        ("出排期表", "阿杰", at("18:00", 27)),
        ("报预算", None, at("18:00", 30)),
    }
    # Written anew with another deadline: the same to-do; without the action: none.
    lines = lines_of(desk, written)
    lines[2] = "@阿杰 周五12:00前 出排期表"
    again = write_minutes(desk, meeting.id, lines[:-1], AFTER)
    assert [(t.text, t.due) for t in all_of(desk, Todo)] == [("出排期表", at("12:00", 27))]
    assert write_minutes(desk, meeting.id, lines_of(desk, again), AFTER) == again
    finish_todo(desk, all_of(desk, Todo)[0].id, AFTER)
    write_minutes(desk, meeting.id, ["= 排期"], AFTER)
    assert len(all_of(desk, Todo)) == 1  # what was worked on stays
    for _ in range(5):
        desk.undo(AFTER)
    assert all_of(desk, Todo) == []


def test_out_complete_and_signed_only(desk: Desk, meeting: Meeting) -> None:
    with pytest.raises(BadInput):
        sign_minutes(desk, meeting.id, "李雯", AFTER)
    with pytest.raises(Refused):
        send_minutes(desk, meeting.id, AFTER)
    write_minutes(desk, meeting.id, LINES[:2], AFTER)
    sign_minutes(desk, meeting.id, "李雯", AFTER)
    before = everything(desk)
    with pytest.raises(Refused) as shut:
        send_minutes(desk, meeting.id, AFTER)
    assert sentence(Texts("zh"), shut.value).startswith("M7：议题“排期”还缺后续动作、分工、期限")
    assert everything(desk) == before
    write_minutes(desk, meeting.id, LINES, AFTER)
    with pytest.raises(Refused) as shut:
        send_minutes(desk, meeting.id, AFTER)  # other words than those that were signed
    assert shut.value.args_["rule"] == "M8"
    with pytest.raises(BadInput):
        sign_minutes(desk, meeting.id, " ", AFTER)
    with pytest.raises(BadInput):
        confirm_minutes(desk, meeting.id, AFTER)
    sign_minutes(desk, meeting.id, "李雯", AFTER)
    send_minutes(desk, meeting.id, AFTER, how="e-mail")
    assert len(owed(desk, "meeting.minutes", AFTER)) == 1  # inside it isn't known yet
    circulate_minutes(desk, meeting.id, AFTER, how="阿杰、王磊")
    assert owed(desk, "meeting.minutes", AFTER) == []
    assert len(owed(desk, "meeting.minutes_confirm", AFTER)) == 1
    confirm_minutes(desk, meeting.id, AFTER, how="刘经理：没问题")
    assert owed(desk, "meeting.minutes_confirm", AFTER) == []
    with pytest.raises(BadInput):
        add_minutes(desk, meeting.id, ["后来想到的"], AFTER)


def test_out_with_a_reason(desk: Desk, meeting: Meeting) -> None:
    write_minutes(desk, meeting.id, LINES[:2], AFTER)
    sent = send_minutes(desk, meeting.id, AFTER, why="客户要先看")
    assert [(p.gate, p.why) for p in sent.passed] == [("minutes", "客户要先看")]
    circulate_minutes(desk, meeting.id, AFTER)
    assert owed(desk, "meeting.minutes", AFTER) == []


def test_which_meeting_is_meant(desk: Desk, meeting: Meeting) -> None:
    assert the_meeting(desk, meeting.id[:8], NOW).id == meeting.id
    assert the_meeting(desk, "例会", NOW).id == meeting.id
    add_meeting(desk, "创意例会", NOW, client="梅林", start=at("10:00", 27))
    with pytest.raises(BadInput):
        the_meeting(desk, "例会", NOW)
    for said in ("提案", ""):
        with pytest.raises(NotThere):
            the_meeting(desk, said, NOW)
