"""Bills on the screen and in the shell: one line on the board, two lists (R8)."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec.structs import replace
from on_a_desk import at, new_desk, on_screen

from aetui.cli.main import run
from aetui.desk.card.cards import open_card
from aetui.desk.core import Desk
from aetui.domain.records import Card, Estimate, Fact, MoneyLine
from aetui.screens.board.screen import BoardScreen
from aetui.screens.month.billing import BillingScreen

NOW = at("10:00")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = new_desk(tmp_path)
    card = open_card(desk, "秋季海报", at("09:30"), client="梅林食品")
    agreed = Estimate(amount=Decimal(12000), at=NOW, agreed=Fact(at=NOW))
    late = MoneyLine(id="m1", kind="invoice", text="首款", amount=Decimal(5000), due=at("18:00", 1))
    with desk.change("test", NOW) as change:
        change.put(replace(card, state="in_work", estimates=[agreed], money=[late]))
    return desk


async def test_the_board_tells_of_it_from_the_twentieth_on(desk: Desk) -> None:
    for day, there in ((19, False), (23, True)):
        async with on_screen(desk, BoardScreen(), now=at("10:00", day)) as hand:
            assert ("可请款 1 张" in hand.text) == there


async def test_whether_a_card_is_billable_is_settled_on_the_list(desk: Desk) -> None:
    async with on_screen(desk, BillingScreen(), now=NOW) as hand:
        assert "计不计费还没定" in hand.text
        assert "￥7,000" in hand.text
        assert "30 天内" in hand.text
        await hand.press("x")
        (card,) = desk.each(Card)
        assert card.billable is True
        assert "计不计费还没定" not in hand.text
        await hand.press("w")  # settled: it is changed on the card
        assert [c.billable for c in desk.each(Card)] == [True]


def test_the_shell_says_the_same(desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = desk.store.path
    argv = ["--user", path.stem, "--home", str(path.parent), "--now", NOW.isoformat(), "--json", "billing"]
    assert run(argv) == 0
    said = json.loads(capsys.readouterr().out)
    assert [(one["number"], one["left"], one["billable"]) for one in said["to_bill"]] == [("2611-001", "7000", None)]
    assert [(one["days"], one["age"]) for one in said["late"]] == [(22, "1-30")]
    assert run([*argv, "--late"]) == 0
    assert "to_bill" not in json.loads(capsys.readouterr().out)
