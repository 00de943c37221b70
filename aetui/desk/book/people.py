"""The people around the user: their phones, and when they are away themselves (D8)."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from aetui.desk.book.profile import with_person
from aetui.desk.core import Desk
from aetui.desk.facts import clean
from aetui.desk.find.finder import find_one, ranked
from aetui.desk.find.names import keys_of
from aetui.domain.errors import BadInput, NotThere
from aetui.domain.handover import away_then
from aetui.domain.lines.person import PersonLine
from aetui.domain.records import Away, Person, Profile
from aetui.domain.roles import role_sign
from aetui.domain.whose import is_client_word

PICKED = 9
"""How many of the people a digit picks."""


def person(desk: Desk, asked: str) -> Person:
    """The colleague of that name, part of it, pinyin or initials. Raises NotThere, BadInput where two match."""
    return find_one(desk.profile.people if desk.profile else [], asked, kind="person")


def whole_name(desk: Desk, typed: str) -> str:
    """The colleague's name as the profile has it, where it knows one by that name, part of it, pinyin or initials; else as
    typed, without `@`. Raises BadInput where two match equally."""
    clean_name = typed.strip().lstrip("@＠")
    people = desk.profile.people if desk.profile else []
    known = not is_client_word(clean_name) and bool(ranked(people, clean_name))
    return find_one(people, clean_name, kind="person").name if known else clean_name


def by_digit(desk: Desk) -> list[Person]:
    """The people of the profile in the order of the digits that pick them on a screen: `1` is the first."""
    return list(desk.profile.people[:PICKED]) if desk.profile else []


def picked_name(desk: Desk, typed: str) -> str:
    """The colleague that is meant where the screen shows its people by digits: a digit is that person, never a name; anything else
    as `whole_name`. Raises BadInput for a digit that nobody has, or where two match equally."""
    said = typed.strip().lstrip("@＠").strip()
    if not said.isdecimal():
        return whole_name(desk, said)
    people = by_digit(desk)
    if not 1 <= int(said) <= len(people):
        raise BadInput("person.digit", digit=said)
    return people[int(said) - 1].name


def picks(desk: Desk) -> str:
    """`1 王磊  2 小王`, for a question that takes a digit or a name."""
    return "  ".join(f"{n} {p.name}" for n, p in enumerate(by_digit(desk), 1))


def goes_away(
    desk: Desk,
    asked: str,
    start: datetime,
    end: datetime,
    now: datetime,
    *,
    approves: str | None = None,
    hears: str | None = None,
) -> Person:
    """A colleague is away from `start` to `end`. `approves`, `hears`: who approves papers and hears of trouble meanwhile. Raises BadInput: past, end before start, overlapping another."""
    if end <= start:
        raise BadInput("absence.order")
    if end <= now:
        raise BadInput("absence.past")
    found = person(desk, asked)
    other = away_then(found, start, end)
    if other is not None:
        raise BadInput("person.away", name=found.name, start=desk.local(other.start), end=desk.local(other.end))
    # What is past says nothing any more.
    away = Away(start=start, end=end, approves=approves, hears=hears)
    return _put(desk, replace(found, away=[*_to_come(found, now), away]), now, "person.away")


def is_back(desk: Desk, asked: str, now: datetime) -> Person:
    """A colleague is back, or won't be away: the absence that runs, else the next one, is taken off. Raises NotThere
    where none is known."""
    found = person(desk, asked)
    known = sorted(_to_come(found, now), key=lambda a: a.start)
    if not known:
        raise NotThere("person.here", name=found.name)
    return _put(desk, replace(found, away=known[1:]), now, "person.back")


def add_person(
    desk: Desk,
    name: str,
    role: str | None,
    now: datetime,
    *,
    phone: str | None = None,
    keys: list[str] | None = None,
) -> Person:
    """Someone is around, or has another role or number; nobody else is touched. `keys`: what the name sounds like, where
    the caller reckoned it. Raises BadInput for an empty name."""
    said = clean(name)
    if said is None:
        raise BadInput("person.empty")
    with desk.change("person.add", now, name=said) as change:
        profile = with_person(desk.profile or change.new(Profile), said, clean(role), keys)
        if number := clean(phone):
            people = [replace(p, phone=number) if p.name == said else p for p in profile.people]
            profile = replace(profile, people=people)
        change.put(profile)
    return next(p for p in profile.people if p.name == said)


def write_person(desk: Desk, name: str, line: PersonLine, now: datetime, *, keys: list[str] | None = None) -> Person:
    """A colleague written anew: name, role, number; absences stay. Raises BadInput for an empty or a taken name."""
    found = person(desk, name)
    if not line.name:
        raise BadInput("person.empty")
    with desk.change("person.set", now, name=line.name) as change:
        profile = desk.profile
        assert profile is not None
        if line.name != found.name and any(p.name == line.name for p in profile.people):
            raise BadInput("person.taken", name=line.name)
        role = role_sign(line.role) if line.role else None
        sounds = found.keys if line.name == found.name else keys or keys_of(line.name)
        new = replace(found, name=line.name, role=role, phone=line.phone, keys=sounds)
        if new != found:
            change.put(replace(profile, people=[new if p.name == found.name else p for p in profile.people]))
    return new


def remove_person(desk: Desk, asked: str, now: datetime) -> Person:
    """A colleague is around no more; what they were given stays theirs. Raises NotThere."""
    found = person(desk, asked)
    with desk.change("person.remove", now, name=found.name) as change:
        profile = desk.profile
        assert profile is not None
        change.put(replace(profile, people=[p for p in profile.people if p.name != found.name]))
    return found


def set_phone(desk: Desk, asked: str, number: str, now: datetime) -> Person:
    """Under which number a colleague is reached; an empty one takes it off."""
    return _put(desk, replace(person(desk, asked), phone=clean(number)), now, "person.phone")


def away_of(desk: Desk, start: datetime, end: datetime) -> dict[str, Away]:
    """Who of the people around is away in that time, by name."""
    people = desk.profile.people if desk.profile else []
    return {p.name: away for p in people if (away := away_then(p, start, end)) is not None}


def phone_of(desk: Desk, name: str | None) -> str | None:
    """The number of a colleague, where it is known."""
    return next((p.phone for p in (desk.profile.people if desk.profile else []) if p.name == name), None)


def _to_come(found: Person, now: datetime) -> list[Away]:
    return [away for away in found.away if away.end > now]


def _put(desk: Desk, changed: Person, now: datetime, verb: str) -> Person:
    with desk.change(verb, now, name=changed.name) as change:
        profile = desk.profile
        if profile is None or all(p.name != changed.name for p in profile.people):
            raise NotThere("person.unknown", name=changed.name)
        people = [changed if p.name == changed.name else p for p in profile.people]
        change.put(replace(profile, people=people))
    return changed
