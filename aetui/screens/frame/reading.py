"""What takes a while to read, read in a thread, while the screen says so and its keys stay live."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Generic, TypeVar

from aetui.desk.core import Desk
from aetui.desk.gc_pause import gc_paused
from aetui.domain.errors import DeskError
from aetui.screens.frame.base import DeskScreen

T = TypeVar("T")


class Reading(Generic[T]):
    """One thing at a time is read; what was asked for last is handed to `take`, on the event loop, the rest is thrown
    away. `ask` again drops what was asked for before, and so does `drop`."""

    def __init__(
        self,
        screen: DeskScreen,
        take: Callable[[T], object],
        *,
        apart: bool = True,
        fail: Callable[[DeskError], object] | None = None,
    ) -> None:
        """`apart`: reads need a book that stands still; else they look at the desk's store alone. `fail`: takes what can't be read;
        without it that is told."""
        self._screen, self._take, self._apart = screen, take, apart
        self._fail = fail or (lambda mistake: screen.desk_app.complain(mistake))
        self._asked: tuple[str, Callable[[Desk], T]] | None = None
        self._busy = False

    @property
    def name(self) -> str:
        """What is being read; empty where nothing is."""
        return self._asked[0] if self._asked else ""

    def ask(self, name: str, read: Callable[[Desk], T]) -> None:
        """`read` is called in a thread, with the desk as it stands then."""
        self._asked = (name, read)
        if not self._busy:
            self._busy = True
            self._screen.run_worker(self._read_on(), name="reading")

    def drop(self) -> None:
        self._asked = None

    async def _read_on(self) -> None:
        """What was asked for meanwhile is read next; so a key held down starts no crowd of threads."""
        try:
            while self._asked is not None:
                asked = self._asked
                found = await self._read(asked[1])
                if asked is self._asked:
                    self._asked = None
                    if not isinstance(found, DeskError):
                        self._take(found)
                    else:
                        self._fail(found)
        finally:
            self._busy = False

    async def _read(self, read: Callable[[Desk], T]) -> T | DeskError:
        desk, now = self._screen.desk, self._screen.now()
        _ = desk.rulebook  # read here, not in two threads at once

        def aside() -> T:
            with gc_paused():
                return read(desk.apart(now) if self._apart else desk)

        try:
            return await asyncio.to_thread(aside)
        except DeskError as mistake:
            return mistake
