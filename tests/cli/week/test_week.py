"""`aetui week` and `aetui round` from the shell: text and JSON of the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from said import data, good
from shell import Shell, shell_at


@pytest.fixture
def aetui(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    call = shell_at(tmp_path, "2026-11-23T11:30:00+08:00", capsys, monkeypatch)
    early = "2026-11-23T09:00:00+08:00"
    call("profile", "timezone", "Asia/Shanghai", now=early)
    call("client", "add", "梅林食品", "--contact", "陈小姐", "--phone", "021", "--report", "周四 16:00", now=early)
    call("client", "add", "申花家电", "--report", "周五 11:00", now=early)
    call("call", "申花", "? 报价 周一11:00", "# 内部", "--out", now="2026-11-23T09:40:00+08:00")
    call("meeting", "add", "提案", "--client", "梅林", "--start", "11/26 14:00", "--end", "11/26 15:00", now=early)
    call("card", "open", "海报", "--client", "梅林", "--deliver", "周五", now=early)
    return call


def test_the_week_as_json(aetui: Shell) -> None:
    seen = data(aetui("week", "--json"))
    assert (seen["week"], seen["when"], len(seen["days"])) == ("2026-W48", "this", 7)
    assert [d["working"] for d in seen["days"]] == [True] * 5 + [False] * 2
    clients = {c["client"]: c for c in seen["clients"]}
    assert clients["申花"]["call"]["state"] == "met"
    assert clients["梅林"]["call"]["state"] == "pending"
    assert clients["梅林"]["report"]["due"] == "2026-11-26T16:00:00+08:00"
    assert clients["梅林"]["confirm"] is None
    [meeting] = [e for d in seen["days"] for e in d["entries"] if e["kind"] == "meeting"]
    assert (meeting["title"], meeting["client"], meeting["at"]) == ("提案", "梅林", "2026-11-26T14:00:00+08:00")
    keys = [e["key"] for d in seen["days"] for e in d["entries"]]
    assert len(keys) == len(set(keys))


def test_the_week_as_text(aetui: Shell) -> None:
    said = good(aetui("week"))
    for text in ("第48周", "11月23日 周一  今天", "会议 提案", "周一电话 1/2", "交件 · 海报", "周报 ○ 周四 16:00"):
        assert text in said, text
    english = good(aetui("week", "--lang", "en", "--period", "2026-W41"))
    assert "off: National Day" in english
    assert "worked for National Day" in english
    assert "a past week" in english
    assert "将来的一周" in good(aetui("week", "--period", "下周一"))


def test_the_round_as_json(aetui: Shell) -> None:
    seen = data(aetui("round", "--json"))
    assert (seen["kind"], seen["done"], seen["of"]) == ("calls", 1, 2)
    assert [c["client"] for c in seen["clients"]] == ["梅林", "申花"]
    first, last = seen["clients"]
    assert first["contacts"][0] == {"name": "陈小姐", "title": None, "phone": "021"}
    assert [(a["kind"], a["title"]) for a in first["ahead"]] == [("deliver", "海报"), ("unplanned", "海报")]
    assert first["stand"] == "owed"
    assert (last["stand"], [q["text"] for q in last["questions"]]) == ("done", ["报价 周一11:00"])
    assert [o["rule"] for o in last["inside"]["overdue"]] == ["call.return"]
    reports = data(aetui("round", "reports", "--json"))
    assert [(c["client"], c["stand"]) for c in reports["clients"]] == [("梅林", "owed"), ("申花", "owed")]


def test_the_round_as_text(aetui: Shell) -> None:
    said = good(aetui("round"))
    for text in ("梅林食品  陈小姐 021", "电话 ○ 周一 18:00", "海报  还没有下一步", "客户簿里没有联系人", "? 报价 周一11:00",
                 "内部，不对客户说"):  # fmt: skip
        assert text in said, text
    assert "# 内部" not in said
    aetui("report", "weekly", "--client", "梅林", "--send")
    assert "待电话确认" in good(aetui("round", "reports"))
    aetui("met", "week.report_confirm", "梅林", "--how", "电话确认")
    aetui("waive", "week.report", "申花", "--why", "停")
    assert "周报告都发了，也都确认了。" in good(aetui("round", "reports"))
    assert "已确认" in good(aetui("week"))


def test_a_client_without_a_report_time(aetui: Shell) -> None:
    aetui("client", "add", "益力饮料")
    assert "益力  电话 ○ 周一 18:00  周报 ○ 没有约定时间" in good(aetui("week"))
    assert "周报 ○ 没有约定时间" in good(aetui("round", "reports"))
    *_, last = data(aetui("round", "reports", "--json"))["clients"]
    assert (last["client"], last["stand"], last["no_time"], last["sent_at"]) == ("益力", "unfixed", True, None)
    good(aetui("report", "weekly", "--client", "益力", "--send", "--how", "e-mail"))
    [row] = [r for r in data(aetui("week", "--json"))["clients"] if r["client"] == "益力"]
    assert (row["no_time"], row["report"], row["confirm"]["rule"]) == (True, None, "week.report_confirm")
    assert row["sent_at"].startswith("2026-11-23T")
    assert "周报 ✓ 周一" in good(aetui("round", "reports"))
    good(aetui("client", "set", "益力", "--report", "周四 16:00"))
    [row] = [r for r in data(aetui("week", "--json"))["clients"] if r["client"] == "益力"]
    assert (row["no_time"], row["report"]["state"]) == (False, "met")


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (("week", "--period", "2026-W99"), "看不懂期间"),
        (("week", "--period", "2026-11"), "看不懂期间"),
        (("week", "--period", "2031-W01"), "太远了"),
        (("round", "letters"), "aetui round calls"),
    ],
)
def test_bad_input(aetui: Shell, argv: tuple[str, ...], said: str) -> None:
    status, out, err = aetui(*argv)
    assert (status, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1


def test_an_empty_desk(tmp_path: Path, aetui: Shell) -> None:
    empty = ("--home", str(tmp_path / "new"))
    assert "客户簿是空的" in good(aetui("week", *empty))
    assert "这一周没有要打的周一电话" in good(aetui("round", *empty))
    assert data(aetui("round", "reports", "--json", *empty))["clients"] == []


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", ["week", "round"])
def test_help(aetui: Shell, name: str, lang: str) -> None:
    assert f"aetui {name}" in good(aetui(name, "--help", "--lang", lang))
