"""The year's appraisal of an AE (A10): figures from the weeks that were taken in, the AM's words, finance's check."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from aetui.desk.core import Change, Desk, new_id
from aetui.desk.facts import clean, fact, new_or_old
from aetui.desk.find.finder import find_one
from aetui.desk.find.names import fold
from aetui.domain.appraisal_year import Year, figures
from aetui.domain.clock.periods import span
from aetui.domain.errors import BadInput, Refused
from aetui.domain.records import Appraisal, Passed, SkillWord, TeamWeek
from aetui.domain.rulebook.model import SKILL_LINES

HEADINGS = ("strengths", "improve", "goals")
"""What the AM writes, in the order of the report."""


def the_appraisal(desk: Desk, person: str, year: int) -> Appraisal | None:
    """That person's year; the older where two machines each made one."""
    found = [a for a in desk.each(Appraisal) if a.person == person and a.year == year]
    return min(found, key=lambda a: (a.created_at, a.id)) if found else None


def aes(desk: Desk) -> list[str]:
    """The AEs that the profile names."""
    people = desk.profile.people if desk.profile else []
    return list(dict.fromkeys(p.name for p in people if (p.role or "").upper() == "AE"))


def the_person(desk: Desk, asked: str) -> str:
    """The colleague of that name, part of it, pinyin or initials; also someone of whom there are weeks or an appraisal.
    Raises NotThere (`appraisal.unknown`), BadInput (`appraisal.ambiguous`)."""
    people = desk.profile.people if desk.profile else []
    known = {p.name for p in people}
    kept = {week.whose for week in desk.each(TeamWeek)} | {a.person for a in desk.each(Appraisal)}
    own = next((name for name in sorted(kept - known) if fold(name) == fold(asked)), None)
    return own or find_one(people, asked, kind="appraisal").name


def year_named(period: str) -> int:
    """The year that is meant. Raises BadInput (`period`, `appraisal.year`)."""
    first, last = span(period)
    if (first.month, first.day, last.month, last.day) != (1, 1, 12, 31):
        raise BadInput("appraisal.year", text=period)
    return first.year


def year_figures(desk: Desk, person: str, year: int) -> Year:
    """The year summed from the weeks that were taken in."""
    return figures(desk.each(TeamWeek), person, year)


def write_appraisal(
    desk: Desk,
    person: str,
    year: int,
    now: datetime,
    *,
    strengths: str | None = None,
    improve: str | None = None,
    goals: str | None = None,
    change_to: str | None = None,
) -> Appraisal:
    """The AM's words, and a raise or another change of terms. None leaves what was there, an empty text empties it.
    Another change than finance has checked is to be checked anew."""
    with desk.change("appraisal.write", now, title=person, what=str(year)) as change:
        old = the_appraisal(desk, person, year) or _new(person, year, now)
        words = dict(old.words)
        for heading, text in zip(HEADINGS, (strengths, improve, goals), strict=True):
            if text is not None:
                words[heading] = text.strip()
        wanted = new_or_old(change_to, old.change)
        after = replace(
            old,
            words={heading: text for heading, text in words.items() if text},
            change=wanted,
            finance=old.finance if wanted == old.change else None,
        )
        return change.put(after) if after != old else after


def see_skill(desk: Desk, person: str, year: int, line: str, seen: SkillWord | None, now: datetime) -> Appraisal | None:
    """How the AE is seen in a line of 专业技巧 or 人际技巧: in a word, with an example; None takes it away."""
    with desk.change("appraisal.skill", now, title=person, what=f"{year} {line}") as change:
        old = the_appraisal(desk, person, year)
        if old is None and seen is None:
            return None
        old = old or _new(person, year, now)
        there = {**old.skills, line: seen}
        skills = {one: word for one in SKILL_LINES if (word := there.get(one)) is not None}
        after = replace(old, skills=skills)
        return change.put(after) if after != old or seen is not None else old


def check_finance(
    desk: Desk, person: str, year: int, by: str, now: datetime, *, at: datetime | None = None, how: str | None = None
) -> Appraisal:
    """Finance has checked the change (A10): who, and how. Raises BadInput without a name, or where there is no change
    to check."""
    if not clean(by):
        raise BadInput("appraisal.who")
    checked = fact(now, at=at, how=how, by=by)
    with desk.change("appraisal.finance", now, title=person, what=str(year)) as change:
        old = the_appraisal(desk, person, year)
        if old is None or not old.change:
            raise BadInput("appraisal.no_change", person=person)
        return change.put(replace(old, finance=checked))


def hand_in(change: Change, person: str, year: int, why: str | None) -> None:
    """Inside a change: the appraisal is handed in. Raises BadInput without a word, Refused where a change of terms
    wasn't checked by finance (A10) and `why` gives no reason."""
    found = the_appraisal(change.desk, person, year)
    if found is None or not (found.words or found.skills):
        raise BadInput("appraisal.empty", person=person, year=year)
    pass_finance(change, person, year, why)


def pass_finance(change: Change, person: str, year: int, why: str | None) -> None:
    """Inside a change: the gate A10 alone. A change of terms goes nowhere without finance's check, unless a reason is
    written down, which is kept."""
    found = the_appraisal(change.desk, person, year)
    if found is None or not found.change or found.finance is not None:
        return
    reason = clean(why)
    if reason is None:
        raise Refused("gate.finance", rule="A10", person=person, change=found.change)
    change.put(replace(found, passed=[*found.passed, Passed(gate="finance", why=reason, at=change.now)]))


def _new(person: str, year: int, now: datetime) -> Appraisal:
    return Appraisal(id=new_id(), created_at=now, updated_at=now, person=person, year=year)
