"""Each command as a user calls it: its JSON as laid down, its text in both languages, its status."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest
from said import data, good
from shell import NOW, Shell, plain

from aetui.cli.table import COMMANDS


def test_due_as_laid_down(aetui: Shell) -> None:
    good(aetui("call", "梅林", "+ 海报"))
    one = next(o for o in data(aetui("due", "--json")) if o["rule"] == "card.schedule")
    card = data(aetui("card", "list", "--json"))[0]
    expected = {
        "rule": "card.schedule", "source": "D4", "title": "工作进度表 · 海报", "client": "梅林", "start": NOW,
        "subject": {"type": "card", "id": card["id"], "number": "2611-001"},
        "due": "2026-11-24T11:30:00+08:00", "act_by": "2026-11-24T11:30:00+08:00", "state": "pending",
        "remaining_s": 86400, "met_at": None, "how": None, "reason": None,
    }  # fmt: skip
    assert expected.items() <= one.items()
    assert isinstance(one["id"], str)
    assert data(aetui("due", "--json", "--within", "10m")) == []
    assert {o["client"] for o in data(aetui("due", "--json", "--client", "ml"))} == {"梅林"}


def test_a_call_as_laid_down(aetui: Shell) -> None:
    said = data(aetui("call", "ml", "+ 海报 周五前", "@小王 周二17:00前重出完稿", "# 内部", "--with", "陈", "--json"))
    assert said["client"] == "梅林"
    card, todo, note = said["items"]
    assert (card["mark"], card["text"], card["due"]) == ("+", "海报 周五前", "2026-11-27T18:00:00+08:00")
    assert (card["made"]["type"], card["made"]["number"]) == ("card", "2611-001")
    assert (todo["made"]["type"], todo["owner"], todo["due"]) == ("todo", "小王", "2026-11-24T17:00:00+08:00")
    assert (note["made"], note["due"]) == (None, None)
    today = data(aetui("today", "--json"))
    assert [c["id"] for c in today["calls"]] == [said["call"]]
    assert today["calls"][0]["contact"] == "陈小姐"
    assert set(today) >= {"duties", "todos", "cards", "calls"}


def test_each_answers_in_json(aetui: Shell, tmp_path: Path) -> None:
    memo = data(aetui("memo", "带样品", "--to", "小孙", "--at", "16:30", "--json"))
    assert datetime.fromisoformat(memo["remind_at"]) == datetime.fromisoformat("2026-11-23T16:30:00+08:00")
    meeting = data(
        aetui("meeting", "add", "例会", "--client", "ml", "--start", "周五14:00", "--end", "16:00", "--json")
    )
    assert datetime.fromisoformat(meeting["end"]).hour == 16
    assert [m["title"] for m in data(aetui("meeting", "list", "--json"))] == ["例会"]
    todo = data(aetui("todo", "买纸", "--on", "周五", "--json"))
    assert todo["day"] == "2026-11-27"
    assert data(aetui("todo", "done", todo["id"][:8], "--json"))["done_at"]
    card = data(aetui("card", "open", "海报", "--client", "ml", "--deliver", "周五", "--kind", "完稿", "--json"))
    assert (card["number"], card["kind"], card["state"]) == ("2611-001", "artwork", "open")
    assert data(aetui("card", "show", "2611-001", "--json"))["client"] == "梅林"
    assert [c["short"] for c in data(aetui("client", "list", "--json"))] == ["梅林"]
    assert {h["kind"] for h in data(aetui("find", "海报", "--json"))} == {"cards"}
    assert data(aetui("log", "--json"))[0]["verb"] == "card.open"
    assert data(aetui("undo", "--json"))["verb"] == "card.open"
    assert data(aetui("redo", "--json"))["verb"] == "card.open"
    assert len(data(aetui("rules", "--json"))) >= 29
    assert data(aetui("rules", "D4", "--json"))["source"] == "D4"
    assert data(aetui("profile", "--json"))["timezone"] == "Asia/Shanghai"
    assert data(aetui("profile", "supervisor", "王磊", "--json")) == {"supervisor": "王磊"}
    good(aetui("card", "step", "2611-001", "文案", "--due", "周三12:00"))
    met = data(aetui("met", "card.schedule", "2611-001", "--how", "传真", "--json"))
    assert (met["state"], met["how"], met["met_at"]) == ("met", "传真", NOW)
    assert data(aetui("waive", "week.call", "ml", "--why", "放假", "--json"))["state"] == "waived"
    assert data(aetui("check", "--json"))["records"]["cards"] == 1
    assert Path(data(aetui("backup", "--json"))["file"]).exists()
    assert data(aetui("export", str(tmp_path / "x.json"), "--json"))["records"] > 5
    assert data(aetui("import", str(tmp_path / "x.json"), "--json"))["new"] == 0
    assert data(aetui("demo", "--json"))["cards"]


def test_each_word_of_a_command_answers_in_json_too(aetui: Shell) -> None:
    aetui("todo", "每周五 交工时表")
    assert data(aetui("todo", "--stop", "工时表", "--json"))["text"] == "交工时表"
    good(aetui("memo", "带样品", "--to", "小孙"))
    sent = data(aetui("report", "memo", "带样品", "--send", "--how", "传真", "--json"))
    assert data(aetui("report", "show", sent["id"], "--json"))["sent"]["how"] == "传真"
    aetui("profile", "supervisor", "王磊")
    assert data(aetui("report", "approve", sent["id"], "--by", "王磊", "--json"))["approved"]["by"] == "王磊"


def test_lines_come_from_the_editor(aetui: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    good(aetui("card", "open", "海报", "--client", "ml"))
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("click.edit", lambda: "文案 周三\n\n打样 周四\n")
    assert len(data(aetui("card", "step", "2611-001", "-", "--json"))["steps"]) == 2
    monkeypatch.setattr("click.edit", lambda: None)
    assert aetui("card", "step", "2611-001", "-")[0] == 2


def test_a_memo_ends(aetui: Shell) -> None:
    good(aetui("memo", "留会议室", "--to", "小孙", "--at", "+2h"))
    assert "留会议室" in good(aetui("memo", "done", "会议室"))
    good(aetui("memo", "改时间", "--to", "陈小姐", "--outside"))
    assert "陈小姐" in good(aetui("memo", "send", "改时间", "--how", "传真"))
    assert aetui("memo", "done", "别的")[0] == 1
    assert aetui("memo", "没有给谁")[0] == 2


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_each_speaks_both_languages(aetui: Shell, lang: str) -> None:
    good(aetui("call", "梅林", "+ 海报", "$ 外拍 8000", "! 错了"))
    for argv in (
        ["due"], ["due", "--all"], ["today"], ["today", "--line"], ["find", "海报"], ["find", "没有"], ["log"], ["rules"],
        ["rules", "card.schedule"], ["rules", "M7"], ["profile"], ["card", "list"], ["card", "show", "2611-001"],
        ["client", "list"], ["meeting", "list"], ["check"], ["backup"], ["undo"], ["redo"], ["demo", "--print"],
        ["call", "梅林", "> 周三给稿"], ["call", "梅林", "--missed"], ["todo", "买纸"], ["memo", "x", "--to", "y", "--at", "+2h"],
        ["card", "step", "2611-001", "文案", "--due", "周三12:00"], ["met", "card.schedule", "2611-001"], ["waive", "week.call", "梅林", "--why", "x"], ["todo", "done", "买纸"],
        ["card", "open", "x", "--client", "梅林"], ["client", "add", "x"],
        ["meeting", "add", "x", "--client", "梅林", "--start", "明天10:00"],
    ):  # fmt: skip
        said = good(aetui(*argv, "--lang", lang))
        assert said.strip(), argv
        assert plain(said), argv
        assert "{" not in said, argv


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_each_has_a_page(aetui: Shell, lang: str) -> None:
    whole = good(aetui("--help", "--lang", lang))
    for name in COMMANDS:
        assert name in whole
        page = good(aetui(name, "--help", "--lang", lang))
        assert page.startswith(f"aetui {name}")
    assert good(aetui("card", "open", "--help", "--lang", lang)) == good(aetui("card", "--help", "--lang", lang))


def test_who_does_it_is_said(aetui: Shell) -> None:
    assert "@小王 重出完稿" in good(aetui("call", "梅林", "@小王 重出完稿"))
    assert "@小王 重出完稿" in good(aetui("today"))
    assert "@小王 重出完稿" in good(aetui("find", "重出"))


def test_of_two_that_fit_the_words_are_said_and_choose(aetui: Shell) -> None:
    good(aetui("call", "梅林", "> 给修改稿", "> 给报价"))
    status, _, err = aetui("met", "call.promise", "梅林")
    assert (status, err.count("\n")) == (2, 1)
    assert "给修改稿" in err
    assert "给报价" in err
    assert "给报价" in good(aetui("met", "call.promise", "报价"))
    assert "给修改稿" in good(aetui("met", "call.promise", "梅林"))


def test_the_log_tells_what_was_taken_back(aetui: Shell) -> None:
    good(aetui("todo", "买纸"))
    good(aetui("undo"))
    assert "撤销 加待办 买纸" in good(aetui("log"))


def test_items_after_two_dashes_stand_as_they_are(aetui: Shell) -> None:
    said = data(aetui("call", "梅林", "--json", "--", "--json", "-x", "--", "-"))
    assert [i["text"] for i in said["items"]] == ["--json", "-x", "--", "-"]


@pytest.mark.parametrize(
    "text",
    ["\x1b[2J\x1b]0;title\x07", "[red]红[/red] [/]", "\udcff坏", "一\x00二", "a\u202eb\u2066c", "{text} {0} %s", "行一\n行二\r行三", "\u2028\u0085x", "表\t格", "é́́", "长" * 10_000],
    ids=["escapes", "markup", "surrogate", "nul", "bidi", "braces", "lines", "separators", "tab", "marks", "long"],
)  # fmt: skip
def test_a_text_is_data(aetui: Shell, text: str) -> None:
    for argv in (["call", "梅林", text], ["todo", text], ["memo", text, "--to", text], ["client", "add", text]):
        assert plain(good(aetui(*argv)))
    good(aetui("card", "open", text, "--client", "梅林"))
    for argv in (
        ["today"],
        ["today", "--line"],
        ["due"],
        ["card", "list"],
        ["card", "show", "2611-001"],
        ["log"],
        ["find", text[:9]],
    ):
        said = good(aetui(*argv))
        assert plain(said), argv
    assert data(aetui("today", "--json"))["todos"]
    status, _, err = aetui("met", "call.promise", text)
    assert (status, err.count("\n")) == (1, 1)
    assert plain(err)


def test_a_mistake_in_the_rules_is_told_and_the_last_good_ones_stand(aetui: Shell, tmp_path: Path) -> None:
    own = tmp_path / "u.rules.toml"
    own.write_text('[rule."week.call"]\non = false\n')
    assert "周一电话" not in good(aetui("due"))
    own.write_text('[rule."week.call"]\nonn = false\n')
    for argv in (
        ["due"],
        ["rules"],
        ["call", "梅林", "报价再看"],
        ["todo", "整理剪报"],
        ["memo", "交表", "--to", "小王"],
    ):
        status, out, err = aetui(*argv)
        assert (status, "onn" in out, err.count("onn")) == (0, False, 1)
    assert "周一电话" not in aetui("due")[1]
    status, out, err = aetui("due", "--json")
    assert status == 0
    assert "week.call" not in out
    assert "onn" in err
    assert json.loads(out)


# A call from standard input


@pytest.mark.parametrize("argv", [["call", "梅林"], ["call"], []])
def test_no_screen_without_a_terminal(aetui: Shell, argv: list[str]) -> None:
    status, out, err = aetui(*argv)
    assert (status, out, err.count("\n")) == (2, "", 1)
