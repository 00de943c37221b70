"""Who was at a meeting, by side, and whom its minutes concern inside the house (M6)."""

from __future__ import annotations

from collections.abc import Iterable

from aetui.domain.records import Client, Meeting, Profile

ABOVE = ("supervisor", "AM")
"""The roles of those who are told of what was said with a client, the nearest first."""


def ours(profile: Profile | None, meeting: Meeting, client: Client | None) -> list[str]:
    """Those of the house who were there, whose desk it is first. Inside the house that is everybody; at a client's those whom the
    profile names, and nobody who is a contact."""
    me = [profile.name] if profile and profile.name else []
    return list(dict.fromkeys([*me, *(name for name in meeting.attendees if _is_ours(profile, name, meeting, client))]))


def theirs(profile: Profile | None, meeting: Meeting, client: Client | None) -> list[str]:
    """Those of the client who were there: everybody else."""
    here = ours(profile, meeting, client)
    return [name for name in dict.fromkeys(meeting.attendees) if name not in here]


def concerned(profile: Profile | None, meeting: Meeting) -> list[str]:
    """Whom the minutes concern, but for whose desk it is: the house's people who were there, who have something to do of it, and,
    of a meeting with a client, who stands above."""
    people = profile.people if profile else []
    known = {person.name for person in people}
    there = [n for n in meeting.attendees if n in known or meeting.client_id is None]
    doing = (action.owner for topic in meeting.minutes.topics for action in topic.actions)
    above: Iterable[str] = ()
    if meeting.client_id is not None:
        above = [person.name for role in ABOVE for person in people if person.role == role][:1]
    found = [*there, *(name for name in doing if name and name in known), *above]
    me = profile.name if profile else None
    return [name for name in dict.fromkeys(found) if name != me]


def _is_ours(profile: Profile | None, name: str, meeting: Meeting, client: Client | None) -> bool:
    if meeting.client_id is None:
        return True
    contacts = {contact.name for contact in client.contacts} if client else set()
    return name not in contacts and any(person.name == name for person in (profile.people if profile else []))
