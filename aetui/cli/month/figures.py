"""`aetui figures`: punctuality and load, as tables or as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from aetui.cli.command import command, flag, opt
from aetui.cli.found import OF_CLIENT, PERIOD
from aetui.cli.plain import table
from aetui.cli.session import Session
from aetui.cli.week.learn import quality_json
from aetui.desk.month.figures import Figures
from aetui.desk.month.figures import figures as counted
from aetui.desk.month.figures_tables import tables, team_tables
from aetui.desk.month.figures_team import CourseSpan, TeamFigures, team_figures
from aetui.domain.errors import BadInput
from aetui.domain.figures import share
from aetui.domain.records import Client, Tally
from aetui.locales.dates import stamp
from aetui.locales.figures import COUNTS, period_words, total_line


@command("figures", opt("--period", type=PERIOD), OF_CLIENT, flag("--team"))
def figures(session: Session, period: str | None, client: Client | None, *, team: bool) -> None:
    if team and client is not None:
        raise BadInput("figures.team_client")
    if team:
        course = team_figures(session.desk, session.now, period)
        session.out(lambda: _team_json(session, course), _team_page(session, course))
        return
    seen = counted(session.desk, session.now, period, client=client)
    session.out(lambda: _as_json(session, seen), _page(session, seen))
    session.warn_of_doubts()


def _counts(tally: Tally) -> dict[str, Any]:
    """What was promised, and what became of it."""
    part = share(tally)
    counts = {key: getattr(tally, key) for key in ("promised", *COUNTS)}
    return {**counts, "share": None if part is None else round(part, 4)}


def _as_json(session: Session, seen: Figures) -> dict[str, Any]:
    rulebook = session.desk.rulebook
    return {
        "period": seen.period,
        "first": seen.first,
        "last": seen.last,
        "as_of": session.iso(seen.now),
        "client": seen.client,
        "total": _counts(seen.total),
        "by_rule": [
            {
                "rule": tally.rule,
                "source": " ".join(rulebook.rules[tally.rule].source) if tally.rule in rulebook.rules else "",
                "title": rulebook.title(tally.rule, session.say.lang),
                **_counts(tally),
            }
            for tally in seen.rules
        ],
        "by_week": [{"week": week.period, "first": week.first, **_counts(week.tally)} for week in seen.weeks],
        "by_client": [
            {
                "client": session.client(load.client_id) or None,
                **{key: getattr(load, key) for key in ("calls", "missed", "items", "cards", "promised")},
            }
            for load in seen.clients
        ],
        "by_hour": [{"hour": h.hour, "in": h.taken, "out": h.made, "missed": h.missed} for h in seen.hours],
    }


def _team_json(session: Session, seen: TeamFigures) -> dict[str, Any]:
    def stretch(one: CourseSpan, key: str) -> dict[str, Any]:
        counted = one.counted
        ended = _counts(counted.tally) if counted.weeks else dict.fromkeys(_counts(counted.tally))
        quality = quality_json(counted.quality) if counted.weeks else None
        files = {"files": len(counted.weeks), "missing": one.missing}
        return {key: one.period, "first": one.first, **files, **ended, "quality": quality}

    return {
        "period": seen.period,
        "first": seen.first,
        "last": seen.last,
        "as_of": session.iso(seen.now),
        "team": [
            {
                "who": trend.who,
                "weeks": [stretch(one, "week") for one in trend.weeks],
                "months": [stretch(one, "month") for one in trend.months],
            }
            for trend in seen.people
        ],
    }


def _team_page(session: Session, seen: TeamFigures) -> Iterator[str]:
    say = session.say
    yield " · ".join([say("figures.team"), period_words(say, seen.period)])
    if seen.empty:
        yield say("figures.team.empty")
        return
    for part in team_tables(say, seen):
        yield from ("", part.title)
        rows = [part.heads, *part.rows] if part.rows else []
        yield from table(rows, right=range(part.words, len(part.heads)), empty=say("figures.nothing"))


def _page(session: Session, seen: Figures) -> Iterator[str]:
    say = session.say
    head = [period_words(say, seen.period), say("figures.as_of", time=stamp(session.desk.local(seen.now)))]
    yield " · ".join([*head, *([say("figures.only", client=seen.client)] if seen.client else [])])
    yield total_line(say, seen.total)
    if seen.empty:
        yield say("figures.empty")
        return
    for part in tables(session.desk, say, seen):
        if part.rows:
            yield from ("", part.title)
            yield from table([part.heads, *part.rows], right=range(part.words, len(part.heads)))
