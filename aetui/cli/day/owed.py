"""What is owed, as the shell tells it, and as it was told last: who asks again before anything turns or is changed (a status bar does)
is answered without the desk being opened."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from aetui.cli.plain import table
from aetui.cli.session import Session, speaks
from aetui.desk.day.owed import OwedDuty, OwedThen, keep_owed, owed_then
from aetui.locales import Texts
from aetui.locales.dates import left, when


def as_kept(told: Iterable[OwedDuty], now: datetime) -> list[dict[str, Any]]:
    """As interface.md lays it down."""
    return [{**one.data, "remaining_s": round(one.left(now))} for one in told]


def owed_lines(say: Texts, told: Sequence[OwedDuty], now: datetime) -> Iterator[str]:
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


def keep(session: Session, told: list[OwedDuty], doubts: list[str]) -> None:
    """Keep what was told just now for `tell_again`. Not beyond the day, and not where the clock is put forward or back in it."""
    if session.asked_now or session.asked_lang:
        return
    desk, now = session.desk, session.now
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    if desk.local(midnight).utcoffset() == now.utcoffset():
        keep_owed(desk, OwedThen(_asked(), now, midnight, session.say.lang, told, doubts))


def tell_again(session: Session) -> bool:
    """Tell what is owed as it was told last, where that still holds; whether it did."""
    owed = owed_then(session.path)
    now = session.told_in(timezone(owed.since.utcoffset() or timedelta())) if owed is not None else None
    if owed is None or now is None or not owed.since <= now < owed.until or owed.asked != _asked():
        return False
    session.know(owed.lang)
    session.out(lambda: as_kept(owed.told, now), owed_lines(session.say, owed.told, now))
    for doubt in owed.doubts:
        session.warn(doubt)
    return True


def _asked() -> list[str]:
    """What of the surroundings says in which language and in which zone it is told."""
    try:
        zone = str(Path("/etc/localtime").readlink())
    except OSError:
        zone = ""
    return [speaks() or "", os.environ.get("TZ", ""), zone]
