"""Records that a paper is made of, or that are one: the paper as text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from aetui.desk.copying.records import Made
from aetui.desk.papers import Subject, build, leaves
from aetui.desk.papers.sending import sheet_of
from aetui.desk.papers.writer import Writer
from aetui.documents.sheet import Paragraphs, Points, Sheet, SheetPart
from aetui.domain.papers import PAPERS
from aetui.domain.records import Appraisal, Client, Day, Paper, Plan, Summary, TeamDay, TeamLine, TeamPaper
from aetui.locales.wording import line_words


def built(w: Writer, kind: str, subject: Subject) -> Made:
    """The paper of that kind as the records are now. Raises BadInput, as `build`."""
    return build(w.desk, w.say, kind, subject, w.now), not leaves(kind, subject)


def _paper(w: Writer, paper: Paper | TeamPaper) -> Made:  # noqa: ARG001
    """As it went."""
    kept = sheet_of(paper)
    if kept is None:  # of an older file: its text alone
        kept = Sheet(paper.kind, "", paper.title, parts=[SheetPart("", [Paragraphs(paper.text.splitlines())])])
    kind = PAPERS.get(paper.kind)
    return kept, isinstance(paper, TeamPaper) or kind is None or not kind.outside


def _day(w: Writer, day: Day) -> Made:
    return built(w, "day", Subject(period=day.day.isoformat()))


def _plan(w: Writer, plan: Plan) -> Made | None:
    client = w.desk.get(Client, plan.client_id)
    return built(w, plan.kind, Subject(client=client, period=plan.period)) if client else None


def _team_day(w: Writer, day: TeamDay) -> Made:
    """An AE's day as it lies before the AM: what was done, what is left, the day that follows in its order."""
    say, book = w.say, w.desk.rulebook

    def part(heading: str, lines: Sequence[TeamLine]) -> SheetPart:
        told = [" ".join(t for t in (line.client, line_words(say, line, book)) if t) for line in lines]
        return SheetPart(heading, [Points(told, numbered=True)] if told else [])

    parts = [
        part(say("check.done"), day.done),
        part(say("check.left"), day.left),
        part(w.day(day.following), day.lines),
    ]
    title = f"{day.whose} {w.day(day.day)}"
    return Sheet("copy", say.lang, title, parts=[one for one in parts if one.blocks]), True


def _appraisal(w: Writer, one: Appraisal) -> Made:
    return built(w, "appraisal", Subject(person=one.person, period=str(one.year)))


def _summary(w: Writer, one: Summary) -> Made:
    return built(w, "summary", Subject(period=one.period))


BUILDERS: dict[str, Callable[[Writer, Any], Made | None]] = {
    "papers": _paper,
    "teampapers": _paper,
    "days": _day,
    "plans": _plan,
    "teamdays": _team_day,
    "appraisals": _appraisal,
    "summaries": _summary,
}
"""By the kind of record."""
