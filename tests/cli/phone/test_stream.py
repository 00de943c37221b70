"""A call whose items come on the standard input, one a line."""

from __future__ import annotations

import codecs
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from said import data
from shell import NOW, Shell


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
    assert "还没有挂断的 1" in aetui("today", "--now", "2027-03-01T09:00:00+08:00")[1], "until it is hung up"


def test_a_line_that_is_nothing_does_not_stop_the_rest(aetui: Shell, tmp_path: Path) -> None:
    out, err = (program := stream(tmp_path)).communicate("一\n\n+\n \n坏\n三".encode())
    assert program.returncode == 2
    assert err.decode().count("\n") == 1
    assert [line.split()[2][0] for line in out.decode().splitlines()] == ["一", "坏", "三"]
    assert data(aetui("check", "--json"))["records"]["items"] == 3


NOTES = "> 周五12:00前给稿\n+ 海报，要下周三\n? 报价 明天10点\n"


@pytest.mark.parametrize(
    "raw",
    [
        NOTES.encode(),
        NOTES.encode("utf-8-sig"),
        NOTES.encode("gb18030"),
        NOTES.replace("\n", "\r\n").encode("gb18030"),
        NOTES.replace("\n", "\r").encode(),
        NOTES.replace("周五", "\ufeff周\u200b五\u2060").encode(),
    ],
    ids=["utf-8", "bom", "gb18030", "crlf", "cr", "invisible"],
)
def test_the_same_notes_are_the_same_items_however_they_are_written(aetui: Shell, tmp_path: Path, raw: bytes) -> None:
    out, err = (program := stream(tmp_path, "--json", "--now", NOW)).communicate(raw)
    assert program.returncode == 0, err
    assert [(i["mark"], i["text"], i["due"]) for i in json.loads(out)["items"]] == [
        (">", "周五12:00前给稿", "2026-11-27T12:00:00+08:00"),
        ("+", "海报，要下周三", "2026-12-02T18:00:00+08:00"),
        ("?", "报价 明天10点", "2026-11-24T10:00:00+08:00"),
    ]


@pytest.mark.parametrize("raw", ["一\n二\n坏".encode() + b"\xff\n", NOTES.encode("utf-16"), b"a\n\xd6\xdc\n\xff\n"])
def test_what_is_in_no_encoding_known_is_refused_with_its_line_before_anything_is_written(
    aetui: Shell, tmp_path: Path, raw: bytes
) -> None:
    out, err = (program := stream(tmp_path)).communicate(raw)
    assert (program.returncode, out) == (2, b"")
    assert f"第 {1 if raw.startswith(codecs.BOM_UTF16_LE) else 3} 行" in err.decode()
    records = data(aetui("check", "--json"))["records"]
    assert not records.get("calls")
    assert not records.get("items")


def test_a_line_that_comes_later_in_no_encoding_known_leaves_what_was_acknowledged(
    aetui: Shell, tmp_path: Path
) -> None:
    with stream(tmp_path) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        for n, text in enumerate(("第一条".encode(), "第二条".encode("gb18030"))):
            program.stdin.write(text + b"\n")
            program.stdin.flush()
            assert f"第{'一二'[n]}条" in program.stdout.readline().decode()
        program.stdin.write(b"\xff\n")
        program.stdin.close()
        assert "第 3 行" in (program.stderr.read().decode() if program.stderr else "")
        assert program.wait() == 2
    assert data(aetui("check", "--json"))["records"]["items"] == 2


def test_a_stream_in_json(aetui: Shell, tmp_path: Path) -> None:
    out, err = stream(tmp_path, "--json").communicate("+ 海报\n一句".encode())
    said = json.loads(out)
    assert [i["mark"] for i in said["items"]] == ["+", ""]
    assert err.decode().split() == [i["id"] for i in said["items"]]


def test_nothing_on_the_input_is_a_call_without_items(aetui: Shell, tmp_path: Path) -> None:
    out, err = (program := stream(tmp_path)).communicate(b"")
    assert (program.returncode, out, err) == (0, b"", b"")
