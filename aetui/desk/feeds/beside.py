"""What goes on beside a program that stays open: after each change, once the keys rest, and as time passes, in a thread.

What is reckoned on the event loop is what is kept up anyway; files are written in the thread. Nothing here raises.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import datetime

from aetui.desk.core import Changed, Desk
from aetui.desk.feeds import kept
from aetui.domain.errors import DeskError

REST_S = 0.4
"""How long the keys rest before anything is done."""


class Beside:
    """`tell`: how a failure is told, on the event loop."""

    def __init__(self, desk: Desk, tell: Callable[[DeskError], object]) -> None:
        self._desk, self._tell = desk, tell
        self._due = 0.0  # when what changed is looked at; 0: nothing changed
        self._busy = False

    def changed(self, _: Changed) -> None:
        """Something did: it is looked at when the keys rest."""
        self._due = time.monotonic() + REST_S

    @property
    def waits(self) -> bool:
        """Whether there is something to do now."""
        return not self._busy and 0 < self._due <= time.monotonic()

    def minute(self, now: datetime) -> None:
        """Time passed."""
        if not self._due and kept.is_behind(self._desk, now):
            self._due = time.monotonic()

    async def work(self, now: datetime) -> None:
        """Do it. One at a time: what changes meanwhile is next."""
        self._busy, self._due = True, 0.0
        try:
            here = self._standing(now)
            if here is not None:
                trouble = await asyncio.to_thread(kept.bring_up_to, here, self._desk.store.path)
                if trouble is not None:
                    self._tell(trouble)
        finally:
            self._busy = False

    def finish(self, now: datetime) -> None:
        """At the program's end: what was to be done, without waiting for a rest."""
        here = self._standing(now) if self._due else None
        if here is not None:
            kept.bring_up_to(here, self._desk.store.path)

    def _standing(self, now: datetime) -> kept.AsOf | None:
        return kept.as_of(self._desk, now) if kept.is_behind(self._desk, now) else None
