"""`aetui events`: which commands the desk's events run, what was run; `--once` runs what is new, for a timer without the board."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from aetui.cli.command import Typed, command, flag, opt
from aetui.cli.plain import table
from aetui.cli.session import Session
from aetui.desk.core import EVER
from aetui.desk.events.firing import AtHand, Started, failure, failures, fire, gather, try_out, untold
from aetui.desk.events.hooks import EVENTS, hooks_file, read_hooks
from aetui.desk.events.marks import Marks, Run, marks_file, read_marks
from aetui.domain.errors import NotThere, Unusable
from aetui.locales.errors import sentence

EVENT = Typed(offers=lambda _, __: [(event, "") for event in EVENTS])


@command("events", flag("--once"), opt("--try", "trial", type=EVENT))
def events(session: Session, once: bool, trial: str | None) -> None:
    desk, path = session.desk, session.desk.store.path
    session.told_on = True
    hooks = read_hooks(path)
    if hooks is None:
        raise NotThere("hooks.none", file=hooks_file(path))
    known = Marks(since=dict.fromkeys(EVENTS, EVER)) if trial else read_marks(path)
    found = gather(desk, session.say, session.now, hooks, known)
    try:
        if trial or once:
            _await(session, [try_out(found, trial)] if trial else fire(found))
            return
        fire(_beginning(found))
    except OSError as error:
        raise Unusable("hooks.marks", file=marks_file(path), why=error.strerror or error) from None
    marks = read_marks(path)
    session.out(lambda: _as_json(session, found, marks), _lines(session, found, marks))


def _await(session: Session, started: Sequence[Started | None]) -> None:
    """Say what was run, and how each ended."""
    path = session.desk.store.path
    there = [one for one in started if one is not None]
    for one in there:
        one.runner.wait()
    runs = {run.id: run for run in read_marks(path).runs}
    ended = [runs.get(one.run.id, one.run) for one in there]
    untold(path)  # here it is told
    session.out(lambda: {"fired": [_run_json(session, run) for run in ended]}, _fired(session, ended))


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
