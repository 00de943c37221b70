"""The AM's Friday in the real program: two AEs hand their weeks over as files, the AM takes both in, plans next week,
writes the summary, closes the review and hands the summary to the AD."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from desk_in_terminal import DeskInTerminal
from test_monday_keys import MONDAY, to_the_board

FRIDAY = "2026-11-27T17:30:00+08:00"


class OnFriday(DeskInTerminal):
    """A desk of that user; clock times are Monday's, `friday` is Friday's 17:30."""

    def __init__(self, home: Path, user: str, **profile: str) -> None:
        super().__init__(home)
        self.env["AETUI_USER"] = user
        for key, value in {**profile, "timezone": "Asia/Shanghai", "calendar": "CN"}.items():
            self.run("profile", key, value)

    def at(self, clock: str) -> dict[str, str]:
        return {**self.env, "AETUI_NOW": FRIDAY} if clock == "friday" else super().at(clock)

    def friday(self, *args: str) -> Any:
        return self.json(*args, at="friday")


def test_friday(tmp_path: Path) -> None:
    liwen = OnFriday(tmp_path, "liwen", name="李雯", am="王磊")
    zhang = OnFriday(tmp_path, "zhangmin", name="张敏", am="王磊")
    am = OnFriday(tmp_path, "wanglei", name="王磊", roles="AM", people="赵敏:AD,李雯:AE,张敏:AE")
    for desk, clients in ((liwen, ("梅林食品", "申花家电", "益力饮料")), (zhang, ("国泰银行",))):
        for name in clients:
            desk.run("client", "add", name)
    for clock, _, name, turns, items in MONDAY:
        liwen.run("call", name, *items, ("--in", "--out", "--missed")[turns], at=clock)
    zhang.run("call", "国泰", "> 周二给提案")
    zhang.run("met", "call.promise", "提案", "--how", "交了", at="16:00")
    folder = tmp_path / "friday"
    folder.mkdir()
    liwen.run("team", "send", str(folder / "liwen.json"), at="friday")
    zhang.run("team", "send", str(folder / "zhangmin.json"), at="friday")
    with am.screen(at="friday") as terminal:
        to_the_board(terminal)
        terminal.press("V")
        terminal.wait("查本周，定下周")
        terminal.wait("还没收到本周的文件")
        terminal.press("b")
        terminal.wait("收哪个文件")
        terminal.type(f"{folder / 'liwen.json'}\r")
        terminal.wait("收下李雯的一周")
        terminal.wait("回车全收")
        terminal.press("enter")
        terminal.wait("收进客户簿")
        terminal.press("f3")
        terminal.wait("收哪个文件")
        terminal.type(f"{folder / 'zhangmin.json'}\r")
        terminal.wait("收下张敏的一周")
        terminal.wait("回车全收")
        terminal.press("enter")
        terminal.wait("下周还没有安排的")
        terminal.press("a")  # line after line
        for left, client in enumerate(("国泰", "申花", "益力", "梅林")):
            terminal.wait("下周安排什么")
            terminal.type(f"周二 {client} 打样确认 @{'张敏' if client == '国泰' else '李雯'}\r")
            if left < 3:
                terminal.wait(f"下周还没有安排的 {3 - left}")
        terminal.press("escape")
        terminal.wait(lambda t: "下周安排什么" not in t.text and t.text.count("打样确认") == 4)
        terminal.press("i")
        terminal.wait("本周摘要")
        terminal.type("申花型号印错，已重印；下周都赶双十二\r")
        terminal.wait("摘要记下了")
        terminal.press("n")
        terminal.wait("已查 11/27 17:30")
        terminal.press("o")
        terminal.wait("周摘要 · 2026年第48周")
        terminal.press("s")
        terminal.wait("怎么发的")
        terminal.type("\x15当面\r")
        terminal.wait("记下已发给 赵敏")
        terminal.press("escape")
        terminal.wait("已交 AD")
        terminal.press("escape")
        to_the_board(terminal)
        terminal.press("q")
        assert terminal.wait_exit() == 0
    owed = {o["rule"]: o for o in am.friday("due", "--all")}
    assert (owed["week.review"]["state"], owed["week.summary"]["state"]) == ("met", "met")
    assert owed["week.review"]["how"] == "申花型号印错，已重印；下周都赶双十二"
    seen = am.friday("team")
    assert [week["whose"] for week in seen["weeks"]] == ["李雯", "张敏", "王磊"]
    # What the AM sees of each AE is what that AE's own desk says.
    for desk, week in ((liwen, seen["weeks"][0]), (zhang, seen["weeks"][1])):
        (own,) = desk.friday("team")["weeks"]
        assert week["clients"] == own["clients"]
        assert (week["calls"], week["items"], week["late"]) == (own["calls"], own["items"], own["late"])
    assert (seen["missing"], seen["unplanned"]) == ([], [])
    added = [(p["who"], p["client"]) for p in seen["plan"] if p["what"] == "打样确认"]
    assert sorted(added) == sorted([("张敏", "国泰"), ("李雯", "申花"), ("李雯", "益力"), ("李雯", "梅林")])
    (paper,) = am.friday("report", "list")
    assert (paper["kind"], paper["to"], paper["period"]) == ("summary", "赵敏", "2026-W48")
    assert "下周都赶双十二" in paper["text"]
