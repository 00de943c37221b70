"""An AE's day gone over on the AM's desk (A1): things added and given, tomorrow put in order, signed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from msgspec.structs import replace

from aetui.desk.book.people import whole_name
from aetui.desk.check.signing import open_day, sign_in
from aetui.desk.core import Desk, new_id
from aetui.desk.find.finder import find_one
from aetui.desk.find.look import Look
from aetui.desk.typed.records import read_todo
from aetui.desk.week.team_ahead import GIVEN, TODO
from aetui.domain.errors import BadInput, NotThere
from aetui.domain.lines.todo import TodoLine
from aetui.domain.records import DayLine, TeamDay
from aetui.domain.records.refs import Ref, ref_to
from aetui.locales.wording import line_words

_DAY: Look[TeamDay] = Look("check.who", lambda day: (day.whose,))


def days(desk: Desk) -> list[TeamDay]:
    """The AEs' sheets that wait to be signed or whose signature has yet to go back, by day and name."""
    return sorted(desk.book.live_of(TeamDay), key=lambda d: (d.signed is not None, d.day, d.whose, d.id))


def the_day(desk: Desk, name: str | None) -> TeamDay:
    """The sheet of the AE of that name: the oldest that isn't signed, else the last; without a name the first that waits.
    Raises NotThere, BadInput."""
    found = days(desk)
    if not name:
        if not found:
            raise NotThere("check.no_day")
        return found[0]
    newest = {d.whose: d for d in sorted(desk.each(TeamDay), key=lambda d: d.day)}
    newest.update({d.whose: d for d in reversed(found) if d.signed is None})
    return find_one(newest.values(), name, _DAY, kind="check.who")


def all_lines(day: TeamDay) -> list[DayLine]:
    """Its lines as they are numbered: tomorrow's in order, then what is left of today."""
    return [*day.lines, *day.left]


def the_line(desk: Desk, day: TeamDay, said: str) -> DayLine:
    """The line that is meant: by its number, or its words, those of a duty as the sheet puts them too. Raises NotThere, BadInput."""
    listed = all_lines(day)
    look: Look[DayLine] = Look(
        "check.line",
        lambda line: (line.what, line_words(desk.say, line, desk.rulebook)),
        text=True,
        more=lambda line: (line.owner, line.client),
    )
    return find_one(listed, said, look, listed=listed, kind="check.line")


def understood(desk: Desk, line: str, now: datetime) -> TodoLine:
    """What a typed line says: to whom, and when."""
    return read_todo(desk, line, now)


def add_line(desk: Desk, day_id: str, text: str, now: datetime) -> TeamDay:
    """A thing more for the AE, on the day that follows, or on the day that the line names; `@name`: it is theirs. Raises BadInput
    without words, NotThere."""
    read = read_todo(desk, text, now)
    if not read.text:
        raise BadInput("todo.empty")
    with desk.change("check.add", now, what=read.text) as change:
        day = open_day(change, day_id)
        owner = _whose(day, _named(desk, read))
        on = read.day or day.following
        due = read.due or (desk.calendar.day_end(on) if owner else None)
        line = DayLine(
            id=ref_to("todos", new_id()),
            what=read.text,
            owner=owner,
            number=read.card,
            due=due,
            state=GIVEN if owner else TODO,
            source="A1",
            day=on,
            added=True,
        )
        day = change.put(replace(day, lines=[*day.lines, line], signed=None, known=True))
    return day


def give_line(desk: Desk, day_id: str, line_id: str, words: str, now: datetime) -> TeamDay:
    """Who does it, and by when: `@小王 周四15:00`; a name alone, a time alone. Raises BadInput: neither, a time alone for a duty,
    which has its own; NotThere."""
    read = read_todo(desk, words, now)
    said = _named(desk, read) or (whole_name(desk, read.text) if read.text else None)
    if said is None and read.time is None:
        raise BadInput("check.give")
    with desk.change("check.give", now) as change:
        day = open_day(change, day_id)
        line = next((one for one in all_lines(day) if one.id == line_id), None)
        if line is None:
            raise NotThere("check.line.unknown", name=line_id, near=[])
        change.args["what"] = line.what
        given = _given(desk, day, line, said, read)
        day = change.put(
            replace(
                day,
                lines=[given if one.id == line_id else one for one in day.lines],
                left=[given if one.id == line_id else one for one in day.left],
                signed=None,
                known=True,
            )
        )
    return day


def order_lines(desk: Desk, day_id: str, order: Sequence[str], now: datetime) -> TeamDay:
    """The lines of the day that follows in that order (九.5), by their ids; those that aren't named come last as they stood."""
    with desk.change("check.order", now) as change:
        day = open_day(change, day_id)
        change.args["who"] = day.whose
        places = {key: n for n, key in enumerate(order)}
        lines = sorted(day.lines, key=lambda line: places.get(line.id, len(places)))
        if lines != day.lines:
            day = change.put(replace(day, lines=lines, signed=None, known=True))
    return day


def move_line(desk: Desk, day: TeamDay, line_id: str, place: int, now: datetime) -> TeamDay:
    """A line to that place of the day that follows, from 1; beyond either end it is the end. Raises NotThere for what is left of
    today."""
    order = [line.id for line in day.lines]
    if line_id not in order:
        raise BadInput("check.not_ahead")
    order.remove(line_id)
    order.insert(max(place, 1) - 1, line_id)
    return order_lines(desk, day.id, order, now)


def sign_day(desk: Desk, day_id: str, now: datetime) -> TeamDay:
    """The AM has gone over it (A1). Signed already: nothing changes. Raises BadInput: no name in the profile; Refused in one's
    own."""
    if not desk.owner:
        raise BadInput("team.nameless")
    with desk.change("check.sign", now) as change:
        day = sign_in(change, day_id)
    return day


# Inside


def _named(desk: Desk, read: TodoLine) -> str | None:
    """The name behind the line's `@`; the AM's own where it is that."""
    return read.owner or (desk.owner if "owner" in read.spans else None)


def _whose(day: TeamDay, said: str | None) -> str | None:
    """Whose a thing is, as the AE's desk says it: her own has no name."""
    return None if said == day.whose else said


def _given(desk: Desk, day: TeamDay, line: DayLine, said: str | None, read: TodoLine) -> DayLine:
    owner = _whose(day, said) if said is not None else line.owner
    if line.rule and owner is None:
        raise BadInput("check.duty_time")
    on = read.day or line.day
    due = read.time.at if read.time and (owner or not read.time.day_only) else line.due
    if owner and due is None:
        due = desk.calendar.day_end(on or day.following)
    return replace(
        line,
        owner=owner,
        theirs=line.theirs and owner == line.owner,
        due=due,
        day=on if not line.rule else line.day,
        state=line.state if line.rule else GIVEN if owner else TODO,
        given_id=line.given_id or (None if Ref.parse(line.id).kind == "todos" else new_id()),
    )
