"""The board writes the calendar that is kept up: after a change, beside the keys, and at the end at the latest."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from icalendar import Calendar
from on_a_desk import at, on_screen

from aetui.desk.core import Desk
from aetui.desk.day.todos import add_todo
from aetui.desk.feeds import beside, kept
from aetui.locales import Texts
from aetui.screens.board.screen import BoardScreen

NOW = at("11:30")


def titles(file: Path) -> set[str]:
    return {str(e["summary"]) for e in Calendar.from_ical(file.read_bytes()).walk("VEVENT")}


@pytest.fixture
def file(desk: Desk, tmp_path: Path) -> Path:
    found = tmp_path / "out" / "x.ics"
    found.parent.mkdir()
    kept.keep(kept.as_of(desk, NOW), desk.store.path, found, Texts("zh"))
    return found


async def test_a_change_is_in_it_when_the_keys_rest(desk: Desk, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    threads = set()
    real = kept.bring_up_to

    def seen(*args: object) -> object:
        threads.add(threading.get_ident())
        return real(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(kept, "bring_up_to", seen)
    async with on_screen(desk, BoardScreen(), now=NOW) as hand:
        add_todo(desk, "打样", NOW, due=at("15:00"))
        assert "打样" not in titles(file)
        await hand.until(lambda: "打样" in titles(file))
        other = Desk.open(desk.store.path, program="another", now=NOW)
        add_todo(other, "送样", NOW, due=at("16:00"))
        other.close()
        await hand.until(lambda: "送样" in titles(file))
    assert threads
    assert threading.get_ident() not in threads


async def test_what_time_brings_is_looked_for(desk: Desk, file: Path) -> None:
    async with on_screen(desk, BoardScreen(), now=NOW) as hand:
        file.unlink()
        hand.app._stands = NOW + kept.AGAIN
        await hand.until(file.exists)


async def test_a_failure_is_told_once_on_the_board(desk: Desk, file: Path) -> None:
    file.unlink()
    file.parent.rmdir()
    async with on_screen(desk, BoardScreen(), now=NOW) as hand:
        for n in range(3):
            add_todo(desk, f"打样{n}", NOW, due=at("15:00"))
            await hand.until(lambda: not kept.is_behind(desk, NOW) and not hand.app.beside._busy)
        assert hand.app.complaints == 1


async def test_the_program_ends_with_it_up_to_date(desk: Desk, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "REST_S", 3600.0)
    async with on_screen(desk, BoardScreen(), now=NOW) as hand:
        add_todo(desk, "打样", NOW, due=at("15:00"))
        await hand.settle()
    assert "打样" not in titles(file)
    hand.app.beside.finish(Texts("zh"), NOW)
    assert "打样" in titles(file)
