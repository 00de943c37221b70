"""Devices of one desk that hear of each other late, in any order, twice, or after a crash: all come to the same desk, and tell of the
same conflicts; whoever looks after it sees what isn't private."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

from devices import NOW, Device, Office, begun, everything, follow, replica_of
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from msgspec.structs import replace

from aetui.domain.errors import DeskError
from aetui.domain.records import Fact, Step
from aetui.store.file.tables import compact
from aetui.store.remote.private import public

WHO = st.integers(0, 2)
DEEP = os.environ.get("AETUI_DEEP")


class Apart(RuleBasedStateMachine):
    """Three devices of one desk, and a replica of it."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.office = Office()
        self.devices = begun(self.folder, self.office)
        self.replica = replica_of(self.folder, self.office)
        self.office.of("a")
        self.count = 0
        self.written: set[tuple[str, str]] = set()
        self.heard: set[tuple[str, str]] = set()
        """Texts that whoever wrote over them, deleted or settled them had before them."""

    @contextmanager
    def acting(self, device: Device) -> Iterator[None]:
        """Whatever somebody does at a device is done to what is seen there: the texts, and what stands beside them."""
        before = seen_texts(device)
        yield
        after = seen_texts(device)
        self.heard |= before - after
        self.written |= after - before

    @rule(n=WHO, key=st.sampled_from("xy"), field=st.sampled_from(("text", "waived", "priority", "private", "chased")))
    def edits(self, n: int, key: str, field: str) -> None:
        device = self.devices[n]
        record = device.record("todos", key)
        self.count += 1
        if record is None:  # an id is given once; only undo brings one back
            return
        moment = NOW + timedelta(seconds=self.count)
        values: dict[str, Any] = {
            "text": f"{device.name}{self.count}",
            "waived": {**record.waived, f"w{self.count % 3}": Fact(at=moment)},
            "priority": self.count % 3 + 1,
            "private": not record.private,
            "chased": [*record.chased, Fact(at=moment)],
        }
        with self.acting(device):
            device.change(replace(record, **{field: values[field]}, updated_at=moment))

    @rule(n=WHO, step=st.sampled_from("stuvw"))
    def plans(self, n: int, step: str) -> None:
        device = self.devices[n]
        card = device.record("cards", "card")
        if card is None:
            return
        self.count += 1
        what = f"{device.name}{self.count}"
        steps = [replace(one, what=what) if one.id == step else one for one in card.steps]
        if step == "w":
            steps.reverse()
        elif step == "v" and steps:
            del steps[0]
        elif steps == card.steps:
            steps.append(Step(id=what, what=what))
        device.change(replace(card, steps=steps))

    @rule(n=WHO, key=st.sampled_from("xy"))
    def deletes(self, n: int, key: str) -> None:
        with self.acting(self.devices[n]):
            self.devices[n].change(drop=("todos", key))

    @rule(n=WHO)
    def undoes(self, n: int) -> None:
        with self.acting(self.devices[n]), suppress(DeskError):
            self.devices[n].db.undo(NOW)

    @rule(n=WHO)
    def redoes(self, n: int) -> None:
        with self.acting(self.devices[n]), suppress(DeskError):
            self.devices[n].db.redo(NOW)

    @rule(n=WHO)
    def undoes_anothers(self, n: int) -> None:
        db = self.devices[n].db
        with self.acting(self.devices[n]), suppress(DeskError):
            db.undo(NOW, db.last_change)

    @rule(n=WHO)
    def settles(self, n: int) -> None:
        with self.acting(self.devices[n]):
            self.devices[n].db.settle(NOW)

    @rule(n=WHO)
    def sends(self, n: int) -> None:
        self.devices[n].send()

    @rule(n=WHO, order=st.permutations("abc"))
    def fetches(self, n: int, order: list[str]) -> None:
        self.devices[n].fetch(order)

    @rule(n=WHO, crash=st.integers(0, 2))
    def dies_while_it_fetches(self, n: int, crash: int) -> None:
        self.devices[n].fetch(crash=crash)

    @rule(n=WHO)
    def folds(self, n: int) -> None:
        self.devices[n].db.fold()

    @rule()
    def somebody_looks(self) -> None:
        follow(self.replica, self.office)

    def teardown(self) -> None:
        if not hasattr(self, "office"):
            return
        for device in self.devices:
            device.send()
        for device, order in zip(self.devices, ("abc", "cba", "bca"), strict=True):
            device.fetch(order)
        first = self.devices[0]
        for other in self.devices[1:]:
            assert other.all() == first.all()
            assert other.conflicts() == first.conflicts()
        assert self.written - self.heard <= seen_texts(first), "a word that nobody saw go"
        self._see()
        for device in self.devices:
            device.db.close()
        self.replica.close()
        shutil.rmtree(self.folder)

    def _see(self) -> None:
        """What the replica shows: never what is private, and after everything was written once more, all else."""
        follow(self.replica, self.office)
        for (kind, _), data in everything(self.replica.db).items():
            assert public(kind, compact(data)) is not None
        first = self.devices[0]
        for key in "xy":
            if record := first.record("todos", key):
                first.change(replace(record, text="zuletzt"))
        first.send()
        follow(self.replica, self.office)
        shown = {at: data for at, data in first.all().items() if public(at[0], compact(data))}
        seen = everything(self.replica.db)
        assert {at: seen.get(at) for at in shown if at[0] == "todos"} == {
            at: data for at, data in shown.items() if at[0] == "todos"
        }

    @invariant()
    def none_is_spoilt(self) -> None:
        for device in getattr(self, "devices", ()):
            assert not device.db.file.tables.unread


def seen_texts(device: Device) -> set[tuple[str, str]]:
    """The texts of to-dos that a device shows, in the records and beside them, by record."""
    shown = {(record.id, record.text) for record in device.db.table("todos").records()}  # type: ignore[attr-defined]
    return shown | {(one["id"], one["aside"]) for one in device.conflicts() if one["path"] == ["text"]}


Apart.TestCase.settings = settings(
    max_examples=400 if DEEP else 12,
    stateful_step_count=40 if DEEP else 25,
    deadline=None,
    derandomize=not DEEP,
    phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink] if DEEP else [Phase.generate],
)
TestApart = Apart.TestCase
