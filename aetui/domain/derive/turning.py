"""`now` as a value that notices at which later moment something that was asked of it would be answered otherwise."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from typing import Any, NoReturn

FOREVER = datetime.max.replace(tzinfo=UTC)


class Turning:
    """`until`: before it, everything that was asked is answered as it was. Once `now` itself went into an answer, that holds for
    no other moment."""

    def __init__(self, now: datetime) -> None:
        self.now = now.astimezone(UTC)
        self.until = FOREVER
        self.of_states: Turning | None = None

    @property
    def states(self) -> Turning:
        """Another of the same moment, for what goes into no answer but how a duty stands."""
        if self.of_states is None:
            self.of_states = Turning(self.now)
        return self.of_states

    def begin(self) -> None:
        """From here on."""
        self.until = self.states.until = FOREVER

    def not_after(self, moment: datetime) -> None:
        self.until = min(self.until, moment)

    def is_part_of_it(self) -> None:
        self.until = self.now


def named(moment: datetime) -> datetime | timedelta:
    """Something that is equal for two equal moments; of `now` and what is reckoned from it, without asking which moment it is."""
    return moment.shift if isinstance(moment, Now) else moment


class Now(datetime):
    """A moment that is compared as any other; each comparison with a later one is noticed (`Turning`)."""

    turning: Turning
    shift: timedelta

    @classmethod
    def of(cls, turning: Turning, shift: timedelta = timedelta(0)) -> Now:
        at = turning.now + shift
        made = cls(at.year, at.month, at.day, at.hour, at.minute, at.second, at.microsecond, tzinfo=UTC, fold=at.fold)
        made.turning, made.shift = turning, shift
        return made

    def _ask(self, other: datetime) -> None:
        if datetime.__ge__(other, self) and not isinstance(other, Now):
            at, turning = (other - self.shift if self.shift else other), self.turning
            if at < turning.until:
                turning.until = at

    def __lt__(self, other: Any) -> bool:
        self._ask(other)
        return datetime.__lt__(self, other)

    def __le__(self, other: Any) -> bool:
        self._ask(other)
        return datetime.__le__(self, other)

    def __gt__(self, other: Any) -> bool:
        self._ask(other)
        return datetime.__gt__(self, other)

    def __ge__(self, other: Any) -> bool:
        self._ask(other)
        return datetime.__ge__(self, other)

    def __eq__(self, other: object) -> bool:
        self.turning.is_part_of_it()
        return datetime.__eq__(self, other)

    def __hash__(self) -> int:
        self.turning.is_part_of_it()
        return datetime.__hash__(self)

    @property
    def plain(self) -> datetime:
        """The moment itself; whoever takes it says until when what comes of it holds."""
        return self.turning.now + self.shift

    def __add__(self, span: timedelta) -> Now:
        return Now.of(self.turning, self.shift + span)

    def __sub__(self, other: Any) -> Any:
        return self + -other if isinstance(other, timedelta) else self._undecided()

    def __rsub__(self, other: Any) -> NoReturn:
        self._undecided()

    def _undecided(self) -> NoReturn:
        raise TypeError("a span of time up to now is another at each moment: compare moments instead")

    def astimezone(self, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
        self.turning.is_part_of_it()
        return self.plain.astimezone(tz)

    def timestamp(self) -> float:
        self.turning.is_part_of_it()
        return datetime.timestamp(self)

    def date(self) -> Any:
        self.turning.is_part_of_it()
        return datetime.date(self)
