"""What an AE is to learn next (A9): a line a week, typed by the AM, shown the next Friday and at the year's appraisal."""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec.structs import replace

from aetui.desk.core import Desk
from aetui.desk.facts import clean
from aetui.domain.clock.periods import span
from aetui.domain.errors import BadInput, NotThere
from aetui.domain.records import Fact, Lesson


def write_lesson(desk: Desk, person: str, period: str, text: str, now: datetime) -> Lesson:
    """The line of that week for that AE, written or written anew. Raises BadInput without words."""
    said = clean(text)
    if said is None:
        raise BadInput("lesson.words")
    with desk.change("lesson.write", now, who=person, what=said) as change:
        old = next((one for one in lessons_of(desk, person) if one.period == period), None)
        if old is None:
            return change.new(Lesson, person=person, period=period, text=said)
        return change.put(replace(old, text=said)) if old.text != said else old


def note_became(desk: Desk, person: str, how: str, now: datetime, period: str | None = None) -> Lesson:
    """What came of that week's line, else of the oldest of which nothing was said yet. Raises BadInput without words, NotThere."""
    said = clean(how)
    if said is None:
        raise BadInput("lesson.became")
    with desk.change("lesson.became", now, who=person) as change:
        found = [one for one in lessons_of(desk, person) if (one.period == period if period else one.became is None)]
        if not found:
            raise NotThere("lesson.none", person=person)
        change.args["what"] = found[0].text
        return change.put(replace(found[0], became=Fact(at=now, how=said, by=desk.owner)))


def lessons_of(desk: Desk, person: str, year: int | None = None) -> list[Lesson]:
    """The AE's lines, oldest first; `year`: of the weeks whose Thursday lies in it."""
    found = (one for one in desk.each(Lesson) if one.person == person)
    return sorted(
        (one for one in found if year is None or (span(one.period)[0] + timedelta(days=3)).year == year),
        key=lambda one: (one.period, one.created_at, one.id),
    )


def standing(desk: Desk, person: str, period: str) -> list[Lesson]:
    """What is shown on the Friday of that week: its own line, and earlier ones of which nothing was said yet."""
    return [
        one
        for one in lessons_of(desk, person)
        if one.period == period or (one.period < period and (one.became is None or _said_then(one, period)))
    ]


def _said_then(lesson: Lesson, period: str) -> bool:
    """What came of it was said in that week: it stands until the week is over."""
    first, last = span(period)
    return lesson.became is not None and first <= lesson.became.at.date() <= last
