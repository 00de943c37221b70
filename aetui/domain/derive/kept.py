"""A ledger as it is kept from one program to the next: its pieces as plain data, to be taken where nothing else changed."""

from __future__ import annotations

from datetime import datetime, tzinfo

import msgspec
from msgspec.structs import force_setattr

from aetui.domain.obligations import Obligation

_TIMES = ("start", "due", "act_by", "met_at")


class KeptOne(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A duty; `here`: which of its times stand in the desk's zone, by their bits (a file knows of offsets alone). `ended`: when it did."""

    made: Obligation
    here: int
    ended: datetime | None = None


class KeptPiece(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """As the ledger's, without what was asked for it."""

    name: tuple[str, str]
    until: datetime
    there: datetime
    cut: bool
    made: list[KeptOne]


class KeptLedger(msgspec.Struct, frozen=True):
    """As of `at`. `began`: the book's. `asked`: for each piece what was asked, as JSON: it is read when something changes."""

    at: datetime
    since: datetime | None
    began: datetime | None
    whole_until: datetime
    pieces: list[KeptPiece]
    asked: msgspec.Raw


def as_kept(made: Obligation, zone: tzinfo, ended: datetime | None = None) -> KeptOne:
    here = sum(1 << n for n, name in enumerate(_TIMES) if (at := getattr(made, name)) and at.tzinfo is zone)
    return KeptOne(made, here, ended)


def as_made(kept: KeptOne, zone: tzinfo) -> Obligation:
    """The duty as it was made. It was just read and is nobody's yet: its times are put into the zone in place."""
    made = kept.made
    for n, name in enumerate(_TIMES):
        if kept.here >> n & 1:
            force_setattr(made, name, getattr(made, name).astimezone(zone))
    return made
