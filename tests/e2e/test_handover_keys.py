"""A week's leave prepared on Monday's desk in the real program, a cover at work on a desk of her own, and the return."""

from __future__ import annotations

from pathlib import Path

from desk_in_terminal import DeskInTerminal
from test_monday_keys import MONDAY, to_the_board


def test_a_weeks_leave_and_back(tmp_path: Path) -> None:
    desk, theirs = DeskInTerminal(tmp_path), DeskInTerminal(tmp_path)
    theirs.env["AETUI_USER"] = "ajie"
    desk.set_up()
    desk.run("profile", "people", "王磊:supervisor,阿杰:media")
    theirs.run("profile", "name", "阿杰")
    for clock, _, name, turns, items in MONDAY:
        desk.run("call", name, *items, ("--in", "--out", "--missed")[turns], at=clock)
    with desk.screen(at="17:00") as terminal:
        to_the_board(terminal)
        terminal.press("h")
        terminal.wait("什么时候不在")
        terminal.type("明天到周五\r")
        terminal.wait("怎么找我")
        terminal.type("年假；手机\r")
        terminal.wait("件没有人")
        n = len(desk.json("handover", "show", at="17:00")["lines"])
        terminal.press("1")
        terminal.wait(f"{n - 1} 件没有人")
        for left in range(n - 2, -1, -1):
            terminal.press("2" if left == n - 3 else "enter")
            terminal.wait(f"{left} 件没有人")
        terminal.press("y")  # the last line is 阿杰's
        terminal.wait("怎么应下的")
        terminal.type("\r")
        terminal.wait("0 件没有人，2 件没应下")
        terminal.press("home", "y")
        terminal.wait("王磊怎么应下的")
        terminal.type("\r")
        terminal.wait("齐：每件事都有人")
        terminal.press("n")
        terminal.wait("安排妥当 11/23 17:00")
        terminal.press("escape")
        to_the_board(terminal)
        terminal.press("q")
        assert terminal.wait_exit() == 0
    bundle, back = str(tmp_path / "bundle.json"), str(tmp_path / "back.json")
    desk.run("handover", "export", bundle, "--for", "阿杰", at="17:10")
    theirs.run("import", bundle, at="17:20")
    held = theirs.json("handover", "care", at="17:20")
    assert len(held) == n - 2
    with theirs.screen(at="17:30") as terminal:
        terminal.wait(f"代管 {n - 2}")
        terminal.press("escape", "q")
        terminal.kill()
    promise = next(str(i) for i, c in enumerate(held, 1) if "修改稿" in c["what"])
    theirs.run("handover", "care", promise, "--how", "中午发了", "--done", at="17:40")
    theirs.run("handover", "export", back, "--back", "李雯", at="17:50")
    desk.run("handover", "return", back, at="17:55")
    with desk.screen("handover", at="17:55") as terminal:
        terminal.wait("离开前的交接")
        terminal.wait("中午发了")
        terminal.kill()
    desk.run("handover", "return", "--all", at="17:56")
    lines = desk.json("due", "--all", at="17:57")
    kept = [o for o in lines if o["rule"] == "call.promise"]
    assert [(o["state"], o["how"]) for o in kept] == [("met", "中午发了")]
    assert "card.schedule" in {o["rule"] for o in lines if o["state"] == "pending"}  # what nobody did is ours, open
