"""An AE's week as a file: out of one desk, into another; what can't be taken in changes nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from desks import all_of, at, everything
from weeks import FRIDAY, NEXT_MONDAY, ae_desk, am_desk, live_a_week

from aetui.desk.book.clients import add_client
from aetui.desk.book.profile import set_profile, set_profiles
from aetui.desk.core import Desk
from aetui.desk.day.todos import add_todo, finish_todo
from aetui.desk.files.bundle_file import kind_of
from aetui.desk.obligations import find_obligation, meet
from aetui.desk.phone.calls import record_call
from aetui.desk.week.team_file import read_weeks, send_week, take_read, take_week
from aetui.desk.week.team_week import own_week
from aetui.domain.errors import BadInput
from aetui.domain.records import TeamWeek
from aetui.locales import Texts
from aetui.locales.wording import team_title


@pytest.fixture
def ae(tmp_path: Path) -> Iterator[Desk]:
    desk = ae_desk(tmp_path)
    record_call(desk, at("9:32"), ["> 周三12:00前给修改稿", "# 林总难说话"], client="梅林")
    yield desk
    desk.close()


@pytest.fixture
def am(tmp_path: Path) -> Iterator[Desk]:
    desk = am_desk(tmp_path, "李雯", "张敏")
    yield desk
    desk.close()


def test_out_and_in_and_again_by_a_newer_one(ae: Desk, am: Desk, tmp_path: Path) -> None:
    file, later = tmp_path / "a.json", tmp_path / "b.json"
    sent = send_week(ae, None, file, FRIDAY)
    assert kind_of(file) == "week"
    assert file.stat().st_mode & 0o077 == 0
    assert "林总难说话" not in file.read_text("utf-8")
    before = everything(am)
    taken = take_week(am, file, FRIDAY)
    assert (taken.whose, taken.period, taken.tallies, taken.late) == ("李雯", "2026-W48", sent.tallies, sent.late)
    assert [(line.client, line.state) for line in taken.late if "修改稿" in line.what] == [
        ("梅林", "overdue"),
        ("梅林", "overdue"),  # and the supervisor doesn't know
    ]
    add_todo(ae, "拜访", FRIDAY, day=datetime.fromisoformat("2026-12-01").date())
    send_week(ae, "2026-W48", later, FRIDAY + timedelta(minutes=5))
    again = take_week(am, later, FRIDAY + timedelta(minutes=6))
    assert again.id == taken.id
    assert [line.what for line in again.ahead if line.state == "todo"] == ["拜访"]
    assert len(all_of(am, TeamWeek)) == 1
    am.undo(FRIDAY)
    assert all_of(am, TeamWeek)[0].made == taken.made
    am.undo(FRIDAY)
    assert everything(am) == before


def edited(file: Path) -> None:
    text = file.read_text("utf-8")
    assert "2026-W48" in text
    file.write_text(text.replace("2026-W48", "2026-W47"), "utf-8")


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-60])


def another_kind(file: Path) -> None:
    file.write_text(file.read_text("utf-8").replace('"week"', '"handover"', 1), "utf-8")


def plain(file: Path) -> None:
    file.write_text("{}", "utf-8")


def no_text(file: Path) -> None:
    file.write_bytes(b'{"aetui_bundle": "week", "x": "\xff\xfe"}')


def without_zone(file: Path) -> None:
    data = json.loads(file.read_text("utf-8"))
    data["made"] = data["made"][:19]
    file.write_text(json.dumps(data), "utf-8")


@pytest.mark.parametrize(
    ("spoil", "key"),
    [
        (edited, "bundle.edited"),
        (cut, "bundle.format"),
        (another_kind, "bundle.format"),
        (plain, "bundle.format"),
        (no_text, "bundle.format"),
        (without_zone, "bundle.edited"),
        (Path.unlink, "import.read"),
    ],
)
def test_files_that_cannot_be(ae: Desk, am: Desk, tmp_path: Path, spoil: Callable[[Path], None], key: str) -> None:
    file = tmp_path / "a.json"
    send_week(ae, None, file, FRIDAY)
    spoil(file)
    before = everything(am)
    with pytest.raises(BadInput) as mistake:
        take_week(am, file, FRIDAY)
    assert mistake.value.key == key
    assert everything(am) == before


def test_ones_own_the_same_and_an_older_one(ae: Desk, am: Desk, tmp_path: Path) -> None:
    older, file = tmp_path / "a.json", tmp_path / "b.json"
    send_week(ae, None, older, FRIDAY - timedelta(hours=1))
    send_week(ae, None, file, FRIDAY)
    with pytest.raises(BadInput) as own:
        take_week(ae, file, FRIDAY)
    take_week(am, file, FRIDAY)
    before = everything(am)
    with pytest.raises(BadInput) as twice:
        take_week(am, file, FRIDAY)
    with pytest.raises(BadInput) as old:
        take_week(am, older, FRIDAY)
    assert [e.value.key for e in (own, twice, old)] == ["team.own", "bundle.twice", "team.older"]
    assert everything(am) == before


def test_a_folder_of_files(ae: Desk, am: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    with pytest.raises(BadInput) as none:
        read_weeks(folder)
    assert none.value.key == "team.no_files"
    other = ae_desk(tmp_path, "张敏")
    send_week(ae, None, folder / "1.json", FRIDAY - timedelta(minutes=1))
    send_week(ae, None, folder / "2.json", FRIDAY)
    send_week(other, None, folder / "3.json", FRIDAY)
    other.close()
    (folder / "note.txt").write_text("x", "utf-8")
    edited(folder / "3.json")
    read = read_weeks(folder)
    assert len(read.mistakes) == 1
    before = everything(am)
    (week,) = take_read(am, read, FRIDAY)  # the newest of each desk, as one change
    assert (week.whose, week.made) == ("李雯", FRIDAY)
    with pytest.raises(BadInput):
        take_read(am, read_weeks(folder), FRIDAY)
    am.undo(FRIDAY)
    assert everything(am) == before


def test_a_file_that_cannot_be_written(ae: Desk, tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        send_week(ae, None, tmp_path / "no" / "a.json", FRIDAY)
    for period in ("bald", "2026-11", "2026-11-23"):
        with pytest.raises(BadInput):
            send_week(ae, period, tmp_path / "a.json", FRIDAY)
    set_profile(ae, "name", "", FRIDAY)
    with pytest.raises(BadInput) as nameless:
        send_week(ae, None, tmp_path / "a.json", FRIDAY)
    assert nameless.value.key == "team.nameless"
    assert not (tmp_path / "a.json").exists()


def test_what_stands_in_the_week_to_come(tmp_path: Path) -> None:
    desk = ae_desk(tmp_path)
    live_a_week(desk)
    ahead = own_week(desk, FRIDAY).ahead
    told = {(team_title(Texts("zh"), line, desk.rulebook), line.client, line.state) for line in ahead}
    assert {
        ("拜访陈小姐", "梅林", "todo"),
        ("媒介例会", "益力", "meeting"),
        ("进度：打样", "梅林", "pending"),
        ("交件 · 秋季海报", "梅林", "pending"),
    } <= told
    assert {(line.client, line.source) for line in ahead if line.state == "round"} == {
        (client, source) for client in ("梅林", "申花", "益力") for source in ("C1", "C2")
    }
    # The meeting itself stands once, and no day's closing; what would be late is its step.
    assert not [line for line in ahead if line.source in ("D1", "C3") and line.state not in ("todo", "given")]
    assert not [line for line in ahead if line.source == "R10"]
    assert len([line for line in ahead if line.what == "媒介例会" and not line.rule]) == 1
    assert ahead == sorted(ahead, key=lambda line: line.due or NEXT_MONDAY)
    todo = next(t for t in desk.book.live("todos") if getattr(t, "text", "") == "拜访陈小姐")
    finish_todo(desk, todo.id, FRIDAY)
    assert "拜访陈小姐" not in {line.what for line in own_week(desk, FRIDAY).ahead}
    # A week long past is told from the file, though the desk no longer holds it at hand.
    later = datetime.fromisoformat("2027-06-01T09:00:00+08:00")
    path = desk.store.path
    desk.close()
    again = Desk.open(path, program="test", now=later)
    past = own_week(again, later, "2026-W48")
    kept = {(t.rule, t.client): t.kept for t in past.tallies}
    assert kept["call.promise", "梅林"] == 1
    assert past.calls == 3
    again.close()


def test_what_was_met_before_its_week_is_counted_in_it(tmp_path: Path) -> None:
    before = at("9:00", 16)
    desk = Desk.open(tmp_path / "x.json", program="test", now=before)
    set_profiles(desk, {"name": "李雯", "timezone": "Asia/Shanghai"}, before)
    add_client(desk, "梅林食品", before, keys=["ml"])
    record_call(desk, at("10:00", 19), ["> 下周二12:00前给稿"], client="梅林")
    meet(desk, find_obligation(desk, "call.promise", "给稿", at("9:00", 20)), at("9:00", 20), how="早给了")
    (tally,) = [t for t in own_week(desk, FRIDAY).tallies if t.rule == "call.promise"]
    assert (tally.client, tally.kept, tally.promised) == ("梅林", 1, 1)
    assert [t for t in own_week(desk, FRIDAY, "2026-W47").tallies if t.rule == "call.promise"] == []
    desk.close()
