"""`aetui team read`: the AMs' weekly summaries on the AD's desk, read and marked as read (A3)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from aetui.cli.command import arg, command, opt
from aetui.cli.found import PERIOD, PERSON
from aetui.cli.plain import table
from aetui.cli.session import Session
from aetui.desk.check.summaries import Handed, mark_read, summaries
from aetui.desk.periods import week_named
from aetui.locales.team import handed_words


@command("read", arg("name", PERSON, required=False), opt("--period", type=PERIOD))
def read(session: Session, name: str | None, period: str | None) -> None:
    """Whose summaries of the week are in; with a name that AM's, which so is read."""
    desk, now = session.desk, session.now
    if name is None:
        found = summaries(desk, week_named(desk, period, now), now)
        lines = list(summary_lines(session, found)) or [session.say("summary.none")]
        session.out([summary_json(session, one) for one in found], lines)
        return
    paper = mark_read(desk, name, now, week_named(desk, period, now) if period else None)
    session.out(summary_json(session, Handed(paper.whose, paper)), paper.text.splitlines())


def summary_lines(session: Session, found: Sequence[Handed]) -> Iterator[str]:
    yield from table(
        [one.whose, handed_words(session.say, one.paper, late=one.late, stamp=session.stamp)] for one in found
    )


def summary_json(session: Session, one: Handed) -> dict[str, Any]:
    paper = one.paper
    return {
        "who": one.whose,
        "week": paper.period if paper else None,
        "handed_at": session.iso(paper.sent.at) if paper else None,
        "read_at": session.iso(paper.read.at) if paper and paper.read else None,
        "late": one.late,
        "text": paper.text if paper else None,
    }
