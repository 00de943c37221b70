"""An event runs its command: claimed first, by one program, then run in a process of its own that nobody waits for.

What stands when an event is first asked for is taken as seen, and what turns between two looks is one event with a list: no burst of
commands, on the first morning or after a weekend.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec

from aetui.desk.core import Desk
from aetui.desk.events.happened import Happening, HowTold, as_event, happened
from aetui.desk.events.hooks import LATE, SOON, Hooks
from aetui.desk.events.marks import Marks, Run, changing, read_marks
from aetui.desk.meeting.quiet import running
from aetui.domain.errors import BadInput, DeskError
from aetui.locales import Texts

AT_ONCE = 4
"""How many commands of a desk run at once; the others wait for the next look."""
TURNING = frozenset({SOON, LATE})
LONG_AGO = timedelta(days=1)
"""How old something that was done may be to be told still; whoever did it looks at once."""
FORGET = timedelta(days=60)
"""How long what no longer stands on the desk is remembered."""
_runners: list[subprocess.Popen[bytes]] = []


class AtHand(msgspec.Struct, frozen=True):
    """What stands at one moment, for the thread that tells of it: keys by event, and by event how those are told that are new."""

    desk_file: Path
    hooks: Hooks
    say: Texts
    now: datetime
    whose: str | None
    standing: dict[str, list[str]]
    fresh: dict[str, list[tuple[str, HowTold]]]


class Started(msgspec.Struct, frozen=True):
    """A command that was started for an event, and the process that looks after it."""

    run: Run
    runner: subprocess.Popen[bytes]


def gather(desk: Desk, say: Texts, now: datetime, hooks: Hooks, marks: Marks) -> AtHand:
    """What stands on the desk, and what of it is new against `marks`. While a meeting runs at our office, what turns is held back (M5),
    as a reminder is: what still stands after it is told then."""
    standing: dict[str, list[str]] = {event: [] for event in hooks.commands}
    fresh: dict[str, list[tuple[str, HowTold]]] = {}
    held = TURNING if running(desk, now) is not None else frozenset()
    for one in happened(desk, say, now, hooks.commands):
        standing[one.event].append(one.key)
        if one.event not in held and is_new(one, marks, now):
            fresh.setdefault(one.event, []).append((one.key, one.told()))
    whose = desk.profile.name if desk.profile else None
    return AtHand(desk.store.path, hooks, say, now, whose, standing, fresh)


def is_new(one: Happening, marks: Marks, now: datetime) -> bool:
    """Whether it is to be told. What was done long before is brought by an import or another machine, which told it."""
    since = marks.since.get(one.event)
    return since is not None and one.key not in marks.seen and (one.at is None or one.at >= max(since, now - LONG_AGO))


def fire(found: AtHand) -> list[Started]:
    """Claim what is new, and start its commands. Raises OSError where the marks can't be kept: then nothing is started, for it would
    be started again and again."""
    claimed: list[tuple[Run, dict[str, Any]]] = []
    with changing(found.desk_file) as marks:
        _begin(marks, found)
        for event, told in found.fresh.items():
            unseen = [(key, one) for key, one in told if key not in marks.seen]
            if not unseen or marks.running() >= AT_ONCE:
                continue
            today = found.now.date()
            marks.seen.update((key, today) for key, _ in unseen)
            each = [one for _, one in unseen]
            claimed.append(_claimed(marks, found, event, each))
        _forget(marks, found)
    return [started for run, event in claimed if (started := _started(found, run, event)) is not None]


def try_out(found: AtHand, event: str) -> Started | None:
    """Run an event's command with the most urgent thing that stands, whether it is new or not, or with a word where nothing does;
    nothing counts as seen by it. Raises BadInput for an event without a command, OSError."""
    if event not in found.hooks.commands:
        raise BadInput("hooks.no_command", event=event, events=list(found.hooks.commands))
    said = found.say("event.trial", event=event)
    told = [one for _, one in found.fresh.get(event, [])][:1] or [HowTold(said, said, None, {})]
    with changing(found.desk_file) as marks:
        run, given = _claimed(marks, found, event, told)
    return _started(found, run, {**given, "trial": True})


def _claimed(marks: Marks, found: AtHand, event: str, told: list[HowTold]) -> tuple[Run, dict[str, Any]]:
    run = Run(id=os.urandom(6).hex(), event=event, n=len(told), title=told[0].title, at=found.now, began=time.time())
    marks.runs.append(run)
    desk = found.desk_file.stem
    return run, as_event(event, told, desk=desk, whose=found.whose, say=found.say, now=found.now)


def _begin(marks: Marks, found: AtHand) -> None:
    """What stands when an event is first asked for is taken as seen; what is late was soon."""
    today = found.now.date()
    marks.since = {event: at for event, at in marks.since.items() if event in found.hooks.commands}
    for event, keys in found.standing.items():
        if event not in marks.since:
            marks.since[event] = found.now
            marks.seen.update(dict.fromkeys(keys, today))
    if SOON in marks.since:
        marks.seen.update((f"{SOON} {key.partition(' ')[2]}", today) for key in found.standing.get(LATE, ()))


def _forget(marks: Marks, found: AtHand) -> None:
    today = found.now.date()
    for keys in found.standing.values():
        marks.seen.update((key, today) for key in keys if key in marks.seen)
    marks.seen = {key: day for key, day in marks.seen.items() if today - day < FORGET}


def _started(found: AtHand, run: Run, event: dict[str, Any]) -> Started | None:
    """Start it; None where the system has no room for another process, which counts as its failure."""
    try:
        return Started(run, _start(found, run, event))
    except OSError as error:
        words = {"command": found.hooks.commands[run.event][0], "why": error.strerror or str(error)}
        ended(found.desk_file, run.id, "event.not_started", words)
        return None


def _start(found: AtHand, run: Run, event: dict[str, Any]) -> subprocess.Popen[bytes]:
    """The process that runs the command and minds its time; this program may end before it."""
    _runners[:] = [one for one in _runners if one.poll() is None]
    with tempfile.TemporaryFile() as given:
        given.write(msgspec.json.encode({"argv": found.hooks.commands[run.event], "event": event}))
        given.seek(0)
        here = {"AETUI_HOME": str(found.desk_file.parent), "AETUI_USER": found.desk_file.stem}
        runner = subprocess.Popen(
            # -P: what lies in the desk's folder is no part of the program.
            [sys.executable, "-P", "-m", "aetui.desk.events.runner", str(found.desk_file), run.id],
            stdin=given,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=found.desk_file.parent,
            env={**os.environ, **here},
            start_new_session=True,
        )
    _runners.append(runner)
    return runner


# What became of them


def ended(desk_file: Path, run_id: str, why: str | None = None, words: dict[str, str] | None = None) -> None:
    """A command has ended, well or not. The same failure as the last time isn't told again."""
    with changing(desk_file) as marks:
        run = next((run for run in marks.runs if run.id == run_id), None)
        if run is not None:
            before = marks.last(run.event)
            run.ended, run.why, run.words = True, why, words or {}
            run.told = why is None or (before is not None and before.failed and before.why == why)


def untold(desk_file: Path) -> list[DeskError]:
    """The failures that nobody heard of yet; from here on they were told. Raises OSError."""
    if not any(_asks(run) for run in read_marks(desk_file).runs):
        return []
    with changing(desk_file) as marks:
        found = [run for run in marks.runs if _asks(run)]
        for run in found:
            run.told = True
    return [failure(run) for run in found]


def _asks(run: Run) -> bool:
    return run.failed and not run.told


def failures(marks: Marks, events: Iterable[str]) -> Iterator[DeskError]:
    """Of each event, what went wrong with its last command."""
    for event in events:
        run = marks.last(event)
        if run is not None and run.failed:
            yield failure(run)


def failure(run: Run) -> DeskError:
    return BadInput(run.why or "event.failed", event=run.event, **run.words)
