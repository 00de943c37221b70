"""One act, one writer: an act of the trade is written down once, with its gates. Whatever way it is asked for (verb, `met`, review,
sending, handover, key, command), the same gates are asked and the same facts are written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from aetui.desk.core import Change, Desk
from aetui.desk.facts import clean
from aetui.documents.sheet import Sheet
from aetui.domain.errors import BadInput, Refused, Shut
from aetui.domain.records import Card, Fact, Part, Passed, Record

R = TypeVar("R", bound=Record)

SHORTEST_REASON = 2
"""A reason of one character is none: it was a stray key."""


class Enclosed(msgspec.Struct, frozen=True):
    """A paper that goes out with an act: as it was read before it went, where it was (`sheet`, its Markdown `text`), to whom
    (`copies`: with a copy to whom), and who approved it (A2)."""

    sheet: Sheet | None = None
    text: str | None = None
    to: str | None = None
    by: str | None = None
    copies: list[str] | None = None


NOTHING = Enclosed()


class Doing(msgspec.Struct, frozen=True):
    """An act being done, inside a change. `part`: the id of the record's part that it is done to (a step, a line of money, a work).
    `words`: what the act needs beside its proof (a place). `piece`: what it adds to the record, as it was typed (a round of a
    review). `card`: the card that an item is put on."""

    change: Change
    record: Record
    fact: Fact
    part: str = ""
    enclosed: Enclosed = NOTHING
    words: str = ""
    piece: Part | None = None
    card: Card | None = None


Check = Callable[[Doing], None]
Gate = Callable[[Doing], Refused | None]
Write = Callable[[Doing], Record]
Since = Callable[[Doing], datetime | None]
Stands = Callable[[Doing], bool]


def _ready(_: Doing) -> None:
    """Nothing is asked for."""


def _ever(_: Doing) -> datetime | None:
    """It may have been done at any time."""
    return None


def _not_yet(_: Doing) -> bool:
    """Each time anew."""
    return False


class Act(msgspec.Struct, frozen=True):
    """`on`: the kind of record it is done to. `met`: the rulebook's word that it answers, so that whoever meets a duty does
    the act. `check` raises where it makes no sense (no reason opens that); `gates` are opened by a written reason. `since`: a
    fact from before then is refused. `stands`: it was done already, and doing it again changes nothing: what was first, with its
    time and its proof, stays. An act without it can be done again (a sending, a reminder), is a switch, or refuses by `check`."""

    on: type[Record]
    write: Write
    met: str = ""
    gates: tuple[Gate, ...] = ()
    check: Check = _ready
    since: Since = _ever
    stands: Stands = _not_yet


def do(
    change: Change,
    act: Act,
    record: R,
    fact: Fact,
    part: str = "",
    *,
    enclosed: Enclosed = NOTHING,
    words: str = "",
    piece: Part | None = None,
    card: Card | None = None,
    anew: bool = False,
) -> R:
    """Do the act (`anew`: though it was done, in the place of what was first); `fact.why` is the reason that opens its gates, and is kept with the record. Raises BadInput, NotThere where
    it makes no sense; Refused where a gate is shut, Shut where several are: it tells all of them."""
    doing = Doing(change, record, fact, part, enclosed, words, piece, card)
    act.check(doing)
    if not anew and act.stands(doing):
        return record
    doing = replace(doing, fact=not_before(change.desk, fact, act.since(doing)))
    shut = [refused for gate in act.gates if (refused := gate(doing)) is not None]
    passed = open_gates(shut, fact.why, change.now)
    after = act.write(doing)
    if not isinstance(after, type(record)):  # pragma: no cover - an act leaves a record what it is
        raise TypeError(type(after))
    if passed:
        after = replace(after, passed=[*after.passed, *passed])
    return change.put(after) if after != record else record


def open_gates(shut: list[Refused], why: str | None, now: datetime) -> list[Passed]:
    """The gates that this reason opens, to be kept. Raises Refused (Shut for several) without one."""
    reason = clean(why) or ""
    if shut and len(reason) < SHORTEST_REASON:
        raise shut[0] if len(shut) == 1 else Shut(shut)
    return [Passed(gate=gate, why=reason, at=now) for gate in dict.fromkeys(refused.gate for refused in shut)]


def not_before(desk: Desk, fact: Fact, start: datetime | None) -> Fact:
    """The fact, where it isn't older than what it is said of; one typed to the minute is as of the start in that minute.
    Raises BadInput."""
    if start is None or fact.at >= start:
        return fact
    if fact.at < start.replace(second=0, microsecond=0):
        raise BadInput("time.before_start", time=desk.local(fact.at), start=desk.local(start))
    return replace(fact, at=start)
