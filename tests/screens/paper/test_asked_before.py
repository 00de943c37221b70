"""A paper is asked to be approved by a key before it goes (A2), and what became of it stands above it."""

from __future__ import annotations

from pathlib import Path

import pytest
from carrying import carry, house
from desks import all_of, at, client, owed
from on_a_desk import on_screen

from aetui.desk.check.copies import approve_copy
from aetui.desk.letters.asking import ask_paper
from aetui.desk.papers import Subject, build
from aetui.domain.records import Paper
from aetui.domain.records.refs import ref_to
from aetui.locales import Texts
from aetui.router import screen_to_do
from aetui.screens.paper.screen import PaperScreen
from aetui.screens.week.check import CheckScreen

NOW = at("11:30")


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_a_key_asks_and_what_goes_bears_the_approval(tmp_path: Path, lang: str) -> None:
    say = Texts(lang)
    with house(tmp_path) as desks:
        mine, boss = desks["liwen"], desks["wanglei"]
        subject = Subject(client=client(mine, "梅林"), period="2026-W48")
        async with on_screen(mine, PaperScreen(("weekly",), subject), now=NOW, lang=lang) as hand:
            await hand.pilot.press("g")
            await hand.pilot.pause()
            assert say("paper.asked_of", who="王磊") in hand.text
        carry(desks)
        assert len(owed(boss, "paper.approve", NOW)) == 1
        approve_copy(boss, "1", NOW)
        carry(desks)
        subject = Subject(client=client(mine, "梅林"), period="2026-W48")
        async with on_screen(mine, PaperScreen(("weekly",), subject), now=NOW, lang=lang) as hand:
            assert say("paper.state.approved", by="王磊", how="") in hand.text
            await hand.pilot.press("f8")
            await hand.pilot.pause()
            await hand.pilot.press("enter")
            await hand.pilot.pause()
        (paper,) = all_of(mine, Paper)
        assert paper.approved is not None
        assert paper.approved.by == "王磊"


def test_the_duty_opens_the_paper_in_the_daily_check(tmp_path: Path) -> None:
    with house(tmp_path) as desks:
        mine, boss = desks["liwen"], desks["wanglei"]
        subject = Subject(client=client(mine, "梅林"), period="2026-W48")
        ask_paper(mine, build(mine, mine.say, "weekly", subject, NOW), subject, NOW)
        carry(desks)
        (duty,) = owed(boss, "paper.approve", NOW)
        assert isinstance(screen_to_do(boss, ref_to("obligation", duty.id), NOW), CheckScreen)
