"""Copies that sync programs make of a desk, by the names that each of them gives; and what only looks like one."""

from __future__ import annotations

from pathlib import Path

import pytest
from storing import NOW, client, commit, opened

from aetui.domain.records import Profile

NAMES = {
    "Dropbox": "x (李雯's conflicted copy 2026-11-23).json",
    "Dropbox, a second": "x (DESKTOP-7QK2's conflicted copy 2026-11-23 (1)).json",
    "Dropbox, Chinese": "x (李雯 的冲突副本 2026-11-23).json",
    "Dropbox, letters": "x (Case Conflict).json",
    "OneDrive": "x-DESKTOP-7QK2F3A.json",
    "OneDrive, a second": "x-LIWEN-PC-2.json",
    "iCloud": "x 2.json",
    "Google Drive": "x (1).json",
    "Google Drive, older": "x_conf(1).json",
    "Syncthing": "x.sync-conflict-20261123-101500-7ABCDEF.json",
    "Syncthing, journal": "x.json.sync-conflict-20261123-101500-7ABCDEF.journal",
    "Nextcloud": "x (conflicted copy 2026-11-23 101500).json",
    "Nextcloud, with a name": "x (conflicted copy liwen 2026-11-23 101500).json",
    "ownCloud": "x_conflict-20261123-101500.json",
    "Resilio": "x.Conflict.json",
    "Seafile": "x (SFConflict liwen@example.com 2026-11-23-10-15-00).json",
    "Jianguoyun": "x (NSConflict-李雯-2026-11-23 10-15-00).json",
    "Jianguoyun, Chinese": "x（坚果云冲突文件 2026-11-23）.json",
    "Baidu": "x_冲突文件_李雯_20261123101500.json",
    "Baidu, a second": "x(冲突副本2026-11-23).json",
    "Weiyun": "x(1).json",
    "Box": "x (liwen@example.com conflicted 2026-11-23).json",
    "pCloud": "x [conflicted].json",
    "MEGA": "x (1)_conflict.json",
    "Tresorit": "x (conflict, liwen, 2026-11-23).json",
    "Synology Drive": "x_LIWEN-PC_Nov-23-101500-2026_Conflict.json",
    "Yandex": "x (2).json",
    "rclone": "x.conflict1.json",
    "rclone, older": "x..path1.json",
    "Windows, offline files": "x (LIWEN-PC v1).json",
    "journal": "x.json (conflicted copy).journal",
}
NOT = (
    "x.json.lock",
    "x.keys.toml",
    "xu.json",
    "x-li.json",
    "x.li.json",
    "x2.json",
    "y (1).json",
    "x-li (1).json",
    "x.fault.log",
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    store = opened(tmp_path / "x.json")
    commit(store, Profile(id="p", created_at=NOW, updated_at=NOW, name="李雯"), client("c"))
    store.close()
    return tmp_path / "x.json"


def told(path: Path) -> list[str]:
    store = opened(path)
    found = [Path(str(n.args_["path"])).name for n in store.troubles if n.key == "note.conflict_copy"]
    checked = [Path(str(n.args_["path"])).name for n in store.check().notes if n.key == "note.conflict_copy"]
    store.close()
    assert found == checked
    return found


@pytest.mark.parametrize("program", NAMES)
@pytest.mark.parametrize("content", [b"", b"{}", None], ids=["empty", "spoilt", "a desk"])
def test_each_programs_copies_are_told(path: Path, program: str, content: bytes | None) -> None:
    copy = path.with_name(NAMES[program])
    copy.write_bytes(path.read_bytes() if content is None else content)
    assert told(path) == [copy.name]


def test_what_is_another_desk_or_none_is_no_copy(path: Path) -> None:
    other = opened(path.with_name("y.json"))
    commit(other, Profile(id="q", created_at=NOW, updated_at=NOW, name="王磊"))
    other.close()
    foreign = path.with_name("y.json").read_bytes()
    for name in NOT:
        if not path.with_name(name).exists():
            path.with_name(name).write_bytes(foreign)
    assert told(path) == []


def test_a_copy_under_a_name_that_could_be_a_desks_is_known_by_the_profile_in_it(path: Path) -> None:
    path.with_name("x-old.json").write_bytes(path.read_bytes())
    assert told(path) == ["x-old.json"]


def test_an_export_beside_the_desk_is_none(path: Path) -> None:
    path.with_name("x (all).json").write_text('{"aetui": 1, "records": {}}')
    assert told(path) == []


def test_copies_of_the_longer_name_are_the_longer_names(path: Path) -> None:
    other = opened(path.with_name("x-li.json"))
    commit(other, Profile(id="q", created_at=NOW, updated_at=NOW))
    other.close()
    copy = path.with_name("x-li (1).json")
    copy.write_bytes(b"")
    assert told(path) == []
    assert told(path.with_name("x-li.json")) == [copy.name]
