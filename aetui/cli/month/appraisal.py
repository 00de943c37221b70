"""`aetui appraisal NAME`: the year of an AE (A10)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from aetui.cli.command import arg, command, opt
from aetui.cli.found import PERSON
from aetui.cli.plain import table
from aetui.cli.session import Session
from aetui.cli.week.learn import lesson_json, lesson_lines, quality_json, quality_lines
from aetui.desk.check.lessons import lessons_of
from aetui.desk.month import appraisals
from aetui.desk.own.checks import the_line
from aetui.domain.lines.verdict import read_word, write_word
from aetui.domain.records import Appraisal, Tally
from aetui.domain.rulebook.homes import homes
from aetui.locales.dates import day_number
from aetui.locales.own import mean_words


@command(
    "appraisal",
    arg("person", PERSON, metavar="NAME"),
    opt("--year"),
    opt("--strengths"),
    opt("--improve"),
    opt("--goals"),
    opt("--skill", "skills", multiple=True),
    opt("--change", "change_to"),
    opt("--finance", type=PERSON),
)
def appraisal(
    session: Session, person: str, year: str | None, finance: str | None, skills: tuple[str, ...], **words: str | None
) -> None:
    """--skill "P7 WORD: EXAMPLE": how the AE is seen in that line."""
    desk, now = session.desk, session.now
    name = appraisals.the_person(desk, person)
    of = appraisals.year_named(year) if year else now.year
    written = any(text is not None for text in words.values())
    doing = written or bool(skills) or finance is not None
    with session.together("appraisal.write", doing, title=name, what=str(of)):
        for said in skills:
            line, _, text = said.strip().partition(" ")
            appraisals.see_skill(desk, name, of, the_line(desk, line), read_word(text), now)
        if written:
            appraisals.write_appraisal(desk, name, of, now, **words)
        if finance is not None:
            appraisals.check_finance(desk, name, of, finance, now)
    found = appraisals.the_appraisal(desk, name, of)
    session.out(lambda: _as_json(session, name, of, found), _page(session, name, of, found))


def _counts(tally: Tally) -> dict[str, int]:
    """What was promised, and what became of it: the year is over, nothing is open."""
    return {key: getattr(tally, key) for key in ("promised", "kept", "late", "missed", "waived")}


def _as_json(session: Session, name: str, year: int, found: Appraisal | None) -> dict[str, Any]:
    seen = appraisals.year_figures(session.desk, name, year)
    return {
        "id": found.id if found else None,
        "person": name,
        "year": year,
        "weeks": seen.weeks,
        "figures": [
            {"rule": one.rule, **_counts(one.whole), "quarters": {q: _counts(row) for q, row in one.quarters.items()}}
            for one in seen.rules
        ],
        "quality": {
            **quality_json(seen.quality),
            "quarters": {q: quality_json(row) for q, row in seen.quality_of.items()},
        },
        "learn": [lesson_json(one) for one in lessons_of(session.desk, name, year)],
        "words": found.words if found else {},
        "skills": found.skills if found else {},
        "own": found.own if found else None,
        "change": found.change if found else None,
        "finance": found.finance if found else None,
    }


def _page(session: Session, name: str, year: int, found: Appraisal | None) -> Iterator[str]:
    desk, say = session.desk, session.say
    yield say("appraisal.told", person=name, year=year)
    seen = appraisals.year_figures(desk, name, year)
    if seen.weeks:
        yield say("appraisal.weeks", n=seen.weeks)
        named = {
            **{f"  {q}": row for q, row in seen.quarters.items()},
            **{f"  {desk.rulebook.title(one.rule, say.lang)}": one.whole for one in seen.rules},
            f"  {say('plan.total')}": seen.whole,
        }
        rows = [["", *(say(f"tally.{key}") for key in _counts(seen.whole))]]
        rows += [[name, *map(str, _counts(row).values())] for name, row in named.items()]
        yield from table(rows, right=range(1, 6))
        yield from quality_lines(session, {**seen.quality_of, say("plan.total"): seen.quality})
    else:
        yield say("appraisal.no_weeks", person=name, year=year)
    yield from lesson_lines(lessons_of(desk, name, year))
    words, change = (found.words, found.change) if found else ({}, None)
    for heading in appraisals.HEADINGS:
        yield f"{say(f'appraisal.{heading}')}: {words.get(heading, '–')}"
    skills = found.skills if found else {}
    yield from table([line, homes().skill[line].word.get(say.lang), write_word(seen)] for line, seen in skills.items())
    yield f"{say('appraisal.change')}: {change or '–'}"
    if found and change:
        by = found.finance
        told = say("appraisal.checked", by=by.by or "", time=session.stamp(by.at)) if by else say("appraisal.unchecked")
        yield "  " + told
    if found and found.own:
        yield say("appraisal.own") + f"  {session.stamp(found.own.made)}"
        yield from (f"  {quarter}  {mean_words(say, marks)}" for quarter, marks in found.own.checks.items())
        yield from table([[f"  {day_number(one.day)}", one.source, one.text] for one in found.own.maxims])
