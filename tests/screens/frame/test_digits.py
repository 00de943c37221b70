"""A digit stands before the heading that it leads to, and Tab reaches every section in as many steps as there are."""

from __future__ import annotations

from pathlib import Path

import pytest
from full_desk import full_desk
from on_a_desk import Hand, on_screen
from test_footers import MADE

from aetui.commands import BY_ID
from aetui.desk.demo import MONDAY
from aetui.widgets.lines import LineList


def led_to(hand: Hand) -> dict[str, tuple[LineList, str]]:
    """Digit → the list and the section that it leads to, as painted."""
    lists = [one for one in hand.screen.query(LineList) if one.can_focus]
    return {
        digit: (one, section.id)
        for one in lists
        for section in one._sections
        if (digit := one.digit_of(section.id).strip())
    }


@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_a_digit_leads_to_the_heading_that_it_stands_before(tmp_path: Path, size: tuple[int, int]) -> None:
    desk = full_desk(tmp_path, "zh")
    async with on_screen(desk, now=MONDAY, size=size) as hand:
        for where in BY_ID["section"].where:
            made = MADE[where](desk)
            if made is not None:
                await hand.app.push_screen(made)
                await hand.settle()
                await hand.app.workers.wait_for_complete()
            await hand.settle()
            await _walk(hand, where)
            if made is not None:
                await hand.app.pop_screen()


async def _walk(hand: Hand, where: str) -> None:
    painted = led_to(hand)
    assert list(painted) == [str(n) for n in range(1, len(painted) + 1)], where
    for digit, (lines, section) in painted.items():
        await hand.press(digit)
        assert (hand.screen.focused, lines.section) == (lines, section), (where, digit)
        title = next(s.title for s in lines._sections if s.id == section)
        assert f"{digit} {title[0][0][:4]}" in hand.text, (where, digit)
    reached = set[tuple[LineList, str]]()
    for _ in range(sum(len(one._sections) for one in hand.screen.query(LineList))):
        await hand.press("tab")
        if isinstance(here := hand.screen.focused, LineList):
            reached.add((here, here.section))
    assert set(painted.values()) <= reached, where
