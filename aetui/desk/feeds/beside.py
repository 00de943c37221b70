"""What goes on beside a program that stays open: after each change, once the keys rest, and as time passes, in a thread.

What is reckoned on the event loop is what is kept up anyway; files are written in the thread. Nothing here raises.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import datetime

from aetui.desk.core import Changed, Desk
from aetui.desk.events.looking import Looks, go
from aetui.desk.events.marks import LIMIT_S
from aetui.domain.errors import DeskError
from aetui.locales import Texts

REST_S = 0.4
"""How long the keys rest before anything is done."""


class Beside:
    """`tell`: how a failure is told, on the event loop."""

    def __init__(self, desk: Desk, tell: Callable[[DeskError], object]) -> None:
        self._desk, self._tell = desk, tell
        self._looks = Looks(desk, tell)
        self._due = 0.0  # when what changed is looked at; 0: nothing changed
        self._busy = False
        self._said: set[tuple[str, str]] = set()  # what went wrong the last time

    def changed(self, _: Changed) -> None:
        """Something did: it is looked at when the keys rest."""
        self._due = time.monotonic() + REST_S

    @property
    def waits(self) -> bool:
        """Whether there is something to do now."""
        return not self._busy and 0 < self._due <= time.monotonic()

    def minute(self, now: datetime) -> None:
        """Time passed."""
        from aetui.desk.feeds import kept  # after the first picture

        if self._looks.on or kept.is_behind(self._desk, now):
            soon = time.monotonic() + REST_S
            self._due = min(self._due or soon, soon)

    async def work(self, say: Texts, now: datetime) -> None:
        """Do it. One at a time: what changes meanwhile is next."""
        self._busy, self._due = True, 0.0
        try:
            todo = self._to_do(say, now)
            found = await asyncio.to_thread(todo) if todo is not None else []
            said, self._said = self._said, {(trouble.key, str(trouble.args_)) for trouble in found}
            for trouble in found:
                if (trouble.key, str(trouble.args_)) not in said:  # what lasts is told once
                    self._tell(trouble)
        finally:
            self._busy = False

    def finish(self, say: Texts, now: datetime) -> None:
        """At the program's end: what was to be done, without waiting for a rest."""
        todo = self._to_do(say, now) if self._due else None
        if todo is not None:
            todo()

    def _to_do(self, say: Texts, now: datetime) -> Callable[[], list[DeskError]] | None:
        """What is left to a thread; None where nothing is. What is told of is gathered here and now."""
        from aetui.desk.feeds import kept

        here = kept.as_of(self._desk, now) if kept.is_behind(self._desk, now) else None
        found = self._looks.gathered(say, now)
        if here is None and found is None:
            return None
        if found is not None and any(found.fresh.values()):
            self._due = time.monotonic() + LIMIT_S + 1  # to tell how their commands ended

        def aside() -> list[DeskError]:
            trouble = kept.bring_up_to(here, self._desk.store.path) if here is not None else None
            return [*([trouble] if trouble else []), *(go(found) if found is not None else [])]

        return aside
