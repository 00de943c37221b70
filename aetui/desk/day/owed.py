"""What is owed as it was told last, kept beside the desk until the first moment at which a duty turns, for one state of its files."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec.structs import replace

from aetui.desk.files.given import tells_on
from aetui.store.file import kept
from aetui.store.file.files import Files

if TYPE_CHECKING:
    from aetui.desk.core import Desk


class OwedDuty(msgspec.Struct, frozen=True):
    """A duty that is open: as JSON tells it, but for what is left; its moments in the desk's zone, exactly."""

    data: dict[str, Any]
    due: datetime
    act_by: datetime

    def left(self, now: datetime) -> float:
        """Seconds to `act_by`."""
        return (self.act_by - now).total_seconds()


class OwedThen(msgspec.Struct):
    """Holds from `since` until before `until`, where it is asked for as it was (`asked`). `lang`: in which language it is;
    `doubts`: what was told beside it."""

    asked: list[str]
    since: datetime
    until: datetime
    lang: str
    told: list[OwedDuty]
    doubts: list[str]


def keep_owed(desk: Desk, owed: OwedThen) -> None:
    """Keep it, where nothing else is to be told at the end of a command, and no longer than nothing turns."""
    store, turns, newest = desk.store, desk.owed_until(), desk.book.newest
    if turns is None or desk.read_only or tells_on(store.path, "feed"):
        return
    if store.notes or store.troubles or desk.calendar_faults or desk.rulebook_error:
        return
    ahead = [newest] if newest is not None and newest > owed.since else []
    until = min(owed.until, turns, *ahead)
    if until > owed.since:
        file, held = store.file, msgspec.json.encode(replace(owed, until=until))
        kept.write(file.files, file.files.owed, held, file.place.mark, file.place.journal)


def owed_then(path: Path) -> OwedThen | None:
    """What is kept beside the desk in that file, where its files are as they were."""
    with suppress(OSError, ValueError):
        files = Files(path)
        held = kept.read(files, files.owed)
        return msgspec.json.decode(held, type=OwedThen) if held is not None else None
    return None
