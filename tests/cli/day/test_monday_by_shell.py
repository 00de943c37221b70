"""The sample's Monday typed into the shell: what the desk must know at 11:30, and nothing besides."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from aetui.cli.main import run

DAY = "2026-11-23T{}:00+08:00"
CALLS = (
    (
        "09:32",
        "梅林",
        "in",
        "陈小姐",
        [
            "+ 秋季海报加一个横版，用在超市入口",
            "> 周三12:00前给修改稿",
            "? 秋季海报的报价什么时候能给 明天上午10点",
            "* 上一期促销销量涨了两成，陈小姐很满意",
            "下周一起改由陈小姐直接确认，不再经过林总",
        ],
    ),
    ("10:15", "申花", "missed", None, []),
    (
        "10:40",
        "申花",
        "out",
        "周先生",
        [
            "+ 双十二促销单页，A4 双面，周五前要打样",
            "$ 外拍场地费 8000，先垫",
            "! 上周的完稿型号写错了，客户那边已经印了两千份",
            "@小王 周二17:00前重出完稿",
        ],
    ),
    (
        "11:05",
        "益力",
        "out",
        "刘经理",
        ["口头报告：海报已出街，杂志稿周三交", "? 想知道下月媒介排期 周三", "没有新的工作指示"],
    ),
)
OWED = {
    ("card.schedule", "梅林", "24 09:32", "pending"),
    ("card.schedule", "申花", "24 10:40", "pending"),
    ("card.deliver", "申花", "27 18:00", "pending"),
    ("call.promise", "梅林", "25 12:00", "pending"),
    ("call.return", "梅林", "24 10:00", "pending"),
    ("call.return", "申花", "23 13:15", "met"),
    ("news.share", "梅林", "23 18:00", "pending"),
    ("trouble.report", "申花", "23 11:10", "overdue"),
    ("card.open", "申花", "23 11:10", "overdue"),
    ("card.chase", "申花", "23 17:00", "pending"),
    ("call.return", "益力", "25 18:00", "pending"),
    ("week.call", "益力", "23 18:00", "met"),
    ("week.call", "申花", "23 18:00", "met"),
    ("week.call", "梅林", "23 18:00", "pending"),
    ("day.review", None, "23 18:00", "pending"),
    ("week.report", "益力", "25 15:00", "pending"),
    ("week.report", "梅林", "26 16:00", "pending"),
    ("week.report", "申花", "27 11:00", "pending"),
}

Shell = Callable[..., Any]


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    """Runs a command line at a clock time; the status must be as said; gives standard output, JSON decoded."""
    monkeypatch.setenv("AETUI_HOME", str(tmp_path))
    monkeypatch.setenv("AETUI_USER", "liwen")
    monkeypatch.setenv("AETUI_LANG", "zh")

    def call(*argv: str, at: str = "09:00", status: int = 0) -> Any:
        got = run([*argv, "--now", DAY.format(at)])
        said = capsys.readouterr()
        assert got == status, said.err
        assert "Traceback" not in said.err
        if status:
            assert said.err.count("\n") == 1
            return said.err
        return json.loads(said.out) if "--json" in argv else said.out

    return call


@pytest.fixture
def monday(shell: Shell) -> Shell:
    for key, value in (("name", "李雯"), ("timezone", "Asia/Shanghai"), ("supervisor", "王磊")):
        shell("profile", key, value)
    for name, contact, slot in (
        ("梅林食品", "陈小姐", "周四 16:00"),
        ("申花家电", "周先生", "周五 11:00"),
        ("益力饮料", "刘经理", "周三 15:00"),
    ):
        shell("client", "add", name, "--contact", contact, "--report", slot)
    for clock, client, way, who, items in CALLS:
        shell("call", client, *items, f"--{way}", *(["--with", who] if who else []), at=clock)
    return shell


def test_what_the_desk_knows_at_half_past_eleven(monday: Shell) -> None:
    rows = monday("due", "--all", "--json", at="11:30")
    got = {(r["rule"], r["client"], datetime.fromisoformat(r["due"]).strftime("%d %H:%M"), r["state"]) for r in rows}
    assert got == OWED
    assert len(rows) == len(OWED)
    late = next(r for r in rows if r["rule"] == "trouble.report")
    assert late["remaining_s"] == -1200
    live = [r["act_by"] for r in rows if r["state"] in ("pending", "soon", "overdue")]
    assert live == sorted(live, key=datetime.fromisoformat)


def test_a_duty_is_met_waived_and_taken_back(monday: Shell) -> None:
    rows = monday("due", "--json", at="11:30")
    late = next(r for r in rows if r["rule"] == "trouble.report")
    assert "R10" in monday("met", "trouble.report", late["id"], at="11:34", status=2)
    met = monday("met", "trouble.report", late["id"], "--how", "电话报告王磊，建议重印", "--json", at="11:35")
    assert (met["state"], met["how"]) == ("met_late", "电话报告王磊，建议重印")
    monday("met", "trouble.report", late["id"], "--how", "x", at="11:36", status=1)
    waived = monday("waive", "card.open", "申花", "--why", "客户付了", "--json", at="11:36")
    assert (waived["state"], waived["reason"]) == ("waived", "客户付了")
    assert "免做" in monday("undo", at="11:37")
    assert any(r["rule"] == "card.open" for r in monday("due", "--json", at="11:38"))


def test_a_card_number_puts_money_on_the_card(monday: Shell) -> None:
    said = monday("call", "申花", "$ 外拍 8000 2611-002", "--out", "--json", at="11:31")
    assert said["items"][0]["card"] == "2611-002"
    assert sum(r["rule"] == "card.open" for r in monday("due", "--json", at="11:32")) == 1


def test_plain_words_and_pinyin_find_the_client(monday: Shell) -> None:
    for name in ("梅林", "meilin", "ml", "食品"):
        assert monday("call", name, "一句", "--json", at="11:40")["client"] == "梅林"
    assert "客户簿里没有" in monday("call", "xyz", "一句", at="11:40", status=1)


def test_what_is_typed_never_steers_the_terminal(monday: Shell) -> None:
    monday("todo", "\x1b[31m红[/red]\x07", at="11:40")
    assert "\x1b" not in monday("today", at="11:41")
    assert "[/red]" in monday("today", at="11:41")


@pytest.mark.parametrize(
    ("argv", "status"),
    [
        (["call"], 2),
        (["call", "梅林"], 2),
        (["nothing"], 2),
        (["due", "--wrong"], 2),
        (["met", "no.rule", "x"], 1),
        (["met", "call.promise", "申花"], 1),
        (["waive", "week.call", "梅林"], 2),
        (["card", "show", "9999-999"], 1),
        (["card", "open", "x", "--client", "梅林", "--deliver", "昨天15:00"], 2),
        (["meeting", "add", "x", "--client", "梅林", "--start", "明天10:00", "--end", "明天9:00"], 2),
        (["todo", "done", "nope"], 1),
        (["profile", "hours", "18:00-09:00"], 2),
        (["profile", "calendar", "XX"], 2),
        (["profile", "nothing"], 1),
        (["client", "add", "梅林食品"], 2),
        (["export", "x.pdf"], 2),
        (["import", "nowhere.json"], 2),
        (["memo", "x", "--to", "小孙", "--at", "五点意见"], 2),
        (["--user", "../x", "due"], 2),
        (["--user", ".hidden", "due"], 2),
    ],
)
def test_bad_input_is_one_sentence_and_changes_nothing(
    monday: Shell, tmp_path: Path, argv: list[str], status: int
) -> None:
    before = (tmp_path / "liwen.json").read_bytes()
    monday(*argv, at="11:30", status=status)
    assert (tmp_path / "liwen.json").read_bytes() == before


@pytest.mark.parametrize(
    "content", [b"", b'{"meta": {"1": {"format"', b'{"meta":{"1":{"format":"aetui","version":99}}}']
)
def test_a_file_that_cannot_be_used_is_left_alone(monday: Shell, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "liwen.json"
    path.write_bytes(content)
    for argv in (["due"], ["call", "梅林", "一句"], ["check"], ["today"]):
        monday(*argv, at="11:30", status=3)
    assert path.read_bytes() == content


def test_everything_goes_out_and_comes_in_again(monday: Shell, tmp_path: Path) -> None:
    out = tmp_path / "all.json"
    monday("export", str(out), at="11:30")
    before = monday("due", "--all", "--json", at="11:30")
    said = monday("--user", "other", "import", str(out), "--json", at="11:30")
    assert said["kept"] == 0
    assert monday("--user", "other", "due", "--all", "--json", at="11:30") == before
    again = monday("--user", "other", "import", str(out), "--json", at="11:31")
    assert (again["new"], again["changed"]) == (0, 0)


def test_tables_and_calendars(monday: Shell, tmp_path: Path) -> None:
    from icalendar import Calendar

    monday("todo", "=1+1", at="11:30")
    table, dates = tmp_path / "todos.csv", tmp_path / "due.ics"
    monday("export", str(table), "--table", "todos", at="11:30")
    assert "'=1+1" in table.read_text("utf-8-sig")
    monday("export", str(dates), at="11:30")
    events = Calendar.from_ical(dates.read_bytes()).walk("VEVENT")
    assert any("工作进度表" in str(e["summary"]) for e in events)
