"""Random lives of a desk, against a plain dict."""

from __future__ import annotations

import json
import random
import shutil
import tempfile
import threading
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from storing import NOW, commit, content, item, let_go, opened, todo
from tinydb import TinyDB

from aetui.domain.records import KIND_OF, Record
from aetui.store import edits_of
from aetui.store.file import deskfile

KEYS = st.sampled_from([f"k{n}" for n in range(6)])
TEXTS = st.text(alphabet='报价a"\\\n\u2028é', max_size=6)
WHO = st.sampled_from([0, 1])
STEP = timedelta(seconds=1)


class Desk(RuleBasedStateMachine):
    """Two programs on one desk, one of them restarted, killed, folded, its file rewritten by plain TinyDB."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "x.json"
        self.stores = [opened(self.path, "one"), opened(self.path, "two")]
        self.heard: list[dict[tuple[str, str], Record]] = [{}, {}]
        self.truth: dict[tuple[str, str], Record] = {}
        self.done: list[dict[tuple[str, str], Record]] = []
        self.undone: list[dict[tuple[str, str], Record]] = []
        self.now = NOW

    def teardown(self) -> None:
        for store in self.stores:
            store.close()
        shutil.rmtree(self.folder)

    def _changed(self) -> None:
        self.done.append(dict(self.truth))
        self.undone.clear()

    @rule(who=WHO, puts=st.lists(st.tuples(KEYS, TEXTS, st.booleans()), max_size=3), deletes=st.lists(KEYS, max_size=2))
    def change(self, who: int, puts: list[tuple[str, str, bool]], deletes: list[str]) -> None:
        self.now += STEP
        made = {}
        for key, text, is_todo in puts:
            record = todo(key, text, self.now) if is_todo else item(key, text, self.now)
            made[KIND_OF[type(record)], key] = record
        gone = [("items", key) for key in deletes if ("items", key) not in made]
        store = self.stores[who]
        with store.change("x", {}, self.now) as writing:
            self._hear(who, writing.hear())
            for record in made.values():
                writing.keep(record)
            for key in gone:
                writing.drop(*key)
        self._hear(who, edits_of(writing.touched))
        if made or any(key in self.truth for key in gone):
            self._changed()
        self.truth.update(made)
        for key in gone:
            self.truth.pop(key, None)

    def _hear(self, who: int, edits: list) -> None:
        for edit in edits:
            key = (edit.kind, edit.id)
            assert self.heard[who].get(key) == edit.before
            if edit.after is None:
                del self.heard[who][key]
            else:
                self.heard[who][key] = edit.after

    @rule(who=WHO)
    def undo(self, who: int) -> None:
        told = self.stores[who].undo(self.now)
        assert (told is None) == (not self.done)
        if told is not None:
            self.undone.append(self.truth)
            self.truth = self.done.pop()
            self._relearn(who)

    @rule(who=WHO)
    def redo(self, who: int) -> None:
        told = self.stores[who].redo(self.now)
        assert (told is None) == (not self.undone)
        if told is not None:
            self.done.append(self.truth)
            self.truth = self.undone.pop()
            self._relearn(who)

    def _relearn(self, who: int) -> None:
        self.stores[who].refresh()
        self.heard[who] = content(self.stores[who])

    @rule(who=WHO)
    def fold(self, who: int) -> None:
        self.stores[who].fold()

    @rule(who=WHO, kill=st.booleans())
    def restart(self, who: int, kill: bool) -> None:
        store = self.stores[who]
        let_go(store) if kill else store.close()
        self.stores[who] = opened(self.path, "again")
        assert self.stores[who].notes == []
        self.heard[who] = content(self.stores[who])

    @rule(who=WHO)
    def hear(self, who: int) -> None:
        self._hear(who, self.stores[who].refresh())
        assert self.heard[who] == self.truth == content(self.stores[who])

    @precondition(lambda self: self.path.exists())
    @rule(text=TEXTS)
    def rewrite_outside(self, text: str) -> None:
        """Plain TinyDB adds a record of its own and writes the file anew, whatever the journal holds."""
        self.now += STEP
        record = item(f"out{self.now.timestamp()}", text, self.now)
        with TinyDB(self.path) as db:
            db.table("items").insert(json.loads(msgspec.json.encode(record)))
        self.truth["items", record.id] = record
        # An edit from outside is no change that undo knows: it stays, whatever is undone.
        for past in (*self.done, *self.undone):
            past["items", record.id] = record

    @rule()
    def cut_the_journal_within_a_line(self) -> None:
        """What a killed writer leaves: a torn line at the end."""
        journal = self.path.with_name("x.json.journal")
        if journal.exists() and journal.stat().st_size:
            with journal.open("ab") as file:
                file.write(b'0123abcd {"seq":99,"tok')

    @invariant()
    def nothing_is_told_that_is_not_so(self) -> None:
        for store in self.stores:
            assert store.notes == []


TestDesk = pytest.mark.filterwarnings("ignore")(Desk.TestCase)
Desk.TestCase.settings = settings(
    max_examples=60, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
)


class LargeDesk(Desk):
    """The same where nothing is folded by itself, and stores stand on their fronts."""

    def __init__(self) -> None:
        self.small = deskfile.SMALL
        deskfile.SMALL = 50
        super().__init__()

    def teardown(self) -> None:
        super().teardown()
        deskfile.SMALL = self.small


TestLargeDesk = pytest.mark.filterwarnings("ignore")(LargeDesk.TestCase)
LargeDesk.TestCase.settings = Desk.TestCase.settings


def test_folds_in_a_thread_while_items_are_written(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    store = opened(path)
    commit(store, *(item(f"old{n}") for n in range(2000)))
    stop = threading.Event()
    failed: list[BaseException] = []

    def fold_on() -> None:
        while not stop.is_set():
            try:
                store.fold()
            except BaseException as error:
                failed.append(error)
                return

    thread = threading.Thread(target=fold_on)
    thread.start()
    dice = random.Random(1)
    for n in range(150):
        commit(store, item(f"n{n}", "行"), *([item(f"old{dice.randrange(2000)}", "改")] if n % 3 else []))
        assert len(list(store.table("items").records())) == 2001 + n
    stop.set()
    thread.join()
    assert failed == []
    let_go(store)
    again = opened(path)
    assert content(again) == content(store)
    assert again.check().notes == []
