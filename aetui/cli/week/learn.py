"""`aetui team learn`: what an AE is to learn next, and what became of it (A9); how the work was made, as lines and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from aetui.cli.command import arg, command, opt
from aetui.cli.found import PERIOD, PERSON
from aetui.cli.plain import table
from aetui.cli.session import Session
from aetui.desk.check.lessons import lessons_of, note_became, write_lesson
from aetui.desk.month.appraisals import the_person
from aetui.desk.month.figures_tables import quality_cells
from aetui.desk.periods import week_named
from aetui.domain.quality import PAIRS
from aetui.domain.records import Lesson, Quality


@command(
    "learn", arg("name", PERSON, required=False), arg("text", nargs=-1), opt("--became"), opt("--period", type=PERIOD)
)
def learn(session: Session, name: str | None, text: tuple[str, ...], became: str | None, period: str | None) -> None:
    """TEXT: this week's line; --became: what came of the oldest that is open, else of that week's; neither: all of them;
    without a name everybody's."""
    desk, now = session.desk, session.now
    if name is None:
        everybodys = sorted(desk.each(Lesson), key=lambda one: (one.period, one.person))
        session.out([lesson_json(one) for one in everybodys], lesson_lines(everybodys))
        return
    person = the_person(desk, name)
    with session.together("lesson.write", bool(text and became), who=person):
        if became is not None:
            note_became(desk, person, became, now, week_named(desk, period, now) if period and not text else None)
        if text:
            write_lesson(desk, person, week_named(desk, period, now), " ".join(text), now)
    found = lessons_of(desk, person)
    session.out([lesson_json(one) for one in found], lesson_lines(found))


def lesson_lines(found: Iterable[Lesson]) -> Iterator[str]:
    yield from table([one.period, one.person, one.text, f"→ {one.became.how}" if one.became else ""] for one in found)


def lesson_json(one: Lesson) -> dict[str, Any]:
    return {
        "person": one.person,
        "week": one.period,
        "text": one.text,
        "became": one.became.how if one.became else None,
    }


def quality_json(quality: Quality) -> dict[str, int]:
    return {name: getattr(quality, name) for name in Quality.__struct_fields__}


def quality_lines(session: Session, found: Mapping[str, Quality]) -> Iterator[str]:
    """A line for each, as on the screen: `2/5` of what."""
    heads = ["", *(session.say(f"quality.{key}") for key, _ in PAIRS)]
    rows = [[name, *quality_cells(quality)] for name, quality in found.items()]
    yield from table([heads, *rows], right=range(1, len(heads)))
