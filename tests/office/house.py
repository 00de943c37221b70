"""An office with people in it, whose machines each have a desk of their own: what tests of a whole office are made of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from office_server import Office

from aetui.desk.core import Desk
from aetui.desk.office.exchange import Exchanged, sync
from aetui.desk.office.joining import Joined, join

NOW = datetime.fromisoformat("2026-11-23T11:30:00+08:00")


class House:
    """`machine(name)` is a further machine of that person, joined; the first makes the person."""

    def __init__(self, office: Office, folder: Path) -> None:
        self.office, self.folder = office, folder
        self.machines: dict[str, Desk] = {}

    def path(self, machine: str) -> Path:
        return self.folder / machine / "desk.json"

    def desk(self, machine: str) -> Desk:
        """The desk of a machine, opened."""
        if machine not in self.machines:
            self.path(machine).parent.mkdir(exist_ok=True)
            self.machines[machine] = Desk.open(self.path(machine), program="tests", now=NOW)
        return self.machines[machine]

    def close(self, machine: str) -> None:
        self.machines.pop(machine).close()

    def join(self, machine: str, name: str, role: str = "AE", am: str | None = None, *, aside: bool = False) -> Joined:
        return self.join_with(machine, self.office.add(name, role, am), aside=aside)

    def join_with(self, machine: str, line: str, *, aside: bool = False) -> Joined:
        return join(self.desk(machine), line, NOW, aside=aside, tell=lambda *_: None)

    def sync(self, *machines: str) -> list[Exchanged]:
        found = [sync(self.desk(machine)) for machine in machines]
        return [one for one in found if one is not None]


@pytest.fixture
def house(office: Office, tmp_path: Path) -> Iterator[House]:
    one = House(office, tmp_path)
    yield one
    for machine in list(one.machines):
        one.close(machine)
