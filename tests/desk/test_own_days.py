"""The house's own days, and a profile that says what can't be."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from desks import at, fill
from msgspec.structs import replace

from aetui.desk.book.profile import set_own_day
from aetui.desk.core import Desk
from aetui.desk.day.memos import write_memo
from aetui.desk.doubts import doubts
from aetui.desk.upgrade import command

NOW = at("9:30")
FRIDAY = date(2026, 11, 27)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk.open(tmp_path / "u.json", program="test", now=NOW)
    fill(desk)
    return desk


def test_an_own_day_moves_what_is_owed_and_goes_as_it_came(desk: Desk) -> None:
    before = desk.profile
    assert desk.calendar.is_working(FRIDAY)
    set_own_day(desk, FRIDAY, False, NOW, name="公司放假")
    assert not desk.calendar.is_working(FRIDAY)
    assert desk.calendar.holiday(FRIDAY) == "公司放假"
    assert not [o for o in desk.obligations(at("10:00", 27)) if o.rule == "day.review" and o.due.day == 27]
    set_own_day(desk, FRIDAY, True, NOW)
    assert desk.calendar.is_working(FRIDAY)
    set_own_day(desk, FRIDAY, None, NOW)
    assert desk.profile is not None
    assert desk.profile.own_days == []
    for _ in range(3):
        desk.undo(NOW + timedelta(minutes=1))
    assert desk.profile == before


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("hours", "12:00-13:00"), ("hours", "9-18"), ("hours", ""), ("hours", "18:00-09:00"), ("lunch", "08:00-20:00"),
        ("lunch", "noon"), ("calendar", "XX"), ("timezone", "Mars/Base"),
    ],
)  # fmt: skip
def test_what_a_profile_says_and_cannot_be_is_told_and_kills_nothing(desk: Desk, field: str, text: str) -> None:
    assert desk.profile is not None
    with desk.change("test", NOW) as change:  # as another program may have written it
        change.put(replace(desk.profile, **{field: text}))
    assert desk.calendar.hours.working > timedelta()
    assert desk.obligations(NOW)
    told = [d for d in doubts(desk, NOW) if d.key == "profile.unusable"]
    assert [d.args_["text"] for d in told] == [text]
    assert told[0].args_["field"] in (field, "lunch")


def test_a_year_that_is_not_published_is_told_with_the_command_that_mends_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert doubts(desk, NOW) == []
    monkeypatch.setattr("aetui.domain.clock.holidays.published", lambda country, year: year < 2027)
    desk.calendar._unsure.clear()
    (told,) = doubts(desk, at("9:30") + timedelta(days=20))
    desk.calendar._unsure.clear()
    assert (told.key, told.args_["year"], told.args_["command"]) == (
        "calendar.estimated_year",
        2027,
        command("chinesecalendar"),
    )


def test_a_clock_that_ran_ahead_is_told_until_its_time_has_come(desk: Desk) -> None:
    """Of whatever record, of the profile too; two clocks that go right differ by seconds."""
    ahead = NOW + timedelta(days=30)
    assert doubts(desk, NOW - timedelta(seconds=30)) == []
    assert [d.key for d in doubts(desk, NOW - timedelta(days=30))] == ["clock.ahead"]  # the whole desk
    write_memo(desk, "寄样", ahead, to="陈小姐")
    (told,) = doubts(desk, NOW)
    assert (told.key, told.args_["at"]) == ("clock.ahead", "2026-12-23 09:30")
    assert [d for d in doubts(desk, ahead) if d.key == "clock.ahead"] == []
    desk.undo(NOW)
    assert doubts(desk, NOW) == []


def test_the_command_is_the_one_of_the_installation(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("sys.prefix", str(tmp_path))
    monkeypatch.setattr("sys.base_prefix", str(tmp_path))
    monkeypatch.setattr("aetui.desk.upgrade.find_spec", lambda name: object())
    assert command("chinesecalendar") == "pip install -U chinesecalendar"
    monkeypatch.setattr("sys.base_prefix", "/usr")
    monkeypatch.setattr("sys.executable", "/my tools/bin/python")
    assert command("x") == '"/my tools/bin/python" -m pip install -U x'
    monkeypatch.setattr("aetui.desk.upgrade.find_spec", lambda name: None)
    assert command("x") == 'uv pip install -U --python "/my tools/bin/python" x'
    (tmp_path / "uv-receipt.toml").touch()
    assert command("x") == "uv tool upgrade aetui --upgrade-package x"
    (tmp_path / "pipx_metadata.json").touch()
    assert command("x") == "pipx runpip aetui install -U x"
