"""A machine whose link runs, without a screen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from house import NOW, House

from aetui.desk.book.clients import add_client
from aetui.desk.book.profile import set_profiles
from aetui.desk.core import Desk
from aetui.desk.office.link import LinkHost, LiveLink


@contextmanager
def linked(desk: Desk) -> Iterator[LiveLink]:
    """A program that shows nothing."""
    faults: list[Exception] = []
    link = LiveLink(desk, LinkHost(lambda act: act(), lambda: None, lambda _: None, faults.append))
    ends = desk.subscribe(link.changed)
    link.start()
    try:
        yield link
    finally:
        ends()
        link.stop()
        assert faults == []


def joined(house: House, *machines: str) -> None:
    set_profiles(house.desk(machines[0]), {"name": "李雯", "roles": "AE", "timezone": "Asia/Shanghai"}, NOW)
    add_client(house.desk(machines[0]), "梅林食品", NOW)
    for machine in machines:
        house.join(machine, "李雯")
        house.close(machine)
