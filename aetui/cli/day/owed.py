"""What is owed, as the shell tells it, and as it was told last: who asks again before anything turns or is changed (a status bar does)
is answered without the desk being opened."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import msgspec

from aetui.cli.plain import table
from aetui.cli.session import Session, speaks
from aetui.desk.files.given import tells_on
from aetui.locales import Texts
from aetui.locales.dates import left, when
from aetui.store.file import kept
from aetui.store.file.files import Files


class Told(msgspec.Struct, frozen=True):
    """A duty that is open: as JSON tells it, but for what is left; its moments in the desk's zone, exactly."""

    data: dict[str, Any]
    due: datetime
    act_by: datetime

    def left(self, now: datetime) -> float:
        """Seconds to `act_by`."""
        return (self.act_by - now).total_seconds()


class _Owed(msgspec.Struct):
    """Holds from `since` until before `until`, where it is asked for as it was (`asked`). `lang`: in which language it is;
    `doubts`: what was told beside it."""

    asked: list[str]
    since: datetime
    until: datetime
    lang: str
    told: list[Told]
    doubts: list[str]


def as_kept(told: Iterable[Told], now: datetime) -> list[dict[str, Any]]:
    """As interface.md lays it down."""
    return [{**one.data, "remaining_s": round(one.left(now))} for one in told]


def owed_lines(say: Texts, told: Sequence[Told], now: datetime) -> Iterator[str]:
    return owed_table(
        say,
        (
            owed_row(
                say,
                one.data["state"],
                left(say, one.left(now)),
                one.data["client"] or "",
                one.data["title"],
                when(say, one.due, now),
                one.data["source"],
                one.data["rule"],
            )
            for one in told
        ),
    )


def owed_row(say: Texts, state: str, *words: str) -> list[str]:
    """How it stands; what is left, or when it was met; the client; what it is; its due time; source and rule."""
    return [say(f"state.{state}"), *words]


def owed_table(say: Texts, rows: Iterable[Sequence[str]]) -> Iterator[str]:
    # The rule and the source give way first, then the title's tail; a time never does.
    return table(rows, empty=say("empty.owed"), right=[1], cuts=((6, 0), (5, 0), (3, 24), (2, 8), (3, 10)))


def keep(session: Session, told: list[Told], doubts: list[str]) -> None:
    """Keep what was told just now, where nothing else is to be told at the end of the command. Not beyond the day, and not where
    the clock is put forward or back in it."""
    desk, now = session.desk, session.now
    store, turns, newest = desk.store, desk.owed_until(), desk.book.newest
    if turns is None or desk.read_only or session.asked_now or session.asked_lang or tells_on(store.path, "feed"):
        return
    if store.notes or store.troubles or desk.calendar_faults or desk.rulebook_error:
        return
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    until = min(turns, midnight, *([newest] if newest is not None and newest > now else []))
    if until <= now or desk.local(until).utcoffset() != now.utcoffset():
        return
    owed = _Owed(_asked(), now, until, session.say.lang, told, doubts)
    place = store.file.place
    kept.write(store.file.files, store.file.files.owed, msgspec.json.encode(owed), place.mark, place.journal)


def tell_again(session: Session) -> bool:
    """Tell what is owed as it was told last, where that still holds; whether it did."""
    with suppress(OSError):
        files = Files(session.path)
        held = kept.read(files, files.owed)
        if held is None:
            return False
        owed = msgspec.json.decode(held, type=_Owed)
        now = session.told_in(timezone(owed.since.utcoffset() or timedelta()))
        if now is None or not owed.since <= now < owed.until or owed.asked != _asked():
            return False
        session.know(owed.lang)
        session.out(lambda: as_kept(owed.told, now), owed_lines(session.say, owed.told, now))
        for doubt in owed.doubts:
            session.warn(doubt)
        return True
    return False


def _asked() -> list[str]:
    """What of the surroundings says in which language and in which zone it is told."""
    try:
        zone = str(Path("/etc/localtime").readlink())
    except OSError:
        zone = ""
    return [speaks() or "", os.environ.get("TZ", ""), zone]
