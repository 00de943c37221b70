"""A day that the AM signed comes back into the AE's desk (A1): things added stand in her list, what was given is given, tomorrow is
in the AM's order, and the day says who checked it and when. Where both changed the same since the sheet was written, it is asked."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Literal

import msgspec
from msgspec.structs import replace

from aetui.desk.acts import open_gates
from aetui.desk.acts.hands import own_hand
from aetui.desk.check.hers import hers_in
from aetui.desk.core import Change, Desk
from aetui.desk.day.review import order_in, review
from aetui.desk.day.todos import carry_in
from aetui.domain.letters.handing_in import BackDay
from aetui.domain.records import Card, Day, DayLine, Fact, Todo
from aetui.domain.records.refs import ObligationId, Ref, ref_to
from aetui.domain.review import Thing
from aetui.domain.text import made_of

Side = Literal["ours", "theirs"]
Told = tuple[str, dict[str, object]]
"""A key of the catalogue, and what its sentence names."""


class Placing(msgspec.Struct, frozen=True):
    """Whose a thing is, on which day, by when."""

    owner: str | None
    day: date | None
    due: datetime | None


class BothChanged(msgspec.Struct, frozen=True):
    """One thing that both changed since the sheet was written. Of the order `what` is empty, and neither side is told in words."""

    key: str
    what: str
    ours: Placing | None = None
    theirs: Placing | None = None


class DayTaken(msgspec.Struct, frozen=True):
    """What came of one day: texts added, given, `ordered`; `checked`: by whom. `told`: what this desk has moved past."""

    day: date
    added: list[str]
    given: list[str]
    told: list[Told]
    conflicts: list[BothChanged]
    ordered: bool = False
    checked: bool = False

    @property
    def n(self) -> int:
        return len(self.added) + len(self.given) + self.ordered + self.checked


def take_signed(change: Change, came: BackDay, sides: Mapping[str, Side], before: Sequence[BackDay] = ()) -> DayTaken:
    """Inside a change: that day as the AM signed it. `sides`: whose word counts, by the key of a conflict; one that isn't there
    leaves the thing as it stands, and tells it. `before`: how she signed it before: what still stands so was changed by nobody here. Raises Refused where the hand is our own (A1)."""
    desk = change.desk
    record = _record(desk, came.day)
    taken = DayTaken(came.day, [], [], [], [])
    if record is None:
        taken.told.append(("check.told.no_day", {"day": came.day}))
        return taken
    if record.checked is not None and record.checked.at > came.signed.at:
        taken.told.append(("check.told.day_later", {"day": came.day}))
        return taken
    base = {line.id: line for line in came.came}
    hers = {(line.id, _placed(line)) for day in before for line in (*day.lines, *day.left)}
    for line in (*came.lines, *came.left):
        if line.added:
            _added(change, came, line, taken)
        elif (was := base.get(line.id)) is not None and _placed(line) != _placed(was):
            _given(change, was, line, sides, taken, hers)
    ordered = _order(change, record, came, sides, taken, before)
    checked = _checked(change, record, came)
    return replace(taken, ordered=ordered, checked=checked)


def _record(desk: Desk, day: date) -> Day | None:
    """The day's record; an old one is fetched from the file."""
    return desk.book.day(day) or desk.book.begun(day) or next((d for d in desk.each(Day) if d.day == day), None)


def _added(change: Change, came: BackDay, line: DayLine, taken: DayTaken) -> None:
    key = Ref.parse(line.id).id
    if change.get(Todo, key) is not None:
        return
    given = Fact(at=came.signed.at, by=came.signed.by)
    todo = hers_in(change, key, line.what, line.day or came.following, given, owner=line.owner, due=line.due)
    taken.added.append(todo.text)


def _placed(line: DayLine) -> Placing:
    return Placing(line.owner, line.day, line.due)


def _given(
    change: Change,
    before: DayLine,
    line: DayLine,
    sides: Mapping[str, Side],
    taken: DayTaken,
    hers: Collection[tuple[str, Placing]],
) -> None:
    """What the AM gave to somebody, or put on another day."""
    if line.rule or line.given_id:
        _give_obligation(change, line, taken)
        return
    todo = change.get(Todo, Ref.parse(line.id).id)
    if todo is None or todo.done is not None or todo.dropped is not None:
        taken.told.append(("check.told.ended", {"what": line.what}))
        return
    was, wanted, stands = _placed(before), _placed(line), Placing(todo.owner, todo.day, todo.due)
    if stands == wanted:
        return
    if stands != was and (line.id, stands) not in hers:
        side = sides.get(line.id)
        if side is None:
            taken.conflicts.append(BothChanged(line.id, todo.text, stands, wanted))
        if side != "theirs":
            return
    if line.day is not None and line.day != todo.day:
        todo = carry_in(change, todo, line.day)
    change.put(replace(todo, owner=line.owner, due=line.due, since=change.now))
    taken.given.append(todo.text)


def _give_obligation(change: Change, line: DayLine, taken: DayTaken) -> None:
    """A step is somebody's from now on; of any other duty they get a to-do, as in the review."""
    desk = change.desk
    owed = next((o for o in desk.obligations(change.now) if o.id == line.id), None) if line.rule else None
    if line.rule and owed is None:
        taken.told.append(("check.told.ended", {"what": line.what}))
        return
    named = ObligationId.parse(line.id) if line.rule else None
    card = change.get(Card, named.subject) if named is not None and named.part else None
    step = next((s for s in card.steps if named and s.id == named.part), None) if card else None
    if card is not None and step is not None:
        if step.owner == line.owner:
            return
        change.put(replace(card, steps=[replace(s, owner=line.owner) if s.id == step.id else s for s in card.steps]))
        taken.given.append(step.what)
        return
    asked = change.get(Todo, named.subject) if named is not None and line.rule == "card.chase" else None
    if asked is not None:  # the to-do that is chased is theirs, as in the review
        if asked.owner != line.owner:
            change.put(replace(asked, owner=line.owner, due=line.due or asked.due, since=change.now))
            taken.given.append(asked.text)
        return
    assert line.given_id is not None
    if change.get(Todo, line.given_id) is not None:
        return
    words = made_of(line.what) or desk.rulebook.title(line.rule, desk.say.lang)
    due = line.due or (owed.due if owed else None)
    day = desk.local(due).date() if due else change.now.date()
    hers_in(
        change, line.given_id, words, day, None, owner=line.owner, due=due, client_id=owed.client_id if owed else None
    )
    taken.given.append(words)


def _order(
    change: Change,
    record: Day,
    came: BackDay,
    sides: Mapping[str, Side],
    taken: DayTaken,
    before: Sequence[BackDay],
) -> bool:
    """The AM's order, where she changed it or added to it; ours where she left it. What is new here comes last."""
    desk = change.desk
    change.show()
    seen = review(desk, change.now, came.day)
    if seen.following > came.following:
        taken.told.append(("check.told.over", {"day": came.following}))
        return False
    here = [thing.key for thing in seen.tomorrow]
    stands, there = _standing(seen.tomorrow), {line.id for line in came.lines}
    theirs = list(dict.fromkeys(key for line in came.lines if (key := _place(line, stands))))
    places = {key: n for n, key in enumerate(theirs)}
    wanted = sorted(here, key=lambda key: places.get(key, len(places)))
    base = [line.id for line in came.came if line.id in there]
    if wanted == here or (base == [line.id for line in came.lines if line.id in base] and len(base) == len(there)):
        return False  # it stands so, or the AM left it
    if record.tomorrow not in (came.arranged, wanted) and not _is_hers(record.tomorrow, before[-1:], stands):
        key = f"order {came.day}"
        side = sides.get(key)
        if side is None:
            taken.conflicts.append(BothChanged(key, ""))
        if side != "theirs":
            return False
    order_in(change, change.get(Day, record.id) or record, wanted)
    return True


def _is_hers(order: Sequence[str], before: Sequence[BackDay], stands: Mapping[str, str]) -> bool:
    """Whether things stand in the order in which she signed them last: nobody here changed it since."""
    for day in before:
        places = {key: n for n, line in enumerate(day.lines) if (key := _place(line, stands))}
        held = [places[key] for key in order if key in places]
        return bool(held) and held == sorted(held)
    return False


def _standing(things: Sequence[Thing]) -> dict[str, str]:
    """Under which key each thing stands in the list: a to-do of somebody else's stands as the duty to remind them."""
    found = {ref_to("todos", key): t.key for t in things if t.obligation is not None for key in t.obligation.records}
    return found | {thing.key: thing.key for thing in things}


def _place(line: DayLine, stands: Mapping[str, str]) -> str | None:
    given = stands.get(ref_to("todos", line.given_id)) if line.given_id else None
    return given or stands.get(line.id)


def _checked(change: Change, record: Day, came: BackDay) -> bool:
    """Who checked the day, and when: somebody else than whose day it is."""
    held = change.get(Day, record.id) or record
    signed = Fact(at=came.signed.at, by=came.signed.by)
    if held.checked == signed:
        return False
    refused = own_hand(change.desk, signed.by)
    open_gates([refused] if refused else [], None, change.now)
    change.put(replace(held, checked=signed))
    return True
