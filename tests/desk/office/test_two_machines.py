"""Two machines of one desk over a real server, as they are used: joined, in step, apart, and together again."""

from __future__ import annotations

from house import NOW, House

from aetui.desk.book.clients import add_client
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
