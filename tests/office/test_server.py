"""What goes there and comes from there: each once, whole, in order, byte for byte."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import psycopg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lines import NOW, letter, line
from office_server import Office, Postgres, fresh_on

from aetui.domain.errors import BadInput
from aetui.office import server as transport
from aetui.office.errors import OfficeAway, OtherBytes
from aetui.office.server import Came, Garbage, Server
from aetui.office.snapshots import PIECE, is_whole
from aetui.store.remote.line import Line
from aetui.store.remote.standing import Standing


class House:
    """An AM, an AE on two machines, a colleague: their connections."""

    def __init__(self, office: Office, stack: ExitStack) -> None:
        self.office = office
        self.stands: dict[str, Standing] = {}
        self.at: dict[str, Server] = {}
        for who, name, am in (
            ("am", "林经理", None),
            ("ae", "小王", "林经理"),
            ("ae2", "小王", None),
            ("other", "小李", "林经理"),
        ):
            self.stands[who] = office.join(name, "AM" if who == "am" else "AE", am)
            self.at[who] = stack.enter_context(office.open(self.stands[who]))
        self.desk = self.stands["ae"].desk
        self.device = self.stands["ae"].device


@pytest.fixture
def house(office: Office) -> Iterator[House]:
    with ExitStack() as stack:
        yield House(office, stack)


@pytest.fixture(scope="module")
def lasting(server: Postgres) -> Iterator[House]:
    """For what only adds rows of numbers of its own."""
    with ExitStack() as stack:
        yield House(Office(stack.enter_context(fresh_on(server))), stack)


def all_of(server: Server, desk: str, limit: int = 1000) -> list[tuple[str, Line]]:
    """Asked again until nothing comes."""
    seen: dict[str, int] = {}
    found: list[tuple[str, Line]] = []
    while came := server.changes({desk: seen}, limit):
        assert len(came) <= limit
        for whose, device, one in came:
            assert whose == desk
            assert one.n > seen.get(device, 0)
            seen[device] = one.n
            found.append((device, one))
    return found


def test_a_line_comes_as_it_went(house: House) -> None:
    sent = [
        line(1, b"x", saw={"a-1": 4, "b-2": 7}),
        line(2, b"", b"\0\xed\xa0\x80\xff"),
        line(7, b"left", b"whole", verb="改"),
    ]
    house.at["ae"].send(sent, [])
    sent[1] = line(2, sent[1].public, sent[1].private, verb="")  # what was done says its bytes
    assert [one for _, one in all_of(house.at["ae2"], house.desk)] == sent
    # the AM sees that there were private ones, and nothing of them
    assert [(one.n, one.public, one.private) for _, one in all_of(house.at["am"], house.desk)] == [(1, b"x", None), (2, b"", None), (7, b"left", None)]  # fmt: skip
    assert [one.verb for _, one in all_of(house.at["am"], house.desk)] == ["call", "", "改"]
    assert all_of(house.at["other"], house.desk) == []
    contents = [[house.at[who].contents(house.desk, house.device, n) for n in (1, 2, 7, 8)] for who in ("ae2", "am", "other")]  # fmt: skip
    assert contents == [[b"x", b"\0\xed\xa0\x80\xff", b"whole", None], [b"x", b"", b"left", None], [None] * 4]


NUMBERS = iter(range(1, 1 << 30))
ARGS = st.dictionaries(
    st.text(max_size=8),
    st.text() | st.booleans() | st.integers(-(2**60), 2**60) | st.lists(st.text(), max_size=3),
    max_size=4,
)


@settings(max_examples=40)
@given(public=st.binary(), private=st.none() | st.binary(), verb=st.text(), args=ARGS)
def test_any_bytes_and_any_text_come_as_they_went(lasting: House, public: bytes, private: bytes | None, verb: str, args: dict) -> None:  # fmt: skip
    n = next(NUMBERS)
    sent = letter(f"L{n}", lasting.stands["am"].desk, args=args, of="L0")
    lasting.at["ae"].send([line(n, public, private, verb=verb)], [sent])
    [(_, _, one)] = lasting.at["ae2"].changes({lasting.desk: {lasting.device: n - 1}}, 5)
    assert (one.n, one.at, one.public, one.private) == (n, NOW, public, private)
    came = [c for c in lasting.at["am"].letters(0, 10_000) if isinstance(c, Came) and c.letter.id == sent.id]
    assert [
        (c.desk, c.name, c.letter.args, c.letter.act, c.letter.of, c.letter.sent_at, c.letter.out) for c in came
    ] == [(lasting.desk, "小王", args, sent.act, "L0", sent.sent_at, False)]


def test_what_is_sent_twice_arrives_once(house: House) -> None:
    lines, letters = [line(1), line(2, b"", b"p")], [letter("A", house.stands["am"].desk)]
    for _ in range(3):
        house.at["ae"].send(lines, letters)
    house.at["ae"].send([*lines, line(3)], [*letters, letter("B", house.stands["am"].desk)])
    assert [one.n for _, one in all_of(house.at["ae2"], house.desk)] == [1, 2, 3]
    assert [c.letter.id for c in house.at["am"].letters(0) if isinstance(c, Came)] == ["A", "B"]


@pytest.mark.parametrize(
    ("again", "n"),
    [
        ([line(2, b"other")], 2),
        ([line(1), line(2, b"other"), line(9)], 2),
        ([line(4, b"", b"other")], 4),
        ([line(4, b"")], 4),
        ([line(4, b"", b"")], 4),
        ([line(2, b"two", b"more")], 2),
        ([line(3), line(9)], 3),  # another copy of the file has gone on past it
    ],
)
def test_a_number_with_other_bytes_is_never_dropped_and_nothing_of_it_stays(house: House, again: list[Line], n: int) -> None:  # fmt: skip
    sent = [line(1), line(2, b"two"), line(4, b"", b"p", verb="")]
    house.at["ae"].send(sent, [])
    with pytest.raises(OtherBytes) as told:
        house.at["ae"].send(again, [letter("A", house.stands["am"].desk)])
    assert told.value.n == n
    assert [one for _, one in all_of(house.at["ae2"], house.desk)] == sent
    assert house.at["am"].letters(0) == []
    device = house.at["ae"].another_device()
    assert device not in {stands.device for stands in house.stands.values()}
    assert house.at["ae"].me()[:2] == (house.desk, device)
    house.at["ae"].send(again, [])
    assert {d: [one.n for e, one in all_of(house.at["ae2"], house.desk) if e == d] for d in (house.device, device)} == {
        house.device: [1, 2, 4], device: [one.n for one in again]
    }  # fmt: skip
    with house.office.open(house.stands["ae"]) as later:
        assert later.me()[1] == device


def test_of_two_devices_all_comes_as_their_clocks_go_and_each_in_its_order(house: House) -> None:
    house.at["ae"].send([line(1, clock=10), line(2, clock=30), line(3, clock=20), line(4, clock=50)], [])
    house.at["ae2"].send([line(1, clock=15), line(9, clock=40)], [])
    a, b = house.stands["ae"].device, house.stands["ae2"].device
    # 3's clock went back: it stays behind 2
    expected = [(a, 1), (b, 1), (a, 2), (a, 3), (b, 9), (a, 4)]
    for limit in (1, 2, 3, 100):
        assert [(d, one.n) for d, one in all_of(house.at["am"], house.desk, limit)] == expected, limit


def test_of_desks_that_are_not_named_nothing_comes_and_of_one_s_own_device_too(house: House) -> None:
    house.at["ae"].send([line(1)], [])
    house.at["other"].send([line(1)], [])
    assert house.at["am"].changes({}, 9) == house.at["am"].changes({house.stands["am"].desk: {}}, 9) == []
    both = house.at["am"].changes({house.desk: {}, house.stands["other"].desk: {}}, 9)
    assert {desk for desk, _, _ in both} == {house.desk, house.stands["other"].desk}
    assert len(house.at["ae"].changes({house.desk: {house.device: 0}}, 9)) == 1
    assert house.at["ae"].changes({house.desk: {house.device: 1}}, 9) == []


def test_long_lines_come_a_few_at_a_time(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport, "AT_MOST", 1000)
    house.at["ae"].send([line(n, b"x" * 600) for n in range(1, 6)] + [line(6, b"y" * 5000), line(7)], [])
    assert len(house.at["am"].changes({house.desk: {}}, 100)) == 2
    assert [one.n for _, one in all_of(house.at["am"], house.desk)] == list(range(1, 8))
    am = house.stands["am"].desk
    house.at["ae"].send(
        [], [letter(f"L{n}", am, args={"text": "x" * size}) for n, size in enumerate((600, 600, 5000, 9, 9))]
    )
    after, found = 0, []
    while came := house.at["am"].letters(after):
        after = came[-1].pos
        found.append(len(came))
    assert found == [2, 1, 2]


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="the server's CPU time is read there")
def test_a_desk_of_years_goes_and_comes_in_one_piece(house: House) -> None:
    """Nothing is looked up by going through all for each: 4 times as much takes no 16 times as long."""

    def cpu_s(n: int, first: int) -> float:
        lines = [line(first + k, b"x" * 300, b"y" * 300 if k % 3 == 0 else None) for k in range(n)]
        began = process_time_of_the_server(house)
        house.at["ae"].send(lines, [])
        house.at["ae"].send(lines[n // 2 :], [])  # half of it again
        got = house.at["ae2"].changes({house.desk: {house.device: first - 1}}, n)
        assert [(one.n, one.private) for _, _, one in got] == [(one.n, one.private) for one in lines]
        return process_time_of_the_server(house) - began

    small = cpu_s(1000, 1) + cpu_s(1000, 1001)
    assert cpu_s(8000, 2001) < 10 * max(small, 0.05)


def process_time_of_the_server(house: House) -> float:
    """CPU seconds of the processes behind the connections."""
    ticks = 0
    for who in ("ae", "ae2"):
        ticks += sum(
            int(t) for t in Path(f"/proc/{house.at[who].pid}/stat").read_text().rpartition(")")[2].split()[11:13]
        )
    return ticks / os.sysconf("SC_CLK_TCK")


def test_letters_come_in_the_order_of_their_places(house: House) -> None:
    am = house.stands["am"].desk
    for n in range(5):
        house.at["ae" if n % 2 else "other"].send([], [letter(f"L{n}", am)])
    came = [c for c in house.at["am"].letters(0) if isinstance(c, Came)]
    assert [c.letter.id for c in came] == [f"L{n}" for n in range(5)]
    assert [c.name for c in came] == ["小李", "小王", "小李", "小王", "小李"]
    assert house.at["am"].letters(came[2].pos) == came[3:]
    assert house.at["am"].letters(0, 2) == came[:2]
    assert house.at["ae"].letters(0) == []


def test_a_letter_to_nobody_stops_in_one_sentence(house: House) -> None:
    with pytest.raises(BadInput):
        house.at["ae"].send([line(1)], [letter("X", "nobody")])
    assert all_of(house.at["ae2"], house.desk) == []


def test_a_letter_to_one_who_was_removed_is_no_reason_to_stop(house: House) -> None:
    with house.office.keeper() as keeper:
        keeper.remove("小李")
    house.at["ae"].send([line(1)], [letter("X", house.stands["other"].desk)])


GARBAGE = [b"", b"\0\xff", b"{", b"[]", b"{}", b'{"id":"G5","act":"x","sent_at":"yesterday"}', b'{"id":"H","act":"x","sent_at":"2026-11-23T11:30:00+08:00"}',
           b'{"id":"G7","act":"y","sent_at":"2026-11-23T11:30:00+08:00"}', b'{"id":"G8","act":"x","sent_at":"2026-11-23T11:30:00"}', b'{"id":"G9","act":"x","sent_at":"2026-11-23T11:30:00Z","args":[]}',
           b'{"a":' * 100_000]  # fmt: skip


def test_a_letter_that_is_garbage_comes_as_garbage_and_those_behind_it(house: House) -> None:
    am = house.stands["am"].desk
    with house.office.plain(house.stands["ae"]) as conn:
        for n, data in enumerate(GARBAGE):
            conn.execute("INSERT INTO aetui.letters (to_desk, pos, from_desk, id, act, letter) VALUES (%s, 1, %s, %s, 'x', %s)", (am, house.desk, f"G{n}", data))  # fmt: skip
            house.at["ae"].send([], [letter(f"L{n}", am)])
    came = house.at["am"].letters(0)
    for n, data in enumerate(GARBAGE):
        garbage, after = came[2 * n], came[2 * n + 1]
        assert isinstance(garbage, Garbage), data[:80]
        assert (garbage.desk, garbage.name, garbage.data) == (house.desk, "小王", data)
        assert isinstance(after, Came)
        assert after.letter.id == f"L{n}"


def test_what_a_line_saw_that_can_t_be_is_passed_over(house: House) -> None:
    with house.office.plain(house.stands["ae"]) as conn:
        conn.execute(
            "INSERT INTO aetui.changes VALUES (%s, %s, 1, now(), 'x', 1, %s, 'l')",
            (house.desk, house.device, '{"a": "x", "b": 3, "c": [], "d": 1e400}'),
        )
        for bad in ("'infinity', 'x', 1, '{}'", "now(), 'x', -1, '{}'", "now(), 'x', 1, '[]'", "'9999-12-31 23:59+00', 'x', 1, '{}'", "'4000-01-01 BC', 'x', 1, '{}'"):  # fmt: skip
            with pytest.raises(psycopg.errors.CheckViolation):
                conn.execute(f"INSERT INTO aetui.changes VALUES (%s, %s, 2, {bad}, 'l')", (house.desk, house.device))
    assert [one.saw for _, one in all_of(house.at["am"], house.desk)] == [{"b": 3}]


def test_two_programs_of_one_device_send_the_same_at_once(house: House) -> None:
    with ExitStack() as stack:
        both = [house.at["ae"], stack.enter_context(house.office.open(house.stands["ae"]))]
        start = threading.Barrier(2)

        def work(server: Server) -> None:
            start.wait()
            for n in range(1, 40):
                server.send([line(k) for k in range(max(1, n - 3), n + 1)], [letter(f"L{n}", house.stands["am"].desk)])

        with ThreadPoolExecutor(2) as pool:
            list(pool.map(work, both))
    assert [one.n for _, one in all_of(house.at["ae2"], house.desk)] == list(range(1, 40))
    assert len(house.at["am"].letters(0)) == 39


def test_a_reader_misses_nothing_of_what_many_write_at_once(house: House) -> None:
    """Places and numbers follow the order of commits: after one was read, none below it comes."""
    am, ended = house.stands["am"].desk, threading.Event()

    def write(who: str) -> None:
        for n in range(1, 41):
            others = [am, house.stands["other" if who != "other" else "ae"].desk]
            # to the same two in either order: nobody waits for the other for ever
            house.at[who].send(
                [line(n)], [letter(f"{who}-{n}-{k}", to) for k, to in enumerate(others[:: 1 if n % 2 else -1])]
            )

    def read() -> list[str]:
        after, found = 0, []
        while True:
            last = ended.is_set()
            for came in house.at["am"].letters(after, 7):
                assert isinstance(came, Came)
                assert came.pos > after
                after = came.pos
                found.append(came.letter.id)
            if last and not house.at["am"].letters(after, 1):
                return found

    with ThreadPoolExecutor(4) as pool:
        reading = pool.submit(read)
        try:
            list(pool.map(write, ["ae", "ae2", "other"]))
        finally:
            ended.set()
        found = reading.result(30)
    assert len(found) == len(set(found)) == 3 * 40


def test_a_snapshot_comes_as_it_went_and_is_the_own_devices_where_it_is_private(house: House) -> None:
    data = bytes(range(256)) * (2 * PIECE // 256) + b"end"
    told: list[tuple[int, int]] = []
    house.at["ae"].put_snapshot(data, {"a": 3}, private=False, said=lambda k, n: told.append((k, n)))
    house.at["ae"].put_snapshot(b"rest", {"a": 3}, private=True)
    assert told == [(1, 3), (2, 3), (3, 3)]
    heads = {who: house.at[who].snapshots(house.desk) for who in house.at}
    assert {who: sorted(h.private for h in found) for who, found in heads.items()} == {"am": [False], "ae": [False, True], "ae2": [False, True], "other": []}  # fmt: skip
    [head] = heads["am"]
    assert (head.desk, head.device, head.seen, head.size, head.pieces) == (house.desk, house.device, {"a": 3}, len(data), 3)  # fmt: skip
    came = b"".join(house.at["am"].snapshot_piece(head, k) or b"" for k in range(head.pieces))
    assert came == data
    assert is_whole(head, came)
    assert not is_whole(head, came[:-1])
    private = next(h for h in heads["ae2"] if h.private)
    assert house.at["ae2"].snapshot_piece(private, 0) == b"rest"
    assert house.at["am"].snapshot_piece(private, 0) is None


def test_a_snapshot_that_was_broken_off_is_none_until_it_is_gone_on_with(house: House) -> None:
    data = b"z" * (3 * PIECE)

    def pull(k: int, n: int) -> None:
        if k == 2:
            house.office.throw_off()

    with pytest.raises(OfficeAway):
        house.at["ae"].put_snapshot(data, {}, private=False, said=pull)
    with house.office.open(house.stands["ae"]) as again, house.office.open(house.stands["am"]) as am:
        assert am.snapshots(house.desk) == []
        before = house.office.base.superuser().execute("SELECT ctid::text FROM aetui.snapshots ORDER BY k").fetchall()
        assert len(before) == 2
        again.put_snapshot(data, {}, private=False)
        assert house.office.base.superuser().execute("SELECT ctid::text FROM aetui.snapshots ORDER BY k LIMIT 2").fetchall() == before  # fmt: skip
        assert [h.pieces for h in am.snapshots(house.desk)] == [3]


def test_of_older_snapshots_one_stays_for_who_is_fetching_it(house: House) -> None:
    for n in range(4):
        house.at["ae"].put_snapshot(b"%d" % n, {"a": n}, private=False)
        house.at["ae"].put_snapshot(b"%d" % n, {"a": n}, private=True)
    assert [(h.seen["a"], h.private) for h in house.at["ae2"].snapshots(house.desk)] == [(3, True), (3, False), (2, True), (2, False)]  # fmt: skip
    with house.office.plain(house.stands["ae"]) as conn, pytest.raises(psycopg.errors.InsufficientPrivilege):
        conn.execute("DELETE FROM aetui.snapshots")


def test_a_server_brought_back_from_a_backup_says_where_it_stands(house: House) -> None:
    house.at["ae"].send([line(n) for n in range(1, 10)], [])
    house.at["ae"].me()
    assert house.at["ae"].last == 9
    with house.office.base.superuser() as conn:  # as it was some days ago
        conn.execute("DELETE FROM aetui.changes WHERE n > 4")
        conn.execute("UPDATE aetui.devices SET last = 4 WHERE last = 9")
    with house.office.open(house.stands["ae"]) as again:
        assert again.last == 4
        again.send([line(n) for n in range(5, 10)], [])
    assert [one.n for _, one in all_of(house.at["ae2"], house.desk)] == list(range(1, 10))


def test_the_clock_and_the_people_are_the_server_s(house: House) -> None:
    there = house.at["ae"].now()
    assert there.tzinfo is not None
    assert there <= house.at["ae"].now()
    am = house.stands["am"].desk
    assert [(p.name, p.role, p.answers_to, p.gone) for p in house.at["other"].people()] == [
        ("林经理", "AM", None, False), ("小王", "AE", am, False), ("小李", "AE", am, False)
    ]  # fmt: skip
