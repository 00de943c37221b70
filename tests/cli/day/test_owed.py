"""`aetui due` asked again is told as it was, exactly while that is what the whole way would tell."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aetui.cli import main
from aetui.cli.day import owed
from aetui.cli.reach import quick
from aetui.store.file.files import Files

BEGIN = datetime.fromisoformat("2026-11-23T09:00:00+08:00")
STEPS = st.one_of(
    st.sampled_from([1, 29, 31, 60, 240, 1_440, 5 * 1_440]),
    st.sampled_from(
        [
            ["call", "梅林", "> 周三12:00前给修改稿"],
            ["call", "申花", "+ 单页，周五前要打样", "? 报价什么时候能给"],
            ["call", "梅林", "--missed"],
            ["call", "梅林", "回了电话", "--out"],
            ["todo", "@小王 明天重出完稿", "--client", "申花"],
            ["meeting", "add", "梅林", "11/26 14:00"],
            ["client", "add", "益力饮料", "--report", "周三 15:00"],
            ["undo"],
        ]
    ),
)


class Surroundings:
    """The program called as from a shell, at a moment; what it said."""

    def __init__(self, capsys: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch) -> None:
        self.capsys, self.patch, self.now = capsys, patch, BEGIN

    def __call__(self, run: Any, *argv: str) -> tuple[int, str, str]:
        self.patch.setenv("AETUI_NOW", self.now.isoformat())
        status = run(list(argv))
        out, err = self.capsys.readouterr()
        return status, out, err


@pytest.fixture
def called(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Surroundings:
    for name, value in (("USER", "u"), ("LANG", "zh")):
        monkeypatch.setenv(f"AETUI_{name}", value)
    return Surroundings(capsys, monkeypatch)


def told_again(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether each was told again, as they come."""
    answers: list[bool] = []
    whole = owed.tell_again
    monkeypatch.setattr(owed, "tell_again", lambda session: answers.append(whole(session)) or answers[-1])
    return answers


@given(steps=st.lists(STEPS, min_size=1, max_size=6), zone=st.sampled_from(["Asia/Shanghai", "Europe/Berlin"]))
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_told_again_as_the_whole_way_tells_it(
    steps: list[Any], zone: str, called: Surroundings, tmp_path_factory: pytest.TempPathFactory
) -> None:
    called.patch.setenv("AETUI_HOME", str(tmp_path_factory.mktemp("home")))
    called.now = BEGIN
    begin = [["profile", "timezone", zone], ["client", "add", "梅林食品", "--report", "周四 16:00"]]
    for argv in (*begin, ["client", "add", "申花家电"]):
        assert called(main.run, *argv)[0] == 0
    for step in steps:
        if isinstance(step, int):
            called.now += timedelta(minutes=step)
        else:
            called(main.run, *step)
        for argv in (["due"], ["due", "--json"]):
            whole = called(main.run, *argv)
            assert called(quick.run, *argv) == whole
            assert called(quick.run, *argv) == whole


def test_it_is_told_again_until_something_turns_or_is_changed(
    called: Surroundings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("AETUI_HOME", str(tmp_path))
    again = told_again(monkeypatch)
    called(main.run, "profile", "timezone", "Asia/Shanghai")
    called(main.run, "client", "add", "梅林食品")
    called(main.run, "call", "梅林", "+ 单页", "> 10:00前回复")
    called.now += timedelta(minutes=1)

    def asked(*argv: str) -> bool:
        again.clear()
        called(quick.run, "due", *argv)
        return again[0]

    assert [asked(), asked(), asked("--json")] == [False, True, True]
    called.now += timedelta(minutes=1)
    assert asked()
    called.now += timedelta(minutes=90)  # the promise turned
    assert [asked(), asked()] == [False, True]
    called(main.run, "call", "梅林", "? 报价")
    called.now += timedelta(minutes=1)
    assert [asked(), asked()] == [False, True]
    monkeypatch.setenv("AETUI_LANG", "en")
    assert [asked(), asked()] == [False, True]
    (tmp_path / "u.rules.toml").write_text("", "utf-8")
    assert [asked(), asked()] == [False, True]
    (tmp_path / "u (conflicted copy).json").write_text("{}", "utf-8")
    assert not asked()
    called.now += timedelta(days=1)
    assert not asked()


@given(cut=st.integers(0, 4_000), byte=st.binary(min_size=1, max_size=1))
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_spoilt_one_is_none(cut: int, byte: bytes, called: Surroundings, tmp_path: Path) -> None:
    called.patch.setenv("AETUI_HOME", str(tmp_path))
    called.now = BEGIN
    if not (tmp_path / "u.json").exists():
        called(main.run, "client", "add", "梅林食品")
    called.now += timedelta(minutes=1)
    whole = called(main.run, "due")
    kept = Files(tmp_path / "u.json").owed
    data = kept.read_bytes()
    kept.write_bytes(data[:cut] + byte + data[cut + 1 :])
    assert called(quick.run, "due") == whole
    assert kept.stat().st_mode & 0o077 == 0
