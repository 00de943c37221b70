"""Events by shell: what a command changed runs the user's commands at its end, `aetui events --once` what time brought."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from said import good
from shell import Shell

from aetui.cli.main import run
from aetui.desk.events.marks import read_marks

WRITES = "import sys; open(sys.argv[1], 'ab').write(sys.stdin.buffer.read())"
LATER, AFTER = "2026-11-24T09:30:00+08:00", "2026-11-24T10:30:00+08:00"


@pytest.fixture
def heard(aetui: Shell, tmp_path: Path) -> Callable[[], list[dict[str, Any]]]:
    """What the commands of the hooks were given."""
    file = tmp_path / "heard.jsonl"
    command = json.dumps([sys.executable, "-c", WRITES, str(file)])
    hooks = tmp_path / "u.hooks.toml"
    hooks.write_text(
        "\n".join(f"{event} = {command}" for event in ("soon", "late", "day.closed", "paper.sent", "letter.came"))
    )
    hooks.chmod(0o600)
    good(aetui("events"))
    return lambda: [json.loads(line) for line in file.read_text("utf-8").splitlines()] if file.exists() else []


def quiet(tmp_path: Path) -> None:
    """Until no command runs any more."""
    deadline = time.monotonic() + 30
    while read_marks(tmp_path / "u.json").running() and time.monotonic() < deadline:
        time.sleep(0.01)


def test_without_hooks_it_says_how(aetui: Shell) -> None:
    status, _, err = aetui("events")
    assert status == 1
    assert "u.hooks.toml" in err


def test_once_runs_what_time_brought_and_says_so(
    aetui: Shell, heard: Callable[[], list[dict[str, Any]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    good(aetui("call", "梅林", "> 明天10:00 给报价"))
    monkeypatch.setenv("AETUI_NOW", AFTER)
    listed = json.loads(good(aetui("events", "--json")))
    assert any(item["rule"] == "call.promise" for item in listed["new"]["late"])
    told = json.loads(good(aetui("events", "--once", "--json")))
    assert {one["event"]: one["ok"] for one in told["fired"]}["late"] is True
    (late,) = (one for one in heard() if one["event"] == "late")
    assert "承诺：给报价" in [item["title"] for item in late["items"]]
    assert json.loads(good(aetui("events", "--once", "--json"))) == {"fired": []}
    assert "late" in good(aetui("events"))


def test_what_a_command_did_runs_at_its_end(
    aetui: Shell, heard: Callable[[], list[dict[str, Any]]], tmp_path: Path
) -> None:
    good(aetui("card", "open", "海报", "--client", "梅林"))
    good(aetui("card", "step", "2611-001", "初稿", "--due", "周五 17:00"))
    good(aetui("card", "schedule", "2611-001", "--sent", "--how", "邮件"))
    quiet(tmp_path)
    assert [one["items"][0]["client"] for one in heard() if one["event"] == "paper.sent"] == ["梅林"]


def test_reading_runs_nothing(
    aetui: Shell, heard: Callable[[], list[dict[str, Any]]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    good(aetui("call", "梅林", "> 明天10:00 给报价"))
    quiet(tmp_path)
    before = heard()
    monkeypatch.setenv("AETUI_NOW", AFTER)
    for argv in (["due"], ["today", "--line"], ["check"], ["events"]):
        good(aetui(*argv))
    quiet(tmp_path)
    assert heard() == before


@pytest.mark.parametrize("text", ["soon = [", 'sooon = ["a"]'])
def test_a_mistake_in_the_file_is_one_sentence_and_all_else_works(aetui: Shell, tmp_path: Path, text: str) -> None:
    hooks = tmp_path / "u.hooks.toml"
    hooks.write_text(text)
    hooks.chmod(0o600)
    status, out, err = aetui("todo", "打样")
    assert (status, "打样" in out, err.count("\n")) == (0, True, 1)
    assert "u.hooks.toml" in err
    assert aetui("events")[0] == 2
    assert "u.hooks.toml" in good(aetui("check"))
    assert aetui("due")[2] == ""


def test_a_failing_command_is_told_once_and_by_check(
    aetui: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hooks = tmp_path / "u.hooks.toml"
    hooks.write_text('late = ["/no/such/program"]')
    hooks.chmod(0o600)
    good(aetui("events"))
    good(aetui("call", "梅林", "> 明天10:00 给报价"))
    monkeypatch.setenv("AETUI_NOW", AFTER)
    assert good(aetui("todo", "一"))
    quiet(tmp_path)
    said = [aetui("todo", text)[2] for text in ("二", "三")]
    assert ["/no/such/program" in err for err in said] == [True, False]
    assert "/no/such/program" in good(aetui("check"))
    assert json.loads(good(aetui("check", "--json")))["hooks"]


def test_a_trial_counts_nothing_as_seen(
    aetui: Shell, heard: Callable[[], list[dict[str, Any]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    good(aetui("call", "梅林", "> 明天10:00 给报价"))
    monkeypatch.setenv("AETUI_NOW", AFTER)
    new = json.loads(good(aetui("events", "--json")))["new"]
    for event in ("late", "paper.sent"):
        (told,) = json.loads(good(aetui("events", "--try", event, "--json")))["fired"]
        assert (told["event"], told["ok"]) == (event, True)
    late, sent = heard()[-2:]
    assert (late["trial"], len(late["items"]), sent["trial"], sent["items"]) == (True, 1, True, [{}])
    assert json.loads(good(aetui("events", "--json")))["new"] == new
    status, _, err = aetui("events", "--try", "nothing")
    assert status == 2
    assert "letter.came" in err


def test_a_command_that_calls_the_desk_works_on_the_same(
    aetui: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hooks, out = tmp_path / "u.hooks.toml", tmp_path / "out"
    code = f"import os; open({str(out)!r}, 'w').write(os.environ['AETUI_HOME'] + ' ' + os.environ['AETUI_USER'] + ' ' + os.getcwd())"
    hooks.write_text(f"late = {json.dumps([sys.executable, '-c', code])}")
    hooks.chmod(0o600)
    good(aetui("events"))
    good(aetui("call", "梅林", "> 明天10:00 给报价"))
    monkeypatch.delenv("AETUI_USER")
    good(aetui("events", "--once", "--user", "u", "--now", AFTER))
    home = os.path.realpath(tmp_path)
    assert out.read_text().split() == [str(tmp_path), "u", home]


def test_another_desk_in_the_folder_has_none(aetui: Shell, heard: object, tmp_path: Path) -> None:
    assert run(["todo", "x", "--user", "other"]) == 0
    assert not (tmp_path / "other.events").exists()
