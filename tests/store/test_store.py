"""Reading and changing through the store, alone and with others."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import stat
import subprocess
import sys
import threading
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from storing import CN, NOW, call, card, client, commit, content, item, kept_open, let_go, opened, texts, todo
from tinydb import TinyDB

from aetui.domain.errors import Refused
from aetui.domain.records import KINDS, Fact, Item, Profile, Record
from aetui.domain.records.liveness import all_at_hand
from aetui.store import DeskDB, history
from aetui.store.file import deskfile, load, migrate

DAY = timedelta(days=1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "李雯.json"


def test_opening_makes_nothing(path: Path) -> None:
    store = opened(path)
    assert content(store) == {}
    assert store.refresh() == []
    assert store.check().notes == []
    store.fold()
    store.close()
    assert list(path.parent.iterdir()) == []
    assert opened(path.parent / "none" / "x.json").check().notes == []


def test_a_folder_that_is_not_there_is_made_by_the_first_change(tmp_path: Path) -> None:
    store = opened(tmp_path / "a" / "b" / "x.json")
    commit(store, item("1"))
    store.close()
    assert texts(opened(tmp_path / "a" / "b" / "x.json")) == ["报价"]


def test_records_come_back_as_they_were(path: Path) -> None:
    records = [
        client("c1"),
        call("k1"),
        card("d1", "2611-001", delivered=Fact(at=NOW, how='电邮 "x"\n新行', by="李雯")),
        todo("t1"),
        item("i1", "😀 \u2028 \\ \x1b[31m <b>"),
        Profile(id="p", created_at=NOW, updated_at=NOW, name="李雯"),
    ]
    store = opened(path)
    commit(store, *records)
    assert content(store) == {(k, r.id): r for k, r in _keyed(records)}
    store.close()
    assert content(opened(path)) == {(k, r.id): r for k, r in _keyed(records)}


def _keyed(records: list) -> list:
    from aetui.domain.records import KIND_OF

    return [(KIND_OF[type(r)], r) for r in records]


def test_a_commit_tells_before_and_after(path: Path) -> None:
    store = opened(path)
    first, second = item("a", "一"), item("a", "二")
    assert [(e.before, e.after) for e in commit(store, first)] == [(None, first)]
    assert [(e.before, e.after) for e in commit(store, second)] == [(first, second)]
    assert [(e.before, e.after) for e in commit(store, delete=[("items", "a")])] == [(second, None)]
    assert commit(store, delete=[("items", "a")]) == []
    assert store.record("items", "a") is None


def test_files_are_private(path: Path) -> None:
    old = os.umask(0)
    try:
        store = kept_open(path)
        store.backup()
        store.close()
    finally:
        os.umask(old)
    made = [p for p in path.parent.rglob("*") if p.is_file()]
    assert len(made) >= 4
    assert {stat.S_IMODE(p.stat().st_mode) for p in made} == {0o600}


def test_plain_tinydb_reads_everything_once_closed(path: Path) -> None:
    store = kept_open(path)
    store.close()
    with TinyDB(path) as db:
        assert [doc["text"] for doc in db.table("items")] == ["底", "行0", "行1", "行2"]
        assert db.table("meta").all() == [{"format": "aetui", "version": migrate.VERSION}]
        assert set(KINDS) <= db.tables()


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    kept_open(tmp_path / "far" / "x.json", 0).close()
    link = tmp_path / "x.json"
    link.symlink_to(tmp_path / "far" / "x.json")
    store = opened(link)
    commit(store, item("a"))
    store.close()
    assert link.is_symlink()
    assert texts(opened(link)) == ["底", "报价"]


def test_surrogates_from_a_command_line_are_replaced(path: Path) -> None:
    store = opened(path)
    commit(store, item("a", "x\udcffy"), verb="log", text="x\udcffy")
    assert texts(store) == ["x\ufffdy"]
    assert store.log(1)[0].args == {"text": "x\ufffdy"}


# Two programs


def test_each_sees_what_the_other_appends(path: Path) -> None:
    one, two = opened(path), opened(path)
    commit(one, item("a", "一"))
    assert [e.id for e in two.refresh()] == ["a"]
    commit(two, item("b", "二"))
    assert [e.id for e in one.refresh()] == ["b"]
    assert one.refresh() == two.refresh() == []
    assert texts(one) == texts(two) == ["一", "二"]


def test_a_writer_hears_first_what_others_did(path: Path) -> None:
    one, two = kept_open(path), opened(path)
    commit(one, item("x"))
    with two.change() as writing:
        assert [e.id for e in writing.hear()] == ["x"]
    assert two.refresh() == []


def test_a_fold_by_another_is_followed_without_reading_the_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = kept_open(path), opened(path)
    commit(one, item("x"))
    assert [e.id for e in two.refresh()] == ["x"]
    one.fold()
    monkeypatch.setattr(load, "read", lambda _: pytest.fail("read the file"))
    assert two.refresh() == []
    commit(one, item("y"))
    assert [e.id for e in two.refresh()] == ["y"]
    commit(two, item("z"))
    assert [e.id for e in one.refresh()] == ["z"]


def test_changes_that_were_folded_before_they_were_seen_are_seen(path: Path) -> None:
    one, two = kept_open(path), opened(path)
    changed = item("i0", "改了")
    commit(one, changed, item("x"), delete=[("items", "i1")])
    one.fold()
    commit(one, item("y"))
    assert {e.id: e.after for e in two.refresh()} == {
        "i0": changed,
        "x": item("x"),
        "i1": None,
        "y": item("y"),
    }
    assert content(one) == content(two)


def test_ids_are_kept_apart_when_two_add_at_once(path: Path) -> None:
    one, two = opened(path), opened(path)
    for n in range(5):
        commit(one, item(f"a{n}"))
        commit(two, item(f"b{n}"))
    one.close()
    two.close()
    assert len(texts(opened(path))) == 10
    with TinyDB(path) as db:
        assert [doc.doc_id for doc in db.table("items")] == list(range(1, 11))


def test_a_file_that_vanishes_is_not_taken_for_an_empty_desk(path: Path) -> None:
    store = kept_open(path)
    store.fold()
    path.rename(path.with_suffix(".away"))
    with pytest.raises(deskfile.Unusable) as raised, store.change():
        pass
    assert raised.value.key == "file.gone"
    path.with_suffix(".away").rename(path)
    commit(store, item("again"))
    assert len(texts(store)) == 5


# Undo and redo


def test_undo_reverses_a_change_as_a_whole_and_redo_makes_it_again(path: Path) -> None:
    store = opened(path)
    commit(store, item("a", "一"), item("b", "二"))
    before = content(store)
    commit(store, item("a", "改"), todo("t"), delete=[("items", "b")], verb="arrange", text="x")
    after = content(store)
    told = store.undo(NOW)
    assert told is not None
    assert (told.verb, told.args, told.undone) == ("arrange", {"text": "x"}, True)
    assert content(store) == before
    told = store.redo(NOW)
    assert told is not None
    assert (told.verb, told.undone) == ("arrange", False)
    assert content(store) == after
    assert store.redo(NOW) is None


def test_undo_reaches_back_over_restarts(path: Path) -> None:
    for n in range(4):
        store = opened(path)
        commit(store, item("a", str(n)))
        store.close()
    seen = []
    for _ in range(4):
        store = opened(path)
        assert store.undo(NOW) is not None
        seen.append(texts(store))
        store.close()
    assert seen == [["2"], ["1"], ["0"], []]
    store = opened(path)
    assert store.undo(NOW) is None
    for wanted in (["0"], ["1"], ["2"], ["3"]):
        assert store.redo(NOW) is not None
        assert texts(store) == wanted


def test_a_new_change_forgets_the_redo(path: Path) -> None:
    store = opened(path)
    commit(store, item("a", "一"))
    store.undo(NOW)
    commit(store, item("b", "二"))
    assert store.redo(NOW) is None
    store.undo(NOW)
    assert store.undo(NOW) is None
    assert [(e.verb, e.undone) for e in store.log(9)] == [
        ("undo", False),
        ("test", True),
        ("undo", False),
        ("test", True),
    ]


def test_undo_is_refused_where_the_record_was_changed_from_outside(path: Path) -> None:
    store = opened(path)
    commit(store, item("a", "一"))
    store.close()
    with TinyDB(path) as db:
        db.table("items").update({"text": "外"})
    store = opened(path)
    with pytest.raises(Refused) as raised:
        store.undo(NOW)
    assert raised.value.key == "undo.changed_since"
    assert texts(store) == ["外"]


def test_undo_is_told_to_other_programs(path: Path) -> None:
    one, two = opened(path), opened(path)
    commit(one, item("a", "一"))
    two.refresh()
    one.undo(NOW)
    assert [(e.id, e.after) for e in two.refresh()] == [("a", None)]
    assert one.refresh() == []


def test_the_log_is_trimmed_and_undo_says_so(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "TURNABLE", 3)
    monkeypatch.setattr(history, "ENTRIES", 6)
    store = opened(path)
    for n in range(10):
        commit(store, item(f"a{n}"), text=str(n))
    store.close()
    store = opened(path)
    assert [e.args["text"] for e in store.log(99)] == ["9", "8", "7", "6", "5", "4", "3", "2", "1", "0"]
    assert [e.kept for e in store.log(5)] == [True, True, True, False, False]
    commit(store, item("b"), text="10")
    store.close()
    store = opened(path)
    assert [e.args["text"] for e in store.log(99)] == ["10", "9", "8", "7", "6", "5"]
    for _ in range(3):
        store.undo(NOW)
    with pytest.raises(Refused) as raised:
        store.undo(NOW)
    assert raised.value.key == "undo.not_kept"


@pytest.mark.parametrize(
    ("records", "later", "why"),
    [
        (150, 0, "undo.too_big"),
        (150, 2, "undo.too_big"),
        (1, 0, "undo.let_go"),
        (1, 2, "undo.let_go"),
        (1, 9, "undo.not_kept"),
    ],
)
def test_undo_says_why_a_change_can_not_be_turned(
    path: Path, records: int, later: int, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was too big isn't called old."""
    monkeypatch.setattr(history, "TURNABLE", 5)
    monkeypatch.setattr(history, "TURNABLE_BYTES", 9_000)
    monkeypatch.setattr(history, "LAST_BYTES", 9_000)
    store = opened(path)
    commit(store, *(item(f"a{n}", "长" * (10_000 // records)) for n in range(records)))
    for n in range(later):
        commit(store, item(f"b{n}"))
    store.close()
    store = opened(path)
    with pytest.raises(Refused) as raised:
        undo_all(store)
    assert raised.value.key == why


def undo_all(store: DeskDB) -> None:
    while store.undo(NOW) is not None:
        pass


# Folding


def test_a_fold_with_commits_meanwhile_keeps_them(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, other = kept_open(path), opened(path)
    real = store.file.files.write_new

    def busy(target: Path, chunks: object, **more: bool) -> Path:
        made = real(target, chunks, **more)  # type: ignore[arg-type]
        if target == store.file.files.data:
            commit(other, item("meanwhile", "同时"))
        return made

    monkeypatch.setattr(store.file.files, "write_new", busy)
    store.fold()
    assert [e.id for e in store.refresh()] == ["meanwhile"]
    commit(store, item("after", "之后"))
    let_go(store)
    let_go(other)
    again = opened(path)
    assert texts(again) == ["底", "行0", "行1", "行2", "同时", "之后"]
    assert again.notes == []
    again.close()
    with TinyDB(path) as db:
        assert len(db.table("items")) == 6


def test_a_fold_gives_way_to_another(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, other = kept_open(path), opened(path)
    real = store.file.files.write_new

    def busy(target: Path, chunks: object, **more: bool) -> Path:
        made = real(target, chunks, **more)  # type: ignore[arg-type]
        if target == store.file.files.data:
            commit(other, item("x", "别的"))
            other.fold()
        return made

    monkeypatch.setattr(store.file.files, "write_new", busy)
    store.fold()
    assert texts(store) == texts(opened(path)) == ["底", "行0", "行1", "行2", "别的"]
    assert not [p for p in path.parent.iterdir() if p.name.startswith(".")]


def test_a_large_desk_is_not_folded_by_every_command(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deskfile, "SMALL", 100)
    store = kept_open(path)
    store.close()
    with TinyDB(path) as db:
        assert len(db.table("items")) == 0
    store = opened(path)
    assert not store.needs_fold
    store.check()
    with TinyDB(path) as db:
        assert len(db.table("items")) == 4
    monkeypatch.setattr(deskfile, "LONG", 1)
    assert store.needs_fold
    commit(store, item("z"))
    store.close()
    with TinyDB(path) as db:
        assert len(db.table("items")) == 5


# The front


def test_the_front_is_what_is_live_or_recent(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deskfile, "SMALL", 100)
    long_ago = NOW - 400 * DAY
    store = opened(path)
    commit(store, item("old", "旧", long_ago), item("live", "诺", long_ago, mark=">"), at=long_ago)
    commit(store, item("new", "新"))
    assert {r.id for _, r in store.front(NOW - 45 * DAY)} == {"live", "new"}
    store.fold()
    store.close()
    store = opened(path)
    assert not store.file.tables.whole
    assert {r.id for _, r in store.front(NOW - 45 * DAY)} == {"live", "new"}
    commit(store, item("fresh", "今", NOW + DAY), at=NOW + DAY)
    assert not store.file.tables.whole, "a new record needs no more than the front"
    let_go(store)
    store = opened(path)
    assert {r.id for _, r in store.front(NOW - 45 * DAY)} == {"live", "new", "fresh"}
    assert not store.file.tables.whole
    assert store.record("items", "old") == item("old", "旧", long_ago)
    assert {r.id for _, r in store.front(long_ago)} == {"old", "live", "new", "fresh"}


@pytest.mark.parametrize("field", ["at", "created_at", "updated_at", "due"])
@pytest.mark.parametrize(
    "value", ["2026-11-23T09:32:00", "0001-01-01T00:00:00+00:00", "nan", "2026-11-23T09:33:00+08:00"]
)
def test_a_kept_front_is_read_as_the_file_is(
    path: Path, field: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What nobody can reckon with, written before the front was kept or since, at its first place or in another's."""
    monkeypatch.setattr(deskfile, "SMALL", 100)

    def spoilt(name: str) -> bytes:
        return msgspec.json.encode({**msgspec.to_builtins(item(name, "诺", mark=">")), field: value})

    store = opened(path)
    commit(store, item("a", "诺", mark=">"), item("b", "诺", mark=">"))
    with store.change() as writing:
        writing.put("items", 3, spoilt("c"))
    store.fold()
    store.close()
    store = opened(path)
    assert len(list(store.front(NOW - 45 * DAY))) >= 2
    with store.change() as writing:
        writing.put("items", 1, spoilt("a"))
        writing.put("items", 4, spoilt("d"))
    let_go(store)
    store, whole = opened(path), opened(path)
    whole.warm()
    assert not store.file.tables.whole
    assert list(store.front(NOW - 45 * DAY)) == list(whole.front(NOW - 45 * DAY))
    assert store.file.tables.unread.keys() == whole.file.tables.unread.keys()


def test_an_old_record_is_found_again_before_it_is_written(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deskfile, "SMALL", 100)
    long_ago = NOW - 400 * DAY
    store = opened(path)
    commit(store, item("old", "旧", long_ago), at=long_ago)
    commit(store, item("new", "新"))
    store.fold()
    store.close()
    store = opened(path)
    changed = msgspec.structs.replace(item("old", "旧改", long_ago), updated_at=NOW)
    assert [e.before for e in commit(store, changed)] == [item("old", "旧", long_ago)]
    assert texts(store) == ["旧改", "新"]


HAS = {"whose": "李雯", "desk": "d", "made": NOW, "kind": "media", "client_id": "c", "person": "李雯", "text": "t", "name": "名", "short": "短"}  # fmt: skip
HAS_OF = {"year": 2020, "quarter": "2020-Q1", "act": "todo.give", "out": True, "who": "小王", "sent_at": NOW}


def of_kind(kind: str, key: str, at: datetime, period: str = "2020-01") -> Record:
    """A record of whatever kind with what it must say."""
    fields = {f.name for f in msgspec.structs.fields(KINDS[kind]) if f.required}
    said = {**HAS, **HAS_OF, "period": period, "id": key, "created_at": at, "updated_at": at}
    return KINDS[kind](**{name: value for name, value in said.items() if name in fields})


def each(store: DeskDB) -> dict[str, list[Record]]:
    return {kind: list(store.table(kind).records()) for kind in sorted(KINDS) if all_at_hand(kind)}


def test_of_kinds_that_stay_at_hand_the_front_says_what_the_file_does(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However old they are, changed and taken out since, one that can't be read behind another of its id."""
    monkeypatch.setattr(deskfile, "SMALL", 100)
    long_ago = NOW - 3000 * DAY
    kinds = sorted(kind for kind in KINDS if all_at_hand(kind))
    assert {"plans", "appraisals", "summaries", "selfchecks", "weeks", "months", "lessons"} < set(kinds)
    store = opened(path)
    for kind in kinds:
        commit(store, *(of_kind(kind, f"{kind}{n}", long_ago + n * DAY) for n in range(4)), at=long_ago)
    commit(store, item("new", "新"))
    store.fold()
    store.close()
    spoilt = json.loads(path.read_text())
    for kind in kinds:
        spoilt[kind]["9"] = {**spoilt[kind]["1"], "created_at": "?"}
    path.write_text(json.dumps(spoilt))
    store = opened(path)
    list(store.front(NOW - 45 * DAY))
    store.close()  # keeps the front
    store = opened(path)
    assert not store.file.tables.whole
    for kind in kinds:
        commit(
            store,
            of_kind(kind, f"{kind}1", NOW, "2020-02"),
            of_kind(kind, f"{kind}8", NOW),
            delete=[(kind, f"{kind}2")],
        )
    let_go(store)
    store, whole = opened(path), opened(path)
    whole.warm()
    assert each(store) == each(whole)
    assert all(found for found in each(store).values())
    assert all(store.table(kind).record("nobody") is None for kind in kinds)
    assert not store.file.tables.whole
    list(store.table("items").records())
    assert store.file.tables.whole


@pytest.mark.parametrize("spoil", ["cut", "flip", "gone", "stale", "program"])
def test_whatever_is_wrong_with_the_front_the_file_is_read(
    path: Path, spoil: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deskfile, "SMALL", 100)
    store = kept_open(path)
    store.fold()
    store.close()
    cache = path.with_name(path.name + ".front")
    data = cache.read_bytes()
    if spoil == "cut":
        cache.write_bytes(data[: len(data) // 2])
    elif spoil == "flip":
        cache.write_bytes(data[:200] + bytes([data[200] ^ 4]) + data[201:])
    elif spoil == "gone":
        cache.unlink()
    elif spoil == "stale":
        path.write_bytes(path.read_bytes().replace("行0".encode(), "外".encode()))
    else:
        from aetui.store.file import front

        monkeypatch.setattr(front, "__version__", "99")
    store = opened(path)
    assert store.file.tables.whole
    assert ("外" if spoil == "stale" else "行0") in texts(store)


def test_a_front_that_was_looked_for_is_kept(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deskfile, "SMALL", 100)
    store = kept_open(path)
    store.fold()
    store.close()
    path.with_name(path.name + ".front").unlink()
    store = opened(path)
    assert len(list(store.front(NOW - 45 * DAY))) == 5
    store.close()
    assert not opened(path).file.tables.whole


WAYS = {
    "the file alone": ("",),
    "all of it": ("", ".journal", ".front", ".seen"),
    "the file and its journal": ("", ".journal"),
    "the file and its cache": ("", ".front"),
}


@pytest.mark.parametrize("log", [True, False])
@pytest.mark.parametrize("folded", [True, False])
@pytest.mark.parametrize("way", WAYS)
def test_who_reads_a_desk_that_was_copied_pays_once_for_the_whole_file(
    path: Path, tmp_path: Path, way: str, folded: bool, log: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A status bar asks again and again, and writes nothing; it hears the same each time."""
    monkeypatch.setattr(deskfile, "SMALL", 100)
    store = kept_open(path)
    store.fold()
    if not folded:
        commit(store, item("late", "晚"), item("i1", "改"))
    let_go(store)
    if folded and not log:
        path.write_text(json.dumps({**json.loads(path.read_text()), "log": {}}))
    there = tmp_path / "copy" / path.name
    there.parent.mkdir()
    for ending in WAYS[way]:
        with contextlib.suppress(FileNotFoundError):
            shutil.copy(f"{path}{ending}", f"{there}{ending}")
    heard = []
    for _ in range(3):
        store = opened(there)
        heard.append((sorted(r.id for _, r in store.front(NOW - 45 * DAY)), store.file.tables.whole))
        store.close()
    assert {tuple(ids) for ids, _ in heard} == {tuple(heard[0][0])}
    assert [whole for _, whole in heard] == [True, False, False]
    store = opened(there)
    commit(store, item("next", "再"))
    store.close()
    store = opened(there)
    wanted = {*heard[0][0], "next"}
    assert {r.id for _, r in store.front(NOW - 45 * DAY)} == wanted
    store.file.need_whole()
    assert {r.id for _, r in store.front(NOW - 45 * DAY)} == wanted
    assert [note.key for note in store.troubles] == ["note.older"] * (folded and not log and ".seen" in WAYS[way])


def test_a_cache_says_no_more_than_a_file_whose_journal_is_gone(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deskfile, "SMALL", 100)
    store = kept_open(path)
    store.fold()
    commit(store, item("late", "晚"))
    path.with_name(path.name + ".front").unlink()
    let_go(store)
    store = opened(path)
    list(store.front(NOW - 45 * DAY))
    store.close()  # it keeps what the journal says, too
    path.with_name(path.name + ".journal").unlink()
    assert "晚" not in texts(opened(path))


def test_a_store_on_its_front_follows_another_that_folded(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deskfile, "SMALL", 100)
    kept_open(path).fold()
    one, two = opened(path), opened(path)
    assert not one.file.tables.whole
    commit(two, item("i1", "改"), item("x", "新"), delete=[("items", "i2")])
    two.fold()
    assert {(e.id, e.after.text if isinstance(e.after, Item) else None) for e in one.refresh()} == {
        ("i1", "改"),
        ("x", "新"),
        ("i2", None),
    }


def test_times_of_other_zones_are_kept(path: Path) -> None:
    store = opened(path)
    commit(store, item("a", at=NOW))
    store.close()
    found = opened(path).record("items", "a")
    assert isinstance(found, Item)
    assert found.at.utcoffset() == NOW.astimezone(CN).utcoffset()


def test_what_killed_programs_left_is_removed_by_a_later_fold(path: Path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    old, young, ours, theirs = (
        path.with_name(name)
        for name in (
            f".{path.name}.{gone.pid}.0a1b2c",
            f".{path.name}.journal.{gone.pid}.0a1b2c",
            f".{path.name}.{os.getpid()}.0a1b2c",
            f".{path.name}.notes.{gone.pid}.0a1b2c",
        )
    )
    for left in (old, young, ours, theirs):
        left.write_text("x")
        if left != young:
            os.utime(left, (1_000_000, 1_000_000))
    store = opened(path)
    commit(store, item("a"))
    store.close()
    assert [p.exists() for p in (old, young, ours, theirs)] == [False, True, True, True]


# Others read while one writes


def test_what_is_written_while_the_front_is_looked_for_belongs_to_it(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A thread looks for it, and meanwhile the user goes on writing."""
    from aetui.store.file import front

    monkeypatch.setattr(deskfile, "SMALL", 100)
    kept_open(path).fold()
    path.with_name(path.name + ".front").unlink()
    store = opened(path)
    decode, written = front.decode, []

    def meanwhile(kind: str, data: bytes, *, looked_at: bool = False) -> object:
        if kind == "items" and not written:
            written.extend(commit(store, item("between", "诺", mark=">")))
        return decode(kind, data, looked_at=looked_at)

    monkeypatch.setattr(front, "decode", meanwhile)
    list(store.front(NOW - 45 * DAY))
    assert written
    assert "between" in {r.id for _, r in store.front(NOW - 45 * DAY)}


def test_what_is_written_while_ids_are_looked_up_is_found(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from aetui.store.file import tables

    store = kept_open(path)
    id_of, writers = tables.id_of, []

    def meanwhile(data: bytes) -> str:
        if not writers:
            writer = threading.Thread(target=commit, args=(store, item("between")))
            writers.append(writer)
            writer.start()
            writer.join(0.2)  # where nothing holds it back, it has written by then
        return id_of(data)

    held = store.file.tables
    held._ids.clear()
    monkeypatch.setattr(tables, "id_of", meanwhile)
    assert held.doc_of("items", "base") is not None
    writers[0].join()
    assert store.record("items", "between") == item("between")
