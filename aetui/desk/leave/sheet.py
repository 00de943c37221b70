"""The handover on paper: one sheet for a cover, or the whole, and its deadlines as a calendar (D8)."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from aetui.desk.book.people import phone_of
from aetui.desk.core import Desk
from aetui.desk.day.today import client_name
from aetui.desk.files.output import write_file
from aetui.desk.leave.leaving import to_tell
from aetui.desk.leave.state import Handover
from aetui.desk.papers import Paragraphs, Points, Sheet, SheetPart, Signatures, Table, write_to
from aetui.desk.papers.frame import with_house
from aetui.domain.errors import BadInput
from aetui.domain.handover import Lacks
from aetui.domain.records import Absence, CoverLine
from aetui.locales import Texts
from aetui.locales.dates import day_stamp, moment_line, stamp
from aetui.locales.handover import lacks_words
from aetui.locales.wording import role_word

PRESSING = 4
"""How many lines stand first on a sheet, before all of them by client."""
_COLUMNS = 5
"""So many of a handover's have room beside each other on a page."""


def sheet_of(desk: Desk, say: Texts, seen: Handover, now: datetime, *, person: str | None = None) -> Sheet:
    """What that person covers, or everything: first what can burn, then by client what to do, until when, what if
    not, whom to call; the colleagues' phones; in the whole also what is missing and the clients to be told."""
    absence, me = seen.absence, desk.owner or ""
    chosen = [line for line in seen.all if person is None or line.cover == person]
    parts = [_pressing(desk, say, chosen, now, whole=person is None)]
    groups: dict[str | None, list[CoverLine]] = {}
    for line in chosen:
        groups.setdefault(line.client_id, []).append(line)
    parts += [_of_client(desk, say, client_id, held, whole=person is None) for client_id, held in groups.items()]
    if person is None:
        parts += [_missing(say, seen.lacks), _told(desk, say, seen)]
    parts += [_phones(desk, say, absence), _signed(desk, say, chosen, person)]
    n = say("handover.fact.n_lines", n=len(chosen))
    facts = [
        (say("handover.fact.who"), me),
        (say("handover.fact.cover"), " ".join(t for t in (person, phone_of(desk, person)) if t)),
        (say("handover.fact.span"), f"{_moment(desk, say, absence.start)} – {_moment(desk, say, absence.end)}"),
        (say("handover.fact.why"), absence.why or ""),
        (say("handover.fact.reach"), absence.reach or ""),
        (say("handover.fact.n"), n),
    ]
    title = " · ".join(t for t in (say("handover.paper"), f"{me} → {person}" if person else me) if t)
    kept = [part for part in parts if part.blocks]
    made = Sheet("handover", say.lang, title, [(label, value) for label, value in facts if value], kept)
    return with_house(desk, say, made)


def write_sheet(desk: Desk, say: Texts, seen: Handover, path: Path, now: datetime, *, person: str | None = None) -> int:
    """The sheet as `.md`, `.html` or `.docx`, or its deadlines as `.ics`; how many lines. Raises BadInput."""
    chosen = [line for line in seen.all if person is None or line.cover == person]
    if person is not None and not chosen:
        raise BadInput("absence.covers_none", name=person)
    if path.suffix.lower() == ".ics":
        from aetui.documents.calendar import CalendarLine, write_calendar

        entries = [
            CalendarLine(
                line.id,
                " ".join(t for t in (client_name(desk, line.client_id), line.what) if t),
                line.due,
                note=line.instruction or "",
            )
            for line in chosen
            if line.due
        ]
        write_file(path, write_calendar(entries, now))
    else:
        write_to(desk, sheet_of(desk, say, seen, now, person=person), path)
    return len(chosen)


def _moment(desk: Desk, say: Texts, when: datetime | None) -> str:
    return moment_line(say, desk.local(when)) if when else ""


def _day_clock(desk: Desk, say: Texts, when: datetime | None) -> str:
    """`11/24 周二 9:32`, which stays in one piece in a narrow column."""
    local = desk.local(when) if when else None
    return day_stamp(say, local).replace(" ", "\u00a0", 1) if local else ""


def _pressing(desk: Desk, say: Texts, chosen: list[CoverLine], now: datetime, *, whole: bool) -> SheetPart:
    """Severity first: what is late, and what falls due next."""
    dated = sorted((line for line in chosen if line.due), key=lambda line: line.due or now)
    items = []
    for line in dated[:PRESSING]:
        late = f"{say('state.overdue')} " if line.due and line.due < now else ""
        who = f" ({line.cover or '?'})" if whole else ""
        client = client_name(desk, line.client_id)
        items.append(f"{late}{_moment(desk, say, line.due)}  {client} {line.what}{who}")
    return SheetPart(say("handover.pressing"), [Points(items, numbered=True)] if len(chosen) > 1 and items else [])


def _of_client(desk: Desk, say: Texts, client_id: str | None, held: list[CoverLine], *, whole: bool) -> SheetPart:
    """A client's lines. Whom to call stands once above them where it is the same for all; a column that nobody filled in
    is left out, and of more than a page has room for the last ones stand below what is to be done."""
    calls = {line.call for line in held}
    above = next(iter(calls)) if len(calls) == 1 else None
    named = client_name(desk, client_id) or say("handover.nobodys")
    cells: dict[str, list[str]] = {
        "what": [line.what for line in held],
        "cover": [_cover(say, line) for line in held] if whole else [],
        "until": [_day_clock(desk, say, line.due) for line in held],
        "do": [line.instruction or "" for line in held],
        "if": [line.otherwise or "" for line in held],
        "call": [line.call or "" for line in held] if above is None else [],
        "files": [line.files or "" for line in held],
    }
    filled = [key for key, column in cells.items() if key == "what" or any(column)]
    if len(filled) > _COLUMNS:
        cells["do"] = [
            _how(say, {key: cells[key][n] for key in ("if", "call", "files") if key in filled}, do)
            for n, do in enumerate(cells["do"])
        ]
        filled = [key for key in ("what", "cover", "until", "do") if key in {*filled, "do"}]
    rows = [[cells[key][n] for key in filled] for n in range(len(held))]
    table = Table([say(f"handover.column.{key}") for key in filled], rows)
    return SheetPart(" · ".join(t for t in (named, above) if t), [table])


def _how(say: Texts, more: dict[str, str], do: str) -> str:
    """What is to be done, and a line each for what goes with it."""
    told = [say("handover.with", what=say(f"handover.column.{key}"), text=text) for key, text in more.items() if text]
    return "\n".join(filter(None, (do, *told)))


def _cover(say: Texts, line: CoverLine) -> str:
    if not line.cover:
        return f"? {say('handover.nobody')}"
    return f"{line.cover} {'✓' if line.acknowledged else '○'}"


def _missing(say: Texts, lacks: Lacks) -> SheetPart:
    """The sentence that every list says, and each line."""
    missing = [
        *(f"? {say('handover.nobody')}: {line.what}" for line in lacks.uncovered),
        *(f"○ {say('handover.not_said_back')} {line.cover}: {line.what}" for line in lacks.silent),
        *(f"✕ {say('handover.is_away')} {line.cover}: {line.what}" for line in lacks.absent),
    ]
    told = say("handover.lacks", lacks=lacks_words(say, lacks))
    return SheetPart(say("handover.missing"), [Paragraphs([told]), Points(missing)] if missing else [])


def _told(desk: Desk, say: Texts, seen: Handover) -> SheetPart:
    """The clients to be told, with a text to be sent as it stands."""
    rows = []
    for one in to_tell(desk, say, seen):
        told = f"✓ {stamp(desk.local(one.fact.at))} {one.fact.how or ''}".rstrip() if one.fact else "□"
        rows.append([f"{one.client} {one.contact}".rstrip(), one.text, told])
    columns = [say(f"handover.column.{key}") for key in ("client", "text", "told")]
    return SheetPart(say("handover.to_tell"), [Table(columns, rows)] if rows else [])


def _phones(desk: Desk, say: Texts, absence: Absence) -> SheetPart:
    """Whom a cover may need in the house."""
    people = desk.profile.people if desk.profile else []
    known = [
        f"{p.name}{f' ({role})' if (role := role_word(say, p.role)) else ''}  {p.phone}" for p in people if p.phone
    ]
    own = [f"{desk.owner or ''}  {absence.reach}"] if absence.reach else []
    return SheetPart(say("handover.people"), [Points([*known, *own])] if known else [])


def _signed(desk: Desk, say: Texts, chosen: list[CoverLine], person: str | None) -> SheetPart:
    """Said back: a line for each cover to sign on, with when and how where they did already."""
    names = [person] if person else list(dict.fromkeys(line.cover for line in chosen if line.cover))
    text = [say("handover.said_back_line")] if names else []
    lines = []
    for name in names:
        facts = [line.acknowledged for line in chosen if line.cover == name]
        last = max((fact.at for fact in facts if fact), default=None)
        how = next((fact.how for fact in facts if fact and fact.how), "") if all(facts) else ""
        said = f"✓ {stamp(desk.local(last))} {how}".rstrip() if last and all(facts) else ""
        label = " ".join(t for t in (say("handover.sign.cover"), name) if t)
        lines.append((label if said else f"{label} · {say('handover.sign.date')}", said))
    signatures = Signatures([*lines, (say("handover.sign.me"), desk.owner or "")])
    return SheetPart("", [Paragraphs(text), signatures] if text else [signatures])
