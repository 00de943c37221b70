"""Desks of one house, and letters carried between them by hand, in any order, as often as one likes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from desks import KEYS, at
from msgspec.structs import replace

from aetui.desk.book.clients import add_client
from aetui.desk.book.profile import set_profiles
from aetui.desk.core import Desk
from aetui.desk.letters.taking import take_in
from aetui.domain.letters.thread import Thread, thread_of
from aetui.domain.records import Letter, Record
from aetui.store.remote.standing import Colleague, Standing, write

HOUSE = {"李雯": ("liwen", "AE"), "王磊": ("wanglei", "AM"), "小王": ("xiaowang", "AE")}
"""Who is in the office: the id of the desk there, and the role."""
PEOPLE = "王磊:supervisor,小王:studio,老张:print"
"""老张 has no desk in the office."""


def join(desk: Desk, name: str, *, there: Iterable[str] = HOUSE) -> None:
    """The desk stands in the office, with those who are there."""
    people = [Colleague(name=one, role=HOUSE[one][1], desk=HOUSE[one][0]) for one in there]
    here, role = HOUSE[name]
    standing = Standing(
        office="o", url="postgresql://", login="l", desk=here, device="d", name=name, role=role, people=people
    )
    write(desk.store.file.files, standing)


def open_desk(folder: Path, name: str, *, file: str = "") -> Desk:
    desk = Desk.open(folder / f"{file or HOUSE[name][0]}.json", program="test", now=at("9:00"))
    people = ",".join(f"{one}:{HOUSE[one][1]}" for one in HOUSE if one != name)
    profile = {"name": name, "roles": HOUSE[name][1], "timezone": "Asia/Shanghai", "calendar": "CN", "lang": "zh"}
    set_profiles(desk, {**profile, "people": PEOPLE if name == "李雯" else people}, at("9:00"))
    add_client(desk, "梅林食品", at("9:00"), keys=KEYS["梅林食品"])
    join(desk, name)
    return desk


@contextmanager
def house(folder: Path, *names: str) -> Iterator[dict[str, Desk]]:
    """Desks by their ids in the office: 李雯's, 王磊's who is above her, 小王's."""
    desks = {HOUSE[name][0]: open_desk(folder, name) for name in names or HOUSE}
    yield desks
    for desk in desks.values():
        desk.close()


def written(desk: Desk) -> list[Letter]:
    """What the desk wrote to others, in the order of its changes."""
    return [one for one in all_letters(desk) if one.out]


def all_letters(desk: Desk) -> list[Letter]:
    found: list[Record] = list(desk.store.table("letters").records())
    return [one for one in found if isinstance(one, Letter)]


def arrived(letter: Letter, sender: Desk) -> Letter:
    """A letter as the office hands it on: who wrote it is the login's, and what stands at the sender's stays there."""
    here = sender.mail.standing
    assert here is not None
    return replace(letter, out=False, desk=here.desk, who=here.name, about=None, met={}, waived={}, earlier=[])


def carry(desks: dict[str, Desk]) -> int:
    """Carry all letters that aren't there yet, until nobody writes another; how many were carried."""
    n = 0
    while fresh := list(under_way(desks)):
        for to, letter in fresh:
            take_in(desks[to], letter)
            n += 1
    return n


def under_way(desks: dict[str, Desk]) -> Iterator[tuple[str, Letter]]:
    """What was written and isn't there yet: to which desk, and how it arrives."""
    for desk in desks.values():
        desk.poll()
    for desk in desks.values():
        for letter in written(desk):
            there = desks.get(letter.desk)
            if there is not None and there.get(Letter, letter.id) is None:
                yield letter.desk, arrived(letter, desk)


def threads(desk: Desk) -> dict[str, Thread]:
    """How each matter stands on that desk, by the id of the letter that began it."""
    every = all_letters(desk)
    roots = [one.id for one in every if one.of is None]
    found = {key: thread_of(one for one in every if key in (one.id, one.of)) for key in roots}
    return {key: thread for key, thread in found.items() if thread is not None}


def told(thread: Thread) -> tuple[object, ...]:
    """What a desk tells of a matter."""
    return (
        thread.state,
        thread.given.id,
        [one.id for one in thread.said],
        thread.withdrawn and thread.withdrawn.id,
        thread.nudge and thread.nudge.id,
    )


def agree(desks: dict[str, Desk]) -> None:
    """Both desks tell the same of every matter."""
    seen: dict[str, tuple[object, ...]] = {}
    for desk in desks.values():
        for key, thread in threads(desk).items():
            assert seen.setdefault(key, told(thread)) == told(thread)
