"""How long steps took, and whether a plan gives one the time that such steps took before (A5): in working time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from statistics import median

import msgspec

from aetui.domain.clock.workcal import WorkCalendar
from aetui.domain.records import Card
from aetui.domain.text import parted

LEAST = 5
"""From so many steps of the same words on one says what such a step takes."""


class Pace(msgspec.Struct, frozen=True):
    """A plan that gives a step less time than such steps took: `given`, and the median of `n` that were done."""

    given: timedelta
    usual: timedelta
    n: int


def words_of(what: str) -> str:
    """By what steps are alike: their words, without what is for the house."""
    return " ".join(parted(what)[0].split()).casefold()


def times_taken(card: Card) -> list[tuple[str, datetime, datetime]]:
    """What each done step of the card took, as (words, begin, end): from its start, else from the end of the last step before it
    that was done by then, else from the card's opening."""
    found = []
    for n, step in enumerate(card.steps):
        if step.done is not None and (words := words_of(step.what)):
            before = [one.done.at for one in card.steps[:n] if one.done and one.done.at < step.done.at]
            begin = step.start or max([card.opened_at, *before])
            if begin < step.done.at:
                found.append((words, begin, step.done.at))
    return found


def given_time(card: Card, at: int, due: datetime, since: datetime, cal: WorkCalendar) -> timedelta:
    """The working time that a plan gives to the step in place `at` of the schedule, due then: from its start, else from the end of
    the last step before it that ends by then, else from when its time was set (`since`)."""
    start = card.steps[at].start if at < len(card.steps) else None
    ends = [end for one in card.steps[:at] if (end := one.done.at if one.done else one.due) and end < due]
    return cal.working_between(start or max([since, *ends]), due)


def too_short(given: timedelta, took: Sequence[timedelta]) -> Pace | None:
    """What such steps took, where that is more than is given; None also where too few were done to say."""
    if len(took) < LEAST:
        return None
    usual = timedelta(seconds=median(one.total_seconds() for one in took))
    return Pace(given, usual, len(took)) if given < usual else None
