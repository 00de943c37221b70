"""Changes of other devices, brought into a desk's file: each as a whole, and once, in whatever order they come.

Where nothing here is unknown to a change, it is taken as it was made. Else each of its records becomes what all changes that touched it
make of it (`state`), so that all devices come to the same. Nothing is dropped: what lost stands in `conflicts` until it is settled.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import Any

import msgspec

from aetui.domain.errors import DeskError
from aetui.domain.records import KINDS
from aetui.store.db import DeskDB
from aetui.store.file.journal import JournalChange, RawEdit, raw
from aetui.store.file.tables import SIDE_TABLES, compact, decode, encode, same
from aetui.store.remote.fields import ABSENT
from aetui.store.remote.line import Line
from aetui.store.remote.numbers import given, settle
from aetui.store.remote.ops import Contents, Lines, Thing, nothing_more, op_of, thing_of, window
from aetui.store.remote.private import may_hide
from aetui.store.remote.state import Displaced, Op, State, key_of, state
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


class Receiver:
    """Takes changes of other devices into one desk. `me`: this device's id. `contents(device, first, last)` is asked for lines that this
    desk's log keeps no more, as they were sent, by the numbers of that device. `replica`: the desk is somebody's else, who alone settles what her devices say."""

    def __init__(self, db: DeskDB, me: str, contents: Contents = nothing_more, *, replica: bool = False) -> None:
        self._db, self._replica = db, replica
        self._begun = False
        self._lines = Lines(db.file, me, contents)

    def take(self, device: str, line: Line, found: Received | None = None) -> Received:
        """One change of another device; what is here already, or holds nothing that may be read here, changes nothing. Raises ValueError
        where it is no change, Unusable where the desk can't be written; then nothing is changed."""
        found = Received() if found is None else found
        if not line.whole:
            return found
        if not (self._begun or self._replica):
            self._begun = True
            self._go_on(found)
        change = _decode_change(line.whole)
        with self._db.change(change.verb, change.args, change.at) as writing:
            tables = self._db.file.tables
            if line.n <= tables.known.others.get(device, 0):
                return found
            writing.came = FromElsewhere(change.token, change.program, device, line.n, line.clock, line.saw)
            writing.of = None
            change = msgspec.structs.replace(change, clock=line.clock, saw=line.saw, theirs=msgspec.UNSET)
            knows = self._knows(line.saw, device)
            told = _told(change)
            for thing in dict.fromkeys(thing_of(edit) for edit in change.edits if edit.table not in SIDE_TABLES):
                self._bring(writing, thing, (change, device, line.n), told, found, alone=knows)
            self._settle(writing, change, (device, line.n), told)
        found.n += 1
        if not self._replica:
            self._numbers(change.edits, change.at, found)
        return found

    def _numbers(self, edits: list[RawEdit], at: datetime, found: Received) -> None:
        for edit in edits:
            if edit.table == "cards" and (number := given(raw(edit.before), raw(edit.after))):
                found.told += settle(self._db, number, at)

    def _go_on(self, found: Received) -> None:
        """Numbers that came in the very last change, where this program was killed before it looked whether they were given twice."""
        log = self._db.file.tables.table("log")
        with suppress(ValueError, RecursionError):
            last = _decode_change(log[max(log)]) if log else None
            if last is not None and not last.own:
                self._numbers(last.edits, last.at, found)

    def skip(self, device: str, line: Line) -> None:
        """A line that is no change counts as taken in from here on (`outbox.known`), so that it isn't asked for again; who calls it keeps
        its bytes. Raises Unusable."""
        with self._db.change("snapshot", {}, line.at) as writing:
            if line.n > self._db.file.tables.known.others.get(device, 0):
                writing.came = FromElsewhere(f"{device}-{line.n}", "", device, line.n, line.clock, line.saw)

    def _knows(self, saw: dict[str, int], device: str) -> bool:
        """Whether a change that saw these was made after all that is known here."""
        known = self._db.file.tables.known.saw(self._lines.me)
        return all(n <= saw.get(other, 0) for other, n in known.items() if other != device)

    # Records

    def _bring(
        self,
        writing: Writing,
        thing: Thing,
        came: tuple[JournalChange, str, int],
        told: dict[Thing, RawEdit],
        found: Received,
        *,
        alone: bool,
    ) -> None:
        op = op_of(came[0], came[1], came[2], thing)
        if op is None:
            return
        edit = told[thing]
        doc = self._place(thing, edit, known_new=alone and raw(edit.before) is None)
        if alone and not op.settled:
            comes = State(op.after, [])
        else:
            ops = window(self._lines, thing, op)
            hard = self._replica and may_hide(thing[0])
            comes = state(thing[0], ops, lambda value: _reads(thing[0], value), hard=hard)
            if not self._replica:
                self._beside(writing, thing, ops, comes.beside, found)
        ours = self._db.file.tables.table(thing[0]).get(doc) if doc is not None else None
        data = _data(thing[0], comes.value, ours, raw(edit.after))
        if ours != data:
            writing.put(thing[0], self._free(writing, thing, edit) if doc is None else doc, data)
        if not (same(ours, raw(edit.before)) and same(data, raw(edit.after))):
            writing.theirs.append(edit)

    def _place(self, thing: Thing, edit: RawEdit, *, known_new: bool) -> int | None:
        if thing[0] in KINDS:
            return self._db.storage.place(*thing, known_new=known_new)
        self._db.file.need_whole()
        return edit.doc if edit.doc in self._db.file.tables.table(thing[0]) else None

    def _free(self, writing: Writing, thing: Thing, edit: RawEdit) -> int:
        return writing.free(thing[0]) if thing[0] in KINDS else edit.doc

    # Conflicts

    def _beside(self, writing: Writing, thing: Thing, ops: list[Op], beside: list[Displaced], found: Received) -> None:
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
            if key not in here:
                kept, aside = (msgspec.json.decode(state) for state in (told.kept, told.aside))
                found.clashes.append(Clash(*thing, told.path, told.by, kept, aside))

    def _conflicts(self, thing: Thing) -> list[tuple[str, tuple[int, Conflict]]]:
        """The conflicts of a record that stand, by their keys, with where."""
        word = compact(thing[1])
        found = []
        for doc, data in self._db.storage.docs(CONFLICTS).items():
            if word in data and (told := _read(data)) is not None and told.token and (told.table, told.id) == thing:
                found.append((key_of(told.path, told.token), (doc, told)))
        return found

    def _settle(
        self, writing: Writing, change: JournalChange, came: tuple[str, int], told: dict[Thing, RawEdit]
    ) -> None:
        """Conflicts that were settled there, or put back, of records that the change doesn't touch else."""
        edits = [edit for edit in change.edits if edit.table == CONFLICTS]
        if self._replica or not edits:
            return
        writing.theirs += edits
        things = {(one.table, one.id) for edit in edits if (one := _read(raw(edit.after) or raw(edit.before) or b""))}
        for thing in things:
            op = op_of(change, *came, thing)
            if op is None or thing in told:
                continue  # of a record that it touches they were brought together with it
            ops = window(self._lines, thing, op)
            comes = state(thing[0], ops, lambda _: True).beside if any(one.speaks for one in ops) else []
            self._beside(writing, thing, ops, comes, Received())


def _told(change: JournalChange) -> dict[Thing, RawEdit]:
    return {thing_of(edit): edit for edit in change.edits}


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
