"""A work is asked to be signed by a key on the card, and signed by a key on the supervisor's board (Q2)."""

from __future__ import annotations

from pathlib import Path

import pytest
from carrying import carry, house
from desks import all_of, at, client, owed
from on_a_desk import on_screen

from aetui.desk.card.cards import open_card
from aetui.desk.card.works import add_work
from aetui.domain.records import Card
from aetui.domain.records.refs import ref_to
from aetui.locales import Texts
from aetui.screens.board.screen import BoardScreen
from aetui.screens.record.card import CardScreen
from aetui.widgets.lines import LineList

NOW = at("11:30")


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_a_key_asks_and_a_key_signs(tmp_path: Path, lang: str) -> None:
    say = Texts(lang)
    with house(tmp_path) as desks:
        mine, boss = desks["liwen"], desks["wanglei"]
        card = open_card(mine, "中秋海报", at("9:30"), client=client(mine, "梅林").id)
        add_work(mine, card.number, "主视觉", at("9:31"), kind="artwork")
        async with on_screen(mine, CardScreen(card.id), now=NOW, lang=lang, size=(120, 40)) as hand:
            await hand.pilot.press("g")
            await hand.pilot.pause()
            await hand.pilot.press(*"ok", "enter")
            await hand.pilot.pause()
            assert say("work.asked_of", who="王磊") in hand.text
        carry(desks)
        (duty,) = owed(boss, "work.sign", NOW)
        async with on_screen(boss, BoardScreen(), now=NOW, lang=lang) as hand:
            for lines in hand.app.screen.query(LineList):
                if ref_to("obligation", duty.id) in lines.refs:
                    hand.app.screen.set_focus(lines)
                    lines.select(ref_to("obligation", duty.id))
            await hand.pilot.press("f8")
            await hand.pilot.pause()
            await hand.pilot.press("enter")
            await hand.pilot.pause()
        carry(desks)
        (card,) = all_of(mine, Card)
        assert card.works[0].signed is not None
        async with on_screen(mine, CardScreen(card.id), now=NOW, lang=lang, size=(120, 40)) as hand:
            assert say("letter.says.signed") in hand.text


async def test_once_more_it_is_asked_for_no_more(tmp_path: Path) -> None:
    with house(tmp_path) as desks:
        mine, boss = desks["liwen"], desks["wanglei"]
        card = open_card(mine, "中秋海报", at("9:30"), client=client(mine, "梅林").id)
        add_work(mine, card.number, "主视觉", at("9:31"), kind="artwork")
        async with on_screen(mine, CardScreen(card.id), now=NOW) as hand:
            for key in ("g", "enter", "g"):
                await hand.pilot.press(key)
                await hand.pilot.pause()
        carry(desks)
        assert not owed(boss, "work.sign", NOW)
