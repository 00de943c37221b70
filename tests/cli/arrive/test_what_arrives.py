"""What other programs wrote, from the shell: a yes is needed, and what is no such file is one clear sentence that changes nothing."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import pytest
from shell import Shell, plain

COMMANDS = {"client": "book.csv", "meeting": "invite.ics", "todo": "todos.csv"}
GOOD = {
    "client": "公司,姓名,手机\n光明乳业,何明,13900001111\n",
    "meeting": (
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART:20261126T060000Z\nDTEND:20261126T070000Z\nSUMMARY:梅林 提案\n"
        "END:VEVENT\nEND:VCALENDAR\n"
    ),
    "todo": "任务,截止日期\n催样片,2026-11-27\n",
}
BAD = {
    "empty": b"",
    "blank": b"\n \n\n",
    "binary": bytes(range(256)) * 40,
    "picture": b"\x89PNG\r\n\x1a\n" + os.urandom(2000),
    "workbook": b"PK\x03\x04" + b"\x00\x01" * 500,
    "huge": "公司,姓名\n".encode() + b"a,b\n" * 100_000,
    "garbage": "，，，；；；\n@@@@\n%%%%\n".encode(),
    "no encoding": b"\xff\xff\xff\x80\x81,\xfe\xff\n" * 3,
}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("bad", BAD)
@pytest.mark.parametrize("what", COMMANDS)
def test_what_is_no_such_file(aetui: Shell, tmp_path: Path, what: str, bad: str, lang: str) -> None:
    file = tmp_path / COMMANDS[what]
    file.write_bytes(BAD[bad])
    log = aetui("log")[1]
    for more in ([], ["--yes"], ["--json", "--yes"]):
        status, out, err = aetui(what, "import", str(file), "--lang", lang, *more)
        assert (status, out, err.count("\n")) == (2, "", 1)
        assert file.name in err
        assert plain(err)
    assert aetui("log")[1] == log


@pytest.mark.parametrize("what", COMMANDS)
def test_what_can_not_be_read(aetui: Shell, tmp_path: Path, what: str) -> None:
    assert aetui(what, "import", str(tmp_path / "none.csv"))[0] == 2
    assert aetui(what, "import", str(tmp_path))[0] == 2
    os.mkfifo(tmp_path / "pipe")
    assert aetui(what, "import", str(tmp_path / "pipe"))[0] == 2


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("what", COMMANDS)
def test_nothing_before_a_yes_and_all_of_it_undone_at_once(
    aetui: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str, lang: str
) -> None:
    file = tmp_path / COMMANDS[what]
    file.write_text(GOOD[what], "utf-8")
    before = aetui(what, "list", "--json")[1]
    status, out, err = aetui(what, "import", str(file), "--lang", lang)
    assert (status, "--yes" in err, aetui(what, "list", "--json")[1]) == (2, True, before)
    assert "+" in out
    status, out, err = aetui(what, "import", str(file), "--json")
    assert (status, json.loads(out)["taken"], json.loads(out)["new"] > 0) == (2, False, True)
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    assert aetui(what, "import", str(file), "--lang", lang)[0] == 0
    assert aetui(what, "list", "--json")[1] == before
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    assert aetui(what, "import", str(file), "--lang", lang)[0] == 0
    after = aetui(what, "list", "--json")[1]
    assert after != before
    assert aetui(what, "import", str(file), "--yes")[0] == 0, "a second time there is nothing to take"
    assert aetui(what, "list", "--json")[1] == after
    aetui("undo")
    assert aetui(what, "list", "--json")[1] == before


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_of_an_address_book_all_is_taken_anyway(aetui: Shell, tmp_path: Path, lang: str) -> None:
    book = tmp_path / "book.csv"
    book.write_text("公司,姓名,手机\n光明乳业,何明,13900001111\n光明乳业,何亮,13900001112\n", "utf-8")
    status, out, err = aetui("client", "import", str(book), "--all", "--yes", "--lang", lang)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert "--only" in err
    told = json.loads(aetui("client", "import", str(book), "--json")[1])
    assert (told["new"], told["companies"]) == (3, 1)
    said = aetui("client", "import", str(book), "--yes", "--lang", lang)[1].splitlines()[-1]
    assert ("新客户 1、新联系人 2" if lang == "zh" else "1 new client, 2 new contacts") in said


def test_an_address_book_stands_in_the_log_by_its_file(aetui: Shell, tmp_path: Path) -> None:
    book = tmp_path / "book.csv"
    book.write_text("公司,姓名\n甲公司,张三\n乙公司,李四\n", "utf-8")
    assert aetui("client", "import", str(book), "--yes")[0] == 0
    line = aetui("log")[1].splitlines()[0]
    assert "book.csv" in line
    assert "甲公司" not in line, "nor by one of its companies"
