"""What comes from another program: shown as it was understood, taken when the user says yes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from aetui.cli.command import flag
from aetui.cli.confirm import confirmed
from aetui.cli.plain import table
from aetui.cli.session import Session
from aetui.desk.arrive.arrival import Arrival
from aetui.domain.errors import BadInput
from aetui.locales.arriving import counts, heading, row_words, taken

YES = flag("--yes", "yes")
_SHOWN = 60
"""So many rows are shown on a terminal or before a question; the rest is counted. JSON has all."""


def take(session: Session, arrival: Arrival, *, yes: bool) -> None:
    """Raises BadInput (`arrive.ask`) where nobody can be asked and nobody said yes: nothing was written then."""
    if session.json:
        _take_json(session, arrival, yes=yes)
        return
    for line in _lines(session, arrival):
        session.print(line)
    if not arrival.changes:
        session.print(session.say("arrive.nothing"))
        return
    if confirmed(session, "arrive", yes=yes):
        arrival.write(session.desk, session.now)
        session.kept = True
        session.print(taken(session.say, arrival))


def _take_json(session: Session, arrival: Arrival, *, yes: bool) -> None:
    if yes and arrival.changes:
        arrival.write(session.desk, session.now)
        session.kept = True
    session.out(_data(arrival, was_taken=yes), "")
    if not yes and arrival.changes:
        session.warn(session.say("error.arrive.ask"))
        raise click.exceptions.Exit(BadInput.status)


def _data(arrival: Arrival, *, was_taken: bool) -> dict[str, Any]:
    return {
        "file": str(arrival.file),
        "taken": was_taken,
        "told": arrival.told,
        "new": arrival.count("new"),
        "companies": arrival.companies,
        "changed": arrival.count("changed"),
        "left": arrival.count("left"),
        "rows": arrival.rows,
    }


def _lines(session: Session, arrival: Arrival) -> Iterator[str]:
    say = session.say
    yield heading(say, arrival)
    yield from (f"  {told}" for told in arrival.told)
    yield from table(
        ([f"  {mark}", word, text, more] for mark, word, text, more in row_words(say, arrival.rows[:_SHOWN])),
        cuts=((3, 0),),
    )
    if len(arrival.rows) > _SHOWN:
        yield "  " + say("arrive.more", n=len(arrival.rows) - _SHOWN)
    yield counts(say, arrival)
    if arrival.count("left"):
        yield say(f"arrive.hint.{arrival.kind}")
