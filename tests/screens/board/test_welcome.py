"""The first morning: a few lines, each on disk at its Enter, none needed, none in the way."""

from __future__ import annotations

from pathlib import Path

import pytest
from on_a_desk import Hand, at, on_screen
from textual.events import Paste

from aetui.desk.book.profile import ROLES
from aetui.desk.core import Desk
from aetui.domain.records import Client
from aetui.domain.roles import ROLE_WORDS
from aetui.screens.board.screen import BoardScreen
from aetui.screens.board.welcome import WelcomeScreen

SIGNS = [(said, sign) for said, sign in ROLE_WORDS.items() if sign in ROLES]


@pytest.fixture
def new(tmp_path: Path) -> Desk:
    return Desk.open(tmp_path / "new.json", program="tests", now=at("09:00"))


def on_disk(desk: Desk) -> Desk:
    """The desk as another program reads it from the file."""
    return Desk.open(desk.store.path, program="other", now=at("09:00"))


def fits(hand: Hand) -> bool:
    rows = hand.text.split("\n")
    return all("Esc" not in row or "…" not in row for row in rows)


@pytest.mark.parametrize(
    ("said", "sign"), [*SIGNS, ("AE，客户经理", "AE AM"), ("account exec, AM", "AE AM"), ("ae am", "AE AM")]
)
async def test_a_role_in_words_finds_its_sign(new: Desk, said: str, sign: str) -> None:
    async with on_screen(new) as hand:
        await hand.press("down")
        await hand.type(said)
        assert sign in hand.text, "it is seen before Enter"
        await hand.press("enter")
        assert on_disk(new).profile.roles == sign.split()  # type: ignore[union-attr]


@pytest.mark.parametrize("comma", [", ", "，", "、", ";", "；", "\n"])
async def test_clients_part_at_signs_and_lines_alone(new: Desk, comma: str) -> None:
    names = ["Golden Rooster Foods", "梅林 食品", "Smith & Sons"]
    async with on_screen(new) as hand:
        await hand.press("down", "down")
        hand.app.post_message(Paste(comma.join(names)))
        await hand.until(lambda: "Smith" in hand.text)
        await hand.press("enter")
        await hand.settle()
        assert sorted(c.name for c in on_disk(new).each(Client)) == sorted(names)


async def test_the_people_in_one_line_each(new: Desk) -> None:
    async with on_screen(new) as hand:
        await hand.press("down", "down", "down")
        await hand.type("Ray Wong 138 0000 1234\n")
        [boss] = on_disk(new).profile.people  # type: ignore[union-attr]
        assert (boss.name, boss.role, boss.phone) == ("Ray Wong", "supervisor", "138 0000 1234")
        await hand.type("小王：设计、阿杰 客户执行，林姐 前台 8001234\n")
        people = {p.name: (p.role, p.phone) for p in on_disk(new).profile.people}  # type: ignore[union-attr]
        assert people == {
            "Ray Wong": ("supervisor", "138 0000 1234"),
            "小王": ("设计", None),
            "阿杰": ("AE", None),
            "林姐": ("front_desk", "8001234"),
        }
        assert isinstance(hand.screen, BoardScreen)


async def test_enter_alone_skips_every_line(new: Desk) -> None:
    async with on_screen(new) as hand:
        await hand.press(*["enter"] * 5)
        assert isinstance(hand.screen, BoardScreen)
        assert new.store.log(1) == []


@pytest.mark.parametrize("field", range(5))
@pytest.mark.parametrize("typed", ["", "王"])
async def test_esc_always_leaves_to_the_board_and_says_so(new: Desk, field: int, typed: str) -> None:
    """From each line, empty or half typed, also where what stands there is a mistake; what could be written is on disk."""
    async with on_screen(new, size=(80, 24)) as hand:
        assert "Esc 随时到桌面" in hand.text
        await hand.type("李雯\n")
        await hand.press(*["down"] * ((field - 1) % 5))
        if typed and field:
            await hand.type(typed)
        await hand.press("escape")
        assert isinstance(hand.screen, BoardScreen)
        assert on_disk(new).owner == "李雯"
        if typed and field == 1:
            assert "“王”不是职务" in hand.text


async def test_a_mistake_is_seen_where_there_is_little_room_and_goes_when_it_is_mended(new: Desk) -> None:
    async with on_screen(new, size=(80, 24)) as hand:
        await hand.type("李雯\n", "王\n")
        assert "“王”不是职务" in hand.text
        assert isinstance(hand.screen, WelcomeScreen)
        await hand.press("ctrl+u")
        await hand.type("客户执行\n")
        assert "不是职务" not in hand.text
