"""The people around the user: their phones, and when they are away themselves (D8)."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from aetui.desk.core import Desk
from aetui.desk.facts import clean
from aetui.desk.finder import find_one
from aetui.domain.errors import BadInput, NotThere
from aetui.domain.handover import away_then
from aetui.domain.records import Away, Person


def person(desk: Desk, asked: str) -> Person:
    """The colleague of that name, part of it, pinyin or initials. Raises NotThere, BadInput where two match."""
    return find_one(desk.profile.people if desk.profile else [], asked, kind="person")


def goes_away(desk: Desk, asked: str, start: datetime, end: datetime, now: datetime) -> Person:
    """A colleague is away from `start` to `end`. Raises BadInput: past, end before start, overlapping another."""
    if end <= start:
        raise BadInput("absence.order")
    if end <= now:
        raise BadInput("absence.past")
    found = person(desk, asked)
    other = away_then(found, start, end)
    if other is not None:
        raise BadInput("person.away", name=found.name, start=desk.local(other.start), end=desk.local(other.end))
    # What is past says nothing any more.
    return _put(desk, replace(found, away=[*_to_come(found, now), Away(start=start, end=end)]), now, "person.away")


def is_back(desk: Desk, asked: str, now: datetime) -> Person:
    """A colleague is back, or won't be away: the absence that runs, else the next one, is taken off. Raises NotThere
    where none is known."""
    found = person(desk, asked)
    known = sorted(_to_come(found, now), key=lambda a: a.start)
    if not known:
        raise NotThere("person.here", name=found.name)
    return _put(desk, replace(found, away=known[1:]), now, "person.back")


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
