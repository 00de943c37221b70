"""The team's figures by keys: from the figures and from Friday, the AE at hand as plots, everyone in numbers; the shell says the same."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from on_a_desk import Hand, on_screen
from weeks import FRIDAY, am_desk

from aetui.cli.main import run
from aetui.desk.core import Desk
from aetui.domain.clock.periods import week_of
from aetui.domain.records import Quality, Tally, TeamWeek
from aetui.screens.month.figures_team import TeamFiguresScreen
from aetui.screens.week.review import WeekReviewScreen


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = am_desk(tmp_path, "李雯", "张敏")
    with desk.change("test", FRIDAY) as change:
        for n, who in enumerate(("李雯", "张敏")):
            for back in range(4 - n):
                change.new(
                    TeamWeek,
                    whose=who,
                    desk=who,
                    period=week_of(date(2026, 11, 16) - timedelta(weeks=back)),
                    made=FRIDAY,
                    tallies=[Tally(rule="call.promise", kept=6 + back, late=1 + n)],
                    quality=Quality(reviews=3, returned=back),
                )
    yield desk
    desk.close()


async def shown(hand: Hand) -> TeamFiguresScreen:
    screen = hand.screen
    assert isinstance(screen, TeamFiguresScreen)
    await hand.until(lambda: "●" in hand.text)
    await hand.settle()
    return screen


@pytest.mark.parametrize("keys", [("F", "F"), ("ctrl+t", "f21"), ("V", "F"), ("ctrl+v", "alt+t")])
async def test_from_the_figures_and_from_friday(desk: Desk, keys: tuple[str, ...]) -> None:
    async with on_screen(desk, now=FRIDAY) as hand:
        await hand.press(*keys)
        await shown(hand)
        for words in ("全组", "2026年11月", "李雯 · 按周", "李雯 · 按月", "86%", "作品退回", "2026-W47 11/16", "张敏"):
            assert words in hand.text, words


async def test_the_plots_are_of_whom_the_cursor_stands_on(desk: Desk) -> None:
    async with on_screen(desk, TeamFiguresScreen(), now=FRIDAY) as hand:
        screen = await shown(hand)
        while "张敏" not in screen.table.ref:
            await hand.press("j")
        await hand.until(lambda: "张敏 · 按周" in hand.text)
        assert "75%" in hand.text  # 6 of 8, beside its point and in its row
        await hand.press("left")
        assert "2026年10月" in hand.text
        await hand.press("full_stop", "right")
        assert "还没到" in hand.text
        await hand.press("z", "z")
        assert "2026年   " in hand.text
        await hand.press("T", "L")
        await hand.until(lambda: "drafts/signed" in hand.text)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("size", [(80, 24), (120, 36), (200, 60)])
async def test_all_sizes(desk: Desk, lang: str, size: tuple[int, int]) -> None:
    async with on_screen(desk, TeamFiguresScreen(), now=FRIDAY, size=size, lang=lang) as hand:
        await shown(hand)
        assert "86%" in hand.text
        assert "{" not in hand.text
        assert ("minutes whole" if lang == "en" else "记录一次完整") in hand.text or size[0] < 100


async def test_where_no_week_is_in_it_says_what_will_stand_here(tmp_path: Path) -> None:
    desk = am_desk(tmp_path, "李雯")
    async with on_screen(desk, TeamFiguresScreen(), now=FRIDAY) as hand:
        assert "还没收过 AE 的一周" in hand.text
        assert "按 b 收进" in hand.text


async def test_an_ae_leads_no_team(desk: Desk) -> None:
    from aetui.desk.book.profile import set_profile

    async with on_screen(desk, WeekReviewScreen(), now=FRIDAY, size=(200, 40)) as hand:
        assert "F 全组" in hand.text
        set_profile(desk, "roles", "AE", FRIDAY)
        await hand.settle()
        assert "F 全组" not in hand.text


def test_the_shell_says_the_same(
    desk: Desk, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("HOME", str(desk.store.path.parent)), ("USER", "wanglei"), ("LANG", "zh")):
        monkeypatch.setenv(f"AETUI_{name}", value)
    monkeypatch.setenv("AETUI_NOW", FRIDAY.isoformat())
    assert run(["figures", "--team"]) == 0
    out = capsys.readouterr().out
    assert "李雯" in out
    assert "86%" in out
    assert run(["figures", "--team", "--period", "2026-11", "--json"]) == 0
    seen = json.loads(capsys.readouterr().out)
    assert [one["who"] for one in seen["team"]] == ["李雯", "张敏"]
    last = seen["team"][1]["weeks"][-2]
    assert (last["week"], last["kept"], last["late"], last["share"], last["files"]) == ("2026-W47", 6, 2, 0.75, 1)
    assert last["quality"]["reviews"] == 3
    assert seen["team"][0]["weeks"][-1] == {**seen["team"][0]["weeks"][-1], "kept": None, "quality": None, "files": 0}
    assert run(["client", "add", "梅林"]) == 0
    assert run(["figures", "--team", "--client", "梅林"]) != 0
    assert "--team" in capsys.readouterr().err
