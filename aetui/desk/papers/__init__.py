"""The papers of the house, built from the records: what each says, and to whom it may go. One module a paper, by the name of its kind (`domain.papers`).

A client's paper takes nothing but what may be said to a client (N2–N4): cards, steps, agenda, minutes, and of calls
only what was asked, promised or is to be answered. Never an item marked `#`, a `!`, a to-do or what a thing costs us, and
of no text what follows the house's `#`; papers of the house keep it.
"""

from __future__ import annotations

from datetime import datetime
from importlib import import_module
from pathlib import Path

from msgspec.structs import replace

from aetui.desk.book.pictures import picture_bytes
from aetui.desk.core import Desk
from aetui.desk.files.output import write_file
from aetui.desk.papers.frame import framed
from aetui.desk.papers.writer import Subject, Writer, client_of
from aetui.documents.bars import LETTERS, NOW
from aetui.documents.sheet import Bar, Block, Paragraphs, Points, Sheet, SheetPart, Signatures, Table, Timeline
from aetui.domain.errors import BadInput
from aetui.domain.papers import PAPERS
from aetui.domain.records.fields import with_texts
from aetui.domain.text import for_client
from aetui.locales import Texts

__all__ = [
    "LETTERS",
    "NOW",
    "Bar",
    "Block",
    "Paragraphs",
    "Points",
    "Sheet",
    "SheetPart",
    "Signatures",
    "Subject",
    "Table",
    "Timeline",
    "build",
    "client_of",
    "leaves",
    "message_of",
    "write_to",
    "written",
]


def build(desk: Desk, say: Texts, kind: str, subject: Subject, now: datetime) -> Sheet:
    """The paper of that kind. Raises BadInput where what it is about isn't given, or the period is none."""
    if kind not in PAPERS:
        raise BadInput("report.kind", kind=kind, kinds=list(PAPERS))
    about = PAPERS[kind].about
    if about != "desk" and getattr(subject, about) is None:
        raise BadInput(f"report.needs_{about}", kind=say(f"paper.{kind}"))
    module = import_module(f"aetui.desk.papers.{kind}")
    outside = leaves(kind, subject)
    writer = Writer(desk, say, desk.local(now), outside=outside)
    seen = _seen(writer, subject)
    made = framed(writer, seen, module.build(writer, seen))
    # Once more over the whole: no remark gets out by a field that a builder reads past the writer.
    return with_texts(made, for_client) if outside else made


def leaves(kind: str, subject: Subject) -> bool:
    """Whether a paper of that kind on that subject goes to somebody outside the house (N2-N4)."""
    if kind == "memo":
        return subject.memo is not None and subject.memo.outside
    inside = kind in ("agenda", "minutes") and subject.meeting is not None and subject.meeting.client_id is None
    return PAPERS[kind].outside and not inside


def _seen(writer: Writer, subject: Subject) -> Subject:
    """What the paper is about, as the paper may see it."""
    found = {name: getattr(subject, name) for name in ("card", "client", "meeting", "memo")}
    return replace(subject, **{name: writer.seen(record) for name, record in found.items() if record is not None})


def written(desk: Desk, sheet: Sheet, form: str) -> bytes:
    """The paper in that form (`md`, `html`, `docx`; `txt`: the message that goes with it), through the user's template where there
    is one. Raises BadInput."""
    from aetui.documents.render import render

    return render(sheet, form, desk.store.path.parent, pictures=lambda picture_id: picture_bytes(desk, picture_id))


def message_of(desk: Desk, sheet: Sheet) -> str:
    """The text that goes with the paper, through the user's template where there is one. Raises BadInput."""
    from aetui.documents.render import MESSAGE, own_template

    if own_template(desk.store.path.parent, sheet.kind, MESSAGE) is None:
        return "\n".join(line for line in sheet.message if line) + "\n"
    return written(desk, sheet, MESSAGE).decode()


def write_to(desk: Desk, sheet: Sheet, path: Path) -> None:
    """The paper as a file; its ending says the form. Raises BadInput where it can't be written."""
    from aetui.documents.render import form_of

    write_file(path, written(desk, sheet, form_of(path)))
