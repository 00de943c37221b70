"""Leaving (D8): stepping out with the phone covered (M4), the day's review first, the clients told, frequent
instructions; and what can't be."""

from __future__ import annotations

from pathlib import Path

import pytest
from desks import all_of, at, client, everything, owed, the_owed
from handovers import END, NOW, START, ZH, desk_of, leave, line_of, seen, story
from msgspec.structs import replace

from aetui.desk.book.people import goes_away, set_phone
from aetui.desk.core import Desk
from aetui.desk.day.review import close_day
from aetui.desk.day.today import in_care
from aetui.desk.leave.bundles import finish, note, send_back, send_out, take_back, take_in
from aetui.desk.leave.handover import acknowledge, arrange, change_span, cover, instruct, plan, use_template
from aetui.desk.leave.leaving import note_told, review_first, step_out, to_tell
from aetui.desk.leave.lines import templates
from aetui.desk.leave.sheet import sheet_of
from aetui.desk.leave.state import handover_of
from aetui.desk.leave.which import current, standing
from aetui.desk.meeting.meetings import add_meeting
from aetui.desk.obligations import meet
from aetui.documents.render import render
from aetui.domain.errors import BadInput, NotThere, Refused
from aetui.domain.handover import PHONE
from aetui.domain.records import Absence, Meeting
from aetui.locales import Texts
from aetui.locales.errors import sentence
from aetui.locales.handover import lacks_words


@pytest.fixture
def made(desk: Desk) -> Desk:
    story(desk)
    return desk


def test_out_for_lunch_is_until_when_and_who_takes_the_phone(made: Desk) -> None:
    before = everything(made)
    absence = step_out(made, ZH, at("11:50"), at("13:30"), "小王", at("11:50"))
    assert [line.key for line in absence.lines] == [PHONE]  # nothing falls due meanwhile
    assert absence.arranged is not None
    assert [(line.cover, line.acknowledged is not None) for line in absence.lines] == [("小王", True)]
    assert owed(made, "absence.arrange", at("11:51")) == []
    assert current(made, at("13:00")) == absence
    assert current(made, at("13:31")) is None  # over by itself
    plan(made, ZH, START, END, NOW)
    assert [a.returned is not None for a in sorted(all_of(made, Absence), key=lambda a: a.start)] == [True, False]
    made.undo(NOW)
    made.undo(NOW)
    assert everything(made) == before


def test_what_falls_due_while_out_has_the_same_cover(made: Desk) -> None:
    absence = step_out(made, ZH, at("9:30", 24), at("11:00", 24), "小王", NOW)
    assert {line.cover for line in absence.lines} == {"小王"}
    assert any("报价" in line.what for line in absence.lines)
    assert not any("整理样品" in line.what for line in absence.lines)


def test_a_meeting_at_our_office_has_someone_on_the_phone(made: Desk) -> None:
    add_meeting(made, "提案", NOW, client="申花", start=at("10:00", 24), place="ours")
    add_meeting(made, "看样", NOW, client="申花", start=at("11:00", 24), place="theirs")
    absence = step_out(made, ZH, at("9:50", 24), at("11:30", 24), "小王", NOW)
    assert PHONE in {line.key for line in absence.lines}
    ours, theirs = sorted(all_of(made, Meeting), key=lambda m: m.place)
    (line,) = [p for p in ours.prep if p.text == "cover"]
    assert line.done is not None
    assert line.done.by == "小王"
    assert not [p for p in theirs.prep if p.done]


def test_leave_over_a_meeting_at_our_office_names_the_phone(made: Desk) -> None:
    add_meeting(made, "提案", NOW, client="申花", start=at("10:00", 25), place="ours")
    absence = plan(made, ZH, START, END, NOW)
    assert PHONE in {line.key for line in absence.lines}
    cover(made, ZH, absence.id, [PHONE], "小王", NOW)
    assert not any(p.done for p in all_of(made, Meeting)[0].prep)  # not said back yet
    acknowledge(made, ZH, absence.id, NOW, keys=[PHONE])
    assert [p.text for p in all_of(made, Meeting)[0].prep if p.done] == ["cover"]


def test_the_review_is_offered_before_leaving(made: Desk) -> None:
    week = plan(made, ZH, START, END, NOW)
    assert review_first(made, week, NOW)
    close_day(made, NOW, why="走了")
    assert not review_first(made, week, NOW)
    lunch = step_out(made, ZH, at("12:00", 23), at("13:00"), "小王", at("11:00"))
    assert not review_first(made, lunch, at("11:00"))
    late = plan(made, ZH, at("9:00", 30), at("18:00", 30), NOW)
    assert not review_first(made, late, at("17:00", 24))


def test_clients_are_told_with_a_text(made: Desk) -> None:
    set_phone(made, "小王", "分机203", NOW)
    absence = leave(made)
    found = {one.client: one for one in to_tell(made, ZH, seen(made))}
    assert set(found) == {"梅林", "益力", "申花"}
    text = found["梅林"].text
    assert text == "陈小姐您好，11月24日 周二 9:00 到 11月27日 周五 18:00 我不在，有事请找小王 分机203。"
    note_told(made, absence.id, client(made, "梅林").id, NOW, how="微信")
    (told,) = [one for one in to_tell(made, ZH, seen(made)) if one.fact]
    assert (told.client, told.fact and told.fact.how) == ("梅林", "微信")
    note_told(made, absence.id, client(made, "梅林").id, NOW)
    assert not any(one.fact for one in to_tell(made, ZH, seen(made)))
    with pytest.raises(NotThere):
        note_told(made, absence.id, "nobody", NOW)


def test_nobody_is_named_where_nobody_covers(made: Desk) -> None:
    plan(made, ZH, START, END, NOW)
    texts = {one.client: one.text for one in to_tell(made, ZH, seen(made))}
    assert texts["梅林"] == "陈小姐您好，11月24日 周二 9:00 到 11月27日 周五 18:00 我不在，一回来就与您联系。"
    for one in to_tell(made, Texts("en"), seen(made)):
        assert "turn to" not in one.text


def test_no_remark_of_the_house_stands_in_what_a_client_is_told(made: Desk) -> None:
    """Wherever it was typed: contact, cover, telephone, line, reason, how to be reached."""
    set_phone(made, "小王", "分机203 # 底细", NOW)
    firm = client(made, "梅林")
    with made.change("test", NOW) as change:
        change.put(replace(firm, contacts=[replace(firm.contacts[0], name="陈小姐 # 底细")]))
    absence = plan(made, ZH, START, END, NOW, why="年假 # 底细", reach="手机 # 底细")
    keys = [line.id for line in absence.lines]
    cover(made, ZH, absence.id, keys, "小王", NOW, instruction="照办 # 底细")
    texts = {one.client: one.text for one in to_tell(made, ZH, seen(made))}
    assert not any("底细" in text or "#" in text for text in texts.values())
    assert texts["梅林"] == "陈小姐您好，11月24日 周二 9:00 到 11月27日 周五 18:00 我不在，有事请找小王 分机203。"


def test_templates_are_filled_in(made: Desk) -> None:
    absence = leave(made)
    line = line_of(absence, "给稿")
    offered = templates(made, ZH, line)
    assert "照进度表催，晚了找王磊" in offered
    assert "到时候发出去，发完打电话向陈小姐确认" in offered
    assert not any("{" in text for text in offered)
    instruct(made, ZH, absence.id, [line.key or ""], NOW, instruction="稿子在共享盘")
    keys = [one.key or "" for one in absence.lines if one.client_id == line.client_id]
    use_template(made, ZH, absence.id, keys, offered[1], NOW, known=offered)
    use_template(made, ZH, absence.id, keys, offered[2], NOW, known=offered)  # the second takes the first's place
    after = seen(made).absence
    assert line_of(after, "给稿").instruction == f"{offered[2]}；稿子在共享盘"
    assert all((one.instruction or "").startswith(offered[2]) for one in after.lines if one.key in keys)
    with pytest.raises(BadInput):
        use_template(made, ZH, absence.id, keys, " ", NOW)


def test_ones_own_frequent_words_come_first(made: Desk) -> None:
    absence = leave(made)
    by_client = {client(made, name).id: contact for name, contact in (("梅林", "陈小姐"), ("益力", "刘经理"))}
    for line in absence.lines:
        if line.client_id in by_client:
            said = f"每天四点给{by_client[line.client_id]}打个电话"
            instruct(made, ZH, absence.id, [line.key or ""], NOW, instruction=said)
    (other, *_) = [line for line in absence.lines if line.client_id == client(made, "申花").id]
    assert templates(made, ZH, other)[0] == "每天四点给周先生打个电话"
    instruct(made, ZH, absence.id, [other.key or ""], NOW, instruction="只说了一次的 {话}")
    assert not any("只说了一次" in text for text in templates(made, ZH, other))


def test_a_cover_who_goes_away_later_is_missed(made: Desk) -> None:
    absence = leave(made)
    assert seen(made).complete
    goes_away(made, "小王", at("9:00", 25), at("18:00", 25), NOW)
    after = seen(made)
    assert not after.complete
    assert len(after.lacks.absent) == len(absence.lines)
    with pytest.raises(Refused) as shut:
        arrange(made, absence.id, NOW)
    said = sentence(ZH, shut.value)
    assert "小王 11/25 9:00–11/25 18:00" in said
    # One sentence in every place: the refusal, whichever way it is asked for, and the sheet.
    told = lacks_words(ZH, after.lacks)
    assert told in said
    assert told in render(sheet_of(made, ZH, after, NOW), "md").decode()
    duty = the_owed(made, "absence.arrange", NOW)
    with pytest.raises(Refused) as by_met:
        meet(made, duty, NOW)
    assert sentence(ZH, by_met.value) == said
    with pytest.raises(Refused):
        arrange(made, absence.id, NOW, why="急")  # one character is no reason
    meet(made, duty, NOW, why="飞机要飞了")
    (kept,) = all_of(made, Absence)
    assert [(p.gate, p.why) for p in kept.passed] == [("handover", "飞机要飞了")]
    assert owed(made, "absence.arrange", NOW) == []


def test_several_absences_stand(made: Desk) -> None:
    first, second = plan(made, ZH, START, END, NOW), plan(made, ZH, at("9:00", 30), at("18:00", 30), NOW)
    assert [a.id for a in standing(made, NOW)] == [first.id, second.id]


# Bad input: one sentence, nothing changed


def test_an_absence_that_cannot_be(made: Desk) -> None:
    leave(made)
    before = everything(made)
    for start, end, key in (
        (at("8:00"), at("9:00"), "absence.past"),
        (at("9:00", 26), at("9:00", 30), "absence.overlaps"),
        (END, START, "absence.order"),
    ):
        with pytest.raises(BadInput) as wrong:
            plan(made, ZH, start, end, NOW)
        assert wrong.value.key == key
        with pytest.raises(BadInput) as out:
            step_out(made, ZH, start, end, "小王", NOW)
        assert out.value.key == key
    plan(made, ZH, at("9:00", 30), at("18:00", 30), NOW)
    with pytest.raises(BadInput) as moved:
        change_span(made, ZH, seen(made).absence.id, NOW, end=at("12:00", 30))
    assert moved.value.key == "absence.overlaps"
    made.undo(NOW)
    assert everything(made) == before


def test_a_cover_who_is_away_too(made: Desk) -> None:
    goes_away(made, "阿杰", at("9:00", 26), at("18:00", 27), NOW)
    absence = leave(made)
    before = everything(made)
    with pytest.raises(BadInput) as refused:
        cover(made, ZH, absence.id, [absence.lines[0].key or ""], "阿杰", NOW)
    assert refused.value.key == "absence.cover_away"
    assert (refused.value.args_["start"], refused.value.args_["end"]) == (at("9:00", 26), at("18:00", 27))
    with pytest.raises(BadInput):
        step_out(made, ZH, at("9:00", 30), at("10:00", 30), "李雯", NOW)
    assert everything(made) == before
    cover(made, ZH, absence.id, [absence.lines[0].key or ""], "王磊", NOW)


@pytest.mark.parametrize("wrong", ["another's desk", "somebody else's", "edited", "cut", "twice"])
def test_a_bundle_that_cannot_come_in(made: Desk, tmp_path: Path, wrong: str) -> None:
    absence = leave(made)
    out, spoilt = tmp_path / "out.json", tmp_path / "spoilt.json"
    send_out(made, absence, out)
    with desk_of(tmp_path, "阿杰" if wrong == "somebody else's" else "小王") as theirs:
        if wrong == "twice":
            take_in(theirs, out, NOW)
        spoilt.write_bytes(
            out.read_bytes().replace(b"2026-11-27", b"2026-11-28") if wrong == "edited" else out.read_bytes()[:-9]
        )
        before = everything(theirs)
        desk, file, key = {
            "another's desk": (made, out, "bundle.own"),
            "somebody else's": (theirs, out, "bundle.for_others"),
            "edited": (theirs, spoilt, "bundle.edited"),
            "cut": (theirs, spoilt, "bundle.format"),
            "twice": (theirs, out, "bundle.twice"),
        }[wrong]
        with pytest.raises(BadInput) as refused:
            take_in(desk, file, NOW)
        assert refused.value.key == key
        assert everything(theirs) == before


def test_a_bundle_made_anew_brings_what_changed(made: Desk, tmp_path: Path) -> None:
    absence = leave(made)
    key = line_of(absence, "给稿").key or ""
    send_out(made, absence, tmp_path / "out.json")
    with desk_of(tmp_path, "小王") as theirs:
        take_in(theirs, tmp_path / "out.json", NOW)
        note(theirs, next(c.id for c in in_care(theirs, NOW) if "给稿" in c.what), "在改", NOW)
        send_out(made, instruct(made, ZH, absence.id, [key], NOW, instruction="先给王磊看"), tmp_path / "again.json")
        assert take_in(theirs, tmp_path / "again.json", NOW) == 1
        (held,) = [c for c in in_care(theirs, NOW) if "给稿" in c.what]
        assert held.instruction == "先给王磊看"
        assert [f.how for f in held.log] == ["在改"]


@pytest.mark.parametrize("wrong", ["another desk's", "edited"])
def test_a_log_that_cannot_come_back(made: Desk, tmp_path: Path, wrong: str) -> None:
    send_out(made, leave(made), tmp_path / "out.json")
    log = tmp_path / "log.json"
    with desk_of(tmp_path, "小王") as theirs:
        take_in(theirs, tmp_path / "out.json", NOW)
        finish(theirs, in_care(theirs, NOW)[0].id, at("10:00", 24), how="办好了")
        send_back(theirs, "李雯", log)
        if wrong == "edited":
            log.write_text(log.read_text("utf-8").replace("办好了", "没办好"), "utf-8")
        desk = theirs if wrong == "another desk's" else made
        before = everything(desk)
        with pytest.raises(BadInput) as refused:
            take_back(desk, log, END)
        assert refused.value.key == ("bundle.edited" if wrong == "edited" else "bundle.other_desk")
        assert everything(desk) == before
    assert not handover_of(made, ZH, seen(made).absence, NOW).new
