"""Journals that were cut, doubled, flipped, reordered."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from storing import commit, item, kept_open, let_go, opened, texts
from tinydb import TinyDB

from aetui.domain.errors import Unusable
from aetui.store.file import journal
from aetui.store.file.migrate import VERSION


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "x.json"


@pytest.fixture
def book(path: Path) -> Path:
    """The journal of a desk whose file holds 底 and whose journal holds 行0, 行1, 行2."""
    let_go(kept_open(path))
    return path.with_name("x.json.journal")


ALL = ["底", "行0", "行1", "行2"]


def test_a_journal_is_lines_with_their_checksum(book: Path) -> None:
    lines = book.read_bytes().split(b"\n")
    assert lines[-1] == b""
    assert len(lines) == 5
    for line in lines[:-1]:
        assert journal.sealed(line[9:]) == line + b"\n"


def test_every_cut_leaves_what_stands_before_it(path: Path, book: Path) -> None:
    whole = book.read_bytes()
    ends = [n + 1 for n, byte in enumerate(whole) if byte == 10]
    for cut in range(len(whole) + 1):
        book.write_bytes(whole[:cut])
        store = opened(path)
        # A last line that lacks only its line feed is whole.
        lines = sum(1 for end in ends[1:] if cut >= end - 1)
        assert texts(store) == ALL[: 1 + lines]
        assert store.notes == []
        let_go(store)


@pytest.mark.parametrize("short", [1, 2, 30])
def test_a_commit_goes_on_behind_a_torn_line(path: Path, book: Path, short: int) -> None:
    book.write_bytes(book.read_bytes()[:-short])
    store = opened(path)
    commit(store, item("n", "新"))
    let_go(store)
    again = opened(path)
    assert texts(again) == [*(ALL if short == 1 else ALL[:-1]), "新"]
    assert again.notes == []


def test_a_flipped_bit_costs_one_line_which_is_set_aside_and_told(path: Path, book: Path) -> None:
    whole = book.read_bytes()
    dice = random.Random(1)
    starts = [0, *[n + 1 for n, byte in enumerate(whole) if byte == 10]]
    for _ in range(60):
        at = dice.randrange(starts[1], starts[4] - 1)
        hit = sum(1 for start in starts if start <= at) - 2
        spoilt = bytearray(whole)
        spoilt[at] ^= 1 << dice.randrange(8)
        if 10 in (whole[at], spoilt[at]):
            continue  # lines joined or split: see below
        book.write_bytes(spoilt)
        store = opened(path)
        assert texts(store) == [text for text in ALL if text != f"行{hit}"]
        assert [note.key for note in store.notes] == ["note.damaged_line"]
        aside = book.with_name("x.json.damaged")
        assert aside.read_bytes() == bytes(spoilt[starts[1 + hit] : starts[2 + hit]])
        aside.unlink()
        let_go(store)


def test_a_damaged_line_is_told_with_its_words_and_only_once_set_aside(path: Path, book: Path) -> None:
    book.write_bytes(book.read_bytes().replace("行1".encode(), "行X".encode()))
    for _ in range(2):
        store = opened(path)
        assert "行X" in str(store.notes[0].args_["held"])
        let_go(store)
    store = opened(path)
    report = store.check()
    assert [note.key for note in report.notes] == ["note.damaged_line"]
    store.close()
    store = opened(path)
    assert store.notes == []
    assert [(n.key, n.args_["n"]) for n in store.check().notes] == [("note.set_aside", 1)]
    assert texts(store) == ["底", "行0", "行2"]


def test_lines_joined_by_a_lost_line_feed_are_set_aside_together(path: Path, book: Path) -> None:
    lines = book.read_bytes().split(b"\n")
    book.write_bytes(b"\n".join([lines[0], lines[1] + b"x" + lines[2], lines[3], b""]))
    store = opened(path)
    assert texts(store) == ["底", "行2"]
    assert [note.key for note in store.notes] == ["note.damaged_line"]


def test_a_later_change_of_a_record_brings_it_back(path: Path, book: Path) -> None:
    store = opened(path)
    commit(store, item("i0", "行0改"))
    let_go(store)
    lines = book.read_bytes().split(b"\n")
    book.write_bytes(b"\n".join([lines[0], lines[1][:-9] + b"?" + lines[1][-8:], *lines[2:]]))
    assert "行0改" in texts(opened(path))


@pytest.mark.parametrize("order", [[0, 1, 1, 2, 3], [0, 3, 2, 1], [1, 2, 3, 0], [3, 1, 2], [0, 1, 2, 3, 1, 2, 3]])
def test_doubled_and_reordered_lines_are_one_each_in_order(path: Path, book: Path, order: list[int]) -> None:
    store = opened(path)
    commit(store, item("i0", "改"))
    let_go(store)
    lines = book.read_bytes().split(b"\n")[:-1]
    book.write_bytes(b"\n".join([*(lines[n] for n in order), lines[4], b""]))
    store = opened(path)
    assert texts(store) == ["底", "改", "行1", "行2"]
    assert store.notes == []
    store.close()
    with TinyDB(path) as db:
        assert len(db.table("items")) == 4
    assert [e.seq for e in opened(path).log(9)] == [6, 5, 4, 3, 2, 1][1:]


def test_a_journal_that_is_already_in_the_file_changes_nothing(path: Path, book: Path) -> None:
    old = book.read_bytes()
    opened(path).close()
    store = opened(path)
    commit(store, item("i0", "改"))
    store.close()
    book.write_bytes(old)  # as after a crash between the two halves of a fold
    store = opened(path)
    assert sorted(texts(store)) == sorted(["底", "改", "行1", "行2"])
    assert store.notes == []
    assert store.check().notes == []
    assert [e.seq for e in store.log(9)] == [5, 4, 3, 2, 1]


def test_a_journal_of_a_newer_program_is_refused(path: Path, book: Path) -> None:
    header = b'{"journal":%d,"token":"","base":{"size":1,"mtime_ns":1,"inode":1}}' % (VERSION + 1)
    book.write_bytes(journal.sealed(header))
    with pytest.raises(Unusable) as raised:
        opened(path)
    assert raised.value.key == "file.newer"


def test_noise_is_no_change(path: Path, book: Path) -> None:
    noise = random.Random(5).randbytes(3000)
    book.write_bytes(book.read_bytes() + b"\n" + noise + b"\n")
    store = opened(path)
    assert texts(store) == ALL
    assert {note.key for note in store.notes} == {"note.damaged_line"}
    store.close()
    assert opened(path).notes == []
