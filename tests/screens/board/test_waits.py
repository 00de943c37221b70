"""What waits for an AM stands on her board, and in `today`, until she has said her word (A1, A2)."""

from __future__ import annotations

from pathlib import Path

import pytest
from on_a_desk import on_screen
from two_desks import LATER, TODAY, hand_in, report_sent, two

from aetui.desk.check.copies import approve_copy, waiting
from aetui.desk.check.day import sign_day
from aetui.desk.check.waits import waits
from aetui.domain.records.refs import Ref
from aetui.locales import Texts
from aetui.screens.board.screen import BoardScreen
from aetui.screens.week.check import CheckScreen


def test_each_stands_there_until_it_has_its_word(tmp_path: Path) -> None:
    with two(tmp_path) as (ae, am):
        assert waits(am, am.say) == []
        report_sent(ae)
        report_sent(ae, "申花")
        day = hand_in(ae, am, tmp_path)
        found = waits(am, am.say)
        assert [(one.kind, one.whose, one.n) for one in found] == [("day", "李雯", 1), ("papers", "李雯", 2)]
        assert waits(ae, ae.say) == []
        sign_day(am, day.id, LATER)
        first, second = waiting(am)
        approve_copy(am, first.id, LATER)
        (left,) = waits(am, am.say)
        assert (left.n, left.what, Ref.parse(left.ref).id) == (1, second.title, second.id)
        approve_copy(am, second.id, LATER)
        assert waits(am, am.say) == []


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_enter_leads_to_it(tmp_path: Path, lang: str) -> None:
    with two(tmp_path) as (ae, am):
        report_sent(ae)
        day = hand_in(ae, am, tmp_path)
        am.spoken = lang
        async with on_screen(am, BoardScreen(), now=LATER, lang=lang) as hand:
            say = Texts(lang)
            for word in (say("check.waiting"), say("check.to.day"), say("check.to.papers")):
                assert word in hand.text
            board = hand.app.screen
            assert isinstance(board, BoardScreen)
            board._open(f"teamdays:{day.id}")
            await hand.pilot.pause()
            screen = hand.app.screen
            assert isinstance(screen, CheckScreen)
            assert screen.named == "李雯"
            assert day.day == TODAY
