"""The AEs' monthly reports from desk to desk, as a user calls them (A8)."""

from __future__ import annotations

from pathlib import Path

import pytest
from said import data, good
from shell import Shell, desks_at

ON_18 = "2026-11-18T15:00:00+08:00"


@pytest.fixture
def aetui(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    """`aetui(user, …)` two days before the 20th; two AEs with a client each, and their AM."""
    monday = "2026-11-02T09:00:00+08:00"
    call = desks_at(
        tmp_path,
        ON_18,
        capsys,
        monkeypatch,
        {
            "liwen": {"name": "李雯", "am": "王磊"},
            "zhangmin": {"name": "张敏", "am": "王磊"},
            "wanglei": {"name": "王磊", "roles": "AM", "people": "赵敏:AD,李雯:AE,张敏:AE"},
        },
        monday,
    )
    for user, client in (("liwen", "梅林食品"), ("zhangmin", "申花足球")):
        assert call(user, "client", "add", client, now=monday)[0] == 0
        assert call(user, "card", "open", "秋季海报", "--client", client, now=monday)[0] == 0
        assert call(user, "card", "money", "2611-001", "成本 8000 印刷", now=monday)[0] == 0
    return call


def test_a_month_from_desk_to_desk(aetui: Shell, tmp_path: Path) -> None:
    seen = data(aetui("wanglei", "team", "reports", "--json"))
    assert (seen["month"], seen["due"], seen["days_left"], seen["missing"]) == (
        "2026-11",
        "2026-11-20",
        2,
        ["李雯", "张敏"],
    )
    assert "还剩 2 天" in good(aetui("wanglei", "team", "reports"))
    assert "2 days left" in good(aetui("wanglei", "team", "reports", "--lang", "en"))
    (asked,) = data(aetui("wanglei", "team", "chase", "李雯", "--json"))
    assert asked["text"] in good(aetui("wanglei", "team", "chase"))
    hers, other = data(aetui("wanglei", "team", "reports", "--json"))["reports"]
    assert (len(hers["chased"]), len(other["chased"])) == (2, 1)
    files = {user: tmp_path / f"{user}-2026-11.json" for user in ("liwen", "zhangmin")}
    sent = data(aetui("liwen", "report", "monthly", "--hand-in", str(files["liwen"]), "--json"))
    assert (sent["month"], sent["clients"]) == ("2026-11", ["梅林"])
    good(aetui("zhangmin", "report", "monthly", "--hand-in", str(files["zhangmin"]), "--period", "2026-11"))
    assert data(aetui("wanglei", "team", "take", str(files["liwen"]), "--clients", "--json")) == [
        {"month": "2026-11", "whose": "李雯"}
    ]
    assert data(aetui("wanglei", "import", str(files["zhangmin"]), "--json")) == {
        "file": str(files["zhangmin"]),
        "month": "2026-11",
        "whose": "张敏",
    }
    good(aetui("wanglei", "team", "clients", "--all"))
    assert aetui("wanglei", "team", "take", str(files["liwen"]))[0] == 2
    seen = data(aetui("wanglei", "team", "reports", "--json"))
    assert (seen["missing"], [one["in"] for one in seen["reports"]]) == ([], [True, True])
    assert [one["client"] for one in seen["reports"][0]["clients"]] == ["梅林"]
    status, _, err = aetui("wanglei", "team", "chase")
    assert (status, "不用催" in err) == (2, True)
    for client in ("梅林", "申花"):
        paper = good(aetui("wanglei", "report", "monthly", client))
        assert "秋季海报" in paper
        told = data(aetui("wanglei", "plan", "budget", "--client", client, "--json"))
        assert [one["spent"] for one in told["actual"]] == ["8000"]
    assert [(one["who"], one["as_of"]) for one in told["actual_of"]] == [("张敏", ON_18)]
    assert "张敏（11/18 15:00 止）" in good(aetui("wanglei", "plan", "budget", "--client", "申花"))


@pytest.mark.parametrize(
    "argv",
    [
        ("report", "weekly", "--hand-in", "x.json"),
        ("report", "monthly", "梅林", "--hand-in", "x.json"),
        ("report", "monthly", "--period", "2026-12", "--hand-in", "x.json"),
        ("team", "chase", "李雯"),
        ("team", "chase", "--period", "2026-12"),
        ("team", "reports", "--period", "2026-12"),
        ("team", "reports", "--period", "2026-W48"),
    ],
)
def test_what_cant_be_is_said_in_one_sentence(aetui: Shell, argv: tuple[str, ...]) -> None:
    status, out, err = aetui("liwen", *argv)
    assert status != 0
    assert out == ""
    assert err.strip().count("\n") == 0
    assert not Path("x.json").exists()


def test_all_of_a_kind_at_once(aetui: Shell) -> None:
    """By command as by keys: last month's lines for all, then all to the AD."""
    second = "2026-12-02T10:00:00+08:00"
    for client in ("梅林食品", "申花足球"):
        good(aetui("wanglei", "client", "add", client))
        good(aetui("wanglei", "plan", "media", "--client", client, "--period", "2026-12", "电视 12/1到12/15 10.5万"))
    copied = data(aetui("wanglei", "plan", "media", "--all", "--copy", "--json", now=second))
    assert copied == [{"client": client, "period": "2027-01"} for client in ("梅林", "申花足球")]
    sent = data(aetui("wanglei", "report", "media", "--all", "--send", "--how", "面交", "--json", now=second))
    assert [(one["kind"], one["to"]) for one in sent["sent"]] == [("media", "赵敏")] * 2
    assert good(aetui("wanglei", "undo", now=second))
    assert data(aetui("wanglei", "report", "list", "--json", now=second)) == []
    for argv in (
        ("report", "media", "--all"),
        ("report", "weekly", "--all", "--send"),
        ("report", "budget", "--all", "--send"),
        ("plan", "media"),
        ("plan", "media", "--all"),
        ("plan", "media", "--all", "--copy"),
    ):
        status, out, err = aetui("wanglei", *argv, now=second)
        assert (status, out, err.strip().count("\n")) == (2, "", 0), argv
