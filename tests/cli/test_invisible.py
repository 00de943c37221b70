"""What nobody sees changes nothing: a command with invisible characters strewn in leaves the same records."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from said import data
from shell import NOW, Shell

from aetui.cli.main import run

COMMANDS = [
    ["call", "梅林", "> 周五12:00前给稿", "+ 海报，周三要", "@小王 明天出图", "? 报价 明天10点", "# 内部"],
    ["call", "ml", "--with", "陈小姐", "--at", "10:00", "$ 外拍 8000 2611-001"],
    ["todo", "打样", "--on", "周五", "--owner", "小王"],
    ["memo", "周四留会议室", "--to", "小孙", "--at", "周四 16:00"],
    ["card", "open", "秋季海报", "--client", "梅林", "--deliver", "周五17:30"],
    ["card", "step", "2611-001", "文案", "--due", "周三中午", "--owner", "小王"],
    ["card", "money", "2611-001", "成本", "8000", "--due", "周五"],
    ["meeting", "add", "提案会", "--client", "梅林", "--start", "周四14:00", "--place", "theirs"],
    ["client", "add", "正广和", "--report", "周四 16:00", "--contact", "吴小姐"],
    ["profile", "hours", "09:30-18:30"],
]
INVISIBLE = ("\ufeff", "\u200b", "\u200e", "\u2060", "\u202e", "\u00ad", "\x9b")


def strewn(word: str, char: str) -> str:
    return word if word.startswith("--") else char + char.join(word)


def records(aetui: Shell, tmp_path: Path, home: str, command: list[str], monkeypatch: pytest.MonkeyPatch) -> Any:
    """All that stands on a desk after the command, but for ids and moments of writing."""
    monkeypatch.setenv("AETUI_HOME", str(tmp_path / home))
    for setting in (
        ["profile", "timezone", "Asia/Shanghai"],
        ["profile", "people", "小王:AE"],
        ["client", "add", "梅林食品", "--contact", "陈小姐"],
        ["card", "open", "旧卡", "--client", "梅林"],
    ):
        assert run(setting) == 0
    status = aetui(*command)
    assert status[0] == 0, status
    aetui("export", str(tmp_path / f"{home}.json"))
    whole = json.loads((tmp_path / f"{home}.json").read_text("utf-8"))["records"]
    return {kind: [plain(one) for one in found] for kind, found in whole.items()}


def plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items() if k != "id" and not k.endswith("_id")}
    return [plain(one) for one in value] if isinstance(value, list) else value


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(command[:2]))
def test_a_command_reads_what_is_seen(
    aetui: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    expected = records(aetui, tmp_path, "clean", command, monkeypatch)
    for n, char in enumerate(INVISIBLE):
        said = [command[0], *(strewn(word, char) for word in command[1:])]
        assert records(aetui, tmp_path, f"d{n}", said, monkeypatch) == expected, repr(char)


def test_words_of_another_encoding_than_the_terminals_are_read(aetui: Shell) -> None:
    said = "> 周五12:00前给稿".encode("gb18030").decode("utf-8", "surrogateescape")
    [item] = data(aetui("call", "梅林", said, "--json"))["items"]
    assert (item["mark"], item["text"], item["due"][:16]) == (">", "周五12:00前给稿", "2026-11-27T12:00")


def test_lines_pasted_into_one_item_are_an_item_each(aetui: Shell) -> None:
    items = data(aetui("call", "梅林", "> 给稿\r\n+ 海报\u2028? 报价", "--json"))["items"]
    assert [i["mark"] for i in items] == [">", "+", "?"]


def test_a_file_whose_name_holds_what_nobody_sees_is_found(aetui: Shell, tmp_path: Path) -> None:
    odd = tmp_path / "名\u200b单.json"
    aetui("export", str(tmp_path / "名单.json"))
    (tmp_path / "名单.json").rename(odd)
    assert aetui("import", str(odd), "--now", NOW)[0] == 0
