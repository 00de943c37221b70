"""`/`: all that mentions the words, counted, in one scroll; looked for beside the keys."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest
from on_a_desk import at, on_screen

from aetui.desk.core import Desk
from aetui.desk.find import mentions
from aetui.domain.records import Todo
from aetui.screens.record.card import CardScreen
from aetui.screens.record.client import ClientScreen
from aetui.screens.record.find import FindScreen
from aetui.widgets.lines import LineList

NOW = at("11:30")
MANY = 700


@pytest.fixture
def full(desk: Desk) -> Desk:
    with desk.change("x", NOW) as change:
        for n in range(MANY):
            day = NOW - timedelta(minutes=n)
            change.new(Todo, text=f"申花的海报{n}", day=day.date())
    return desk


async def test_all_of_it_is_counted_and_scrolled_and_what_is_seen_is_read(
    full: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []
    hit = mentions.Mentions._hit

    def counted(self: mentions.Mentions, one: Any) -> object:
        read.append(1)
        return hit(self, one)

    monkeypatch.setattr(mentions.Mentions, "_hit", counted)
    wanted = len(mentions.find_text(full, "申花", NOW))
    assert wanted > MANY
    async with on_screen(full, FindScreen(), now=NOW) as hand:
        await hand.type("申花")
        found = hand.app.screen.query_one(LineList)
        await hand.until(lambda: bool(found.refs))
        assert f"{wanted:,}" in hand.text
        assert len(found.refs) == wanted
        assert found.refs[0].startswith("clients:"), "who is named so comes first"
        assert len(read) < 200
        found.action_edge(1)
        await hand.settle()
        assert found.ref == found.refs[-1]
        assert len(read) < 300


async def test_the_words_are_looked_for_beside_the_keys(full: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    threads: list[int] = []
    said = type(full.store).said

    def noted(self: object, *asked: object) -> object:
        threads.append(threading.get_ident())
        return said(self, *asked)

    monkeypatch.setattr(type(full.store), "said", noted)
    async with on_screen(full, FindScreen(), now=NOW) as hand:
        await hand.type("申花")
        await hand.until(lambda: bool(hand.app.screen.query_one(LineList).refs))
    assert threads
    assert threading.get_ident() not in threads


@pytest.mark.parametrize(("words", "screen"), [("申花", ClientScreen), ("2611-001", CardScreen)])
async def test_enter_at_once_opens_what_the_words_mean_by_then(full: Desk, words: str, screen: type) -> None:
    async with on_screen(full, FindScreen(), now=NOW) as hand:
        await hand.type("海报")
        found = hand.app.screen.query_one(LineList)
        await hand.until(lambda: bool(found.refs))
        for _ in "海报":
            await hand.press("backspace")
        await hand.type(f"{words}\n")
        await hand.until(lambda: type(hand.app.screen) is screen)
