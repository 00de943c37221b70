"""Devices of one desk, each with a clock that runs wrong, and an office that is a list."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace
from storing import NOW, card, todo

from aetui.domain.errors import DeskError
from aetui.domain.records import KINDS, Record, Step
from aetui.store import DeskDB
from aetui.store.file.clock import HybridClock
from aetui.store.remote import outbox, standing
from aetui.store.remote.line import Line
from aetui.store.remote.receive import Received, Receiver
from aetui.store.remote.replica import ReplicaFile
from aetui.store.remote.standing import Standing
from aetui.store.safety.doubts import Conflict

NAMES = ("a", "b", "c")
SKEWS = (0, 3600, -31_536_000)
Everything = dict[tuple[str, str], Any]


class Office:
    """What the server does, in a list: each device's lines, each once, the private ones for the desk's own alone."""

    def __init__(self) -> None:
        self.lines: dict[str, dict[int, Line]] = {}

    def of(self, device: str) -> dict[int, Line]:
        return self.lines.setdefault(device, {})

    def contents(self, device: str, first: int, last: int) -> Iterable[tuple[int, bytes]]:
        return [(n, line.whole) for n, line in self.of(device).items() if first <= n <= last]

    def public(self, device: str, first: int, last: int) -> Iterable[tuple[int, bytes]]:
        return [(n, line.public) for n, line in self.of(device).items() if first <= n <= last]


class Device:
    """One device's file."""

    def __init__(self, folder: Path, name: str, office: Office, skew: int = 0) -> None:
        self.name, self.path, self.office, self.skew = name, folder / name / "desk.json", office, skew
        self.clashes: list[tuple[str, ...]] = []
        self.told: list[DeskError] = []
        self.open()

    def open(self) -> None:
        self.db = DeskDB(self.path, program="test")
        self.db.file.clock = HybridClock(self.db.file.files, lambda: NOW.timestamp() + self.skew)
        self.receiver = Receiver(self.db, self.name, self.office.contents)

    def change(self, *records: Record, drop: tuple[str, str] | None = None) -> None:
        with self.db.change("test", {}, NOW) as writing:
            for record in records:
                writing.keep(record)
            if drop:
                writing.drop(*drop)

    @property
    def stands(self) -> Standing:
        found = standing.read(self.db.file.files)
        assert found is not None
        return found

    def record(self, kind: str, key: str) -> Any:
        return self.db.record(kind, key)

    def send(self) -> None:
        for line in outbox.own_since(self.db, self.stands.sent, self.name):
            self.office.of(self.name).setdefault(line.n, line)
            standing.write(self.db.file.files, replace(self.stands, sent=line.n))

    def fetch(self, order: Iterable[str] | None = None, *, crash: int | None = None, at_once: bool = True) -> None:
        """All of the others' changes, a device after another; `crash`: after so many the program dies; `at_once`: else one by one."""
        found, came = Received(), []
        for other in order or list(self.office.lines):
            seen = outbox.known(self.db).get(other, 0)
            came += [
                (other, line) for n, line in list(self.office.of(other).items()) if other != self.name and n > seen
            ]
        if crash is not None and len(came) > crash:
            self.receiver.take_all(came[: crash + 1], found, spoilt)
            self.open()
            return
        for some in [came] if at_once else [[one] for one in came]:
            self.receiver.take_all(some, found, spoilt)
        self.clashes += [(clash.kind, clash.id, *clash.path) for clash in found.clashes]
        self.told += found.told

    def all(self) -> Everything:
        return everything(self.db)

    def conflicts(self) -> list[dict[str, Any]]:
        docs = self.db.file.tables.table("conflicts").values()
        found = [msgspec.json.decode(msgspec.json.encode(msgspec.json.decode(data, type=Conflict))) for data in docs]
        return sorted(found, key=str)


def spoilt(line: Line, why: Exception) -> None:
    raise AssertionError(line) from why


def everything(db: DeskDB) -> Everything:
    """Every record, as its JSON."""
    return {
        (kind, record.id): msgspec.json.decode(db.file.tables.table(kind)[db.file.tables.ids(kind)[record.id]])
        for kind in KINDS
        for record in db.table(kind).records()
    }


def begun(folder: Path, office: Office, names: Iterable[str] = NAMES) -> list[Device]:
    """The devices of a desk with a card and two to-dos, all as the first had it when it joined; none has a file open of another."""
    first, *others = names
    home = folder / first
    home.mkdir()
    db = DeskDB(home / "desk.json", program="test")
    with db.change("test", {}, NOW) as writing:
        steps = [Step(id=key, what=key) for key in "st"]
        for record in (card("card", "2611-001", steps=steps), todo("x", "x"), todo("y", "y")):
            writing.keep(record)
    db.fold()
    db.close()
    for name in others:
        shutil.copytree(home, folder / name)
        copy = DeskDB(folder / name / "desk.json", program="test")
        copy.file.need_whole()
        outbox.as_anothers(copy.file.tables.table("log"), first)
        copy.file.odd = True
        copy.fold()
        copy.close()
    devices = []
    for name, skew in zip((first, *others), (*SKEWS, *SKEWS), strict=False):
        joined(DeskDB(folder / name / "desk.json", program="test"), name, sent=1)
        devices.append(Device(folder, name, office, skew))
    return devices


def joined(db: DeskDB, name: str, sent: int = 0) -> None:
    """The desk stands in the office from here on."""
    stands = Standing(office="o", url="", login=name, desk="d", device=name, name="李雯", role="AE", sent=sent)
    standing.write(db.file.files, stands)


def replica_of(folder: Path, office: Office) -> ReplicaFile:
    return ReplicaFile(folder / "replica.json", office.public)


def follow(replica: ReplicaFile, office: Office) -> None:
    for device, lines in office.lines.items():
        for n, line in list(lines.items()):
            if n > replica.seen.get(device, 0):
                replica.take(device, replace(line, private=None))
