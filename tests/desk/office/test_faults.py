"""Faults that are nothing: whatever happens between two machines of one desk, they come to the same, and what matters is told."""

from __future__ import annotations

import signal
import subprocess
import sys
from datetime import datetime, timedelta
from time import process_time

import pytest
from house import NOW, House
from msgspec.structs import replace

from aetui.desk.book.clients import add_client
from aetui.desk.day.todos import add_todo
from aetui.desk.office import standing
from aetui.desk.office.exchange import Exchange, connected, sync, takes_in
from aetui.domain.errors import BadInput
from aetui.domain.records import KINDS, Client, Todo
from aetui.office.errors import NewerOffice, OfficeAway, OfficeRemoved
from aetui.store.file.clock import HybridClock


@pytest.fixture
def pair(house: House) -> House:
    add_client(house.desk("a"), "梅林食品", NOW)
    house.join("a", "李雯")
    house.join("b", "李雯")
    return house


def records(house: House, machine: str) -> dict[tuple[str, str], object]:
    store = house.desk(machine).store
    return {(kind, record.id): record for kind in KINDS for record in store.table(kind).records()}


def texts(house: House, machine: str) -> set[str]:
    return {todo.text for todo in house.desk(machine).each(Todo)}


def agree(house: House, *machines: str) -> None:
    """In step, whatever it takes: two rounds, since the last to send was heard by nobody yet."""
    house.sync(*machines, *machines)
    first, *others = [records(house, machine) for machine in machines]
    for other in others:
        assert other == first


def test_the_server_is_away_for_a_week_and_both_write_a_thousand_things(pair: House) -> None:
    pair.office.part()
    todo = add_todo(pair.desk("a"), "打样", NOW)
    for machine in "ab":
        with pytest.raises(OfficeAway):
            pair.sync(machine)
    pair.office.mend()
    pair.sync("a", "b")
    pair.office.part()
    for n in range(980):
        for machine in "ab":
            add_todo(pair.desk(machine), f"{machine}{n}", NOW + timedelta(minutes=n))
    for n in range(20):  # of the same thing
        for machine in "ab":
            edit(pair, machine, todo.id, f"打样 {machine}{n}", NOW + timedelta(days=1, minutes=n))
    stands = standing.need(pair.desk("a").store)
    assert standing.waiting(pair.desk("a").store, stands).n == 1000
    pair.office.mend()
    agree(pair, "a", "b")
    assert len(texts(pair, "a")) == 1961
    assert standing.waiting(pair.desk("a").store, standing.need(pair.desk("a").store)).n == 0


def edit(house: House, machine: str, key: str, text: str, now: datetime) -> None:
    with house.desk(machine).change("todo.edit", now) as change:
        change.put(replace(change.need(Todo, key, "todo.unknown"), text=text))


def test_both_write_a_thousand_times_of_one_thing_apart(pair: House) -> None:
    todo = add_todo(pair.desk("a"), "打样", NOW)
    pair.sync("a", "b")
    pair.office.part()
    for n in range(1000):
        for machine in "ab":
            edit(pair, machine, todo.id, f"打样 {machine}{n}", NOW + timedelta(minutes=n))
    pair.office.mend()
    spent, told = process_time(), []
    with connected(pair.desk("a").store) as server:
        take_in = takes_in(pair.desk("a"))
        Exchange(pair.desk("a").store, server, take_in).run()
    with connected(pair.desk("b").store) as server:
        take_in = takes_in(pair.desk("b"))
        moved = Exchange(pair.desk("b").store, server, take_in, tell=lambda *step: told.append(step)).run()
    assert process_time() - spent < 10  # each by itself brought together with all others takes minutes
    assert (moved.came, moved.clashes) == (1000, 1)
    assert told[-1] == ("changes", 1000, 1000)
    agree(pair, "a", "b")
    assert texts(pair, "a") == {"打样 b999"}


KILLED = """
import os, signal, sys
from datetime import datetime
from pathlib import Path
from aetui.desk.core import Desk
from aetui.desk.office import exchange, standing
from aetui.office.server import Server
from aetui.store.file.deskfile import DeskFile
where, nth = sys.argv[2], int(sys.argv[3])
exchange.AT_ONCE = exchange.FETCHED = 7
count = 0

def killing(act, after):
    def acts(*args, **named):
        global count
        count += 1
        if count == nth and not after:
            os.kill(os.getpid(), signal.SIGKILL)
        found = act(*args, **named)
        if count == nth:
            os.kill(os.getpid(), signal.SIGKILL)
        return found
    return acts

owner, name = {"send": (Server, "send"), "take": (DeskFile, "append"), "write": (DeskFile, "_write_together"), "keep": (standing, "keep"), "changes": (Server, "changes")}[where]
setattr(owner, name, killing(getattr(owner, name), sys.argv[4] == "after"))
desk = Desk.open(Path(sys.argv[1]), program="tests", now=datetime.now().astimezone())
exchange.sync(desk)
"""


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize(
    ("where", "nth"), [("send", 2), ("keep", 3), ("keep", 5), ("take", 4), ("write", 2), ("changes", 2)]
)
def test_killed_in_the_middle_of_a_send_and_of_a_receive(pair: House, where: str, nth: int, when: str) -> None:
    for n in range(30):
        for machine in "ab":
            add_todo(pair.desk(machine), f"{machine}{n}", NOW)
    pair.sync("b")
    pair.close("a")
    argv = [sys.executable, "-c", KILLED, str(pair.path("a")), where, str(nth), when]
    done = subprocess.run(argv, capture_output=True, text=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    agree(pair, "a", "b")
    assert len(texts(pair, "a")) == 60


def test_the_same_line_sent_twice_is_nothing(pair: House) -> None:
    add_todo(pair.desk("a"), "打样", NOW)
    store = pair.desk("a").store
    stands = standing.need(store)
    pair.sync("a")
    standing.keep(store, standing.need(store), sent=stands.sent)
    pair.sync("a", "b")
    assert texts(pair, "b") == {"打样"}
    agree(pair, "a", "b")


@pytest.mark.parametrize("ahead_s", [3600, -31_536_000])
def test_a_wrong_clock_does_not_win(pair: House, ahead_s: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The later word counts by the server's clock, though one machine's runs an hour ahead or a year behind."""
    from time import time

    todo = add_todo(pair.desk("a"), "打样", NOW)
    agree(pair, "a", "b")
    skewed = pair.desk("b")
    skewed.store.file.clock = HybridClock(skewed.store.file.files, lambda: time() + ahead_s)
    monkeypatch.setattr("aetui.desk.office.exchange.time", lambda: time() + ahead_s)
    sync(skewed)
    monkeypatch.undo()
    last = "a" if ahead_s > 0 else "b"
    for n, machine in enumerate(sorted("ab", key=last.__eq__)):  # a second later
        store = pair.desk(machine).store
        wrong = ahead_s if machine == "b" else 0
        store.file.clock = HybridClock(store.file.files, lambda late=n + wrong: time() + late)
        with pair.desk(machine).change("todo.edit", NOW) as change:
            change.put(replace(change.need(Todo, todo.id, "todo.unknown"), text=f"打样 {machine}"))
    pair.sync("a")
    monkeypatch.setattr("aetui.desk.office.exchange.time", lambda: time() + ahead_s)
    pair.sync("b")
    monkeypatch.undo()
    pair.sync("a")
    assert texts(pair, "a") == texts(pair, "b") == {f"打样 {last}"}
    assert len(pair.desk("a").store.file.tables.table("conflicts")) == 1
    assert len(pair.desk("b").store.file.tables.table("conflicts")) == 1


def test_a_person_removed_while_offline_is_told_and_keeps_her_desk(pair: House) -> None:
    pair.office.part()
    add_todo(pair.desk("b"), "打样", NOW)
    pair.office.mend()
    with pair.office.keeper() as keeper:
        keeper.remove("李雯")
    with pytest.raises(OfficeRemoved):
        pair.sync("b")
    assert standing.need(pair.desk("b").store).removed
    assert [note.key for note in pair.desk("b").store.troubles] == ["note.office_removed"]
    add_todo(pair.desk("b"), "寄样", NOW)
    assert texts(pair, "b") == {"打样", "寄样"}


def test_an_office_of_a_newer_schema(pair: House) -> None:
    with pair.office.base.superuser() as conn:
        conn.execute("UPDATE aetui.office SET version = 99")
    with pytest.raises(NewerOffice) as told:
        pair.sync("a")
    assert told.value.status == 3
    assert [note.key for note in pair.desk("a").store.troubles] == ["note.office_newer"]
    add_todo(pair.desk("a"), "打样", NOW)
    with pair.office.base.superuser() as conn:
        conn.execute("UPDATE aetui.office SET version = 1")
    agree(pair, "a", "b")
    assert pair.desk("a").store.troubles == []


def test_a_desk_in_an_office_joins_no_second_one(pair: House) -> None:
    other = pair.office.add("王磊", "AM")
    before = standing.need(pair.desk("a").store)
    from aetui.desk.office.joining import join

    with pytest.raises(BadInput) as told:
        join(pair.desk("a"), other, NOW, aside=False, tell=lambda *_: None)
    assert told.value.key == "office.second"
    assert standing.need(pair.desk("a").store) == before
    assert pair.join_with("c", other).stands.name == "王磊"  # the line is good still


def test_a_desk_with_things_is_not_mixed_with_another(pair: House) -> None:
    add_client(pair.desk("c"), "申花家电", NOW)
    with pytest.raises(BadInput) as told:
        pair.join("c", "李雯")
    assert told.value.key == "office.has_things"
    assert not pair.desk("c").store.in_office
    joined = pair.join("c", "李雯", aside=True)
    assert joined.how == "brought"
    assert joined.backup is not None
    assert joined.backup.exists()
    assert [client.name for client in pair.desk("c").each(Client)] == ["梅林食品"]
    agree(pair, "a", "b", "c")


def test_garbage_in_a_row_is_set_aside_and_told(pair: House) -> None:
    add_todo(pair.desk("a"), "打样", NOW)
    pair.sync("a")
    stands = standing.need(pair.desk("a").store)
    with pair.office.base.superuser() as conn:
        conn.execute("UPDATE aetui.changes SET line = %s WHERE n = %s", (b"\xff{rubbish", stands.sent))
    add_todo(pair.desk("a"), "寄样", NOW)
    pair.sync("a")
    (moved,) = pair.sync("b")
    assert [told.key for told in moved.told] == ["office.garbage"]
    assert texts(pair, "b") == {"寄样"}
    assert b"rubbish" in pair.desk("b").store.file.files.damaged.read_bytes()
    assert pair.sync("b")[0].told == []


def test_garbage_that_nothing_comes_after_is_told_once(pair: House) -> None:
    """What is no change counts as heard by the desk's own file, too."""
    add_todo(pair.desk("a"), "打样", NOW)
    pair.sync("a")
    stands = standing.need(pair.desk("a").store)
    with pair.office.base.superuser() as conn:
        conn.execute("UPDATE aetui.changes SET line = %s WHERE n = %s", (b"\xff{rubbish", stands.sent))
    assert [told.key for told in pair.sync("b")[0].told] == ["office.garbage"]
    assert pair.sync("b")[0].told == []


@pytest.mark.parametrize("since", [0, 1, 12])
def test_a_file_from_before_is_noticed_and_brought_up_to_date(pair: House, since: int) -> None:
    """A disk restored, and `since` things noted before the office was heard."""
    add_todo(pair.desk("a"), "先", NOW)
    pair.sync("a")
    pair.close("a")
    kept = pair.path("a").read_bytes()
    for n in range(5):
        add_todo(pair.desk("a"), f"后{n}", NOW)
    pair.sync("a", "b")
    pair.close("a")
    device = standing.need(pair.desk("a").store).device
    pair.close("a")
    for beside in pair.path("a").parent.glob("desk.json.*"):
        if beside.suffix != ".office":
            beside.unlink()
    pair.path("a").write_bytes(kept)
    for n in range(since):
        add_todo(pair.desk("a"), f"新{n}", NOW)
    (moved,) = pair.sync("a")
    assert [told.key for told in moved.told] == ["office.other_device" if since else "office.file_older"]
    assert standing.need(pair.desk("a").store).device != device
    agree(pair, "a", "b")
    assert texts(pair, "b") == {"先", *(f"后{n}" for n in range(5)), *(f"新{n}" for n in range(since))}


def test_a_full_disk_there_leaves_all_here(pair: House) -> None:
    with pair.office.base.superuser() as conn:
        conn.execute(
            "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE disk_full; END $$;"
            "CREATE TRIGGER full_disk BEFORE INSERT ON aetui.changes FOR EACH ROW EXECUTE FUNCTION full_disk()"
        )
    add_todo(pair.desk("a"), "打样", NOW)
    with pytest.raises(OfficeAway) as told:
        pair.sync("a")
    assert told.value.key == "office.away.full"
    with pair.office.base.superuser() as conn:
        conn.execute("DROP TRIGGER full_disk ON aetui.changes")
    agree(pair, "a", "b")
    assert texts(pair, "b") == {"打样"}


@pytest.mark.parametrize("folded", [False, True], ids=["the log has it", "the log let it go"])
def test_a_server_that_comes_back_from_an_older_backup_is_sent_what_it_lacks(pair: House, folded: bool) -> None:
    """Its tables as they were at some moment; devices have gone on since."""
    for machine in "ab":
        add_todo(pair.desk(machine), f"{machine} 之前", NOW)
    pair.sync("a", "b", "a")
    tables = "devices", "changes", "private_changes", "letters", "snapshots", "private_snapshots", "mailboxes"
    with pair.office.base.superuser() as conn:
        for table in tables:
            conn.execute(f"CREATE TABLE public.{table} AS SELECT * FROM aetui.{table}")  # type: ignore[arg-type]
    for n in range(3):
        for machine in "ab":
            add_todo(pair.desk(machine), f"{machine} 之后 {n}", NOW)
            pair.sync(machine)
    if folded:
        log = pair.desk("a").store.file.tables.table("log")
        with pair.desk("a").store.file.held:
            pair.desk("a").store.file.begin()
            for seq in sorted(log)[:-1]:
                pair.desk("a").store.file.tables.set("log", seq, None)
            pair.desk("a").store.fold()
    with pair.office.base.superuser() as conn, conn.transaction():
        conn.execute("SET LOCAL session_replication_role = replica")
        for table in tables:
            conn.execute(f"DELETE FROM aetui.{table}")  # type: ignore[arg-type]
            conn.execute(f"INSERT INTO aetui.{table} SELECT * FROM public.{table}")  # type: ignore[arg-type]
    pair.office.throw_off()
    agree(pair, "a", "b")
    assert len(texts(pair, "a")) == 8
    pair.join("c", "李雯")  # who comes now finds all of it there
    agree(pair, "a", "b", "c")
    assert len(texts(pair, "c")) == 8
    assert not pair.sync("a")[0].told
