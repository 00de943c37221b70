"""`aetui team` and the papers of the desk, as a user calls them."""

from __future__ import annotations

from pathlib import Path

import pytest
from said import data, good
from shell import Shell, desks_at

FRIDAY = "2026-11-27T17:30:00+08:00"


@pytest.fixture
def aetui(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    """`aetui(user, …)` on Friday; an AE with a client and a promise, and her AM."""
    monday = "2026-11-23T09:00:00+08:00"
    call = desks_at(
        tmp_path,
        FRIDAY,
        capsys,
        monkeypatch,
        {
            "liwen": {"name": "李雯", "am": "王磊"},
            "wanglei": {"name": "王磊", "roles": "AM", "people": "赵敏:AD,李雯:AE"},
        },
        monday,
    )
    call("liwen", "client", "add", "梅林食品", "--report", "周四 16:00", now=monday)
    call("liwen", "call", "梅林", "> 周三12:00前给修改稿", now=monday)
    return call


def test_a_week_from_desk_to_desk(aetui: Shell, tmp_path: Path) -> None:
    file = tmp_path / "week.json"
    assert data(aetui("liwen", "team", "send", str(file), "--json"))["week"] == "2026-W48"
    before = data(aetui("wanglei", "team", "--json"))
    assert (before["missing"], before["closed_at"], before["words"]) == (["李雯"], None, None)
    assert "? 李雯  还没收到本周的文件" in good(aetui("wanglei", "team"))
    status, _, err = aetui("wanglei", "team", "close", "都在赶双十二")
    assert status == 2
    assert "A3" in err
    assert "李雯" in err
    assert data(aetui("wanglei", "import", str(file), "--json")) == {
        "file": str(file),
        "week": "2026-W48",
        "whose": "李雯",
    }
    status, _, err = aetui("wanglei", "team", "take", str(file))
    assert (status, "已经导入过" in err) == (2, True)
    (hers, _) = data(aetui("wanglei", "team", "--json"))["weeks"]
    meilin = next(c for c in hers["clients"] if c["client"] == "梅林")
    # The promise, that nobody was told of it, Monday's call, Thursday's report.
    assert meilin["promised"] == meilin["late"] == 4
    assert meilin["kept"] == 0
    assert [line["state"] for line in hers["late"] if "修改稿" in line["what"]] == ["overdue", "overdue"]
    planned = data(aetui("wanglei", "team", "plan", "周二", "梅林", "打样确认", "@李雯", "--json"))
    assert (planned["day"], planned["text"], planned["owner"]) == ("2026-12-01", "梅林 打样确认", "李雯")
    assert data(aetui("wanglei", "team", "--json"))["unplanned"] == []
    assert "打样确认" in good(aetui("wanglei", "team", "plan"))
    assert good(aetui("wanglei", "team", "words", "都在赶双十二，写错了"))
    assert "写周摘要" in good(aetui("wanglei", "undo"))
    assert data(aetui("wanglei", "team", "--json"))["words"] is None
    assert good(aetui("wanglei", "team", "words", "都在赶双十二"))
    assert data(aetui("wanglei", "team", "--json"))["words"] == "都在赶双十二"
    closed = data(aetui("wanglei", "team", "close", "--json"))
    assert (closed["words"], closed["why"], closed["week"]) == ("都在赶双十二", None, "2026-W48")
    told = good(aetui("wanglei", "report", "summary"))
    assert "都在赶双十二" in told
    assert "修改稿" in told
    assert data(aetui("wanglei", "report", "summary", "--send", "--json"))["to"] == "赵敏"
    owed = {o["rule"]: o for o in data(aetui("wanglei", "due", "--all", "--json"))}
    assert (owed["week.review"]["state"], owed["week.summary"]["state"]) == ("met", "met")
    assert owed["week.review"]["how"] == "都在赶双十二"
    assert aetui("wanglei", "team", "close", "再")[0] == 2


def test_the_days_record(aetui: Shell, tmp_path: Path) -> None:
    assert "2026-11-23" not in good(aetui("liwen", "report", "day"))
    told = good(aetui("liwen", "report", "day", "--period", "2026-11-23"))
    assert "事由：2026年11月23日 周一" in told
    assert good(aetui("liwen", "report", "day", "2026-11-23")) == told
    file = tmp_path / "day.docx"
    good(aetui("liwen", "report", "day", "2026-11-23", "-o", str(file)))
    assert file.stat().st_size > 1000
    assert data(aetui("liwen", "report", "day", "--send", "--json"))["to"] == "王磊"


@pytest.mark.parametrize(
    "argv",
    [
        ["team", "--period", "bald"],
        ["team", "--period", "2026-11"],
        ["team", "send", "/nowhere/at/all.json"],
        ["team", "take", "/nowhere/at/all.json"],
        ["team", "plan", "12/10", "打样"],
        ["team", "words", "  "],
        ["team", "close"],
        ["team", "close", "x", "--period", "2026-W50"],
        ["report", "day", "2026-W48"],
        ["report", "summary", "2026-11-23"],
    ],
    ids=" ".join,
)
def test_bad_calls_change_nothing(aetui: Shell, argv: list[str]) -> None:
    log = good(aetui("wanglei", "log"))
    status, out, err = aetui("wanglei", *argv)
    assert (status, out, len(err.splitlines())) == (2, "", 1)
    assert good(aetui("wanglei", "log")) == log


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_help_page(aetui: Shell, lang: str) -> None:
    page = good(aetui("wanglei", "--lang", lang, "team", "--help"))
    for word in ("send", "take", "plan", "words", "close", "--why", "2026-W48"):
        assert word in page
