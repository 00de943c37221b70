"""A number that two devices gave apart: one of the cards gets another, the same on all, and its old one still finds it."""

from __future__ import annotations

from datetime import timedelta
from itertools import permutations
from pathlib import Path

import pytest
from devices import NAMES, NOW, Device, Office, begun
from storing import card

from aetui.store.remote import receive


def numbers(device: Device) -> dict[str, str]:
    return {record.title: record.number for record in device.db.table("cards").records()}  # type: ignore[attr-defined]


@pytest.mark.parametrize("order", permutations(range(3)))
def test_the_card_that_was_made_later_gets_the_next_number(tmp_path: Path, order: tuple[int, ...]) -> None:
    devices = begun(tmp_path, Office())
    for n, device in enumerate(devices):
        device.change(card(f"k{n}", "2611-002", f"卡{n}", at=NOW + timedelta(seconds=n)))
        device.send()
    for _ in range(3):
        for n in order:
            devices[n].fetch(order=NAMES)
            devices[n].send()
    for device in devices:
        assert device.all() == devices[0].all()
        assert device.conflicts() == []
    found = numbers(devices[0])
    assert found["卡0"] == "2611-002"
    assert len(set(found.values())) == len(found) == 4
    told = [note.args_["title"] for device in devices for note in device.told]
    assert set(told) == {"卡1", "卡2"}
    later = devices[0].record("cards", "k1")
    assert [one.was for one in later.renumbered][:1] == ["2611-002"]


def test_who_is_told_once_is_told_no_more(tmp_path: Path) -> None:
    a, b, _ = begun(tmp_path, Office())
    a.change(card("k", "2611-002", "甲"))
    b.change(card("l", "2611-002", "乙", at=NOW + timedelta(seconds=1)))
    a.send()
    b.send()
    a.fetch()
    a.send()
    b.fetch()
    assert len(a.told) == 1
    assert [note.key for note in b.told] == ["note.renumbered"]
    a.told.clear()
    b.told.clear()
    b.send()
    a.fetch()
    b.fetch()
    assert (a.told, b.told) == ([], [])
    assert numbers(a) == numbers(b) == {"海报": "2611-001", "甲": "2611-002", "乙": "2611-003"}


def test_who_was_killed_before_it_looked_looks_when_the_next_comes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a, b, _ = begun(tmp_path, Office())
    a.change(card("k", "2611-002", "甲"))
    b.change(card("l", "2611-002", "乙", at=NOW + timedelta(seconds=1)))
    b.send()

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(receive, "settle", killed)
        with pytest.raises(KeyboardInterrupt):
            a.fetch()
    assert numbers(a)["乙"] == "2611-002"
    a.open()
    b.change(card("m", "2611-003", "丙", at=NOW + timedelta(seconds=2)))
    b.send()
    a.fetch()
    assert len(set(numbers(a).values())) == 4
