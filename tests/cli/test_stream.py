"""A call whose items come on the standard input, one a line."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

from said import data
from shell import Shell


def stream(tmp_path: Path, *more: str) -> subprocess.Popen[bytes]:
    env = {**os.environ, "AETUI_HOME": str(tmp_path), "AETUI_USER": "u", "AETUI_LANG": "zh"}
    command = [sys.executable, "-m", "aetui", "call", "梅林", "-", *more]
    return subprocess.Popen(command, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def test_what_was_acknowledged_outlives_a_kill(aetui: Shell, tmp_path: Path) -> None:
    with stream(tmp_path) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        for n in range(3):
            program.stdin.write(f"> 第{n}条\n".encode())
            program.stdin.flush()
            assert f"第{n}条" in program.stdout.readline().decode()
        program.stdin.write(b"half a li")
        program.stdin.flush()
        program.send_signal(signal.SIGKILL)
    assert {h["text"] for h in data(aetui("find", "条", "--json"))} == {"> 第2条", "> 第1条", "> 第0条"}
    assert data(aetui("check", "--json"))["records"]["items"] == 3


def test_a_line_that_is_nothing_does_not_stop_the_rest(aetui: Shell, tmp_path: Path) -> None:
    out, err = (program := stream(tmp_path)).communicate("一\n\n+\n \n坏\udcff\n三".encode("utf-8", "surrogateescape"))
    assert program.returncode == 2
    assert err.decode().count("\n") == 1
    assert [line.split()[2][0] for line in out.decode().splitlines()] == ["一", "坏", "三"]
    assert data(aetui("check", "--json"))["records"]["items"] == 3


def test_a_stream_in_json(aetui: Shell, tmp_path: Path) -> None:
    out, err = stream(tmp_path, "--json").communicate("+ 海报\n一句".encode())
    said = json.loads(out)
    assert [i["mark"] for i in said["items"]] == ["+", ""]
    assert err.decode().split() == [i["id"] for i in said["items"]]


def test_nothing_on_the_input_is_a_call_without_items(aetui: Shell, tmp_path: Path) -> None:
    out, err = (program := stream(tmp_path)).communicate(b"")
    assert (program.returncode, out, err) == (0, b"", b"")
