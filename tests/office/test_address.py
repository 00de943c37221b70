"""How a server is reached: with TLS and its name checked beyond this machine, unless told otherwise."""

from __future__ import annotations

import socket
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aetui.domain.errors import BadInput
from aetui.office import address
from aetui.office.errors import OfficeAway
from aetui.office.server import Server

NEAR = ["postgresql:///o", "postgresql://localhost/o", "postgresql://127.0.0.1/o", "postgresql://127.9.9.9:5433/o", "postgresql://[::1]/o", "postgresql:///o?host=/run/postgresql", "host=/tmp dbname=o",
        "postgresql://localhost,127.0.0.1/o", "postgresql:///o?hostaddr=127.0.0.1"]  # fmt: skip
FAR = ["postgresql://db.example.com/o", "postgresql://10.0.0.5/o", "postgresql://[2001:db8::1]/o", "postgresql://localhost,db/o", "postgresql://127.evil.example/o", "postgresql://localhost.evil.example/o",
       "host=db dbname=o", "postgresql:///o?hostaddr=10.0.0.5", "postgresql://localhost/o?hostaddr=10.0.0.5", "postgresql:///?service=office", "postgresql://%2Ftmp,db/o"]  # fmt: skip


@pytest.fixture(autouse=True)
def no_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("PGHOST", "PGHOSTADDR", "PGSERVICE", "PGSSLMODE", "PGSSLROOTCERT"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("url", NEAR)
def test_on_this_machine_nothing_is_asked_for(url: str) -> None:
    assert "sslmode" not in address.secured(address.parse(url))


@pytest.mark.parametrize("url", FAR)
def test_beyond_it_the_certificate_and_its_name_are_checked(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    parts = address.parse(url)
    found = address.secured(parts)
    assert (found["sslmode"], found["sslrootcert"]) == ("verify-full", "system")
    (tmp_path / ".postgresql").mkdir()
    (tmp_path / ".postgresql" / "root.crt").write_text("")
    assert address.secured(parts) == {**parts, "sslmode": "verify-full"}
    for mode in ("disable", "require", "verify-ca"):
        assert address.secured({**parts, "sslmode": mode}) == {**parts, "sslmode": mode}
    monkeypatch.setenv("PGSSLMODE", "require")
    assert address.secured(parts) == parts


def test_a_host_of_the_environment_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGHOST", "db.example.com")
    assert address.secured(address.parse("postgresql:///o"))["sslmode"] == "verify-full"
    assert "sslmode" not in address.secured(address.parse("postgresql://localhost/o"))


NAMES = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1, max_size=12)


@given(
    NAMES,
    NAMES,
    NAMES,
    st.sampled_from(["db", "10.0.0.5", "::1", "/tmp/s", "a,b", ""]),
    st.sampled_from(["5433", "", "1,2"]),
)
def test_an_address_can_be_written_and_read_back(dbname: str, login: str, password: str, host: str, port: str) -> None:
    parts = {k: v for k, v in {"host": host, "port": port, "dbname": dbname, "sslmode": "verify-full"}.items() if v}
    assert address.parse(address.url_of(parts, login, password)) == {**parts, "user": login, "password": password}
    assert address.parse(address.url_of(parts)) == parts
    assert password not in address.url_of(parts) or password in address.url_of(parts, "u")


@pytest.mark.parametrize(
    "url", ["nonsense", "postgresql://h:x/%zz", "http://h/d", "postgresql://u:geheim%zz@h/d", "\0"]
)
def test_what_is_no_address_is_told_without_being_repeated(url: str) -> None:
    with pytest.raises(BadInput) as told:
        address.parse(url)
    assert (told.value.key, told.value.args_) == ("office.url", {})


def test_a_server_without_tls_is_refused_where_it_is_asked_for() -> None:
    """What answers "no" to the request for TLS gets no password."""
    listening = socket.create_server(("127.0.0.1", 0))
    heard: list[bytes] = []

    def serve() -> None:
        while True:
            try:
                conn, _ = listening.accept()
            except OSError:
                return
            with conn:
                conn.recv(8)
                conn.sendall(b"N")
                heard.append(conn.recv(1000))

    threading.Thread(target=serve, daemon=True).start()
    with pytest.raises(OfficeAway) as told:
        Server.open(f"postgresql://127.0.0.1:{listening.getsockname()[1]}/o?sslmode=require", "u")
    assert told.value.key == "office.away.tls"
    listening.close()
    assert set(heard) <= {b""}


def test_a_host_that_nobody_knows_or_nobody_answers_is_away() -> None:
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = busy.getsockname()[1]
    for url in ("postgresql://nobody.invalid/o", f"postgresql://127.0.0.1:{port}/o", "postgresql:///o?host=/nowhere"):
        with pytest.raises(OfficeAway) as told:
            Server.open(url, "u", timeout_s=2)
        assert told.value.key == "office.away"
