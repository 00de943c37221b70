"""What the desk gives out never lands on a file of a desk, whatever name leads there; and it is whole, or not there."""

from __future__ import annotations

import errno
import os
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from tinydb import TinyDB

from aetui.cli.main import run
from aetui.desk.files.output import write_file
from aetui.domain.errors import BadInput
from aetui.store.file import kernel

OWN = (
    "u.json",
    "u.json.journal",
    "u.json.lock",
    "u.json.front",
    "u.json.ledger",
    "u.json.damaged",
    "u.json.seen",
    "u.drafts",
)
OTHERS = tuple(name.replace("u.", "other.", 1) for name in OWN)
WRITERS = {
    "export .json": ("export", "{file}"),
    "export .csv": ("export", "{file}"),
    "client export": ("client", "export", "{file}"),
    "report": ("report", "weekly", "梅林", "-o", "{file}"),
    "handover export": ("handover", "export", "{file}"),
    "team send": ("team", "send", "{file}"),
}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the desks u (in use) and other, each with a backup."""
    for name, value in (("HOME", str(tmp_path)), ("LANG", "zh"), ("NOW", "2026-11-23T11:30:00+08:00")):
        monkeypatch.setenv(f"AETUI_{name}", value)
    for user in ("other", "u"):
        monkeypatch.setenv("AETUI_USER", user)
        assert run(["client", "add", "梅林"]) == 0
        assert run(["backup"]) == 0
        for name in OWN:
            file = tmp_path / name.replace("u.", f"{user}.", 1)
            if not file.exists():
                file.write_bytes(b"")
    return tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(p.relative_to(folder)): p.read_bytes()
        for p in sorted(folder.rglob("*"))
        if p.is_file() and not p.is_symlink()
    }


def targets(home: Path) -> list[Path]:
    own = [home / name for name in (*OWN, *OTHERS)]
    kept = [*(home / "u.backups").iterdir(), *(home / "other.backups").iterdir()]
    return [*own, *kept, home / "u.backups" / "new.json"]


def test_no_file_of_a_desk_is_written_over_by_any_name(home: Path) -> None:
    before = contents(home)
    for n, target in enumerate(targets(home)):
        names = [target, target.parent / "." / target.name, Path(os.path.relpath(target))]
        if target.exists():
            link = home / f"link{n}.json"
            link.symlink_to(target)
            names.append(link)
        for name in names:
            with pytest.raises(BadInput) as refused:
                write_file(name, b"x")
            assert refused.value.key == "export.desk", name
    assert contents(home) == before


def test_a_second_name_for_the_same_file_is_refused(home: Path) -> None:
    for n, target in enumerate([home / "u.json", home / "u.json.journal", *(home / "u.backups").iterdir()]):
        second = home / f"second{n}.json"
        os.link(target, second)
        assert run(["export", str(second)]) == 2
        assert second.samefile(target)


@pytest.mark.parametrize("how", WRITERS)
def test_every_writer_refuses(home: Path, how: str, capsys: pytest.CaptureFixture[str]) -> None:
    if how == "handover export":
        assert run(["handover", "--from", "2026-11-25T09:00", "--to", "2026-11-27T18:00"]) == 0
    before = (home / "u.json").read_bytes(), (home / "other.json").read_bytes()
    for name in ("u.json", "other.json"):
        target = home / name
        if how in ("export .csv", "client export"):
            ending = ".csv" if "csv" in how else ".vcf"
            (home / f"x{ending}").unlink(missing_ok=True)
            (home / f"x{ending}").symlink_to(target)
            target = home / f"x{ending}"
        elif how in ("report", "handover export"):
            (home / "x.md").unlink(missing_ok=True)
            (home / "x.md").symlink_to(target)
            target = home / "x.md"
        assert run([word.format(file=target) for word in WRITERS[how]]) == 2, name
    capsys.readouterr()
    assert ((home / "u.json").read_bytes(), (home / "other.json").read_bytes()) == before


def test_a_desk_that_another_program_wrote_or_spoilt_is_still_a_desk(home: Path) -> None:
    with TinyDB(home / "other.json") as db:
        db.table("mine").insert({"x": 1})
    spoilt = home / "u.json"
    spoilt.write_bytes(b'{"meta":{"1":')
    for file in (home / "other.json", spoilt):
        for left in (".journal", ".front", ".seen"):
            file.with_name(file.name + left).unlink(missing_ok=True)
        with pytest.raises(BadInput, match=r"export\.desk"):
            write_file(file, b"x")


def test_the_desk_in_use_is_refused_before_it_has_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """README: `aetui export desk.json`, done by a user called desk, in the folder of the desks."""
    monkeypatch.setenv("AETUI_HOME", str(tmp_path))
    monkeypatch.setenv("AETUI_USER", "desk")
    monkeypatch.chdir(tmp_path)
    for _ in range(2):
        assert run(["export", "desk.json"]) == 2
        run(["client", "add", "梅林"])
    assert run(["check"]) == 0


def test_what_was_given_out_may_be_given_out_again(home: Path) -> None:
    out = home / "all.json"
    for _ in range(2):
        assert run(["export", str(out)]) == 0
    assert stat.S_IMODE(out.stat().st_mode) == 0o600


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes and links like these there")
def test_what_is_no_ordinary_file_is_refused_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "linked.csv").symlink_to(tmp_path / "pipe.csv")
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "nowhere.csv").symlink_to(tmp_path / "gone" / "x.csv")
    (tmp_path / "lost.csv").symlink_to(tmp_path / "lost-too.csv")
    (tmp_path / "loop.csv").symlink_to(tmp_path / "loop.csv")
    with socket.socket(socket.AF_UNIX) as listening:
        monkeypatch.chdir(tmp_path)
        listening.bind("socket.csv")
    before = sorted(p.name for p in tmp_path.iterdir())
    for name in before:
        with pytest.raises(BadInput) as refused:
            write_file(tmp_path / name, b"x")
        assert refused.value.key in ("export.special", "export.write"), name
    assert sorted(p.name for p in tmp_path.iterdir()) == before


@pytest.mark.skipif(sys.platform == "win32", reason="links")
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_bytes(b"old")
    (tmp_path / "link.csv").symlink_to("real.csv")
    write_file(tmp_path / "link.csv", b"new")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_bytes() == b"new"


@pytest.mark.parametrize("call", ["write_all", "sync", "replace"])
def test_a_write_that_fails_leaves_the_older_file(tmp_path: Path, call: str, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "x.csv"
    out.write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(kernel, call, full)
    with pytest.raises(BadInput, match=r"export\.write"):
        write_file(out, b"new")
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {"x.csv": b"old"}


def test_only_one_place_opens_a_file_for_writing_out() -> None:
    """The desk, its papers, its screens and commands write files through `write_file`, and in no other way."""
    root = Path(__file__).parents[3] / "aetui"
    found = subprocess.run(
        ["grep", "-rnE", r"\.write_(bytes|text)\(|O_WRONLY|open\([^)]*[\"'][wax]b?[\"']", "--include=*.py", str(root)],
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    # What no user names and no user loses: a cache of the terminal's, the demo's own folder.
    own = ("terminal/probe.py", "cli/demo.py")
    allowed = (*own, "os.devnull", "aetui/store/", "desk/files/output.py", "desk/faults.py", "domain/rulebook/build.py")
    assert [line for line in found.splitlines() if not any(part in line for part in allowed)] == []
