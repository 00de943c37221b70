"""What each may not, tried by plain SQL with that login, as somebody who means harm would."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import psycopg
import pytest
from lines import letter, line
from office_server import Office, Postgres, fresh_on
from psycopg import sql

from aetui.store.remote.standing import Standing

TABLES = [
    "office", "people", "devices", "channels", "mailboxes", "changes", "private_changes", "letters", "snapshots", "private_snapshots",
]  # fmt: skip
DENIED = (psycopg.errors.InsufficientPrivilege,)


class People:
    """AD ← AM ← (AE, other); a stranger AM beside; each with a change, a private one, a snapshot of both kinds; a letter AE → AM."""

    def __init__(self, office: Office, stack: ExitStack) -> None:
        self.office = office
        self.by: dict[str, Standing] = {}
        self.conns: dict[str, psycopg.Connection] = {}
        for who, role, am in (
            ("ad", "AD", None), ("am", "AM", "ad"), ("ae", "AE", "am"), ("other", "AE", "am"), ("stranger", "AM", None), ("gone", "AE", "am"),
        ):  # fmt: skip
            stands = self.by[who] = office.join(who, role, am)
            with office.open(stands) as server:
                server.send([line(1, f"public {who}".encode()), line(2, b"", f"private {who}".encode())], [])
                server.put_snapshot(f"public {who}".encode(), {}, private=False)
                server.put_snapshot(f"private {who}".encode(), {}, private=True)
            self.conns[who] = stack.enter_context(office.plain(stands))
        with office.open(self.by["ae"]) as server:
            server.send([], [letter("L1", self.by["am"].desk)])
        with office.open(self.by["gone"]) as server:
            server.send([], [letter("L2", self.by["ad"].desk)])
        with office.keeper() as keeper:
            keeper.remove("gone")

    def sees(self, who: str, query: str) -> set[object]:
        return {row[0] for row in self.conns[who].execute(query)}


@pytest.fixture(scope="module")
def people(server: Postgres) -> Iterator[People]:
    """Of all tests here: what they try leaves nothing behind."""
    with ExitStack() as stack:
        yield People(Office(stack.enter_context(fresh_on(server))), stack)


SEES = {
    "ae": {"ae"},
    "other": {"other"},
    "am": {"am", "ae", "other", "gone"},
    "ad": {"ad", "am", "ae", "other", "gone"},
    "stranger": {"stranger"},
}


def test_each_reads_the_own_desk_and_those_below_and_the_private_only_of_the_own(people: People) -> None:
    for who, below in SEES.items():
        desks = {people.by[name].desk for name in below}
        for table in ("changes", "snapshots", "devices"):
            # `device` of devices, desk of the rest: columns that may be read
            assert people.sees(who, f"SELECT desk FROM aetui.{table}") == desks, (who, table)
        for table in ("private_changes", "private_snapshots", "channels"):
            assert people.sees(who, f"SELECT desk FROM aetui.{table}") == {people.by[who].desk}, (who, table)
        assert people.sees(who, "SELECT convert_from(line, 'UTF8') FROM aetui.changes") == {f"public {n}" for n in below} | {""}  # fmt: skip
        assert people.sees(who, "SELECT count(*) FROM aetui.people") == {6}
    assert (
        people.sees("ae", "SELECT id FROM aetui.letters") == people.sees("am", "SELECT id FROM aetui.letters") == {"L1"}
    )
    assert people.sees("other", "SELECT id FROM aetui.letters") == people.sees("stranger", "SELECT id FROM aetui.letters") == set()  # fmt: skip
    assert people.sees("ad", "SELECT id FROM aetui.letters") == {"L2"}


def test_one_who_was_removed_reads_only_that(people: People) -> None:
    gone = people.conns["gone"]
    assert gone.execute("SELECT state, channel FROM aetui.arrive()").fetchone() == ("removed", None)
    assert gone.execute("SELECT id FROM aetui.office").fetchone() == (people.office.id,)
    for table in set(TABLES) - {"office"}:
        with pytest.raises(DENIED):
            gone.execute(f"SELECT 1 FROM aetui.{table}")
    for call in ("my_desk()", "answers_for()", "take_up()", "another_device()", "snapshot_done('x')"):
        with pytest.raises(DENIED):
            gone.execute(f"SELECT aetui.{call}")
    with pytest.raises(DENIED):
        gone.execute(
            "INSERT INTO aetui.changes VALUES (%s, %s, 9, now(), 'x', 1, '{}', '')",
            (people.by["gone"].desk, people.by["gone"].device),
        )


@pytest.mark.parametrize("who", ["ae", "am", "ad"])
def test_nobody_changes_or_takes_away_what_is_there(people: People, who: str) -> None:
    conn = people.conns[who]
    columns = {
        t: [c for (c,) in people.office.base.superuser().execute("SELECT column_name FROM information_schema.columns WHERE table_schema = 'aetui' AND table_name = %s", (t,))] for t in TABLES
    }  # fmt: skip
    for table in TABLES:
        for query in (f"DELETE FROM aetui.{table}", f"TRUNCATE aetui.{table} CASCADE", f"DROP TABLE aetui.{table} CASCADE", f"ALTER TABLE aetui.{table} DISABLE ROW LEVEL SECURITY", f"CREATE POLICY mine ON aetui.{table} USING (true)", f"LOCK TABLE aetui.{table} IN EXCLUSIVE MODE", f"CREATE TRIGGER x AFTER INSERT ON aetui.{table} EXECUTE FUNCTION aetui.changes_came()"):  # fmt: skip
            with pytest.raises(psycopg.Error):
                conn.execute(query)
        for column in columns[table]:
            with pytest.raises(DENIED):
                conn.execute(sql.SQL("UPDATE aetui.{} SET {} = {}").format(*(sql.Identifier(n) for n in (table, column, column))))  # fmt: skip
    for table in ("office", "people", "devices", "channels", "mailboxes"):
        with pytest.raises(DENIED):
            conn.execute(f"INSERT INTO aetui.{table} DEFAULT VALUES")
    with pytest.raises(DENIED):
        conn.execute("SELECT login FROM aetui.devices")


@pytest.mark.parametrize("table", ["changes", "private_changes", "letters", "snapshots", "private_snapshots"])
@pytest.mark.parametrize("forged", ["desk", "device", "both"])
def test_nobody_writes_as_another(people: People, table: str, forged: str) -> None:
    """Neither as the one whom she answers to, nor as one who answers to her, nor as a colleague."""
    for who, other in (("ae", "other"), ("ae", "am"), ("am", "ae"), ("ad", "ae"), ("other", "stranger")):
        desk = people.by[other if forged in ("desk", "both") else who].desk
        device = people.by[other if forged in ("device", "both") else who].device
        rows = {
            "changes": ("desk, device, n, at, verb, clock, saw, line", (desk, device, 9, "now", "x", 1, "{}", b"")),
            "private_changes": ("desk, device, n, line", (desk, device, 9, b"")),
            "letters": ("to_desk, pos, from_desk, id, act, letter", (people.by["am"].desk, 1, people.by[other].desk, "F", "x", b"")),
            "snapshots": ("desk, id, k, device, seen, size, pieces, data", (desk, "F", 0, device, "{}", 1, 1, b"")),
        }  # fmt: skip
        names, values = rows[table.removeprefix("private_") if table != "private_changes" else table]
        with pytest.raises(DENIED):
            people.conns[who].execute(f"INSERT INTO aetui.{table} ({names}) VALUES ({', '.join(['%s'] * len(values))})", values)  # fmt: skip


def test_nobody_sends_under_another_device_by_the_function_that_sends(people: People) -> None:
    mine, theirs = people.by["ae"], people.by["other"]
    for who, device in ((mine, theirs.device), (mine, "nobody-1")):
        with pytest.raises(psycopg.Error):
            people.conns["ae"].execute(
                "SELECT aetui.send(%s, '{9}', '{now}', '{x}', '{1}', '{\"{}\"}', ARRAY[''::bytea], '{NULL}', '{}', '{}', '{}', '{}')",
                (device,),
            )
        assert who.desk not in {d for (d,) in people.office.base.superuser().execute("SELECT desk FROM aetui.changes WHERE n = 9")}  # fmt: skip


def test_a_second_device_of_one_desk_does_not_write_as_the_first(office: Office) -> None:
    first, second = office.join("ae"), office.join("ae")
    with office.plain(second) as conn, pytest.raises(DENIED):
        conn.execute(
            "INSERT INTO aetui.changes VALUES (%s, %s, 1, now(), 'x', 1, '{}', '')", (first.desk, first.device)
        )


def test_the_place_of_a_letter_and_when_it_came_are_not_its_sender_s_to_say(office: Office) -> None:
    am, ae = office.join("am"), office.join("ae")
    with office.plain(ae) as conn:
        for id in "OP":
            conn.execute(
                "INSERT INTO aetui.letters (to_desk, pos, from_desk, id, act, came_at, letter) VALUES (%s, 1000000, %s, %s, 'x', '1999-01-01', '')",
                (am.desk, ae.desk, id),
            )
        found = conn.execute("SELECT pos, came_at > now() - interval '1 hour' FROM aetui.letters WHERE id = 'P'").fetchone()  # fmt: skip
    assert found == (2, True)


@pytest.mark.parametrize("who", ["ae", "am", "ad", "gone"])
def test_no_other_role_can_be_put_on_that_may_more(people: People, who: str) -> None:
    conn, id = people.conns[who], people.office.id
    roles = [name for (name,) in people.office.base.superuser().execute("SELECT rolname FROM pg_roles WHERE rolname LIKE %s OR NOT rolcanlogin OR rolsuper", (f"aetui_{id}%",))]  # fmt: skip
    own = people.by[who].login
    desk = f"aetui_{id}_{people.by[who].desk}"
    for role in roles:
        with pytest.raises(psycopg.Error):
            conn.execute(sql.SQL("SET SESSION AUTHORIZATION {}").format(sql.Identifier(role))) if role != own else conn.execute("SELECT 1/0")  # fmt: skip
        try:
            conn.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(role)))
        except psycopg.Error:
            continue
        assert role in {own, desk, f"aetui_{id}_people", f"aetui_{id}_gone"}, role
        if who != "gone" and role != f"aetui_{id}_gone":
            assert {d for (d,) in conn.execute("SELECT desk FROM aetui.private_changes")} == {people.by[who].desk}
        conn.execute("RESET ROLE")
    for query in (f"GRANT aetui_{id} TO {own}", f"ALTER ROLE {own} CREATEROLE", f"ALTER ROLE {people.by['other'].login} PASSWORD 'x'", "CREATE ROLE x", f"DROP ROLE aetui_{id}_gone"):  # fmt: skip
        with pytest.raises(DENIED):
            conn.execute(query)


@pytest.mark.parametrize("who", ["ae", "am", "gone"])
def test_nobody_makes_things_in_the_database(people: People, who: str) -> None:
    for query in (
        "CREATE TABLE public.x (a int)", "CREATE TABLE aetui.x (a int)", "CREATE TEMP TABLE x (a int)", "CREATE SCHEMA x", "CREATE FUNCTION aetui.x() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE FUNCTION pg_temp.x() RETURNS int LANGUAGE sql AS 'SELECT 1'", "CREATE VIEW aetui.x AS SELECT 1", "CREATE EXTENSION hstore", "CREATE DATABASE x", "CREATE TYPE aetui.x AS (a int)",
        "COPY aetui.office TO PROGRAM 'cat'", "COPY aetui.office TO '/tmp/x'", "SELECT pg_read_file('PG_VERSION')", "CREATE SEQUENCE aetui.x", "CREATE PUBLICATION x", "SELECT pg_reload_conf()",
    ):  # fmt: skip
        with pytest.raises(psycopg.Error):
            people.conns[who].execute(query)


def test_a_function_of_one_s_own_in_front_changes_nothing(people: People) -> None:
    """Functions with their owner's rights look nowhere but where they say."""
    conn = people.office.base.superuser()
    for name, kept in conn.execute("SELECT proname, proconfig FROM pg_proc WHERE pronamespace = 'aetui'::regnamespace AND prosecdef"):  # fmt: skip
        assert kept == ["search_path=pg_catalog, pg_temp"], name
    public = conn.execute(
        "SELECT p.proname FROM pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a WHERE p.pronamespace = 'aetui'::regnamespace AND a.grantee = 0"
    ).fetchall()
    assert public == []


def test_every_table_has_row_security_that_binds_its_owner_too(people: People) -> None:
    conn = people.office.base.superuser()
    found = {name: (on, forced, login) for name, on, forced, login in conn.execute(
        "SELECT c.relname, relrowsecurity, relforcerowsecurity, r.rolcanlogin FROM pg_class c JOIN pg_roles r ON r.oid = relowner WHERE relnamespace = 'aetui'::regnamespace AND relkind = 'r'"
    )}  # fmt: skip
    assert set(found) == set(TABLES)
    assert {name for name, rights in found.items() if rights != (True, True, False)} == {"office"}


def test_the_keeper_reads_nobody_s_desk_by_asking_for_it(people: People) -> None:
    with people.office.base.connect(people.office.base.keeper, people.office.base.password) as conn:
        for table in ("changes", "private_changes", "letters", "snapshots", "private_snapshots"):
            assert conn.execute(f"SELECT count(*) FROM aetui.{table}").fetchone() == (0,)


def test_a_channel_tells_nothing_but_that_something_came(office: Office, people: People) -> None:
    am = office.join("am")
    ae = office.join("ae", am="am")
    with office.plain(am) as listening, office.open(ae) as server:
        listening.execute(sql.SQL("LISTEN {}").format(sql.Identifier(am.channel)))
        server.send([line(5)], [letter("L9", am.desk)])
        assert [n.payload for n in listening.notifies(timeout=5, stop_after=1)] == [""]
    names = people.office.base.superuser().execute("SELECT channel FROM aetui.channels").fetchall()
    assert len({n for (n,) in names}) == 5  # of one who was removed there is none
    assert all(len(n) == len("aetui_") + 32 for (n,) in names)


def test_two_offices_on_one_server_know_nothing_of_each_other(office: Office, people: People) -> None:
    with fresh_on(office.base.server) as other:
        there = Office(other)
        stands = there.join("ae")
        with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
            psycopg.connect(office.base.plain_url, user=stands.login, password=_password(stands))


def _password(stands: Standing) -> str:
    import os
    from pathlib import Path

    found = [r.rpartition(":")[2] for r in Path(os.environ["PGPASSFILE"]).read_text().splitlines() if stands.login in r]
    return found[0]
