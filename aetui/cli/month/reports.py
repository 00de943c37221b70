"""`aetui team reports|chase`: the AEs' monthly reports as they come in on the AM's desk, and those that are asked for (A8)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from aetui.cli.command import arg, command, opt
from aetui.cli.found import PERIOD, PERSON
from aetui.cli.plain import table
from aetui.cli.session import Session
from aetui.desk.month.gathered import AeMonth, Gathered, gathered
from aetui.desk.month.month_file import chase_month, month_named, note_text
from aetui.desk.month.shown import ae_words, chased_words
from aetui.desk.week.team_file import not_to_come

MONTH = opt("--period", type=PERIOD)


@command("reports", MONTH)
def reports(session: Session, period: str | None) -> None:
    """AE by AE: in as of when, or missing and how many days are left."""
    name = month_named(session.desk, period, session.now)
    not_to_come(session.desk, name, session.now)
    seen = gathered(session.desk, name, session.now)
    session.out(lambda: _as_json(session, seen), _lines(session, seen))


@command("chase", arg("name", PERSON, required=False), MONTH)
def chase(session: Session, name: str | None, period: str | None) -> None:
    """That AE, else each whose reports are missing; what they are written is printed."""
    desk, now = session.desk, session.now
    name_of = month_named(desk, period, now)
    asked = chase_month(desk, name_of, now, name)
    seen = gathered(desk, name_of, now)
    session.out(
        [{**_ae_json(session, seen, one), "text": note_text(desk, seen, one)} for one in asked],
        [note_text(desk, seen, one) for one in asked],
    )


def _lines(session: Session, seen: Gathered) -> Iterator[str]:
    say = session.say
    rows = (
        [
            "✓" if one.made else "?",
            one.who,
            ae_words(session.desk, say, seen, one),
            chased_words(session.desk, say, one),
            say("list.comma").join(one.clients.values()),
        ]
        for one in seen.aes
    )
    yield say("month.gathered", period=seen.period)
    yield from table(rows, empty=say("month.no_aes"))


def _as_json(session: Session, seen: Gathered) -> dict[str, Any]:
    return {
        "month": seen.period,
        "due": seen.due,
        "days_left": seen.left,
        "reports": [_ae_json(session, seen, one) for one in seen.aes],
        "missing": [one.who for one in seen.missing],
    }


def _ae_json(session: Session, seen: Gathered, one: AeMonth) -> dict[str, Any]:
    return {
        "who": one.who,
        "in": one.made is not None,
        "as_of": session.local(one.made) if one.made else None,
        "clients": [{"client_id": key, "client": short} for key, short in one.clients.items()],
        "days_left": seen.left if one.made is None else None,
        "chased": [session.local(fact.at) for fact in one.todo.chased] if one.todo else [],
    }
