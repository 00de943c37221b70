"""Which points of its agenda a meeting came to, and which are left for the next."""

from __future__ import annotations

from aetui.domain.lines.point import counts
from aetui.domain.records import Meeting, Point
from aetui.domain.text import for_client

SHORTEST = 2
"""So many characters of a topic's title say which point it is about."""


def come_to(meeting: Meeting) -> frozenset[int]:
    """Which points, by their place, the meeting came to: those ticked off, and those of which a topic tells."""
    return frozenset(n for n, point in enumerate(meeting.points) if point.done) | set(told_by(meeting).values())


def told_by(meeting: Meeting) -> dict[int, int]:
    """For each topic of the minutes, by its place, the point that it tells of: the one with its words, else the first untold one of
    which its title is a part, or that is a part of it."""
    titles = [bare(topic.title) for topic in meeting.minutes.topics]
    words = [bare(point.text) for point in meeting.points]
    found = {t: words.index(title) for t, title in enumerate(titles) if title and title in words}
    for t, title in enumerate(titles):
        if t in found or len(title) < SHORTEST:
            continue
        told = set(found.values())
        near = (n for n, word in enumerate(words) if n not in told and len(word) >= SHORTEST)
        about = next((n for n in near if title in words[n] or words[n] in title), None)
        if about is not None:
            found[t] = about
    return found


def left_over(meeting: Meeting) -> list[Point]:
    """The points that neither the meeting nor another after it took up. Actions that were asked after aren't among them: whether
    they are open, their to-dos say."""
    there = come_to(meeting)
    return [
        point
        for n, point in enumerate(meeting.points)
        if point.id and n not in there and point.to_id is None and point.todo_id is None and counts(point)
    ]


def bare(text: str) -> str:
    """The words alone, by which a topic and a point are told to be the same."""
    return "".join(char for char in for_client(text).casefold() if char.isalnum())
