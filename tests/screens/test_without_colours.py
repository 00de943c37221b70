"""With no colour at all a screen says as much: a thing's row reads differently in each of its states."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import pytest
from on_a_desk import at, new_desk, on_screen

from aetui.desk.obligations import find_open, meet
from aetui.desk.phone.calls import record_call
from aetui.locales import LANGS
from aetui.screens.week.screen import WeekScreen

SAID = "交修改稿"
MOMENTS = {"pending": at("09:32"), "soon": at("15:45"), "overdue": at("17:30")}
_FIGURES = re.compile(r"[\d:\s━─▬▪■┈┄╌]+")
"""Clocks, and the bar of time used: what is left when they are gone must differ by itself."""


def rows_of(text: str) -> list[str]:
    """The rows that tell of it, without clocks."""
    return [_FIGURES.sub(" ", row).strip() for row in text.splitlines() if SAID in row]


async def shown(folder: Path, now: datetime, lang: str, *, met: bool = False, place: str = "board") -> str:
    desk = new_desk(folder)
    record_call(desk, at("09:30"), [f"> {SAID} 今天16:00"], client="梅林食品")
    [owed] = [o for o in desk.obligations(at("09:32")) if o.rule == "call.promise"]
    if met:
        found = find_open(desk, owed.id, now)
        assert found is not None
        meet(desk, found, now, how="")
    screen = {
        "board": lambda: None,
        "week": lambda: WeekScreen(),
    }[place]()
    async with on_screen(desk, screen, now=now, lang=lang) as hand:
        return hand.text


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("place", ["board", "week"])
async def test_each_state_of_a_duty_reads_differently(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str, place: str
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    read = {}
    for state, now in MOMENTS.items():
        (tmp_path / state).mkdir()
        read[state] = rows_of(await shown(tmp_path / state, now, lang, place=place))
    (tmp_path / "met").mkdir()
    read["met"] = rows_of(await shown(tmp_path / "met", MOMENTS["soon"], lang, met=True, place=place))
    told = [tuple(rows) for rows in read.values()]
    assert len(set(told)) == len(told), read
