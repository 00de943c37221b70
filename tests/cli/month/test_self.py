"""`aetui self`, `review close --maxim`, `appraisal --skill`: what one keeps of oneself, by command."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from shell import Shell, plain


def data(said: tuple[int, str, str]) -> Any:
    assert said[0] == 0, said[2]
    return json.loads(said[1])


def test_a_check_line_by_line(aetui: Shell) -> None:
    aetui("self", "check", "P7", "4 提案三次都过了")
    aetui("self", "check", "准时", "5")
    found = data(aetui("self", "check", "--json"))
    assert [line["line"] for line in found["lines"]] == [f"{name}{n}" for name in "PH" for n in range(1, 13)]
    assert found["means"] == {"P": 4.0, "H": 5.0}
    assert (found["lines"][6]["mark"], found["lines"][6]["example"]) == (4, "提案三次都过了")
    one = data(aetui("self", "check", "P7", "--json"))["lines"]
    assert [(line["line"], line["word"]) for line in one] == [("P7", "提案与书面")]


def test_the_records_example_is_taken(aetui: Shell) -> None:
    aetui("call", "梅林", "纸样到了", "价格再确认")
    offered = data(aetui("self", "check", "H7", "--json"))["lines"][0]["offered"]
    assert offered == "逐条记下 2 条"
    aetui("self", "check", "H7", "3", "--offer")
    one = data(aetui("self", "check", "H7", "--json"))["lines"][0]
    assert (one["mark"], one["example"]) == (3, offered)
    aetui("self", "check", "H7", "4 自己的例子", "--offer")
    assert data(aetui("self", "check", "H7", "--json"))["lines"][0]["example"] == "自己的例子"


@pytest.mark.parametrize(
    ("argv", "code"),
    [
        (("P1", "9"), 2),
        (("P13", "4"), 1),
        (("--quarter", "2026-11"), 2),
        (("--quarter", "2027-Q1"), 2),
        (("--done",), 2),
    ],
)
def test_what_it_refuses(aetui: Shell, argv: tuple[str, ...], code: int) -> None:
    for lang in ("zh", "en"):
        status, out, err = aetui("--lang", lang, "self", "check", *argv)
        assert (status, out) == (code, "")
        assert plain(err)
        assert len(err.splitlines()) == 1


def test_done_when_all_are_marked(aetui: Shell) -> None:
    for name in "PH":
        for n in range(1, 13):
            aetui("self", "check", f"{name}{n}", "4")
    found = data(aetui("self", "check", "--done", "--json"))
    assert found["done"]["at"].startswith("2026-11-23")
    assert "24/24" in aetui("self", "check")[1]


def test_lines_on_the_maxims(aetui: Shell) -> None:
    assert "aetui self maxim" in aetui("self", "maxim")[1]
    aetui("self", "maxim", "今天没抱怨")
    aetui("self", "maxim", "上周五的", "--on", "2026-11-20")
    found = data(aetui("self", "maxim", "--json"))
    assert [(one["day"], one["source"], one["text"]) for one in found] == [
        ("2026-11-20", "八.3", "上周五的"),
        ("2026-11-23", "八.6", "今天没抱怨"),
    ]
    assert data(aetui("self", "maxim", "--year", "2025", "--json")) == []


def test_the_days_close_takes_a_line_in_the_same_change(aetui: Shell) -> None:
    aetui("review", "close", "--why", "先到这里", "--maxim", "今天没抱怨")
    assert data(aetui("self", "maxim", "--json"))[0]["text"] == "今天没抱怨"
    aetui("undo")
    assert data(aetui("self", "maxim", "--json")) == []
    assert json.loads(aetui("review", "--json")[1])["closed"] is False


def test_the_year_and_what_is_given(aetui: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert aetui("self", "give", str(tmp_path / "own.json"))[0] == 2
    aetui("profile", "name", "李雯")
    aetui("self", "check", "P7", "4 提案三次都过了")
    aetui("self", "maxim", "今天没抱怨")
    year = data(aetui("self", "--json"))
    assert (year["year"], list(year["checks"]), len(year["maxims"])) == (2026, ["2026-Q4"], 1)
    for lang in ("zh", "en"):
        assert plain(aetui("--lang", lang, "self")[1])
    assert data(aetui("self", "give", str(tmp_path / "own.json"), "--json"))["maxims"] == 1
    assert aetui("import", str(tmp_path / "own.json"))[0] == 2  # her own
    monkeypatch.setenv("AETUI_USER", "am")
    assert data(aetui("import", str(tmp_path / "own.json"), "--json"))["whose"] == "李雯"
    found = data(aetui("appraisal", "李雯", "--json"))
    assert found["own"]["checks"]["2026-Q4"]["P7"]["mark"] == 4
    assert "今天没抱怨" in aetui("appraisal", "李雯")[1]


def test_the_24_lines_of_an_appraisal(aetui: Shell) -> None:
    aetui("people", "add", "小陆", "AE")
    aetui("appraisal", "小陆", "--skill", "P7 稳：提案三次都过了", "--skill", "准时 一次没迟到")
    found = data(aetui("appraisal", "小陆", "--json"))
    assert found["skills"] == {"P7": {"word": "稳", "example": "提案三次都过了"}, "H12": {"word": "一次没迟到"}}
    assert "稳：提案三次都过了" in aetui("appraisal", "小陆")[1]
    aetui("appraisal", "小陆", "--skill", "P7")
    assert list(data(aetui("appraisal", "小陆", "--json"))["skills"]) == ["H12"]
    status, _, err = aetui("appraisal", "小陆", "--skill", "P7 ：例子")
    assert status == 2
    assert "例子" in err
