"""What can't be read in the desk's file stands on the board, in both languages, as long as it is so."""

from __future__ import annotations

from pathlib import Path

import pytest
from once import the_demo
from showing import app_of, shown

from aetui.desk.core import Desk
from aetui.desk.demo import MONDAY
from aetui.screens.board.screen import BoardScreen


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("what", ["copy", "record"])
async def test_the_board_says_what_can_not_be_read(tmp_path: Path, lang: str, what: str) -> None:
    the_demo(tmp_path).close()
    path = tmp_path / "demo.json"
    if what == "copy":
        path.with_name("demo (conflicted copy).json").write_bytes(b"{}")
    else:
        path.write_bytes(path.read_bytes().replace("陈小姐".encode(), b"\xff\xfe" + "小姐".encode(), 1))
    desk = Desk.open(path, program="test", now=MONDAY)
    app = app_of(desk, lang)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, BoardScreen)
        assert "aetui check" in shown(app)
    desk.close()
