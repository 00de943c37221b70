"""What was derived of a desk, kept beside it (`NAME.json.ledger`) for the next program that finds all as it was (`store.file.kept`)."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import msgspec

from aetui.domain.derive.kept import KeptLedger
from aetui.store.file import kept
from aetui.store.file.files import mark_of

if TYPE_CHECKING:
    from aetui.desk.reckoned import Reckoned

_AHEAD = range(-400, 800, 20)
"""Days about its moment at which the zone is looked at."""


class _Held(msgspec.Struct):
    """`zone`: the desk's, by its name and by how far it is from UTC over the years."""

    zone: tuple[str, list[float]]
    ledger: KeptLedger


def load(desk: Reckoned) -> KeptLedger | None:
    """What was kept of just what this desk has read; or None."""
    files, place = desk.store.file.files, desk.store.file.place
    with suppress(OSError, ValueError):
        held = kept.read(files, files.ledger)
        as_read = (files.mark(), mark_of(files.journal)) == (place.mark, place.journal)
        if held is None and not desk.read_only:
            kept.make_room(files.ledger)
        if held is None or not as_read or not _by_marks(desk):
            return None
        found = msgspec.json.decode(held, type=_Held)
        return found.ledger if found.zone == _zone(desk, found.ledger.at) else None
    return None


def save(desk: Reckoned, ledger: KeptLedger) -> None:
    """Keep it; what fails is let be."""
    file = desk.store.file
    if not desk.read_only and _by_marks(desk):
        held = msgspec.json.encode(_Held(_zone(desk, ledger.at), ledger))
        kept.write(file.files, file.files.ledger, held, file.place.mark, file.place.journal)


def _by_marks(desk: Reckoned) -> bool:
    """Whether what is derived goes by the files as they are: nothing had to be mended, the user's rules are those of the file."""
    return bool(desk.rulebook) and desk.rulebook_error is None and not (desk.store.file.odd or desk.store.file.lost)


def _zone(desk: Reckoned, at: datetime) -> tuple[str, list[float]]:
    tz = desk.tz
    offsets = ((at + timedelta(days=n)).astimezone(tz).utcoffset() or timedelta() for n in _AHEAD)
    return getattr(tz, "key", repr(tz)), [offset.total_seconds() for offset in offsets]
