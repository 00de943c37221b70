"""What the meeting's screen shows: minutes and agenda; when and where, the preparation list, what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from aetui.desk.core import Desk
from aetui.desk.fields import MEETING, At
from aetui.desk.meeting.minutes import lines_of
from aetui.desk.meeting.notes import point_notes
from aetui.desk.meeting.proposals import work_of
from aetui.domain.derive.calendar import A11, coordination_id
from aetui.domain.gates import complete_minutes
from aetui.domain.lines.minutes import ACTION_SIGNS, TOPIC_SIGNS
from aetui.domain.lines.point import counts
from aetui.domain.meeting.points import come_to
from aetui.domain.records import Client, Meeting, Point
from aetui.domain.records.refs import ref_to
from aetui.locales import Texts
from aetui.locales.dates import stamp
from aetui.locales.wording import how_signed
from aetui.locales.works import work_lines
from aetui.screens.frame.form import field_rows, room
from aetui.screens.record.detail_rows import obligations
from aetui.widgets.cells import Part, fit
from aetui.widgets.rows import Row, Section, heading


def minutes_section(desk: Desk, say: Texts, meeting: Meeting) -> Section:
    """The minutes line by line, what a topic lacks under it in amber (M7)."""
    lacks = complete_minutes(meeting.minutes)
    lines = lines_of(desk, meeting)
    rows: list[Row] = []
    topic = -1
    for n, line in enumerate(lines):
        if line[:1] in TOPIC_SIGNS or topic < 0:
            rows += _lacking(say, lacks, topic)
            topic += 1
        if line[:1] in TOPIC_SIGNS:
            parts: tuple[Part, ...] = ((line[1:].strip() or say("minutes.no_title"), "ink bold"),)
        elif line[:1] in ACTION_SIGNS:
            parts = (("  → ", "act"), (line, "ink"))
        else:
            parts = (("  ", ""), (line, "ink"))
        rows.append(Row(ref_to("line", n), parts, (), 4))
    rows += _lacking(say, lacks, topic)
    state: Part = ("", "")
    if meeting.minutes.topics:
        state = (say("minutes.complete"), "done") if not lacks else (say("minutes.incomplete"), "soon")
    number = say("minutes.number", number=meeting.minutes.number) if meeting.minutes.number else ""
    title = (*heading(say("meeting.minutes"), len(meeting.minutes.topics)), (f"  {number}  ", "dim"), state)
    return Section("minutes", title, rows, say("minutes.none"))


def missing_of(say: Texts, meeting: Meeting, topic: int) -> str:
    """What a topic lacks, in words; empty when it is complete."""
    parts = [part for n, part in complete_minutes(meeting.minutes) if n == topic]
    return say("list.comma").join(say(f"lack.{part}") for part in parts)


def agenda_section(desk: Desk, say: Texts, meeting: Meeting, now: datetime) -> Section:
    """The points (M2), whether they were sent and confirmed; what became of each, and from where it was carried."""
    title: list[Part] = [*heading(say("meeting.agenda"), sum(counts(point) for point in meeting.points))]
    for key, fact in (("agenda_sent", meeting.agenda_sent), ("agenda_confirmed", meeting.agenda_confirmed)):
        if fact:
            title.append((f" · {say(f'meeting.{key}')} {stamp(desk.local(fact.at))}", "dim"))
    there = come_to(meeting)
    rows = [
        Row(
            ref_to("point", n),
            (("✓ ", "done") if n in there else (f"{n + 1}. ", "dim"), (p.text, "dim" if n in there else "ink")),
            [
                part
                for k, one in enumerate(point_notes(desk, say, meeting, n, now))
                for part in (("  " if k else "", ""), one)
            ],
            3,
            [(((f"   {line}", "dim"),), ()) for line in _rounds(desk, say, p)],
        )
        for n, p in enumerate(meeting.points)
    ]
    none = "agenda.none.proposal" if meeting.kind == "proposal" else "agenda.none"
    return Section("agenda", tuple(title), rows, say(none))


def _rounds(desk: Desk, say: Texts, point: Point) -> list[str]:
    """How the work that a point is about fared in its reviews so far (Q1)."""
    one = work_of(desk, point)
    return work_lines(say, one.work) if one is not None else []


def obligations_section(desk: Desk, say: Texts, meeting: Meeting, now: datetime) -> Section:
    """What is owed on it; of A11's, that one comes."""
    return obligations(
        desk,
        say,
        now,
        lambda o: o.subject_id == meeting.id or (o.rule == A11 and coordination_id(o.named.period) == meeting.id),
    )


def facts_section(desk: Desk, say: Texts, meeting: Meeting, now: datetime) -> Section:
    """When, where, with whom: each a row that Enter edits."""
    at = At(desk, say, meeting, now)
    rows, cells = field_rows(at, MEETING), room(at, MEETING)
    client = desk.get(Client, meeting.client_id)
    if client:
        label = (fit(say("record.clients"), cells), "dim")
        rows.append(Row(ref_to("clients", client.id), (label, (client.name, "ink"))))
    for moved in meeting.postponed:
        was = "meeting.was" if meeting.client_id else "meeting.was.inside"
        told = say(was, time=stamp(desk.local(moved.start)), told=stamp(desk.local(moved.told.at)))
        rows.append(Row("", ((told, "soon"), (f" {moved.told.how or ''}", "dim")), (), cells))
    return Section("facts", heading(say("record.meetings")), rows)


def preparation_section(say: Texts, meeting: Meeting) -> Section:
    """The list (M3, M4), ticked with the space bar."""
    rows = [
        Row(
            ref_to("prep", p.id),
            (
                ("✓ " if p.done else "○ ", "done" if p.done else "soon"),
                (prep_text(say, p.text), "dim" if p.done else "ink"),
            ),
            (*(((f"{p.done.by}  ", "dim"),) if p.done and p.done.by else ()), (p.source, "faint")),
        )
        for p in meeting.prep
    ]
    done = sum(p.done is not None for p in meeting.prep)
    return Section("prep", heading(say("meeting.prep"), f"{done}/{len(meeting.prep)}"), rows, say("prep.none"))


def prep_text(say: Texts, text: str) -> str:
    """A line of the list in words: those that come with a meeting are keys."""
    return say(f"prep.{text}") if say.has(f"prep.{text}") else text


def papers_section(desk: Desk, say: Texts, meeting: Meeting) -> Section:
    """The minutes' way: signed, sent, circulated, confirmed (M6, M8); inside the house they go to no client."""
    minutes = meeting.minutes
    rows = []
    for key, fact in (
        ("attended", meeting.attended),
        ("signed", minutes.signed),
        ("sent", minutes.sent),
        ("circulated", minutes.circulated),
        ("confirmed", minutes.confirmed),
    ):
        how = (how_signed(say, fact) if key == "signed" else fact.how) if fact else ""
        whom = say("list.comma").join(minutes.circulated_to) if key == "circulated" else ""
        if key in ("sent", "confirmed") and meeting.client_id is None and fact is None:
            continue
        told = " ".join(t for t in (stamp(desk.local(fact.at)), fact.by or "", whom, how or "") if t) if fact else ""
        sign: Part = ("✓ ", "done") if fact else ("○ ", "faint")
        rows.append(Row("", (sign, (say(f"meeting.{key}") + "  ", "ink" if fact else "dim"), (told, "dim"))))
    rows += [Row("", ((say("card.told.passed", gate=p.gate, why=p.why), "soon"),), (), 2) for p in meeting.passed]
    return Section("papers", heading(say("meeting.way")), rows)


def _lacking(say: Texts, lacks: Sequence[tuple[int, str]], topic: int) -> list[Row]:
    parts = [say(f"lack.{part}") for n, part in lacks if n == topic and part != "topics"]
    if not parts or topic < 0:
        return []
    return [Row("", (("  ", ""), (say("card.lacks", what=say("list.comma").join(parts)), "soon"), ("  M7", "faint")))]
