"""What the tests' own server promises."""

from __future__ import annotations

import psycopg
import pytest
from office_server import Fresh, fresh_on


def test_everybody_gives_a_password(fresh: Fresh) -> None:
    for login in ("postgres", fresh.keeper):
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            fresh.connect(login, "wrong")
        with pytest.raises(psycopg.OperationalError, match="no password supplied"):
            psycopg.connect(fresh.plain_url, user=login, passfile="/dev/null")


def test_the_keeper_is_no_superuser_and_owns_an_empty_database(fresh: Fresh) -> None:
    with fresh.connect(fresh.keeper, fresh.password) as conn:
        assert conn.execute("SELECT rolsuper FROM pg_roles WHERE rolname = session_user").fetchone() == (False,)
        assert conn.info.server_version >= 150000
        conn.execute("CREATE SCHEMA mine")


def test_a_partition_throws_off_and_mends_and_others_notice_nothing(fresh: Fresh) -> None:
    with fresh_on(fresh.server) as other, other.connect(other.keeper, other.password) as beside:
        conn = fresh.connect(fresh.keeper, fresh.password)
        fresh.part()
        with pytest.raises(psycopg.OperationalError):
            conn.execute("SELECT 1")
        with pytest.raises(psycopg.OperationalError):
            fresh.connect(fresh.keeper, fresh.password)
        assert beside.execute("SELECT 1").fetchone() == (1,)
        fresh.mend()
        with fresh.connect(fresh.keeper, fresh.password) as again:
            assert again.execute("SELECT 1").fetchone() == (1,)


def test_roles_go_with_their_database(server, fresh: Fresh) -> None:
    with fresh_on(server) as one, one.connect(one.keeper, one.password) as conn:
        conn.execute("CREATE ROLE aetui_x_people NOLOGIN")
        conn.execute("CREATE ROLE aetui_x_d LOGIN IN ROLE aetui_x_people")
    with server.superuser() as conn:
        assert not conn.execute("SELECT rolname FROM pg_roles WHERE rolname LIKE 'aetui_x%%' OR rolname = %s", (one.keeper,)).fetchall()  # fmt: skip
