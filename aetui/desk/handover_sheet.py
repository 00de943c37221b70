"""The handover on paper: one sheet for a cover, or the whole, and its deadlines as a calendar (D8)."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from aetui.desk.core import Desk
from aetui.desk.handover import Handover
from aetui.desk.output import write_file
from aetui.desk.papers import Part, Sheet, Signatures, Table, Text, write_to
from aetui.desk.today import client_name
from aetui.domain.errors import BadInput
from aetui.domain.records import CoverLine
from aetui.locales import Texts
from aetui.locales.dates import clock, day_line


def sheet_of(desk: Desk, say: Texts, seen: Handover, *, person: str | None = None) -> Sheet:
    """What that person covers, or everything, by client: what to do, until when, what if not, whom to call."""
    absence = seen.absence
    chosen = [line for line in seen.all if person is None or line.cover == person]
    me = desk.owner or ""

    def moment(when: datetime | None) -> str:
        local = desk.local(when) if when else None
        return f"{day_line(say, local.date())} {clock(local)}" if local else ""

    groups: dict[str, list[CoverLine]] = {}
    for line in chosen:
        groups.setdefault(client_name(desk, line.client_id), []).append(line)
    columns = [
        say(f"handover.column.{key}") for key in ("what", "until", "do", "if", "call", *(() if person else ("cover",)))
    ]
    parts = []
    for client, held in groups.items():
        rows = []
        for line in held:
            instruction = " ".join(t for t in (line.instruction, line.files) if t)
            cells = [line.what, moment(line.due), instruction, line.otherwise or "", line.call or ""]
            if person is None:
                cells.append(f"{line.cover or '?'} {'✓' if line.acknowledged else ''}".strip())
            rows.append(cells)
        parts.append(Part(client or say("handover.nobodys"), [Table(columns, rows)]))
    if person is None and (seen.uncovered or seen.silent):
        missing = [
            *(f"? {line.what}" for line in seen.uncovered),
            *(f"{line.cover}: {line.what}" for line in seen.silent),
        ]
        parts.append(Part(say("handover.missing"), [Text(missing)]))
    names = [(say("handover.sign.cover"), person or ""), (say("handover.sign.me"), me)]
    parts.append(Part("", [Signatures(names)]))
    facts = [
        (say("handover.fact.who"), me),
        (say("handover.fact.cover"), person or ""),
        (say("handover.fact.span"), f"{moment(absence.start)} – {moment(absence.end)}"),
        (say("handover.fact.why"), absence.why or ""),
        (say("handover.fact.reach"), absence.reach or ""),
    ]
    title = " · ".join(t for t in (say("handover.paper"), person or "", me) if t)
    return Sheet("handover", say.lang, title, [(label, value) for label, value in facts if value], parts, me)


def write_sheet(desk: Desk, say: Texts, seen: Handover, path: Path, now: datetime, *, person: str | None = None) -> int:
    """The sheet as `.md`, `.html` or `.docx`, or its deadlines as `.ics`; how many lines. Raises BadInput."""
    chosen = [line for line in seen.all if person is None or line.cover == person]
    if person is not None and not chosen:
        raise BadInput("absence.covers_none", name=person)
    if path.suffix.lower() == ".ics":
        from aetui.documents.calendar import Entry, ics

        entries = [
            Entry(
                line.id,
                " ".join(t for t in (client_name(desk, line.client_id), line.what) if t),
                line.due,
                note=line.instruction or "",
            )
            for line in chosen
            if line.due
        ]
        write_file(path, ics(entries, now))
    else:
        write_to(desk, sheet_of(desk, say, seen, person=person), path)
    return len(chosen)
