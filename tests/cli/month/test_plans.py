"""`aetui plan`, `aetui appraisal` and their papers as a user calls them."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document
from said import data, good
from shell import Shell, shell_at

NOW = "2026-11-24T10:00:00+08:00"


@pytest.fixture
def aetui(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    call = shell_at(tmp_path, NOW, capsys, monkeypatch)
    for key, value in (("name", "王磊"), ("roles", "AM"), ("timezone", "Asia/Shanghai"), ("people", "赵敏:AD,小陆:AE")):
        call("profile", key, value)
    call("client", "add", "梅林食品")
    return call


def test_a_media_plan(aetui: Shell) -> None:
    out = good(aetui("plan", "media", "--client", "ml", "电视 15秒 12/1到12/15 200000", "报纸 3万"))
    assert out.splitlines() == [
        "梅林食品 媒介计划 2026-12",
        "  1  电视 15秒  12/1–12/15  ￥200,000",
        "  2  报纸                    ￥30,000",
        "     合计                   ￥230,000",
    ]
    assert good(aetui("plan", "media", "--client", "ml")) == out
    good(aetui("report", "media", "--client", "ml", "--send", "--how", "面呈"))
    out = good(aetui("plan", "media", "--client", "ml", "--remove", "报纸"))
    assert "取消  报纸  -￥30,000" in out
    told = data(aetui("plan", "media", "--client", "ml", "--json"))
    assert told["total"] == "200000"
    assert told["handed_in"] == NOW
    assert [(line["n"], line["what"], line["start"], line["end"]) for line in told["lines"]] == [
        (1, "电视 15秒", "2026-12-01", "2026-12-15")
    ]
    assert [(one["change"], one["old"]["what"], one["new"]) for one in told["changes"]] == [("removed", "报纸", None)]
    assert "actual" not in told
    owed = data(aetui("due", "--all", "--json"))
    assert "month.media_plan" not in {o["rule"] for o in owed if o["state"] in ("pending", "soon", "overdue")}
    copied = data(aetui("plan", "media", "--client", "ml", "--period", "2027-01", "--copy", "--json"))
    assert [line["start"] for line in copied["lines"]] == ["2027-01-01"]


def test_a_discount(aetui: Shell) -> None:
    out = good(aetui("plan", "media", "--client", "ml", "电视 20万", "返点 -5000", "折扣 3000"))
    assert out.splitlines()[1:] == [
        "  1  电视            ￥200,000",
        "  2  返点（折扣）     -￥5,000",
        "  3  折扣             -￥3,000",
        "     合计            ￥192,000",
    ]
    told = data(aetui("plan", "media", "--client", "ml", "--json"))
    assert told["total"] == "192000"
    assert [line["amount"] for line in told["lines"]] == ["200000", "-5000", "-3000"]
    assert "返点 (discount)" in good(aetui("plan", "media", "--client", "ml", "--lang", "en"))
    status, out, err = aetui("plan", "media", "--client", "ml", "返点 --5000")
    assert (status, out, err.count("\n")) == (2, "", 1)


def test_a_budget_from_standard_input(aetui: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("平面 12万\n\n电视 US$ 200\n"))
    status, out, err = aetui("plan", "budget", "--client", "梅林", "-")
    assert (status, out) == (2, "")
    assert "USD" in err
    monkeypatch.setattr("sys.stdin", io.StringIO("平面 12万\n\n电视 200000\n"))
    out = good(aetui("plan", "budget", "--client", "梅林", "-"))
    assert "2026-Q4" in out
    assert "￥320,000" in out
    assert "还没有钱" in out
    good(aetui("card", "open", "海报", "--client", "梅林"))
    good(aetui("card", "estimate", "2611-001", "5000"))
    told = data(aetui("plan", "budget", "--client", "梅林", "--period", "2026-10", "--json"))
    assert told["actual"] == [{"currency": "CNY", "budget": "5000", "spent": "0", "billed": "0", "received": "0"}]
    assert "预算 ￥5,000" in good(aetui("plan", "budget", "--client", "梅林"))
    assert "Quarterly budget 2026-Q4" in good(aetui("plan", "budget", "--client", "梅林", "--lang", "en"))


@pytest.mark.parametrize(
    ("argv", "word"),
    [
        (("plan", "poem", "--client", "ml"), "media budget"),
        (("plan", "media"), "--client"),
        (("plan", "media", "--client", "ml", "电视"), "金额在最后"),
        (("plan", "media", "--client", "ml", "电视 3/1到3/5 100"), "2026-12"),
        (("plan", "media", "--client", "ml", "--period", "2026-Q4"), "2026-12"),
        (("plan", "budget", "--client", "ml", "--period", "2026"), "2026-Q4"),
        (("plan", "budget", "--client", "ml", "--copy"), "照抄"),
        (("plan", "budget", "--client", "ml", "--remove", "1"), "还没有预算"),
        (("report", "media", "--client", "ml"), "还没有媒介计划"),
        (("report", "budget"), "--client"),
        (("report", "appraisal"), "--person"),
        (("report", "appraisal", "--person", "小陆", "--period", "2026-12"), "2026"),
        (("report", "appraisal", "--person", "小陆", "--send"), "还没写一个字"),
        (("appraisal", "小陆", "--year", "bald"), "bald"),
        (("appraisal", "小陆", "--finance", "周会计"), "--change"),
    ],
)  # fmt: skip
def test_bad_input_is_one_sentence(aetui: Shell, argv: tuple[str, ...], word: str) -> None:
    status, out, err = aetui(*argv)
    assert (status, out) == (2, "")
    assert word in err
    assert len(err.splitlines()) == 1


def test_nobody_of_that_name(aetui: Shell) -> None:
    status, _, err = aetui("appraisal", "老张")
    assert status == 1
    assert "people add 老张 AE" in err
    status, _, err = aetui("plan", "media", "--client", "ml", "--remove", "1", "电视 5")
    assert status == 2
    good(aetui("plan", "media", "--client", "ml", "电视 5"))
    assert aetui("plan", "media", "--client", "ml", "--remove", "7")[0] == 1


def test_an_appraisal(aetui: Shell, tmp_path: Path) -> None:
    out = good(aetui("appraisal", "小陆", "--strengths", "守时", "--change", "加 500"))
    assert "没有收进 小陆 2026 年的周报" in out
    assert "还没经财务部核报" in out
    status, _, err = aetui("report", "appraisal", "--person", "陆", "--send")
    assert status == 2
    assert "A10" in err
    told = data(aetui("appraisal", "陆", "--finance", "周会计", "--json"))
    assert told["finance"]["by"] == "周会计"
    assert (told["person"], told["year"], told["weeks"], told["figures"]) == ("小陆", 2026, 0, [])
    assert told["words"] == {"strengths": "守时"}
    for ending in ("md", "html", "docx"):
        good(aetui("report", "appraisal", "小陆", "-o", str(tmp_path / f"a.{ending}")))
    assert "守时" in (tmp_path / "a.md").read_text()
    assert "守时" in (tmp_path / "a.html").read_text()
    assert "守时" in [p.text for p in Document(str(tmp_path / "a.docx")).paragraphs]
    sent = data(aetui("report", "appraisal", "--person", "小陆", "--send", "--json"))
    assert (sent["kind"], sent["to"]) == ("appraisal", "赵敏")
    one_go = data(aetui("appraisal", "小陆", "--year", "2025", "--change", "加", "--finance", "周", "--json"))
    assert one_go["finance"]["by"] == "周"
    assert "守时" in good(aetui("find", "守时"))


@pytest.mark.parametrize("name", ["plan", "appraisal"])
def test_help_pages(aetui: Shell, name: str) -> None:
    for lang in ("zh", "en"):
        assert f"aetui {name}" in good(aetui(name, "--help", "--lang", lang))
        assert name in good(aetui("--help", "--lang", lang))
