"""A desk's file that is an earlier one than the office knows: a disk restored, a sync program's old copy, a backup put back by hand.

Up to some number its changes are those that were sent; what was made after that is another device's, whose numbers begin there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress

import msgspec

from aetui.store.db import DeskDB
from aetui.store.file.journal import JournalChange
from aetui.store.file.tables import compact

_decode_change = msgspec.json.Decoder(JournalChange).decode
AT_ONCE = 200


class _Token(msgspec.Struct):
    token: str = ""
    device: str | None = None


_token = msgspec.json.Decoder(_Token).decode

Sent = Callable[[int, int], Iterable[tuple[int, bytes]]]
"""This device's lines from one number to another, both included, as the office has them."""


def is_as_sent(db: DeskDB, n: int, line: bytes) -> bool:
    """Whether the own change of that number is the one that was sent. One that the log holds no more counts as that, and one of which
    the office has no words any more."""
    log = db.file.tables.table("log")
    here = log.get(n)
    if here is None:
        return n < min(log, default=0)
    try:
        there = _token(line)
    except (ValueError, RecursionError):
        return True
    with suppress(ValueError, RecursionError):
        own = _token(here)
        return own.device is None and own.token == there.token
    return False


def forked_at(db: DeskDB, sent: Sent) -> int:
    """The last number up to which the own changes are those that were sent; 0 where none is."""
    db.file.need_whole()
    last = db.last_change
    while last > 0:
        first = max(last - AT_ONCE + 1, 1)
        for n, line in sorted(sent(first, last), reverse=True):
            if is_as_sent(db, n, line):
                return n
        last = first - 1
    return 0


def fork(db: DeskDB, device: str, at: int, new: str) -> None:
    """From now on this file is the device `new`'s: its changes up to `at` were made by `device`, those after it are the new one's own.
    Raises Unusable."""
    file = db.file
    with file.held:
        file.begin()
        file.need_whole()
        tables = file.tables
        for seq, data in list(tables.table("log").items()):
            with suppress(ValueError, RecursionError):
                change = _decode_change(data)
                if change.own:
                    tables.set("log", seq, compact(_of(change, device, at, new)))
        file.odd = True
        db.fold()


def _of(change: JournalChange, device: str, at: int, new: str) -> JournalChange:
    if change.seq <= at:
        return msgspec.structs.replace(change, device=device, n=change.seq)
    if change.saw is msgspec.UNSET:
        return change
    saw = dict(change.saw)
    own = saw.pop(device, 0)
    saw |= {device: min(own, at)} if at else {}
    saw |= {new: own} if own > at else {}
    return msgspec.structs.replace(change, saw=saw)
