"""The desks that are looked after from here, as copies that receive only: beside the desk's file, a file each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import msgspec

from aetui.store import DeskDB
from aetui.store.remote import replica, standing
from aetui.store.remote.standing import Colleague, Standing


class Replica(msgspec.Struct, frozen=True):
    """Somebody's desk as it is here. `heard`: as of when; None: nothing of it came yet."""

    person: Colleague
    path: Path
    heard: datetime | None


def replicas(store: DeskDB) -> list[Replica]:
    """Those who are answered for here, whether their desk came yet or not: who answers to this desk, each with those behind who answer to
    them. Who was removed is among them as long as there is a copy of the desk."""
    stands = standing.read(store.file.files)
    if stands is None:
        return []
    found = []
    for person in answering_for(stands):
        path = replica.path_of(store.path, person.desk)
        there = path.exists()
        if there or not person.gone:
            found.append(Replica(person, path, stands.heard if there else None))
    return found


def answering_for(stands: Standing) -> Iterator[Colleague]:
    """Who answers to the desk, each with those behind who answer to them; nobody twice."""
    below: dict[str, list[Colleague]] = {}
    for person in stands.people:
        if person.answers_to is not None and person.desk != stands.desk:
            below.setdefault(person.answers_to, []).append(person)

    def of(desk: str) -> Iterator[Colleague]:
        for person in below.pop(desk, ()):
            yield person
            yield from of(person.desk)

    return of(stands.desk)
