"""What everything on a desk is reckoned with: whose it is, its clock and calendar, its rules, its language."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, tzinfo
from functools import cached_property
from typing import TYPE_CHECKING

from aetui.desk.letters.mail import Mail
from aetui.desk.zones import USUAL, calendar_of, is_zone, zone_or_system
from aetui.domain.book import Book
from aetui.domain.errors import BadInput
from aetui.domain.names import Names
from aetui.domain.records import Client, Profile, Record
from aetui.store import DeskDB

if TYPE_CHECKING:
    from aetui.domain.clock.workcal import WorkCalendar
    from aetui.domain.rulebook import Rulebook
    from aetui.locales import Texts


class Reckoned:
    """The part of a desk that others are reckoned with. `spoken`: the language that is spoken with the user."""

    store: DeskDB
    book: Book
    read_only: bool
    mail: Mail

    def __init__(self) -> None:
        self.spoken: str | None = None
        self.rulebook_error: BadInput | None = None
        self._reads: tuple[WorkCalendar, WorkCalendar] | None = None
        self._coming: list[Client] = []

    @property
    def profile(self) -> Profile | None:
        return self.book.profile

    @property
    def owner(self) -> str | None:
        """Whose desk it is, by name; None until the profile says."""
        return self.profile.name if self.profile else None

    @property
    def colleagues(self) -> list[str]:
        """The names of the people around, and of everybody else in the office."""
        around = [p.name for p in self.profile.people] if self.profile else []
        return list(dict.fromkeys([*around, *(one.name for one in self.mail.people)]))

    @property
    def tz(self) -> tzinfo:
        """The time zone of the desk: the profile's, else (also where that names none) the system's."""
        return zone_or_system(self.profile.timezone if self.profile else None)

    @property
    def calendar(self) -> WorkCalendar:
        """The desk's clock, which knows the names on the desk, so that no time is read in one. What the profile says of
        it and can't be used is replaced by what is usual, and told by `calendar_faults`."""
        base = self._clock[0]
        if self._reads is None or self._reads[0] is not base:
            self._reads = (base, base.knowing(Names(self._names), self.profile.own_times if self.profile else ()))
        return self._reads[1]

    def _names(self) -> Iterator[str]:
        """What clients, their contacts and colleagues are called, on this desk and in the change that is being made."""
        from aetui.domain.plainwords import is_time

        for client in (*self.book.clients.values(), *self._coming):
            yield client.name
            if not is_time(client.short):
                yield client.short
            yield from (contact.name for contact in client.contacts)
        if self.profile is not None:
            yield from filter(None, (self.profile.name, *self.colleagues))

    def hears_of(self, record: Record) -> None:
        """A record is put in a change that isn't made yet: a name on it is known from now on."""
        if isinstance(record, Client):
            self._coming.append(record)
            self._reads = None

    @property
    def calendar_faults(self) -> tuple[BadInput, ...]:
        """What of the profile the calendar is not reckoned with, since it can't be: hours without a working minute."""
        profile = self.profile
        if profile is None:
            return ()
        if (profile.hours, profile.lunch, profile.calendar) == USUAL and is_zone(profile.timezone):
            return ()  # asked at the end of every command
        return self._clock[1]

    @property
    def _clock(self) -> tuple[WorkCalendar, tuple[BadInput, ...]]:
        profile = self.profile
        if profile is None:
            return calendar_of(None, *USUAL, ())
        return calendar_of(profile.timezone, profile.hours, profile.lunch, profile.calendar, tuple(profile.own_days))

    @cached_property
    def rulebook(self) -> Rulebook:
        from aetui.desk.rules import load

        found, self.rulebook_error = load(self.store.path, keep=not self.read_only)
        if self.profile is None or not self.profile.rounds:
            return found
        from aetui.domain.rulebook.own import with_own

        return with_own(found, self.profile)

    def local(self, when: datetime) -> datetime:
        return when.astimezone(self.tz)

    @property
    def say(self) -> Texts:
        """The texts in which the desk writes by itself (the papers that it keeps): in the profile's language, else in the
        one that is spoken with the user (`spoken`), else in Chinese."""
        from aetui.locales import Texts, choose

        return Texts(choose(self.profile.lang if self.profile else None, self.spoken, None))
