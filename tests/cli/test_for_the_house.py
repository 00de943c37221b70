"""A remark for the house, typed in every field that a command takes: what is read is the same, and nothing that leaves says it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from said import data
from shell import Shell

from aetui.cli.main import run

SECRET = "底价八折"
REMARK = f" # {SECRET}，陈小姐说周五前 @小王 2611-009"
STORY = [
    [
        "call",
        "梅林",
        "+ 秋季海报，周五前要{}",
        "> 周三给修改稿{}",
        "? 媒介排期 周四{}",
        "> 给样{}",
        "@小王 周四前 出图{}",
    ],
    ["card", "set", "2611-001", "--title", "秋季海报{}", "--what", "横版一张{}", "--for", "妈妈{}"],
    ["card", "estimate", "2611-001", "6000"],
    ["card", "step", "2611-001", "文案 周三中午{}"],
    ["card", "step", "2611-001", "完稿 @小王 周四{}"],
    ["card", "money", "2611-001", "receipt", "8000", "--due", "周五"],
    ["card", "work", "2611-001", "小样{}"],
    ["meeting", "add", "例会{}", "--client", "梅林", "--start", "周四14:00"],
    ["meeting", "agenda", "例会", "排期{}", "预算{}"],
    ["meeting", "minutes", "例会", "= 排期{}", "改十五秒{}", "@小王 周五 出排期表{}"],
    ["memo", "样稿周四送到{}", "--to", "陈小姐", "--outside"],
    ["client", "add", "正广和", "--contact", "吴小姐"],
]
PAPERS = [
    ["schedule", "2611-001"],
    ["estimate", "2611-001"],
    ["weekly", "--client", "梅林"],
    ["agenda", "例会"],
    ["minutes", "例会"],
    ["memo", "样稿"],
]


def lived(
    home: Path, remark: str, aetui: Shell, monkeypatch: pytest.MonkeyPatch
) -> tuple[dict[str, str], list[list[str]]]:
    """What leaves the house after the story, and the duties with their times."""
    monkeypatch.setenv("AETUI_HOME", str(home))
    for setting in (
        ["profile", "timezone", "Asia/Shanghai"],
        ["profile", "name", "李雯"],
        ["profile", "people", "小王:studio,王磊:supervisor"],
        ["client", "add", "梅林食品", "--contact", "陈小姐", "--report", "周四 16:00"],
    ):
        assert run(setting) == 0
    for command in STORY:
        said = aetui(*(word.replace("{}", remark) for word in command))
        assert said[0] == 0, (command, said)
    left = {}
    for kind, *about in PAPERS:
        out = home / f"{kind}.md"
        said = aetui("report", kind, *about, "-o", str(out))
        assert said[0] == 0, (kind, said)
        left[kind] = out.read_text("utf-8")
    assert aetui("export", str(home / "a.ics"))[0] == 0
    calendar = (home / "a.ics").read_text("utf-8").replace("\r\n ", "")
    left["ics"] = "\n".join(sorted(re.findall(r"^(?:SUMMARY|DTSTART).*$", calendar, re.M)))
    assert aetui("client", "export", str(home / "a.vcf"))[0] == 0
    left["vcf"] = (home / "a.vcf").read_text("utf-8")
    duties = sorted([d["rule"], d["title"], d["due"], d["client"] or ""] for d in data(aetui("due", "--json")))
    return left, duties


def test_what_leaves_is_the_same_with_a_remark_in_every_field_and_without(
    aetui: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain, owed = lived(tmp_path / "plain", "", aetui, monkeypatch)
    remarked, owed_too = lived(tmp_path / "remarked", REMARK, aetui, monkeypatch)
    assert owed_too == owed
    for kind, text in plain.items():
        assert remarked[kind] == text, kind
        assert SECRET not in remarked[kind]
    assert len(data(aetui("find", SECRET, "--json"))) >= 8, "it stands with the records that it was typed on"
