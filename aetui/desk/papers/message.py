"""The text that goes with a paper by mail or chat: a few lines, which a user's template may write otherwise."""

from __future__ import annotations

from aetui.desk.papers.writer import Subject, Writer
from aetui.documents.sheet import Sheet


def message(w: Writer, subject: Subject, sheet: Sheet, to: str) -> list[str]:
    """To whom, what comes with it, what they are asked for, who writes: 2 to 5 lines. A kind without words of its own says that
    it is enclosed."""
    say, kind = w.say, sheet.kind
    card, meeting = subject.card, subject.meeting
    when = w.moment(meeting.start if meeting is not None else card.deliver_at if card is not None else None)
    name = f"paper.message.{kind}"
    lines = say(
        name if say.has(name) else "paper.message", paper=sheet.heading, re=card.title if card is not None else sheet.re
    ).splitlines()
    if when and say.has(f"{name}.when"):
        lines.insert(1, say(f"{name}.when", when=when))
    return [say("paper.message.to", name=to) if to else say("paper.message.hello"), *lines, sheet.foot]
