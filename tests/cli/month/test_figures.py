"""`aetui figures`: its tables, its JSON as laid down, its status."""

from __future__ import annotations

from pathlib import Path

import pytest
from said import data
from shell import Shell, shell_at

NOW = "2026-11-24T17:30:00+08:00"


@pytest.fixture
def aetui(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    call = shell_at(tmp_path, NOW, capsys, monkeypatch)
    call("profile", "timezone", "Asia/Shanghai", now="2026-11-23T09:00:00+08:00")
    return call


@pytest.fixture
def filled(aetui: Shell) -> Shell:
    morning = "2026-11-23T09:30:00+08:00"
    for client in ("梅林食品", "申花家电"):
        assert aetui("client", "add", client, now=morning)[0] == 0
    assert aetui("call", "梅林", "> 周二12:00前给修改稿", "没有别的", now=morning)[0] == 0
    assert aetui("call", "申花", "> 周二15:00前给排期", "--out", now="2026-11-23T10:40:00+08:00")[0] == 0
    assert aetui("met", "call.promise", "修改稿", now="2026-11-24T11:00:00+08:00")[0] == 0
    return aetui


def test_as_laid_down(filled: Shell) -> None:
    seen = data(filled("figures", "--json"))
    assert list(seen) == [
        "period", "first", "last", "as_of", "client", "total", "by_rule", "by_week", "by_client", "by_hour",
    ]  # fmt: skip
    assert [seen[key] for key in ("period", "first", "last", "as_of", "client")] == [
        "2026-11", "2026-11-01", "2026-11-30", NOW, None,
    ]  # fmt: skip
    promise = next(row for row in seen["by_rule"] if row["rule"] == "call.promise")
    assert promise == {
        "rule": "call.promise", "source": "R9", "title": "承诺",
        "promised": 2, "kept": 1, "late": 1, "missed": 0, "waived": 0, "open": 0, "share": 0.5,
    }  # fmt: skip
    assert sum(row["promised"] for row in seen["by_rule"]) == seen["total"]["promised"]
    assert [row["week"] for row in seen["by_week"]][-2:] == ["2026-W48", "2026-W49"]
    assert len(seen["by_week"]) == 8
    loads = {row["client"]: row for row in seen["by_client"]}
    assert (loads["梅林"]["calls"], loads["梅林"]["items"], loads["申花"]["calls"]) == (1, 2, 1)
    assert len(seen["by_hour"]) == 24
    assert seen["by_hour"][9] == {"hour": 9, "in": 1, "out": 0, "missed": 0}
    assert seen["by_hour"][10] == {"hour": 10, "in": 0, "out": 1, "missed": 0}


def test_a_period_and_a_client(filled: Shell) -> None:
    week = data(filled("figures", "--period", "week", "--client", "申花", "--json"))
    assert (week["period"], week["client"]) == ("2026-W48", "申花")
    assert [row["client"] for row in week["by_client"]] == ["申花"]
    before = data(filled("figures", "--period", "2026-w47", "--json"))
    assert (before["period"], before["total"]["promised"], before["total"]["share"]) == ("2026-W47", 0, None)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("zh", ("2026年11月", "截至 11/24 17:30", "守时 · 按规则", "承诺", "50%", "工作量 · 按客户", "梅林", "10:00")),
        ("en", ("November 2026", "as of 11/24 17:30", "In time · by rule", "promise", "50%", "Load · by client")),
    ],
)
def test_as_tables(filled: Shell, lang: str, words: tuple[str, ...]) -> None:
    status, out, err = filled("figures", "--lang", lang)
    assert (status, err) == (0, "")
    for word in words:
        assert word in out, out
    assert "{" not in out


def test_with_nothing_to_count(aetui: Shell) -> None:
    status, out, err = aetui("figures", "--user", "new")
    assert (status, err) == (0, "")
    assert "还没有可统计的" in out
    assert data(aetui("figures", "--user", "new", "--json"))["by_client"] == []
    status, out, err = aetui("figures", "--period", "2025")
    assert (status, err) == (0, "")
    assert "这段时间没有时限" in out
    assert "还没有可统计的" not in out


@pytest.mark.parametrize(
    ("argv", "status", "word"),
    [
        (("--period", "上个月"), 2, "2026-W48"),
        (("--period", "2026-13"), 2, "2026-13"),
        (("--client", "没有这家"), 1, "没有这家"),
        (("--weeks", "3"), 2, "--weeks"),
    ],
)
def test_a_mistake_is_one_line(filled: Shell, argv: tuple[str, ...], status: int, word: str) -> None:
    said = filled("figures", *argv)
    assert said[0] == status, said
    assert said[1] == ""
    assert word in said[2]
    assert said[2].count("\n") == 1


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_its_page_tells_the_keys(aetui: Shell, lang: str) -> None:
    page = aetui("figures", "--help", "--lang", lang)[1]
    for word in ("--period", "--client", "--json", "by_rule", "by_week", "by_client", "by_hour", "share"):
        assert word in page
