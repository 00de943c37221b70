"""Out of the desk and into it: all records as JSON, a table as CSV, deadlines and meetings as a calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from aetui.desk.card.numbers import NewNumber, Numbers
from aetui.desk.core import Desk
from aetui.desk.day.today import client_name
from aetui.desk.files.given import read_file
from aetui.desk.files.output import writable, write_file
from aetui.domain.errors import BadInput, DeskError
from aetui.domain.records import KINDS, Card, Profile, Record
from aetui.domain.records.fields import with_texts
from aetui.domain.text import cleaned
from aetui.locales import Texts
from aetui.locales.wording import title
from aetui.store.file.migrate import lifted
from aetui.store.file.tables import reckonable

FORMAT = 1
_LEFT_OUT = (
    "note.unreadable",
    "note.hidden_table",
    "note.key_twice",
    "note.field_twice",
    "note.table_twice",
    "note.gap",
)


class Imported(msgspec.Struct, frozen=True):
    """What an import did: records that were new, newer than here, and left as they were; cards that got another number,
    because theirs is another's here."""

    new: int
    changed: int
    kept: int
    renumbered: list[NewNumber] = []
    ahead: int = 0
    """Of those left as they were: how many bear a time of change that is still to come, for the clock there was ahead."""


def export_to(desk: Desk, file: Path, now: datetime, *, say: Texts, table: str | None = None) -> int:
    """Write the desk to `file`, in the format that its ending names; how many records or lines there are (what can't be
    read is not among them: `left_out_of`). Raises BadInput for another ending, an unknown table, or a place that can't be
    written."""
    writable(file)
    ending = file.suffix.lower()
    if ending == ".json":
        content, n = _json(desk)
    elif ending == ".csv":
        content, n = _csv(desk, now, say, table)
    elif ending == ".ics":
        content, n = _ics(desk, now, say)
    else:
        raise BadInput("export.format", file=file.name)
    write_file(file, content)
    return n


def left_out_of(desk: Desk) -> list[DeskError]:
    """What of the desk can't be read, and so stands in nothing that is given out."""
    return [trouble for trouble in desk.store.look_through() if trouble.key in _LEFT_OUT]


Step = Callable[[str, int, int], None]
"""What is being done (`read`, `take`, `write`), how much of it is, and how much there is."""


def _silent(_: str, __: int, ___: int) -> None:
    """Nobody looks."""


def import_from(desk: Desk, file: Path, now: datetime, step: Step = _silent) -> Imported:
    """Take in what another desk exported, as one change. Of a record that is here already the newer wins, but never one
    whose time of change is still to come; a card whose number another card has here gets a free one. Raises BadInput for a
    file that can't be read, isn't an export, or holds a record twice; then nothing is changed. `step` hears how far it is."""
    records = _read(file, step)
    new = changed = kept = ahead = 0
    with desk.change("import", now, text=file.name) as change:
        numbers = Numbers(change, (r for _, r in records if isinstance(r, Card)))
        for n, (kind, record) in enumerate(sorted(records, key=lambda one: _comes_new(desk, *one)), 1):
            step("take", n, len(records))
            here = desk.store.record(kind, record.id)
            future = record.updated_at > now
            if here is None:
                if isinstance(record, Profile) and (desk.profile is not None or desk.store.profile_hidden):
                    kept += 1
                    continue
                new += 1
            elif record.updated_at > here.updated_at and not future:
                changed += 1
            else:
                kept += 1
                ahead += future
                continue
            if isinstance(record, Card):
                record = numbers.fitted(record, here if isinstance(here, Card) else None)
            if future:  # a clock that ran ahead: it is as of now
                record = replace(record, updated_at=now)
            change.take(record)
        step("write", 0, len(records))
    return Imported(new, changed, kept, numbers.given, ahead)


def _comes_new(desk: Desk, kind: str, record: Record) -> bool:
    """Cards that are here already come first: the numbers that they bring are theirs."""
    return isinstance(record, Card) and desk.store.record(kind, record.id) is None


def _json(desk: Desk) -> tuple[bytes, int]:
    left_out = left_out_of(desk)
    tables = {kind: list(desk.store.table(kind).records()) for kind in KINDS}
    whole: dict[str, Any] = {"aetui": FORMAT, "records": {kind: found for kind, found in tables.items() if found}}
    if left_out:
        whole["left_out"] = [
            {"why": one.key, **{name: str(value) for name, value in one.args_.items()}} for one in left_out
        ]
    return msgspec.json.format(msgspec.json.encode(whole), indent=1) + b"\n", sum(map(len, tables.values()))


def _read(file: Path, step: Step) -> list[tuple[str, Record]]:
    try:
        whole: Any = msgspec.json.decode(read_file(file))
    except (ValueError, RecursionError) as error:
        raise BadInput("import.format", file=file.name, why=error) from None
    if not isinstance(whole, dict) or whole.get("aetui") != FORMAT or not isinstance(whole.get("records"), dict):
        raise BadInput("import.format", file=file.name, why="aetui: 1?")
    found: list[tuple[str, Record]] = []
    total = sum(len(rows) for rows in whole["records"].values() if isinstance(rows, list))
    for kind, rows in whole["records"].items():
        if kind not in KINDS:
            raise BadInput("import.format", file=file.name, why=kind)
        places: dict[str, int] = {}
        try:
            one = KINDS[kind]
            for n, row in enumerate(_lifted(kind, _rows(rows)), 1):
                record = msgspec.convert(row, one)
                reckonable(msgspec.to_builtins(record, builtin_types=(datetime, Decimal)))
                first = places.setdefault(record.id, n)
                if first != n:
                    raise BadInput("import.twice", file=file.name, kind=kind, id=record.id, first=first, second=n)
                found.append((kind, with_texts(record, cleaned)))
                step("read", len(found), total)
        except (msgspec.ValidationError, RecursionError) as error:
            raise BadInput("import.format", file=file.name, why=f"{kind}: {error}") from None
    return found


def _lifted(kind: str, rows: list[Any]) -> list[Any]:
    """The rows as this program has them: a file says not which version wrote it."""
    read = {n: row for n, row in enumerate(rows) if isinstance(row, dict)}
    now = lifted({kind: read})[kind]
    return [now.get(n, row) for n, row in enumerate(rows)]


def _rows(rows: Any) -> list[Any]:
    if not isinstance(rows, list):
        raise msgspec.ValidationError("[…]?")
    return rows


def _csv(desk: Desk, now: datetime, say: Texts, table: str | None) -> tuple[bytes, int]:
    from aetui.documents.table import as_csv

    name = table or "due"
    if name == "due":
        fields = [
            "id",
            "rule",
            "source",
            "title",
            "client",
            "number",
            "start",
            "due",
            "act_by",
            "state",
            "met_at",
            "how",
            "reason",
        ]
        rows: list[dict[str, object]] = [
            {
                **msgspec.to_builtins(obligation),
                "title": title(say, obligation, desk.rulebook),
                "client": client_name(desk, obligation.client_id),
            }
            for obligation in desk.obligations(now, ended=True)
        ]
    elif name in KINDS:
        fields = list(KINDS[name].__struct_fields__)
        rows = [_flat(record) for record in desk.store.table(name).records()]
    else:
        raise BadInput("export.table", name=name, names=["due", *KINDS])
    return as_csv(rows, fields), len(rows)


def _flat(record: Record) -> dict[str, object]:
    """A record as one row; lists and parts stand in their cell as JSON."""
    plain: dict[str, object] = msgspec.to_builtins(record)
    return {
        key: msgspec.json.encode(value).decode() if isinstance(value, list | dict) and value else value or ""
        for key, value in plain.items()
    }


def _ics(desk: Desk, now: datetime, say: Texts) -> tuple[bytes, int]:
    from aetui.desk.feeds.dates import calendar_lines, dates
    from aetui.documents.calendar import write_calendar

    entries = list(calendar_lines(dates(desk, now), say))
    return write_calendar(entries, now), len(entries)
