"""A disk that takes a second: the screen goes on, says that what was typed is on its way, and loses nothing."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from on_a_desk import at, on_screen

from aetui.desk.core import Desk
from aetui.domain.records import Item, Todo
from aetui.locales import LANGS, Texts
from aetui.screens.phone.screen import CallScreen
from aetui.store.file import kernel

NOW = at("11:30")


@pytest.fixture
def gate(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Open, the disk works; the event loop never waits for it."""
    gate, loop = threading.Event(), threading.get_ident()

    def sync(_: int) -> None:
        assert threading.get_ident() != loop, "the event loop waits for the disk"
        assert gate.wait(30)

    monkeypatch.setattr(kernel, "sync", sync)
    yield gate
    gate.set()


def said(desk: Desk) -> list[str]:
    return [item.text for item in desk.book.all_of(Item)]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_lines_of_a_call(desk: Desk, gate: threading.Event, lang: str, size: tuple[int, int]) -> None:
    sign = Texts(lang)("desk.on_its_way")
    async with on_screen(desk, CallScreen(client="申花", way="in"), now=NOW, lang=lang, size=size) as hand:
        for n in range(3):
            await hand.type(f"第{n}条\n")
            assert f"第{n}条" in hand.text
            assert sign in hand.text
        assert desk.store.unsynced
        await hand.type("还在写")
        gate.set()
        await hand.until(lambda: sign not in hand.text)
        assert desk.store.unsynced == 0
        assert "还在写" in hand.text
    assert said(desk)[-3:] == ["第0条", "第1条", "第2条"]


async def test_undo_at_once(desk: Desk, gate: threading.Event) -> None:
    sign = Texts("zh")("desk.on_its_way")
    before = len(list(desk.book.all_of(Todo)))
    async with on_screen(desk, now=NOW) as hand:
        await hand.press("t")
        await hand.type("打样\n")
        assert len(list(desk.book.all_of(Todo))) == before + 1
        await hand.press("u")
        assert len(list(desk.book.all_of(Todo))) == before
        assert sign in hand.text
        gate.set()
        await hand.until(lambda: sign not in hand.text)
    assert desk.store.unsynced == 0
