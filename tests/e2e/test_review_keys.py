"""The sample's Monday reviewed and closed in the real program, key by key."""

from __future__ import annotations

import re
from pathlib import Path

from desk_in_terminal import DeskInTerminal
from test_monday_keys import MONDAY, to_the_board


def n_of(screen: str) -> tuple[int, int]:
    found = re.search(r"已定 (\d+) / (\d+)", screen)
    assert found, screen
    return int(found[1]), int(found[2])


def test_monday_is_reviewed_and_closed(tmp_path: Path) -> None:
    desk = DeskInTerminal(tmp_path)
    desk.set_up()
    for clock, _, name, turns, items in MONDAY:
        way = ("--in", "--out", "--missed")[turns]
        desk.run("call", name, *items, way, at=clock)
    left = desk.json("review", at="17:30")["undecided"]
    assert {t["kind"] for t in left} == {"duty", "note"}
    with desk.screen(at="17:30") as terminal:
        to_the_board(terminal)
        terminal.press("r")
        terminal.wait(f"已定 0 / {len(left)}")
        keys = 1
        while (now := n_of(terminal.text))[0] < now[1]:
            kind, thing = terminal.text.splitlines()[3:5]
            trouble = "报告主管" in thing.split("✓")[0]  # beside it stands what was decided
            terminal.press("x" if trouble or "还没有下文" in kind else "l")
            keys += 1
            if trouble:
                terminal.wait("建议的办法")
                terminal.type("王磊知道了，重印\r")
                keys += 1
            terminal.wait(f"已定 {now[0] + 1} / {now[1]}")
        assert keys <= len(left) + 3
        terminal.wait("每一件都定下了")
        terminal.press("f5")
        terminal.wait("谁核对的")
        terminal.press("enter")
        terminal.wait("今日毕。")
        terminal.press("escape")  # past the line on the day's maxim
        terminal.wait(lambda t: "交核对" in t.text)
        terminal.press("escape")
        to_the_board(terminal)
        terminal.press("q")
        assert terminal.wait_exit() == 0
    after = desk.json("review", "--on", "今天", at="17:40")
    assert {key: after[key] for key in ("day", "closed", "undecided")} == {
        "day": "2026-11-23", "closed": True, "undecided": []
    }  # fmt: skip
    assert [note["what"] for note in after["let_through"]] == ["没有新的工作指示"]
    assert "day.review" not in {o["rule"] for o in desk.json("due", at="17:40")}
    trouble = [o for o in desk.json("due", "--all", at="17:40") if o["rule"] == "trouble.report"]
    assert [(o["state"], o["how"]) for o in trouble] == [("met_late", "王磊知道了，重印")]
