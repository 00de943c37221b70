"""What stands on the desk as text to be pasted elsewhere: plain lines with full dates. Where it lands nobody knows: so what is for the
house alone (remarks, `#` items, trouble, notes on a client) isn't in it, unless it is of a kind that never leaves the house, and
then it is told to be so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from aetui.desk.copying import obligations, papers, parts, records
from aetui.desk.copying.text import Copied
from aetui.desk.core import Desk
from aetui.desk.papers.writer import Subject, Writer
from aetui.documents.plain import plain_text
from aetui.documents.sheet import Sheet
from aetui.domain.records import KINDS, CoverLine, Record
from aetui.domain.records.fields import with_texts
from aetui.domain.records.refs import Ref
from aetui.domain.text import for_client
from aetui.locales import Texts

Built = tuple[Sheet, bool] | Copied | None
_ROWS = ("thing", "achieved", "plan", "cover", "fate")
"""Rows whose id is a record's or a duty's own reference."""
_LEAD_TO = {"resume": "calls", "stop": "clients", "client": "clients"}
"""Rows that stand for a record, under a name of their list's own."""


def copy_of(desk: Desk, say: Texts, refs: Sequence[str], now: datetime) -> Copied | None:
    """The first of `refs` (what the cursor stands on, then what the page is of) that stands for something, as text. A part of a
    record (a step, a work, a contact) is found on the record that comes after it."""
    for at, ref in enumerate(refs):
        found = _of(desk, say, Ref.parse(ref).thing, refs[at + 1 :], now)
        if found is not None:
            return found
    return None


def copy_of_sheet(say: Texts, sheet: Sheet, *, house: bool) -> Copied:
    """A paper as text."""
    if not house:  # once more over the whole: no remark gets out by a field that a builder reads past the writer
        sheet = with_texts(sheet, for_client)
    return Copied(plain_text(sheet, colon=say("copy.colon"), comma=say("copy.comma")), house)


def copy_of_paper(desk: Desk, say: Texts, kind: str, subject: Subject, now: datetime) -> Copied:
    """The paper of that kind as the records are now. Raises BadInput, as `papers.build`."""
    sheet, house = papers.built(Writer(desk, say, desk.local(now)), kind, subject)
    return copy_of_sheet(say, sheet, house=house)


def copy_of_line(desk: Desk, say: Texts, line: CoverLine, now: datetime) -> Copied:
    """A line of a handover (D8), for whoever covers it."""
    sheet, house = records.cover_line(Writer(desk, say, desk.local(now), outside=True), line)
    return copy_of_sheet(say, sheet, house=house)


def _of(desk: Desk, say: Texts, ref: Ref, page: Sequence[str], now: datetime) -> Copied | None:
    kind, key = ref.pair
    if kind in _ROWS:
        inner = Ref.parse(key)
        kind, key = inner.pair if inner.kind in KINDS else ("obligation", key)
    kind = _LEAD_TO.get(kind, kind)
    writer = Writer(desk, say, desk.local(now), outside=True)
    built: Built = None
    if kind == "obligation":
        built = _as_text(obligations.obligation(writer, key))
    elif kind in _RECORDS:
        record = desk.book.get(kind, key)
        built = _RECORDS[kind](writer, record) if record is not None else None
    elif kind in parts.BUILDERS:
        built = parts.BUILDERS[kind](writer, key, page)
    if built is None or isinstance(built, Copied):
        return built
    sheet, house = built
    return copy_of_sheet(say, sheet, house=house)


def _as_text(built: str | tuple[Sheet, bool] | None) -> Built:
    return Copied(built, house=True) if isinstance(built, str) else built


_RECORDS: dict[str, Callable[[Writer, Record], tuple[Sheet, bool] | None]] = {**records.BUILDERS, **papers.BUILDERS}
