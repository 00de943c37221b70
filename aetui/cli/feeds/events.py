"""`aetui events`: which commands the desk's events run, what was run; `--once` runs what is new, for a timer without the board."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from aetui.cli.command import command, flag
from aetui.cli.plain import table
from aetui.cli.session import Session
from aetui.desk.events.firing import AtHand, failure, failures, fire, gather
from aetui.desk.events.hooks import hooks_file, read_hooks
from aetui.desk.events.marks import Marks, Run, read_marks
from aetui.domain.errors import NotThere, Unusable
from aetui.locales.errors import sentence


@command("events", flag("--once"))
def events(session: Session, once: bool) -> None:
    desk, path = session.desk, session.desk.store.path
    session.told_on = True
    hooks = read_hooks(path)
    if hooks is None:
        raise NotThere("hooks.none", file=hooks_file(path))
    found = gather(desk, session.say, session.now, hooks, read_marks(path))
    try:
        if not once:
            begun = fire(_beginning(found))
            assert not begun
            marks = read_marks(path)
            session.out(lambda: _as_json(session, found, marks), _lines(session, found, marks))
            return
        started = fire(found)
    except OSError as error:
        raise Unusable("hooks.marks", file=path.with_suffix(".events"), why=error.strerror or error) from None
    for one in started:
        one.runner.wait()
    marks = read_marks(path)
    runs = [run for one in started for run in marks.runs if run.id == one.run.id]
    session.out(lambda: {"fired": [_run_json(session, run) for run in runs]}, _fired(session, runs))


def _beginning(found: AtHand) -> AtHand:
    """As it stands, with nothing to be told."""
    return AtHand(found.desk_file, found.hooks, found.say, found.now, found.whose, found.standing, {})


def _fired(session: Session, runs: list[Run]) -> Iterator[str]:
    for run in runs:
        yield session.say("events.fired", event=run.event, n=run.n, title=run.title)
        if run.failed:
            yield "  " + sentence(session.say, failure(run))
    if not runs:
        yield session.say("events.nothing")


def _lines(session: Session, found: AtHand, marks: Marks) -> Iterator[str]:
    say = session.say
    rows = [
        [event, say("events.new", n=len(found.fresh.get(event, []))), " ".join(command)]
        for event, command in found.hooks.commands.items()
    ]
    yield from table(rows, empty=say("events.no_commands"), cuts=((2, 20),))
    for mistake in failures(marks, found.hooks.commands):
        yield sentence(say, mistake)
    last = marks.runs[-10:]
    if last:
        yield ""
        yield say("events.last")
        shown = [
            [
                session.stamp(run.at),
                run.event,
                str(run.n),
                run.title,
                say("events.failed" if run.failed else "events.ran"),
            ]
            for run in reversed(last)
        ]
        yield from table(shown, indent="  ", right=[2], cuts=((3, 12),))


def _as_json(session: Session, found: AtHand, marks: Marks) -> dict[str, Any]:
    return {
        "hooks": found.hooks.commands,
        "since": {event: session.iso(at) for event, at in marks.since.items()},
        "new": {event: [told.item for _, told in new] for event, new in found.fresh.items()},
        "fired": [_run_json(session, run) for run in reversed(marks.runs)],
    }


def _run_json(session: Session, run: Run) -> dict[str, Any]:
    return {
        "event": run.event,
        "at": session.iso(run.at),
        "n": run.n,
        "title": run.title,
        "ended": run.ended,
        "ok": run.ended and not run.failed,
        "why": sentence(session.say, failure(run)) if run.failed else None,
    }
