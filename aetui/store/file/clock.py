"""When changes of a desk in an office were made, over all its devices: a hybrid logical clock, and what is known of each device.

A clock is the milliseconds of the server's clock and a counter for what lies within one. It grows from change to change, over all
devices that hear of each other, whatever their own clocks say: what was made after another change was seen is later than that, and
of two made apart the one is later that was made later by the server's clock, as far as the device has ever seen it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from contextlib import suppress

import msgspec

from aetui.store.file import kernel
from aetui.store.file.files import FileMark, Files, mark_of

_COUNTER = 16
"""Bits of the counter."""


class Heads(msgspec.Struct):
    """How far changes are known: the latest clock, the number of the last own change, by other device that of its last."""

    clock: int = 0
    own: int = 0
    others: dict[str, int] = {}

    def take(self, told: Stamped, seq: int) -> None:
        """One more change is known: the line `seq` of the log."""
        self.clock = max(self.clock, told.clock)
        if told.device is None:
            self.own = max(self.own, seq)
        else:
            self.others[told.device] = max(self.others.get(told.device, 0), told.n)

    def copy(self) -> Heads:
        return Heads(self.clock, self.own, dict(self.others))

    def saw(self, me: str) -> dict[str, int]:
        """By device (this one is `me`), the last changes that are known."""
        return {**self.others, me: self.own} if self.own else dict(self.others)


class Stamped(msgspec.Struct):
    """What a line of the log says of where and when it was made; `device` None: here."""

    clock: int = 0
    device: str | None = None
    n: int = 0


stamps_of = msgspec.json.Decoder(Stamped).decode


def known_of(lines: Iterable[tuple[int, bytes]]) -> Heads:
    """What lines of the log know together."""
    found = Heads()
    for seq, line in lines:
        if b'"clock":' in line or b'"device":' in line:
            with suppress(ValueError, RecursionError):
                found.take(stamps_of(line), seq)
        else:
            found.own = max(found.own, seq)
    return found


def of_moment(seconds: float) -> int:
    """The clock at a moment (POSIX seconds)."""
    return int(seconds * 1000) << _COUNTER


class _Stands(msgspec.Struct):
    device: str = ""
    sent: int = 0
    offset_ms: int = 0


class HybridClock:
    """The clock of a desk's file. It runs where the desk stands in an office."""

    def __init__(self, files: Files, now: Callable[[], float] = time.time) -> None:
        self._files, self._now = files, now
        self._mark: FileMark | None = None
        self._stands = _Stands()

    @property
    def device(self) -> str:
        """This device's id in the office; empty where the desk is in none. One look at the disk."""
        try:
            mark = mark_of(self._files.office)
        except OSError:
            mark = None
        if mark != self._mark:
            self._mark, self._stands = mark, _Stands()
            if mark is not None:
                with suppress(OSError, ValueError, RecursionError):
                    self._stands = msgspec.json.decode(kernel.read(self._files.office), type=_Stands)
        return self._stands.device

    @property
    def sent(self) -> int | None:
        """The number of the last own change that the office has; None where the desk is in none."""
        device = self.device
        return self._stands.sent if device else None

    def next(self, latest: int) -> int:
        """A clock after `latest`, and not before now by the server's clock."""
        return max(of_moment(self._now() + self._stands.offset_ms / 1000), latest + 1)
