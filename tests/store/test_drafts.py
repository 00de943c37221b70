"""The half-typed line."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import Any

import pytest

from aetui.store.drafts import Drafts


def test_a_line_comes_back_after_a_crash(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path / "x.drafts")
    assert drafts.load("call") is None
    assert drafts.save("call", "秋季海报的报", client="梅林")
    assert drafts.save("todo", "x")
    again = Drafts(tmp_path / "x.drafts")
    assert again.load("call") == {"text": "秋季海报的报", "client": "梅林"}
    assert stat.S_IMODE((tmp_path / "x.drafts").stat().st_mode) == 0o600
    assert again.clear("call")
    assert Drafts(tmp_path / "x.drafts").load("call") is None
    assert Drafts(tmp_path / "x.drafts").load("todo") == {"text": "x"}
    assert again.clear("todo")
    assert list(tmp_path.iterdir()) == []


def test_what_is_not_new_is_not_written(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path / "x.drafts")
    drafts.save("call", "a")
    (tmp_path / "x.drafts").unlink()
    assert drafts.save("call", "a")
    assert drafts.clear("nowhere")
    assert not (tmp_path / "x.drafts").exists()


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"call":3}', b"\xff"])
def test_a_spoilt_file_holds_nothing(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x.drafts").write_bytes(data)
    drafts = Drafts(tmp_path / "x.drafts")
    assert drafts.load("call") is None
    assert drafts.save("call", "a")


@pytest.mark.parametrize("call", ["open", "write", "replace"])
def test_a_full_disk_stops_no_typing(tmp_path: Path, call: str, monkeypatch: pytest.MonkeyPatch) -> None:
    drafts = Drafts(tmp_path / "x.drafts")
    assert drafts.save("call", "eins")

    def full(*_: Any, **__: Any) -> Any:
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as patch:
        patch.setattr(os, call, full)
        assert not drafts.save("call", "zwei")
    assert Drafts(tmp_path / "x.drafts").load("call") == {"text": "eins"}
    assert [p.name for p in tmp_path.iterdir()] == ["x.drafts"]
    assert drafts.save("call", "zwei"), "what could not be kept is tried again"
    assert Drafts(tmp_path / "x.drafts").load("call") == {"text": "zwei"}
    assert not drafts.save("call", "\udcff")
