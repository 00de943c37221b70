"""The open board reminds, by the profile's way."""

from __future__ import annotations

from pathlib import Path

import pytest
from on_a_desk import at, new_desk, on_screen

from aetui.desk.book.profile import set_profile
from aetui.desk.core import Desk
from aetui.desk.phone.calls import record_call
from aetui.domain.errors import BadInput


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = new_desk(tmp_path)
    record_call(made, at("09:32"), ["> 15:00前给三个[b]报价"], client="梅林食品", way="in")
    return made


@pytest.mark.parametrize(
    ("way", "rings", "notices", "shown"),
    [(None, 0, 0, True), ("line", 0, 0, True), ("bell", 1, 0, True), ("notice", 0, 1, True), ("off", 0, 0, False)],
)
async def test_a_late_promise_is_said_by_the_way_chosen(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, way: str | None, rings: int, notices: int, shown: bool
) -> None:
    if way:
        set_profile(desk, "remind", way, at("09:33"))
    async with on_screen(desk, now=at("14:59")) as hand:
        rung: list[str] = []
        monkeypatch.setattr(hand.app, "bell", lambda: rung.append("bell"))
        monkeypatch.setattr(hand.app, "notice_outside", lambda text: rung.append(text))
        hand.app.remind(at("14:59"))  # type: ignore[attr-defined]
        hand.app.remind(at("15:01"))  # type: ignore[attr-defined]
        await hand.settle()
        assert ("到点了：梅林 " in hand.text) is shown
        assert ("[b]报价" in hand.text.partition("到点了")[2]) is shown
        assert rung.count("bell") == rings
        assert len([text for text in rung if text != "bell"]) == notices
        for moment in ("14:59", "15:02"):  # a clock that is put back says nothing twice
            hand.app.remind(at(moment))  # type: ignore[attr-defined]
        assert len(rung) == rings + notices


async def test_english_and_several_at_once(desk: Desk) -> None:
    record_call(desk, at("09:40"), ["> 15:00前给样张"], client="申花家电", way="in")
    async with on_screen(desk, now=at("14:59"), lang="en", size=(160, 40)) as hand:
        hand.app.remind(at("14:59"))  # type: ignore[attr-defined]
        hand.app.remind(at("15:01"))  # type: ignore[attr-defined]
        await hand.settle()
        assert "Due now: " in hand.text
        assert "And 1 more." in hand.text


def test_another_way_is_refused(desk: Desk) -> None:
    with pytest.raises(BadInput):
        set_profile(desk, "remind", "horn", at("09:33"))


async def test_the_clock_may_strike_while_the_program_ends(desk: Desk) -> None:
    async with on_screen(desk, now=at("09:32")) as hand:
        app, shown = hand.app, list(hand.app._screen_stack)
        app._screen_stack.clear()
        app._second = app._minute = -1
        app._tick()
        app._poll()
        app.tell("没有人看见")
        app._screen_stack.extend(shown)
        app._tick()
        assert app._second == hand.app.now().second
