"""What turns while the board is open is told once; what stood there before isn't."""

from __future__ import annotations

from pathlib import Path

from on_a_desk import at, new_desk

from aetui.desk.day.reminders import Reminders
from aetui.desk.phone.calls import record_call


def test_a_duty_is_told_when_it_turns_soon_and_when_it_is_late(tmp_path: Path) -> None:
    desk, watch = new_desk(tmp_path), Reminders()
    record_call(desk, at("09:32"), ["> 15:00前给三个报价"], client="梅林食品", way="in")

    def told(clock: str) -> list[tuple[str, str]]:
        return [(o.rule, o.state) for o in watch.turned(desk, at(clock)) if o.rule == "call.promise"]

    assert told("09:33") == [], "the first look takes in what stands"
    assert told("09:34") == []
    assert told("14:30") == [("call.promise", "soon")]
    assert told("14:31") == []
    assert told("15:01") == [("call.promise", "overdue")]
    assert told("15:02") == []


def test_what_is_late_when_the_board_opens_is_on_the_board_already(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    record_call(desk, at("09:32"), ["> 10:00前给三个报价"], client="梅林食品", way="in")
    watch = Reminders()
    assert watch.turned(desk, at("11:00")) == []


def test_a_duty_made_late_by_hand_is_not_told_to_its_maker(tmp_path: Path) -> None:
    desk, watch = new_desk(tmp_path), Reminders()
    watch.turned(desk, at("09:30"))
    record_call(desk, at("09:32"), ["> 9:50前给三个报价"], client="梅林食品", way="in")
    assert [o for o in watch.turned(desk, at("09:33")) if o.rule == "call.promise"] == []
    assert [o.state for o in watch.turned(desk, at("09:51")) if o.rule == "call.promise"] == ["overdue"]


def test_the_most_urgent_is_told_first(tmp_path: Path) -> None:
    desk, watch = new_desk(tmp_path), Reminders()
    record_call(desk, at("09:32"), ["> 10:00前给报价", "> 10:40前给样张"], client="梅林食品", way="in")
    watch.turned(desk, at("09:33"))
    states = [o.state for o in watch.turned(desk, at("10:05"))]
    assert states == sorted(states, reverse=False, key=["overdue", "soon"].index)
    assert states[0] == "overdue"
