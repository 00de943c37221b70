"""Check, copies, coming back to one, and files of earlier versions."""

from __future__ import annotations

import gzip
import json
import os
import time
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from storing import NOW, client, commit, content, item, kept_open, let_go, opened, texts, todo
from tinydb import TinyDB

from aetui.domain.errors import Unusable
from aetui.domain.records import KINDS, Client
from aetui.store.file import migrate, parsing, tables
from aetui.store.file.files import Files
from aetui.store.safety import backups
from aetui.store.safety.checks import Difference, read_backup

SAMPLES = Path(__file__).parent / "files"


def plain(saved: Path) -> Path:
    """The copy as gunzip leaves it."""
    found = saved.with_suffix("")
    found.write_bytes(gzip.decompress(saved.read_bytes()))
    return found


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "x.json"


def test_check_counts_folds_and_has_nothing_to_say(path: Path) -> None:
    store = kept_open(path)
    report = store.check()
    assert (report.records["items"], report.records["clients"], report.records["todos"]) == (4, 1, 0)
    assert (report.version, report.notes) == (migrate.VERSION, [])
    with TinyDB(path) as db:
        assert len(db.table("items")) == 4


def test_check_notices_copies_that_sync_programs_made(path: Path) -> None:
    store = kept_open(path)
    for name in (
        "x (conflicted copy 2026-11-23).json",
        "x (小王's conflicted copy 2026-11-23).json",
        "x.sync-conflict-20261123-093000-ABCDEFG.json",
        "x.json.sync-conflict-20261123-093000-ABCDEFG.journal",
        "x (冲突副本 小王 2026-11-23).json",
        "x (SFConflict me@x 2026-11-23).json",
        "x (1).json",
        "x 2.json",
    ):
        (path.parent / name).write_text("{}")
    for name in ("x-2.json", "xy.json", "y (1).json", "x.rules.toml", "x2.json"):
        (path.parent / name).write_text("{}")
    found = [str(note.args_["path"]) for note in store.check().notes]
    assert {note.key for note in store.check().notes} == {"note.conflict_copy"}
    assert len(found) == 8
    assert all(Path(name).name.startswith(("x (", "x 2", "x.")) for name in found)


def test_an_id_that_stands_twice_is_told(path: Path) -> None:
    kept_open(path).close()
    with TinyDB(path) as db:
        db.table("items").insert(dict(db.table("items").get(doc_id=1)))  # type: ignore[arg-type]
    assert [(n.key, n.args_["id"]) for n in opened(path).check().notes] == [("note.twice", "base")]


# Backups


def test_a_backup_is_a_desk(path: Path) -> None:
    store = kept_open(path)
    saved = store.backup()
    again = store.backup()
    assert saved != again
    assert saved.parent == path.parent / "x.backups"
    with TinyDB(plain(saved)) as db:
        assert len(db.table("items")) == 4


def test_a_backup_bears_the_moment_that_was_told_and_takes_no_other_away(path: Path) -> None:
    store = kept_open(path)
    saved = store.backup()
    ahead = store.backup(NOW.replace(year=2090))
    assert ahead.name == NOW.strftime("x-2090-%m-%d-%H%M%S.json.gz")
    store.close()
    os.utime(path, (time.time() - 86_400,) * 2)  # the day's first fold looks which are too old
    store = opened(path)
    commit(store, item("n"))
    store.close()
    assert saved.exists()
    assert ahead.exists()


def test_a_backup_of_an_empty_desk(path: Path) -> None:
    held = read_backup(opened(path).backup())
    assert (held.records, held.findings) == (0, [])


def test_the_first_fold_of_a_day_keeps_the_day_before(path: Path) -> None:
    kept_open(path).close()
    yesterday = time.time() - 86_400
    os.utime(path, (yesterday, yesterday))
    old = path.read_bytes()
    store = opened(path)
    commit(store, item("n"))
    store.close()
    (saved,) = (path.parent / "x.backups").iterdir()
    assert saved.name == time.strftime("x-%Y-%m-%d.json", time.localtime(yesterday))
    assert saved.read_bytes() == old
    assert len(texts(opened(path))) == 5
    store = opened(path)
    commit(store, item("m"))
    store.close()
    assert len(list((path.parent / "x.backups").iterdir())) == 1


def test_a_file_system_without_links_copies(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept_open(path).close()
    os.utime(path, (1_700_000_000, 1_700_000_000))
    old = path.read_bytes()

    def none(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(os, "link", none)
    store = opened(path)
    commit(store, item("n"))
    store.close()
    (saved,) = (path.parent / "x.backups").iterdir()
    assert saved.read_bytes() == old


def test_a_backup_that_finds_no_room_does_not_stop_the_work(path: Path) -> None:
    kept_open(path).close()
    os.utime(path, (1_700_000_000, 1_700_000_000))
    (path.parent / "x.backups").write_text("in the way")
    store = opened(path)
    commit(store, item("n"))
    store.close()
    assert store.notes == []
    with pytest.raises(Unusable):
        opened(path).backup()


def test_the_older_the_fewer(path: Path) -> None:
    files = Files(path)
    files.backups.mkdir()
    last = date(2026, 11, 23)
    for n in range(1200):
        ending = ".json" if n < 3 else ".json.gz"
        (files.backups / f"x-{last - timedelta(days=n)}{ending}").write_text("{}")
    (files.backups / "x-2026-11-20-101500.json").write_text("{}")
    (files.backups / "mine.txt").write_text("")
    backups.prune(files, last)
    kept = [day for day, _ in backups.listed(files)]
    assert kept[:8] == [last - timedelta(days=n) for n in (0, 1, 2, 3, 3, 4, 5, 6)]
    weeks, months, years = (
        [day for day in kept[8:] if low <= (last - day).days < high] for low, high in ((7, 92), (92, 366), (366, 9999))
    )
    for days, span in (
        (weeks, lambda d: d.isocalendar()[:2]),
        (months, lambda d: (d.year, d.month)),
        (years, lambda d: d.year),
    ):
        assert len({span(day) for day in days}) == len(days)
    assert (len(weeks), len(months), len(years)) == (13, 10, 3)
    assert (files.backups / "mine.txt").exists()
    backups.prune(files, last)
    assert [day for day, _ in backups.listed(files)] == kept


def test_a_year_of_copies_takes_little(path: Path) -> None:
    """A fold a day over a year: seven days, a quarter's weeks, the months before."""
    files = Files(path)
    files.backups.mkdir()
    began = date(2026, 1, 1)
    for n in range(365):
        (files.backups / f"x-{began + timedelta(days=n)}.json.gz").write_text("{}")
        backups.prune(files, began + timedelta(days=n))
        assert len(backups.listed(files)) <= 7 + 14 + 10


def test_a_copy_that_was_kept_in_haste_is_packed(path: Path) -> None:
    kept_open(path).close()
    was = path.read_bytes()
    os.utime(path, (time.time() - 86_400,) * 2)
    store = opened(path)
    commit(store, item("n"))
    store.fold()
    (plain,) = (path.parent / "x.backups").iterdir()
    report = store.check()
    (packed,) = (path.parent / "x.backups").iterdir()
    assert packed.name == plain.name + ".gz"
    assert backups.unpacked(packed.read_bytes()) == was
    assert (report.backups, report.backup_bytes) == (1, packed.stat().st_size)
    # The same day's is not kept a second time, and an earlier program's stays restorable beside it.
    os.utime(path, (time.time() - 86_400,) * 2)
    commit(store, item("m"))
    store.fold()
    assert [p.name for p in (path.parent / "x.backups").iterdir()] == [packed.name]
    plain.write_bytes(was)
    assert read_backup(plain).records == read_backup(packed).records


@settings(max_examples=40, deadline=None)
@given(st.floats(0, 1), st.booleans())
def test_a_packed_copy_that_is_cut_or_spoilt_is_no_desk(share: float, cut: bool) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x.json"
        saved = kept_open(path).backup()
        data = bytearray(saved.read_bytes())
        at = min(int(share * len(data)), len(data) - 1)
        if cut:
            del data[at:]
        else:
            data[at] ^= 0xFF
        saved.write_bytes(data)
        with suppress(Unusable):
            held = read_backup(saved)
            assert not cut
            assert held.records == 7 or at < 10  # its header's time and system say nothing


# Restoring


def test_restoring_is_told_before_and_is_one_change(path: Path) -> None:
    store = kept_open(path)
    saved = store.backup()
    was = content(store)
    commit(store, item("i0", "改"), item("new"), todo("t"), delete=[("items", "i1")])
    now = content(store)
    other = opened(path)
    assert store.compare(saved) == Difference(new=1, changed=1, gone=2)
    safe = store.restore(saved, NOW)
    assert content(store) == was
    assert len(store.refresh()) == len(other.refresh()) == 4
    assert content(other) == was
    assert content(opened(plain(safe))) == now
    assert store.compare(saved) == Difference(new=0, changed=0, gone=0)
    told = store.undo(NOW)
    assert told is not None
    assert told.verb == "restore"
    assert content(store) == now


@pytest.mark.parametrize("data", [b"", b"{", b"{}", b'{"meta":{"1":{"format":"aetui","version":99}}}'])
def test_what_is_no_sound_desk_is_not_restored(path: Path, data: bytes) -> None:
    store = kept_open(path)
    was = content(store)
    bad = path.with_name("bad.json")
    bad.write_bytes(data)
    for act in (lambda: store.compare(bad), lambda: store.restore(bad, NOW)):
        with pytest.raises(Unusable):
            act()
    with pytest.raises(Unusable):
        store.restore(path.with_name("none.json"), NOW)
    assert content(store) == was
    assert not (path.parent / "x.backups").exists()


def test_a_desk_that_can_not_be_opened_is_replaced(path: Path) -> None:
    from aetui.store.safety.checks import put_in_place

    store = kept_open(path)
    saved = store.backup()
    commit(store, item("n"))
    let_go(store)
    path.write_bytes(b"spoilt")
    journal = path.with_name("x.json.journal").read_bytes()
    moved = put_in_place(path, saved)
    assert sorted(p.read_bytes() for p in moved) == sorted([b"spoilt", journal])
    assert texts(opened(path)) == ["底", "行0", "行1", "行2"]
    assert opened(path).check().notes == []


# Earlier versions


@pytest.mark.parametrize("sample", sorted(SAMPLES.glob("v*.json")), ids=lambda p: p.name)
def test_a_file_of_every_version_opens(path: Path, sample: Path) -> None:
    path.write_bytes(sample.read_bytes())
    journal = sample.with_suffix(".journal")
    if journal.exists():
        path.with_name("x.json.journal").write_bytes(journal.read_bytes())
    store = opened(path)
    report = store.check()
    assert [note.key for note in report.notes] == []
    held = json.loads(sample.read_bytes())
    assert {kind for kind in held if kind in KINDS and held[kind]} <= {kind for kind, n in report.records.items() if n}
    assert {"i1", "d1"} <= {record.id for _, record in store.search_text("横版")}
    if journal.exists():
        assert any(record.id == "todo2" for record in store.table("todos").records())
    store.close()
    with TinyDB(path) as db:
        assert db.table("meta").all() == [{"format": "aetui", "version": migrate.VERSION}]


@pytest.mark.parametrize("version", [1, 2])
@pytest.mark.parametrize("said", ["一眼看见新口味", None])
def test_a_strategy_in_one_text_becomes_the_proposition_of_a_brief(path: Path, version: int, said: str | None) -> None:
    """Version 3 (R7)."""
    tables = json.loads((SAMPLES / f"v{version}.json").read_text("utf-8"))
    for card in tables["cards"].values():
        card["strategy"] = said
    path.write_text(json.dumps(tables, ensure_ascii=False), "utf-8")
    store = opened(path)
    cards = list(store.table("cards").records())
    assert cards
    assert [card.strategy.proposition for card in cards] == [said] * len(cards)  # type: ignore[attr-defined]
    assert store.check().notes == []


def test_every_version_has_its_stored_file_and_its_step() -> None:
    for version in range(1, migrate.VERSION + 1):
        assert (SAMPLES / f"v{version}.json").exists()
    assert set(migrate.STEPS) == set(range(1, migrate.VERSION))


def test_what_was_known_of_clients_becomes_notes_as_old_as_their_records(path: Path) -> None:
    """Version 2 had two texts without a date (R1)."""
    data = (SAMPLES / "v2.json").read_text(encoding="utf-8")
    old = data.replace('"short":"梅林"', '"short":"梅林","products":"罐头","market":" 华东\\n三家对手"')
    assert old != data
    path.write_text(old, encoding="utf-8")
    store = opened(path)
    (client,) = (c for c in store.table("clients").records() if isinstance(c, Client))
    assert [(n.about, n.text, n.at) for n in client.notes] == [
        ("products", "罐头", client.created_at),
        ("market", " 华东\n三家对手", client.created_at),
    ]
    assert len({n.id for n in client.notes}) == 2
    assert b'"products":"' not in b"".join(tables.render(store.file.tables.docs))
    store.close()


def test_a_step_is_taken_once_and_kept(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = kept_open(path)
    let_go(store)

    def rename(plain: migrate.Plain) -> None:
        for record in plain["items"].values():
            record["text"] = "新" + record["text"]

    monkeypatch.setattr(migrate, "VERSION", migrate.VERSION + 1)
    monkeypatch.setitem(migrate.STEPS, migrate.VERSION - 1, rename)
    old = path.read_bytes()
    store = opened(path)
    assert texts(store) == ["新底", "新行0", "新行1", "新行2"]
    assert path.read_bytes() == old, "reading rewrites nothing"
    commit(store, item("n", "后"))
    let_go(store)
    for _ in range(2):
        store = opened(path)
        assert texts(store) == ["新底", "新行0", "新行1", "新行2", "后"]
        store.close()
    assert [p.name for p in (path.parent / "x.backups").iterdir() if f"-v{migrate.VERSION - 1}" in p.name]
    monkeypatch.undo()
    with pytest.raises(Unusable) as raised:
        opened(path)
    assert raised.value.key == "file.newer"


def test_a_sample_of_all_kinds_is_what_the_writer_writes(path: Path) -> None:
    """The stored file of this version is in the form that this version writes."""
    data = (SAMPLES / f"v{migrate.VERSION}.json").read_bytes()
    parsed = parsing.parse(data, path, migrate.VERSION).tables
    assert b"".join(tables.render(parsed.docs)) == data


def test_a_client_that_is_put_twice_in_one_change_is_there_once(path: Path) -> None:
    store = opened(path)
    commit(store, client("c", "甲"), client("c", "乙"))
    assert [r.name for r in store.table("clients").records()] == ["乙"]  # type: ignore[attr-defined]
