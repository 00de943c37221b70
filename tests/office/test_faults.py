"""The server gone at any moment, full, slow, newer; a wire that loses the answer; a pooler."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic

import pytest
from bad_wire import Wire
from lines import letter, line
from office_server import Office

from aetui.domain.errors import DeskError
from aetui.locales import Texts
from aetui.locales.errors import sentence
from aetui.office import address, pgpass
from aetui.office import server as transport
from aetui.office.errors import NewerOffice, NoOffice, OfficeAway, OfficeRemoved, OlderOffice, WrongPassword
from aetui.office.server import Server
from aetui.store.remote.standing import Standing


@pytest.fixture
def wire(office: Office) -> Iterator[Wire]:
    one = Wire(office.base)
    yield one
    one.close()


def rows(office: Office, table: str) -> int:
    with office.base.superuser() as conn:
        row = conn.execute(f"SELECT count(*) FROM aetui.{table}").fetchone()
    assert row
    return int(row[0])


def _over(wire: Wire, stands: Standing) -> Server:
    """By way of the wire, which to libpq is another host: the password is kept for that as well."""
    kept = next(r for r in Path(os.environ["PGPASSFILE"]).read_text().splitlines() if stands.login in r)
    pgpass.keep(address.parse(wire.url), stands.login, kept.rpartition(":")[2])
    return Server.open(wire.url, stands.login)


def _mistake(act: Callable[[], object]) -> type:
    """What it ends in."""
    try:
        act()
    except DeskError as told:
        return type(told)
    return type(None)


def test_a_partition_is_told_at_once_and_ends_by_opening_again(office: Office) -> None:
    stands = office.join("ae")
    server = office.open(stands)
    office.part()
    for act in (server.now, server.me, lambda: server.send([line(1)], []), lambda: server.changes({stands.desk: {}}, 1), lambda: server.letters(0), server.listen, server.people):  # fmt: skip
        with pytest.raises(OfficeAway):
            act()
    with pytest.raises(OfficeAway):
        office.open(stands)
    office.mend()
    with office.open(stands) as again:
        again.send([line(1)], [])
        assert rows(office, "changes") == 1


def test_whoever_is_cut_off_before_the_answer_sends_again_and_it_is_there_once(office: Office, wire: Wire) -> None:
    am, ae = office.join("am"), office.join("ae")
    server = _over(wire, ae)
    wire.answers = False
    told: list[type] = []
    sent = [line(1), line(2, b"", b"p")], [letter("L", am.desk)]
    sending = threading.Thread(target=lambda: told.append(_mistake(lambda: server.send(*sent))))
    sending.start()
    assert wire.lost.wait(10)  # it was committed, and nobody heard
    assert rows(office, "changes") == 2
    wire.cut()
    sending.join(10)
    assert told == [OfficeAway]
    with office.open(ae) as again:
        again.send(*sent)
    assert (rows(office, "changes"), rows(office, "private_changes"), rows(office, "letters")) == (2, 1, 1)


def test_whoever_is_killed_in_the_middle_of_sending_leaves_nothing(office: Office) -> None:
    stands = office.join("ae")
    server = office.open(stands)
    with office.base.superuser() as blocking:
        blocking.execute("BEGIN")
        blocking.execute("SELECT 1 FROM aetui.devices FOR UPDATE")
        told: list[type] = []
        sending = threading.Thread(target=lambda: told.append(_mistake(lambda: server.send([line(1)], []))))
        sending.start()
        with office.base.server.superuser() as watching:
            ends = monotonic() + 10
            while not watching.execute("SELECT 1 FROM pg_stat_activity WHERE pid = %s AND wait_event_type = 'Lock'", (server.pid,)).fetchone():  # fmt: skip
                assert monotonic() < ends
            watching.execute("SELECT pg_terminate_backend(%s)", (server.pid,))
        sending.join(10)
        assert told == [OfficeAway]
        blocking.execute("COMMIT")
    assert rows(office, "changes") == 0


def test_a_server_that_stands_still_is_given_up(office: Office, wire: Wire, monkeypatch: pytest.MonkeyPatch) -> None:
    stands = office.join("ae")
    server = _over(wire, stands)
    monkeypatch.setattr(transport, "ANSWERS_S", 0.2)
    wire.answers = False
    with pytest.raises(OfficeAway):
        server.now()


def test_ending_it_frees_whoever_waits_for_an_answer(office: Office, wire: Wire) -> None:
    stands = office.join("ae")
    server = _over(wire, stands)
    wire.answers = False
    told: list[type] = []
    asking = threading.Thread(target=lambda: told.append(_mistake(server.now)))
    asking.start()
    assert wire.lost.wait(10)
    server.close()
    asking.join(10)
    assert told == [OfficeAway]


FAILS = {"disk_full": "office.away.full", "out_of_memory": "office.away.full", "query_canceled": "office.away.busy", "deadlock_detected": "office.away.busy", "lock_not_available": "office.away.busy",
         "read_only_sql_transaction": "office.away.read_only", "admin_shutdown": "office.away", "crash_shutdown": "office.away", "cannot_connect_now": "office.away", "io_error": "office.away",
         "internal_error": "office.said", "insufficient_privilege": "office.denied", "data_corrupted": "office.said", "too_many_connections": "office.away.busy"}  # fmt: skip


def test_whatever_the_server_fails_at_is_one_sentence_and_nothing_of_it_stays(office: Office) -> None:
    am, ae = office.join("am"), office.join("ae")
    sent = [line(1), line(2, b"", b"p")], [letter("L", am.desk)]
    with office.base.superuser() as conn, office.open(ae) as server:
        conn.execute("GRANT USAGE ON SCHEMA public TO PUBLIC")
        for condition, key in FAILS.items():
            conn.execute(f"CREATE OR REPLACE FUNCTION public.fails() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE {condition}; END $$")  # fmt: skip
            conn.execute("CREATE OR REPLACE TRIGGER fails BEFORE INSERT ON aetui.letters FOR EACH ROW EXECUTE FUNCTION public.fails()")  # fmt: skip
            with pytest.raises(DeskError) as told:
                server.send(*sent)
            assert told.value.key == key, condition
            for lang in ("zh", "en"):
                assert "\n" not in sentence(Texts(lang), told.value)
            assert (rows(office, "changes"), rows(office, "private_changes")) == (0, 0)
        conn.execute("DROP TRIGGER fails ON aetui.letters")
        server.send(*sent)
    assert (rows(office, "changes"), rows(office, "letters")) == (2, 1)


def test_a_statement_that_takes_too_long_is_told(office: Office) -> None:
    stands = office.join("ae")
    with office.base.superuser() as conn:
        conn.execute(f"ALTER ROLE {stands.login} SET statement_timeout = '50ms'")
        with office.open(stands) as server, conn.transaction():
            conn.execute("SELECT 1 FROM aetui.devices FOR UPDATE")
            with pytest.raises(OfficeAway) as told:
                server.send([line(1)], [])
    assert told.value.key == "office.away.busy"


def test_too_many_connections_of_one_login_are_told(office: Office) -> None:
    stands = office.join("ae")
    with office.base.superuser() as conn:
        conn.execute(f"ALTER ROLE {stands.login} CONNECTION LIMIT 1")
    with office.open(stands), pytest.raises(OfficeAway) as told:
        office.open(stands)
    assert told.value.key == "office.away.busy"


def test_an_office_of_another_version_is_told_before_anything_is_done(office: Office) -> None:
    stands, line_to_join = office.join("ae"), office.add("other")
    from aetui.office.joining import join
    from aetui.office.schema import latest

    for version, told in ((latest() + 1, NewerOffice), (latest() - 1, OlderOffice)):
        with office.base.superuser() as conn:
            conn.execute("UPDATE aetui.office SET version = %s", (version,))
        with pytest.raises(told) as raised:
            office.open(stands)
        assert raised.value.status == 3
        with pytest.raises(told):
            office.add("third")
        with pytest.raises(told):
            join(line_to_join)
    with office.base.superuser() as conn:
        conn.execute("UPDATE aetui.office SET version = %s", (latest(),))
    assert join(line_to_join).name == "other"


def test_one_who_was_removed_is_told_so_whatever_she_does(office: Office) -> None:
    stands = office.join("ae")
    with office.open(stands) as server, office.open(stands) as second:
        listening = server.listen()
        with office.keeper() as keeper:
            keeper.remove("ae")
        assert listening.wait(5) == (False, True)  # she hears at once that there is something to look at
        for act in (server.me, lambda: server.send([line(1)], []), lambda: server.changes({stands.desk: {}}, 1), lambda: server.letters(0), server.people, lambda: server.snapshots(stands.desk), server.another_device, lambda: second.put_snapshot(b"x", {}, private=False)):  # fmt: skip
            with pytest.raises(OfficeRemoved):
                act()
        listening.close()
    with pytest.raises(OfficeRemoved):
        office.open(stands)


def test_where_there_is_no_office_and_no_login_it_is_said(office: Office, fresh, monkeypatch, tmp_path) -> None:
    stands = office.join("ae")
    with pytest.raises(WrongPassword):
        Server.open(stands.url, "aetui_x_nobody")
    monkeypatch.setenv("PGPASSFILE", str(tmp_path / "none"))
    with pytest.raises(WrongPassword) as told:
        office.open(stands)
    assert told.value.args_ == {"login": stands.login}
    monkeypatch.setenv("PGPASSWORD", office.base.password)
    with pytest.raises(NoOffice) as told2:
        Server.open(office.base.plain_url, office.base.keeper)  # the keeper has no desk
    assert told2.value.key == "office.login"


def test_a_server_that_lets_nobody_in_this_way_is_told_as_that(office: Office) -> None:
    with pytest.raises(OfficeAway) as told:
        Server.open(office.base.plain_url, "shut")
    assert told.value.key == "office.away.shut"


# Hearing


def test_what_comes_from_others_is_heard_and_one_s_own_is_not(office: Office) -> None:
    am = office.join("am")
    ae, ae2, stranger = office.join("ae", am="am"), office.join("ae"), office.join("stranger")
    with office.open(am) as at_am, office.open(ae) as at_ae, office.open(ae2) as at_ae2, office.open(stranger) as far:
        listening = {"am": at_am.listen(), "ae": at_ae.listen(), "ae2": at_ae2.listen(), "far": far.listen()}
        assert not any(one.polling for one in listening.values())
        at_ae.send([line(1)], [])
        assert listening["am"].wait(5) == listening["ae2"].wait(5) == (False, True)
        assert listening["ae"].wait(0.05) == listening["far"].wait(0.05) == (False, False)
        far.send([], [letter("L", ae.desk)])
        assert listening["ae"].wait(5) == listening["ae2"].wait(5) == (False, True)
        assert listening["am"].wait(0.05) == (False, False)
        at_ae.send([line(1)], [])  # again: nothing came
        assert listening["am"].wait(0.05) == (False, False)
        for one in listening.values():
            one.close()


def test_waiting_ends_when_the_program_has_something_itself(office: Office) -> None:
    with office.open(office.join("ae")) as server:
        listening = server.listen()
        ready, wake = socket.socketpair()
        wake.send(b"x")
        assert listening.wait(30, ready) == (True, False)
        ready.recv(1)
        assert listening.wait(0.01, ready) == (False, False)
        for one in (listening, ready, wake):
            one.close()


def test_the_server_s_going_is_heard_while_waiting(office: Office) -> None:
    with office.open(office.join("ae")) as server:
        listening = server.listen()
        parting = threading.Timer(0.05, office.part)
        parting.start()
        with pytest.raises(OfficeAway):
            listening.wait(30)
        with pytest.raises(OfficeAway):
            listening.wait(30)
        parting.join()
        listening.close()


def test_behind_a_pooler_that_keeps_notices_it_looks_every_two_seconds_and_says_so(
    office: Office, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    from aetui.office import listening as module

    monkeypatch.setattr(module, "_PROBE_S", 0.1)
    monkeypatch.setattr(module, "POLLS_S", 0.2)
    stands = office.join("ae")
    wire.notices = False
    with _over(wire, stands) as server:
        listening = server.listen()
        assert listening.polling
        assert listening.wait(0.01) == (False, False)
        began = monotonic()
        assert listening.wait(5) == (False, True)
        assert monotonic() - began < 4
        assert listening.wait(0.01) == (False, False)
        ready, wake = socket.socketpair()
        wake.send(b"x")
        assert listening.wait(5, ready)[0]
        for one in (listening, ready, wake):
            one.close()
