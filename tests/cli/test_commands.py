"""Each command as a user calls it: its JSON as laid down, its text in both languages, its status."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from said import Said, data, good

from aetui.cli.main import COMMANDS, run

Shell = Callable[..., Said]
NOW = "2026-11-23T11:30:00+08:00"


@pytest.fixture
def aetui(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    for name, value in (("HOME", str(tmp_path)), ("USER", "u"), ("LANG", "zh"), ("NOW", NOW)):
        monkeypatch.setenv(f"AETUI_{name}", value)

    def call(*argv: str) -> Said:
        status = run(list(argv))
        out, err = capsys.readouterr()
        return status, out, err

    call("profile", "timezone", "Asia/Shanghai")
    call("client", "add", "梅林食品", "--contact", "陈小姐", "--phone", "021", "--report", "周四 16:00")
    return call


def plain(said: str) -> bool:
    return all(c.isprintable() or c in "\n " for c in said)


def test_due_as_laid_down(aetui: Shell) -> None:
    good(aetui("call", "梅林", "+ 海报"))
    one = next(o for o in data(aetui("due", "--json")) if o["rule"] == "card.schedule")
    card = data(aetui("card", "list", "--json"))[0]
    expected = {
        "rule": "card.schedule", "source": "D4", "title": "海报 工作进度表", "client": "梅林", "start": NOW,
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
    met = data(aetui("met", "card.schedule", "2611-001", "--how", "传真", "--json"))
    assert (met["state"], met["how"], met["met_at"]) == ("met", "传真", NOW)
    assert data(aetui("waive", "week.call", "ml", "--why", "放假", "--json"))["state"] == "waived"
    assert data(aetui("check", "--json"))["records"]["cards"] == 1
    assert Path(data(aetui("backup", "--json"))["file"]).exists()
    assert data(aetui("export", str(tmp_path / "x.json"), "--json"))["records"] > 5
    assert data(aetui("import", str(tmp_path / "x.json"), "--json"))["new"] == 0
    assert data(aetui("demo", "--json"))["cards"]


def test_a_card_comes_into_work_through_its_gates(aetui: Shell) -> None:
    good(aetui("card", "open", "海报", "--client", "ml"))
    status, out, err = aetui("card", "start", "2611-001", "--lang", "en")
    assert (status, out) == (2, "")
    assert "D5" in err
    assert "12,000" not in good(aetui("card", "show", "2611-001"))
    good(aetui("card", "estimate", "2611-001", "1.2万"))
    assert "12,000" in good(aetui("card", "show", "2611-001"))
    status, out, err = aetui("card", "start", "2611-001")
    assert (status, "R6" in err, "类别" in err) == (2, True, True)
    card = data(
        aetui(
            "card",
            "set",
            "2611-001",
            "--what",
            "横版",
            "--for",
            "门店",
            "--kind",
            "绘图",
            "--deliver",
            "周五",
            "--json",
        )
    )
    assert (card["kind"], card["brief"]["audience"], card["missing"]) == ("drawing", "门店", [])
    assert data(aetui("card", "start", "2611-001", "--json"))["state"] == "in_work"
    assert aetui("card", "estimate", "2611-001", "许多")[0] == 2


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_card_is_lived_from_the_shell(aetui: Shell, lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    number = "2611-001"
    good(aetui("card", "open", "海报", "--client", "ml", "--kind", "proof", "--deliver", "周五"))

    def card(command: str, *argv: str) -> str:
        said = good(aetui("card", command, number, *argv, "--lang", lang))
        assert number in said
        assert plain(said)
        assert "{" not in said
        return said

    card("set", "--what", "横版", "--for", "门店", "--title", "秋季海报", "--by", "陈小姐")
    card("estimate", "--line", "外拍 8000", "--line", "印刷 4000.50")
    card("agree", "--by", "陈小姐")
    card("start")
    monkeypatch.setattr("sys.stdin", io.StringIO("完稿 @小王 周三12:00\n\n打样 @小王 周四\n"))
    assert "小王" in card("step", "-")
    card("step", "送审", "--due", "周五12:00", "--owner", "李雯")
    card("schedule", "--sent", "--how", "e-mail")
    card("schedule", "--confirmed", "--how", "陈小姐")
    assert "✓" in card("done", "完稿", "--at", "11:00", "--how", "看过")
    card("chase", "打样", "--how", "周四给")
    card("move", "打样", "周四12:00", "--follow")
    card("late", "打样", "--how", "王磊：加急")
    card("drop", "送审")
    card("money", "cost", "8000", "--text", "外拍", "--at", "11:00")
    assert "￥12,000.5" in card("money", "发票" if lang == "zh" else "invoice", "12000.5", "--due", "11/30")
    card("settle", "2", "--how", "到账")
    card("work", "打样")
    assert aetui("card", "send", number, "打样")[0] == 2
    card("review", "打样", "--by", "赵敏")
    card("sign", "打样", "--by", "王磊")
    card("send", "打样", "--how", "快递")
    card("sign", "打样", "--by", "陈小姐", "--client")
    card("deliver", "--how", "送到")
    assert aetui("card", "close", number)[0] == 2
    assert "档案柜" in card("copy", "打样", "档案柜3")
    card("close")
    card("back")
    told = card("show")
    for word in ("小王", "王磊", "赵敏", "陈小姐", "￥8,000", "￥12,000.50", "档案柜3"):
        assert word in told, word
    whole = data(aetui("card", "show", number, "--json"))
    assert whole["state"] == "delivered"
    assert whole["estimates"][0]["amount"] == "12000.50"
    owed = {
        o["rule"]: o["state"] for o in data(aetui("due", "--all", "--json")) if o["subject"].get("number") == number
    }
    assert owed["card.schedule"] == owed["card.deliver"] == owed["card.money"] == "met"
    for argv in (
        ["move", number, "打样", "下周五"],
        ["money", number, "贷款", "5"],
        ["step", number, " "],
        ["settle", number, "2"],
    ):
        status, out, err = aetui("card", *argv, "--lang", lang)
        assert (status, out, err.count("\n")) == (2, "", 1), argv
        assert plain(err)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_meeting_is_lived_from_the_shell(aetui: Shell, lang: str) -> None:
    good(aetui("meeting", "add", "例会", "--client", "ml", "--start", "周四14:00", "--place", "ours"))

    def meeting(command: str, *argv: str, now: str = NOW) -> str:
        said = good(aetui("meeting", command, "例会", *argv, "--lang", lang, "--now", now))
        assert "例会" in said
        assert plain(said)
        assert "{" not in said
        return said

    assert "三楼" not in meeting("set", "--room", "三楼", "--end", "16:00", "--who", "陈小姐", "--travel", "0m")
    meeting("agenda", "排期", "预算", "--sent", "--how", "e-mail")
    meeting("agenda", "--confirmed")
    assert "✓ 1" in meeting("prep", "1")
    assert "样品" in meeting("prep", "--all", "--add", "样品")
    meeting("move", "--start", "周五14:00", "--how", "电话陈小姐")
    after = "2026-11-27T17:00:00+08:00"
    meeting("attend", now=after)
    meeting("minutes", "= 排期", "改十五秒", now=after)
    status, out, err = aetui("meeting", "minutes", "例会", "--sign", "李雯", "--send", "--now", after, "--lang", lang)
    assert (status, out, "M7" in err, err.count("\n")) == (2, "", True, 1)
    said = meeting(
        "minutes", "@小王 周一 出排期", "--sign", "李雯", "--send", "--circulate", "--how", "e-mail", now=after
    )
    assert "李雯" in said
    meeting("minutes", "--confirm", "--how", "好", now=after)
    meeting("show")
    whole = data(aetui("meeting", "show", "例会", "--json"))
    assert whole["missing"] == []
    assert [t["text"] for t in data(aetui("today", "--json", "--now", after))["todos"]] == ["出排期"]
    owed = {
        o["rule"]: o["state"]
        for o in data(aetui("due", "--all", "--json", "--now", after))
        if o["subject"]["id"] == whole["id"]
    }
    assert owed["meeting.agenda"] == owed["meeting.minutes"] == owed["meeting.minutes_confirm"] == "met"
    good(aetui("meeting", "add", "提案", "--client", "ml", "--start", "周四14:00"))
    assert aetui("meeting", "cancel", "提案")[0] == 2
    good(aetui("meeting", "cancel", "提案", "--why", "不开了"))
    assert "提案" in good(aetui("meeting", "list", "--all"))
    assert aetui("meeting", "show", "没有")[0] == 1
    assert aetui("meeting", "prep", "例会", "99")[0] == 1


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_papers_from_the_shell(aetui: Shell, lang: str, tmp_path: Path) -> None:
    good(aetui("card", "open", "海报", "--client", "ml"))
    good(aetui("card", "step", "2611-001", "文案 @小王 周三"))
    assert "文案" in good(aetui("report", "schedule", "2611-001", "--lang", lang))
    assert data(aetui("report", "weekly", "--client", "ml", "--json"))["kind"] == "weekly"
    for ending in ("md", "html", "docx"):
        file = tmp_path / f"x.{ending}"
        assert str(file) in good(aetui("report", "schedule", "--card", "2611-001", "-o", str(file), "--lang", lang))
        assert file.stat().st_size > 100
    sent = data(aetui("report", "schedule", "2611-001", "--send", "--how", "e-mail", "--to", "陈小姐", "--json"))
    assert sent["to"] == "陈小姐"
    assert "card.schedule" not in {o["rule"] for o in data(aetui("due", "--json"))}
    assert "陈小姐" in good(aetui("report", "list", "--lang", lang))
    assert "文案" in good(aetui("report", "show", sent["id"]))
    assert str(tmp_path) in good(aetui("report", "show", sent["id"], "-o", str(tmp_path / "again.docx")))
    assert "王磊" in good(aetui("report", "approve", sent["id"], "--by", "王磊", "--lang", lang))
    assert len(data(aetui("report", "list", "--json"))) == 1
    good(aetui("undo"))
    for argv, status in (
        (["poem"], 2),
        (["weekly"], 2),
        (["schedule", "2611-001", "-o", str(tmp_path / "x.pdf")], 2),
        (["schedule", "2611-001", "-o", str(tmp_path / "no" / "x.md")], 2),
        (["weekly", "ml", "--period", "bald"], 2),
        (["show", "nothing"], 1),
        (["schedule", "2611-999"], 1),
    ):
        code, out, err = aetui("report", *argv, "--lang", lang)
        assert (code, out, err.count("\n")) == (status, "", 1), argv
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "sheet.md.j2").write_text("{{ broken", "utf-8")
    code, out, err = aetui("report", "schedule", "2611-001")
    assert (code, out, "sheet.md.j2" in err) == (2, "", True)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_client_book_from_the_shell(aetui: Shell, lang: str, tmp_path: Path) -> None:
    good(aetui("card", "open", "海报", "--client", "ml"))
    changed = data(
        aetui("client", "set", "ml", "--products", "火腿", "--team", "小王、阿杰", "--report", "周三 15:00",
              "--contact", "林总 总经理 13800001111", "--json")
    )  # fmt: skip
    assert (changed["products"], changed["team"], len(changed["contacts"])) == ("火腿", ["小王", "阿杰"], 2)
    told = good(aetui("client", "show", "ml", "--lang", lang))
    for word in ("梅林食品", "火腿", "林总", "13800001111", "2611-001"):
        assert word in told
    assert data(aetui("client", "show", "ml", "--json"))["called_at"] is None
    file = tmp_path / "x.vcf"
    assert "2" in good(aetui("client", "export", str(file), "--lang", lang))
    assert data(aetui("client", "import", str(file), "--json"))["new"] == 0
    file.write_text("x", "utf-8")
    code, out, err = aetui("client", "import", str(file), "--lang", lang)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert aetui("client", "set", "ml", "--report", "bald")[0] == 2
    assert data(aetui("client", "set", "ml", "--left", "--report", "", "--json")).get("report") is None


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

    assert "周三给稿" in handover("--from", "明天", "--to", "周五18:00", "--why", "年假", "--reach", "手机")
    planned = data(aetui("handover", "show", "--json"))
    assert (planned["start"], planned["end"]) == ("2026-11-24T09:00:00+08:00", "2026-11-27T18:00:00+08:00")
    status, out, err = aetui("handover", "arrange", "--lang", lang)
    assert (status, out, "D8" in err, err.count("\n")) == (2, "", True, 1)
    handover(
        "cover",
        "周三给稿",
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
    assert "周三给稿" in good(aetui("handover", "care", *theirs, "--lang", lang))
    good(aetui("handover", "care", "1", "--how", "发了", "--done", *theirs))
    good(aetui("handover", "export", str(tmp_path / "back.json"), "--back", "李雯", *theirs))
    assert "发了" in handover("return", str(tmp_path / "back.json"))
    handover("span", "--to", "周四18:00")
    assert "✓" in handover("return", "--all")
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
        ["met", "card.schedule", "2611-001"], ["waive", "week.call", "梅林", "--why", "x"], ["todo", "done", "买纸"],
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
    for argv in (["due"], ["rules"]):
        said = good(aetui(*argv))
        assert "onn" in said
    assert "周一电话" not in good(aetui("due"))
    status, out, err = aetui("due", "--json")
    assert status == 0
    assert "week.call" not in out
    assert "onn" in err
    assert json.loads(out)


# A call from standard input


def stream(tmp_path: Path, *more: str) -> subprocess.Popen[bytes]:
    env = {**os.environ, "AETUI_HOME": str(tmp_path), "AETUI_USER": "u", "AETUI_LANG": "zh"}
    command = [sys.executable, "-m", "aetui", "call", "梅林", "-", *more]
    return subprocess.Popen(command, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def test_what_was_acknowledged_outlives_a_kill(aetui: Shell, tmp_path: Path) -> None:
    with stream(tmp_path) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        for n in range(3):
            program.stdin.write(f"> 第{n}条\n".encode())
            program.stdin.flush()
            assert f"第{n}条" in program.stdout.readline().decode()
        program.stdin.write(b"half a li")
        program.stdin.flush()
        program.send_signal(signal.SIGKILL)
    assert {h["text"] for h in data(aetui("find", "条", "--json"))} == {"> 第2条", "> 第1条", "> 第0条"}
    assert data(aetui("check", "--json"))["records"]["items"] == 3


def test_a_line_that_is_nothing_does_not_stop_the_rest(aetui: Shell, tmp_path: Path) -> None:
    out, err = (program := stream(tmp_path)).communicate("一\n\n+\n \n坏\udcff\n三".encode("utf-8", "surrogateescape"))
    assert program.returncode == 2
    assert err.decode().count("\n") == 1
    assert [line.split()[2][0] for line in out.decode().splitlines()] == ["一", "坏", "三"]
    assert data(aetui("check", "--json"))["records"]["items"] == 3


def test_a_stream_in_json(aetui: Shell, tmp_path: Path) -> None:
    out, err = stream(tmp_path, "--json").communicate("+ 海报\n一句".encode())
    said = json.loads(out)
    assert [i["mark"] for i in said["items"]] == ["+", ""]
    assert err.decode().split() == [i["id"] for i in said["items"]]


def test_nothing_on_the_input_is_a_call_without_items(aetui: Shell, tmp_path: Path) -> None:
    out, err = (program := stream(tmp_path)).communicate(b"")
    assert (program.returncode, out, err) == (0, b"", b"")


@pytest.mark.parametrize("argv", [["call", "梅林"], ["call"], []])
def test_no_screen_without_a_terminal(aetui: Shell, argv: list[str]) -> None:
    status, out, err = aetui(*argv)
    assert (status, out, err.count("\n")) == (2, "", 1)
