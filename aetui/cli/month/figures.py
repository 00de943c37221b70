"""`aetui figures`: punctuality and load, as tables or as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from aetui.cli.main import Spoken, common
from aetui.cli.session import Session

if TYPE_CHECKING:
    from aetui.desk.month.figures import Figures
    from aetui.domain.records import Tally


@click.command("figures", cls=Spoken)
@click.option("--period", metavar="P")
@click.option("--client", metavar="NAME")
@common
@click.pass_obj
def figures(session: Session, period: str | None, client: str | None) -> None:
    from aetui.cli.day.duties import warn
    from aetui.desk.book.clients import resolve
    from aetui.desk.month.figures import figures as reckon

    desk = session.desk
    session.relearn()
    seen = reckon(desk, session.now, period, client=resolve(desk, client) if client else None)
    if session.json:
        session.out_json(_as_json(session, seen))
    else:
        _print(session, seen)
    warn(session)


def _counts(tally: Tally) -> dict[str, Any]:
    from aetui.domain.figures import share
    from aetui.locales.figures import COUNTS

    part = share(tally)
    counts = {key: getattr(tally, key) for key in COUNTS}
    return {"promised": tally.promised, **counts, "share": None if part is None else round(part, 4)}


def _as_json(session: Session, seen: Figures) -> dict[str, Any]:
    from aetui.desk.day.today import client_name

    desk, lang = session.desk, session.say.lang
    rules = desk.rulebook.rules
    return {
        "period": seen.period,
        "first": seen.first,
        "last": seen.last,
        "as_of": desk.local(seen.now).isoformat(timespec="seconds"),
        "client": seen.client,
        "total": _counts(seen.total),
        "by_rule": [
            {
                "rule": tally.rule,
                "source": " ".join(rules[tally.rule].source) if tally.rule in rules else "",
                "title": desk.rulebook.title(tally.rule, lang),
                **_counts(tally),
            }
            for tally in seen.rules
        ],
        "by_week": [{"week": week.period, "first": week.first, **_counts(week.tally)} for week in seen.weeks],
        "by_client": [
            {
                "client": client_name(desk, load.client_id) or None,
                **{key: getattr(load, key) for key in ("calls", "missed", "items", "cards", "promised")},
            }
            for load in seen.clients
        ],
        "by_hour": [{"hour": h.hour, "in": h.taken, "out": h.made, "missed": h.missed} for h in seen.hours],
    }


def _print(session: Session, seen: Figures) -> None:
    from aetui.cli.plain import columns
    from aetui.desk.month.figures_tables import tables
    from aetui.locales.dates import stamp
    from aetui.locales.figures import period_words, total_line

    desk, say = session.desk, session.say
    head = [period_words(say, seen.period), say("figures.as_of", time=stamp(desk.local(seen.now)))]
    session.out(" · ".join([*head, *([say("figures.only", client=seen.client)] if seen.client else [])]))
    session.out(total_line(say, seen.total))
    if seen.empty:
        session.out(say("figures.empty"))
        return
    for table in tables(desk, say, seen):
        if table.rows:
            session.out()
            session.out(table.title)
            numbers = frozenset(range(table.words, len(table.heads)))
            for line in columns([table.heads, *table.rows], right=numbers):
                session.out(line)
