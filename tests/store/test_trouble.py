"""Full disks, refused permissions, files that can't be used: one sentence, and everything as it was."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from odd_files import make_odd
from storing import commit, content, item, kept_open, let_go, opened, texts
from tinydb import TinyDB

from aetui.domain.errors import Unusable
from aetui.store.file import kernel


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "x.json"


def _snapshot(folder: Path) -> dict[str, bytes]:
    kept = (".lock", ".front")
    return {p.name: p.read_bytes() for p in folder.iterdir() if p.is_file() and not p.name.endswith(kept)}


class Failing:
    """Makes the n-th call of some `os` functions fail, once or from then on; writes half of it first."""

    def __init__(self, patch: pytest.MonkeyPatch, names: tuple[str, ...], code: int, at: int) -> None:
        self.count, self.at, self.code, self.on = 0, at, code, True
        for name in names:
            patch.setattr(os, name, self._wrapped(name, getattr(os, name)))

    def _wrapped(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            if name == "open" and not args[1] & os.O_CREAT:
                return real(*args, **kwargs)
            self.count += self.on
            if self.on and self.count >= self.at:
                if name == "write" and self.count == self.at:
                    return real(args[0], bytes(args[1])[: len(args[1]) // 2])
                raise OSError(self.code, os.strerror(self.code))
            return real(*args, **kwargs)

        return call


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EACCES])
@pytest.mark.parametrize("call", ["write", "fsync"])
def test_a_commit_that_fails_changes_nothing_and_the_next_one_works(
    path: Path, monkeypatch: pytest.MonkeyPatch, code: int, call: str
) -> None:
    store = kept_open(path)
    before, held = _snapshot(path.parent), content(store)
    with monkeypatch.context() as patch:
        failing = Failing(patch, (call,), code, 1)
        with pytest.raises(Unusable) as raised:
            commit(store, item("n", "新" * 500), item("i0", "改"))
        assert failing.count
    full = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    wanted = "file.full" if code in full else "file.permission" if code == errno.EACCES else "file.trouble"
    assert raised.value.key == wanted
    assert _snapshot(path.parent) == before
    assert content(store) == held
    assert store.refresh() == []
    commit(store, item("n", "好"))
    let_go(store)
    again = opened(path)
    assert texts(again) == ["底", "行0", "行1", "行2", "好"]
    assert again.notes == []


def test_a_torn_line_that_could_not_be_taken_back_is_dropped(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = kept_open(path)
    with monkeypatch.context() as patch:
        Failing(patch, ("write", "ftruncate"), errno.ENOSPC, 1)
        with pytest.raises(Unusable):
            commit(store, item("n", "新" * 500))
    assert texts(opened(path)) == ["底", "行0", "行1", "行2"]
    commit(store, item("n", "好"))
    let_go(store)
    again = opened(path)
    assert texts(again) == ["底", "行0", "行1", "行2", "好"]
    assert again.notes == []


@pytest.mark.parametrize("new", [True, False])
def test_a_fold_or_a_first_commit_that_fails_at_any_call_leaves_all_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, new: bool
) -> None:
    for at in range(1, 200):
        folder = tmp_path / str(at)
        folder.mkdir()
        path = folder / "x.json"
        store = opened(path) if new else kept_open(path)
        held = content(store)
        with monkeypatch.context() as patch:
            names = ("open", "write", "fsync", "replace") + (() if new else ("ftruncate",))
            failing = Failing(patch, names, errno.ENOSPC, at)
            try:
                commit(store, item("n")) if new else store.fold()
            except Unusable as error:
                assert error.key == "file.full"  # noqa: PT017
        if failing.count < at:
            assert at > 5
            return
        if new and "n" in {key for _, key in content(store)}:
            held = content(store)  # it was acknowledged
        assert content(store) == held
        let_go(store)
        store = opened(path)
        assert content(store) == held
        commit(store, item("later"))
        store.fold()
        assert store.check().notes == []
        store.close()
        with TinyDB(path) as db:
            assert len(db.table("items")) == sum(1 for kind, _ in held if kind == "items") + 1
        assert not [p for p in folder.iterdir() if p.name.startswith(".")]
        shutil.rmtree(folder)
    pytest.fail("the calls don't end")


def test_a_full_disk_at_the_end_is_told_and_loses_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = kept_open(path)
    with monkeypatch.context() as patch:
        Failing(patch, ("write",), errno.ENOSPC, 1)
        store.close()
    assert [note.key for note in store.notes] == ["note.unfolded", "file.full"]
    assert texts(opened(path)) == ["底", "行0", "行1", "行2"]


@pytest.mark.skipif(sys.platform == "win32", reason="no limits there")
def test_a_real_limit_on_file_size(path: Path) -> None:
    import resource

    kept_open(path).close()
    child = os.fork()
    if child == 0:
        try:
            store = opened(path)
            resource.setrlimit(resource.RLIMIT_FSIZE, (1500, resource.RLIM_INFINITY))
            n = 0
            try:
                while True:
                    commit(store, item(f"n{n}", "新" * 20))
                    n += 1
            except Unusable as error:
                assert error.key == "file.full"  # noqa: PT017
            assert n > 0
            assert len(texts(store)) == 4 + n
            resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
            commit(store, item("last"))
            store.close()
            with TinyDB(path) as db:
                assert len(db.table("items")) == 5 + n
            os._exit(0)
        finally:
            os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "file.empty"),
        (b" \n\x00\x00", "file.empty"),
        (b"garbage", "file.damaged"),
        (b'{"meta":{"1":{"format":"aetui","version":1}},"items":{"1":{"id":"a"', "file.damaged"),
        (b"[]", "file.damaged"),
        (b'{"meta":3}', "file.damaged"),
        (b'{"items":{"x":{}}}', "file.damaged"),
        (b"{}", "file.foreign"),
        (b'{"_default":{"1":{"a":1}}}', "file.foreign"),
        (b'{"meta":{"1":{"format":"aetui","version":99}}}', "file.newer"),
        (b'{"meta":{"1":{"format":"aetui","version":0}}}', "file.foreign"),
        (b'{"meta":{"1":{"format":"aetui","version":-1}}}', "file.foreign"),
        (b"\xff\xfe\x00{", "file.damaged"),
    ],
)
def test_what_is_no_desk_is_refused_and_left_alone(path: Path, data: bytes, key: str) -> None:
    path.write_bytes(data)
    with pytest.raises(Unusable) as raised:
        opened(path)
    assert (raised.value.key, raised.value.status) == (key, 3)
    assert path.read_bytes() == data


def test_every_cut_of_the_file_is_refused(path: Path) -> None:
    store = kept_open(path)
    store.close()
    whole = path.read_bytes()
    for cut in range(0, len(whole) - 2, 7):
        path.write_bytes(whole[:cut])
        with pytest.raises(Unusable):
            opened(path)
        assert path.read_bytes() == whole[:cut]


def test_a_running_store_refuses_a_file_that_was_spoilt_meanwhile(path: Path) -> None:
    store = kept_open(path)
    whole = path.read_bytes()
    path.write_bytes(whole[:50])
    with pytest.raises(Unusable):
        store.refresh()
    with pytest.raises(Unusable):
        commit(store, item("n"))
    assert path.read_bytes() == whole[:50]
    path.write_bytes(whole)
    commit(store, item("n"))
    assert len(texts(store)) == 5


def test_a_folder_in_the_files_place(path: Path) -> None:
    path.mkdir()
    with pytest.raises(Unusable) as raised:
        opened(path)
    assert raised.value.key == "file.folder"


def test_a_file_that_may_not_be_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept_open(path).close()
    real = os.open

    def denied(file: Any, *args: Any, **kwargs: Any) -> int:
        if file == path:
            raise PermissionError(errno.EACCES, "no", str(file))
        return real(file, *args, **kwargs)

    monkeypatch.setattr(os, "open", denied)
    with pytest.raises(Unusable) as raised:
        opened(path)
    assert raised.value.key == "file.permission"


def test_a_file_without_which_its_journal_means_nothing(path: Path) -> None:
    let_go(kept_open(path))
    path.unlink()
    with pytest.raises(Unusable) as raised:
        opened(path)
    assert raised.value.key == "file.gone"


def test_a_desk_that_another_program_keeps_is_busy(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernel, "WAIT_S", 0.05)
    one, two = kept_open(path), opened(path)
    with one.change() as writing:
        with pytest.raises(Unusable) as raised:
            commit(two, item("n"))
        assert raised.value.key == "file.busy"
        writing.keep(item("m"))
        writing.commit()
        assert two.refresh() == [], "what is busy is looked at again later"
    assert [e.id for e in two.refresh()] == ["m"]


def test_a_lock_file_that_was_removed_is_made_again(path: Path) -> None:
    one, two = kept_open(path), opened(path)
    commit(one, item("a"))
    path.with_name("x.json.lock").unlink()
    commit(two, item("b"))
    commit(one, item("c"))
    assert len(texts(opened(path))) == 7


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes like these there")
@pytest.mark.parametrize(
    "name",
    ["x.json", "x.json.journal", "x.json.lock", "x.json.front", "x.json.ledger", "x.json.damaged", "x.json.seen"],
)
@pytest.mark.parametrize("what", ["pipe", "link to a pipe", "folder", "lost link"])
def test_what_is_no_ordinary_file_is_never_waited_for(path: Path, tmp_path: Path, name: str, what: str) -> None:
    """The desk's own file, or one beside it: refused, or worked without; nothing hangs, and no fault of the program."""
    kept_open(path).close()
    place = tmp_path / name
    place.unlink(missing_ok=True)
    make_odd(place, what)
    refused = ""
    try:
        store = opened(path)
        assert len(texts(store)) == 4
        assert isinstance(store.troubles, list)
        store.close()
    except Unusable as error:
        refused = error.key
    assert refused in ("file.special", "file.folder") or (name != "x.json" and not refused)
    assert not (what == "link to a pipe" and not (tmp_path / "elsewhere").is_fifo())


def test_a_medium_that_can_only_be_read_is_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    let_go(kept_open(path))
    before = _snapshot(path.parent)
    real = os.open

    def read_only(file: Any, flags: int, *args: Any, **kwargs: Any) -> int:
        if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            raise OSError(errno.EROFS, "read-only", str(file))
        return real(file, flags, *args, **kwargs)

    monkeypatch.setattr(os, "open", read_only)
    store = opened(path)
    assert texts(store) == ["底", "行0", "行1", "行2"]
    with pytest.raises(Unusable) as refused:
        commit(store, item("n"))
    assert refused.value.key == "file.permission"
    assert texts(store) == ["底", "行0", "行1", "行2"]
    store.close()
    assert store.notes == [], "that nothing could be folded is no news"
    monkeypatch.undo()
    assert _snapshot(path.parent) == before
