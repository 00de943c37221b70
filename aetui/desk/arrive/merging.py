"""People of an address book beside those in the client book (R1): who is who, what each entry adds, and the one writer of it.

Nobody stands twice, nothing that is known is lost: an entry adds what is missing, and where both say something else that is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Literal

import msgspec
from msgspec.structs import replace

from aetui.desk.book.clients import fold_company, new_client, notes_of, with_keys
from aetui.desk.core import Desk
from aetui.desk.find import names
from aetui.domain.errors import BadInput
from aetui.domain.patterns import pattern
from aetui.domain.records import About, Client, Contact

Verdict = Literal["client", "new", "filled", "differs", "same", "left"]
"""A client who is new; a contact who is new, gets what was missing, is said to be otherwise, or is known; a row that isn't taken."""

FIELDS = ("title", "phone", "email")
_MOBILE = pattern(r"(?:86)?(1\d{10})")


class Offered(msgspec.Struct, frozen=True):
    """What an address book says: of which company (None: it doesn't), who, and what else."""

    company: str | None
    contact: Contact | None
    short: str | None = None
    note: str | None = None
    line: int = 0


class Merged(msgspec.Struct, frozen=True):
    """What becomes of an entry. `client`: whose it is, by the name that stands in the book; `fields`: those that it adds, or says
    otherwise; `here`: what is known of the latter."""

    verdict: Verdict
    said: Offered
    client: str = ""
    fields: tuple[str, ...] = ()
    here: Contact | None = None


class _Draft:
    """A client as it will be. `known`: as it is in the book."""

    def __init__(self, name: str, known: Client | None, short: str | None = None) -> None:
        self.name, self.known, self.short = name, known, short
        self.contacts: list[Contact] = []
        self.notes: dict[str, None] = {}
        """What is said of it and wasn't known, each once."""
        self.noted = {note.text for note in known.notes} if known else set()
        self._by_mark: dict[str, list[int]] = {}
        """Where those stand who go by a name or have an address: nobody is compared with all."""
        for contact in known.contacts if known else ():
            self.add(contact)

    def add(self, contact: Contact) -> None:
        self.contacts.append(contact)
        self._marked(len(self.contacts) - 1)

    def change(self, n: int, contact: Contact) -> None:
        self.contacts[n] = contact
        self._marked(n)

    def place(self, contact: Contact) -> int | None:
        """Where that person stands, the first of several: one of that name, however its width and spaces are written; or of that
        mobile number or address, where the name begins alike (陈小姐, 陈明)."""
        return min((n for mark in _marks(contact) for n in self._with(mark)), default=None)

    def called(self, contact: Contact) -> list[Contact]:
        """Those of that person's name."""
        return [self.contacts[n] for n in self._with(_marks(contact)[0])]

    def _with(self, mark: str) -> list[int]:
        """Those who go by it still: a number may have been written anew."""
        return [n for n in self._by_mark.get(mark, ()) if mark in _marks(self.contacts[n])]

    def _marked(self, n: int) -> None:
        for mark in _marks(self.contacts[n]):
            there = self._by_mark.setdefault(mark, [])
            if n not in there:
                there.append(n)


class Merging:
    """The client book with an address book beside it. `over`: what the file says takes the place of what is known."""

    def __init__(self, desk: Desk, *, over: bool = False) -> None:
        self._over = over
        self._there = _clients(desk)
        self._drafts: dict[str, _Draft] = {}
        self._of_name: dict[str, list[_Draft]] = {}
        """Whose people bear a name."""
        self.judged: list[Merged] = []
        for known in desk.book.live_of(Client):
            draft = _Draft(known.name, known)
            self._drafts.setdefault(fold_company(known.short), draft)
            self._drafts[fold_company(known.name)] = draft
        for draft in self._each():
            for contact in draft.contacts:
                self._named(draft, contact)

    def knows(self, company: str) -> bool:
        return fold_company(company) in self._drafts

    def take(self, entries: Iterable[Offered]) -> Merging:
        for said in entries:
            self._take(said)
        return self

    def leave(self, said: Offered) -> None:
        """It isn't taken."""
        self.judged.append(Merged("left", said))

    def count(self, *verdicts: Verdict) -> int:
        return sum(one.verdict in verdicts for one in self.judged)

    def client_of(self, contact: Contact) -> str | None:
        """The client of a person whose company isn't said: known by number or address, or as the only one of that name."""
        addresses = {*_marks(contact)[1:]}
        alike = [
            (draft, one) for draft in self._of_name.get(names.fold(contact.name), ()) for one in draft.called(contact)
        ]
        sure = [draft for draft, one in alike if addresses & {*_marks(one)}] or [draft for draft, _ in alike]
        return sure[0].name if len(sure) == 1 else None

    def write(self, desk: Desk, now: datetime, of: str = "") -> None:
        """All of it, as one change. `of`: the file's name, by which the log tells it. Raises BadInput (`arrive.changed`) where the book isn't any more what the people were compared with."""
        with desk.change("client.import", now, n=str(len(self.judged)), text=of) as change:
            if _clients(desk) != self._there:
                raise BadInput("arrive.changed")
            for draft in self._each():
                notes: list[tuple[About, str]] = [("company", note) for note in draft.notes]
                contacts = [with_keys(one) for one in draft.contacts]
                if draft.known is None:
                    new_client(change, draft.name, short=draft.short, contacts=contacts, notes=notes)
                elif draft.contacts != draft.known.contacts or notes:
                    kept = [*draft.known.notes, *notes_of(notes, now)]
                    change.put(replace(draft.known, contacts=contacts, notes=kept))

    def ready(self) -> None:
        """By what letters those are found who are new."""
        for draft in self._each():
            draft.contacts = [with_keys(one) for one in draft.contacts]

    def _each(self) -> Iterator[_Draft]:
        return iter({id(draft): draft for draft in self._drafts.values()}.values())

    def _named(self, draft: _Draft, contact: Contact) -> None:
        there = self._of_name.setdefault(names.fold(contact.name), [])
        if draft not in there:
            there.append(draft)

    def _take(self, said: Offered) -> None:
        assert said.company is not None
        key = fold_company(said.company)
        draft = self._drafts.get(key)
        if draft is None:
            draft = self._drafts[key] = _Draft(said.company.strip(), None, said.short)
            self.judged.append(Merged("client", said, draft.name))
        if said.note:
            self._note(draft, said)
        if said.contact is not None:
            self.judged += self._contact(draft, said, said.contact)
        elif draft.known is not None:
            self.judged.append(Merged("same", said, draft.name))

    def _note(self, draft: _Draft, said: Offered) -> None:
        text = f"{said.contact.name}：{said.note}" if said.contact else said.note or ""
        if text not in draft.noted:
            draft.notes[text] = None

    def _contact(self, draft: _Draft, said: Offered, contact: Contact) -> Iterator[Merged]:
        n = draft.place(contact)
        if n is None:
            draft.add(contact)
            self._named(draft, contact)
            yield Merged("new", said, draft.name)
            return
        here = draft.contacts[n]
        missing = tuple(f for f in FIELDS if getattr(contact, f) and not getattr(here, f))
        other = tuple(
            f
            for f in FIELDS
            if getattr(contact, f) and getattr(here, f) and not _alike(f, getattr(here, f), getattr(contact, f))
        )
        taken = (*missing, *other) if self._over else missing
        if taken:
            draft.change(n, replace(here, **{field: getattr(contact, field) for field in taken}))
            yield Merged("filled", said, draft.name, taken, here)
        if other and not self._over:
            yield Merged("differs", said, draft.name, other, here)
        elif not taken:
            yield Merged("same", said, draft.name)


def _clients(desk: Desk) -> dict[str, Client]:
    return {one.id: one for one in desk.book.live_of(Client)}


def take_contacts(desk: Desk, entries: Sequence[tuple[str, Contact]], now: datetime) -> tuple[int, int]:
    """Take the people of an address book that its owner wrote (a vCard) into the client book: what it says is newer. Answers how many
    contacts are new, and changed."""
    merged = Merging(desk, over=True).take(Offered(name, contact) for name, contact in entries)
    merged.write(desk, now)
    return merged.count("new"), merged.count("filled")


def _marks(contact: Contact) -> tuple[str, ...]:
    """By what a person is known: the name first, then address and mobile number, each with the letter that the name begins with."""
    name = names.fold(contact.name)
    found = _MOBILE.fullmatch(_digits(contact.phone)) if contact.phone else None
    mail, phone = contact.email and f"{name[:1]} @{contact.email.casefold()}", found and f"{name[:1]} #{found[1]}"
    return (name, *(mark for mark in (mail, phone) if mark))


def _alike(field: str, a: str, b: str) -> bool:
    if field == "phone":
        return _digits(a).removeprefix("86") == _digits(b).removeprefix("86")
    return names.fold(a) == names.fold(b)


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdecimal())
