"""The changes of a desk by the devices that made them: from the log, and what that has let go of from where it was sent to."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Callable, Iterable
from contextlib import suppress
from math import inf
from typing import Any

import msgspec

from aetui.domain.records import KINDS
from aetui.store.file.deskfile import DeskFile
from aetui.store.file.journal import JournalChange, RawEdit, raw
from aetui.store.file.tables import SIDE_TABLES, id_of
from aetui.store.remote.fields import ABSENT
from aetui.store.remote.state import Op, key_of, said_alone
from aetui.store.safety.doubts import CONFLICTS, Conflict

Contents = Callable[[str, int, int], Iterable[tuple[int, bytes]]]
"""The lines of a device from one number to another, both included, as they were sent, with their numbers; those that there are."""
Thing = tuple[str, str]
"""A table, and the id of a record in it (of other tables' documents: the document's)."""

_decode_change = msgspec.json.Decoder(JournalChange).decode


class _Head(msgspec.Struct):
    device: str | None = None
    n: int = 0
    count: int = 0


_decode_head = msgspec.json.Decoder(_Head).decode


def nothing_more(_device: str, _first: int, _last: int) -> Iterable[tuple[int, bytes]]:
    """`Contents` of who has nothing but the log."""
    return ()


class Lines:
    """All changes that are known here, by what they are of, device and number. `me`: this device."""

    def __init__(self, file: DeskFile, me: str, contents: Contents) -> None:
        self._file, self.me, self._contents = file, me, contents
        self._of: dict[Thing, dict[str, list[Op]]] = {}
        self._read: set[tuple[str, int]] = set()
        self._since: dict[str, int] = {}
        self._forget()

    def _forget(self) -> None:
        self._tables = self._file.tables
        self._numbers: dict[str, list[int]] = {}
        self._seqs: dict[tuple[str, int], int] = {}
        self._new: dict[str, list[int]] = {}
        self._until = 0

    def _index(self) -> None:
        if self._tables is not self._file.tables:
            self._forget()
        log, last = self._tables.table("log"), self._file.place.seq
        for seq in range(self._until + 1, last + 1) if self._until else sorted(log):
            with suppress(ValueError, RecursionError, KeyError):
                head = _decode_head(log[seq])
                device, n = (self.me, seq) if head.device is None else (head.device, head.n)
                if (device, n) not in self._seqs:
                    insort(self._numbers.setdefault(device, []), n)
                    self._new.setdefault(device, []).append(n)
                self._seqs[device, n] = seq
        self._until = last

    def devices(self) -> set[str]:
        """All of the desk's that anything is known of."""
        return {self.me, *self._file.tables.known.others}

    def place(self, device: str, n: int) -> int | None:
        """The number of a change in the log here."""
        self._index()
        return self._seqs.get((device, n))

    def of(self, thing: Thing, device: str, n: int, until: float) -> list[Op]:
        """What the changes of a device with a number above `n`, up to `until`, did to a record."""
        self._have(device, n)
        ops = self._of.get(thing, {}).get(device, [])
        return ops[bisect_right(ops, n, key=_n) : bisect_right(ops, until, key=_n)]

    def _have(self, device: str, n: int) -> None:
        """Have the changes of a device after that number, as it made them, each read once. Of a large desk all of it is read where its
        front doesn't hold the log so far back."""
        if not self._reaches(device, n):
            self._file.need_whole()
        self._index()
        since, numbers = self._since.get(device), self._numbers.get(device, [])
        wanted = [one for one in self._new.pop(device, []) if one > (n if since is None else since)]
        if since is None or n < since:
            self._since[device] = n
            known = self._tables.known
            first = min(numbers, default=1 + (known.own if device == self.me else known.others.get(device, 0)))
            begun = device == self.me and 1 in self._tables.table("log")
            until = inf if since is None else since
            wanted += numbers[bisect_right(numbers, n) : bisect_right(numbers, until)]
            wanted += () if begun else range(n + 1, int(min(first, until + 1)))
        lacking = [
            one for one in dict.fromkeys(wanted) if (device, one) not in self._read and not self._held(device, one)
        ]
        if lacking:
            for number, line in self._contents(device, min(lacking), max(lacking)):
                if (device, number) not in self._read:
                    with suppress(ValueError, RecursionError):
                        self._take(_decode_change(line), device, number)

    def _take(self, change: JournalChange, device: str, n: int) -> None:
        found = ops_of(change, device, n)
        self._read.add((device, n))
        for thing, op in found.items():
            insort(self._of.setdefault(thing, {}).setdefault(device, []), op, key=_n)

    def _reaches(self, device: str, n: int) -> bool:
        """Whether the changes of a device after that number are among those of the log that are held."""
        tables = self._file.tables
        if tables.whole or tables.folded is None:
            return True
        if device != self.me:
            return n >= tables.folded.others.get(device, 0)
        return n >= tables.folded.own or min(tables.table("log"), default=n + 2) <= n + 1

    def _held(self, device: str, n: int) -> bool:
        """Whether the log has that change with what it did; then it is read."""
        line = self._tables.table("log").get(self._seqs.get((device, n), 0))
        if line is None:
            return False
        with suppress(ValueError, RecursionError):
            change = _decode_change(line)
            if change.edits or change.theirs or not change.count:
                self._take(change, device, n)
                return True
        return False


def _n(op: Op) -> int:
    return op.n


def ops_of(change: JournalChange, device: str, n: int) -> dict[Thing, Op]:
    """What a change did to each record, as its device made it; also to those of which it only settled what stood beside them."""
    edits = _said(change)
    states: dict[Thing, tuple[Any, Any]] = {}
    settled: dict[Thing, dict[str, Conflict | None]] = {}
    for edit in edits:
        if edit.table not in SIDE_TABLES:
            before, after = value_of(raw(edit.before)), value_of(raw(edit.after))
            states[thing_of(edit)] = before, after
        elif edit.table == CONFLICTS and (told := _conflict(edit)):
            key = key_of(told.path, told.token)
            settled.setdefault((told.table, told.id), {})[key] = None if raw(edit.after) is None else told
    clock = 0 if change.clock is msgspec.UNSET else change.clock
    saw = {} if change.saw is msgspec.UNSET else change.saw
    at = change.at.isoformat()
    found = {}
    for thing in dict.fromkeys((*states, *settled)):
        before, after = states.get(thing, (ABSENT, ABSENT))
        said, gone = said_alone(before, after), settled.get(thing, {})
        found[thing] = Op(clock, device, n, saw, change.token, at, before, after, gone, said)
    return found


def _conflict(edit: RawEdit) -> Conflict | None:
    """The conflict between devices that an edit took away or put back."""
    with suppress(ValueError, RecursionError):
        told = msgspec.json.decode(raw(edit.after) or raw(edit.before) or b"", type=Conflict)
        return told if told.token else None
    return None


def _said(change: JournalChange) -> list[RawEdit]:
    """What its device wrote: of a change that came, `theirs` tells what is other here."""
    if change.own:
        return change.edits
    theirs = [] if change.theirs is msgspec.UNSET else change.theirs
    named = {thing_of(edit) for edit in theirs}
    return [*theirs, *(e for e in change.edits if e.table != CONFLICTS and thing_of(e) not in named)]


def thing_of(edit: RawEdit) -> Thing:
    """What an edit is of."""
    states = raw(edit.after) or raw(edit.before) or b""
    return edit.table, id_of(states) if edit.table in KINDS else str(edit.doc)


def value_of(state: bytes | None) -> Any:
    return ABSENT if state is None else msgspec.json.decode(state)


def window(lines: Lines, thing: Thing, first: Iterable[Op]) -> list[Op]:
    """All changes of a record that stand beside the `first`: each that one of them didn't see. So every change before them was seen by
    all of them, and the record as the earliest found it is what those made of it."""
    found = {(op.device, op.n): op for op in first}
    devices = lines.devices() | {op.device for op in found.values()}
    covered = {device: min(op.covers(device) for op in found.values()) for device in devices}
    looked: dict[str, float] = dict.fromkeys(devices, inf)
    while any(covered[device] < looked[device] for device in devices):
        for device in devices:
            since, until = covered[device], looked[device]
            if since >= until:
                continue
            looked[device] = since
            for op in lines.of(thing, device, since, until):
                if found.setdefault((device, op.n), op) is op:
                    for other in devices:
                        covered[other] = min(covered[other], op.covers(other))
    return list(found.values())
