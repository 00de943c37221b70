"""What this device changed and the office doesn't have yet, as lines of its own, and the letters in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import msgspec

from aetui.domain.records import Letter
from aetui.store.db import DeskDB
from aetui.store.file.journal import JournalChange, raw
from aetui.store.file.tables import compact, decode
from aetui.store.remote.line import Line
from aetui.store.remote.private import public_of

_decode_change = msgspec.json.Decoder(JournalChange).decode


def own_since(db: DeskDB, n: int, me: str) -> Iterator[Line]:
    """The own changes of the device `me` after number `n`, in order."""
    _hold(db, n)
    log = db.file.tables.table("log")
    for seq in sorted(seq for seq in list(log) if seq > n):
        with suppress(ValueError, RecursionError, KeyError):
            data = log[seq]
            change = _decode_change(data)
            if change.own:
                yield _line(change, data, me)


def letters(line: Line) -> list[Letter]:
    """The letters to others that an own change wrote, which go with it: an undo's too, which take back what it undoes. What was
    written before and is brought in (a restored backup, a redo) is sent by nobody again."""
    if b'"letters"' not in line.whole:
        return []
    return [*_letters(_decode_change(line.whole))]


def waiting(db: DeskDB, n: int) -> int:
    """How many own changes are after number `n`."""
    _hold(db, n)
    return sum(
        1 for seq, data in list(db.file.tables.table("log").items()) if seq > n and b'"device":' not in data[:400]
    )


def holds(db: DeskDB, n: int) -> bool:
    """Whether the log has all changes after number `n`; it lets the oldest go."""
    _hold(db, n)
    return min(db.file.tables.table("log"), default=db.last_change + 1) <= n + 1


def known(db: DeskDB) -> dict[str, int]:
    """By other device of the desk, the number of its last change that is here; by the file itself, whatever was kept beside it."""
    return dict(db.file.tables.known.others)


def _hold(db: DeskDB, n: int) -> None:
    """Hold the log from that number on: a large desk's front has it since the last fold, and what wasn't sent then."""
    tables = db.file.tables
    if tables.folded is not None and not tables.whole and n < tables.folded.own:
        kept = tables.table("log")
        if not kept or min(kept) > n + 1:
            db.file.need_whole()


def _line(change: JournalChange, data: bytes, me: str) -> Line:
    public = public_of(change)
    saw = {} if change.saw is msgspec.UNSET else dict(change.saw)
    saw[me] = change.seq
    clock = 0 if change.clock is msgspec.UNSET else change.clock
    if public is change:
        return Line(change.seq, change.at, change.verb, clock, saw, data)
    told = b"" if public is None else compact(public)
    return Line(change.seq, change.at, change.verb, clock, saw, told, data)


def _letters(change: JournalChange) -> Iterator[Letter]:
    for edit in change.edits:
        after = raw(edit.after)
        if edit.table == "letters" and after is not None and raw(edit.before) is None:
            with suppress(ValueError, RecursionError):
                letter = decode("letters", after)
                if isinstance(letter, Letter) and letter.out and letter.created_at >= change.at:
                    yield letter


def as_anothers(log: dict[int, bytes], device: str) -> None:
    """The log of a copy of another device's desk: what that made itself is its own, and nobody takes it back or sends it here."""
    for seq, data in list(log.items()):
        with suppress(ValueError, RecursionError):
            change = _decode_change(data)
            if change.own:
                log[seq] = compact(msgspec.structs.replace(change, device=device, n=seq))
