"""A signed day that came as a letter: what both changed is kept on the letter until somebody says whose word counts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import msgspec
from msgspec.structs import replace

from aetui.desk.check.day_back import BothChanged, DayTaken, Side, Told, take_signed
from aetui.desk.check.taking import Taken
from aetui.desk.core import Change, Desk
from aetui.desk.files.bundle_file import zoned
from aetui.desk.letters.parcels import bytes_in
from aetui.desk.letters.things import texts_of
from aetui.desk.trying import refusal
from aetui.domain.errors import BadInput
from aetui.domain.letters.acts import ANSWER, word
from aetui.domain.letters.handing_in import BackDay
from aetui.domain.letters.thread import CLASH, TOLD, Thread, root_of, thread_of
from aetui.domain.records import Fact, Letter
from aetui.locales.checked import told_words


def signed_in(told: Letter) -> BackDay:
    """The day that such an answer carries; who signed it says the office. Raises BadInput."""
    try:
        day = msgspec.json.decode(bytes_in(told), type=BackDay)
    except (ValueError, RecursionError):
        raise BadInput("letter.unreadable") from None
    if not zoned(msgspec.to_builtins(day, builtin_types=(datetime,))):
        raise BadInput("letter.unreadable")
    return replace(day, signed=replace(day.signed, by=told.who))


def before_it(thread: Thread, told: Letter) -> list[BackDay]:
    """How she signed that day before, also what she took back since."""
    found: list[BackDay] = []
    for one in thread.letters:
        if one.id == told.id:
            break
        if one.act == ANSWER and word(one, "says") == "checked":
            try:
                found.append(signed_in(one))
            except BadInput:
                continue
    return found


def marks_of(desk: Desk, taken: DayTaken, at: datetime) -> dict[str, Fact]:
    """What is kept of a day on the letter that brought it."""
    say = texts_of(desk)
    marks = {f"{CLASH}{one.key}": Fact(at=at, how=one.what or say("check.conflict.order")) for one in taken.conflicts}
    told: list[Told] = taken.told
    if told:
        marks[TOLD] = Fact(at=at, how=" ".join(told_words(say, one) for one in told))
    return marks


def clashes_on(letter: Letter) -> list[str]:
    """The keys of what is still to be said, of what that letter brought."""
    return [key.removeprefix(CLASH) for key in letter.met if key.startswith(CLASH)]


def unsettled(desk: Desk) -> list[Letter]:
    """The signed days that came by letter and on which something is to be said, oldest first."""
    found = [one for one in desk.book.live_of(Letter) if _signed(one) and clashes_on(one)]
    return sorted((one for one in found if _stands(desk, one)), key=lambda one: (one.sent_at, one.id))


def clashes(desk: Desk, now: datetime) -> list[BothChanged]:
    """What both changed, of all that came by letter, in the order in which they are numbered."""
    return [one for _, found in _found(desk, now) for one in found]


def settle(desk: Desk, now: datetime, sides: Mapping[str, Side]) -> Taken:
    """Say whose word counts, by the key of what both changed; what isn't said waits. Raises BadInput where nothing is to be said."""
    letters = _found(desk, now)
    if not letters:
        raise BadInput("check.nothing_asked")
    taken = Taken(letters[0][0].who, [], [], [], [], [])
    with desk.change("check.take_in", now, who=taken.whose) as change:
        for letter, _ in letters:
            taken.days.append(_settled(change, letter, sides))
    return taken


def _settled(change: Change, letter: Letter, sides: Mapping[str, Side]) -> DayTaken:
    done = _take(change, letter, sides)
    waits = [one for one in done.conflicts if one.key not in sides and one.key in clashes_on(letter)]
    keys = {f"{CLASH}{one.key}" for one in waits}
    met = {key: fact for key, fact in letter.met.items() if not key.startswith(CLASH) or key in keys}
    change.put(replace(letter, met=met))
    return replace(done, conflicts=waits)


def _found(desk: Desk, now: datetime) -> list[tuple[Letter, list[BothChanged]]]:
    """What is to be asked of each such letter, as it stands now; nothing is changed."""
    found: list[tuple[Letter, list[BothChanged]]] = []
    for letter in unsettled(desk):
        done: list[DayTaken] = []

        def tried(letter: Letter = letter, done: list[DayTaken] = done) -> None:
            with desk.change("check.take_in", now) as change:
                done.append(_take(change, letter, {}))

        refusal(desk, tried, now)
        keys = clashes_on(letter)
        found.append((letter, [one for day in done for one in day.conflicts if one.key in keys]))
    return found


def _take(change: Change, letter: Letter, sides: Mapping[str, Side]) -> DayTaken:
    thread = _thread(change.desk, letter)
    return take_signed(change, signed_in(letter), sides, before_it(thread, letter) if thread is not None else ())


def _thread(desk: Desk, letter: Letter) -> Thread | None:
    return thread_of(desk.book.thread(root_of(letter)))


def _signed(letter: Letter) -> bool:
    return not letter.out and letter.act == ANSWER and word(letter, "says") == "checked"


def _stands(desk: Desk, letter: Letter) -> bool:
    """Whether it is her last word on that day."""
    thread = _thread(desk, letter)
    told = thread.said_with("checked") if thread is not None else None
    return told is not None and told.id == letter.id
