"""`aetui review`: the end-of-day review on the screen; --check for cron, `close` from the shell."""

from __future__ import annotations

from typing import Any

import click

from aetui.cli.main import Spoken, common
from aetui.cli.session import Session
from aetui.domain.errors import BadInput
from aetui.locales.dates import day_number


@click.command("review", cls=Spoken)
@click.argument("action", required=False, metavar="[close]")
@click.option("--check", is_flag=True)
@click.option("--on", "on", metavar="DAY")
@click.option("--notes", is_flag=True)
@click.option("--by", metavar="NAME")
@click.option("--why", metavar="TEXT")
@common
@click.pass_obj
def review(
    session: Session, action: str | None, check: bool, on: str | None, notes: bool, by: str | None, why: str | None
) -> None:
    """--notes: also the notes that ask for nothing and were let through."""
    from aetui.desk.day.review import close_day
    from aetui.desk.day.review import review as look
    from aetui.domain.plainwords import parse_day

    if action not in (None, "close"):
        raise BadInput("review.action", text=action)
    desk, now = session.desk, session.now
    session.relearn()
    day = parse_day(on, now=now, cal=desk.calendar) if on else None
    if action == "close":
        closed = close_day(desk, now, by=by, why=why, day=day)
        if session.json:
            session.out_json({"day": closed.day, "closed_at": now, "by": by, "decided": len(closed.decided)})
        else:
            session.out(session.say("review.was_closed", day=day_number(closed.day), n=len(closed.decided)))
        return
    seen = look(desk, now, day)
    if not check and not notes and not session.json:
        from aetui.cli.demo.screen import review_screen

        review_screen(session)
        return
    if session.json:
        session.out_json(
            {
                "day": seen.day,
                "closed": seen.closed is not None,
                "undecided": [_as_json(session, t) for t in seen.undecided],
                **({"let_through": [_as_json(session, t) for t in seen.routine]} if seen.routine or notes else {}),
            }
        )
    else:
        _print(session, seen, notes=notes)
    if check and seen.undecided:
        raise click.exceptions.Exit(1)


def _as_json(session: Session, thing: Any) -> dict[str, Any]:
    from aetui.desk.day.today import client_name

    return {
        "key": thing.key,
        "also": [other.key for other in thing.also],
        "kind": thing.kind,
        "what": thing.what,
        "client": client_name(session.desk, thing.client_id) or None,
        "number": thing.number,
        "owner": thing.owner,
        "due": session.desk.local(thing.due) if thing.due else None,
        "source": thing.source,
        "carried": thing.carried,
    }


def _print(session: Session, seen: Any, *, notes: bool) -> None:
    from aetui.cli.plain import columns
    from aetui.desk.day.today import client_name
    from aetui.locales.dates import when
    from aetui.locales.wording import title

    desk, say = session.desk, session.say
    if not seen.undecided:
        session.out(say("review.nothing_left"))
    things = [*seen.undecided, *(seen.routine if notes else [])]
    rows = [
        [
            say(f"review.kind.{t.kind}"),
            when(say, desk.local(t.due), session.now) if t.due else "",
            client_name(desk, t.client_id),
            title(say, t.obligation, desk.rulebook) if t.obligation else t.what,
            f"@{t.owner}" if t.owner else "",
            t.source,
        ]
        for t in things
    ]
    for line in columns(rows):
        session.out(line)
    if seen.routine and not notes:
        session.out(say("review.routine.shell", n=len(seen.routine)))
