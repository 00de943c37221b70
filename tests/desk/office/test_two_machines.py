"""Two machines of one desk over a real server, as they are used: joined, in step, apart, and together again."""

from __future__ import annotations

import pytest
from house import NOW, House

from aetui.desk.book.clients import add_client
from aetui.desk.book.profile import set_profiles
from aetui.desk.day.todos import add_todo
from aetui.domain.records import Client, Todo


def texts(house: House, machine: str) -> set[str]:
    return {todo.text for todo in house.desk(machine).each(Todo)}


def test_an_empty_desk_takes_the_offices(house: House) -> None:
    add_client(house.desk("a"), "梅林食品", NOW)
    assert house.join("a", "李雯").how == "first"
    joined = house.join("b", "李雯")
    assert (joined.how, joined.records) == ("brought", 1)
    assert [client.name for client in house.desk("b").each(Client)] == ["梅林食品"]


def test_what_one_notes_the_other_has(house: House) -> None:
    add_client(house.desk("a"), "梅林食品", NOW)
    house.join("a", "李雯")
    house.join("b", "李雯")
    add_todo(house.desk("a"), "打样", NOW)
    add_todo(house.desk("b"), "寄样", NOW)
    house.sync("a", "b", "a")
    assert texts(house, "a") == texts(house, "b") == {"打样", "寄样"}
    assert [one.came for one in house.sync("a", "b")] == [0, 0]


def test_a_snapshot_is_put_now_and_then(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aetui.desk.office.bringing.SNAPSHOT_AFTER", 5)
    add_client(house.desk("a"), "梅林食品", NOW)
    stands = house.join("a", "李雯").stands
    for n in range(8):
        add_todo(house.desk("a"), f"打样{n}", NOW)
    house.sync("a")
    with house.office.open(stands) as server:
        assert server.snapshots(stands.desk)[0].seen == {stands.device: 9}
    assert house.join("b", "李雯").records == 9
    add_todo(house.desk("b"), "寄样", NOW)
    house.sync("b", "a")
    assert texts(house, "a") == texts(house, "b")


def test_what_joining_brings_is_on_the_desk_at_once(house: House) -> None:
    """Nothing of what the desk held before is known to it any more, and it can be gone on with."""
    set_profiles(house.desk("a"), {"name": "李雯", "roles": "AE", "timezone": "Asia/Shanghai"}, NOW)
    add_client(house.desk("a"), "梅林食品", NOW)
    add_todo(house.desk("a"), "打样", NOW)
    house.join("a", "李雯")
    add_client(house.desk("b"), "申花家电", NOW)
    assert house.desk("b").obligations(NOW) is not None
    house.join("b", "李雯", aside=True)
    there, here = house.desk("a"), house.desk("b")
    assert [client.name for client in here.book.live_of(Client)] == ["梅林食品"]
    assert here.obligations(NOW) == there.obligations(NOW)
    assert here.poll() is False
    add_todo(here, "寄样", NOW)
    house.sync("b", "a")
    assert {todo.text for todo in there.each(Todo)} == {"打样", "寄样"}
