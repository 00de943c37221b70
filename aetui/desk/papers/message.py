"""The text that goes with a paper by mail or chat: a few lines, which a user's template may write otherwise."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from aetui.desk.papers.place import agreed_until
from aetui.desk.papers.writer import Subject, Writer
from aetui.documents.sheet import Sheet
from aetui.domain.clock.periods import month_of, span, week_of
from aetui.locales.dates import days_full

PERIODS: dict[str, Callable[[date], str]] = {
    "weekly": week_of,
    "summary": week_of,
    "monthly": month_of,
    "day": date.isoformat,
    "billing": date.isoformat,
}
"""Of which period a paper is that is of one, where none is said."""


def message(w: Writer, subject: Subject, sheet: Sheet, to: str) -> list[str]:
    """To whom, what comes with it, what they are asked for, who writes: 2 to 5 lines. A kind without words of its own says that
    it is enclosed."""
    say, kind = w.say, sheet.kind
    card, meeting = subject.card, subject.meeting
    when = w.moment(meeting.start if meeting is not None else card.deliver_at if card is not None else None)
    name = f"paper.message.{kind}"
    about = {
        "paper": sheet.heading,
        "re": card.title if card is not None else sheet.re,
        "days": _days(w, kind, subject),
    }
    lines = say(name if say.has(name) else "paper.message", **about).splitlines()
    if when and say.has(f"{name}.when"):
        lines.insert(1, say(f"{name}.when", when=when))
    if meeting is not None and kind == "minutes" and w.outside:
        until = agreed_until(w, meeting)
        lines.append(say(f"{name}.objections", until=w.moment(until)) if until else say(f"{name}.call"))
    return [say("paper.message.to", name=to) if to else say("paper.message.hello"), *lines, sheet.foot]


def _days(w: Writer, kind: str, subject: Subject) -> str:
    """Of which day or days a week's paper and the day's are."""
    if kind not in PERIODS:
        return ""
    return days_full(w.say, *span(subject.period or PERIODS[kind](w.now.date())))
