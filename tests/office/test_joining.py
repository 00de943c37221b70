"""A line to join with: good once, for a week, also where it was broken off; and a password that stands nowhere but where libpq looks."""

from __future__ import annotations

import json
import os
import traceback
from pathlib import Path

import msgspec
import psycopg
import pytest
from office_server import Fresh, Office

from aetui.domain.errors import BadInput, DeskError, Unusable
from aetui.office import address, joining
from aetui.office.errors import OfficeAway, OfficeRemoved
from aetui.office.joining import join
from aetui.office.server import Server


def parts_of(line: str) -> tuple[str, str]:
    parts = address.parse(line)
    return parts["user"], parts["password"]


@pytest.fixture
def passwords(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine of its own."""
    monkeypatch.setenv("PGPASSFILE", str(tmp_path / "pgpass"))
    return tmp_path / "pgpass"


def test_how_a_desk_stands_after_it_joined(office: Office, passwords: Path) -> None:
    am = office.join("林经理", "AM")
    stands = office.join("小王", "AE", "林经理")
    assert (stands.office, stands.name, stands.role) == (office.id, "小王", "AE")
    assert stands.device.startswith(stands.desk)
    assert [(p.name, p.role, p.desk, p.answers_to) for p in stands.people] == [("林经理", "AM", am.desk, None), ("小王", "AE", stands.desk, am.desk)]  # fmt: skip
    assert office.id in stands.login
    with office.open(stands) as server:
        assert server.me() == (stands.desk, stands.device, stands.channel)
    second = office.join("小王")
    assert (second.desk, second.name, second.role) == (stands.desk, "小王", "AE")
    assert second.device != stands.device
    assert second.login != stands.login
    assert passwords.stat().st_mode & 0o777 == 0o600


def test_a_line_is_good_once(office: Office, passwords: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    line = office.add("小王")
    login, temporary = parts_of(line)
    first = join(line)
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        office.base.connect(login, temporary)
    assert join(line) == first  # said again on this machine: it goes on
    kept = passwords.read_bytes()
    monkeypatch.setenv("PGPASSFILE", str(passwords.with_name("another-machine")))
    with pytest.raises(BadInput) as told:
        join(line)
    assert told.value.key == "office.line.used"
    assert not passwords.with_name("another-machine").exists()
    assert passwords.read_bytes() == kept


def test_a_line_is_good_for_a_week(office: Office, passwords: Path) -> None:
    line = office.add("小王")
    login, temporary = parts_of(line)
    with office.base.superuser() as conn:
        conn.execute("UPDATE aetui.devices SET line_until = now()")
    with pytest.raises(BadInput) as told:
        join(line)
    assert told.value.key == "office.line.old"
    assert not passwords.exists()
    with office.base.connect(login, temporary) as conn:  # and whoever tries it by hand reads nothing with it
        assert conn.execute("SELECT count(*) FROM aetui.people").fetchone() == (0,)
        conn.execute("SELECT aetui.take_up()")
        assert conn.execute("SELECT aetui.my_desk()").fetchone() == (None,)


def test_a_line_that_was_not_taken_up_reads_and_writes_nothing(office: Office) -> None:
    office.join("am")
    login, temporary = parts_of(office.add("ae", am="am"))
    with office.base.connect(login, temporary) as conn:
        for table in ("people", "channels", "changes", "letters"):
            assert conn.execute(f"SELECT count(*) FROM aetui.{table}").fetchone() == (0,)
        device = login.split("_", 2)[2].replace("_", "-")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            conn.execute("INSERT INTO aetui.changes VALUES (%s, %s, 1, now(), 'x', 1, '{}', '')", (device[:-2], device))
        assert conn.execute("SELECT aetui.another_device()").fetchone() == (None,)


def test_a_line_of_one_who_was_removed_meanwhile(office: Office, passwords: Path) -> None:
    line = office.add("小王")
    with office.keeper() as keeper:
        keeper.remove("小王")
    with pytest.raises(OfficeRemoved):
        join(line)
    assert not passwords.exists()


@pytest.mark.parametrize("before", [True, False], ids=["before it was changed", "after"])
def test_joining_that_was_broken_off_is_gone_on_with(office: Office, passwords: Path, monkeypatch: pytest.MonkeyPatch, before: bool) -> None:  # fmt: skip
    line = office.add("小王")
    plain = address.connect

    def breaks(*args, **more):
        conn = plain(*args, **more)

        class Breaking:
            def __getattr__(self, name: str) -> object:
                return getattr(conn, name)

            @property
            def pgconn(self) -> object:
                class Line:
                    def change_password(self, login: bytes, password: bytes) -> None:
                        if not before:
                            conn.pgconn.change_password(login, password)
                        raise psycopg.OperationalError("connection lost")

                return Line()

        return Breaking()

    with monkeypatch.context() as patch:
        patch.setattr(address, "connect", breaks)
        with pytest.raises(OfficeAway):
            join(line)
    stands = join(line)
    with Server.open(stands.url, stands.login) as server:
        assert server.me()[0] == stands.desk


def test_where_a_password_cannot_be_kept_the_line_stays_good(office: Office, passwords: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    line = office.add("小王")
    passwords.write_text("")
    monkeypatch.setenv("PGPASSFILE", str(passwords / "no-folder" / "pgpass"))
    with pytest.raises(Unusable):
        join(line)
    monkeypatch.setenv("PGPASSFILE", str(passwords))
    assert join(line).name == "小王"


def test_an_office_that_is_away_takes_nothing_from_the_line(office: Office, passwords: Path) -> None:
    line = office.add("小王")
    office.part()
    with pytest.raises(OfficeAway):
        join(line)
    office.mend()
    assert join(line).name == "小王"


NO_LINES = ["", " ", "x", "postgresql://", "postgresql:///db", "host=h user=aetui_x password=", "postgresql://aetui_x@h/db", "postgresql://somebody:geheim@h/db", "postgresql://aetui_x:ge%zzheim@h/db",
            "postgresql://aetui_x:geheim@h:port/db?nothing=1", "http://aetui_x:geheim@h/db", "postgresql://aetui_x:geheim@[::1/db", "aetui_x:geheim", "\0"]  # fmt: skip


@pytest.mark.parametrize("line", NO_LINES)
def test_what_is_no_line_is_told_without_being_repeated(line: str, passwords: Path) -> None:
    with pytest.raises(DeskError) as told:
        join(line)
    assert told.value.key in ("office.line", "office.url")
    shown = "".join(traceback.format_exception(told.value)) + str(told.value.args)
    assert "heim" not in shown.replace("test_", "")


def test_a_password_stands_nowhere_but_in_pgpass(office: Office, passwords: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    """Nor in the server's log, whatever that writes down."""
    with office.base.superuser() as conn:
        conn.execute(f"ALTER DATABASE {office.base.name} SET log_statement = 'all'")
        conn.execute(f"ALTER DATABASE {office.base.name} SET log_min_duration_statement = 0")
    line = office.add("小王")
    login, temporary = parts_of(line)
    stands = join(line)
    kept = passwords.read_text().splitlines()[0].rpartition(":")[2]
    assert len(kept) >= 32
    with office.open(stands) as server:
        server.now()
        shown = [msgspec.json.encode(stands).decode(), repr(server.__dict__), Path("/proc/self/cmdline").read_text(), json.dumps(dict(os.environ))]  # fmt: skip
        with office.base.server.superuser() as conn:
            shown.append(str(conn.execute("SELECT * FROM pg_stat_activity").fetchall()))
    log = (office.base.server.folder / "log").read_text("utf-8", "replace")
    assert login in log  # it does write them down
    for secret in (temporary, kept):
        assert all(secret not in text for text in [log, *shown])
    passwords.write_text(passwords.read_text().replace(kept, kept[::-1]))
    with pytest.raises(DeskError) as told:
        office.open(stands)
    assert kept[::-1] not in "".join(traceback.format_exception(told.value)) + repr(told.value)


def test_of_the_keeper_s_address_only_what_holds_anywhere_is_in_a_line(fresh: Fresh, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.setenv("KEEPERS", "1")
    from aetui.office.keeper import Keeper

    more = f"&application_name=x&sslmode=disable&passfile={tmp_path}&sslkey={tmp_path}/k&options=-c%20geqo%3Doff"
    with Keeper(fresh.url + more) as keeper:
        keeper.init()
        parts = address.parse(keeper.add("小王", "AE"))
    assert set(parts) == {"user", "password", "host", "port", "dbname", "sslmode"}
    assert parts["dbname"] == fresh.name
    assert fresh.password not in str(parts)
    assert joining.join(address.url_of(parts, parts["user"], parts["password"])).name == "小王"
