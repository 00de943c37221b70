"""The end of the day, before leave, and what comes from another desk, from the shell."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from said import data, good
from shell import Shell, plain


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_review_from_the_shell(aetui: Shell, lang: str) -> None:
    good(aetui("todo", "报价单"))
    status, out, err = aetui("review", "--check", "--lang", lang)
    assert (status, err, "报价单" in out, plain(out)) == (1, "", True, True)
    status, out, _ = aetui("review", "--check", "--json")
    assert status == 1
    assert {t["what"] for t in json.loads(out)["undecided"] if t["kind"] == "todo"} == {"报价单"}
    status, out, err = aetui("review", "close", "--lang", lang)
    assert (status, out, "D1" in err, err.count("\n")) == (2, "", True, 1)
    assert "11/23" in good(aetui("review", "close", "--by", "王磊", "--why", "停电", "--lang", lang))
    assert aetui("review", "close", "--lang", lang)[0] == 2
    good(aetui("todo", "done", "报价单"))
    good(aetui("waive", "week.call", "梅林", "--why", "x"))
    good(aetui("undo"))
    for argv in (["open"], ["--on", "bald"], []):
        status, out, err = aetui("review", *argv, "--lang", lang)
        assert (status, out, err.count("\n")) == (2, "", 1), argv


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_handover_from_the_shell(aetui: Shell, lang: str, tmp_path: Path) -> None:
    good(aetui("profile", "name", "李雯"))
    good(aetui("call", "梅林", "> 周三给稿"))

    def handover(*argv: str) -> str:
        said = good(aetui("handover", *argv, "--lang", lang))
        assert plain(said)
        assert "{" not in said
        return said

    assert "给稿" in handover("--from", "明天", "--to", "周五18:00", "--why", "年假", "--reach", "手机")
    planned = data(aetui("handover", "show", "--json"))
    assert (planned["start"], planned["end"]) == ("2026-11-24T09:00:00+08:00", "2026-11-27T18:00:00+08:00")
    status, out, err = aetui("handover", "arrange", "--lang", lang)
    assert (status, out, "D8" in err, err.count("\n")) == (2, "", True, 1)
    handover(
        "cover",
        "给稿",
        "--by",
        "阿杰",
        "--do",
        "照办",
        "--if",
        "如果晚，就报告王磊",
        "--call",
        "陈小姐",
        "--files",
        "共享盘",
    )
    handover("cover", "--client", "ml", "--by", "阿杰")
    assert not data(aetui("handover", "show", "--json"))["uncovered"]
    handover("ack", "阿杰", "1", "--how", "当面")
    handover("ack", "阿杰")
    handover("arrange")
    assert data(aetui("handover", "show", "--json"))["complete"]
    for ending in ("md", "docx", "ics", "json"):
        handover("export", str(tmp_path / f"x.{ending}"), "--for", "阿杰")
    theirs = ("--user", "ajie")
    good(aetui("profile", "name", "阿杰", *theirs))
    assert data(aetui("import", str(tmp_path / "x.json"), "--json", *theirs))["covers"] > 0
    assert aetui("import", str(tmp_path / "x.json"), *theirs)[0] == 2
    assert "给稿" in good(aetui("handover", "care", *theirs, "--lang", lang))
    good(aetui("handover", "care", "1", "--how", "发了", "--done", *theirs))
    good(aetui("handover", "export", str(tmp_path / "back.json"), "--back", "李雯", *theirs))
    assert "发了" in handover("return", str(tmp_path / "back.json"))
    handover("span", "--to", "周四18:00")
    assert "✓" in handover("return", "--all", "--yes")
    for argv, code in (
        (["show"], 1),
        (["cancel"], 1),
        (["--from", "周五", "--to", "周四"], 2),
        (["cover", "--by", "x"], 1),
        ([], 2),
    ):
        status, out, err = aetui("handover", *argv, "--lang", lang)
        assert (status, out, err.count("\n")) == (code, "", 1), argv
    good(aetui("handover", "--from", "明天", "--to", "周五"))
    handover("cancel")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_import_says_which_cards_got_another_number(aetui: Shell, tmp_path: Path, lang: str) -> None:
    theirs = ("--user", "xiaowang")
    good(aetui("client", "add", "申花家电", *theirs))
    for desk, title, name in ((theirs, "单页", "申花"), ((), "海报", "梅林")):
        assert data(aetui("card", "open", title, "--client", name, "--json", *desk))["number"] == "2611-001"
    file = str(tmp_path / "x.json")
    good(aetui("export", file, *theirs))
    said = good(aetui("import", file, "--lang", lang))
    for words in ("单页", "2611-001", "2611-002"):
        assert words in said
    assert data(aetui("import", file, "--json"))["renumbered"] == []
    good(aetui("undo"))
    [one] = data(aetui("import", file, "--json"))["renumbered"]
    assert (one["title"], one["was"], one["number"]) == ("单页", "2611-001", "2611-002")
    assert "原号 2611-001" in good(aetui("card", "show", "2611-002"))


@pytest.mark.parametrize(
    ("line", "start", "end", "why", "covers"),
    [
        (["明天到周四 年假"], "2026-11-24T09:00:00+08:00", "2026-11-26T18:00:00+08:00", "年假", {None}),
        (["明天到周四", "年假"], "2026-11-24T09:00:00+08:00", "2026-11-26T18:00:00+08:00", "年假", {None}),
        (["明天到周四 年假 @小王"], "2026-11-24T09:00:00+08:00", "2026-11-26T18:00:00+08:00", "年假", {"小王"}),
        (["tomorrow to thursday leave"], "2026-11-24T09:00:00+08:00", "2026-11-26T18:00:00+08:00", "leave", {None}),
        (["13:30 小王"], "2026-11-23T11:30:00+08:00", "2026-11-23T13:30:00+08:00", "", {"小王"}),
        (["--why", "婚假", "明天到周四"], "2026-11-24T09:00:00+08:00", "2026-11-26T18:00:00+08:00", "婚假", {None}),
    ],
)
def test_an_absence_in_one_line_as_on_the_screen(
    aetui: Shell, line: list[str], start: str, end: str, why: str, covers: set[str | None]
) -> None:
    good(aetui("profile", "people", "王磊:supervisor,小王:studio"))
    good(aetui("call", "梅林", "> 周三给稿"))
    made = data(aetui("handover", *line, "--json"))
    assert (made["start"], made["end"], made.get("why") or "") == (start, end, why)
    assert {one.get("cover") for one in made["lines"]} == covers
    good(aetui("undo"))
    assert aetui("handover", "show")[0] == 1, "one line is one change"


@pytest.mark.parametrize("word", ["shwo", "arange", "不知道"])
def test_what_is_neither_a_command_nor_a_line_is_refused(aetui: Shell, word: str) -> None:
    status, out, err = aetui("handover", word)
    assert (status, out, err.count("\n")) == (2, "", 1)


def test_the_days_check_in_ones_own_name_counts_by_no_way(aetui: Shell) -> None:
    """A1, A2: by the shell and by `met`, unless the profile names nobody above."""
    good(aetui("profile", "name", "李雯"))
    good(aetui("profile", "people", "王磊:supervisor"))
    for argv in (("review", "close", "--by", "李雯"), ("met", "day.review", "李雯", "--by", "李雯")):
        status, out, err = aetui(*argv, "--now", "2026-11-23T23:00:00+08:00")
        assert (status, out) == (2, ""), argv
        assert "王磊" in err, argv
    good(aetui("people", "remove", "王磊"))
    _, _, err = aetui("review", "close", "--by", "李雯")
    assert "A2" not in err, "nobody is above"
