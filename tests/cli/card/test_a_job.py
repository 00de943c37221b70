"""A job from the shell: the card and its gates, meetings, papers, the client book."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from said import data, good
from shell import NOW, Shell, plain


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
    kind, sum_ = ("发票", "￥12,000.5") if lang == "zh" else ("invoice", "¥12,000.5")
    assert sum_ in card("money", kind, "12000.5", "--due", "11/30")
    card("settle", "2", "--how", "到账")
    assert "8,000" in aetui("card", "close", number)[2]  # what becomes of what is open? (R9)
    card("settle", "1")
    card("done", "打样")
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
        assert (word if lang == "zh" else word.replace("￥", "¥")) in told, word
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
    assert ([n["text"] for n in changed["notes"]], changed["team"], len(changed["contacts"])) == (
        ["火腿"],
        ["小王", "阿杰"],
        2,
    )
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
