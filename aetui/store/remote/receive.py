"""Changes of other devices, brought into a desk's file: each as a whole, and once, in whatever order they come.

Where nothing here is unknown to a change, it is taken as it was made. Else each of its records becomes what all changes that touched it
make of it (`state`), so that all devices come to the same. Nothing is dropped: what lost stands in `conflicts` until it is settled.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import Any

import msgspec

from aetui.domain.errors import DeskError
from aetui.domain.records import KINDS
from aetui.store.db import DeskDB
from aetui.store.file.clock import stamps_of
from aetui.store.file.journal import JournalChange, RawEdit, raw
from aetui.store.file.tables import SIDE_TABLES, compact, decode, encode, same
from aetui.store.remote.fields import ABSENT
from aetui.store.remote.line import Line
from aetui.store.remote.numbers import given, renumbered, settle
from aetui.store.remote.ops import Contents, Lines, Thing, nothing_more, ops_of, thing_of, window
from aetui.store.remote.private import may_hide
from aetui.store.remote.state import Displaced, Op, key_of, state
from aetui.store.safety.doubts import CONFLICTS, Conflict
from aetui.store.writing import FromElsewhere, Writing

_decode_change = msgspec.json.Decoder(JournalChange).decode


class Clash(msgspec.Struct, frozen=True):
    """A place of a record of which two devices said something else: `aside` is what `by` said, `kept` what stands (null: nothing)."""

    kind: str
    id: str
    path: list[str]
    by: str
    kept: Any
    aside: Any


class Received(msgspec.Struct):
    """What came of some changes: how many were new here, and where two said something else, which waits to be settled;
    `told`: what the user should hear of besides (a card that got another number)."""

    n: int = 0
    clashes: list[Clash] = []
    told: list[DeskError] = []


class _Came(msgspec.Struct):
    """A line that isn't here, and what it did to each record. `knows`: it was made after all that is known here."""

    device: str
    line: Line
    change: JournalChange
    ops: dict[Thing, Op]
    knows: bool


AT_ONCE = 200
"""How many changes are taken in under one lock: who writes meanwhile waits for them."""
Spoilt = Callable[[Line, Exception], object]
"""Is told of a line that is no change, and why."""


class Receiver:
    """Takes changes of other devices into one desk. `me`: this device's id. `contents(device, first, last)` is asked for lines that this
    desk's log keeps no more, as they were sent, by the numbers of that device. `replica`: the desk is somebody's else, who alone settles what her devices say."""

    def __init__(self, db: DeskDB, me: str, contents: Contents = nothing_more, *, replica: bool = False) -> None:
        self._db, self._replica = db, replica
        self._begun = False
        self._fresh = partial(Lines, db.file, me, contents)
        self._lines = self._fresh()

    def take(self, device: str, line: Line, found: Received | None = None) -> Received:
        """One change of another device; what is here already, or holds nothing that may be read here, changes nothing. Raises ValueError
        where it is no change, Unusable where the desk can't be written; then nothing is changed."""
        found = Received() if found is None else found
        self._take([(device, line)], found)
        return found

    def take_all(self, lines: Sequence[tuple[str, Line]], found: Received, spoilt: Spoilt) -> None:
        """As `take`, of many, some at a time. What is no change is told, and counts as taken in from here on. Raises Unusable; then the
        first of them may be taken in, and the others not."""
        for first in range(0, len(lines), AT_ONCE):
            self._some(lines[first : first + AT_ONCE], found, spoilt)

    def _some(self, lines: Sequence[tuple[str, Line]], found: Received, spoilt: Spoilt) -> None:
        try:
            self._take(lines, found)
        except (ValueError, RecursionError) as why:
            half = len(lines) // 2
            if half:
                self._some(lines[:half], found, spoilt)
                self._some(lines[half:], found, spoilt)
            else:
                ((device, line),) = lines
                spoilt(line, why)
                self.skip(device, line)  # else it would be asked for again

    def _take(self, lines: Sequence[tuple[str, Line]], found: Received) -> None:
        """Several under one lock, with one wait for the disk; each record that they have to be brought together with is made anew once."""
        if not (self._begun or self._replica):
            self._begun = True
            self._go_on(found)
        clashes: list[Clash] = []
        try:
            with self._db.file.together():
                came = self._new(lines)
                merges = _merges(came)
                told = [] if self._replica else [note for one in came for note in renumbered(self._db, one.change)]
                for one in came:
                    self._write(one, merges, clashes)
        except BaseException:
            self._lines = self._fresh()
            raise
        found.n += len(came)
        found.clashes += clashes
        found.told += told
        for one in () if self._replica else came:
            self._numbers(one.change.edits, one.change.at, found)

    def _new(self, lines: Sequence[tuple[str, Line]]) -> list[_Came]:
        """Those that aren't here, with what each did."""
        known, found = self._db.file.tables.known.copy(), []
        for device, line in lines:
            if line.whole and line.n > known.others.get(device, 0):
                change = _decode_change(line.whole)
                change = msgspec.structs.replace(change, clock=line.clock, saw=line.saw, theirs=msgspec.UNSET)
                here = known.saw(self._lines.me).items()
                knows = all(n <= line.saw.get(other, 0) for other, n in here if other != device)
                ops = ops_of(change, device, line.n)
                if self._replica:
                    ops = {thing: op for thing, op in ops.items() if op.touches}
                found.append(_Came(device, line, change, ops, knows))
                known.others[device] = line.n
        return found

    def _write(self, one: _Came, merges: dict[Thing, list[Op]], clashes: list[Clash]) -> None:
        change, line = one.change, one.line
        with self._db.change(change.verb, change.args, change.at) as writing:
            of = self._turned(one)
            writing.came = FromElsewhere(change.token, change.program, one.device, line.n, line.clock, line.saw, of)
            told = {thing_of(edit): edit for edit in change.edits if edit.table not in SIDE_TABLES}
            for thing, op in one.ops.items():
                if thing not in merges:
                    self._put(writing, thing, told[thing], op.after, new=raw(told[thing].before) is None)
                elif merges[thing]:
                    self._bring(writing, thing, told.get(thing), merges[thing], clashes)
                    merges[thing] = []  # what comes after it is in it
                elif thing in told:
                    writing.theirs.append(told[thing])
            if not self._replica:
                writing.theirs += [edit for edit in change.edits if edit.table == CONFLICTS]

    def _turned(self, one: _Came) -> int | None:
        """The number here of the change that it turned, wherever that was made."""
        change = one.change
        if change.of is None:
            return None
        device, n = (one.device, change.of) if change.turned is msgspec.UNSET else change.turned
        return n if device == self._lines.me else self._lines.place(device, n)

    def _numbers(self, edits: list[RawEdit], at: datetime, found: Received) -> None:
        for edit in edits:
            if edit.table == "cards" and (number := given(raw(edit.before), raw(edit.after))):
                found.told += settle(self._db, number, at)

    def _go_on(self, found: Received) -> None:
        """Numbers that came in the very last changes, where this program was killed before it looked whether they were given twice."""
        log = self._db.file.tables.table("log")
        for seq in sorted(log, reverse=True)[:AT_ONCE]:
            with suppress(ValueError, RecursionError):
                if stamps_of(log[seq]).device is None:
                    return
                if b'"number":' in log[seq]:
                    change = _decode_change(log[seq])
                    self._numbers(change.edits, change.at, found)

    def skip(self, device: str, line: Line) -> None:
        """A line that is no change counts as taken in from here on (`outbox.known`), so that it isn't asked for again; who calls it keeps
        its bytes. Raises Unusable."""
        with self._db.change("snapshot", {}, line.at) as writing:
            if line.n > self._db.file.tables.known.others.get(device, 0):
                writing.came = FromElsewhere(f"{device}-{line.n}", "", device, line.n, line.clock, line.saw)

    # Records

    def _bring(self, writing: Writing, thing: Thing, edit: RawEdit | None, ops: list[Op], clashes: list[Clash]) -> None:
        """Make a record what all its changes make of it, those that just came (`ops`) too, whose first did `edit`."""
        kind, all_ = thing[0], window(self._lines, thing, ops)
        if not any(op.touches for op in all_):
            self._beside(writing, thing, all_, [], clashes)
            return
        hard = self._replica and may_hide(kind)
        comes = state(kind, all_, lambda value: _reads(kind, value), hard=hard)
        if not self._replica:
            self._beside(writing, thing, all_, comes.beside, clashes)
        self._put(writing, thing, edit, comes.value)

    def _put(self, writing: Writing, thing: Thing, edit: RawEdit | None, value: Any, *, new: bool = False) -> None:
        """Put a record as it comes to be; and what its device did, where that was something else."""
        doc = self._place(thing, known_new=new)
        ours = self._db.file.tables.table(thing[0]).get(doc) if doc is not None else None
        data = _data(thing[0], value, ours, raw(edit.after) if edit else None)
        if ours != data:
            writing.put(thing[0], _free(writing, thing) if doc is None else doc, data)
        if edit and not (same(ours, raw(edit.before)) and same(data, raw(edit.after))):
            writing.theirs.append(edit)

    def _place(self, thing: Thing, *, known_new: bool) -> int | None:
        if thing[0] in KINDS:
            return self._db.storage.place(*thing, known_new=known_new)
        self._db.file.need_whole()
        return int(thing[1]) if int(thing[1]) in self._db.file.tables.table(thing[0]) else None

    # Conflicts

    def _beside(
        self, writing: Writing, thing: Thing, ops: list[Op], beside: list[Displaced], clashes: list[Clash]
    ) -> None:
        """Make the conflicts of a record those that its changes make."""
        said: dict[str, Conflict | None] = {}
        for op in sorted(ops, key=lambda one: one.place):
            said |= op.settled
        tokens = {op.token for op in ops}
        wanted = {one.key: _conflict(thing, one) for one in beside if said.get(one.key, one) is not None}
        wanted |= {key: told for key, told in said.items() if told is not None}
        here = dict(self._conflicts(thing))
        for key, (doc, told) in here.items():
            if key not in wanted and (key in said or told.token in tokens):
                writing.put(CONFLICTS, doc, None)
        for key, told in wanted.items():
            if key not in here or here[key][1] != told:
                writing.put(CONFLICTS, here[key][0] if key in here else writing.free(CONFLICTS), compact(told))
            if key not in here and key not in said:
                kept, aside = (msgspec.json.decode(state) for state in (told.kept, told.aside))
                clashes.append(Clash(*thing, told.path, told.by, kept, aside))

    def _conflicts(self, thing: Thing) -> list[tuple[str, tuple[int, Conflict]]]:
        """The conflicts of a record that stand, by their keys, with where."""
        word = compact(thing[1])
        found = []
        for doc, data in self._db.storage.docs(CONFLICTS).items():
            if word in data and (told := _read(data)) is not None and told.token and (told.table, told.id) == thing:
                found.append((key_of(told.path, told.token), (doc, told)))
        return found


def _merges(came: list[_Came]) -> dict[Thing, list[Op]]:
    """Records that have to be made anew, since one of the changes that came didn't know all that is here, with what those did to them."""
    found: dict[Thing, list[Op]] = {}
    for one in came:
        for thing, op in one.ops.items():
            found.setdefault(thing, []).append(op)
    mixed = {thing for one in came for thing, op in one.ops.items() if op.settled or not one.knows}
    return {thing: ops for thing, ops in found.items() if thing in mixed}


def _free(writing: Writing, thing: Thing) -> int:
    return writing.free(thing[0]) if thing[0] in KINDS else int(thing[1])


def _data(table: str, value: Any, ours: bytes | None, theirs: bytes | None) -> bytes | None:
    """A document as bytes: as it came or stands here, where that says the same, else as this program writes it."""
    if value is ABSENT:
        return None
    data = compact(value)
    known = next((known for known in (theirs, ours) if known is not None and same(known, data)), None)
    if known is not None or table not in KINDS:
        return known or data
    try:
        written = encode(decode(table, data))
    except (ValueError, RecursionError):
        return data
    return written if same(written, data) else data


def _reads(table: str, value: Any) -> bool:
    if table not in KINDS:
        return True
    try:
        decode(table, compact(value))
    except (ValueError, RecursionError):
        return False
    return True


def _read(data: bytes) -> Conflict | None:
    try:
        return msgspec.json.decode(data, type=Conflict)
    except (ValueError, RecursionError):
        return None


def _conflict(thing: Thing, one: Displaced) -> Conflict:
    kept, aside = (msgspec.Raw(b"null" if v is ABSENT else compact(v)) for v in (one.kept, one.aside))
    return Conflict(
        at=one.loser.at,
        table=thing[0],
        id=thing[1],
        kept=kept,
        aside=aside,
        path=list(one.path),
        token=one.loser.token,
        over=one.winner.token,
        by=one.loser.device,
    )
