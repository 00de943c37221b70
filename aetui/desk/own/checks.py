"""自查: once a quarter one judges oneself over the source's 24 lines, 1 to 5 with an example each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from msgspec.structs import replace

from aetui.desk.core import Change, Desk
from aetui.desk.find.finder import find_one
from aetui.desk.find.look import Look
from aetui.domain.clock.periods import quarter_of, span
from aetui.domain.errors import BadInput
from aetui.domain.records import Fact, SelfCheck, SelfMark
from aetui.domain.rulebook.homes import homes
from aetui.domain.rulebook.model import SKILL_LINES
from aetui.locales import LANGS

LAST_DAYS = timedelta(days=14)
"""How long before the quarter's end the day's close speaks of its check."""

LINES = SKILL_LINES


def quarter_named(desk: Desk, period: str | None, now: datetime) -> str:
    """The quarter that is meant, else the present one. Raises BadInput for what is no quarter (`own.quarter`), or one to come."""
    today = desk.local(now).date()
    if not period:
        return quarter_of(today)
    first, _ = span(period)
    if quarter_of(first) != period.strip().upper():
        raise BadInput("own.quarter", text=period)
    if first > today:
        raise BadInput("own.quarter_to_come", text=period)
    return quarter_of(first)


def the_check(desk: Desk, quarter: str) -> SelfCheck | None:
    """That quarter's check; the older where two machines each began one."""
    found = [check for check in desk.each(SelfCheck) if check.quarter == quarter]
    return min(found, key=lambda check: (check.created_at, check.id), default=None)


def checks(desk: Desk) -> dict[str, SelfCheck]:
    """Every check by its quarter, oldest first."""
    found = {check.quarter for check in desk.each(SelfCheck)}
    each = ((quarter, the_check(desk, quarter)) for quarter in sorted(found))
    return {quarter: check for quarter, check in each if check is not None}


def the_line(desk: Desk, asked: str) -> str:
    """The id of a line: itself (`P7`), its short name or its words in either language. Raises NotThere (`own.line.unknown`), BadInput where
    several are meant."""
    sources, skills = desk.rulebook.sources, homes().skill

    def names(line: str) -> Iterable[str]:
        return (line, *(skills[line].word.get(lang) for lang in LANGS), *(sources[line].get(lang) for lang in LANGS))

    if asked.strip().upper() in LINES:
        return asked.strip().upper()
    return find_one(LINES, asked, Look[str]("own.line", names, text=True), kind="own.line")


def judge(desk: Desk, quarter: str, line: str, said: SelfMark, now: datetime) -> SelfCheck | None:
    """How one judges oneself in a line; without mark and example it is taken away."""
    with desk.change("own.check", now, what=f"{quarter} {line}") as change:
        check = the_check(desk, quarter)
        marks = {**(check.marks if check else {})}
        marks.pop(line, None)
        if said.mark is not None or said.example:
            marks[line] = said
        if check is None:
            return change.new(SelfCheck, quarter=quarter, marks=marks) if marks else None
        in_order = {one: marks[one] for one in LINES if one in marks}
        if in_order == check.marks:
            return check
        return change.put(replace(check, marks=in_order))


def finish(desk: Desk, quarter: str, now: datetime) -> SelfCheck:
    """The check is done. Raises BadInput while a line has no mark."""
    with desk.change("own.checked", now, what=quarter) as change:
        return _finish(change, quarter)


def unmarked(check: SelfCheck | None) -> list[str]:
    """The lines that have no mark yet."""
    marks = check.marks if check else {}
    return [line for line in LINES if line not in marks or marks[line].mark is None]


def check_due(desk: Desk, now: datetime) -> tuple[str, int] | None:
    """The quarter whose check isn't done in its last days, and how many lines have a mark; None where nothing is to be said."""
    today = desk.local(now).date()
    quarter = quarter_of(today)
    check = the_check(desk, quarter)
    if span(quarter)[1] - today >= LAST_DAYS or (check is not None and check.done is not None):
        return None
    return quarter, len(LINES) - len(unmarked(check))


def _finish(change: Change, quarter: str) -> SelfCheck:
    check = the_check(change.desk, quarter)
    left = unmarked(check)
    if check is None or left:
        raise BadInput("own.unmarked", quarter=quarter, n=len(left), lines=left)
    if check.done is not None:
        raise BadInput("own.done_already", quarter=quarter)
    return change.put(replace(check, done=Fact(at=change.now)))
