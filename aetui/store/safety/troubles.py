"""What can't be read, and what waits to be settled, as it stands: told at each opening. It imports little, for a quick
command asks too."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from aetui.domain.errors import DeskError
from aetui.store.file.files import Files
from aetui.store.file.tables import Tables
from aetui.store.remote import standing
from aetui.store.safety.damage import kept_aside

if TYPE_CHECKING:
    from aetui.store.file.deskfile import DeskFile


def troubles(file: DeskFile) -> list[DeskError]:
    """All of it. Looks at the folder."""
    tables = file.tables
    found = [*file.findings, *unread(tables), *out_of_sight(tables)]
    waiting = len(tables.docs.get("conflicts", {}))
    if waiting and not file.findings:
        found.append(DeskError("note.unsettled", path=file.files.data, n=waiting))
    kept = kept_aside(file.files)
    if kept and not any(note.key == "note.damaged_line" for note in file.notes):
        found.append(DeskError("note.set_aside", path=file.files.damaged, n=kept))
    found += _of_office(file.files)
    return found + [DeskError("note.conflict_copy", path=path) for path in conflict_copies(file.files, tables)]


def _of_office(files: Files) -> list[DeskError]:
    """That the office is closed to this desk, as it told last."""
    stands = standing.read(files) if standing.stands(files) else None
    if stands is None:
        return []
    found = [DeskError("note.office_removed", name=stands.name)] if stands.removed else []
    return [*found, *([DeskError("note.office_newer", version=stands.behind)] if stands.behind else [])]


def unread(tables: Tables) -> list[DeskError]:
    """The documents that don't read as their table's kind; and, where the profile is one, what that means."""
    found = [
        DeskError("note.unreadable", kind=kind, doc=doc, why=why) for (kind, doc), why in sorted(tables.unread.items())
    ]
    if tables.profile_hidden:
        found.append(DeskError("note.profile_unread"))
    return found


def out_of_sight(tables: Tables) -> list[DeskError]:
    """Tables that hold this program's records under a name that isn't its own: spoilt, or changed by hand."""
    return [DeskError("note.hidden_table", table=name) for name in tables.strange]


def conflict_copies(files: Files, tables: Tables) -> list[Path]:
    """Files beside the desk that a sync program made where two machines had written."""
    own = {path.name for path in files.own}
    try:
        with os.scandir(files.folder) as entries:
            names = [e.name for e in entries if e.name.startswith(files.name) and e.name not in own]
    except OSError:
        return []
    if not any(".json" in name or ".journal" in name for name in names):
        return []
    from aetui.store.safety.copies import among

    return among(names, files, tables)
