"""What the records show of a line of 专业技巧 or 人际技巧 in a quarter: the example that the desk offers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import msgspec

from aetui.desk.core import Desk
from aetui.desk.month.figures import figures
from aetui.desk.own.maxims import maxims_of
from aetui.desk.periods import moments
from aetui.domain.clock.periods import span
from aetui.domain.figures import ended_of
from aetui.domain.records import Card, Cover, Day, Idea, Meeting, Paper, Tally, Todo
from aetui.domain.rulebook import Rulebook
from aetui.domain.rulebook.homes import homes
from aetui.locales import Texts

COUNTED = (
    "papers", "calls", "items", "ideas", "meetings_inside", "meetings_client", "reviews", "days_closed", "handed", "cared",
    "maxims",
)  # fmt: skip
"""What is counted beside duties."""


class Evidence(msgspec.Struct, frozen=True):
    """A quarter as the records have it: duties by rule, and how many there were of what is counted."""

    tallies: dict[str, Tally]
    counts: dict[str, int]


def evidence(desk: Desk, quarter: str, now: datetime) -> Evidence:
    """Everything that may be offered of that quarter; may be called in a thread."""
    seen = figures(desk, now, quarter)
    counts = {
        **_counts(desk, quarter, now),
        "calls": sum(c.calls for c in seen.clients),
        "items": sum(c.items for c in seen.clients),
    }
    return Evidence({tally.rule: tally for tally in seen.rules}, counts)


def offered(say: Texts, rulebook: Rulebook, line: str, seen: Evidence) -> str:
    """An example of a line from the records, in a sentence; empty where they show none."""
    return spoken(say, rulebook, homes().skill[line].shows, seen.tallies, seen.counts)


def spoken(
    say: Texts, rulebook: Rulebook, shows: Iterable[str], tallies: dict[str, Tally], counts: dict[str, int]
) -> str:
    """What these rules and counts say, each in a few words."""
    said = []
    for one in shows:
        tally = tallies.get(one)
        if tally is not None and (n := ended_of(tally)):
            said.append(say("own.shown.rule", title=rulebook.title(one, say.lang), n=n, kept=tally.kept))
        elif counts.get(one):
            said.append(say(f"own.shown.{one}", n=counts[one]))
    return say("own.shown.join").join(said)


def _counts(desk: Desk, quarter: str, now: datetime) -> dict[str, int]:
    """How many there were in the quarter; a thing counts by the moment at which it was done."""
    begin, end = moments(desk, quarter)
    first, last = span(quarter)

    def within(at: datetime | None) -> bool:
        return at is not None and begin <= at < end

    held = [m for m in desk.each(Meeting) if within(m.start) and not m.cancelled and m.start and m.start <= now]
    rounds = [one for card in desk.each(Card) for work in card.works for one in work.rounds]
    return {
        "papers": sum(within(paper.sent.at) for paper in desk.each(Paper)),
        "ideas": sum(within(idea.at) for idea in desk.each(Idea)),
        "meetings_inside": sum(m.client_id is None for m in held),
        "meetings_client": sum(m.client_id is not None for m in held),
        "reviews": sum(within(one.held.at) for one in rounds),
        "days_closed": sum(day.closed is not None and first <= day.day <= last for day in desk.each(Day)),
        "handed": sum(todo.owner is not None and within(todo.created_at) for todo in desk.each(Todo)),
        "cared": sum(cover.done is not None and within(cover.done.at) for cover in desk.each(Cover)),
        "maxims": sum(first <= one.day <= last for year in {first.year, last.year} for one in maxims_of(desk, year)),
    }
