"""Who keeps an office: makes it, lets people in, takes them out, brings it up to date."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest
from lines import letter, line
from office_server import Fresh, Office
from psycopg import sql

from aetui.domain.errors import BadInput, NotThere
from aetui.office import schema
from aetui.office.errors import NewerOffice, NoOffice
from aetui.office.keeper import Keeper
from aetui.office.schema import role_of


def test_an_office_is_made_once(fresh: Fresh) -> None:
    with Keeper(fresh.url) as keeper:
        with pytest.raises(NoOffice):
            keeper.people()
        office = keeper.init()
        assert keeper.people() == []
        with pytest.raises(BadInput) as told:
            keeper.init()
        assert told.value.key == "office.there"
    with fresh.superuser() as conn:
        roles = dict(conn.execute("SELECT rolname, rolcanlogin FROM pg_roles WHERE rolname LIKE %s", (f"aetui_{office}%",)).fetchall())  # fmt: skip
    assert roles == {role_of(office): False, role_of(office, "people"): False, role_of(office, "gone"): False}


def test_a_superuser_may_keep_one_too(fresh: Fresh) -> None:
    password = (fresh.server.folder / "password").read_text()
    with Keeper(fresh.url_of("postgres", password)) as keeper:
        office = keeper.init()
        keeper.add("小王", "AE")
        keeper.remove("小王")
        keeper.add("小王", "AE")
        assert [(p.name, p.gone) for p in keeper.people()] == [("小王", True), ("小王", False)]
    with fresh.superuser() as conn:  # who made them is no keeper of the test's
        conn.execute("DROP SCHEMA aetui CASCADE")
        for (name,) in conn.execute("SELECT rolname FROM pg_roles WHERE rolname LIKE %s ORDER BY length(rolname) DESC", (f"aetui_{office}%",)).fetchall():  # fmt: skip
            conn.execute(sql.SQL("DROP OWNED BY {}").format(sql.Identifier(name)))
            conn.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(name)))


@pytest.mark.parametrize("lacking", ["roles", "database"])
def test_who_may_not_keep_one_is_told_and_nothing_is_made(fresh: Fresh, lacking: str) -> None:
    with fresh.superuser() as conn:
        if lacking == "roles":
            conn.execute(f"ALTER ROLE {fresh.keeper} NOCREATEROLE")
        else:
            conn.execute(f"ALTER DATABASE {fresh.name} OWNER TO postgres")
    with Keeper(fresh.url) as keeper, pytest.raises(BadInput) as told:
        keeper.init()
    assert told.value.key == "office.keeper"
    with fresh.superuser() as conn:
        assert conn.execute("SELECT to_regnamespace('aetui')").fetchone() == (None,)
        assert conn.execute("SELECT count(*) FROM pg_roles WHERE rolname LIKE 'aetui%%' AND oid IN (SELECT roleid FROM pg_auth_members WHERE grantor = %s::regrole)", (fresh.keeper,)).fetchone() == (0,)  # fmt: skip


def test_an_older_server_is_refused(fresh: Fresh, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aetui.office.keeper.OLDEST", 990000)
    with Keeper(fresh.url) as keeper, pytest.raises(BadInput) as told:
        keeper.init()
    assert told.value.key == "office.server"


@pytest.mark.parametrize("name", ["", "  ", "x" * 81, "a\nb\0", "\x1b[31m", "a\u202eb"])
def test_what_cannot_be_a_name_is_refused(office: Office, name: str) -> None:
    with pytest.raises(BadInput) as told:
        office.add(name)
    assert told.value.key == "office.name"


def test_names_are_data(office: Office) -> None:
    names = ["Robert'); DROP TABLE people;--", "a b", '"x"', "{owner}", "%s", "王 小明"]
    for name in names:
        assert office.join(name).name == name
    with office.keeper() as keeper:
        assert [p.name for p in keeper.people()] == names


def test_who_answers_to_whom_is_never_a_circle(office: Office) -> None:
    office.add("ad", "AD")
    office.add("am", "AM", "ad")
    office.add("ae", "AE", "am")
    for name, am in (("ad", "ad"), ("ad", "am"), ("ad", "ae"), ("am", "ae")):
        with pytest.raises(BadInput) as told:
            office.add(name, "x", am)
        assert told.value.key == "office.circle"
    with pytest.raises(NotThere) as there:
        office.add("new", "AE", "nobody")
    assert there.value.args_["names"] == ["ad", "am", "ae"]
    with office.keeper() as keeper:
        assert len(keeper.people()) == 3


def test_one_who_changes_her_am_is_read_by_the_new_one(office: Office) -> None:
    first, second, ae = office.join("first", "AM"), office.join("second", "AM"), office.join("ae", "AE", "first")
    with office.open(first) as old, office.open(second) as new, office.open(ae) as server:
        server.send([line(1)], [])
        assert (len(old.changes({ae.desk: {}})), len(new.changes({ae.desk: {}}))) == (1, 0)
        office.add("ae", "AE", "second")
        assert (len(old.changes({ae.desk: {}})), len(new.changes({ae.desk: {}}))) == (0, 1)


def test_whoever_answered_to_one_who_is_removed_answers_to_whom_she_answered_to(office: Office) -> None:
    ad, _, ae = office.join("ad", "AD"), office.join("am", "AM", "ad"), office.join("ae", "AE", "am")
    with office.open(ae) as server, office.open(ad) as above:
        server.send([line(1)], [letter("L", ad.desk)])
        with office.keeper() as keeper:
            keeper.remove("am")
            assert [(p.name, p.answers_to, p.gone) for p in keeper.people()] == [("ad", None, False), ("am", ad.desk, True), ("ae", ad.desk, False)]  # fmt: skip
            with pytest.raises(NotThere):
                keeper.remove("am")
        assert len(above.changes({ae.desk: {}})) == 1


def test_one_machine_is_taken_out_and_the_others_of_that_person_go_on(office: Office) -> None:
    lost, kept = office.join("ae"), office.join("ae")
    with office.open(lost) as gone, office.open(kept) as server, office.plain(lost) as plain:
        gone.send([line(1)], [])
        with office.keeper() as keeper:
            with pytest.raises(BadInput) as none:
                keeper.remove_machine("ae", 3)
            assert [part.split()[0] for part in str(none.value.args_["there"]).split(", ")] == ["1", "2"]
            with pytest.raises(NotThere):
                keeper.remove_machine("am", 1)
            keeper.remove_machine("ae", int(lost.device.rpartition("-")[2]))
            for act in (lambda: gone.send([line(2)], []), lambda: gone.changes({lost.desk: {}}), gone.another_device):
                with pytest.raises(NoOffice):
                    act()
            for table in ("changes", "people", "channels", "letters", "snapshots"):
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    plain.execute(f"SELECT * FROM aetui.{table}")  # type: ignore[arg-type]
            with pytest.raises(NoOffice):
                office.open(lost)
            server.send([line(1)], [])
            assert len(server.changes({kept.desk: {}})) == 2
            assert office.join("ae").device.endswith("-3")
            with pytest.raises(BadInput):
                keeper.remove_machine("ae", 1)
            assert [(one.name, one.gone) for one in keeper.people()] == [("ae", False)]


def test_one_who_comes_back_has_a_new_desk_and_the_old_stays_as_it_was(office: Office) -> None:
    am, old = office.join("am", "AM"), office.join("ae", "AE", "am")
    with office.open(old) as server:
        server.send([line(1)], [])
    with office.keeper() as keeper:
        keeper.remove("ae")
    new = office.join("ae", "AE", "am")
    assert new.desk != old.desk
    with office.open(new) as server, office.open(am) as above:
        assert server.changes({old.desk: {}, new.desk: {}}) == []
        assert len(above.changes({old.desk: {}})) == 1


def test_tables_are_brought_up_step_by_step_and_what_is_there_stays(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    stands = office.join("ae")
    with office.open(stands) as server:
        server.send([line(1)], [])
    with office.keeper() as keeper:
        assert keeper.migrate() == (schema.latest(), schema.latest())
        text = schema._text
        monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, "next.sql"))
        step = "ALTER TABLE aetui.changes ADD COLUMN more text; GRANT INSERT (more) ON aetui.changes TO {people};"
        monkeypatch.setattr(schema, "_text", lambda name: step if name == "next.sql" else text(name))
        assert keeper.migrate() == (schema.latest() - 1, schema.latest())
        assert keeper.migrate() == (schema.latest(), schema.latest())
    with office.open(stands) as server:
        assert [one.n for _, _, one in server.changes({stands.desk: {}})] == [1]
        assert server.contents(stands.desk, stands.device, 1) is not None
    monkeypatch.undo()
    with office.keeper() as keeper, pytest.raises(NewerOffice):
        keeper.migrate()


def test_a_step_that_fails_leaves_the_tables_as_they_were(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    text = schema._text
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, "next.sql"))
    monkeypatch.setattr(schema, "_text", lambda name: "DROP TABLE aetui.letters; SELECT 1/0" if name == "next.sql" else text(name))  # fmt: skip
    with office.keeper() as keeper, pytest.raises(BadInput):
        keeper.migrate()
    monkeypatch.undo()
    assert office.join("ae").name == "ae"


def test_every_step_lies_in_the_package() -> None:
    assert {p.name for p in Path(schema.__file__).with_name("schema").glob("*.sql")} == set(schema.STEPS)


def test_the_limits_of_a_login_hold(office: Office) -> None:
    stands = office.join("ae")
    with office.plain(stands) as conn:
        found = [conn.execute(f"SHOW {name}").fetchone() for name in ("statement_timeout", "idle_in_transaction_session_timeout", "timezone")]  # fmt: skip
        assert found == [("1min",), ("1min",), ("UTC",)]
        row = conn.execute("SELECT rolconnlimit, rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls FROM pg_roles WHERE rolname = session_user").fetchone()  # fmt: skip
        assert row == (20, False, False, False, False, False)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            conn.execute("ALTER ROLE SESSION_USER CONNECTION LIMIT 1000")
