"""One key copies what the cursor stands on; the mouse copies what it selects; both say where the text lies."""

from __future__ import annotations

from pathlib import Path

import pytest
from on_a_desk import Hand, at, new_desk, on_screen

from aetui.commands import COMMANDS, READ
from aetui.desk.phone.calls import record_call
from aetui.domain.records import Card
from aetui.domain.records.refs import ref_to
from aetui.screens.paper.screen import PaperScreen
from aetui.screens.record.card import CardScreen
from aetui.widgets.lines import LineList
from aetui.widgets.selecting import between

NOW = at("11:30")


def test_every_screen_with_rows_has_the_command() -> None:
    (copy,) = [one for one in COMMANDS if one.id == "copy"]
    assert set(copy.where) >= set(READ)
    assert copy.key == "Y"


@pytest.mark.parametrize("key", ["Y", "ctrl+c", "alt+y"])
async def test_the_row_under_the_cursor_is_copied_and_kept(tmp_path: Path, key: str) -> None:
    desk = new_desk(tmp_path)
    record_call(desk, at("09:30"), ["+ 秋季海报 #别说价钱"], client="梅林")
    async with on_screen(desk, now=NOW) as hand:
        stand_on(hand, next(ref_to("obligation", o.id) for o in desk.obligations(NOW) if o.rule == "card.schedule"))
        await hand.press(key)
        assert "工作进度表" in hand.app.clipboard
        assert "2026年11月24日 周二 9:30" in hand.app.clipboard
        kept = tmp_path / "liwen.copied.txt"
        assert kept.name in hand.text
        await hand.until(lambda: kept.exists() and kept.read_text("utf-8") == hand.app.clipboard)


async def test_a_paper_is_copied_as_it_reads(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    record_call(desk, at("09:30"), ["+ 秋季海报"], client="梅林")
    (card,) = desk.book.all_of(Card)
    async with on_screen(desk, CardScreen(card.id), now=NOW) as hand:
        stand_on(hand, "field:title")
        await hand.press("Y")
        assert hand.app.clipboard.startswith(f"{card.number} 秋季海报\n客户：梅林食品\n")
        await hand.press("o")
        assert isinstance(hand.screen, PaperScreen)
        await hand.press("Y")
        assert hand.app.clipboard.startswith("工作进度表\n致：")
        assert "别给客户" not in hand.text


async def test_where_nothing_can_be_copied_it_says_so(tmp_path: Path) -> None:
    async with on_screen(new_desk(tmp_path), now=NOW) as hand:
        for lines in hand.screen.query(LineList):
            lines.show()
        await hand.press("Y")
        assert hand.app.clipboard == ""
        assert "没有可复制的" in hand.text


async def test_what_the_mouse_selects_is_copied_as_it_is_seen(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    record_call(desk, at("09:30"), ["+ 秋季海报"], client="梅林")
    async with on_screen(desk, now=NOW) as hand:
        lines = next(one for one in hand.screen.query(LineList) if "工作进度表" in row_texts(one))
        y = next(n for n, text in enumerate(row_texts(lines).splitlines()) if "工作进度表" in text)
        text = row_texts(lines).splitlines()[y]
        pad = lines.gutter.left
        start = cells(text[: text.index("工作")])
        await hand.pilot.mouse_down(lines, offset=(start + pad, y))
        await hand.pilot.hover(lines, offset=(start + 9 + pad, y))
        await hand.pilot.mouse_up(lines, offset=(start + 9 + pad, y))
        await hand.settle()
        assert hand.app.clipboard == "工作进度表"
        assert "copied.txt" in hand.text
        await hand.press("ctrl+c")
        assert hand.app.clipboard == "工作进度表", "what is selected comes before the row"
        await hand.press("j", "Y")
        assert hand.app.clipboard != "工作进度表", "the cursor moved on: the row is meant again"


def stand_on(hand: Hand, ref: str) -> None:
    lines = next(one for one in hand.screen.query(LineList) if ref in one.refs)
    lines.focus()
    lines.select(ref)


def row_texts(lines: LineList) -> str:
    return "\n".join("".join(text for text, _ in lines.selectable_line(y)) for y in range(lines.size.height))


def cells(text: str) -> int:
    from aetui.widgets.cells import width

    return width(text)


@pytest.mark.parametrize(
    ("start", "stop", "chosen"),
    [(0, -1, "a海报b"), (0, 1, "a"), (1, 2, "海"), (2, 3, "海"), (2, 4, "海报"), (5, -1, "b"), (6, -1, "")],
)
def test_no_wide_character_is_halved(start: int, stop: int, chosen: str) -> None:
    text, first, last = between("a海报b", start, stop)
    assert text == chosen
    assert last - first == cells(chosen)
