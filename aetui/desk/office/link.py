"""The live link of a program that stays open: one thread, which sleeps until something is changed here or there.

Nothing waits for it: what is typed is on this disk already. It tells how the desk stands (`LinkState`), and what came is heard as another
program's commit is.
"""

from __future__ import annotations

import random
import select
import socket
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import closing, suppress
from datetime import datetime
from functools import partial
from threading import Thread
from time import monotonic

import msgspec

from aetui.desk.core import Desk
from aetui.desk.office import standing
from aetui.desk.office.exchange import Exchange, Exchanged, connected, takes_in
from aetui.desk.office.state import InStep, LinkState
from aetui.domain.errors import DeskError
from aetui.domain.records import Letter

FIRST_S, MOST_S = 0.5, 60.0
"""How long a link that broke waits before it tries again: the first time, and at most."""
BEAT_S = 60.0
"""How often it is looked whether the other end still is there, where nothing comes."""
LASTS_S = 30.0
"""A connection that held for so long was none of those that break at once."""
QUITS_S = 0.15
"""How long the program's end waits for a step that is being done; each may be cut off."""
LETTERS = 4
"""How many letters are taken in between two keys."""


class LinkHost(msgspec.Struct, frozen=True):
    """The program that stays open. `later` is called from the link's thread, returns at once, and has what it is given run on the loop; the
    others are called there. `stood`: how the desk stands is another; `complain`: what the user should hear; `fault`: one of the program's."""

    later: Callable[[Callable[[], object]], object]
    stood: Callable[[], object]
    complain: Callable[[DeskError], object]
    fault: Callable[[Exception], object]


class _Ending(Exception):
    """The program ends: what is being done is left to the next exchange."""


class LiveLink:
    """One desk's link; `start`, `changed` and `stop` are called by the program, on its loop."""

    def __init__(self, desk: Desk, host: LinkHost) -> None:
        self._desk, self._host = desk, host
        self.state = LinkState()
        self._ending = False
        self._hurried = False
        self._said: str | None = None  # the last mistake, told once as long as it lasts
        self._ready, self._wake = socket.socketpair()
        self._ready.setblocking(False)
        self._wake.setblocking(False)
        self._thread = Thread(target=self._run, name="office", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def changed(self, _: object = None) -> None:
        """Something was changed here: it goes there now."""
        with suppress(OSError):  # full: it is awake
            self._wake.send(b"\0")

    def hurry(self) -> None:
        """Try now, without waiting."""
        self._hurried = True
        self.changed()

    def stop(self) -> None:
        """The program ends; what is being done may be cut off anywhere."""
        self._ending = True
        self.changed()
        self._thread.join(QUITS_S)

    @property
    def runs(self) -> bool:
        return self._thread.is_alive()

    # In the thread

    def _run(self) -> None:
        wait = FIRST_S
        while not self._ending:
            began = monotonic()
            try:
                self._connected()
            except _Ending:
                return
            except Exception as broken:
                if not self._goes_on(broken):
                    return
            if monotonic() - began > LASTS_S:
                wait = FIRST_S
            self._rest(wait * random.uniform(0.75, 1.25))  # 200 desks don't come back at once
            wait = min(wait * 2, MOST_S)

    def _goes_on(self, broken: Exception) -> bool:
        """Whether to try again after that."""
        if isinstance(broken, DeskError):
            step = {"office.removed": InStep.REMOVED, "office.newer": InStep.NEWER}.get(broken.key)
            self._tell(broken)
            if broken.key == "office.not_in":  # another program left the office
                self._show(None)
                return False
            if step is not None:
                self._show(LinkState(step))
                return False
        elif not isinstance(broken, OSError):
            self._later(lambda: self._host.fault(broken))
        self._apart()
        return True

    def _connected(self) -> None:
        """One connection, until it breaks or the program ends."""
        with connected(self._desk.store) as server:
            exchange = Exchange(
                self._desk.store, server, self._take_in, ended=lambda: self._ending, came=lambda: self._later(self._desk.poll)
            )  # fmt: skip
            with closing(server.listen()) as listening:  # before the first look: nothing falls between
                self._exchange(exchange, fetch=True)
                while not self._ending:
                    self._said = None
                    self._show(LinkState(InStep.IN, slow=listening.polling))
                    own, theirs = listening.wait(BEAT_S, self._ready)
                    self._drain()
                    if not self._ending:
                        self._exchange(exchange, fetch=theirs or not own or self._hurried)
                        self._hurried = False

    def _exchange(self, exchange: Exchange, *, fetch: bool) -> None:
        try:
            moved = exchange.run(fetch=fetch)
        except TimeoutError:  # another program is at it, and does the same
            return
        if moved.came or moved.told or moved.letters:
            self._later(lambda: self._heard(moved))

    def _apart(self) -> None:
        """Not in step: since when, and how much waits."""
        stands = standing.of(self._desk.store)
        if stands is None:
            return
        waits = standing.waiting(self._desk.store, stands)
        since = self.state.since
        if self.state.step is not InStep.APART:
            since = datetime.now().astimezone() if self.state.step is InStep.IN else stands.heard or waits.since
        self._show(LinkState(InStep.APART, waits.n, since))

    def _rest(self, seconds: float) -> None:
        """Wait before it is tried again; what is changed meanwhile is counted."""
        ends, self._hurried = monotonic() + seconds, False
        while not (self._ending or self._hurried) and (left := ends - monotonic()) > 0:
            if select.select([self._ready], [], [], left)[0]:
                self._drain()
                if not (self._ending or self._hurried):
                    self._apart()

    def _drain(self) -> None:
        with suppress(BlockingIOError):
            while self._ready.recv(4096):
                pass

    def _show(self, state: LinkState | None) -> None:
        state = state or LinkState(InStep.LEFT)
        if state != self.state:
            self.state = state
            self._later(self._host.stood)

    def _tell(self, mistake: DeskError) -> None:
        """Once as long as it lasts; that the server is away says the board's head."""
        said, self._said = self._said, mistake.key
        if mistake.key not in (said, "office.away", "office.not_in"):
            self._later(lambda: self._host.complain(mistake))

    def _later(self, act: Callable[[], object]) -> None:
        try:
            self._host.later(act)
        except RuntimeError:  # its loop is gone
            raise _Ending from None

    def _take_in(self, came: Sequence[Letter]) -> None:
        """Letters, a few between two keys; waited for, since what was taken in is written down."""
        for first in range(0, len(came), LETTERS):
            some, done = came[first : first + LETTERS], Future[None]()
            self._later(partial(self._letters, some, done))
            while True:
                with suppress(TimeoutError):
                    done.result(0.1)
                    break
                if self._ending:
                    raise _Ending

    # On the loop

    def _letters(self, came: Sequence[Letter], done: Future[None]) -> None:
        try:
            takes_in(self._desk)(came)
        except Exception as mistake:
            done.set_exception(mistake)
        else:
            done.set_result(None)

    def _heard(self, moved: Exchanged) -> None:
        """What came stands in the file: it is heard as what another program wrote."""
        self._desk.poll()
        for mistake in moved.told:
            self._host.complain(mistake)
