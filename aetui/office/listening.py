"""Hearing that something came, as it comes: by LISTEN where the server can be heard, else by looking every two seconds."""

from __future__ import annotations

import secrets
import select
import socket
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from time import monotonic
from typing import Any

from aetui.office.errors import OfficeAway, told

POLLS_S = 2.0
_PROBE_S = 2.0
"""How long a notice that was sent to oneself is waited for."""


class Listening:
    """A connection of its own that hears a desk's channel. Whoever has it fetches once, then each time that it says so: nothing that came
    between is missed. `polling`: it can't hear, and says "look" every two seconds.

    `notify` sends an empty notice over another connection, whose server process is `pid`. Raises OfficeAway, also where the server
    goes away in the middle.
    """

    def __init__(
        self, conn: Any, channel: str, login: str, pid: Callable[[], int], notify: Callable[[str], None]
    ) -> None:
        self._conn, self._channel, self._login, self._pid = conn, channel, login, pid
        self._came: deque[tuple[str, int]] = deque()
        conn.add_notify_handler(lambda notice: self._came.append((notice.channel, notice.pid)))
        self.polling = not self._hears(notify)
        self._looked = monotonic()

    def close(self) -> None:
        with suppress(Exception):
            self._conn.close()

    def _hears(self, notify: Callable[[str], None]) -> bool:
        """Whether a notice that another connection sends arrives here. A pooler takes LISTEN, and hands what comes to somebody else."""
        import psycopg
        from psycopg import sql

        probe = f"aetui_{secrets.token_hex(16)}"
        with told(self._login):
            try:
                for channel in (self._channel, probe):
                    self._conn.execute(sql.SQL("LISTEN {}").format(sql.Identifier(channel)))
            except (psycopg.NotSupportedError, psycopg.ProgrammingError, psycopg.InternalError):
                return False
        notify(probe)
        ends = monotonic() + _PROBE_S
        while (left := ends - monotonic()) > 0:
            self._hear(left, None)
            if any(channel == probe for channel, _ in self._came):
                with told(self._login):
                    self._conn.execute(sql.SQL("UNLISTEN {}").format(sql.Identifier(probe)))
                return True
        return False

    def _hear(self, timeout_s: float, ready: socket.socket | None) -> None:
        """Take what the kernel has, or will have until then; at once where `ready` can be read."""
        import psycopg

        if self._conn.closed:
            raise OfficeAway
        with told(self._login):
            line: Any = self._conn.pgconn
            try:
                heard, _, _ = select.select([line.socket, *([ready] if ready else [])], [], [], max(0.0, timeout_s))
            except (OSError, ValueError):
                raise psycopg.InterfaceError from None
            if line.socket in heard:
                line.consume_input()
                while (notice := line.notifies()) is not None:
                    self._came.append((notice.relname.decode("utf-8", "replace"), notice.be_pid))

    def wait(self, timeout_s: float, ready: socket.socket | None = None) -> tuple[bool, bool]:
        """Wait until something came, at most `timeout_s` seconds, or until `ready` can be read. Returns whether `ready` can, and whether
        there is something to fetch: sent by another connection than the one beside this."""
        ends = monotonic() + timeout_s
        while True:
            theirs = False
            while self._came:
                channel, pid = self._came.popleft()
                theirs = theirs or (channel == self._channel and pid != self._pid())
            if self.polling and monotonic() - self._looked >= POLLS_S:
                self._looked, theirs = monotonic(), True
            own = ready is not None and bool(select.select([ready], [], [], 0)[0])
            left = ends - monotonic()
            if own or theirs or left <= 0:
                return own, theirs
            if self.polling:
                left = min(left, self._looked + POLLS_S - monotonic())
            self._hear(left, ready)
