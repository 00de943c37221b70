"""What the letters of one change are written with, and a thing that is handed to somebody: given, given anew, taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

import msgspec

from aetui.domain.book import Book
from aetui.domain.letters.acts import PART, WITHDRAW, Arg, word
from aetui.domain.letters.thread import Thread, thread_of
from aetui.domain.obligations import Obligation
from aetui.domain.records import Client, Letter, Record

Edited = tuple[Record | None, Record | None]


class To(msgspec.Struct, frozen=True):
    """Somebody in the office: the id of the desk there, and the name."""

    desk: str
    name: str


class Outgoing(msgspec.Struct):
    """What the letters of one change are written with. `to`: who is in the office, by name; `owed`: what is owed now. `taking`: the matter
    of the letter that this change takes in, to which nothing is written but what takes it in."""

    book: Book
    now: datetime
    to: Callable[[str | None], To | None]
    around: Callable[[], Iterable[To]]
    owed: Callable[[], Iterable[Obligation]]
    new_id: Callable[[], str]
    taking: str = ""
    written: list[Letter] = []

    def matters(self, ref: str) -> list[Thread]:
        """What was begun about that record, in the order of its beginning."""
        roots = sorted(self.book.letters_about(ref), key=lambda one: (one.sent_at, one.id))
        found = (thread_of(self.book.thread(root.id)) for root in roots if root.id != self.taking)
        return [one for one in found if one is not None]

    def begin(self, act: str, to: To, about: str | None, **args: Arg | None) -> None:
        self._write(act, to.desk, to.name, about, None, 0, args)

    def go_on(self, thread: Thread, act: str, **args: Arg | None) -> None:
        """Another letter in a matter; once, however many records of the change say it."""
        root = thread.root
        said = [one for one in self.written if one.of == root.id]
        if any(one.act == act and words_of(one) == plain(args) for one in said):
            return
        self._write(act, root.desk, root.who, root.about, root.id, thread.next + len(said), args)

    def _write(
        self, act: str, desk: str, who: str, about: str | None, of: str | None, n: int, args: Mapping[str, Arg | None]
    ) -> None:
        carried = plain(args) | ({"n": n} if n else {})
        self.written.append(
            Letter(
                id=self.new_id(),
                created_at=self.now,
                updated_at=self.now,
                act=act,
                out=True,
                desk=desk,
                who=who,
                args=carried,
                sent_at=self.now,
                of=of,
                about=about,
            )
        )


def short_of(book: Book, client_id: str | None) -> str | None:
    """What a client is called for short; None where there is none."""
    client = book.get("clients", client_id) if client_id else None
    return client.short if isinstance(client, Client) else None


class Given(msgspec.Struct, frozen=True):
    """What a record asks of somebody in the office, and with which words."""

    to: To
    args: dict[str, Arg | None]


def handed(
    act: str,
    was: Given | None,
    now: Given | None,
    about: str,
    a: Outgoing,
    *,
    part: str = "",
    how: str | None = None,
    why: str | None = None,
    copy: str | None = None,
) -> None:
    """Given, given anew with other words or another time, or taken back (`how` it was done here, `why` it is off; `copy`: how it
    stands here now). `part`: which part of the record it is, as the letters' argument of that name has it."""
    if was == now:
        return
    mine = [one for one in a.matters(about) if one.mine and word(one.root, PART) == part]
    for thread in mine:
        if not thread.ended and (now is None or now.to.desk != thread.root.desk):
            a.go_on(thread, WITHDRAW, how=how, why=why, copy=copy)
    if now is None:
        return
    taking = a.book.get("letters", a.taking) if a.taking else None
    if isinstance(taking, Letter) and taking.about == about and taking.desk == now.to.desk:
        return  # it is what they said of it
    args = now.args | ({PART: part} if part else {})
    theirs = next((one for one in reversed(mine) if one.root.desk == now.to.desk), None)
    if theirs is None:
        a.begin(act, now.to, about, **args)
    elif theirs.ended or words_of(theirs.given) != plain(args):
        a.go_on(theirs, act, **args)


def plain(args: Mapping[str, Arg | None]) -> dict[str, Arg]:
    """Without what isn't said."""
    return {name: said for name, said in args.items() if said is not None}


def words_of(letter: Letter) -> dict[str, Arg]:
    """What a letter carries, without its number."""
    return {name: said for name, said in letter.args.items() if name != "n"}
