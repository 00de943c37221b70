"""What waits to be settled, in the table `conflicts`: a version of a record that another one displaced, a data file that
was not as it was written, changes that are missing. It stands there, and is told, until the user settles it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec

from aetui.domain.errors import DeskError
from aetui.domain.records import KINDS
from aetui.store.file.files import Files
from aetui.store.file.parsing import Lost
from aetui.store.file.tables import Tables, compact, id_of
from aetui.store.safety import damage

SPOILT = ""
"""The `table` of an entry that tells of a whole data file; its `id` is the name under which that file was kept."""
GAP = "log"
"""The `table` of an entry that tells of missing changes; its `id` says from which to which."""
_NULL = b"null"
CONFLICTS = "conflicts"


class Conflict(msgspec.Struct, kw_only=True, omit_defaults=True):
    """A record that was changed on both sides: what stands now, what was put aside (null: it was deleted).

    Of two devices of one desk that said something else of one place of a record: `path` is that place (fields, keys, ids of what stands
    in lists), `kept` and `aside` are what stands and what doesn't in it alone, `token` and `over` the changes that said the latter and
    the former, `by` the device of the latter.
    """

    at: str
    table: str
    id: str
    kept: msgspec.Raw
    aside: msgspec.Raw
    path: list[str] = []
    token: str = ""
    over: str = ""
    by: str = ""


def put_aside(tables: Tables, table: str, kept: bytes | None, aside: bytes | None, at: str, name: str = "") -> None:
    """Enter what waits to be settled. `name`: its id, where no record tells it."""
    known = name or next((id_of(state) for state in (kept, aside) if state is not None), "")
    entry = Conflict(at=at, table=table, id=known, kept=_json(kept), aside=_json(aside))
    tables.set("conflicts", tables.top("conflicts") + 1, compact(entry))


def _json(data: bytes | None) -> msgspec.Raw:
    """A document as it can stand inside another; what is no JSON, as a text."""
    if data is None:
        return msgspec.Raw(_NULL)
    try:
        msgspec.json.decode(data)
    except (ValueError, RecursionError):
        return msgspec.Raw(compact(data.decode("utf-8", "replace")))
    return msgspec.Raw(data)


def take_in(tables: Tables, lost: Iterable[Lost], at: str) -> None:
    """Keep documents that had no place of their own: as records, where their id is nobody else's, else put aside."""
    for one in lost:
        record_id = id_of(one.data)
        if one.table in KINDS and record_id and tables.doc_of(one.table, record_id) is None:
            tables.set(one.table, tables.top(one.table) + 1, one.data)
        else:
            put_aside(tables, one.table, tables.table(one.table).get(one.doc), one.data, at)


def told(tables: Tables, files: Files) -> list[DeskError]:
    """Each thing that waits to be settled, in a sentence."""
    found = []
    for doc, data in sorted(tables.docs.get("conflicts", {}).items()):
        try:
            entry = msgspec.json.decode(data, type=Conflict)
        except (ValueError, RecursionError) as error:
            found.append(DeskError("note.unreadable", kind="conflicts", doc=doc, why=str(error)))
            continue
        if entry.table == SPOILT:
            found.append(DeskError("note.spoilt", path=files.data, kept=files.backups / entry.id))
        elif entry.table == GAP:
            first, _, last = entry.id.partition("-")
            found.append(DeskError("note.gap", first=first, last=last))
        else:
            aside = damage.held(b" " * 9 + bytes(entry.aside))
            found.append(DeskError("note.conflict", kind=entry.table, id=entry.id, aside=aside, path=Path(files.data)))
    return found
