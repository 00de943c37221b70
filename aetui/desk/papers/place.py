"""Where and when a meeting is, and who comes: the head of its papers."""

from __future__ import annotations

from aetui.desk.papers.writer import Writer
from aetui.domain.records import Meeting
from aetui.locales.dates import clock


def where(w: Writer, meeting: Meeting) -> list[tuple[str, str]]:
    """When and where a meeting is, and who comes: facts of its papers, label and value."""
    client = w.client(meeting.client_id)
    end = f" – {clock(w.desk.local(meeting.end))}" if meeting.end and meeting.start else ""
    place = " ".join(t for t in (w.say(f"place.{meeting.place}"), meeting.room or "") if t)
    return w.facts(
        ("client", client.name if client else ""),
        ("time", (w.moment(meeting.start) + end) if meeting.start else w.say("meeting.no_date")),
        ("place", place),
        ("with", w.say("list.comma").join(meeting.attendees)),
        ("from", w.me),
    )
