"""Time left, in one or two units, and when its text next changes. Pure; `now`, `until` in epoch seconds."""

from __future__ import annotations

from math import ceil, floor, inf
from typing import NamedTuple, Protocol

from aetui.widgets.cells import Parts, fit, width

DAY = 86_400
_DAYS_ALONE = 100  # days from which on the hours are left out


class Live(Protocol):
    """A piece of a line whose text depends on the clock."""

    def parts(self, now: float) -> Parts:
        """What it shows at `now`."""

    def changes_at(self, now: float) -> float:
        """The first moment after `now` at which it may show something else (inf: never)."""


def time_left(remaining: float, day_word: str = "天", seconds_below: float = DAY) -> str:
    """`0:20:05` under a day, `22:30` where `seconds_below` is less, `2天 3:30` from a day on, `120天` far.

    The sign is dropped: lateness is said beside it. What is left is rounded up and what is over is rounded
    down, so that `0:00:00` shows when the time has come, and neither jumps there.
    """
    whole = ceil(remaining) if remaining > 0 else floor(-remaining)
    if whole < min(seconds_below, DAY):
        return f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}"
    minutes = ceil(remaining / 60) if remaining > 0 else floor(-remaining / 60)
    days, rest = divmod(minutes, 1440)
    if not days:
        return f"{rest // 60}:{rest % 60:02}"
    if days >= _DAYS_ALONE:
        return f"{days}{day_word}"
    return f"{days}{day_word} {rest // 60}:{rest % 60:02}"


def seconds_to_change(remaining: float, seconds_below: float = DAY) -> float:
    """Seconds (more than 0) until `text` for this remaining time may read differently."""
    shown = ceil(remaining) if remaining > 0 else floor(-remaining)
    unit = 1 if shown < min(seconds_below, DAY) else 60
    if remaining > 0:
        left = remaining - (ceil(remaining / unit) - 1) * unit
        if unit == 60 and remaining > seconds_below:
            left = min(left, remaining - seconds_below + 1e-3)
        return max(left, 1e-3)
    return max((floor(-remaining / unit) + 1) * unit + remaining, 1e-3)


class Countdown(NamedTuple):
    """A cell that counts down to `until`, right-aligned in `cells` cells. Late, it leads with `late_word`, before with `word`.
    It is late from `late_from` on, else from `until` on; between the two it says with a minus how long `until` is past."""

    until: float
    cells: int = 10
    style: str = "ink"
    far_style: str = "dim"  # a day and more ahead
    late_style: str = "late bold"
    late_word: str = ""
    word: str = ""
    day_word: str = "天"
    seconds_below: float = DAY
    late_from: float | None = None
    soon_style: str = "soon bold"

    def parts(self, now: float) -> Parts:
        remaining = self.until - now
        shown = time_left(remaining, self.day_word, self.seconds_below)
        if remaining < 0 and self.late_from is not None and now <= self.late_from:
            return ((fit(f"-{shown}", self.cells, "right"), self.soon_style),)
        if remaining < 0:
            room = self.cells - width(self.late_word)
            if width(shown) > room:  # rather without its hours than cut
                shown = shown.partition(" ")[0]
            return ((self.late_word, self.late_style), (fit(shown, room, "right"), self.late_style))
        style = self.far_style if remaining >= DAY else self.style
        if self.word and width(self.word) + width(shown) < self.cells:
            return ((self.word, self.style), (fit(shown, self.cells - width(self.word), "right"), style))
        return ((fit(shown, self.cells, "right"), style),)

    def changes_at(self, now: float) -> float:
        following = now + seconds_to_change(self.until - now, self.seconds_below)
        if self.late_from is not None and now <= self.late_from < following:
            return self.late_from + 1e-3
        return following


class TimeBar(NamedTuple):
    """A thin bar of the time used between `start` and `until`: `━━━─────`; full past it, and late from `late_from` on."""

    start: float
    until: float
    cells: int = 8
    style: str = "accent"
    late_style: str = "late"
    late_from: float | None = None

    def _used(self, now: float) -> int:
        if now > self.until or self.until <= self.start:
            return self.cells
        share = (now - self.start) / (self.until - self.start)
        return min(max(round(share * self.cells), 0), self.cells)

    def parts(self, now: float) -> Parts:
        used = self._used(now)
        style = self.late_style if now > (self.until if self.late_from is None else self.late_from) else self.style
        return (("━" * used, style), ("─" * (self.cells - used), "rest"))

    def changes_at(self, now: float) -> float:
        if now > self.until or self.until <= self.start:
            return self.late_from + 1e-3 if self.late_from is not None and now <= self.late_from else inf
        step = (self.until - self.start) / self.cells
        following = self.start + (self._used(now) + 0.5) * step
        return min(max(following, now + 1e-3), self.until + 1e-3)
