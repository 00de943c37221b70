"""Ideas, notes on clients and quiet clients in the shell, as on the screens (Y1, R1, D3)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from said import data, good
from shell import Shell

SECRET = "把罐头竖起来拍"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_ideas(aetui: Shell, lang: str) -> None:
    assert good(aetui("idea", "--lang", lang))
    good(aetui("card", "open", "海报", "--client", "ml"))
    made = data(aetui("idea", "add", SECRET, "2611-001", "--json"))
    assert (made["card"], made["client"], made["used_at"]) == ("2611-001", "梅林", None)
    good(aetui("idea", "add", "结尾倒着放", "--client", "ml", "--now", "2026-11-23T11:31:00+08:00"))
    listed = data(aetui("idea", "list", "--json"))
    assert [one["text"] for one in listed] == ["结尾倒着放", f"{SECRET} 2611-001"]
    assert data(aetui("idea", "show", "竖起来", "--to", "阿杰", "--json"))["shown_to"] == "阿杰"
    assert data(aetui("idea", "used", "2", "--json"))["used_at"]
    assert len(data(aetui("idea", "--json"))) == 1
    assert len(data(aetui("idea", "list", "--all", "--json"))) == 2
    assert data(aetui("idea", "drop", "倒着", "--why", "太贵", "--json"))["dropped_at"]
    assert data(aetui("idea", "edit", "倒着", "结尾正着放", "--json"))["text"] == "结尾正着放"
    good(aetui("undo"))
    assert "结尾倒着放" in good(aetui("find", "倒着", "--lang", lang))
    assert aetui("idea", "used", "没有的", "--lang", lang)[0] == 1
    assert aetui("idea", "add", "  ", "--lang", lang)[0] == 2


def test_an_idea_stands_in_no_file_for_others(aetui: Shell, tmp_path: Path) -> None:
    good(aetui("card", "open", "海报", "--client", "ml"))
    good(aetui("idea", "add", SECRET, "2611-001"))
    good(aetui("idea", "add", SECRET, "--client", "ml"))
    good(aetui("profile", "name", "李雯"))
    for name, argv in {
        "week.json": ("team", "send"),
        "table.csv": ("export",),
        "dates.ics": ("export",),
    }.items():
        aetui(*argv, str(tmp_path / name))
        assert (tmp_path / name).exists(), name
    aetui("handover", "--from", "2026-11-24 09:00", "--to", "2026-11-26 18:00")
    aetui("handover", "export", str(tmp_path / "handover.json"))
    aetui("handover", "export", str(tmp_path / "handover.md"))
    written = [
        path
        for path in tmp_path.iterdir()
        if path.name in ("week.json", "table.csv", "dates.ics", "handover.json", "handover.md")
    ]
    assert len(written) >= 3
    for path in written:
        assert SECRET not in path.read_text(encoding="utf-8"), path.name


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_notes(aetui: Shell, lang: str) -> None:
    good(aetui("client", "note", "ml", "市场：竞品买一送一"))
    good(aetui("call", "ml", "价格", "# 老板下月退休"))
    kept = data(aetui("calls", "note", "ml", "2", "--json"))
    assert (kept["about"], kept["text"]) == ("company", "老板下月退休")
    listed = data(aetui("client", "note", "ml", "--json"))
    assert [(n["about"], n["stale"]) for n in listed] == [("market", False), ("company", False)]
    said = aetui("client", "show", "ml", "--lang", lang, "--now", "2027-06-30T10:00:00+08:00")[1]
    assert ("超过半年" if lang == "zh" else "half a year") in said
    good(aetui("client", "note", "ml", "--edit", "1", "市场：竞品停了"))
    good(aetui("client", "note", "ml", "--drop", "2"))
    assert [n["text"] for n in data(aetui("client", "note", "ml", "--json"))] == ["竞品停了"]
    december = ("--now", "2026-12-22T10:00:00+08:00")
    rules = [d["rule"] for d in json.loads(aetui("due", "--client", "ml", "--json", *december)[1])]
    assert "client.review" in rules
    good(aetui("met", "client.review", "梅林", "--how", "无变化", *december))
    assert "client.review" not in [
        d["rule"] for d in json.loads(aetui("due", "--client", "ml", "--json", *december)[1])
    ]
    shown = data(aetui("client", "show", "ml", "--json", *december))
    assert all(shown["gone_over"].values())
    assert aetui("client", "note", "ml", "x", "--about", "天气", "--lang", lang)[0] == 2
    assert aetui("client", "note", "ml", "--drop", "9", "--lang", lang)[0] == 1


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_quiet_clients_have_the_same_numbers_everywhere(aetui: Shell, lang: str) -> None:
    assert data(aetui("client", "quiet", "--json")) == []
    later = ("--now", "2026-12-10T10:00:00+08:00", "--lang", lang)
    found = data(aetui("client", "quiet", "--json", *later))
    assert found
    today = data(aetui("today", "--json", *later))["quiet_clients"]
    assert [(q["client"], q["days"]) for q in found] == [(q["client"], q["days"]) for q in today]
    for one in found:
        shown = data(aetui("client", "show", one["client"], "--json", *later))
        assert (shown["quiet"], shown["quiet_days"]) == (True, one["days"])
        assert f"{one['days']}" in good(aetui("client", "show", one["client"], *later))
    good(aetui("call", found[0]["client"], "问候", "--out", *later))
    left = data(aetui("client", "quiet", "--json", "--now", "2026-12-10T10:05:00+08:00"))
    assert found[0]["client"] not in [q["client"] for q in left]
