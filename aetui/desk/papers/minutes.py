"""What a meeting concluded (M6–M8)."""

from __future__ import annotations

from aetui.desk.meeting.carrying import next_of
from aetui.desk.papers.place import agreed_until, where
from aetui.desk.papers.writer import Subject, Writer
from aetui.documents.sheet import Block, Paragraphs, Points, Sheet, SheetPart, Signatures, Table
from aetui.domain.lines.point import counts
from aetui.domain.meeting.people import concerned, theirs
from aetui.domain.meeting.points import come_to
from aetui.domain.records import Action, Meeting, Topic
from aetui.locales.dates import clock


def build(w: Writer, subject: Subject) -> Sheet:
    """The decisions first, then who does what until when, by person; what waits for the next meeting, and when that is; to whom it
    went, and the signature at the end (M6–M8)."""
    meeting = subject.meeting
    assert meeting is not None
    say, minutes = w.say, meeting.minutes
    parts = [SheetPart(say("paper.minutes.decided"), _decided(w, minutes.topics), say("paper.nothing"))]
    actions = _actions(w, meeting)
    parts.append(SheetPart(say("paper.minutes.actions"), [actions] if actions else [], say("paper.nothing")))
    there = come_to(meeting)
    left = [p.text for n, p in enumerate(meeting.points) if n not in there and p.todo_id is None and counts(p)]
    if left:
        parts.append(SheetPart(say("paper.minutes.left"), [Points(left)]))
    coming = next_of(w.desk, meeting, w.now)
    if coming is not None and coming.start is not None:
        told = " · ".join(dict(where(w, w.seen(coming), people=False)).values())
        parts.append(SheetPart(say("paper.minutes.next"), [Paragraphs([" · ".join((told, coming.title))])]))
    agreed = _agreed(w, meeting)
    parts.append(SheetPart(say("paper.minutes.confirm") if agreed else "", [*agreed, _signature(w, meeting)]))
    facts = [*where(w, meeting), *w.facts(("distribution", _distribution(w, meeting)))]
    return w.sheet("minutes", meeting.title, facts, parts, number=minutes.number or "")


def _decided(w: Writer, topics: list[Topic]) -> list[Block]:
    lines = []
    for topic in topics:
        said = w.say("paper.minutes.and").join((topic.conclusion or "").splitlines())
        both = topic.title and said
        lines.append(w.say("paper.minutes.topic", title=topic.title, said=said) if both else topic.title or said)
    return [Points(lines, numbered=True)] if lines else []


def _actions(w: Writer, meeting: Meeting) -> Table | None:
    """By person, each one's by time; whoever has the first comes first, and is named once."""
    every: list[tuple[Action, Topic]] = [
        (action, topic) for topic in meeting.minutes.topics for action in topic.actions
    ]
    if not every:
        return None
    far = max((action.due for action, _ in every if action.due), default=w.now)
    every.sort(key=lambda one: one[0].due or far)
    owners = list(dict.fromkeys(action.owner or "" for action, _ in every))
    rows = []
    for owner in owners:
        mine = [(action, topic) for action, topic in every if (action.owner or "") == owner]
        for n, (action, topic) in enumerate(mine):
            rows.append(
                [w.who(owner) if owner and n == 0 else "", action.what or "", w.moment(action.due), topic.title]
            )
    columns = [w.say(f"paper.column.{key}") for key in ("who", "action", "until", "topic")]
    return Table(columns, rows)


def _distribution(w: Writer, meeting: Meeting) -> str:
    """To whom it goes: at the client's, and inside by name as it was circulated, or as it will be."""
    profile, client = w.desk.profile, w.client(meeting.client_id)
    inside = meeting.minutes.circulated_to or concerned(profile, meeting)
    names = theirs(profile, meeting, client) or [contact.name for contact in (client.contacts[:1] if client else [])]
    sides = [(client.name if client else "", names), ((profile.agency if profile else "") or "", inside)]
    comma, apart = w.say("list.comma"), w.say("paper.minutes.apart")
    told = [(side, comma.join(names)) for side, names in sides if names]
    return apart.join(w.say("paper.minutes.side", side=side, names=names) if side else names for side, names in told)


def _agreed(w: Writer, meeting: Meeting) -> list[Paragraphs]:
    """That it counts as agreed where nobody objects: to a client, and where the profile says within how many days."""
    until = agreed_until(w, meeting)
    if until is None or w.desk.profile is None:
        return []
    days = w.desk.profile.agreed_days
    return [Paragraphs([w.say("paper.minutes.agreed", n=days, day=w.day(until.date()), clock=clock(until))])]


def _signature(w: Writer, meeting: Meeting) -> Signatures:
    """A picture of the signature, or an empty line to sign by hand (M8); below it whose it is, in print."""
    signed = meeting.minutes.signed
    name = (signed.by if signed else None) or w.me
    on = w.day(w.desk.local(signed.at).date()) if signed else ""
    label = "  ".join(t for t in (w.say("paper.sign.minutes"), name, on) if t)
    return Signatures([(label, "")], [meeting.minutes.signature_id or ""])
