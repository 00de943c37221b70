"""The desk: one user's records in memory and on disk, and the one way to change them.

Every verb does its work inside `Desk.change`: the file is locked, what other programs wrote is taken in, the
verb reads, checks its gates and puts records, and all of it goes to disk as one change. Who shows records
hears `Changed`, whoever made the change: there is no second path by which a screen learns of a record.
"""

from __future__ import annotations

import os
from _thread import get_ident
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import msgspec

from aetui.desk.derived import Derivations
from aetui.desk.letters.mail import Mail
from aetui.desk.reckoned import Reckoned
from aetui.domain.book import Book
from aetui.domain.errors import NotThere
from aetui.domain.records import KIND_OF, Client, Profile, Record
from aetui.domain.records.fields import with_texts
from aetui.domain.records.keeping import goes_by, kept, says_nothing_new
from aetui.domain.text import cleaned
from aetui.store import DeskDB, Edit, Writing, edits_of

if TYPE_CHECKING:
    from aetui.domain.derive.kept import KeptLedger
    from aetui.domain.letters.outgoing import Outgoing
    from aetui.domain.obligations import Obligation

R = TypeVar("R", bound=Record)

RECENT = timedelta(days=45)
"""How far back records are held in memory whether or not anything on them is open: a month's duties and its end."""


class Changed(msgspec.Struct, frozen=True):
    """What changed on the desk, and whether this program did it."""

    edits: list[Edit]
    own: bool


class Change:
    """A change in the making: what a verb puts and deletes. `args` go to the log, as words."""

    def __init__(self, desk: Desk, verb: str, now: datetime, args: dict[str, str]) -> None:
        self.desk, self.verb, self.now = desk, verb, now
        self.args = {key: cleaned(said) for key, said in args.items()}
        self._puts: dict[tuple[str, str], Record] = {}
        self._deletes: dict[tuple[str, str], None] = {}
        self._shown: set[tuple[str, str]] = set()
        self._to_show: dict[tuple[str, str], None] = {}  # since `show`: no verb shows again what those before it did
        self._made: set[tuple[str, str]] = set()  # nobody had these before: no file need be read to know it
        self._brought: set[tuple[str, str]] = set()  # others wrote these: nobody is told of them anew
        self.taking = ""  # the matter of the letter that it takes in
        self._posts: list[Callable[[Outgoing], None]] = []

    def put(self, record: R, *, stamp: bool = True) -> R:
        """Write a record, new or changed; returns it as it will stand: whatever way its texts came, they are clean.
        A record that says nothing new is no change, and leaves no trace. `stamp`: it is as of this change, and keeps what
        it was before as far as duties need it (`keeping`)."""
        record = self._called(with_texts(record, cleaned))
        key = (KIND_OF[type(record)], record.id)
        before = self._before(key)
        if stamp and before is not None and key not in self._shown and says_nothing_new(record, before):
            self._puts.pop(key, None)
            self._deletes.pop(key, None)
            return cast("R", before)
        stamped = self._kept(key, record) if stamp else record
        self._put(key, stamped)
        return stamped

    def _put(self, key: tuple[str, str], record: Record) -> None:
        self._deletes.pop(key, None)
        self._puts[key] = record
        self._to_show[key] = None
        self.desk.hears_of(record)

    def take(self, record: Record) -> None:
        """Write a record as it comes from another desk, with its own times; its texts were cleaned before."""
        record = self._called(record)
        key = (KIND_OF[type(record)], record.id)
        self._put(key, record)
        self._brought.add(key)

    def _called(self, record: R) -> R:
        return goes_by(record, chain(self.desk.book.clients.values(), self._puts.values()))

    def _kept(self, key: tuple[str, str], record: R) -> R:
        desk, stamped = self.desk, msgspec.structs.replace(record, updated_at=self.now)
        before = cast("R | None", self._before(key))
        return kept(
            before,
            stamped,
            self.now,
            day_of=lambda when: desk.local(when).date(),
            day_end=lambda day: desk.calendar.day_end(day),
            people=desk.profile.people if desk.profile else (),
        )

    def _before(self, key: tuple[str, str]) -> Record | None:
        """The record as it stood before this change, or as the verbs before in it showed it."""
        return None if key in self._made and key not in self._shown else self.desk.book.get(*key)

    def post(self, write: Callable[[Outgoing], None]) -> None:
        """Write that to others in the office, with all else that this change says to them."""
        self._posts.append(write)

    def say_what(self) -> None:
        """A verb that named nothing is about the first record that it changes: the log, and an undo, say which."""
        from aetui.locales.history import SUBJECTS

        if any(self.args.get(word) for word in SUBJECTS):
            return
        from aetui.desk.find.hit import as_hit

        touched = (record for record in (*self._puts.values(), *(self.desk.book.get(*key) for key in self._deletes)))
        hits = (
            as_hit(self.desk.get(Client, getattr(record, "client_id", None)), KIND_OF[type(record)], record)
            for record in touched
            if record
        )
        hit = next((hit for hit in hits if hit), None)
        if hit is not None:
            self.args.update(client=hit.client, what=hit.text)

    def delete(self, record: Record) -> None:
        key = (KIND_OF[type(record)], record.id)
        self._puts.pop(key, None)
        self._deletes[key] = None
        self._to_show[key] = None

    def new(self, kind: type[R], /, **fields: Any) -> R:
        """A new record with an id of its own, put."""
        made = kind(id=new_id(), created_at=self.now, updated_at=self.now, **fields)
        self._made.add((KIND_OF[kind], made.id))
        return self.put(made)

    def called(self, kind: type[R], key: str, /, **fields: Any) -> R:
        """A new record whose id says what it is of: whichever device makes it, it is the same one."""
        return self.put(kind(id=key, created_at=self.now, updated_at=self.now, **fields))

    def get(self, kind: type[R], record_id: str) -> R | None:
        """The record as this change leaves it."""
        key = (KIND_OF[kind], record_id)
        if key in self._deletes:
            return None
        found = self._puts.get(key) or self.desk.book.get(*key)
        return found if isinstance(found, kind) else None

    def need(self, kind: type[R], record_id: str, key: str, **words: str) -> R:
        """As `get`. Raises NotThere (`key`, `words`) where there is none."""
        found = self.get(kind, record_id)
        if found is None:
            raise NotThere(key, **words)
        return found

    def made(self, kind: type[R]) -> Iterator[R]:
        """The records of one kind that this change puts."""
        return (r for r in self._puts.values() if isinstance(r, kind))

    def over(self, kind: type[R], kept: Iterable[R]) -> Iterator[R]:
        """These records as the verbs before left them (`show`), and what those made."""
        table = KIND_OF[kind]
        yield from (record for record in kept if (table, record.id) not in self._shown)
        for shown, record_id in self._shown:
            found = self.desk.book.get(shown, record_id) if shown == table else None
            if isinstance(found, kind):
                yield found

    def write(self, writing: Writing) -> None:
        """Hand what is put and deleted to the store; with the first of it a profile, where there is none."""
        desk = self.desk
        if not (self._puts or self._deletes or self._posts):
            return
        if desk.profile is None and not any(self.made(Profile)) and not desk.store.profile_hidden:
            self.new(Profile)
        self.say_what()
        if desk.mail.standing is not None:
            self.show()
            touched = (
                key for key in (*self._puts, *self._deletes) if desk.mail.tells(key[0]) and key not in self._brought
            )
            edits = [(desk.store.record(*key), self._puts.get(key)) for key in touched]
            for letter in desk.mail.of_change(edits, self.now, self.taking, self._posts):
                self._put(("letters", letter.id), letter)
        for key, record in self._puts.items():
            writing.keep(record, made=key in self._made)
        for gone in self._deletes:
            writing.drop(*gone)

    def show(self) -> None:
        """Put what was done so far into the desk's book, for the next verb of the same change to find it there."""
        for key in self._to_show:
            if key in self._puts or key in self._deletes:
                self.desk.book.apply(*key, self._puts.get(key))
                self._shown.add(key)
        self._to_show.clear()

    def hide(self) -> None:
        """Nothing of it is written: the book is as the store has it again."""
        for kind, record_id in self._shown:
            self.desk.book.apply(kind, record_id, self.desk.store.record(kind, record_id))


def new_id() -> str:
    """An id that is unique across machines: 80 random bits."""
    return os.urandom(10).hex()


class Desk(Reckoned):
    """One user's desk. Opened on a file; everything is read through it and changed through its verbs."""

    def __init__(self, store: DeskDB, now: datetime, recent: timedelta = RECENT) -> None:
        super().__init__()
        self.store, self.beside = store, store.path  # beside which is kept what is no part of the desk
        self.since = now - recent  # the book holds all that was done from then on
        self.book = store.book(self.since)
        self._listeners: list[Callable[[Changed], None]] = []
        self.is_apart, self.read_only = False, store.file.files.read_only
        self._change: Change | None = None  # the one in the making, and the thread that makes it
        self._maker = 0
        self.faults: list[Exception] = []
        self.on_fault: Callable[[Exception], None] = self.faults.append
        self._derivations = Derivations(self._kept)
        store.file.whose = (self.read_only and self.owner) or ""
        self.mail = Mail(self, store.path, new_id)

    @classmethod
    def open(cls, path: Path, *, program: str, now: datetime, recent: timedelta = RECENT, look: bool = False) -> Desk:
        """The desk in the file at `path`. `recent`: how far back its book reaches; less than RECENT only where nothing is
        derived. `look`: another's, each change raises ReadOnly. Raises Unusable when the file can't be used."""
        return cls(DeskDB(path, program=program, read_only=look), now, recent)

    def apart(self, now: datetime) -> Desk:
        """The desk as it stands, with a book of its own: for a thread that reads, while here it is changed. To be asked
        for in that thread; nothing is changed through it, and it hears of no change."""
        other = Desk(self.store, now)
        other.is_apart, other.spoken = True, self.spoken
        other.book.fill()
        other.__dict__["rulebook"], other.rulebook_error = self.rulebook, self.rulebook_error
        return other

    # Reading

    def get(self, kind: type[R], record_id: str | None) -> R | None:
        """The record of that id, or None."""
        found = self.book.get(KIND_OF[kind], record_id) if record_id else None
        return found if isinstance(found, kind) else None

    def each(self, kind: type[R], *, of: Collection[str] | None = None) -> Iterable[R]:
        """Every record of one kind that the desk ever kept, past ones too; inside a change, as the verbs before left them. `of`: those of
        other clients can be missing, and aren't read."""
        table = self.store.table(KIND_OF[kind])
        found = table.records() if of is None else {r.id: r for r in table.pointing("client_id", of)}.values()
        kept = (r for r in found if isinstance(r, kind))
        making = self._change if self._maker == get_ident() else None
        return making.over(kind, kept) if making else kept

    def obligations(
        self, now: datetime, *, ended_since: datetime | None = None, ended: bool = False
    ) -> list[Obligation]:
        """What is owed, most urgent first; `ended`: also all that ever was (reads the whole file)."""
        if not ended:
            return self._derivations.derive(self.book, self.rulebook, now, self.calendar, ended_since)
        from aetui.domain.derive import derive

        return derive(self.whole(), self.rulebook, now, cal=self.calendar, ended=True)

    def owed_until(self) -> datetime | None:
        """Until when what `obligations` last said of now holds, while nothing is changed; None where nobody asked."""
        return self._derivations.until()

    def _kept(self) -> KeptLedger | None:
        from aetui.desk import ledger

        return None if self.is_apart else ledger.load(self)

    def obligations_at(self, moment: datetime, now: datetime, *, there: bool = False) -> list[Obligation]:
        """What will be owed at a later moment if nobody does anything until then, with what ends from `now` on; `there`: of what is
        owed now already only that it is, not how it stands then."""
        return self._derivations.ahead(self.book, self.rulebook, now, moment, self.calendar, there=there)

    def whole(self) -> Book:
        """A book of everything ever kept; for lists of what is past."""
        return Book(self.store.front(EVER), fetch=self.store.record)

    # Changing

    @contextmanager
    def change(self, verb: str, now: datetime, **args: str) -> Iterator[Change]:
        """One change: commits when the block ends well, does nothing when it raises or puts nothing.

        The file is locked meanwhile and others' changes are in `book`. A verb that is called inside a change is part of it:
        so a command that does several things is one change, under the outer one's name, done and undone as a whole.
        Raises Unusable when it can't be written.
        """
        if self._change is not None and self._maker == get_ident():
            self._change.show()
            yield self._change
            self._change.show()
            return
        heard: list[Changed] = []
        change = Change(self, verb, now, args)
        self._derivations.before_changes()
        try:
            with self.store.change(verb, change.args, now) as writing:
                fresh = writing.hear()
                if fresh:
                    heard.append(self._take_in(fresh, own=False))
                self._change, self._maker = change, get_ident()
                try:
                    yield change
                finally:
                    self._change = None
                change.write(writing)
        except BaseException:
            change.hide()
            raise
        if writing.touched:  # the file is free again: of an import, this takes a while
            heard.append(self._take_in(edits_of(writing.touched), own=True))
        for changed in heard:
            self._tell(changed)

    def undo(self, now: datetime, seq: int | None = None) -> tuple[str, dict[str, str]] | None:
        """Reverse the last change as a whole; its verb and words, or None when there is none. `seq`: that one of the log."""
        return self._turn(lambda at: self.store.undo(at, seq, self.mail.of_turn), now)

    def back(self, seq: int, now: datetime) -> tuple[str, dict[str, str]]:
        """Back to before change `seq` of the log: it and all since are undone, as one change. Raises Refused."""
        turned = self._turn(lambda at: self.store.back(seq, at, self.mail.of_turn), now)
        assert turned is not None
        return turned

    def redo(self, now: datetime) -> tuple[str, dict[str, str]] | None:
        return self._turn(lambda at: self.store.redo(at, self.mail.of_turn), now)

    def _turn(self, turn: Callable[[datetime], Any], now: datetime) -> tuple[str, dict[str, str]] | None:
        self._derivations.before_changes()
        entry = turn(now)
        if entry is None:
            return None
        # What the store now holds is the truth, also where others wrote meanwhile.
        edits = [Edit(e.kind, e.id, e.after, self.store.record(e.kind, e.id, changed=True)) for e in entry.edits]
        self.poll()
        self._tell(self._take_in(edits, own=True))
        return entry.verb, entry.args

    # Hearing of changes

    def subscribe(self, listener: Callable[[Changed], None]) -> Callable[[], None]:
        """Call `listener` after each change; the returned function ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def poll(self) -> bool:
        """Take in what other programs wrote since; cheap when they wrote nothing. True when they did."""
        self._derivations.before_changes()
        edits = self.store.refresh()
        if edits:
            self._tell(self._take_in(edits, own=False))
        return bool(edits)

    def read_anew(self) -> None:
        """Another whole desk lies in the file: it is read as at the start, and none of its records is heard as a change."""
        self.store.file.refresh()
        self.store.file.untold()
        self.book = self.store.book(self.since)
        self._reads = None
        self.__dict__.pop("rulebook", None)
        self._derivations = Derivations(self._kept)

    def _take_in(self, edits: list[Edit], *, own: bool) -> Changed:
        self._coming = []
        for edit in edits:
            if not self.book.waits_for(edit.kind):
                self.book.apply(edit.kind, edit.id, edit.after)
            if edit.kind in ("clients", "profile"):
                self._reads = None
        if any(edit.kind == "profile" for edit in edits):
            self.__dict__.pop("rulebook", None)  # what comes round at the user's word stands in the profile
        return Changed(edits, own)

    def _tell(self, changed: Changed) -> None:
        """What was changed is on disk, whatever a listener makes of it: its fault is handed on, the verb has succeeded."""
        for listener in list(self._listeners):
            try:
                listener(changed)
            except Exception as fault:
                self.on_fault(fault)

    def close(self) -> None:
        derived = self._derivations.to_keep()
        self.store.close()
        if derived is not None:
            from aetui.desk import ledger

            ledger.save(self, derived)


EVER = datetime.fromisoformat("0001-01-02T00:00:00+00:00")
