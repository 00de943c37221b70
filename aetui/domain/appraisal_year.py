"""An AE's year in figures (A10): the weeks that were taken in, summed by rule and quarter. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta

import msgspec

from aetui.domain.clock.periods import quarter_of, span
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


def figures(weeks: Iterable[TeamWeek], person: str, year: int) -> Year:
    """The year of the AE of that name. A week belongs to the year and quarter of its Thursday; of two files of one
    week the later counts."""
    newest: dict[tuple[str, str], TeamWeek] = {}
    for week in weeks:
        key = (week.desk, week.period)
        if week.whose == person and _thursday(week) == year and (key not in newest or newest[key].made < week.made):
            newest[key] = week
    by_rule: dict[str, dict[str, list[Tally]]] = {}
    for week in newest.values():
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
    quality: dict[str, list[Quality]] = {}
    for week in newest.values():
        quality.setdefault(_quarter(week), []).append(week.quality)
    return Year(
        len(newest),
        together(one.whole for one in rules),
        quarters,
        rules,
        summed(week.quality for week in newest.values()),
        {quarter: summed(quality[quarter]) for quarter in QUARTERS if quarter in quality},
    )


def _thursday(week: TeamWeek) -> int:
    return (span(week.period)[0] + timedelta(days=3)).year


def _quarter(week: TeamWeek) -> str:
    return quarter_of(span(week.period)[0] + timedelta(days=3)).partition("-")[2]


def mean_of(marks: Mapping[str, SelfMark], list_: str) -> float | None:
    """The mean of the marks that one gave oneself in a list of skills (`P`, `H`), 1 to 5; None where there is none."""
    given = [marks[line].mark for line in SKILLS[list_] if line in marks]
    there = [mark for mark in given if mark is not None]
    return sum(there) / len(there) if there else None
