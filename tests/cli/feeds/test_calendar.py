"""`aetui export --keep` by shell; the file is read by programs of others."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from said import good
from shell import Shell

from aetui.cli.main import run


def titles(file: Path) -> set[str]:
    return {str(e["summary"]) for e in Calendar.from_ical(file.read_bytes()).walk("VEVENT")}


@pytest.fixture
def file(aetui: Shell, tmp_path: Path) -> Path:
    out = tmp_path / "calendar" / "me.ics"
    out.parent.mkdir()
    assert str(out) in good(aetui("export", str(out), "--keep"))
    return out


@pytest.mark.parametrize(
    ("argv", "title"),
    [
        (["call", "梅林", "> 明天10:00 给报价"], "梅林 承诺：给报价"),
        (["todo", "15:00 打样"], "打样"),
        (["meeting", "add", "媒介例会", "--client", "梅林", "--start", "周四14:00"], "梅林 媒介例会"),
        (["memo", "催发票", "--to", "小周", "--at", "16:00"], "备忘：催发票"),
    ],
    ids=lambda a: a[0],
)
def test_every_command_that_changes_something_writes_it_anew(
    aetui: Shell, file: Path, argv: list[str], title: str
) -> None:
    before = titles(file)
    aetui(*argv)
    assert any(title.split("：")[-1] in one for one in titles(file) - before)
    aetui("undo")
    struck = {str(e["summary"]): str(e.get("status")) for e in Calendar.from_ical(file.read_bytes()).walk("VEVENT")}
    assert {one for one, status in struck.items() if status != "CANCELLED"} == before


def test_it_is_told_of_and_ended(aetui: Shell, file: Path) -> None:
    assert str(file) in good(aetui("export", "--keep"))
    told = json.loads(good(aetui("export", "--keep", "--json")))
    assert (told["file"], told["kept"], told["trouble"]) == (str(file), True, None)
    assert json.loads(good(aetui("check", "--json")))["calendar"]["file"] == str(file)
    assert str(file) in good(aetui("export", "--no-keep"))
    assert aetui("export", "--keep")[0] == 1
    assert aetui("export", "--no-keep")[0] == 1
    before = file.read_bytes()
    aetui("todo", "15:00 打样")
    assert file.read_bytes() == before
    assert "calendar" not in json.loads(good(aetui("check", "--json")))
    status, _, err = aetui("export")
    assert status == 2
    assert "file" in err.lower() or "文件" in err


def test_a_relative_name_is_the_folders_in_which_it_was_said(
    aetui: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    good(aetui("export", "here.ics", "--keep"))
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    aetui("todo", "15:00 打样")
    assert "打样" in titles(tmp_path / "here.ics")


def test_a_failure_is_a_line_beside_the_result_and_told_once(aetui: Shell, file: Path) -> None:
    shutil.rmtree(file.parent)
    said = [aetui("todo", f"15:0{n} 打样") for n in range(3)]
    assert [status for status, _, _ in said] == [0, 0, 0]
    assert [str(file) in err for _, _, err in said] == [True, False, False]
    assert str(file) in good(aetui("check"))
    assert json.loads(good(aetui("export", "--keep", "--json")))["trouble"]


def test_a_fault_of_ours_leaves_what_was_asked_for_done(
    aetui: Shell, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aetui.desk.feeds.kept.calendar_lines", lambda *_: 1 / 0)
    status, out, err = aetui("todo", "15:00 打样")
    assert (status, "打样" in out, "fault.log" in err) == (0, True, True)


def test_the_language_is_the_profiles_else_that_in_which_it_was_asked_for(aetui: Shell, tmp_path: Path) -> None:
    out = tmp_path / "me.ics"
    good(aetui("export", str(out), "--keep", "--lang", "en"))
    aetui("call", "梅林", "+ 海报")
    assert any("schedule" in one for one in titles(out))
    aetui("profile", "lang", "zh")
    assert any("进度表" in one for one in titles(out))


def test_a_restored_desk_is_in_it(aetui: Shell, file: Path, tmp_path: Path) -> None:
    good(aetui("todo", "15:00 打样"))
    saved = json.loads(good(aetui("backup", "--json")))["file"]
    good(aetui("todo", "16:00 送样"))
    assert {"打样", "送样"} <= titles(file)
    good(aetui("restore", saved, "--yes"))
    events = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    assert [str(e["summary"]) for e in events if str(e.get("status")) == "CANCELLED"] == ["送样"]
    out = tmp_path / "all.json"
    good(aetui("export", str(out)))
    run(["import", str(out), "--user", "second"])
    assert not (tmp_path / "second.feed").exists()


def test_a_quick_note_without_it_looks_for_nothing(aetui: Shell) -> None:
    code = "import sys; from aetui.cli.main import run; run(['call', '梅林', '> 周五前']); print([m for m in sys.modules if 'feeds' in m or m == 'icalendar'])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


# Read by others


@pytest.fixture
def full(aetui: Shell, file: Path) -> Path:
    for argv in (
        ["call", "梅林", "> 明天10:00 给报价"],
        ["todo", "15:00 打样"],
        ["todo", "16:00 不做的"],
        [
            "meeting",
            "add",
            "媒介例会",
            "--client",
            "梅林",
            "--start",
            "周四14:00",
            "--place",
            "theirs",
            "--travel",
            "45m",
        ],
    ):
        good(aetui(*argv))
    good(aetui("undo"))
    good(aetui("redo"))
    return file


def program(name: str) -> str:
    found = shutil.which(name) or shutil.which(name, path=str(Path(sys.executable).parent))
    if found is None:
        pytest.skip(f"{name} isn't installed")
    return found


def ran(*argv: Any, env: dict[str, str]) -> str:
    done = subprocess.run(list(map(str, argv)), capture_output=True, text=True, env=env, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_read_by_khal(full: Path, tmp_path: Path) -> None:
    khal, config = program("khal"), tmp_path / "khal.conf"
    (tmp_path / "vdir").mkdir()
    config.write_text(
        f"[calendars]\n[[aetui]]\npath = {tmp_path / 'vdir'}\n[sqlite]\npath = {tmp_path / 'khal.db'}\n"
        "[locale]\nlocal_timezone = Asia/Shanghai\ndefault_timezone = Asia/Shanghai\n"
        "timeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
    )
    env = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "LC_ALL": "C.UTF-8", "TZ": "Asia/Shanghai"}
    ran(khal, "-c", config, "import", "--batch", "-a", "aetui", full, env=env)
    shown = ran(
        khal, "-c", config, "list", "--day-format", "{date}", "--format", "{start} {title} {alarm-symbol}", "2026-11-23", "7d", env=env
    )  # fmt: skip
    lines = shown.splitlines()
    assert any("2026-11-23 15:00 打样" in line for line in lines)
    (promise,) = (line for line in lines if "给报价" in line)
    assert promise.startswith("2026-11-24 10:00 梅林 承诺：给报价")
    assert "\N{ALARM CLOCK}" in promise
    assert any("2026-11-26 14:00 梅林 媒介例会" in line for line in lines)
    n = sum(str(e.get("status", "")) != "CANCELLED" for e in Calendar.from_ical(full.read_bytes()).walk("VEVENT"))
    ahead = [line for line in lines if not line.endswith(("2026-11-23", "2026-11-24"))]
    assert len(ahead) >= n // 2


def test_read_by_calcurse(full: Path, tmp_path: Path) -> None:
    calcurse = program("calcurse")
    env = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "LC_ALL": "C.UTF-8", "TZ": "Asia/Shanghai"}
    folder = tmp_path / "calcurse"
    said = ran(calcurse, "-D", folder, "-C", folder, "-i", full, env=env)
    n = len(Calendar.from_ical(full.read_bytes()).walk("VEVENT"))
    assert f"{n} apps" in said
    assert "0 skipped" in said
    kept = (folder / "apts").read_text("utf-8")
    assert "11/24/2026 @ 10:00" in kept
    assert "梅林 承诺：给报价" in kept
    assert "11/26/2026 @ 14:00 -> 11/26/2026 @ 15:00" in kept
