"""The screen of those whom one answers for, and their boards, looked at: live, and nothing is written on them."""

from pathlib import Path

import pytest
from offices import bring, one_of, person, stand
from on_a_desk import at, new_desk, on_screen
from once import the_demo

from aetui.commands import COMMANDS, LOOKS
from aetui.desk.book.profile import set_profile
from aetui.desk.core import Desk
from aetui.desk.day.todos import add_todo
from aetui.desk.demo import MONDAY
from aetui.domain.records import Todo
from aetui.screens.board.screen import BoardScreen
from aetui.screens.office.board import TheirBoard
from aetui.screens.office.team import TeamScreen
from aetui.widgets.prompt import Prompt


@pytest.fixture
def own(tmp_path: Path) -> Desk:
    """The AM's, who answers to nobody, and for 李雯, whose Monday is the demo's."""
    desk = new_desk(tmp_path)
    set_profile(desk, "name", "王磊", at("09:00"))
    set_profile(desk, "roles", "AM", at("09:00"))
    (tmp_path / "hers").mkdir()
    demo = the_demo(tmp_path / "hers")
    stand(desk, person("李雯", "d1"), person("没来过", "d2"), person("坏的", "d3"), heard=MONDAY)
    bring(desk, "d1", demo.store.path)
    bring(desk, "d3", demo.store.path).write_bytes(b"garbage" * 99)
    return desk


def copies(own: Desk) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in own.store.path.with_suffix(".office").iterdir()}


async def test_rows_late_ones_and_back(own: Desk) -> None:
    async with on_screen(own, now=MONDAY) as hand:
        await hand.press("Z")
        assert isinstance(hand.screen, TeamScreen)
        await hand.until(lambda: "开卡" in hand.text)
        assert "李雯" in hand.text
        assert "还没同步过" in hand.text
        assert "读不了" in hand.text
        await hand.press("enter")
        assert isinstance(hand.screen, TheirBoard)
        assert "李雯 的桌面，只能看" in hand.text
        await hand.press("escape")
        await hand.press("tab")  # to what is late
        await hand.press("enter")
        assert "为什么欠" in hand.text or "R10" in hand.text or "Y3" in hand.text
        assert "李雯 的桌面，只看" in hand.text
        await hand.press("escape", "escape")
        assert isinstance(hand.screen, BoardScreen)
        assert not isinstance(hand.screen, TheirBoard)


async def test_a_desk_that_changes_is_painted_anew(own: Desk) -> None:
    theirs = own.store.path.with_suffix(".office") / "d1.json"
    async with on_screen(own, now=MONDAY) as hand:
        await hand.press("Z")
        await hand.until(lambda: "开卡" in hand.text)
        receiver = Desk.open(theirs, program="receiver", now=MONDAY)
        before = hand.text
        for n in range(3):
            add_todo(receiver, f"新的一条 {n}", MONDAY)
        await hand.until(lambda: hand.text != before)
        await hand.press("enter")
        add_todo(receiver, "正看着时来的", MONDAY)
        await hand.until(lambda: "正看着时来的" in hand.text)
        receiver.close()


async def test_a_copy_that_comes_while_it_is_looked_at(own: Desk, tmp_path: Path) -> None:
    async with on_screen(own, now=MONDAY) as hand:
        await hand.press("Z")
        await hand.until(lambda: "还没同步过" in hand.text)
        bring(own, "d2", tmp_path / "hers" / "demo.json")
        await hand.until(lambda: "还没同步过" not in hand.text)
        stand(own, person("李雯", "d1"), person("没来过", "d2"), person("新来的", "d9"))
        await hand.until(lambda: "新来的" in hand.text)


async def test_a_to_do_for_her_stands_on_ones_own_desk(own: Desk) -> None:
    before = copies(own)
    async with on_screen(own, now=MONDAY) as hand:
        await hand.press("Z")
        await hand.until(lambda: "开卡" in hand.text)
        for where in (TeamScreen, TheirBoard):
            assert isinstance(hand.screen, where)
            await hand.press("t")
            await hand.type(f"写原因给我 {where.__name__}\n")
            assert "交给 李雯" in hand.text
            await hand.press("enter")
        given = {t.text: t.owner for t in own.each(Todo)}
        assert given == {"写原因给我 TeamScreen": "李雯", "写原因给我 TheirBoard": "李雯"}
    assert copies(own) == before


WALKS = (
    (),
    ("down",),
    ("tab",),
    ("enter",),
    ("tab", "enter"),
    ("tab", "tab", "enter"),
    ("tab", "tab", "tab", "enter"),
    ("v",),
    ("M",),
)


@pytest.mark.parametrize("walk", WALKS, ids=lambda walk: "+".join(walk) or "board")
async def test_whatever_key_is_pressed_nothing_is_written(own: Desk, walk: tuple[str, ...]) -> None:
    """Every command of the screen by its key, there and wherever that leads."""
    replica = one_of(own, "李雯", MONDAY)
    bring(own, "d1", own.store.path.parent / "hers" / "demo.json")
    before = copies(own)
    async with on_screen(own, now=MONDAY) as hand:
        await hand.press("Z")
        await hand.until(lambda: "开卡" in hand.text)
        await hand.press("enter", *walk)
        screen, depth = hand.screen, len(hand.app.screen_stack)
        assert screen.lent is not None  # type: ignore[attr-defined]
        told: list[str] = []
        tell = hand.app.tell
        hand.app.tell = lambda text, **how: (told.append(text), tell(text, **how))[1]  # type: ignore[method-assign]
        for command in COMMANDS:
            if screen.WHERE not in command.where or command.id in ("exit", "home", "back", "quit"):  # type: ignore[attr-defined]
                continue
            n = len(told)
            await hand.press(command.keys_on(screen.WHERE)[0])  # type: ignore[attr-defined]
            asking = [p for p in hand.screen.query(Prompt) if p.asking]
            if command.id not in LOOKS:
                assert not asking, command.id
                assert len(hand.app.screen_stack) == depth, command.id
                assert len(told) > n, f"{command.id}: it is said"
            while len(hand.app.screen_stack) > depth or any(p.asking for p in hand.screen.query(Prompt)):
                await hand.press("escape")
        assert hand.screen is screen
        assert own.store.last_change == hand.app.desk.store.last_change
    assert copies(own) == before
    assert replica.person.name == "李雯"
