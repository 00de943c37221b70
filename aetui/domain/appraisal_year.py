"""An AE's weeks in figures: those that were taken in, summed by rule and quarter for her year (A10), by week and month for her course
(A4, A9). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

import msgspec

from aetui.domain.clock.periods import period_of, quarter_of, span
from aetui.domain.figures import together
from aetui.domain.quality import summed
from aetui.domain.records import Quality, SelfMark, Tally, TeamWeek
from aetui.domain.rulebook.model import SKILLS

QUARTERS = ("Q1", "Q2", "Q3", "Q4")


class RuleYear(msgspec.Struct, frozen=True):
    """One rule's year: the whole, and by quarter where there was anything."""

    rule: str
    whole: Tally
    quarters: dict[str, Tally]


class Year(msgspec.Struct, frozen=True):
    """A year's figures. `weeks`: how many were taken in; none: there is nothing to sum. `quality`: how the work was made, of the year and
    of each quarter (`quality_of`)."""

    weeks: int
    whole: Tally
    quarters: dict[str, Tally]
    rules: list[RuleYear]
    quality: Quality = Quality()
    quality_of: dict[str, Quality] = {}


class CountedWeeks(msgspec.Struct, frozen=True):
    """What the files of a span tell of one AE: the `weeks` that were taken in, how her duties ended, how the work was made."""

    weeks: frozenset[str] = frozenset()
    tally: Tally = Tally(rule="")
    quality: Quality = Quality()


def weeks_of(weeks: Iterable[TeamWeek], person: str) -> list[TeamWeek]:
    """That AE's weeks, in order; of two files of one week the later counts."""
    newest: dict[tuple[str, str], TeamWeek] = {}
    for week in weeks:
        key = (week.period, week.desk)
        if week.whose == person and (key not in newest or newest[key].made < week.made):
            newest[key] = week
    return [newest[key] for key in sorted(newest)]


def counted_by(weeks: Iterable[TeamWeek], frame: str) -> dict[str, CountedWeeks]:
    """Some weeks of one AE (`weeks_of`) summed by `week`, `month`, `quarter`; a week belongs to that of its Thursday."""
    found: dict[str, list[TeamWeek]] = {}
    for week in weeks:
        found.setdefault(period_of(frame, _thursday(week)), []).append(week)
    return {
        period: CountedWeeks(
            frozenset(week.period for week in held),
            together(row for week in held for row in week.tallies),
            summed(week.quality for week in held),
        )
        for period, held in found.items()
    }


def figures(weeks: Iterable[TeamWeek], person: str, year: int) -> Year:
    """The year of the AE of that name. A week belongs to the year and quarter of its Thursday; of two files of one
    week the later counts."""
    newest = [week for week in weeks_of(weeks, person) if _thursday(week).year == year]
    by_rule: dict[str, dict[str, list[Tally]]] = {}
    for week in newest:
        for row in week.tallies:
            by_rule.setdefault(row.rule, {}).setdefault(_quarter(week), []).append(row)
    rules = [
        RuleYear(
            rule,
            together((row for rows in found.values() for row in rows), rule=rule),
            {quarter: together(found[quarter], rule=rule) for quarter in QUARTERS if quarter in found},
        )
        for rule, found in sorted(by_rule.items())
    ]
    quarters = {
        quarter: together(one.quarters[quarter] for one in rules if quarter in one.quarters)
        for quarter in QUARTERS
        if any(quarter in one.quarters for one in rules)
    }
    return Year(
        len(newest),
        together(one.whole for one in rules),
        quarters,
        rules,
        summed(week.quality for week in newest),
        {period.partition("-")[2]: one.quality for period, one in counted_by(newest, "quarter").items()},
    )


def _thursday(week: TeamWeek) -> date:
    return span(week.period)[0] + timedelta(days=3)


def _quarter(week: TeamWeek) -> str:
    return quarter_of(_thursday(week)).partition("-")[2]


def mean_of(marks: Mapping[str, SelfMark], list_: str) -> float | None:
    """The mean of the marks that one gave oneself in a list of skills (`P`, `H`), 1 to 5; None where there is none."""
    given = [marks[line].mark for line in SKILLS[list_] if line in marks]
    there = [mark for mark in given if mark is not None]
    return sum(there) / len(there) if there else None
