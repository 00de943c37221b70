"""Who is in the office, and what a change writes to them. A desk that is in no office knows nobody there, and writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from aetui.domain.book import Book
from aetui.domain.records import KINDS, Profile, Record
from aetui.store import Edit
from aetui.store.file.files import Files

if TYPE_CHECKING:
    from typing import Protocol

    from aetui.domain.letters.outgoing import Outgoing, To
    from aetui.domain.obligations import Obligation
    from aetui.domain.records import Letter
    from aetui.store.remote.standing import Colleague, Standing

    class MailDesk(Protocol):
        """What of a desk is asked here."""

        book: Book

        @property
        def profile(self) -> Profile | None: ...
        @property
        def owner(self) -> str | None: ...
        def obligations(self, now: datetime) -> list[Obligation]: ...


Mark = tuple[int, int]
"""By which a file is known to be the one that was read."""


class Mail:
    """A desk's place in an office, as it is kept beside its file."""

    def __init__(self, desk: MailDesk, path: Path, new_id: Callable[[], str]) -> None:
        self._desk, self._files, self._new_id = desk, Files(path), new_id
        self._read: tuple[Mark | None, Standing | None] = (None, None)

    @property
    def standing(self) -> Standing | None:
        """How the desk stands in an office, read anew when it was written anew; None where it is in none, or no more."""
        try:
            seen = self._files.office.stat()
        except OSError:  # as for nearly all: nothing more is imported
            return None
        mark = seen.st_mtime_ns, seen.st_ino
        if mark != self._read[0]:
            from aetui.store.remote.standing import read

            self._read = mark, read(self._files)
        found = self._read[1]
        return found if found is not None and not found.removed else None

    @property
    def people(self) -> list[Colleague]:
        """Everybody else in the office; empty where the desk is in none."""
        here = self.standing
        return [one for one in here.people if one.desk != here.desk and not one.gone] if here is not None else []

    def to(self, name: str | None) -> To | None:
        """Whom a name means that stands on this desk; None where they are in no office, or it is one's own."""
        from aetui.domain.letters.outgoing import To
        from aetui.domain.whose import called, given_names, is_me

        if not name or is_me(name, self._desk.owner):
            return None
        there = {one.name: one for one in self.people}
        found = there.get(name)
        if found is None and there:
            who = called(name, given_names(there))
            found = there[who[0]] if len(who) == 1 else None
        return To(found.desk, found.name) if found is not None else None

    def around(self) -> list[To]:
        """Those of the people around who are in the office, each once: in a large one not everybody's news are everybody's."""
        profile = self._desk.profile
        found = (self.to(one.name) for one in (profile.people if profile is not None else ()))
        return list({one.desk: one for one in found if one is not None}.values())

    @staticmethod
    def tells(kind: str) -> bool:
        """Whether a change of such records may say something to another desk."""
        from aetui.domain.letters.leaving import LEAVING

        return KINDS[kind] in LEAVING

    def of_change(
        self,
        edits: Iterable[tuple[Record | None, Record | None]],
        now: datetime,
        taking: str = "",
        more: Iterable[Callable[[Outgoing], None]] = (),
    ) -> list[Letter]:
        """What is to be put with these edits, whose records stand in the book as they leave them; `more`: what is written that no
        record says."""
        if self.standing is None:
            return []
        from aetui.domain.letters.leaving import letters_of
        from aetui.domain.letters.outgoing import Outgoing

        desk = self._desk
        around = Outgoing(
            book=desk.book,
            now=now,
            to=self.to,
            around=self.around,
            owed=lambda: desk.obligations(now),
            new_id=self._new_id,
            taking=taking,
        )
        return letters_of(edits, around, more)

    def of_turn(self, edits: Iterable[Edit], now: datetime) -> list[Letter]:
        """What an undo, or a redo, writes: what was given is taken back, what was said is no longer said."""
        return self.of_change([(one.before, one.after) for one in edits], now)
