"""Is the file whole, copies of it, and coming back to one when it isn't."""

from pathlib import Path

import pytest
from odd_files import ODD, make_odd
from shell import Shell, shell_at

from aetui.store.file.journal import sealed
from aetui.store.safety.backups import unpacked


@pytest.fixture
def aetui(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    call = shell_at(tmp_path, "2026-11-23T11:30:00+08:00", capsys, monkeypatch)
    return call


@pytest.fixture
def backup(aetui: Shell, tmp_path: Path) -> Path:
    aetui("client", "add", "梅林")
    aetui("backup")
    (made,) = (tmp_path / "u.backups").glob("*.json.gz")
    aetui("todo", "之后的")
    return made


@pytest.mark.parametrize("content", [b"", b'{"meta": {"1', b"[1, 2"])
def test_a_backup_takes_a_spoilt_file_s_place(aetui: Shell, backup: Path, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "u.json"
    path.write_bytes(content)
    assert aetui("check")[0] == 3
    assert aetui("restore", str(backup))[0] == 2
    assert path.read_bytes() == content
    status, out, err = aetui("restore", str(backup), "--yes")
    assert (status, err) == (0, "")
    assert aetui("check")[0] == 0
    assert "梅林" in aetui("client", "list")[1]
    kept = [p for p in backup.parent.iterdir() if unpacked(p.read_bytes()) == content]
    assert len(kept) == 1
    assert kept[0].name.removesuffix(".gz") in out


def test_what_is_no_desk_takes_no_place(aetui: Shell, backup: Path, tmp_path: Path) -> None:
    path, other = tmp_path / "u.json", tmp_path / "other.json"
    path.write_bytes(b"{")
    other.write_text("{}")
    assert aetui("restore", str(other), "--yes")[0] == 3
    assert aetui("restore", str(tmp_path / "nowhere.json"), "--yes")[0] == 3
    assert path.read_bytes() == b"{"


@pytest.mark.parametrize(
    "content",
    [
        b'{"meta":{"1":{"format":"aetui","version":99}}}',
        b'{"meta":{"1":{"format":"aetui","version":0}}}',
        b'{"meta":{"1":{"format":"aetui","version":-7}}}',
        b'{"_default":{"1":{"a":1}}}',
        b"{}",
        b"[" * 100_000 + b"]" * 100_000,
        b'{"meta":{"1":{"format":"aetui","version":2}},"items":{"1":' + b"[" * 100_000 + b"]" * 100_000 + b"}}",
    ],
    ids=["newer", "version 0", "below 0", "foreign", "nothing", "deep", "deep inside"],
)
def test_a_desk_is_restored_whatever_stands_in_its_place(
    aetui: Shell, backup: Path, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "u.json"
    path.write_bytes(content)
    assert aetui("due")[0] == 3
    assert path.read_bytes() == content
    assert aetui("restore", str(backup), "--yes")[0] == 0
    assert aetui("check")[0] == 0
    assert "梅林" in aetui("client", "list")[1]
    assert [p for p in backup.parent.iterdir() if p.is_file() and unpacked(p.read_bytes()) == content]


@pytest.mark.parametrize("what", ["folder", "pipe", "link to a pipe", "lost link", "journal newer", "gone"])
def test_a_desk_is_restored_in_place_of_what_is_no_file(aetui: Shell, backup: Path, tmp_path: Path, what: str) -> None:
    path = tmp_path / "u.json"
    if what == "journal newer":
        (tmp_path / "u.json.journal").write_bytes(
            sealed(b'{"journal":99,"token":"","base":{"size":1,"mtime_ns":1,"inode":1}}')
        )
    else:
        path.unlink()
    if what in ODD:
        make_odd(path, what)
    elif what == "gone":
        (tmp_path / "u.json.journal").write_bytes(b"x\n")
    assert aetui("due")[0] == 3
    assert aetui("restore", str(backup), "--yes")[0] == 0
    assert aetui("check")[0] == 0
    assert "梅林" in aetui("client", "list")[1]
    assert what != "link to a pipe" or (tmp_path / "elsewhere").is_fifo(), "the link goes, not what it leads to"


def test_an_export_is_restored_too_and_whose_it_is_is_shown(aetui: Shell, backup: Path, tmp_path: Path) -> None:
    aetui("profile", "name", "李雯")
    out = tmp_path / "all.json"
    assert aetui("export", str(out))[0] == 0
    wanted = aetui("client", "list")[1]
    aetui("client", "add", "申花")
    status, told, _ = aetui("restore", str(out), "--yes")
    assert status == 0
    assert "李雯" in told
    assert aetui("client", "list")[1] == wanted
    (tmp_path / "u.json").write_bytes(b"")
    assert aetui("restore", str(out), "--yes")[0] == 0
    assert aetui("client", "list")[1] == wanted
    assert aetui("check")[0] == 0


def test_back_to_a_backup_and_back_again(aetui: Shell, backup: Path) -> None:
    status, out, _ = aetui("restore", str(backup), "--yes")
    assert status == 0
    assert "去掉 1" in out
    assert "之后的" not in aetui("today")[1]
    assert aetui("undo")[0] == 0
    assert "之后的" in aetui("today")[1]


def test_restoring_asks(aetui: Shell, backup: Path) -> None:
    for argv in (("restore", str(backup)), ("restore", str(backup), "--json")):
        status, out, err = aetui(*argv)
        assert (status, err.count("\n")) == (2, 1)
        assert "--json" not in argv or out == ""
    assert "之后的" in aetui("today")[1]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_the_store_found_is_told(aetui: Shell, backup: Path, tmp_path: Path, lang: str) -> None:
    (tmp_path / "u (conflicted copy).json").write_text("{}")
    status, out, _ = aetui("check", "--lang", lang)
    assert status == 0
    assert "conflicted copy" in out
    with (tmp_path / "u.json.journal").open("ab") as journal:
        journal.write(b"spoilt\n")
    status, out, err = aetui("due", "--lang", lang, "--json")
    assert status == 0
    assert out.startswith("[")
    assert "damaged" in err
    assert "Traceback" not in err
    assert "damaged" in aetui("check", "--lang", lang)[1]


def test_check_as_json(aetui: Shell, backup: Path, tmp_path: Path) -> None:
    import json

    (tmp_path / "u (conflicted copy).json").write_text("{}")
    report = json.loads(aetui("check", "--json")[1])
    assert report["records"]["clients"] == 1
    assert len(report["notes"]) == 1
