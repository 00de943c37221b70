"""`aetui figures`: punctuality and load, as tables or as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from aetui.cli.command import command, opt
from aetui.cli.found import OF_CLIENT, PERIOD
from aetui.cli.plain import table
from aetui.cli.session import Session
from aetui.desk.month.figures import Figures
from aetui.desk.month.figures import figures as counted
from aetui.desk.month.figures_tables import tables
from aetui.domain.figures import share
from aetui.domain.records import Client, Tally
from aetui.locales.dates import stamp
from aetui.locales.figures import COUNTS, period_words, total_line


@command("figures", opt("--period", type=PERIOD), OF_CLIENT)
def figures(session: Session, period: str | None, client: Client | None) -> None:
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
