"""The changes of a desk by the devices that made them: from the log, and what that has let go of from where it was sent to."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import Any

import msgspec

from aetui.domain.records import KINDS
from aetui.store.file.deskfile import DeskFile
from aetui.store.file.journal import JournalChange, RawEdit, raw
from aetui.store.file.tables import id_of
from aetui.store.remote.fields import ABSENT
from aetui.store.remote.state import Op, key_of, said_alone
from aetui.store.safety.doubts import CONFLICTS, Conflict

Contents = Callable[[str, int, int], Iterable[tuple[int, bytes]]]
"""The lines of a device from one number to another, both included, as they were sent, with their numbers; those that there are."""
Thing = tuple[str, str]
"""A table, and the id of a record in it (of other tables' documents: the document's)."""

_MANY = 100_000
"""What changes did to records, kept at once."""

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
    """All changes that are known here, by device and number. `me`: this device."""

    def __init__(self, file: DeskFile, me: str, contents: Contents) -> None:
        self._file, self.me, self._contents = file, me, contents
        self._changes: dict[tuple[str, int], JournalChange] = {}
        self._ops: dict[tuple[str, int, Thing], Op | None] = {}
        self._forget()

    def _forget(self) -> None:
        self._tables = self._file.tables
        self._numbers: dict[str, list[int]] = {}
        self._seqs: dict[tuple[str, int], int] = {}
        self._until = 0

    def _index(self) -> None:
        if self._tables is not self._file.tables:
            self._forget()
        log = self._tables.table("log")
        top = max(log, default=0)
        for seq in sorted(log) if not self._until else range(self._until + 1, top + 1):
            with suppress(ValueError, RecursionError, KeyError):
                head = _decode_head(log[seq])
                device, n = (self.me, seq) if head.device is None else (head.device, head.n)
                if (device, n) not in self._seqs:
                    insort(self._numbers.setdefault(device, []), n)
                self._seqs[device, n] = seq
        self._until = top

    def devices(self) -> set[str]:
        """All of the desk's that anything is known of."""
        return {self.me, *self._file.tables.known.others}

    def after(self, device: str, n: int) -> Iterator[tuple[int, JournalChange]]:
        """The changes of a device after that number, as it made them. Of a large desk all of it is read where its front doesn't hold
        the log so far back."""
        if not self._reaches(device, n):
            self._file.need_whole()
        self._index()
        known = self._tables.known
        last = known.own if device == self.me else known.others.get(device, 0)
        numbers = self._numbers.get(device, [])
        numbers = numbers[bisect_right(numbers, n) :]
        lacking = [
            number for number in numbers if (device, number) not in self._changes and not self._held(device, number)
        ]
        first = min(self._numbers.get(device, []), default=last + 1)
        begun = device == self.me and 1 in self._tables.table("log")
        if n + 1 < first and not begun:
            lacking = [n + 1, first - 1, *lacking]
        if lacking:
            for number, line in self._contents(device, min(lacking), max(lacking)):
                if (device, number) not in self._changes:
                    with suppress(ValueError, RecursionError):
                        self._changes[device, number] = _decode_change(line)
                if number not in numbers and number > n:
                    insort(numbers, number)
        for number in numbers:
            change = self._changes.get((device, number))
            if change is not None:
                yield number, change

    def op(self, change: JournalChange, device: str, n: int, thing: Thing) -> Op | None:
        """`op_of`, once for each."""
        key = device, n, thing
        if key not in self._ops:
            if len(self._ops) > _MANY:
                self._ops.clear()
            self._ops[key] = op_of(change, device, n, thing)
        return self._ops[key]

    def _reaches(self, device: str, n: int) -> bool:
        """Whether the changes of a device after that number are among those of the log that are held."""
        tables = self._file.tables
        if tables.whole or tables.folded is None:
            return True
        if device != self.me:
            return n >= tables.folded.others.get(device, 0)
        return n >= tables.folded.own or min(tables.table("log"), default=n + 2) <= n + 1

    def _held(self, device: str, n: int) -> bool:
        """Whether the log has that change with what it did; then it is known from here on."""
        line = self._tables.table("log").get(self._seqs[device, n])
        if line is None:
            return False
        with suppress(ValueError, RecursionError):
            change = _decode_change(line)
            if change.edits or change.theirs or not change.count:
                self._changes[device, n] = change
                return True
        return False


def op_of(change: JournalChange, device: str, n: int, thing: Thing) -> Op | None:
    """What a change did to one record, as its device made it; None where it did nothing to it."""
    edits = _said(change)
    states = _states(edits, thing)
    settled = dict(settlings(edits, thing))
    if states is None and not settled:
        return None
    before, after = states or (ABSENT, ABSENT)
    clock = 0 if change.clock is msgspec.UNSET else change.clock
    saw = {} if change.saw is msgspec.UNSET else change.saw
    said = said_alone(before, after)
    return Op(clock, device, n, saw, change.token, change.at.isoformat(), before, after, settled, said)


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


def _states(edits: Iterable[RawEdit], thing: Thing) -> tuple[Any, Any] | None:
    for edit in edits:
        if edit.table == thing[0] and thing_of(edit) == thing:
            before, after = (value_of(raw(state)) for state in (edit.before, edit.after))
            return before, after
    return None


def settlings(edits: Iterable[RawEdit], thing: Thing) -> Iterator[tuple[str, Conflict | None]]:
    """By their keys, the conflicts of a record that edits took away (None) or put back."""
    for edit in edits:
        if edit.table == CONFLICTS:
            with suppress(ValueError, RecursionError):
                gone = raw(edit.after) is None
                told = msgspec.json.decode(raw(edit.before if gone else edit.after) or b"", type=Conflict)
                if told.token and (told.table, told.id) == thing:
                    yield key_of(told.path, told.token), None if gone else told


def value_of(state: bytes | None) -> Any:
    return ABSENT if state is None else msgspec.json.decode(state)


def window(lines: Lines, thing: Thing, first: Op) -> list[Op]:
    """All changes of a record that stand beside `first`: each that one of them didn't see. So every change before them was seen by all
    of them, and the record as the earliest found it is what those made of it."""
    found = {(first.device, first.n): first}
    devices = lines.devices() | {first.device}
    covered = {device: first.covers(device) for device in devices}
    looked: dict[str, int] = {}
    while looked != covered:
        looked = dict(covered)
        for device in devices:
            for n, change in lines.after(device, covered[device]):
                if (device, n) in found or (op := lines.op(change, device, n, thing)) is None:
                    continue
                found[device, n] = op
                for other in devices:
                    covered[other] = min(covered[other], op.covers(other))
    return list(found.values())
