"""A handover in words, or as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from aetui.cli.session import Session
from aetui.domain.errors import BadInput

if TYPE_CHECKING:
    from aetui.desk.leave.state import Handover
    from aetui.domain.records import Absence, CoverLine


which = click.option("--absence", "which", metavar="DAY")
"""Of several absences the one meant: when it begins, its id, or words of its reason."""


def seen_now(session: Session, which: str | None) -> Handover:
    """The handover of the absence meant. Raises NotThere, BadInput where several stand and none is said."""
    from aetui.desk.leave.absences import the_one
    from aetui.desk.leave.state import handover_of

    desk, now = session.desk, session.now
    return handover_of(desk, session.say, the_one(desk, now, which), now)


def no_choice(which: str | None) -> None:
    """Where a file or a name says which absence it is. Raises BadInput where one is said all the same."""
    if which is not None:
        raise BadInput("absence.no_choice")


def tell_all(session: Session, absence: Absence) -> None:
    from aetui.cli.plain import columns
    from aetui.desk.day.today import client_name
    from aetui.desk.leave.state import handover_of, keep_numbers
    from aetui.locales.dates import stamp, when
    from aetui.locales.handover import lacks_words

    desk, say, now = session.desk, session.say, session.now
    seen = handover_of(desk, say, absence, now)
    keep_numbers(desk, seen)
    if session.json:
        import msgspec

        session.out_json(
            {
                **msgspec.to_builtins(absence),
                "lines": [_as_json(session, one) for one in seen.all],
                "complete": seen.complete,
                "uncovered": len(seen.lacks.uncovered),
                "unacknowledged": len(seen.lacks.silent),
                "cover_away": len(seen.lacks.absent),
            }
        )
        return
    span_ = f"{stamp(desk.local(absence.start))} – {stamp(desk.local(absence.end))}"
    session.out("  ".join(t for t in (span_, absence.why or "", absence.reach or "") if t))
    rows = [
        [
            str(one.n),
            "✓" if one.acknowledged else "·" if one.cover else "?",
            one.cover or "",
            client_name(desk, one.client_id),
            when(say, desk.local(one.due), now) if one.due else "",
            one.what,
            one.done.how or "✓" if one.done else "",
        ]
        for one in sorted(seen.all, key=lambda one: one.n)
    ]
    for text in columns(rows):
        session.out(text)
    told = say("handover.complete") if seen.complete else say("handover.lacks", lacks=lacks_words(say, seen.lacks))
    session.out(told)


def _as_json(session: Session, line: CoverLine) -> dict[str, object]:
    import msgspec

    from aetui.desk.day.today import client_name

    return {**msgspec.to_builtins(line), "client": client_name(session.desk, line.client_id) or None}
