"""What a meeting concluded (M6–M8)."""

from __future__ import annotations

from aetui.desk.papers.place import where
from aetui.desk.papers.writer import Subject, Writer
from aetui.documents.sheet import Paragraphs, Sheet, SheetPart, Table


def build(w: Writer, subject: Subject) -> Sheet:
    """What was concluded, who does what until when; signed at the end (M6–M8)."""
    meeting = subject.meeting
    assert meeting is not None
    say = w.say
    parts = []
    columns = [say(f"paper.column.{key}") for key in ("action", "who", "until")]
    for n, topic in enumerate(meeting.minutes.topics, 1):
        rows = [[a.what or "", a.owner or "", w.moment(a.due)] for a in topic.actions]
        said = [Paragraphs((topic.conclusion or "").splitlines())] if topic.conclusion else []
        parts.append(SheetPart(f"{n}. {topic.title}".rstrip(". "), [*said, *([Table(columns, rows)] if rows else [])]))
    signed = meeting.minutes.signed.by or "" if meeting.minutes.signed else ""
    parts.append(SheetPart("", [w.signatures(("minutes", signed))]))
    return w.sheet("minutes", meeting.title, where(w, meeting), parts)
