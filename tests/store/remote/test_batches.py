"""Many changes taken in together leave the desk as each by itself would have, at a fraction of the cost; broken off anywhere, it is gone on
with."""

from __future__ import annotations

import shutil
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from devices import NOW, Device, Office, begun, spoilt
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from storing import todo

from aetui.domain.errors import Refused, Unusable
from aetui.domain.records import Fact, Step
from aetui.store.file import kernel
from aetui.store.remote import outbox
from aetui.store.remote.line import Line
from aetui.store.remote.receive import Received

ACTS = st.tuples(
    st.sampled_from("ab"),
    st.sampled_from(("text", "chase", "waive", "private", "drop", "undo", "step", "unstep", "new", "settle", "hear")),
    st.sampled_from("xy"),
)


def act(device: Device, what: str, key: str, n: int) -> None:
    at = NOW + timedelta(seconds=n)
    found, card = device.record("todos", key), device.record("cards", "card")
    if what == "hear":
        device.send()
        device.fetch()
    elif what == "new":
        device.change(todo(f"{device.name}{n}", "新", at))
    elif what == "undo":
        device.db.undo(NOW)
    elif what == "settle":
        device.db.settle(NOW)
    elif found is None or card is None:
        return
    elif what == "step":
        device.change(replace(card, steps=[*card.steps, Step(id=f"{device.name}{n}", what="w")]))
    elif what == "unstep":
        device.change(replace(card, steps=card.steps[1:]))
    elif what == "drop":
        device.change(drop=("todos", key))
    else:
        values: dict[str, Any] = {
            "text": {"text": f"{device.name}{n}"},
            "chase": {"chased": [*found.chased, Fact(at=at)]},
            "waive": {"waived": {**found.waived, f"w{n % 3}": Fact(at=at)}},
            "private": {"private": not found.private},
        }
        device.change(replace(found, **values[what], updated_at=at))


def stands(device: Device) -> tuple[dict[tuple[str, str], bytes], list[dict[str, Any]], dict[str, int]]:
    """Every record's bytes, what stands beside them, what is known of the others."""
    tables = device.db.file.tables
    records = {
        (kind, key): tables.table(kind)[doc] for kind in ("todos", "cards") for key, doc in tables.ids(kind).items()
    }
    return records, device.conflicts(), outbox.known(device.db)


@settings(max_examples=40, deadline=None)
@given(st.lists(ACTS, min_size=2, max_size=24), st.lists(ACTS, max_size=4), st.permutations("ab"), st.integers(1, 7))
def test_together_is_as_one_by_one(acts: list[Any], own: list[Any], order: list[str], size: int) -> None:
    folder = Path(tempfile.mkdtemp())
    office = Office()
    a, b, c = begun(folder, office)
    for n, (who, what, key) in enumerate(acts):
        try:
            act(a if who == "a" else b, what, key, n)
        except Refused:
            continue
    for n, (_, what, key) in enumerate(own):
        if what != "hear":
            act(c, what, key, 100 + n)
    for device in (a, b):
        device.send()
    c.db.close()
    outcomes = []
    for pace in (1, size, 1000):
        home = folder / f"by{pace}"
        shutil.copytree(folder / "c", home / "c")
        one = Device(home, "c", office, c.skew)
        lines = [(name, line) for name in order for line in office.of(name).values()]
        for first in range(0, len(lines), pace):
            one.receiver.take_all(lines[first : first + pace], Received(), spoilt)
        outcomes.append(stands(one))
        one.db.close()
        shutil.rmtree(home)
    assert outcomes[0] == outcomes[1] == outcomes[2]
    for device in (a, b):
        device.db.close()
    shutil.rmtree(folder)


def apart(tmp_path: Path, n: int) -> tuple[Device, Device]:
    """Both wrote so often of one to-do, and noted as many others; A heard nothing of it yet."""
    a, b, c = begun(tmp_path, Office())
    c.db.close()
    for k in range(n):
        for device in (a, b):
            at = NOW + timedelta(seconds=k)
            device.change(replace(device.record("todos", "x"), text=f"{device.name}{k}", updated_at=at))
            device.change(todo(f"{device.name}{k}", "新", at))
    a.send()
    b.send()
    return a, b


def test_broken_off_anywhere_it_is_gone_on_with(tmp_path: Path) -> None:
    """Whatever part of what was written together the disk has, in halves of lines too."""
    a, b = apart(tmp_path, 4)
    journal = a.db.file.files.journal
    before = journal.stat().st_size
    a.db.close()
    shutil.copytree(tmp_path / "a", tmp_path / "kept" / "a")
    a.open()
    before = journal.stat().st_size if journal.exists() else 0
    a.fetch()
    data, wanted = journal.read_bytes(), stands(a)
    assert len(data) > before
    for end in range(before, len(data), 97):
        home = tmp_path / f"{end}"
        shutil.copytree(tmp_path / "kept" / "a", home / "a")
        (home / "a" / journal.name).write_bytes(data[:end])
        again = Device(home, "a", a.office)
        again.fetch()
        assert stands(again) == wanted, end
        again.db.close()
        shutil.rmtree(home)
    a.send()
    b.fetch()
    assert (a.all(), a.conflicts()) == (b.all(), b.conflicts())


def test_a_full_disk_leaves_all_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a, _ = apart(tmp_path, 4)
    before, last, seen = stands(a), a.db.last_change, a.db.refresh()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(kernel, "write_all", full)
        with pytest.raises(Unusable):
            a.fetch()
    assert (stands(a), a.db.last_change, a.db.refresh()) == (before, last, [])
    assert seen
    a.fetch()
    told = stands(a)
    a.open()
    assert stands(a) == told != before


def test_garbage_among_them_is_told_and_the_others_come(tmp_path: Path) -> None:
    a, b = apart(tmp_path, 4)
    good = list(a.office.of("b").values())
    bad = [Line(good[-1].n + n, NOW, "x", 1, {}, data) for n, data in enumerate((b"{", b"[" * 100_000), 1)]
    told: list[int] = []
    lines = [("b", line) for line in (*good[:3], replace(bad[0], n=good[3].n), *good[4:], bad[1])]
    a.receiver.take_all(lines, Received(), lambda line, _: told.append(line.n))
    assert told == [good[3].n, bad[1].n]
    assert outbox.known(a.db) == {"b": bad[1].n}
    assert sum(key.startswith("b") for _, key in a.all()) == 4 - (b'"id":"b' in good[3].whole)
    assert b.db.last_change == good[-1].n


def test_a_change_that_others_came_with_is_not_taken_back_alone(tmp_path: Path) -> None:
    a, b, c = begun(tmp_path, Office())
    a.change(replace(a.record("todos", "x"), text="a"))
    for n in range(2):
        b.change(replace(b.record("todos", "x"), priority=n + 2))
    b.send()
    a.fetch()
    first, second = a.db.last_change - 1, a.db.last_change
    for number in (first, second):
        with pytest.raises(Refused) as told:
            a.db.undo(NOW, number)
        assert told.value.key == "undo.changed_since"
    assert (a.record("todos", "x").text, a.record("todos", "x").priority) == ("a", 3)
    c.db.close()


def test_many_edits_of_one_record_are_brought_together_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A few waits for the disk, a few folds: a fraction of what each by itself costs."""
    a, b = apart(tmp_path, 160)
    spent, syncs = [], []
    monkeypatch.setattr(kernel, "sync", syncs.append)
    for device, at_once in ((a, True), (b, False)):
        syncs.clear()
        began = time.process_time()
        device.fetch(at_once=at_once)
        spent.append(time.process_time() - began)
        assert (len(syncs) <= 6) is at_once
    assert spent[0] < spent[1] / 4
