"""Records that a paper is made of, or that are one: the paper as text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from aetui.desk.copying.records import Made
from aetui.desk.papers import Subject, build, leaves
from aetui.desk.papers.sending import sheet_of
from aetui.desk.papers.writer import Writer
from aetui.documents.sheet import Paragraphs, Sheet, SheetPart
from aetui.domain.papers import PAPERS
from aetui.domain.records import Appraisal, Client, Day, Paper, Plan, Summary, TeamPaper


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


def _appraisal(w: Writer, one: Appraisal) -> Made:
    return built(w, "appraisal", Subject(person=one.person, period=str(one.year)))


def _summary(w: Writer, one: Summary) -> Made:
    return built(w, "summary", Subject(period=one.period))


BUILDERS: dict[str, Callable[[Writer, Any], Made | None]] = {
    "papers": _paper,
    "teampapers": _paper,
    "days": _day,
    "plans": _plan,
    "appraisals": _appraisal,
    "summaries": _summary,
}
"""By the kind of record."""
