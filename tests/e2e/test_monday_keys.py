"""The sample's Monday, pressed key by key into the real program: exactly its duties are owed, and nothing besides."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from desk_in_terminal import DeskInTerminal
from terminal import Terminal

WAYS = ("呼入", "呼出", "未接")
"""As F3 turns to them."""

# Clock, keys that choose the client, the client, how often F3 is pressed, the items.
MONDAY = (
    (
        "09:32",
        "ml",
        "梅林食品",
        0,
        [
            "+ 秋季海报加一个横版，用在超市入口",
            "> 周三12:00前给修改稿",
            "? 秋季海报的报价什么时候能给 明天上午10点",
            "* 上一期促销销量涨了两成，陈小姐很满意",
            "下周一起改由陈小姐直接确认，不再经过林总",
        ],
    ),
    ("10:15", "sh", "申花家电", 2, []),
    (
        "10:40",
        "申花",
        "申花家电",
        1,
        [
            "＋ 双十二促销单页，A4 双面，周五前要打样",
            "￥ 外拍场地费 8000，先垫",
            "！ 上周的完稿型号写错了，客户那边已经印了两千份",
            "@小王 周二17:00前重出完稿",
        ],
    ),
    (
        "11:05",
        "yl",
        "益力饮料",
        1,
        ["口头报告：海报已出街，杂志稿周三交", "？ 想知道下月媒介排期 周三", "没有新的工作指示"],
    ),
)

OWED = [
    ("card.schedule", "梅林", "24T09:32", "pending"),
    ("card.schedule", "申花", "24T10:40", "pending"),
    ("card.deliver", "申花", "27T18:00", "pending"),
    ("call.promise", "梅林", "25T12:00", "pending"),
    ("call.return", "梅林", "24T10:00", "pending"),
    ("call.return", "申花", "23T13:15", "met"),
    ("news.share", "梅林", "23T18:00", "pending"),
    ("trouble.report", "申花", "23T11:10", "overdue"),
    ("card.open", "申花", "23T11:10", "overdue"),
    ("card.chase", "申花", "23T17:00", "pending"),
    ("call.return", "益力", "25T18:00", "pending"),
    ("week.call", "益力", "23T18:00", "met"),
    ("week.call", "申花", "23T18:00", "met"),
    ("week.call", "梅林", "23T18:00", "pending"),
    ("day.review", "", "23T18:00", "pending"),
    ("week.report", "益力", "25T15:00", "pending"),
    ("week.report", "梅林", "26T16:00", "pending"),
    ("week.report", "申花", "27T11:00", "pending"),
]


def to_the_board(terminal: Terminal) -> None:
    terminal.wait(lambda t: "时限" in t.text and "谁的电话" not in t.text and "逐条记录" not in t.text)


def choose(terminal: Terminal, typed: str, name: str, turns: int) -> None:
    """From the board onto the phone: with whom, and which way. Whose name is typed has called, until F3 says otherwise;
    only who is offered, as the cursor was on theirs, is called."""
    terminal.press("c")
    terminal.wait("谁的电话")
    terminal.type(typed)
    terminal.wait(f"▸ {name}")
    terminal.wait(f"通话 {WAYS[0]}")
    for turned in WAYS[1 : 1 + turns]:
        terminal.press("f3")
        terminal.wait(f"通话 {turned}")
    terminal.press("enter")


def test_monday_by_keys(tmp_path: Path) -> None:
    desk = DeskInTerminal(tmp_path)
    desk.set_up()
    for clock, typed, name, turns, items in MONDAY:
        with desk.screen(at=clock) as terminal:
            to_the_board(terminal)
            choose(terminal, typed, name, turns)
            for n, item in enumerate(items, 1):
                terminal.wait("逐条记录")
                terminal.type(item)
                terminal.press("enter")
                terminal.wait(f"逐条记录 {n}")
            if items:
                terminal.press("f8")
            to_the_board(terminal)
            terminal.press("q")
            assert terminal.wait_exit() == 0
    rows = desk.json("due", "--all", at="11:30")
    got = [(r["rule"], (r["client"] or ""), _when(r["due"]), r["state"]) for r in rows]
    assert sorted(got) == sorted(OWED)


def _when(iso: str) -> str:
    return datetime.fromisoformat(iso).strftime("%dT%H:%M")


@pytest.mark.parametrize("kitty", [False, True], ids=["plain", "kitty"])
def test_a_sentence_of_200_hanzi_is_an_item(tmp_path: Path, kitty: bool) -> None:
    desk = DeskInTerminal(tmp_path)
    desk.run("client", "add", "梅林食品")
    sentence = "".join(chr(0x4E00 + 37 * n) for n in range(200))
    with desk.screen("call", "ml", at="09:32", cols=80, rows=24, kitty=kitty) as terminal:
        terminal.wait("逐条记录 0")
        # As an input method commits it: a kitty may send the code points as one key of its protocol.
        terminal.send(f"\x1b[0;;{':'.join(str(ord(c)) for c in sentence)}u" if kitty else sentence)
        terminal.wait(sentence[-1])
        terminal.press("enter")
        terminal.wait("逐条记录 1")
        terminal.press("f8")
        assert terminal.wait_exit() == 0
    assert [hit["text"] for hit in desk.json("find", sentence[:20])] == [sentence]


def test_kill_9_in_mid_line_loses_nothing(tmp_path: Path) -> None:
    desk = DeskInTerminal(tmp_path)
    desk.run("client", "add", "梅林食品")
    with desk.screen(at="09:32") as terminal:
        to_the_board(terminal)
        choose(terminal, "ml", "梅林食品", 0)
        terminal.wait("逐条记录 0")
        terminal.type("+ 秋季海报加一个横版\r")
        terminal.wait("2611-001")
        terminal.type("> 周三12:00前给修")
        drafts = tmp_path / "liwen.drafts"
        terminal.wait(lambda _: drafts.exists() and "给修" in drafts.read_text("utf-8"))
        terminal.kill()
        terminal.wait_exit()
    assert [c["number"] for c in desk.json("card", "list")] == ["2611-001"]
    with desk.screen(at="09:40") as terminal:
        terminal.wait("逐条记录 1")
        terminal.wait("> 周三12:00前给修")
        terminal.wait(lambda t: t.cursor.visible)
        terminal.type("改稿\r")
        terminal.wait("逐条记录 2")
        terminal.press("f8")
        to_the_board(terminal)
        terminal.press("q")
        assert terminal.wait_exit() == 0
    assert not drafts.exists()
    [promise] = [r for r in desk.json("due") if r["rule"] == "call.promise"]
    assert promise["title"].endswith("给修改稿"), "the title without the time at its head"
    assert promise["due"] == "2026-11-25T12:00:00+08:00"
    with desk.screen(at="09:50") as terminal:  # hung up is over
        to_the_board(terminal)
