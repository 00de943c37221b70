"""What is handed in to whoever leads us, as letters: a day to be gone over (A1), a week, a summary (A3), a month (A8). What it holds goes as
one piece (`body`); what is said of it comes back."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Callable, Iterable
from datetime import date

import msgspec

from aetui.domain.book import Book
from aetui.domain.letters.acts import ANSWER, HANDED_IN, WITHDRAW, word
from aetui.domain.letters.outgoing import Outgoing, To, words_of
from aetui.domain.letters.thread import Thread, root_of, thread_of
from aetui.domain.records import DayLine, Fact, Letter, TeamDay, TeamPaper
from aetui.domain.records.refs import ref_to

MOST = 64_000_000
"""So many bytes may a letter's body hold."""


def hand_in(act: str, to: To, text: str, body: str, about: str | None = None) -> Callable[[Outgoing], None]:
    """Hands it in: once more while the matter goes on (of a record: always in the same one), else as a matter of its own. What another
    had before is taken back."""

    def write(a: Outgoing) -> None:
        held = a.matters(about) if about else _running(a.book)
        mine = [one for one in held if one.mine and one.root.act == act and word(one.root, "text") == text]
        for thread in mine:
            if thread.root.desk != to.desk and not thread.ended:
                a.go_on(thread, WITHDRAW)
        theirs = next((one for one in reversed(mine) if one.root.desk == to.desk), None)
        if theirs is None:
            a.begin(act, to, about, text=text, body=body)
        else:
            a.go_on(theirs, act, text=text, body=body)

    return write


def _running(book: Book) -> list[Thread]:
    """The matters that go on, in the order of their beginning."""
    roots = sorted((one for one in book.live_of(Letter) if one.of is None), key=lambda one: (one.sent_at, one.id))
    return _threads(book, roots)


def _threads(book: Book, roots: Iterable[Letter]) -> list[Thread]:
    found = (thread_of(book.thread(one.id)) for one in roots)
    return [one for one in found if one is not None]


def turned(before: Letter | None, after: Letter | None, a: Outgoing) -> None:
    """An undo of what was handed in takes it back, a redo hands it in again: its letter stays, whatever is turned."""
    letter = after or before
    assert letter is not None
    if not letter.out or letter.act not in HANDED_IN:
        return
    thread = thread_of(a.book.thread(root_of(letter)))
    if thread is None:
        return
    if after is None and thread.withdrawn is None and _first(thread, letter):
        a.go_on(thread, WITHDRAW)
    elif before is None and thread.withdrawn is not None:
        a.go_on(thread, letter.act, **words_of(letter))


def _first(thread: Thread, letter: Letter) -> bool:
    """Whether it is the only one that was handed in since the matter was last taken back: behind another that one stands."""
    given: list[str] = []
    for one in thread.letters:
        if one.act == WITHDRAW and not word(one, "what"):
            given.clear()
        elif one.act == letter.act:
            given.append(one.id)
    return len(given) == 1


class BackDay(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A day that the AM signed: the lines of the day that follows in her order and what was left, as she made them, and as they
    `came` to her; `arranged`: the order that the AE had given them by then."""

    day: date
    following: date
    signed: Fact
    lines: list[DayLine] = []
    left: list[DayLine] = []
    came: list[DayLine] = []
    arranged: list[str] = []


def back_day(day: TeamDay) -> BackDay:
    """A signed day as it goes back."""
    assert day.signed is not None
    return BackDay(**{name: getattr(day, name) for name in BackDay.__struct_fields__})


def signed_body(day: TeamDay) -> str:
    """A signed day as a letter carries it."""
    return pressed(msgspec.json.encode(back_day(day)))


def pressed(data: bytes) -> str:
    """Bytes as an argument of a letter."""
    return base64.b64encode(zlib.compress(data, 9)).decode()


def unpressed(text: str) -> bytes:
    """What `pressed` made. Raises ValueError for what it didn't, and for more than any desk wrote."""
    unpressing = zlib.decompressobj()
    try:
        data = unpressing.decompress(base64.b64decode(text, validate=True), MOST)
    except zlib.error as error:
        raise ValueError(str(error)) from None
    if not unpressing.eof:
        raise ValueError(text[:20])
    return data


def teamday(before: TeamDay | None, after: TeamDay | None, a: Outgoing) -> None:
    """A day that came as a letter goes back as the AM signed it; where she changes it after that her word is taken back."""
    if after is None or (before.signed if before is not None else None) == after.signed:
        return
    theirs = [one for one in a.matters(ref_to("teamdays", after.id)) if not one.mine]
    for thread in theirs[-1:]:
        told = thread.said_with("checked")
        if told is not None and told.out:
            a.go_on(thread, WITHDRAW, what=told.id)
        if after.signed is not None:
            a.go_on(thread, ANSWER, says="checked", body=signed_body(after))


def summary_read(before: TeamPaper | None, after: TeamPaper | None, a: Outgoing) -> None:
    """That an AM's summary was read is told to her."""
    was, now = (one.read if one is not None else None for one in (before, after))
    if after is None or was == now:
        return
    for thread in [one for one in a.matters(ref_to("teampapers", after.id)) if not one.mine][-1:]:
        told = thread.said_with("seen")
        if was is not None and told is not None and told.out:
            a.go_on(thread, WITHDRAW, what=told.id)
        if now is not None:
            a.go_on(thread, ANSWER, says="seen")


def asks_for(book: Book, ref: str) -> bool:
    """Whether a letter that came asks for a word on that record: then a duty says so, and no list need say it again."""
    return any(not one.mine and not one.ended for one in _threads(book, book.letters_about(ref)) if one.root.of is None)


def came_by_letter(book: Book, ref: str) -> bool:
    """Whether that record came as a letter, so that what is said of it goes back as one."""
    return any(not one.out and one.act in HANDED_IN for one in book.letters_about(ref))
