"""Monday's round of calls in the real program: from the board over the week to the last client, key by key."""

from __future__ import annotations

from pathlib import Path

from desk_in_terminal import DeskInTerminal
from test_monday_keys import to_the_board


def test_mondays_round(tmp_path: Path) -> None:
    desk = DeskInTerminal(tmp_path)
    desk.set_up()
    with desk.screen(at="09:45") as terminal:
        to_the_board(terminal)
        terminal.press("v")
        terminal.wait("周一电话 0 / 3")
        terminal.press("C")
        for n, (name, said) in enumerate(
            (("益力饮料", "海报已出街"), ("梅林食品", "+ 秋季海报加一个横版，周五前"), ("申花家电", "没有新的工作指示"))
        ):
            terminal.wait(f"已打 {n} / 3")
            terminal.wait(lambda t, name=name: t.text.splitlines()[3].strip().startswith(name))
            terminal.press("c")
            terminal.wait("逐条记录 0")
            terminal.type(said)
            terminal.press("enter")
            terminal.wait("逐条记录 1")
            terminal.press("f8")
        terminal.wait("周一电话都打过了")
        terminal.wait("已打 3 / 3")
        terminal.press("escape")
        terminal.wait("第48周")
        terminal.press("escape")
        to_the_board(terminal)
        terminal.press("q")
        assert terminal.wait_exit() == 0
    rows = desk.json("due", "--all", at="10:00")
    calls = [(r["client"], r["state"]) for r in rows if r["rule"] == "week.call"]
    assert sorted(calls) == sorted([("梅林", "met"), ("申花", "met"), ("益力", "met")])
    assert [c["title"] for c in desk.json("card", "list", at="10:00")] == ["秋季海报加一个横版"]
    seen = desk.json("round", at="10:00")
    assert (seen["done"], seen["of"]) == (3, 3)
