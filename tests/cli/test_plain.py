"""Lists in lines: columns under each other, cut to the terminal from what matters least."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from said import good
from shell import NOW, Shell

from aetui.cli import plain
from aetui.cli.plain import columns

texts = st.text(st.characters(categories=["L", "N", "P", "Zs"]), max_size=50)


@given(st.lists(st.tuples(texts, texts, texts), min_size=1, max_size=5), st.integers(30, 200))
def test_no_line_takes_more_than_there_is_as_long_as_the_rest_fits(
    rows: list[tuple[str, str, str]], cells: int
) -> None:
    lines = columns([["12:00", *row] for row in rows], cuts=((3, 0), (2, 4), (1, 4)), cells=cells)
    assert all(cell_len(line) <= cells for line in lines)
    assert all(line.startswith("12:00") for line in lines)


def test_what_gives_way_first_is_gone_first() -> None:
    rows = [["超时", "进度表 · 秋季海报的一个很长的名字", "D4"], ["未到", "短", "C1"]]
    cuts = ((2, 0), (1, 10))
    assert columns(rows, cuts=cuts, cells=80)[0].endswith("D4")
    assert columns(rows, cuts=cuts, cells=41)[0] == "超时  进度表 · 秋季海报的一个很长的名字"
    assert columns(rows, cuts=cuts, cells=20)[0] == "超时  进度表 · 秋季…"


def test_a_line_of_two_thousand_characters_pads_no_other() -> None:
    rows = [["1", "长" * 2000, "a"], ["2", "短", "b"]]
    whole = columns(rows)
    assert whole == [f"1  a  {'长' * 2000}", "2  b  短"]
    assert all(cell_len(line) <= 100 for line in columns(rows, cuts=((1, 20),), cells=100))


def test_without_a_word_on_what_gives_way_a_text_takes_three_lines_of_a_terminal_at_most() -> None:
    rows = [["1", "长" * 2000, "a"], ["2", "短" * 100, "b"]]
    long, short = columns(rows, cells=80)
    assert cell_len(long) <= 3 * 80 + len("1  a  ")
    assert long.endswith("…")
    assert short == f"2  b  {'短' * 100}"


@given(st.lists(st.tuples(texts, texts.map(lambda text: text * 3), texts), min_size=1, max_size=5))
def test_without_a_terminal_nothing_is_cut_and_columns_stand_under_each_other(rows: list[tuple[str, str, str]]) -> None:
    lines = columns([["12:00", *row, "◆"] for row in rows], cuts=((1, 20),))
    begins = set()
    for line, row in zip(lines, rows, strict=True):
        assert all(cell.strip() in line for cell in row)
        begins.add(cell_len(line[: line.index("◆")]))
    assert len(begins) == 1


@pytest.fixture
def long_ones(aetui: Shell) -> Shell:
    good(
        aetui(
            "call",
            "梅林",
            "+ 秋季海报加一个横版用在超市入口另外还要一套店内的立牌和货架贴纸全部按新的品牌手册",
            "> 周三12:00前给修改稿和全部文件",
        )
    )
    good(
        aetui("card", "open", "双十二促销单页两面并含三个尺寸的门店海报和地贴", "--client", "梅林", "--deliver", "周五")
    )
    good(aetui("todo", "长" * 2000))
    return aetui


@pytest.mark.parametrize("cells", [60, 80, 120, 200])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_times_and_first_words_stand_at_every_width(
    long_ones: Shell, monkeypatch: pytest.MonkeyPatch, cells: int, lang: str
) -> None:
    whole = {argv: good(long_ones("--lang", lang, *argv.split())) for argv in ("due", "today", "card list")}
    monkeypatch.setattr(plain, "room", lambda: cells)
    due = good(long_ones("--lang", lang, "due"))
    assert all(cell_len(line) <= cells for line in due.splitlines())
    schedule = "工作进度表" if lang == "zh" else "chedule"
    assert schedule in due
    for line, cut in zip(whole["due"].splitlines(), due.splitlines(), strict=True):
        assert cut.split()[:2] == line.split()[:2]
        assert any(word in cut for word in line.split() if ":" in word)
    cards = good(long_ones("--lang", lang, "card", "list")).splitlines()
    assert all(cell_len(line) <= cells for line in cards)
    assert all(cut[:20] == line[:20] for line, cut in zip(whole["card list"].splitlines(), cards, strict=True))
    assert ("周五" if lang == "zh" else "Fri") in cards[1]
    today = good(long_ones("--lang", lang, "today"))
    assert all(cell_len(line) <= cells for line in today.splitlines() if "长长" in line)


def test_cards_stand_in_the_order_of_their_count(aetui: Shell, tmp_path: Path) -> None:
    good(aetui("card", "open", "一", "--client", "梅林"))
    held = tmp_path / "x.json"
    good(aetui("export", str(held)))
    text = held.read_text("utf-8").replace("2611-001", "2611-999")
    held.write_text(text, "utf-8")
    good(aetui("--user", "other", "import", str(held)))
    good(aetui("--user", "other", "card", "open", "二", "--client", "梅林"))
    lines = good(aetui("--user", "other", "card", "list")).splitlines()
    assert [line.split()[0] for line in lines] == ["2611-999", "2611-1000"]


def in_terminal(home: Path, cells: int, **more: str) -> list[str]:
    """The lines of `aetui due` in a terminal of that width."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, cells, 0, 0))
    env = {
        "AETUI_HOME": str(home),
        "AETUI_USER": "u",
        "AETUI_LANG": "zh",
        "AETUI_NOW": NOW,
        "PATH": os.environ["PATH"],
        **more,
    }
    env |= {"LC_ALL": "C.UTF-8", "TZ": "Asia/Shanghai"}
    done = subprocess.Popen([sys.executable, "-m", "aetui", "due"], stdout=slave, stderr=slave, env=env)
    os.close(slave)
    seen = b""
    while True:
        try:
            seen += os.read(master, 65536)
        except OSError:
            break
    os.close(master)
    assert done.wait() == 0
    return seen.decode().splitlines()


def test_in_a_real_terminal(long_ones: Shell, tmp_path: Path) -> None:
    assert max(map(cell_len, in_terminal(tmp_path, 70))) <= 70
    assert max(map(cell_len, in_terminal(tmp_path, 200, COLUMNS="60"))) <= 60
    assert max(map(cell_len, good(long_ones("due")).splitlines())) > 100  # a program reads it whole
