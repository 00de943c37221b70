"""The open board reminds, by the profile's way."""

from __future__ import annotations

from pathlib import Path

import pytest
from on_a_desk import at, new_desk, on_screen

from aetui.desk.book.profile import set_profile
from aetui.desk.core import Desk
from aetui.desk.meeting.agenda import tick
from aetui.desk.meeting.meetings import add_meeting, cancel_meeting, the_meeting
from aetui.desk.obligations import meet
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


HELD = {
    "with a client": {"client": "益力"},
    "inside": {"client": None, "kind": "creative"},
}


@pytest.mark.parametrize("way", ["line", "bell", "notice"])
@pytest.mark.parametrize("kind", HELD)
async def test_while_a_meeting_runs_at_our_office_nothing_is_said(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, way: str, kind: str
) -> None:
    """M5: what turned meanwhile is told once, in the first minute after; what was kept by then isn't."""
    set_profile(desk, "remind", way, at("09:33"))
    record_call(desk, at("09:34"), ["> 15:10前给样张"], client="梅林食品", way="in")
    add_meeting(desk, "提案会", at("09:35"), start=at("14:30"), end=at("15:30"), place="ours", **HELD[kind])  # type: ignore[arg-type]
    async with on_screen(desk, now=at("14:29")) as hand:
        rung: list[str] = []
        monkeypatch.setattr(hand.app, "bell", lambda: rung.append("bell"))
        monkeypatch.setattr(hand.app, "notice_outside", rung.append)
        monkeypatch.setattr(hand.app, "tell", lambda text, **_: rung.append(f"told {text}"))
        for clock in ("14:29", "14:31", "15:01", "15:11", "15:29"):
            hand.app.remind(at(clock))  # type: ignore[attr-defined]
        assert [said for said in rung if "给" in said] == []
        (kept,) = [o for o in desk.obligations(at("15:29")) if o.rule == "call.promise" and "样张" in o.what]
        meet(desk, kept, at("15:29"), how="给了")
        hand.app.remind(at("15:30"))  # type: ignore[attr-defined]
        told = [said for said in rung if said.startswith("told")]
        assert len(told) == 1
        assert "样张" not in told[0]
        hand.app.remind(at("15:31"))  # type: ignore[attr-defined]
        assert rung.count(told[0]) == 1
        assert not [said for said in rung if said.startswith("told") and "另有" in said and said != told[0]]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_the_board_says_that_it_is_quiet_and_who_takes_the_telephones(
    desk: Desk, lang: str, size: tuple[int, int]
) -> None:
    made = add_meeting(desk, "提案会", at("09:35"), client="益力", start=at("14:30"), end=at("15:30"), place="ours")
    theirs = add_meeting(desk, "外面", at("09:35"), client="益力", start=at("16:00"), place="theirs")
    add_meeting(desk, "不开了", at("09:35"), client="益力", start=at("17:00"), place="ours")
    cancel_meeting(desk, the_meeting(desk, "不开了", at("09:36")).id, "没人", at("09:36"))
    nobody, shut = {"zh": ("电话、急事还没托人", "门关好"), "en": ("nobody takes the telephones", "door shut")}[lang]
    for clock, said in (
        ("14:29", False),
        ("14:30", True),
        ("15:29", True),
        ("15:30", False),
        ("16:10", False),
        ("17:10", False),
    ):
        async with on_screen(desk, now=at(clock), lang=lang, size=size) as hand:
            assert (shut in hand.text, nobody in hand.text) == (said, said), hand.text
    tick(desk, made.id, made.prep[-1].id, at("14:00"), by="小孙")
    async with on_screen(desk, now=at("14:45"), lang=lang, size=size) as hand:
        assert "小孙" in hand.text
        assert nobody not in hand.text
    assert theirs.start is not None
