"""Points that a meeting didn't come to go on to the next of its series: nothing is lost, nothing stands twice."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, get_args

import pytest
from desks import all_of, at, everything, fill
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from aetui.desk.book.profile import set_profile
from aetui.desk.core import Desk
from aetui.desk.day.todos import finish_todo
from aetui.desk.meeting.agenda import add_points, come_to, drop_point, send_agenda, write_points
from aetui.desk.meeting.carrying import shown
from aetui.desk.meeting.coordination import planned
from aetui.desk.meeting.meetings import add_meeting, attend_meeting, cancel_meeting, meeting_of, move_meeting
from aetui.desk.meeting.minutes import add_minutes
from aetui.desk.papers import Subject, build, written
from aetui.desk.papers.sending import send_paper
from aetui.domain.errors import BadInput
from aetui.domain.meeting.points import come_to as come_to_points
from aetui.domain.meeting.series import over
from aetui.domain.records import Meeting, MeetingKind, Point, Todo

NOW = at("10:00")
HOUR = timedelta(hours=1)
SERIES: list[dict[str, Any]] = [
    *({"client": None, "kind": kind} for kind in get_args(MeetingKind) if kind != "coordination"),
    {"client": "益力"},
    {"client": "梅林"},
]


def texts(meeting: Meeting) -> list[str]:
    return [point.text for point in meeting.points]


def held(desk: Desk, title: str, start: datetime, points: list[str], series: dict[str, Any], now: datetime) -> Meeting:
    made = add_meeting(desk, title, now, start=start, **series)
    return write_points(desk, made.id, [*texts(made), *points], now)


@pytest.mark.parametrize("series", SERIES, ids=lambda s: s.get("kind") or s["client"])
def test_what_was_not_come_to_is_on_the_next_and_on_no_other(desk: Desk, series: dict[str, Any]) -> None:
    first = held(desk, "例会", at("14:00"), ["排期", "预算", "# 先别说加价", "样品"], series, NOW)
    after = at("16:00")
    add_minutes(desk, first.id, ["= 十二月排期", "改十五秒"], after)
    come_to(desk, first.id, meeting_of(desk, first.id, after).points[3], after)
    for other in SERIES:
        if other != series:
            start = at("09:00", 24) + HOUR * SERIES.index(other)
            assert texts(add_meeting(desk, "别的", after, start=start, **other)) == []
    second = add_meeting(desk, "例会", after, start=at("17:00", 25), **series)
    assert [(p.text, p.from_id) for p in second.points] == [("预算", first.id)]
    assert [p.to_id for p in meeting_of(desk, first.id, after).points] == [None, second.id, None, None]
    # It was spoken of after all, only nobody had written it down yet.
    add_minutes(desk, first.id, ["= 预算", "不变"], after)
    assert texts(meeting_of(desk, second.id, after)) == []
    desk.undo(after)
    assert texts(meeting_of(desk, second.id, after)) == ["预算"]
    # Called off, it leaves everything to the next; moved, it keeps it.
    write_points(desk, second.id, ["预算", "包装"], after)
    move_meeting(desk, second.id, after, start=None, how="电话")
    assert texts(meeting_of(desk, second.id, after)) == ["预算", "包装"]
    cancel_meeting(desk, second.id, "没人", after)
    third = add_meeting(desk, "例会", after, start=at("17:00", 26), **series)
    assert [(p.text, p.from_id) for p in third.points] == [("预算", second.id), ("包装", second.id)]
    drop_point(desk, third.id, third.points[0], after)
    assert texts(meeting_of(desk, third.id, after)) == ["包装"]
    assert texts(add_meeting(desk, "例会", after, start=at("17:00", 27), **series)) == []


def test_the_next_that_was_arranged_before_takes_it_up_with_the_first_word(desk: Desk) -> None:
    first = held(desk, "例会", at("14:00"), ["排期", "预算"], {"client": "益力"}, NOW)
    second = add_meeting(desk, "例会", NOW, client="益力", start=at("14:00", 25))
    assert texts(meeting_of(desk, second.id, NOW)) == []
    after = at("16:00")
    coming = meeting_of(desk, second.id, after)
    assert texts(coming) == ["排期", "预算"]
    before = everything(desk)
    sheet = build(desk, desk.say, "agenda", Subject(meeting=coming), after)
    text = written(desk, sheet, "md").decode()
    assert "排期（2026年11月23日 周一会议未及讨论）" in text
    send_paper(desk, sheet, text, Subject(meeting=coming), after, how="e-mail")
    sent = desk.get(Meeting, second.id)
    assert sent is not None
    assert sent.agenda_sendings[-1].points == ["排期", "预算"]
    assert all(p.to_id == second.id for p in meeting_of(desk, first.id, after).points)
    desk.undo(after)
    assert everything(desk) == before
    send_agenda(desk, second.id, after, how="e-mail")  # the same by the verb
    assert texts(meeting_of(desk, second.id, after)) == ["排期", "预算"]


def test_a_record_of_an_older_file_begins_to_carry_with_its_first_word(desk: Desk) -> None:
    old = add_meeting(desk, "例会", NOW, client="益力", start=at("14:00"))
    with desk.change("import", NOW) as change:
        change.take(replace(old, points=[Point(text="排期"), Point(text="预算")]))
    after = at("16:00")
    assert texts(add_meeting(desk, "例会", after, client="益力", start=at("09:00", 25))) == []
    come_to(desk, old.id, meeting_of(desk, old.id, after).points[0], after)
    assert texts(add_meeting(desk, "例会", after, client="益力", start=at("15:00", 24))) == ["预算"]


KINDS_OF_WORD = st.sampled_from(
    ["add", "point", "topic", "tick", "untick", "drop", "cancel", "postpone", "move", "later"]
)


@settings(max_examples=60)
@given(words=st.lists(st.tuples(KINDS_OF_WORD, st.integers(0, 9)), max_size=25))
def test_no_point_is_lost_or_doubled(words: list[tuple[str, int]], tmp_path_factory: pytest.TempPathFactory) -> None:
    """Each point was come to, or was dropped, or stands open on one meeting to come, or waits for one."""
    desk = Desk.open(_folder(tmp_path_factory) / "liwen.json", program="tests", now=NOW)
    fill(desk)
    now, n, typed, dropped = NOW, 0, list[str](), set[str]()
    for word, which in words:
        every = [meeting_of(desk, m.id, now) for m in sorted(all_of(desk, Meeting), key=lambda m: m.created_at)]
        chosen = every[which % len(every)] if every else None
        try:
            if word == "later":
                now += HOUR * (which + 1)
            elif word == "add" or chosen is None:
                add_meeting(desk, f"会{len(every)}", now, client="益力", start=now + HOUR * (which + 1))
            elif word == "point" and not over(chosen, now):
                n += 1
                add_points(desk, chosen.id, [f"第{n}点"], now)
                typed.append(f"第{n}点")
            elif word == "cancel":
                cancel_meeting(desk, chosen.id, "没人", now)
            elif word in ("move", "postpone"):
                start = now + HOUR * (which + 2) if word == "move" else None
                move_meeting(desk, chosen.id, now, start=start, how="电话")
            elif chosen.points:
                point = chosen.points[which % len(chosen.points)]
                if word == "topic":
                    add_minutes(desk, chosen.id, [f"= {point.text}", "定了"], now)
                elif word in ("tick", "untick"):
                    come_to(desk, chosen.id, point, now)
                elif word == "drop" and not over(chosen, now):
                    drop_point(desk, chosen.id, point, now)
                    dropped.add(point.text)
        except BadInput:  # overlapping, over already
            continue
        after = [meeting_of(desk, m.id, now) for m in all_of(desk, Meeting)]
        come = {m.points[k].text for m in after for k in come_to_points(m)}
        for text in typed:
            holders = [m for m in after for p in m.points if p.text == text and not over(m, now)]
            assert len(holders) <= 1, text
            if text in come or text in dropped:
                continue
            waits = [m for m in after for p in m.points if p.text == text and over(m, now) and not p.to_id]
            nexts = [m for m in after if not over(m, now)]
            assert holders or (waits and not nexts), text
    desk.close()


_folders = iter(range(10**6))


def _folder(factory: pytest.TempPathFactory) -> Path:
    return factory.mktemp(f"carry{next(_folders)}")


# A11


def test_actions_of_the_coordination_meeting_come_back_the_week_after(desk: Desk) -> None:
    set_profile(desk, "roles", "AD", NOW)
    monday = at("10:45")
    this = planned(desk, at("09:00"))
    assert this is not None
    add_points(desk, this.id, ["人手", "设备"], at("09:00"))
    attend_meeting(desk, this.id, monday)
    add_minutes(desk, this.id, ["= 人手", "缺一名设计", "@王磊 周五前 招人", "@李雯 周三 排班"], monday)
    todos = {t.text: t for t in all_of(desk, Todo)}
    assert (todos["招人"].owner, todos["排班"].owner) == ("王磊", None)
    finish_todo(desk, todos["排班"].id, at("10:00", 25))
    week_after = at("09:10", 30)
    coming = planned(desk, week_after)
    assert coming is not None
    assert texts(coming) == ["招人", "设备"]
    assert coming.points[0].todo_id == todos["招人"].id
    assert all_of(desk, Meeting) == [meeting_of(desk, this.id, week_after)]  # shown, not made
    paper = written(desk, build(desk, desk.say, "agenda", Subject(meeting=coming), week_after), "md").decode()
    assert "招人（王磊，2026年11月27日 周五 18:00）" in paper
    with pytest.raises(BadInput, match=r"point\.action"):
        drop_point(desk, coming.id, coming.points[0], week_after)
    made = add_minutes(desk, coming.id, ["= 设备", "买两台", "@阿杰 周三 下单"], at("10:45", 30))
    assert texts(made) == ["招人", "设备"]
    # Still open, it is asked after a third time, beside what was new in the second week.
    third = datetime.fromisoformat("2026-12-07T09:00:00+08:00")
    coming = planned(desk, third)
    assert coming is not None
    assert texts(coming) == ["招人", "下单"]
    finish_todo(desk, todos["招人"].id, third)
    assert texts(shown(desk, coming, third)) == ["招人", "下单"]
    again = planned(desk, third)
    assert again is not None
    assert texts(again) == ["下单"]


def test_minutes_typed_after_the_meeting_know_what_had_stood_on_its_agenda(desk: Desk) -> None:
    """Nobody wrote a word on it before: what was shown there counts, also where a later one was arranged meanwhile."""
    first = held(desk, "例会", at("14:00"), ["排期", "预算"], {"client": "益力"}, NOW)
    second = add_meeting(desk, "例会", NOW, client="益力", start=at("14:00", 24))
    third = add_meeting(desk, "例会", NOW, client="益力", start=at("14:00", 25))
    after = at("16:00", 24)
    assert texts(meeting_of(desk, third.id, after)) == ["排期", "预算"]
    said = add_minutes(desk, second.id, ["= 预算", "不变"], after)
    assert texts(said) == ["排期", "预算"]
    assert [(p.text, p.from_id) for p in meeting_of(desk, third.id, after).points] == [("排期", second.id)]
    assert {p.to_id for p in meeting_of(desk, first.id, after).points} == {second.id}
