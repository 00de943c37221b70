"""What goes to an office and comes from it, over one connection. Each call is one statement, and so one transaction."""

from __future__ import annotations

import socket
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from threading import Lock, Timer
from types import TracebackType
from typing import Any, NamedTuple

import msgspec

from aetui.domain.records.letter import Letter
from aetui.office import address, schema, snapshots
from aetui.office.errors import NoOffice, told
from aetui.office.joining import Arrived, arrive
from aetui.office.keeper import colleagues
from aetui.office.listening import Listening
from aetui.office.snapshots import Said, SnapshotHead
from aetui.store.remote.line import Line
from aetui.store.remote.standing import Colleague

AT_MOST = 16 << 20
"""Bytes of lines that are fetched at once, give or take one line."""
ANSWERS_S = 75.0
"""How long an answer is waited for: longer than the server itself lets a statement take."""


class Post(msgspec.Struct, frozen=True, omit_defaults=True):
    """A letter as it travels: what both desks hold of it alike."""

    id: str
    act: str
    sent_at: datetime
    args: dict[str, str | int | bool | list[str]] = {}
    of: str | None = None


class Came(NamedTuple):
    """A letter that came: its place, whose it is by the login and not by its own word."""

    pos: int
    desk: str
    name: str
    letter: Letter


class Garbage(msgspec.Struct, frozen=True):
    """A row that can't be read: where it stands, who wrote it, its bytes, what is wrong. To be set aside, and told."""

    pos: int
    desk: str
    name: str
    data: bytes
    why: str


class Server:
    """A desk's connection with its office; may be used from several threads, one after the other.

    Every call raises OfficeAway where the server is gone or doesn't answer, OfficeRemoved where the person was removed meanwhile.
    """

    def __init__(self, parts: dict[str, str], login: str, timeout_s: float) -> None:
        self._parts, self.login, self._timeout_s = parts, login, timeout_s
        self._lock = Lock()
        self._conn: Any = None
        self._conn = address.connect({**parts, "user": login}, timeout_s=timeout_s, login=login)
        try:
            with self._asking() as conn:
                self.office, version = schema.version_of(conn)
                schema.need(version)  # before what versions may differ in is asked
                self._arrived: Arrived = arrive(conn)
                if self._arrived.state != "here":
                    raise NoOffice("office.login")
        except BaseException:
            self._conn.close()
            raise

    @classmethod
    def open(cls, url: str, login: str, *, timeout_s: float = 5) -> Server:
        """`url`: without a password, which libpq looks up. Raises OfficeAway, OfficeRemoved, NewerOffice, OlderOffice, NoOffice,
        WrongPassword, NoExtra."""
        return cls(address.parse(url), login, timeout_s)

    def __enter__(self) -> Server:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End it, from any thread: who waits for an answer gets OfficeAway."""
        if not self._lock.acquire(blocking=False):
            _cut(self._conn)
            self._lock.acquire()
        self._conn.close()
        self._lock.release()

    @property
    def pid(self) -> int:
        """Of the server's process at the other end."""
        return int(self._conn.info.backend_pid)

    @contextmanager
    def _asking(self) -> Iterator[Any]:
        """The connection, for one statement. A server that stands still is given up."""
        with self._lock:
            clock = Timer(ANSWERS_S, _cut, (self._conn,))
            clock.daemon = True
            clock.start()
            try:
                with told(self.login):
                    yield self._conn
            except NoOffice:
                with told(self.login):
                    arrive(self._conn)  # raises OfficeRemoved
                raise
            finally:
                clock.cancel()

    def _rows(self, query: str, args: Sequence[object] = ()) -> list[Any]:
        with self._asking() as conn, conn.cursor(binary=True) as cursor:
            return list(cursor.execute(query, args).fetchall())

    def now(self) -> datetime:
        """The server's clock."""
        at = self._rows("SELECT clock_timestamp()")[0][0]
        assert isinstance(at, datetime)
        return at

    def people(self) -> list[Colleague]:
        """Everybody, also who was removed."""
        with self._asking() as conn:
            return colleagues(conn)

    def me(self) -> tuple[str, str, str]:
        """Desk, device, channel, as the office has them now."""
        with self._asking() as conn:
            self._arrived = arrive(conn)
        return self._arrived.desk, self._arrived.device, self._arrived.channel or ""

    @property
    def last(self) -> int:
        """The number of the last change of this device that was there when it opened, or when `me` was last asked. Lower than what was
        sent, where the server was brought back from a backup: what is missing goes again."""
        return self._arrived.last or 0

    def another_device(self) -> str:
        """A new id for this device, after OtherBytes. Lines go under it from now on."""
        device = str(self._rows("SELECT aetui.another_device()")[0][0])
        self.me()
        return device

    def send(self, lines: Sequence[Line], letters: Sequence[Letter]) -> None:
        """All of it or nothing. What is there already is passed over. Of a line that is private as a whole not even its verb can be read by
        those who answer for the desk.

        Raises OtherBytes(n): a number of this device stands there with other bytes, or a later one does and this one doesn't. BadInput: a
        letter to a desk that isn't in the office.
        """
        posts = [Post(letter.id, letter.act, letter.sent_at, letter.args, letter.of) for letter in letters]
        self._rows(
            "SELECT aetui.send(%s, %s::bigint[], %s::timestamptz[], %s::text[], %s::bigint[], %s::text[], %s::bytea[], %s::bytea[],"
            " %s::text[], %s::text[], %s::text[], %s::bytea[])",
            [
                self._arrived.device,
                [line.n for line in lines],
                [line.at for line in lines],
                [_plain(line.verb)[:200] if line.public or line.private is None else "" for line in lines],
                [line.clock for line in lines],
                [msgspec.json.encode(line.saw).decode() for line in lines],
                [line.public for line in lines],
                [line.private for line in lines],
                [post.id for post in posts],
                [letter.desk for letter in letters],
                [_plain(post.act)[:100] for post in posts],
                [msgspec.json.encode(post) for post in posts],
            ],
        )

    def changes(self, seen: Mapping[str, Mapping[str, int]], limit: int = 1000) -> list[tuple[str, str, Line]]:
        """What is there after `seen` of the desks that it names: desk, device, line; at most `limit`, at most `AT_MOST` bytes, at least one.

        Those of a device in the order of their numbers, and all as their clocks go. The own desk's with what is private, of all its
        devices, this one too. Of a desk that this one doesn't answer for: nothing. Ask again while there may be more (`may_be_more`).
        """
        known = [(desk, device, n) for desk, devices in seen.items() for device, n in devices.items()]
        rows = self._rows(_CHANGES, [*_columns(known, 3), list(seen), limit, limit, AT_MOST])
        return [
            (
                desk,
                device,
                Line(n, at, verb, clock, snapshots.numbers(saw), line, private),
            )
            for desk, device, n, at, verb, clock, saw, line, private in rows
        ]

    def lacking(self, seen: Mapping[str, Mapping[str, int]]) -> int:
        """How many changes are there after `seen`, as `changes` gives them; more, where numbers are of nothing that may be read here."""
        known = [(desk, device, n) for desk, devices in seen.items() for device, n in devices.items()]
        return int(self._rows(_LACKING, [*_columns(known, 3), list(seen)])[0][0])

    def contents(self, desk: str, device: str, n: int) -> bytes | None:
        """The bytes of one change, as far as they may be read here; None where there is none."""
        rows = self._rows(
            "SELECT coalesce(p.line, c.line) FROM aetui.changes c LEFT JOIN aetui.private_changes p USING (desk, device, n)"
            " WHERE c.desk = %s AND c.device = %s AND c.n = %s",
            [desk, device, n],
        )
        return bytes(rows[0][0]) if rows else None

    def lines(self, desk: str, device: str, first: int, last: int) -> list[tuple[int, bytes]]:
        """As `contents`, of all changes from one number to another, both included."""
        rows = self._rows(
            "SELECT c.n, coalesce(p.line, c.line) FROM aetui.changes c LEFT JOIN aetui.private_changes p USING (desk, device, n)"
            " WHERE c.desk = %s AND c.device = %s AND c.n BETWEEN %s AND %s ORDER BY c.n",
            [desk, device, first, last],
        )
        return [(n, bytes(line)) for n, line in rows]

    def letters(self, after: int, limit: int = 200) -> list[Came | Garbage]:
        """Letters to this desk after that place, in the order of their places: at most `limit`, at most `AT_MOST` bytes, at least one. Whose
        each is says the login and not the letter."""
        rows = self._rows(_LETTERS, [self._arrived.desk, after, limit, AT_MOST])
        return [_letter(*row) for row in rows]

    def put_snapshot(self, data: bytes, seen: Mapping[str, int], *, private: bool, said: Said | None = None) -> str:
        """Put a snapshot of the own desk there, piece by piece; one that was broken off is gone on with. Returns its id. Of the earlier
        ones one stays."""
        return snapshots.put(self._rows, self._arrived.desk, self._arrived.device, data, seen, private, said)

    def snapshots(self, desk: str) -> list[SnapshotHead]:
        """The whole snapshots of a desk that may be read here, the latest first; private ones of the own desk alone."""
        return snapshots.heads(self._rows, desk)

    def snapshot_piece(self, head: SnapshotHead, k: int) -> bytes | None:
        """One piece, counted from 0; None where a later snapshot took its place. Of the whole: `snapshots.is_whole`."""
        return snapshots.piece(self._rows, head.desk, head.id, k)

    def listen(self) -> Listening:
        """Hear when something comes, over a connection of its own."""
        conn = address.connect({**self._parts, "user": self.login}, timeout_s=self._timeout_s, login=self.login)
        try:
            return Listening(conn, self._arrived.channel or "", self.login, lambda: self.pid, self._notify)
        except BaseException:
            conn.close()
            raise

    def _notify(self, channel: str) -> None:
        self._rows("SELECT pg_notify(%s, '')", [channel])


def may_be_more(came: Sequence[tuple[str, str, Line]], limit: int) -> bool:
    """Whether what `Server.changes` gave may have been cut off."""
    return len(came) >= limit or sum(len(line.public) for _, _, line in came) >= AT_MOST


def _letter(pos: int, desk: str, name: str, id: str, act: str, data: bytes) -> Came | Garbage:
    try:
        post = msgspec.json.decode(data, type=Post)
        if (post.id, post.act) != (id, act) or post.sent_at.tzinfo is None:
            raise ValueError("id, act or time")
    except (ValueError, RecursionError) as why:
        return Garbage(pos, desk, name, bytes(data), str(why))
    letter = Letter(
        id=id, created_at=post.sent_at, updated_at=post.sent_at, act=act, out=False, desk=desk, who=name, args=post.args, sent_at=post.sent_at, of=post.of
    )  # fmt: skip
    return Came(pos, desk, name, letter)


def _plain(text: str) -> str:
    """Text as the server takes it: without NUL and halves of characters. (A change's own bytes go as they are.)"""
    return text.replace("\0", "").encode("utf-8", "replace").decode()


def _columns(rows: Sequence[tuple[object, ...]], width: int) -> list[list[object]]:
    return [[row[k] for row in rows] for k in range(width)]


def _cut(conn: Any) -> None:
    """Take the line away from a connection, whoever waits on it."""
    with suppress(Exception), socket.socket(fileno=socket.dup(conn.fileno())) as line:
        line.shutdown(socket.SHUT_RDWR)


_LETTERS = """
SELECT l.pos, l.from_desk, p.name, l.id, l.act, l.letter FROM (
    SELECT *, sum(octet_length(letter)) OVER (ORDER BY pos) - octet_length(letter) AS before FROM (
        SELECT * FROM aetui.letters WHERE to_desk = %s AND pos > %s ORDER BY pos LIMIT %s) h
) l JOIN aetui.people p ON p.desk = l.from_desk WHERE l.before < %s ORDER BY l.pos
"""

_LACKING = """
SELECT coalesce(sum(d.last - coalesce(s.n, 0)), 0)::bigint FROM aetui.devices d
LEFT JOIN unnest(%s::text[], %s::text[], %s::bigint[]) AS s(desk, device, n) ON s.desk = d.desk AND s.device = d.device
WHERE d.desk = ANY (%s::text[]) AND d.last > coalesce(s.n, 0)
"""

_CHANGES = """
WITH due AS (
    SELECT d.desk, d.device, coalesce(s.n, 0) AS after FROM aetui.devices d
    LEFT JOIN unnest(%s::text[], %s::text[], %s::bigint[]) AS s(desk, device, n) ON s.desk = d.desk AND s.device = d.device
    WHERE d.desk = ANY (%s::text[]) AND d.last > coalesce(s.n, 0)
), found AS (
    SELECT c.*, max(c.clock) OVER (PARTITION BY c.device ORDER BY c.n) AS so_far FROM due CROSS JOIN LATERAL (
        SELECT * FROM aetui.changes h WHERE h.desk = due.desk AND h.device = due.device AND h.n > due.after ORDER BY h.n LIMIT %s
    ) c
), chosen AS (
    SELECT f.*, sum(octet_length(line)) OVER (ORDER BY so_far, device, n) - octet_length(line) AS before
    FROM found f ORDER BY so_far, device, n LIMIT %s
)
SELECT c.desk, c.device, c.n, c.at, c.verb, c.clock, c.saw, c.line, p.line
FROM chosen c LEFT JOIN LATERAL (
    SELECT h.line FROM aetui.private_changes h WHERE h.desk = c.desk AND h.device = c.device AND h.n = c.n OFFSET 0
) p ON true
WHERE c.before < %s ORDER BY c.so_far, c.device, c.n
"""
"""Devices are walked by their numbers, each from where it is known; a clock that goes back doesn't put a later number first."""
