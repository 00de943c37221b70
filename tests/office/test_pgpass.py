"""Where passwords are kept: a line more, all others as they stood."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from office_server import Fresh
from psycopg import sql

from aetui.domain.errors import Unusable
from aetui.office import pgpass

PARTS = {"host": "db.example.com", "port": "5433", "dbname": "office"}


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PGPASSFILE", str(tmp_path / "pgpass"))
    return tmp_path / "pgpass"


@pytest.mark.parametrize(
    "others",
    [b"", b"*:*:*:*:wide\n", b"# mine\n\nh:1:d:u:p", b"h:1:d:u:p\r\n*:*:*:*:x\r\n", b"\xff\xfe\0\n", b"db.example.com:*:office:aetui_a_bc:other's\n"],
)  # fmt: skip
def test_a_line_goes_before_all_others_which_stay_to_the_byte(file: Path, others: bytes) -> None:
    file.write_bytes(others)
    file.chmod(0o644)  # which libpq refuses to read
    pgpass.keep(PARTS, "aetui_a_b", "first")
    pgpass.keep(PARTS, "aetui_a_b", "pa:ss\\word")
    assert file.read_bytes() == b"db.example.com:*:office:aetui_a_b:pa\\:ss\\\\word\n" + others
    assert file.stat().st_mode & 0o777 == 0o600
    assert [p.name for p in file.parent.iterdir()] == ["pgpass"]
    pgpass.forget(PARTS, "aetui_a_b")
    assert file.read_bytes() == others


def test_its_folder_is_made_and_a_link_is_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, link = tmp_path / "dotfiles" / "pgpass", tmp_path / "home" / ".pgpass"
    real.parent.mkdir()
    real.write_text("h:1:d:u:p\n")
    link.parent.mkdir()
    link.symlink_to(real)
    monkeypatch.setenv("PGPASSFILE", str(link))
    pgpass.keep(PARTS, "a", "b")
    assert link.is_symlink()
    assert real.read_text() == "db.example.com:*:office:a:b\nh:1:d:u:p\n"
    monkeypatch.setenv("PGPASSFILE", str(tmp_path / "new" / "folder" / "pgpass"))
    pgpass.keep(PARTS, "a", "b")
    pgpass.forget(PARTS, "a")
    assert (tmp_path / "new" / "folder" / "pgpass").read_text() == ""


def test_where_it_lies_without_being_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("PGPASSFILE", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    pgpass.keep(PARTS, "a", "b")
    assert (tmp_path / ".pgpass").read_text() == "db.example.com:*:office:a:b\n"


def test_nothing_is_lost_where_many_join_at_once(file: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: pgpass.keep(PARTS, f"login{n}", f"p{n}"), range(40)))
    assert sorted(file.read_text().splitlines()) == sorted(f"db.example.com:*:office:login{n}:p{n}" for n in range(40))


def test_what_cannot_be_written_is_told_and_stays(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_text("h:1:d:u:p\n")
    for bad in (file / "under-a-file", Path("/proc/nowhere/pgpass"), file.parent):
        monkeypatch.setenv("PGPASSFILE", str(bad))
        with pytest.raises(Unusable):
            pgpass.keep(PARTS, "a", "b")
    assert file.read_text() == "h:1:d:u:p\n"


def test_one_line_for_each_host_of_several(file: Path) -> None:
    pgpass.keep({"host": "a,b", "dbname": "o"}, "u", "p")
    assert file.read_text() == "a:*:o:u:p\nb:*:o:u:p\n"


@pytest.mark.parametrize("name", ["plain", "we:ird", "back\\slash", "a b", "名字", "q'\"q"])
def test_libpq_reads_what_was_kept(fresh: Fresh, file: Path, name: str) -> None:
    database, login, password = f"{fresh.name}{name}", f"u{name}{fresh.name}", f"p:w\\{name}"
    names = [sql.Identifier(n) for n in (database, login)]
    with fresh.server.superuser() as conn:
        conn.execute(sql.SQL("CREATE DATABASE {}").format(names[0]))
        conn.execute(sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(names[1], password))
        try:
            file.write_text("*:*:*:*:wrong\n")
            parts = {"host": str(fresh.way), "dbname": database}
            pgpass.keep(parts, login, password)
            assert os.environ["PGPASSFILE"] == str(file)
            with psycopg.connect(**parts, user=login) as there:
                assert there.info.user == login
        finally:
            conn.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(names[0]))
            conn.execute(sql.SQL("DROP ROLE {}").format(names[1]))
