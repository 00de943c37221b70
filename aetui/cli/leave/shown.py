"""An absence in words and as JSON, and which one a command means."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from aetui.cli.command import opt
from aetui.cli.plain import table
from aetui.cli.session import Session
from aetui.desk.leave.absences import the_one
from aetui.desk.leave.state import Handover, handover_of, keep_numbers
from aetui.domain.errors import BadInput
from aetui.domain.records import Absence, CoverLine
from aetui.locales.handover import deputy_words, lacks_words

WHICH = opt("--absence", "which")
"""Of several absences the one meant: when it begins, its id, or words of its reason."""


def handover_meant(session: Session, which: str | None) -> Handover:
    """The handover of the absence meant. Raises NotThere, BadInput where several stand and none is said."""
    desk, now = session.desk, session.now
    return handover_of(desk, session.say, the_one(desk, now, which), now)


def no_choice(which: str | None) -> None:
    """Where a file or a name says which absence it is. Raises BadInput where one is said all the same."""
    if which is not None:
        raise BadInput("absence.no_choice")


def with_client(session: Session, line: CoverLine) -> dict[str, Any]:
    """A line as JSON, with its client's name."""
    return {**msgspec.to_builtins(line), "client": session.client(line.client_id) or None}


def show(session: Session, absence: Absence) -> None:
    """The whole handover, by the numbers that its lines keep."""
    seen = handover_of(session.desk, session.say, absence, session.now)
    keep_numbers(session.desk, seen)

    def data() -> dict[str, Any]:
        return {
            **msgspec.to_builtins(absence),
            "lines": [with_client(session, one) for one in seen.all],
            "complete": seen.complete,
            "uncovered": len(seen.lacks.uncovered),
            "unacknowledged": len(seen.lacks.silent),
            "cover_away": len(seen.lacks.absent),
        }

    session.out(data, _page(session, seen))


def span_words(session: Session, absence: Absence) -> str:
    return f"{session.stamp(absence.start)} – {session.stamp(absence.end)}"


def _page(session: Session, seen: Handover) -> Iterator[str]:
    say, absence = session.say, seen.absence
    yield "  ".join(filter(None, (span_words(session, absence), absence.why, absence.reach)))
    yield from deputy_words(say, absence)
    yield from table(
        [
            str(one.n),
            "✓" if one.acknowledged else "·" if one.cover else "?",
            one.cover or "",
            session.client(one.client_id),
            session.when(one.due),
            one.what,
            one.done.how or "✓" if one.done else "",
        ]
        for one in sorted(seen.all, key=lambda one: one.n)
    )
    yield say("handover.complete") if seen.complete else say("handover.lacks", lacks=lacks_words(say, seen.lacks))
