"""A calendar that is kept up: the same ids over all rewritings, what changed counts up, nobody's file is written over."""

from __future__ import annotations

import os
import re
import stat
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from desks import all_of, at, fill, owed, the_owed
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

import aetui
from aetui.desk.core import RECENT, Desk
from aetui.desk.day.todos import add_todo, drop_todo, finish_todo
from aetui.desk.feeds import kept
from aetui.desk.files import output
from aetui.desk.files.transfer import export_to
from aetui.desk.meeting.meetings import add_meeting, cancel_meeting, move_meeting
from aetui.desk.obligations import meet, waive
from aetui.desk.phone.calls import record_call
from aetui.domain.errors import BadInput
from aetui.domain.obligations import OPEN
from aetui.domain.records import Todo
from aetui.locales import Texts
from aetui.store.file.files import COMPANIONS

NOW = at("11:30")
SAY = Texts("zh")


def events(file: Path) -> dict[str, Any]:
    """The events by the id that the desk knows."""
    found = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    by_id = {str(e["uid"]).removesuffix("@aetui"): e for e in found}
    assert len(by_id) == len(found)
    return by_id


def is_struck(event: Any) -> bool:
    return str(event.get("status", "")) == "CANCELLED"


def timed(desk: Desk, line: str, now: datetime, *, private: bool = False, day: int = 23) -> Todo:
    """`15:00 打样`: a to-do that has a time."""
    clock = re.search(r"\d+:\d\d", line)
    assert clock is not None
    return add_todo(desk, line.replace(clock[0], "").strip(), now, due=at(clock[0], day), private=private)


def keep(desk: Desk, file: Path, now: datetime) -> int:
    return kept.keep(kept.as_of(desk, now), desk.store.path, file, SAY)


@pytest.fixture
def feed(desk: Desk, tmp_path: Path) -> Path:
    record_call(desk, NOW, ["> 明天10:00 给报价", "+ 海报 周五前"], client="梅林")
    file = tmp_path / "out" / "desk.ics"
    file.parent.mkdir()
    keep(desk, file, NOW)
    return file


def test_all_that_is_owed_stands_in_it_with_its_alarms(desk: Desk, feed: Path) -> None:
    found = events(feed)
    for one in desk.obligations(NOW):
        event = found[one.id]
        assert event["dtstart"].dt == one.due
        rung = sorted(event["dtstart"].dt + alarm["trigger"].dt for alarm in event.walk("VALARM"))
        assert rung == sorted({one.act_by - desk.rulebook.rules[one.rule].warning, one.act_by})


def test_what_is_the_same_stays_as_it_was_written(desk: Desk, feed: Path) -> None:
    before, mark = feed.read_bytes(), feed.stat().st_mtime_ns
    add_todo(desk, "没有钟点", at("11:40"))
    assert kept.is_behind(desk, at("11:40"))
    assert kept.bring_up(desk, at("11:40")) is None
    assert not kept.is_behind(desk, at("11:41"))
    assert (feed.read_bytes(), feed.stat().st_mtime_ns) == (before, mark)
    timed(desk, "15:00 打样", at("11:45"))
    kept.bring_up(desk, at("11:45"))
    after = events(feed)
    (todo,) = (t for t in all_of(desk, Todo) if t.due)
    assert (str(after[todo.id]["summary"]), after[todo.id]["dtstart"].dt) == ("打样", at("15:00"))
    others = {uid: e.to_ical() for uid, e in after.items() if uid != todo.id}
    assert others == {uid: e.to_ical() for uid, e in events_of(before).items()}


def events_of(content: bytes) -> dict[str, Any]:
    return {str(e["uid"]).removesuffix("@aetui"): e for e in Calendar.from_ical(content).walk("VEVENT")}


def test_met_ones_go_and_those_that_wont_be_are_struck_out_for_a_while(desk: Desk, feed: Path) -> None:
    promise, schedule = the_owed(desk, "call.promise", NOW), the_owed(desk, "card.schedule", NOW)
    done, dropped = timed(desk, "15:00 打样", NOW), timed(desk, "16:00 送样", NOW)
    kept.bring_up(desk, NOW)
    first = events(feed)
    meet(desk, promise, at("12:00"), how="邮件")
    waive(desk, schedule, "客户不要了", at("12:00"))
    finish_todo(desk, done.id, at("12:00"))
    drop_todo(desk, dropped.id, "不用了", at("12:00"))
    kept.bring_up(desk, at("12:00"))
    found = events(feed)
    assert not {promise.id, done.id} & found.keys()
    for gone in (schedule.id, dropped.id):
        assert is_struck(found[gone])
        assert not found[gone].walk("VALARM")
        assert int(found[gone]["sequence"]) > int(first[gone]["sequence"])
        assert found[gone]["last-modified"].dt == at("12:00")
    desk.undo(at("12:05"))  # the to-do that was dropped
    kept.bring_up(desk, at("12:05"))
    back = events(feed)[dropped.id]
    assert not is_struck(back)
    assert int(back["sequence"]) > int(found[dropped.id]["sequence"])
    kept.bring_up(desk, at("12:00") + kept.STRUCK)
    assert schedule.id not in events(feed)


def test_a_meeting_that_is_moved_and_called_off(desk: Desk, feed: Path) -> None:
    meeting = add_meeting(desk, "媒介例会", NOW, client="益力", start=at("14:00", 26))
    kept.bring_up(desk, NOW)
    seen = [events(feed)[meeting.id]]
    move_meeting(desk, meeting.id, at("12:00"), start=at("10:00", 27), how="电话")
    kept.bring_up(desk, at("12:00"))
    seen.append(events(feed)[meeting.id])
    cancel_meeting(desk, meeting.id, "客户取消", at("12:10"))
    kept.bring_up(desk, at("12:10"))
    seen.append(events(feed)[meeting.id])
    assert [e["dtstart"].dt for e in seen] == [at("14:00", 26), at("10:00", 27), at("10:00", 27)]
    assert [is_struck(e) for e in seen] == [False, False, True]
    numbers = [int(e["sequence"]) for e in seen]
    assert numbers == sorted(set(numbers))


@settings(max_examples=5)
@given(
    acts=st.lists(
        st.tuples(
            st.sampled_from(["call", "todo", "meet", "waive", "finish", "drop", "undo", "redo", "wait", "lost"]),
            st.integers(0, 50),
        ),
        max_size=10,
    )
)
def test_whatever_is_done_ids_stay_numbers_grow_and_what_stands_is_owed(
    acts: list[tuple[str, int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Against the desk itself: after each act the file holds what is owed and no more, and an event that says something else has a
    greater number and a later time of change than any that was ever seen of it."""
    folder = tmp_path_factory.mktemp("law")
    desk, file = Desk.open(folder / "u.json", program="test", now=at("9:00")), folder / "x.ics"
    fill(desk)
    now, seen = NOW, dict[str, tuple[bytes, int, datetime]]()
    keep(desk, file, now)
    for act, n in acts:
        now += timedelta(minutes=7)
        open_ones = desk.obligations(now)
        todos = [t for t in all_of(desk, Todo) if not t.done and not t.dropped]
        if act == "call":
            record_call(desk, now, [f"> {9 + n % 9}点半 给第{n}稿"], client="梅林")
        elif act == "todo":
            timed(desk, f"{9 + n % 9}:00 第{n}件", now, day=24)
        elif act in ("meet", "waive") and open_ones:
            promises = owed(desk, "call.promise", now)
            for one in promises[n % len(promises) :][:1] if promises else []:
                meet(desk, one, now) if act == "meet" else waive(desk, one, "不用做了", now)
        elif act in ("finish", "drop") and todos:
            one = todos[n % len(todos)].id
            finish_todo(desk, one, now) if act == "finish" else drop_todo(desk, one, "不用了", now)
        elif act == "undo":
            desk.undo(now)
        elif act == "redo":
            desk.redo(now)
        elif act == "wait":
            now += timedelta(hours=n)
        elif act == "lost":  # what was remembered is gone: the file itself is gone on from
            kept.let_go(desk)
            seen = {uid: was for uid, was in seen.items() if uid in events(file)}
            keep(desk, file, now)
        assert kept.bring_up(desk, now) is None
        found = events(file)
        stands = {uid for uid, e in found.items() if not is_struck(e)}
        assert stands >= {o.id for o in desk.obligations(now)}
        assert {uid for uid in stands if uid.startswith("call.promise")} == {
            o.id for o in owed(desk, "call.promise", now)
        }
        assert {t.id for t in all_of(desk, Todo)} & stands == {
            t.id for t in all_of(desk, Todo) if t.due and not t.done and not t.dropped and t.due > now - RECENT
        }
        for uid, event in found.items():
            text, number, changed = event.to_ical(), int(event["sequence"]), event["last-modified"].dt
            before = seen.get(uid)
            if before is not None and before[0] != text:
                assert number > before[1]
                assert changed >= before[2]
            seen[uid] = text, number, changed
    desk.close()


def test_what_is_for_the_house_or_private_is_in_no_calendar(desk: Desk, feed: Path) -> None:
    for line in ("15:00 送样 # 先别说", "# 16:00 只给自己人", "17:00 看牙"):
        timed(desk, line, NOW, private="看牙" in line)
    kept.bring_up(desk, NOW)
    text = feed.read_text("utf-8").replace("\r\n ", "")
    assert "送样" in text
    for hidden in ("先别说", "自己人", "看牙"):
        assert hidden not in text


# Whose file it is


@pytest.mark.parametrize(
    "content", [b"notes\n", b"BEGIN:VCALENDAR\r\nPRODID:-//other//\r\nEND:VCALENDAR\r\n", b"\x00" * 9]
)
def test_a_file_of_others_is_never_written_over(desk: Desk, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "theirs.ics"
    file.write_bytes(content)
    with pytest.raises(BadInput, match=r"feed\.not_ours"):
        keep(desk, file, NOW)
    assert file.read_bytes() == content
    assert kept.feed_of(desk.store.path) is None


def test_a_file_that_became_somebodys_is_left_and_told_once(desk: Desk, feed: Path) -> None:
    feed.write_bytes(b"my notes")
    timed(desk, "15:00 打样", NOW)
    told = [kept.bring_up(desk, NOW), kept.bring_up(desk, at("12:00"))]
    assert told[0] is not None
    assert told[0].key == "feed.not_ours"
    assert told[1] is None
    assert feed.read_bytes() == b"my notes"
    feed.unlink()
    assert kept.bring_up(desk, at("12:10")) is None
    found = kept.feed_of(desk.store.path)
    assert found is not None
    assert found.amiss is None
    assert events(feed)


def test_another_desks_calendar_is_another_desks(desk: Desk, feed: Path, tmp_path: Path) -> None:
    other = Desk.open(tmp_path / "other.json", program="test", now=NOW)
    fill(other)
    before = feed.read_bytes()
    with pytest.raises(BadInput, match=r"feed\.of_another"):
        keep(other, feed, NOW)
    assert feed.read_bytes() == before
    other.close()


@pytest.mark.parametrize("name", ["liwen.json", "liwen.feed", "liwen.hooks.toml", "x.csv", "x"])
def test_it_is_a_calendar_and_no_file_of_a_desk(desk: Desk, tmp_path: Path, name: str) -> None:
    with pytest.raises(BadInput):
        keep(desk, tmp_path / name, NOW)
    link = tmp_path / "link.ics"
    link.symlink_to(desk.store.path)
    before = desk.store.path.read_bytes()
    with pytest.raises(BadInput, match=r"export\.desk"):
        keep(desk, link, NOW)
    assert desk.store.path.read_bytes() == before


@pytest.mark.parametrize("ending", COMPANIONS)
def test_what_is_remembered_beside_a_desk_is_a_desks(desk: Desk, tmp_path: Path, ending: str) -> None:
    with pytest.raises(BadInput, match=r"export\.desk"):
        output.write_file(tmp_path / f"liwen.{ending}", b"")


def test_every_file_beside_a_desk_stands_in_the_one_list() -> None:
    """No other module makes a name by an ending of its own."""
    package = Path(aetui.__file__).parent
    found = {f.name for f in package.rglob("*.py") if re.search(r"\.with_suffix\(", f.read_text("utf-8"))}
    # A fault may be that the store can't be imported, and says for itself where it is written down.
    assert found == {"files.py", "build.py", "faults.py"}


def test_a_folder_that_is_gone_is_told_once_and_comes_back(desk: Desk, feed: Path) -> None:
    feed.unlink()
    feed.parent.rmdir()
    told = []
    for n in range(3):
        timed(desk, f"15:0{n} 打样", NOW)
        told.append(kept.bring_up(desk, NOW))
    assert [one.key if one else None for one in told] == ["export.write", None, None]
    feed.parent.mkdir()
    assert kept.bring_up(desk, NOW) is None
    assert len([e for e in events(feed).values() if "打样" in e["summary"]]) == 3


def test_a_full_disk_leaves_the_older_file_whole(desk: Desk, feed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = feed.read_bytes()
    real = output.kernel.write_all

    def full(fd: int, data: bytes) -> None:
        if data.startswith(b"BEGIN:VCALENDAR"):
            raise OSError(28, "No space left on device")
        real(fd, data)

    monkeypatch.setattr(output.kernel, "write_all", full)
    timed(desk, "15:00 打样", NOW)
    told = kept.bring_up(desk, NOW)
    assert told is not None
    assert "No space" in str(told.args_["why"])
    assert feed.read_bytes() == before
    assert [p.name for p in feed.parent.iterdir()] == [feed.name]
    monkeypatch.undo()
    timed(desk, "16:00 送样", NOW)
    assert kept.bring_up(desk, NOW) is None
    assert len(events(feed)) == len(events_of(before)) + 2


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_who_may_read_it_may_go_on_reading_it(desk: Desk, feed: Path) -> None:
    assert stat.S_IMODE(feed.stat().st_mode) == 0o600
    feed.chmod(0o644)
    timed(desk, "15:00 打样", NOW)
    kept.bring_up(desk, NOW)
    assert stat.S_IMODE(feed.stat().st_mode) == 0o644


def test_what_another_program_wrote_of_a_later_state_stays(desk: Desk, feed: Path) -> None:
    earlier = kept.as_of(desk, NOW)
    timed(desk, "15:00 打样", NOW)
    kept.bring_up(desk, NOW)
    later = feed.read_bytes()
    assert kept.bring_up_to(earlier, desk.store.path) is None
    assert feed.read_bytes() == later
    # An older file that took the desk's place counts on from where it is.
    found, remembered = kept.feed_of(desk.store.path), kept.path_of(desk.store.path)
    assert found is not None
    rest = remembered.read_bytes().partition(b"\n")[2]
    remembered.write_bytes(msgspec.json.encode(msgspec.structs.replace(found, at=found.at - 60)) + b"\n" + rest)
    assert kept.bring_up_to(earlier, desk.store.path) is None
    assert feed.read_bytes() != later


def test_what_is_past_leaves_and_a_busy_desk_writes_what_is_ahead(desk: Desk, feed: Path) -> None:
    timed(desk, "15:00 打样", NOW)
    kept.bring_up(desk, NOW)
    much_later = NOW + RECENT + timedelta(days=40)
    kept.bring_up(desk, much_later)
    found = events(feed)
    assert all(e["dtstart"].dt >= much_later - RECENT for e in found.values())
    assert {o.id for o in desk.obligations(much_later) if o.due >= much_later - RECENT} == found.keys()


def test_what_there_is_no_room_for_is_left_out_and_not_struck_out(
    desk: Desk, feed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = events(feed)
    assert len(first) > 3
    monkeypatch.setattr(kept, "MOST", 3)
    nearest = sorted(first, key=lambda uid: (first[uid]["dtstart"].dt, uid))[:3]
    feed.unlink()
    kept.bring_up(desk, NOW)
    assert sorted(events(feed)) == sorted(nearest)
    monkeypatch.undo()
    feed.unlink()
    kept.bring_up(desk, NOW)
    back = events(feed)
    assert back.keys() == first.keys()
    assert not any(map(is_struck, back.values()))


def test_a_calendar_written_once_goes_on_as_one_that_is_kept_up(desk: Desk, tmp_path: Path) -> None:
    record_call(desk, NOW, ["> 明天10:00 给报价"], client="梅林")
    file = tmp_path / "x.ics"
    export_to(desk, file, NOW, say=SAY)
    once = events(file)
    keep(desk, file, NOW)
    again = events(file)
    assert once.keys() == again.keys()
    assert all(int(again[uid]["sequence"]) > int(once[uid]["sequence"]) for uid in once)
    assert {o.id for o in desk.obligations(NOW) if o.state in OPEN} <= again.keys()


def test_it_is_of_this_machine_alone(desk: Desk, feed: Path, tmp_path: Path) -> None:
    """No export and no backup holds where the file lies, and none brings it."""
    out = tmp_path / "all.json"
    export_to(desk, out, NOW, say=SAY)
    saved = desk.store.backup(NOW)
    for content in (out.read_bytes(), saved.read_bytes(), desk.store.path.read_bytes()):
        assert os.fsencode(feed.name) not in content
    assert kept.let_go(desk) == str(feed)
    assert kept.let_go(desk) is None
    desk.store.restore(saved, at("12:00"))
    assert kept.feed_of(desk.store.path) is None
    assert feed.exists()
