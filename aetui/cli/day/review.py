"""`aetui review`: the end-of-day review on the screen; --check for cron, `close` from the shell."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click

from aetui.cli.command import DAY, FILE, OFFICE, WHY, arg, command, flag, one_of, opt
from aetui.cli.day.taken import take, take_letters
from aetui.cli.found import BY
from aetui.cli.plain import table
from aetui.cli.screen import review_screen
from aetui.cli.session import Session
from aetui.desk.check.sheet import am_of, checker, send_day, unchecked
from aetui.desk.day.review import Review, close_day, day_to_review
from aetui.desk.day.review import review as review_of_day
from aetui.desk.day.words import thing_owner, thing_words
from aetui.desk.own.maxims import write_maxim
from aetui.domain.review import Thing
from aetui.locales.dates import day_number


@command(
    "review",
    arg("action", one_of("review.action", "close"), required=False, metavar="[close]"),
    flag("--check"),
    opt("--on", "day", type=DAY),
    flag("--notes"),
    opt("--send", type=FILE, is_flag=False, flag_value="."),
    opt("--take", "bring", type=FILE, is_flag=False, flag_value="."),
    opt("--ours", multiple=True),
    opt("--theirs", multiple=True),
    BY,
    WHY,
    opt("--maxim"),
)
def review(
    session: Session,
    action: str | None,
    check: bool,
    day: date | None,
    notes: bool,
    send: Path | None,
    bring: Path | None,
    ours: tuple[str, ...],
    theirs: tuple[str, ...],
    by: str | None,
    why: str | None,
    maxim: str | None,
) -> None:
    """--notes: also the notes that ask for nothing and were let through. --send: the sheet for the AM, without a file to her desk in the
    office; --take: what came back, with whose word counts where both changed something: without a file of what came by itself. --maxim: a line on that of the day."""
    desk, now = session.desk, session.now
    if send is not None:
        to = checker(desk, now) if send == OFFICE else None
        sent = send_day(desk, None if send == OFFICE else send, now, day)
        session.kept = True
        if to is not None:
            message = session.say("check.day_gone", day=day_number(sent.day), am=to.name)
            session.out({"file": None, "day": sent.day, "following": sent.following, "to": to.name}, message)
            return
        am = am_of(desk)
        message = session.say("check.day_sent", day=day_number(sent.day), am=am, file=send)
        session.out({"file": str(send), "day": sent.day, "following": sent.following, "to": am}, message)
        return
    if bring is not None and bring != OFFICE:
        take(session, bring, ours, theirs)
        return
    if bring is not None or ours or theirs:
        take_letters(session, ours, theirs)
        return
    if action == "close":
        with session.together("review.close", maxim is not None, day=day_number(day or day_to_review(desk, now))):
            closed = close_day(desk, now, by=by, why=why, day=day)
            if maxim is not None:
                write_maxim(desk, maxim, now, day=closed.day)
        n = len(closed.decided)
        message = session.say("review.was_closed", day=day_number(closed.day), n=n)
        session.out({"day": closed.day, "closed_at": now, "by": by, "decided": n}, message)
        if (left := unchecked(desk, closed)) is not None and not session.json:
            session.print(session.say(left, am=am_of(desk)))
        return
    seen = review_of_day(desk, now, day)
    if not check and not notes and not session.json:
        review_screen(session)
        return
    session.out(lambda: _as_json(session, seen, notes=notes), _lines(session, seen, notes=notes))
    if check and seen.undecided:
        raise click.exceptions.Exit(1)


def _as_json(session: Session, seen: Review, *, notes: bool) -> dict[str, Any]:
    def thing_json(thing: Thing) -> dict[str, Any]:
        return {
            "key": thing.key,
            "also": [other.key for other in thing.also],
            "kind": thing.kind,
            "what": thing.what,
            "client": session.client(thing.client_id) or None,
            "number": thing.number,
            "owner": thing.owner,
            "due": session.local(thing.due),
            "source": thing.source,
            "carried": thing.carried,
        }

    answer = {
        "day": seen.day,
        "closed": seen.closed is not None,
        "checked": record.checked if (record := session.desk.book.begun(seen.day)) is not None else None,
        "sheet": record.sheet if record is not None else None,
        "undecided": [thing_json(thing) for thing in seen.undecided],
    }
    return {**answer, "let_through": [thing_json(t) for t in seen.routine]} if seen.routine or notes else answer


def _lines(session: Session, seen: Review, *, notes: bool) -> Iterator[str]:
    say = session.say
    if not seen.undecided:
        yield say("review.nothing_left")
    yield from table(
        [
            say(f"review.kind.{t.kind}"),
            session.when(t.due),
            session.client(t.client_id),
            thing_words(session.desk, say, t),
            thing_owner(session.desk, say, t),
            t.source,
        ]
        for t in [*seen.undecided, *(seen.routine if notes else [])]
    )
    if seen.routine and not notes:
        yield say("review.routine.shell", n=len(seen.routine))
