"""The figures in the real program: the cells that a terminal holds, Chinese names and all."""

from __future__ import annotations

from pathlib import Path

from desk_in_terminal import DeskInTerminal
from test_monday_keys import MONDAY, to_the_board


def test_the_bars_of_a_monday_stand_in_line(tmp_path: Path) -> None:
    desk = DeskInTerminal(tmp_path)
    desk.set_up()
    for clock, _, name, turns, items in MONDAY:
        desk.run("call", name, *items, ("--in", "--out", "--missed")[turns], at=clock)
    seen = desk.json("figures", at="18:30")
    with desk.screen(at="18:30") as terminal:
        to_the_board(terminal)
        terminal.press("ctrl+t")
        for load in seen["by_client"]:
            counts = [load["promised"], load["calls"] + load["missed"], load["items"], load["cards"]]
            shown = [str(n) for n in counts if n]
            name = load["client"] or "无客户"
            terminal.wait(
                lambda t, n=name, s=shown: any(n in x and set(s) <= set(x[x.find(n) :].split()) for x in t.lines)
            )
        terminal.drain()
        begins = []
        for load in seen["by_client"]:
            x, y = terminal.find(load["client"] or "无客户")
            row = [terminal.cell(n, y).text for n in range(x, 60)]
            begins.append(next(n for n, text in enumerate(row) if text in ("━", "═", "─", "╍")))
        assert len(begins) == 4
        assert set(begins) == {len("无客户") * 2 + 1}
        terminal.press("f7", "f7", "f7", "f5")
        terminal.wait("2026年第47周")
        terminal.press("escape")
        terminal.wait("记电话")
        terminal.press("q")
        assert terminal.wait_exit() == 0
