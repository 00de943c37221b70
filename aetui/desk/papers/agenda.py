"""What a meeting will be about (M2)."""

from __future__ import annotations

from aetui.desk.papers.place import point_words, where
from aetui.desk.papers.writer import Subject, Writer
from aetui.documents.sheet import Paragraphs, Points, Sheet, SheetPart


def build(w: Writer, subject: Subject) -> Sheet:
    """What will be spoken of (M2)."""
    meeting = subject.meeting
    assert meeting is not None
    say = w.say
    points = [Points([point_words(w, p) for p in meeting.points], numbered=True)] if meeting.points else []
    parts = [
        SheetPart(say("meeting.agenda"), [*points], say("paper.agenda.none")),
        SheetPart("", [Paragraphs([say("paper.agenda.please")])]),
    ]
    return w.sheet("agenda", meeting.title, where(w, meeting), parts)
