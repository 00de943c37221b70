"""One exchange with the office: what was changed here goes there, what others changed comes here, letters both ways.

Each step is written down when it is done (`Standing`), and each may be done twice: a line, a change and a letter arrive once whatever is
repeated. So a program that is killed anywhere, or a server that goes away, leaves nothing to put right: the next exchange goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from functools import partial
from itertools import islice
from time import time
from typing import TYPE_CHECKING

import msgspec

from aetui.desk.office import standing
from aetui.desk.office.bringing import (
    Tell,
    bring,
    is_far_behind,
    is_of,
    is_there,
    put,
    put_snapshots,
    things,
    unheard,
)
from aetui.desk.office.replicas import answering_for
from aetui.domain.errors import BadInput, DeskError
from aetui.domain.records import Letter
from aetui.store import DeskDB
from aetui.store.file.held import alone
from aetui.store.remote import outbox, replica
from aetui.store.remote.fork import fork, forked_at, is_as_sent
from aetui.store.remote.line import Line
from aetui.store.remote.ops import Contents
from aetui.store.remote.receive import Received, Receiver
from aetui.store.safety.damage import set_aside

if TYPE_CHECKING:
    from aetui.desk.core import Desk
    from aetui.office.server import Server

AT_ONCE = 200
"""How many lines or letters go in one transaction, and letters come."""
FETCHED = 1000
"""How many lines come at once."""
_EVER = 2**62
HEARD = timedelta(seconds=60)
"""How often it is written down that nothing was new."""
APART_MS = 500
"""By how much two clocks that go alike may seem to differ."""

TakeIn = Callable[[Sequence[Letter]], None]
"""Takes letters into the desk, where its book lives."""


class Exchanged(msgspec.Struct):
    """What an exchange moved: own changes sent, others' of the same desk taken in, letters that came, changes of desks that are looked
    after, fields of which two machines said something else. `told`: what the user should hear of."""

    sent: int = 0
    came: int = 0
    letters: int = 0
    boards: int = 0
    clashes: int = 0
    told: list[DeskError] = []


class Exchange:
    """One desk's dealings over one connection. `take_in` takes letters in; `ended`: whether the program is about to end, so that no new
    step is begun; `came`: others' changes of this desk lie in its file, while the rest of the exchange goes on."""

    def __init__(
        self,
        store: DeskDB,
        server: Server,
        take_in: TakeIn,
        *,
        ended: Callable[[], bool] = lambda: False,
        came: Callable[[], object] = lambda: None,
        tell: Tell = unheard,
    ) -> None:
        self._store, self._server, self._take_in, self._ended, self._tell = store, server, take_in, ended, tell
        self._came = came
        self._stands = standing.need(store)
        self._looked = False

    def run(self, *, fetch: bool = True) -> Exchanged:
        """One exchange; `fetch`: what others changed is asked for, too. Raises what the server raises (Away, Removed, NewerOffice),
        Unusable where the desk can't be written, TimeoutError where another program is at it, BadInput where the desk left."""
        moved = Exchanged()
        with alone(self._store.path, "office.lock"):
            self._stands = standing.need(self._store)
            first, self._looked = not self._looked, True
            if first:
                self._look_around()
                self._begin(moved)
            self._send(moved)
            if fetch and not self._ended():
                self._fetch(moved)
                self._fetch_letters(moved)
                self._send(moved)  # what letters were answered with
            if first and not self._ended():
                self._put_anew()
            self._heard()
        return moved

    def _put_anew(self) -> None:
        """Now and then the desk as a whole, so that who joins has little to fetch."""
        stands = self._stands
        if is_far_behind(self._store, self._server, stands.desk, stands.device):
            put_snapshots(self._store, self._server, self._tell)

    def _keep(self, **said: object) -> None:
        self._stands = standing.keep(self._store, self._stands, **said)

    def _heard(self) -> None:
        now = datetime.now().astimezone()
        heard = self._stands.heard
        if heard is None or not timedelta() <= now - heard < HEARD:
            self._keep(heard=now)

    def _look_around(self) -> None:
        """The server's clock, and everybody in the office."""
        before = time()
        there = self._server.now()
        offset = round((there.timestamp() - (before + time()) / 2) * 1000)
        known = self._stands.offset_ms
        self._keep(people=self._server.people(), offset_ms=offset if abs(offset - known) > APART_MS else known)

    def _begin(self, moved: Exchanged) -> None:
        """A desk that just joined comes from the office, or goes there, as a whole. Raises BadInput where both have things."""
        stands, store = self._stands, self._store
        if stands.sent or any(is_of(device, stands.desk) for device in outbox.known(store)):
            self._look_back(moved)
            return
        here = things(store)
        if is_there(self._server, stands.desk):
            if here:
                raise BadInput("office.has_things", here=here, name=stands.name)
            bring(store, self._server, stands.desk, self._tell)
        elif here:
            self._keep(sent=put(store, self._server, stands.device, self._tell))

    def _look_back(self, moved: Exchanged) -> None:
        """Whether the office has of this device what its file has: else that is an older one, and goes on as another device."""
        stands, store, server = self._stands, self._store, self._server
        if server.last < stands.sent and self._is_brought_back():
            return
        there = server.lines(stands.desk, stands.device, stands.sent, _EVER)
        if all(is_as_sent(store, n, line) for n, line in there):
            self._keep(sent=max((n for n, _ in there), default=stands.sent))
            return
        at = forked_at(store, lambda first, last: server.lines(stands.desk, stands.device, first, last))
        own = store.last_change > at
        new = server.another_device()
        fork(store, stands.device, at, new)
        self._keep(device=new, sent=at, seen={**stands.seen, stands.device: at})
        moved.told.append(BadInput("office.other_device" if own else "office.file_older"))

    def _is_brought_back(self) -> bool:
        """Whether the office lacks what it had of this device: its server was brought back from a backup. What is lacking goes there once more;
        where the log holds not all of that, the desk as a whole before it."""
        stands, store, server = self._stands, self._store, self._server
        last = server.last
        if not all(is_as_sent(store, n, line) for n, line in server.lines(stands.desk, stands.device, last, last)):
            return False
        if not outbox.holds(store, last):
            put_snapshots(store, server, self._tell)
        self._keep(sent=last)
        return True

    # Sending

    def _send(self, moved: Exchanged) -> None:
        """The own changes that the office doesn't have, with the letters in them, some in one transaction."""
        store, stands = self._store, self._stands
        if store.last_change <= stands.sent:
            return
        waiting = outbox.own_since(store, stands.sent, stands.device)
        while some := list(islice(waiting, AT_ONCE)):
            self._server.send(some, [letter for line in some for letter in outbox.letters(line)])
            self._keep(sent=some[-1].n)
            moved.sent += len(some)
            if self._ended():
                return

    # Receiving

    def _fetch(self, moved: Exchanged) -> None:
        """Others' changes: of the own desk's devices into the desk, of the desks that are looked after into their replicas."""
        from aetui.office.server import may_be_more

        found, more, stands = Received(), True, self._stands
        receiver = Receiver(self._store, stands.device, self._contents(stands.desk))
        self._begin_replicas()
        heard = of = 0
        while more and not self._ended():
            seen = self._seen()
            came = self._server.changes(seen, FETCHED)
            more = may_be_more(came, FETCHED)
            of = of or (self._server.lacking(seen) if more else len(came))
            theirs: dict[str, list[tuple[str, Line]]] = {}
            for desk, device, line in came:
                theirs.setdefault(desk, []).append((device, line))
            own = theirs.pop(stands.desk, [])
            if own:
                moved.came += len(own)
                self._take(receiver, own, found, moved)
                self._came()
            self._follow(theirs, moved)
            heard += len(came)
            self._tell("changes", heard, max(of, heard))
        moved.clashes += len({(one.kind, one.id, *one.path) for one in found.clashes})
        moved.told += found.told

    def _seen(self) -> dict[str, dict[str, int]]:
        """By desk and device, what is known here: of this device, all that its file holds."""
        stands = self._stands
        own = outbox.known(self._store)  # by the file itself, which may be an earlier one than `stands` tells of
        own[stands.device] = max(stands.sent, self._store.last_change)
        after = {
            person.desk: stands.replicas.get(person.desk, {}) for person in answering_for(stands) if not person.gone
        }
        return {stands.desk: own, **after}

    def _begin_replicas(self) -> None:
        """A desk that is looked after from now on comes as a whole, as far as it is there."""
        for person in answering_for(self._stands):
            if person.gone or person.desk in self._stands.replicas or self._ended():
                continue
            path = replica.path_of(self._store.path, person.desk)
            with closing(replica.open(path, self._contents(person.desk))) as there:
                if not there.seen:
                    bring(there.db, self._server, person.desk, self._tell, private=False)
                seen = there.seen
            if seen:
                self._keep(replicas={**self._stands.replicas, person.desk: seen})

    def _take(self, receiver: Receiver, lines: Sequence[tuple[str, Line]], found: Received, moved: Exchanged) -> None:
        receiver.take_all(lines, found, partial(self._set_aside, moved))
        self._keep(seen={**self._stands.seen, **{device: line.n for device, line in lines}})

    def _contents(self, desk: str) -> Contents:
        """Lines that the log here holds no more, as they were sent."""
        return lambda device, first, last: self._server.lines(desk, device, first, last)

    def _follow(self, theirs: Mapping[str, Sequence[tuple[str, Line]]], moved: Exchanged) -> None:
        """What came of desks that are looked after; that it did is written down once for all of them."""
        replicas = dict(self._stands.replicas)
        try:
            for desk, lines in theirs.items():
                moved.boards += len(lines)
                replicas[desk] = self._follow_one(desk, lines, moved)
        finally:
            self._keep(replicas=replicas)

    def _follow_one(self, desk: str, lines: Sequence[tuple[str, Line]], moved: Exchanged) -> dict[str, int]:
        """By device, what is known of that desk now."""
        with closing(replica.open(replica.path_of(self._store.path, desk), self._contents(desk))) as there:
            there.take_all(lines, Received(), partial(self._set_aside, moved))
            seen = further(there.seen, self._stands.replicas.get(desk, {}))
        return seen | {device: line.n for device, line in lines}

    def _set_aside(self, moved: Exchanged, line: Line, why: object) -> None:
        self._keep_aside(moved, line.whole, why)

    def _keep_aside(self, moved: Exchanged, data: bytes, why: object) -> None:
        files = self._store.file.files
        set_aside(files, [data.replace(b"\n", b" ")])
        moved.told.append(BadInput("office.garbage", path=files.damaged, why=str(why)[:120]))

    def _fetch_letters(self, moved: Exchanged) -> None:
        from aetui.office.server import Garbage

        while not self._ended():
            came = self._server.letters(self._stands.letters_seen, AT_ONCE)
            if not came:
                return
            letters = []
            for row in came:
                if isinstance(row, Garbage):
                    self._keep_aside(moved, row.data, row.why)
                else:
                    letters.append(row.letter)
            self._take_in(letters)
            self._keep(letters_seen=came[-1].pos)
            moved.letters += len(letters)


def further(one: Mapping[str, int], other: Mapping[str, int]) -> dict[str, int]:
    """Of each device the later of two numbers."""
    return {device: max(one.get(device, 0), other.get(device, 0)) for device in {**one, **other}}


@contextmanager
def connected(store: DeskDB, *, timeout_s: float = 5) -> Iterator[Server]:
    """The desk's connection. That the person was removed, or that the office's tables are newer than this program, is kept, so that it is
    told where nobody asks the server. Raises BadInput where the desk is in no office, and what the server raises."""
    from aetui.office.errors import NewerOffice, OfficeRemoved
    from aetui.office.server import Server

    stands = standing.need(store)
    try:
        with closing(Server.open(stands.url, stands.login, timeout_s=timeout_s)) as server:
            standing.keep(store, stands, removed=False, behind=0)
            yield server
    except OfficeRemoved:
        standing.keep(store, standing.of(store) or stands, removed=True)
        raise
    except NewerOffice as newer:
        standing.keep(store, standing.of(store) or stands, behind=newer.args_["theirs"])
        raise


def sync(desk: Desk, tell: Tell = unheard) -> Exchanged | None:
    """One exchange of a desk that nobody shows; None where another program is at it. Raises as `connected` and `Exchange.run`."""
    with connected(desk.store) as server:
        try:
            moved = Exchange(desk.store, server, takes_in(desk), tell=tell).run()
        except TimeoutError:
            return None
    desk.poll()
    return moved


def takes_in(desk: Desk) -> TakeIn:
    """Letters into a desk, here and now."""

    def take(came: Sequence[Letter]) -> None:
        from aetui.desk.letters.taking import take_in, take_in_waiting

        desk.poll()
        for letter in came:
            take_in(desk, letter)
        take_in_waiting(desk)

    return take
