"""Whatever becomes of the program's streams, a command does its work, keeps its status, and shows no traceback."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import forked
import pytest

NOW = "2026-11-23T11:30:00+08:00"
STARTED = f"{sys.executable} -m aetui"


def sh(home: Path, line: str, tmp: Path | None = None, started: bool = False) -> subprocess.CompletedProcess[str]:
    """A line of bash in which `aetui` is the program on a desk of its own; its pipelines' first status is its status.

    `started`: by Python, instead of forked from one that is loaded."""
    aetui = STARTED if started else str(forked.program() / "aetui")
    script = f'aetui() {{ {aetui} "$@"; }}\n{line}\nexit ${{PIPESTATUS[0]}}'
    env = {
        "PATH": "/usr/bin:/bin", "AETUI_HOME": str(home), "AETUI_USER": "u", "AETUI_LANG": "zh", "AETUI_NOW": NOW,
        "TMPDIR": str(tmp or tempfile.gettempdir()), "PYTHONUTF8": "1",
    }  # fmt: skip
    return subprocess.run(["bash", "-c", script], env=env, capture_output=True, text=True, check=False, timeout=60)


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("made") / "home"
    sh(made, "aetui profile timezone Asia/Shanghai; aetui client add 梅林食品 --contact 陈小姐")
    sh(made, "aetui call 梅林 '+ 秋季海报' '> 周三给稿' '? 报价'")
    return made


@pytest.fixture
def home(tmp_path: Path, made_once: Path) -> Path:
    return shutil.copytree(made_once, tmp_path / "home")


READING = {
    "today": 0, "due": 0, "due --json": 0, "rules": 0, "log": 0, "card list": 0, "card show 2611-001": 0, "client list": 0,
    "find 海报": 0, "report weekly 梅林": 0, "check": 0, "review --check": 1, "--help": 0, "--version": 0,
    "completion bash": 0, "demo --print": 0, "card show 2611-999": 1, "nothing": 2,
}  # fmt: skip
"""Commands whose result is what they print, and their status."""

WRITING = [
    "todo 整理样品柜", "call 梅林 '! 完稿错了'", "memo 留会议室 --to 小孙", "card step 2611-001 文案 --due 周五",
    "card estimate 2611-001 8000", "met week.call 梅林", "waive call.promise 梅林 --why 客户取消", "undo",
    "client add 申花家电", "export out.csv", "report weekly 梅林 -o out.md", "backup",
]  # fmt: skip
"""Commands that write something, on the desk or into a file."""

LEAVING = {
    "closed": ">&-",
    "no input": "<&-",
    "all closed": "<&- >&- 2>&-",
    "nobody reads": "| head -0",
    "head": "| head -1",
}
"""Outputs that take less than they are given without a fault of theirs."""


def no_trace(done: subprocess.CompletedProcess[str]) -> bool:
    return "Traceback" not in done.stderr and "Exception" not in done.stderr and "OSError" not in done.stderr


@pytest.mark.parametrize("how", LEAVING.values(), ids=LEAVING)
def test_a_command_that_reads_keeps_its_status(home: Path, how: str) -> None:
    script = "\n".join(f"aetui {command} {how}; said+=(${{PIPESTATUS[0]}})" for command in READING)
    done = sh(home, f'{script}\necho "${{said[@]}}" >&2')
    assert done.stderr.splitlines()[-1].split() == [str(status) for status in READING.values()]
    assert no_trace(done)


@pytest.mark.parametrize("how", [*LEAVING.values(), ">/dev/full", ">/dev/full 2>&1"])
def test_python_starts_with_such_streams_as_well(home: Path, how: str) -> None:
    """What Python makes of them before the program runs."""
    done = sh(
        home,
        f'aetui todo 整理样品柜 {how}; said=${{PIPESTATUS[0]}}; aetui due {how}; echo "$said ${{PIPESTATUS[0]}}" >&2',
        started=True,
    )
    assert done.stderr.splitlines()[-1] == ("0 3" if "full" in how else "0 0")
    assert no_trace(done)
    assert "整理样品柜" in sh(home, "aetui today").stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_result_that_could_not_be_written_is_told(home: Path) -> None:
    for command, status in READING.items():
        done = sh(home, f"aetui {command} >/dev/full")
        assert done.returncode == (status or 3), command
        assert no_trace(done)
        assert done.stderr.count("\n") == 1, command


@pytest.mark.parametrize("how", [*LEAVING.values(), ">/dev/full", ">/dev/full 2>&1"])
def test_what_was_written_is_acknowledged(home: Path, tmp_path: Path, how: str) -> None:
    script = "\n".join(f"aetui {command} {how}; said+=(${{PIPESTATUS[0]}})" for command in WRITING)
    done = sh(home, f'cd {tmp_path}\n{script}\necho "${{said[@]}}" >&2')
    assert done.stderr.splitlines()[-1].split() == ["0"] * len(WRITING)
    assert no_trace(done)
    assert "整理样品柜" in sh(home, "aetui today").stdout


@pytest.mark.parametrize("how", [">&-", ">&- 2>&-", "| head -0", "| head -1", ">/dev/full", ">/dev/full 2>&1"])
def test_every_line_of_a_stream_is_kept(home: Path, tmp_path: Path, how: str) -> None:
    feed = tmp_path / "feed.txt"
    feed.write_text("\n".join(f"第{n}句" for n in range(20)))
    done = sh(home, f"aetui call 梅林 - < {feed} {how}")
    assert done.returncode == 0, done.stderr
    said = sh(home, "aetui find 句 --json").stdout
    assert all(f"第{n}句" in said for n in range(20))


def test_a_closed_output_s_number_is_never_the_desks(home: Path) -> None:
    """What is written to a descriptor that was closed must not land in a file that got its number."""
    before = sh(home, "aetui check --json").returncode
    sh(home, "aetui today >&- 2>&-; aetui nothing 2>&-; aetui todo x >&- 2>&- <&-")
    assert (before, sh(home, "aetui check").returncode) == (0, 0)


@pytest.mark.parametrize("how", [*LEAVING.values(), ">/dev/full"])
def test_the_demo_leaves_nothing_and_alarms_nobody(tmp_path: Path, how: str) -> None:
    room = tmp_path / "room"
    room.mkdir()
    done = sh(tmp_path / "none", f"aetui demo --print {how}", room)
    assert (list(room.iterdir()), (tmp_path / "none").exists()) == ([], False)
    assert done.stderr.count("\n") == (1 if "full" in how else 0)


def test_a_check_that_is_cut_short_keeps_its_status(home: Path) -> None:
    """`review --check | head -4`: more is undecided than anybody reads."""
    sh(home, "aetui call 梅林 '> 第'{1..12}'件'")
    done = sh(home, "aetui review --check | head -4")
    assert done.returncode == 1
    assert done.stdout.count("\n") == 4
    assert no_trace(done)
