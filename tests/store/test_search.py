"""Finding words in everything."""

from __future__ import annotations

import random
from datetime import timedelta
from pathlib import Path

import pytest
from storing import NOW, card, client, commit, item, opened, todo

from aetui.domain.records import Brief
from aetui.store import DeskDB
from aetui.store.search import fold as folded
from aetui.store.search import mentions


@pytest.fixture
def store(tmp_path: Path) -> DeskDB:
    hour = timedelta(hours=1)
    store = opened(tmp_path / "x.json")
    commit(
        store,
        item("1", "报价，明天上午 Poster A4", NOW),
        item("2", "海报Ａ４横版 ＰＯＳＴＥＲ", NOW + 3 * hour),
        card("3", "2611-001", "秋季海报", NOW + hour, brief=Brief(what='Straße “引号” "q" \\')),
        todo("4", "call_id 重出完稿 CAFÉ", NOW + 2 * hour),
        client("5", "梅林食品", NOW - hour),
    )
    return store


@pytest.mark.parametrize(
    ("needle", "found"),
    [
        ("海报", "23"),
        ("报价,明天", "1"),
        ("报价，明天", "1"),
        ("poster", "21"),
        ("ＰＯＳＴＥＲ", "21"),
        ("a4", "21"),
        ("2611-001", "3"),
        ("２６１１－００１", "3"),
        ("straße", "3"),
        ("“引号”", "3"),
        ('"q"', "3"),
        ("\\", "3"),
        ("café", "4"),
        ("cafe\u0301", "4"),
        ("call_id", "4"),
        ("梅林", "5"),
        ("  梅林 ", "5"),
        ("created", ""),
        ("c1", ""),
        ("2026-11", ""),
        ("", ""),
        ("没有", ""),
    ],
)
def test_words_are_found_newest_first(store: DeskDB, needle: str, found: str) -> None:
    assert "".join(record.id for _, record in store.search_text(needle)) == found


def test_nothing_that_mentions_the_words_is_missed(tmp_path: Path) -> None:
    """Against a search that decodes everything."""
    dice = random.Random(3)
    store = opened(tmp_path / "x.json")
    letters = "报价海，, aB1Ａ"
    records = [item(str(n), "".join(dice.choices(letters, k=8))) for n in range(300)]
    commit(store, *records)
    for _ in range(200):
        needle = "".join(dice.choices("报价海aB1", k=dice.choice([1, 1, 2])))
        wanted = {r.id for r in records if mentions(r, folded(needle))}
        found = {record.id for _, record in store.search_text(needle)}
        mixed = {r.id for r in records if "Ａ" in r.text}
        assert found <= wanted
        assert wanted - found <= mixed  # mixed widths within one finding
