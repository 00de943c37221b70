"""An office as it looks from one desk: who is in it, and copies of desks beside it. No server is asked."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

from aetui.desk.core import Desk
from aetui.desk.office.replicas import Replica, replicas
from aetui.store.remote import standing
from aetui.store.remote.replica import path_of
from aetui.store.remote.standing import Colleague, Standing

HERE = "d0"
"""The id of the desk from which it is looked."""


def person(name: str, desk: str, *, to: str | None = HERE, role: str = "AE", gone: bool = False) -> Colleague:
    return Colleague(name=name, role=role, desk=desk, answers_to=to, gone=gone)


def stand(desk: Desk, *people: Colleague, heard: datetime | None = None) -> None:
    """The desk stands in an office with these people."""
    own = Colleague(name=desk.owner or "王磊", role="AM", desk=HERE)
    said = Standing(
        office="office1",
        url="postgresql://db.example/office",
        login="l",
        desk=HERE,
        device="v",
        name=own.name,
        role=own.role,
        heard=heard,
        people=[own, *people],
    )
    standing.write(desk.store.file.files, said)


def bring(desk: Desk, key: str, source: Path) -> Path:
    """A copy of another desk comes here, as it stands."""
    target = path_of(desk.store.path, key)
    target.parent.mkdir(exist_ok=True)
    for ending in ("", ".journal"):
        there = source.with_name(source.name + ending)
        if there.exists():
            shutil.copyfile(there, target.with_name(target.name + ending))
    return target


def one_of(desk: Desk, whose: str, now: datetime) -> Replica:
    """The desk's own copy as `whose`'s, who answers to it."""
    desk.store.fold()
    stand(desk, person(whose, "d1"), heard=now)
    bring(desk, "d1", desk.store.path)
    return next(iter(replicas(desk.store)))
