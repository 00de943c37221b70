"""A week's leave prepared on Monday's desk in the real program, a cover at work on a desk of her own, and the return:
every line's fate, nothing lost and nothing twice."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

from desk_in_terminal import DeskInTerminal
from terminal import Terminal
from test_monday_keys import MONDAY, to_the_board
from textual.keys import KEY_TO_UNICODE_NAME

from aetui.commands import BY_ID


def key(command: str) -> str:
    """What is typed for a command: its letter or sign, as the table has it."""
    name = BY_ID[command].key
    return name if len(name) == 1 else unicodedata.lookup(KEY_TO_UNICODE_NAME.get(name, name.replace("_", " ").upper()))


def colleague(home: Path, user: str, name: str) -> DeskInTerminal:
    made = DeskInTerminal(home)
    made.env["AETUI_USER"] = user
    made.run("profile", "name", name)
    return made


def prepare(desk: DeskInTerminal) -> list[dict[str, Any]]:
    """By keys: from when to when, everything covered by two, a template, said back, arranged, a client told."""
    with desk.screen(at="17:00") as terminal:
        to_the_board(terminal)
        terminal.press(key("handover"))
        terminal.wait("什么时候不在")
        terminal.type("明天到周五\r")
        terminal.wait("怎么找我")
        terminal.type("年假；手机\r")
        terminal.wait("件没有人")
        terminal.wait("今天还没有今日毕：按 r")
        n = len(desk.json("handover", "show", at="17:00")["lines"])
        terminal.press("1")
        terminal.wait(f"{n - 1} 件没有人")
        for left in range(n - 2, -1, -1):
            terminal.press("2" if left == n - 3 else "enter")
            terminal.wait(f"{left} 件没有人" if left else f"还缺：{n} 件未确认")
        terminal.press(key("template"))
        terminal.wait("常用的话")
        terminal.press("1")
        terminal.wait(lambda t: "常用的话" not in t.text)
        terminal.press(key("said_all"))  # the last line is 阿杰's; what 王磊 has comes to hand next
        terminal.wait("还缺：2 件未确认")
        terminal.press(key("said_all"))
        terminal.wait("齐：每件事都有人")
        terminal.press(key("told"))
        terminal.wait("怎么告知")
        terminal.type("微信\r")
        terminal.wait("已告知")
        terminal.press(key("arrange"))
        terminal.wait("安排好了 11/23 17:00")
        terminal.press(key("review_first"))
        terminal.wait("今日事今日毕")
        terminal.press("escape")
        terminal.wait("离开前的交接")
        terminal.press("escape")
        to_the_board(terminal)
        leave(terminal)
    lines: list[dict[str, Any]] = desk.json("handover", "show", at="17:05")["lines"]
    assert len(lines) == n
    assert sum((line.get("instruction") or "").startswith("接电话，记下来") for line in lines) == 1
    return lines


def leave(terminal: Terminal) -> None:
    terminal.press("q")
    assert terminal.wait_exit() == 0


def place(desk: DeskInTerminal, words: str, at: str) -> str:
    """The number of a thing in our care."""
    held = desk.json("handover", "care", at=at)
    return next(str(one["n"]) for one in held if words in one["what"])


def test_a_weeks_leave_and_back(tmp_path: Path) -> None:
    desk = DeskInTerminal(tmp_path)
    desk.set_up()
    desk.run("profile", "people", "王磊:supervisor,阿杰:media")
    for clock, _, name, turns, items in MONDAY:
        desk.run("call", name, *items, ("--in", "--out", "--missed")[turns], at=clock)
    lines = prepare(desk)
    mine = [line for line in lines if line["cover"] == "阿杰"]
    bundle, back, second = (str(tmp_path / name) for name in ("bundle.json", "back.json", "second.json"))
    desk.run("handover", "export", bundle, "--for", "阿杰", at="17:10")

    # 阿杰 works with the program: what is in his care stands on his board; one is finished there, by key.
    theirs = colleague(tmp_path, "ajie", "阿杰")
    theirs.run("import", bundle, at="17:20")
    assert {one["line_id"] for one in theirs.json("handover", "care", at="17:20")} == {line["id"] for line in mine}
    theirs.run("handover", "care", place(theirs, "修改稿", "24 10:00"), "--how", "在改", at="24 10:00")
    with theirs.screen(at="25 11:00") as terminal:
        terminal.wait(f"代管 {len(mine)}")
        to_the_board(terminal)
        terminal.type("\\")
        terminal.wait("只看")
        terminal.type("修改稿\r")
        terminal.wait(lambda t: "催小王" not in t.text)
        terminal.press(key("care_log"))
        terminal.wait("做了什么")
        terminal.type("中午发了\r")
        terminal.press("escape")
        terminal.kill()
    theirs.run(
        "handover", "care", place(theirs, "修改稿", "25 11:05"), "--how", "陈小姐收到了", "--done", at="25 11:05"
    )
    theirs.run("handover", "care", place(theirs, "报价", "25 11:10"), "--how", "报了三万八", "--done", at="25 11:10")
    theirs.run("handover", "export", back, "--back", "李雯", at="27 17:50")
    other = colleague(tmp_path, "wanglei", "王磊")
    desk.run("handover", "export", second, "--for", "王磊", at="17:11")
    other.run("import", second, at="17:20")
    wrong = place(other, "型号写错", "24 09:30")
    other.run("handover", "care", wrong, "--how", "跟客户说清了，重印", "--done", at="24 09:30")
    other.run("handover", "export", second, "--back", "李雯", at="27 17:50")

    # Meanwhile on her own desk: she answered one herself, and something new came.
    desk.run("met", "call.return", "报价", "--how", "路上回的，报四万", at="25 12:00")
    desk.run("call", "申花", "> 周四17:00给样品", "--in", at="25 15:00")
    assert "没人管" in desk.run("today", at="25 15:05")

    with desk.screen("handover", at="30 09:00") as terminal:
        terminal.wait("回来了")
        terminal.press(key("fetch_log"))
        terminal.wait("代管记录在哪个文件")
        terminal.type(f"{back}\r")
        terminal.wait("陈小姐收到了")
        terminal.press(key("fetch_log"))
        terminal.wait("代管记录在哪个文件")
        terminal.type(f"{second}\r")
        terminal.wait("重印")
        for words in ("说法不一 1", "路上回的，报四万", "报了三万八", "办了 2", "还开着", "新来的 1"):
            terminal.wait(words)
        terminal.press("end")
        terminal.wait("承诺：给样品")
        terminal.press("home")
        terminal.wait("自己桌上")
        terminal.press(key("take_over"))
        terminal.wait("先说以哪一边为准")
        terminal.press(key("take_theirs"))
        terminal.wait("以阿杰的为准")
        terminal.press(key("take_over"))
        terminal.wait(f"已收回 2 / {len(lines) + 1}")
        terminal.press(key("take_all"))
        terminal.wait("都收回了")
        terminal.press("escape", "escape")
        to_the_board(terminal)
        leave(terminal)

    # Nothing lost: each line has its fate. Nothing twice: each duty ended once, with the cover's proof.
    desk.run("export", str(tmp_path / "all.json"), at="30 09:05")
    (absence,) = json.loads((tmp_path / "all.json").read_text("utf-8"))["records"]["absences"]
    assert absence["returned"]
    assert {line["id"] for line in lines} <= {line["id"] for line in absence["lines"]}
    assert len(absence["lines"]) == len(lines) + 1
    assert all(line["returned"] for line in absence["lines"])
    (quote,) = [line for line in absence["lines"] if "报价" in line["what"]]
    assert [fact["how"] for fact in quote["log"]] == ["报了三万八", "路上回的，报四万"]
    ended = desk.json("due", "--all", at="30 09:05")
    assert len({o["id"] for o in ended}) == len(ended)
    of_rule = {
        rule: [(o["state"], o["how"]) for o in ended if o["rule"] == rule and words in o["title"]]
        for rule, words in (("call.promise", "修改稿"), ("call.return", "报价"))
    }
    assert of_rule["call.promise"] == [("met", "陈小姐收到了")]
    assert of_rule["call.return"] == [("met_late", "报了三万八")]
    mine = [o["state"] for o in ended if o["rule"] == "call.promise" and "给样品" in o["title"]]
    assert mine == ["overdue"]  # new, and ours
    left_open = [o for o in ended if o["rule"] == "card.schedule" and o["state"] == "overdue"]
    assert left_open  # what nobody did is ours again, open
    assert {o["cover"] for o in left_open} == {None}
